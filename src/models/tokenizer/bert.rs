//! BERT's normaliser and its words.

use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

use super::classes::{ACCENTS, CONTROL, IDEOGRAPHS, PUNCTUATION, is_in};

/// What is done to a text before it is split into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Normalizer {
    /// Characters that control are dropped, and white space becomes a space.
    pub clean_text: bool,
    /// Spaces around each ideograph.
    pub handle_chinese_chars: bool,
    /// Accents are taken off the letters.
    pub strip_accents: bool,
    pub lowercase: bool,
}

/// A character of the normalised text, and its bytes in the text as it was.
type Char = (char, u32, u32);

/// For each byte of the normalised text, the bytes that it comes from.
#[derive(Debug)]
pub struct Spans(Vec<[u32; 2]>);

impl Spans {
    /// Where what begins at this byte comes from.
    #[must_use]
    pub fn start(&self, byte: usize) -> usize {
        self.0[byte][0] as usize
    }

    /// Where what ends before this byte ends.
    #[must_use]
    pub fn end(&self, byte: usize) -> usize {
        self.0[byte - 1][1] as usize
    }
}

impl Normalizer {
    /// The text as the model's words are, and where each byte of it comes from.
    #[must_use]
    pub fn normalize(&self, text: &str) -> (String, Spans) {
        let place = |(at, char): (usize, char)| (char, at as u32, (at + char.len_utf8()) as u32);
        let mut chars: Vec<Char> = text.char_indices().map(place).collect();
        if self.clean_text {
            chars.retain(|(char, ..)| !is_in(CONTROL, *char));
            for (char, ..) in &mut chars {
                if char.is_whitespace() {
                    *char = ' ';
                }
            }
        }
        if self.handle_chinese_chars {
            chars = chars
                .into_iter()
                .flat_map(|(char, start, end)| {
                    let is_apart = is_in(IDEOGRAPHS, char);
                    let space = is_apart.then_some((' ', start, end));
                    space.into_iter().chain([(char, start, end)]).chain(space)
                })
                .collect();
        }
        if self.strip_accents {
            chars = decomposed(&chars);
            chars.retain(|(char, ..)| !is_in(ACCENTS, *char));
        }
        if self.lowercase {
            chars = chars
                .into_iter()
                .flat_map(|(char, start, end)| {
                    char.to_lowercase().map(move |char| (char, start, end))
                })
                .collect();
        }
        let mut normal = String::with_capacity(text.len());
        let mut spans = Vec::with_capacity(text.len());
        for (char, start, end) in chars {
            normal.push(char);
            spans.resize(normal.len(), [start, end]);
        }
        (normal, Spans(spans))
    }
}

/// NFD, with the place of each character.
fn decomposed(chars: &[Char]) -> Vec<Char> {
    let mut out: Vec<Char> = Vec::with_capacity(chars.len());
    for (char, start, end) in chars {
        decompose_canonical(*char, |char| out.push((char, *start, *end)));
    }
    // Marks behind a letter come in the order of their classes.
    for run in out.chunk_by_mut(|_, (next, ..)| canonical_combining_class(*next) != 0) {
        let from = usize::from(
            run.first().is_some_and(|(char, ..)| canonical_combining_class(*char) == 0),
        );
        run[from..].sort_by_key(|(char, ..)| canonical_combining_class(*char));
    }
    out
}

/// The words of a normalised text, and each mark of punctuation apart.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += text[at..].find(|char: char| !char.is_whitespace())?;
        let is_mark = |char: char| is_in(PUNCTUATION, char);
        let start = at;
        let rest = &text[start..];
        at += match rest.chars().next() {
            Some(char) if is_mark(char) => char.len_utf8(),
            _ => {
                rest.find(|char: char| char.is_whitespace() || is_mark(char)).unwrap_or(rest.len())
            }
        };
        Some(start..at)
    })
}
