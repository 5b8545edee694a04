//! What stands around a matrix and is no part of it: `Q =`, `$$`, a prompt, a last semicolon.

use super::limits;

/// The text without its surroundings.
pub(super) fn strip(text: &str) -> &str {
    let mut body = trim(text);
    // Each round takes one layer off, so `Q: $$ \mathbf{Q} = ... $$;` needs four.
    while let Some(inner) = label(body).or_else(|| delimiters(body)).or_else(|| ends(body)) {
        body = trim(inner);
    }
    body
}

/// A tab stays: in a table it is an empty first cell.
fn trim(text: &str) -> &str {
    text.trim_matches([' ', '\n'])
}

/// `Q =`, `\mathbf{q} =`, `Keys:`, `Parameter containing:`, `Out[3]:`.
fn label(text: &str) -> Option<&str> {
    let end =
        text.bytes().take(limits::LABEL_BYTES).position(|byte| matches!(byte, b'=' | b':'))?;
    let (name, after) = text.split_at_checked(end)?;
    let name = name.trim_start();
    let is_name = name.starts_with(|c: char| c.is_alphabetic() || c == '\\')
        && name.chars().all(|c| c.is_alphanumeric() || "_\\{}^'.[] ".contains(c));
    if is_name { after.get(1..) } else { None }
}

/// The signs that open and close a formula.
fn delimiters(text: &str) -> Option<&str> {
    const PAIRS: [(&str, &str); 4] = [("$$", "$$"), ("$", "$"), ("\\[", "\\]"), ("\\(", "\\)")];
    PAIRS.iter().find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close))
}

/// A prompt of Python before it, the semicolon of a statement after it.
fn ends(text: &str) -> Option<&str> {
    text.strip_prefix(">>>").or_else(|| text.strip_suffix(';'))
}
