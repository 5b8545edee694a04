//! WordPiece: the longest token that a word begins with, then the longest that goes on.

use std::collections::HashMap;

use super::vocabulary::Vocabulary;

/// The tokens that begin a word, and those that go on.
#[derive(Debug)]
pub struct WordPiece {
    first: HashMap<Box<str>, u32>,
    /// Without the prefix.
    next: HashMap<Box<str>, u32>,
    prefix: String,
    unknown: u32,
    /// A word of more characters is unknown.
    max_chars: usize,
    /// Bytes of the longest token: no longer one is looked for.
    longest: usize,
}

impl WordPiece {
    #[must_use]
    pub fn new(vocabulary: &Vocabulary, prefix: &str, unknown: u32, max_chars: usize) -> Self {
        let mut first: HashMap<Box<str>, u32> = HashMap::new();
        let mut next: HashMap<Box<str>, u32> = HashMap::new();
        for id in 0..vocabulary.size() as u32 {
            let Some(token) = vocabulary.token(id) else { continue };
            if let Some(rest) = token.strip_prefix(prefix).filter(|_| !prefix.is_empty()) {
                next.insert(rest.into(), id);
            }
            first.insert(token.into(), id);
        }
        if prefix.is_empty() {
            next.clone_from(&first);
        }
        let longest = first.keys().map(|token| token.len()).max().unwrap_or(0);
        Self { first, next, prefix: prefix.to_owned(), unknown, max_chars, longest }
    }

    /// The tokens of a word: `found(id, first byte, last + 1)`.
    pub fn tokens(&self, word: &str, mut found: impl FnMut(u32, usize, usize)) {
        match self.pieces(word) {
            Some(pieces) => pieces.into_iter().for_each(|(id, start, end)| found(id, start, end)),
            None => found(self.unknown, 0, word.len()),
        }
    }

    fn pieces(&self, word: &str) -> Option<Vec<(u32, usize, usize)>> {
        if word.chars().nth(self.max_chars).is_some() {
            return None;
        }
        let mut pieces = Vec::new();
        let mut start = 0;
        while start < word.len() {
            let tokens = if start == 0 { &self.first } else { &self.next };
            let ends = (start + 1..=word.len().min(start + self.longest)).rev();
            let (id, end) = ends
                .filter(|end| word.is_char_boundary(*end))
                .find_map(|end| Some((*tokens.get(&word[start..end])?, end)))?;
            pieces.push((id, start, end));
            start = end;
        }
        Some(pieces)
    }

    /// The text of some tokens: words with a space between, and where `cleanup` says so without the
    /// spaces before marks of punctuation.
    #[must_use]
    pub fn decode(&self, tokens: &[&str], cleanup: bool) -> String {
        let mut text = String::new();
        for (at, token) in tokens.iter().enumerate() {
            let mut piece = match token.strip_prefix(&*self.prefix) {
                _ if at == 0 => (*token).to_owned(),
                Some(rest) => rest.to_owned(),
                None => format!(" {token}"),
            };
            if cleanup {
                piece = clean_up(&piece);
            }
            text += &piece;
        }
        text
    }
}

/// A text without the spaces before marks of punctuation.
#[must_use]
pub fn clean_up(text: &str) -> String {
    const CLEAN: [(&str, &str); 10] = [
        (" .", "."),
        (" ?", "?"),
        (" !", "!"),
        (" ,", ","),
        (" ' ", "'"),
        (" n't", "n't"),
        (" 'm", "'m"),
        (" 's", "'s"),
        (" 've", "'ve"),
        (" 're", "'re"),
    ];
    CLEAN.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}
