//! Bytes as the characters that GPT-2's vocabulary writes for them.
//!
//! A byte that is a visible character of Latin-1 is written as it is, and the others as characters
//! from U+0100 on: so a space is `Ġ`.

/// Is this byte written as itself?
fn is_visible(byte: u8) -> bool {
    matches!(byte, b'!'..=b'~' | 0xa1..=0xac | 0xae..=0xff)
}

/// The character that stands for a byte.
#[must_use]
fn char_of(byte: u8) -> char {
    if is_visible(byte) {
        return char::from(byte);
    }
    let before = (0..byte).filter(|byte| !is_visible(*byte)).count() as u32;
    char::from_u32(0x100 + before).unwrap_or_default()
}

/// Every byte's character.
#[must_use]
pub fn chars() -> [char; 256] {
    core::array::from_fn(|byte| char_of(byte as u8))
}

/// The byte that a character stands for.
#[must_use]
pub fn byte_of(char: char) -> Option<u8> {
    match char as u32 {
        code @ 0..=0xff => Some(code as u8).filter(|byte| is_visible(*byte)),
        code @ 0x100..0x144 => {
            (0..=255).filter(|byte| !is_visible(*byte)).nth(code as usize - 0x100)
        }
        _ => None,
    }
}

/// The text that tokens spell. A token with a character that stands for no byte is taken as it is,
/// and bytes that are no UTF-8 become U+FFFD.
#[must_use]
pub fn decode(tokens: &[&str]) -> String {
    let mut bytes = Vec::new();
    for token in tokens {
        let spelt: Option<Vec<u8>> = token.chars().map(byte_of).collect();
        bytes.extend(spelt.unwrap_or_else(|| token.as_bytes().to_vec()));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The bytes of a token without the white space around it; `is_led` where its first space is none
/// of the text.
#[must_use]
pub fn trimmed(text: &str, token: &str, start: usize, is_led: bool) -> (usize, usize) {
    let is_blank = |char: &char| *char == char_of(b' ') || char.is_whitespace();
    let mut leading = token.chars().take_while(is_blank).count();
    let trailing = token.chars().rev().take_while(is_blank).count();
    if is_led && start == 0 && !text.starts_with(' ') {
        leading = leading.saturating_sub(1);
    }
    let width = |chars: &mut dyn Iterator<Item = char>, count| {
        chars.take(count).map(char::len_utf8).sum::<usize>()
    };
    let first = width(&mut text.chars(), leading).min(text.len());
    let last = (text.len() - width(&mut text.chars().rev(), trailing).min(text.len())).max(first);
    (start + first, start + last)
}
