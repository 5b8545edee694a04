//! Tokens that are found in a text before it is split into words, such as `[MASK]`.

use std::collections::HashMap;

use super::classes::{LETTERS, NUMBERS, is_in};

/// One such token, as tokenizer.json describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedToken {
    pub content: String,
    pub id: u32,
    /// Found only where no letter or digit stands beside it.
    pub single_word: bool,
    /// It takes the white space before it.
    pub lstrip: bool,
    /// It takes the white space behind it.
    pub rstrip: bool,
    /// It is looked for in the normalised text.
    pub normalized: bool,
    /// It controls the model, and is no text.
    pub special: bool,
}

/// When a token is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// In the text as it is typed.
    Raw,
    /// In the text as the normaliser leaves it.
    Normalized,
}

/// A part of a text, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Text { start: usize, end: usize },
    Token { id: u32, start: usize, end: usize },
}

/// What is looked for, and its place in the list.
type Start = (Box<str>, usize);

/// All of them.
#[derive(Debug, Default)]
pub struct Added {
    tokens: Vec<AddedToken>,
    names: HashMap<u32, usize>,
    /// By stage and first byte: places in `tokens`, with what is looked for, the longest first.
    starts: [HashMap<u8, Vec<Start>>; 2],
}

impl Added {
    /// The tokens, each looked for as `normalize` leaves it where it is one of the normalised text.
    #[must_use]
    pub fn new(tokens: Vec<AddedToken>, normalize: impl Fn(&str) -> String) -> Self {
        let mut added = Self::default();
        for (at, token) in tokens.iter().enumerate() {
            added.names.insert(token.id, at);
            let stage = usize::from(token.normalized);
            let content =
                if token.normalized { normalize(&token.content) } else { token.content.clone() };
            if let Some(first) = content.bytes().next() {
                added.starts[stage].entry(first).or_default().push((content.into(), at));
            }
        }
        for list in added.starts.iter_mut().flat_map(HashMap::values_mut) {
            list.sort_by_key(|(content, _)| std::cmp::Reverse(content.len()));
        }
        added.tokens = tokens;
        added
    }

    #[must_use]
    pub fn name(&self, id: u32) -> Option<&str> {
        Some(&self.tokens[*self.names.get(&id)?].content)
    }

    #[must_use]
    pub fn id(&self, content: &str) -> Option<u32> {
        self.tokens.iter().find(|token| token.content == content).map(|token| token.id)
    }

    /// One more than the largest id.
    #[must_use]
    pub fn size(&self) -> usize {
        self.tokens.iter().map(|token| token.id as usize + 1).max().unwrap_or(0)
    }

    /// The tokens of a stage that stand in a text, and the stretches between them.
    #[must_use]
    pub fn split(&self, text: &str, stage: Stage) -> Vec<Part> {
        let starts = &self.starts[usize::from(stage == Stage::Normalized)];
        let mut parts = Vec::new();
        let mut done = 0;
        let mut at = 0;
        while at < text.len() && !starts.is_empty() {
            let found = starts.get(&text.as_bytes()[at]).and_then(|list| {
                list.iter()
                    .find(|(content, _)| text.as_bytes()[at..].starts_with(content.as_bytes()))
            });
            let Some((content, place)) = found else {
                at += 1;
                continue;
            };
            let token = &self.tokens[*place];
            let (start, end) = (at, at + content.len());
            at = end;
            let is_word = |char: char| is_word(char);
            if token.single_word
                && (text[..start].ends_with(is_word) || text[end..].starts_with(is_word))
            {
                continue;
            }
            let mut stretch = (start, end);
            if token.lstrip {
                stretch.0 = text[..start].trim_end().len().max(done);
            }
            if token.rstrip {
                stretch.1 = text.len() - text[end..].trim_start().len();
                at = stretch.1;
            }
            if done < stretch.0 {
                parts.push(Part::Text { start: done, end: stretch.0 });
            }
            parts.push(Part::Token { id: token.id, start: stretch.0, end: stretch.1 });
            done = stretch.1;
        }
        if done < text.len() {
            parts.push(Part::Text { start: done, end: text.len() });
        }
        parts
    }
}

/// `\w`, where a token must stand alone.
fn is_word(char: char) -> bool {
    char == '_' || is_in(LETTERS, char) || is_in(NUMBERS, char) || char.is_alphanumeric()
}
