//! Characters first: line ends, blanks, minus signs, digits of other scripts, what cannot be seen.

use super::remark;
use crate::base::error::{Code, Error, Result};
use crate::base::note::Note;

/// A text of plain characters, and what was changed to get there.
#[derive(Debug, Default)]
pub(super) struct Clean {
    pub text: String,
    pub notes: Vec<Note>,
}

/// Rewrites the look-alikes of plain characters; refuses characters that no number can hold.
pub(super) fn clean(raw: &str) -> Result<Clean> {
    let mut notes = Vec::new();
    let mut text = String::with_capacity(raw.len());
    let mut characters = raw.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => text.push('\n'),
            '\n' | '\t' => text.push(character),
            // Zero-width characters and the soft hyphen come along unseen with copied text.
            '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => {}
            // Marks of writing direction can show digits in another order than they are stored in.
            '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
                remark(
                    &mut notes,
                    "direction-mark",
                    "Removed hidden marks that change the order in which text is shown. Check the numbers.",
                );
            }
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE63}' | '\u{FF0D}' => {
                remark(&mut notes, "minus-sign", "Read a dash as a minus sign.");
                text.push('-');
            }
            '×' | '·' | '⋅' | '∗' => text.push('*'),
            '∕' | '⁄' => text.push('/'),
            _ if character.is_control() || character == char::REPLACEMENT_CHARACTER => {
                return Err(invisible(character, &text));
            }
            _ if character.is_whitespace() => text.push(' '),
            _ => match foreign_digit(character) {
                Some(digit) => {
                    remark(&mut notes, "digits", "Read digits of another script as 0 to 9.");
                    text.push(digit);
                }
                None => text.push(half_width(character)),
            },
        }
    }
    Ok(Clean { text: without_blanks_at_operators(&continued(&text)), notes })
}

/// MATLAB's three dots at the end of a line say that it goes on in the next one. Behind a semicolon
/// they cannot be meant as `NumPy` means them, for numbers that are left out.
fn continued(text: &str) -> String {
    let line = |line: &str| match line.trim_end().strip_suffix("...").map(str::trim_end) {
        Some(start) if start.ends_with(';') => start.to_owned(),
        _ => line.to_owned(),
    };
    text.split('\n').map(line).collect::<Vec<_>>().join("\n")
}

/// The ASCII digit of a decimal digit of another script: their blocks run from 0 to 9 as ASCII does.
fn foreign_digit(character: char) -> Option<char> {
    const ZEROS: [char; 9] = [
        '\u{660}',   // Arabic-Indic
        '\u{6F0}',   // Persian
        '\u{966}',   // Devanagari
        '\u{FF10}',  // full-width
        '\u{1D7CE}', // mathematical: bold, double-struck, sans-serif, bold sans-serif, monospace
        '\u{1D7D8}',
        '\u{1D7E2}',
        '\u{1D7EC}',
        '\u{1D7F6}',
    ];
    let value = ZEROS.iter().find_map(|zero| {
        u32::from(character).checked_sub(u32::from(*zero)).filter(|distance| *distance < 10)
    })?;
    char::from_digit(value, 10)
}

/// `［` and `，` are `[` and `,`: the full-width forms stand in the order of ASCII.
fn half_width(character: char) -> char {
    const DISTANCE: u32 = 0xFF01 - 0x21;
    match character {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - DISTANCE).unwrap_or(character)
        }
        _ => character,
    }
}

/// `1 / 3` becomes `1/3`, so that from here on a blank always separates.
fn without_blanks_at_operators(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut blanks = String::new();
    for character in text.chars() {
        match character {
            ' ' => blanks.push(' '),
            '*' | '/' => {
                blanks.clear();
                joined.push(character);
            }
            _ => {
                if !joined.ends_with(['*', '/']) {
                    joined.push_str(&blanks);
                }
                blanks.clear();
                joined.push(character);
            }
        }
    }
    joined.push_str(&blanks);
    joined
}

fn invisible(character: char, before: &str) -> Error {
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
    let what =
        if character == char::REPLACEMENT_CHARACTER { "cannot be read" } else { "cannot be seen" };
    let point = u32::from(character);
    Error::new(
        Code::InvisibleCharacter,
        format!("Character {column} of line {line}, U+{point:04X}, {what}."),
    )
    .hint("Only text can be pasted, not a file or an image; type the number again.")
}
