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

/// Raised digits and signs, in the order of the plain ones.
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺";

/// Rewrites the look-alikes of plain characters; refuses characters that no number can hold.
pub(super) fn clean(raw: &str) -> Result<Clean> {
    let mut notes = Vec::new();
    let mut text = String::with_capacity(raw.len());
    let mut characters = raw.chars().peekable();
    let mut is_raised = false;
    while let Some(character) = characters.next() {
        let was_raised = std::mem::replace(&mut is_raised, RAISED.contains(character));
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => text.push('\n'),
            '\n' | '\t' => text.push(character),
            // Zero-width characters and the soft hyphen come along unseen with copied text.
            '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' => {}
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
            '⋅' => text.push('·'),
            '∗' => text.push('*'),
            '∕' | '⁄' => text.push('/'),
            '“' | '”' | '„' | '″' => text.push('"'),
            '‘' | '’' | '′' => text.push('\''),
            // The lines that are drawn around tables.
            '─'..='╿' => text.push(box_line(character)),
            _ if is_raised => match raised(&text, character) {
                Some(power) => text.push_str(&power),
                None => text.push(character),
            },
            _ if character.is_control() || character == char::REPLACEMENT_CHARACTER => {
                return Err(invisible(character, &text));
            }
            _ if character.is_whitespace() => text.push(' '),
            // Whether a digit behind a power belongs to it nobody can say.
            '0'..='9' if was_raised => text.extend(['^', character]),
            _ => match foreign_digit(character) {
                Some(digit) => {
                    remark(&mut notes, "digits", "Read digits of another script as 0 to 9.");
                    text.push(digit);
                }
                None => text.push(half_width(character)),
            },
        }
    }
    if text.contains('·') {
        text = raised_points(&text, &mut notes);
    }
    Ok(Clean { text: continued(&text), notes })
}

/// A raised digit as a power of ten writes it: `10⁻³` becomes `10^-3`. Behind anything else it may
/// be the mark of a footnote, and stays for the reader of the cell to refuse.
fn raised(before: &str, character: char) -> Option<String> {
    let mut places = "0123456789-+".chars().zip(RAISED.chars());
    let plain = places.find_map(|(plain, raised)| (raised == character).then_some(plain))?;
    let base = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '-' || c == '+');
    if base.ends_with("10^") {
        return Some(plain.to_string());
    }
    let is_ten = before
        .strip_suffix("10")
        .is_some_and(|before| !before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '.'));
    is_ten.then(|| format!("^{plain}"))
}

/// `0·5` is 0.5, with its point raised as British texts have it. That the point is one shows in a
/// number that no product is written with: 0 before it, or behind it. Then it is one everywhere.
fn raised_points(text: &str, notes: &mut Vec<Note>) -> String {
    if text.contains('.') {
        return text.to_owned();
    }
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let pieces: Vec<&str> = text.split('·').collect();
    let is_point = |before: &str, after: &str| {
        let fraction = after.trim_start_matches(|c: char| c.is_ascii_digit());
        is_digit(before.chars().next_back())
            && is_digit(after.chars().next())
            && !fraction.starts_with(['^', '·'])
    };
    let shows = |before: &str, after: &str| {
        let whole = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let zero = before.ends_with('0') && whole == 1;
        is_point(before, after) && (zero || after.starts_with('0'))
    };
    let pairs = || pieces.iter().zip(pieces.iter().skip(1));
    let Some((before, after)) = pairs().find(|(before, after)| shows(before, after)) else {
        return text.to_owned();
    };
    let word = |text: &str, at_end: bool| -> String {
        let digits = |c: &char| c.is_ascii_digit();
        if at_end {
            let digits: Vec<char> = text.chars().rev().take_while(digits).collect();
            digits.into_iter().rev().collect()
        } else {
            text.chars().take_while(digits).collect()
        }
    };
    let (whole, fraction) = (word(before, true), word(after, false));
    let message =
        format!("Read {whole}·{fraction} as {whole}.{fraction}, with a raised decimal point.");
    remark(notes, "raised-point", message);
    let mut read = String::with_capacity(text.len());
    for (before, after) in pairs() {
        read.push_str(before);
        read.push(if is_point(before, after) { '.' } else { '·' });
    }
    read.push_str(pieces.last().copied().unwrap_or_default());
    read
}

/// A line of a box as a table of characters draws it.
fn box_line(character: char) -> char {
    match character {
        '─' | '━' | '┄' | '┅' | '┈' | '┉' | '╌' | '╍' | '═' => '-',
        '│' | '┃' | '┆' | '┇' | '┊' | '┋' | '╎' | '╏' | '║' => '|',
        _ => '+',
    }
}

/// MATLAB's three dots at the end of a line say that it goes on in the next one. Behind a semicolon
/// they cannot be meant as `NumPy` means them, for numbers that are left out.
fn continued(text: &str) -> String {
    let line = |line: &str| {
        let start = line.trim_end().strip_suffix("...").map(str::trim_end);
        if let Some(start) = start.filter(|start| start.ends_with(';')) {
            return start.to_owned();
        }
        // What stands behind them, apart and in words, is a comment.
        match line.split_once("... ") {
            Some((start, comment))
                if start.trim_end().ends_with([',', ';'])
                    && start.contains('[')
                    && comment.starts_with(char::is_alphabetic)
                    && !comment.contains([']', ')', ';']) =>
            {
                start.trim_end().to_owned()
            }
            _ => line.to_owned(),
        }
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

/// `1 / 3` becomes `1/3`, so that from here on a blank always separates. A point at half height is a
/// sign between single blanks; between more it stands in a cell of its own, as Julia prints a zero.
pub(super) fn without_blanks_at_operators(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    let mut blanks = String::new();
    let mut rest = text.chars();
    while let Some(character) = rest.next() {
        let behind = rest.as_str();
        match character {
            ' ' => blanks.push(' '),
            '·' if blanks == " " && behind.starts_with(' ') && !behind.starts_with("  ") => {
                blanks.clear();
                joined.push('*');
            }
            '·' if !blanks.is_empty() || behind.starts_with(' ') => {
                joined.push_str(&blanks);
                blanks.clear();
                joined.push(character);
            }
            '*' | '/' | '×' => {
                blanks.clear();
                joined.push(character);
            }
            _ => {
                if !joined.ends_with(['*', '/', '×']) {
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
