//! Tokens and their ids.

use std::collections::HashMap;

use crate::error::{Code, Error, Result, brief};
use crate::limits;

/// Every token of a model, by its id and by its text.
#[derive(Debug, Default)]
pub struct Vocabulary {
    tokens: Vec<Option<Box<str>>>,
    ids: HashMap<Box<str>, u32>,
}

impl Vocabulary {
    /// The tokens of a file, with their ids. An id may be missing where another list has it.
    ///
    /// # Errors
    /// `too-large` for too many tokens, `vocabulary` for ids that are given twice or lie far apart.
    pub fn new(file: &str, tokens: impl IntoIterator<Item = (String, u32)>) -> Result<Self> {
        let mut vocabulary = Self::default();
        for (token, id) in tokens {
            let size = id as usize + 1;
            if size > limits::VOCABULARY {
                let cause = format!(
                    "The token “{}” has the id {id}, the limit is {} tokens.",
                    brief(&token),
                    limits::VOCABULARY
                );
                let error = Error::new(Code::TooLarge, file, cause);
                return Err(error.hint("Take a tokenizer with fewer tokens."));
            }
            if vocabulary.tokens.len() < size {
                vocabulary.tokens.resize(size, None);
            }
            if let Some(other) = &vocabulary.tokens[id as usize] {
                let cause =
                    format!("“{}” and “{}” both have the id {id}.", brief(other), brief(&token));
                let error = Error::new(Code::Vocabulary, file, cause);
                return Err(error.hint("Take the file that was saved with the model."));
            }
            if let Some(other) = vocabulary.ids.insert(token.as_str().into(), id) {
                let cause = format!("“{}” has two ids, {other} and {id}.", brief(&token));
                let error = Error::new(Code::Vocabulary, file, cause);
                return Err(error.hint("Take the file that was saved with the model."));
            }
            vocabulary.tokens[id as usize] = Some(token.into());
        }
        if vocabulary.ids.is_empty() {
            let error = Error::new(Code::Vocabulary, file, "It has no tokens.");
            return Err(error.hint("Take the file that was saved with the model."));
        }
        Ok(vocabulary)
    }

    #[must_use]
    pub fn id(&self, token: &str) -> Option<u32> {
        self.ids.get(token).copied()
    }

    #[must_use]
    pub fn token(&self, id: u32) -> Option<&str> {
        self.tokens.get(id as usize)?.as_deref()
    }

    /// One more than the largest id.
    #[must_use]
    pub fn size(&self) -> usize {
        self.tokens.len()
    }

    /// The first id below the largest that no token has.
    #[must_use]
    pub fn gap(&self, is_taken: impl Fn(u32) -> bool) -> Option<u32> {
        let gap = |(id, token): (usize, &Option<Box<str>>)| {
            (token.is_none() && !is_taken(id as u32)).then_some(id as u32)
        };
        self.tokens.iter().enumerate().find_map(gap)
    }
}
