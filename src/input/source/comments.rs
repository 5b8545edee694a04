//! Comments of Python, R, MATLAB, C and LaTeX.
//!
//! A mark begins a comment only where it cannot be a part of a cell: `50%`, `#N/A`, `1//3` and the
//! name `##ing` stay, and so does what would take numbers along without a word of its own.

use super::super::{cell, latex, quote, remark};
use crate::base::note::Note;

/// The text without its comments, and the comments.
pub(super) fn leave_out(text: &str, notes: &mut Vec<Note>) -> (String, Vec<String>) {
    if !["#", "%", "//", "/*", "(*", "<!--", "←"].iter().any(|mark| text.contains(mark)) {
        return (text.to_owned(), Vec::new());
    }
    let is_latex = latex::looks_like(text);
    let (text, mut comments) =
        if is_latex { (text.to_owned(), Vec::new()) } else { without_blocks(text) };
    let mut kept = Vec::new();
    for line in text.split('\n') {
        match begin(line, is_latex).and_then(|at| line.split_at_checked(at)) {
            None => kept.push(line),
            Some((before, comment)) => {
                comments.push(comment.trim().to_owned());
                if !before.trim().is_empty() {
                    kept.push(before.trim_end());
                }
            }
        }
    }
    if let Some(comment) = comments.iter().find(|comment| comment.chars().count() > 1) {
        remark(notes, "comments", format!("Left out the comments, such as {}.", quote(comment)));
    }
    (kept.join("\n"), comments)
}

/// Comments that say themselves where they end.
fn without_blocks(text: &str) -> (String, Vec<String>) {
    const BLOCKS: [(&str, &str); 3] = [("/*", "*/"), ("(*", "*)"), ("<!--", "-->")];
    let (mut kept, mut comments) = (text.to_owned(), Vec::new());
    for (begin, end) in BLOCKS {
        let mut rest = std::mem::take(&mut kept);
        while let Some((before, block)) = rest.split_once(begin)
            && let Some((inside, after)) = block.split_once(end)
        {
            comments.push(format!("{begin}{inside}{end}"));
            kept.push_str(before);
            kept.push(' ');
            rest = after.to_owned();
        }
        kept.push_str(&rest);
    }
    (kept, comments)
}

/// Where the comment of a line begins.
fn begin(line: &str, is_latex: bool) -> Option<usize> {
    let is_table = line.trim_start().starts_with('|');
    let mut quoted = false;
    let mut before = None;
    for (at, character) in line.char_indices() {
        let rest = line.get(at..).unwrap_or_default();
        let begins = match character {
            '"' if !is_latex => {
                quoted = !quoted;
                false
            }
            '%' if is_latex => before != Some('\\'),
            _ if quoted || is_table || is_latex => false,
            // A hand's arrow from the words to the row: `[1, 0], ← walk`.
            '←' => before.is_some() && rest.contains(char::is_alphabetic),
            '#' => hash(before, rest),
            '%' | '/' if divides(line, at) => false,
            '%' => percent(before, rest),
            '/' => slashes(before, rest, line.get(..at).unwrap_or_default()),
            _ => false,
        };
        if begins {
            return Some(at);
        }
        if !character.is_whitespace() || before.is_some() {
            before = Some(character);
        }
    }
    None
}

/// Whether nothing before a mark belongs to it: it begins the line, or stands apart.
fn apart(before: Option<char>) -> bool {
    before.is_none_or(|c| c.is_whitespace() || is_separator(c))
}

fn is_separator(character: char) -> bool {
    ",;()[]{}".contains(character)
}

/// Whether a value stands before the mark and a matrix behind it, as in `2 // np.array([[1, 2]])`:
/// then it divides.
fn divides(line: &str, at: usize) -> bool {
    let (value, rest) = line.split_at_checked(at).unwrap_or((line, ""));
    let matrix = rest.trim_start_matches(['%', '/']).trim_start();
    let value = value.trim();
    let opens = matrix.trim_start_matches(|c: char| c.is_alphanumeric() || "_.".contains(c));
    let is_value = cell::evaluate(value.rsplit(['=', '(']).next().unwrap_or(value)).is_ok();
    is_value && opens.starts_with(['(', '[']) && matrix.contains(|c: char| c.is_ascii_digit())
}

/// `# …`, but not an error of a spreadsheet, not a column that is called `#`, and not a piece of a
/// word as tokenizers write it.
fn hash(before: Option<char>, rest: &str) -> bool {
    const ERRORS: [&str; 8] =
        ["N/A", "DIV/0", "REF!", "VALUE!", "NAME?", "NUM!", "NULL!", "SPILL!"];
    let text = rest.get(1..).unwrap_or_default();
    let is_piece =
        text.strip_prefix('#').is_some_and(|text| text.starts_with(char::is_alphanumeric));
    apart(before)
        && !is_piece
        // Typst calls with this sign.
        && !["let ", "none,"].iter().any(|word| text.starts_with(word))
        && !text.starts_with([',', ';', '\t', '|'])
        && !ERRORS.iter().any(|error| {
            text.get(..error.len()).is_some_and(|text| text.eq_ignore_ascii_case(error))
        })
}

/// `% …`, but not a sign of per cent: a comment has words.
fn percent(before: Option<char>, rest: &str) -> bool {
    let text = rest.get(1..).unwrap_or_default();
    let has_words = text.contains(char::is_alphabetic) && !text.contains('%');
    before.is_none()
        || (apart(before) && (has_words || text.trim().is_empty() && before == Some(';')))
}

/// `// …`, but not a division of whole numbers: behind a value a comment has words.
fn slashes(before: Option<char>, rest: &str, line: &str) -> bool {
    let Some(text) = rest.strip_prefix("//") else { return false };
    let has_words = text.chars().filter(|c| c.is_alphabetic()).count() > 2;
    let is_behind = line.trim_end().ends_with(|c: char| c.is_alphanumeric() || ")]}.".contains(c));
    apart(before) && (has_words || !is_behind)
}
