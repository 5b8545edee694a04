//! GPT-2's pattern, scanned by hand: where a text is split before bytes are merged.
//!
//! `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`

use super::classes::{LETTERS, NUMBERS, is_in};

/// The pattern as files write it: no other is known.
pub const PATTERN: &str =
    r"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

const CONTRACTIONS: [&str; 7] = ["'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Number,
    Other,
}

fn class(char: char) -> Class {
    match char {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Number,
        _ if char.is_whitespace() => Class::Space,
        _ if char.is_ascii() => Class::Other,
        _ if is_in(LETTERS, char) => Class::Letter,
        _ if is_in(NUMBERS, char) => Class::Number,
        _ => Class::Other,
    }
}

/// The end of the word that begins at a byte of a text, which is not its end.
#[must_use]
pub fn word_end(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    if let Some(contraction) = CONTRACTIONS.iter().find(|found| rest.starts_with(*found)) {
        return start + contraction.len();
    }
    // A word takes one space before it.
    let word = rest.strip_prefix(' ').unwrap_or(rest);
    let first = word.chars().next().map(class);
    if let Some(first) = first.filter(|first| *first != Class::Space) {
        let length = word.find(|char| class(char) != first).unwrap_or(word.len());
        return start + (rest.len() - word.len()) + length;
    }
    let Some(length) = rest.find(|char| class(char) != Class::Space) else {
        return text.len();
    };
    // The last white space belongs to what follows, but where it is all that there is.
    let last = rest[..length].chars().next_back().map_or(0, char::len_utf8);
    start + if length == last { length } else { length - last }
}
