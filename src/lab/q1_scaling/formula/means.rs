//! Means of one vector, `E[q]` and `\\mathbb{E}[k_i]`, as the μ that they are.

use crate::base::transposed::before_mark;

const NAMES: [&str; 9] = [
    "\\mathbb{E}",
    "\\mathbb E",
    "\\mathrm{E}",
    "\\operatorname{E}",
    "\\operatorname{\\mathbb{E}}",
    "\\mathop{\\mathbb{E}}",
    "𝔼",
    "np.mean",
    "E",
];
const SIZES: [&str; 4] = ["\\left", "\\big", "\\bigl", "\\Big"];
const ENDS: [&str; 4] = ["\\right", "\\big", "\\bigr", "\\Big"];
const INDICES: [&str; 6] = ["_{i}", "_i", "ᵢ", "_{j}", "_j", "ⱼ"];

/// The text with each mean as μ or μᵢ, and whether there was one.
pub fn written(text: &str) -> (String, bool) {
    let (mut written, mut rest, mut any) = (String::new(), text, false);
    while let Some(first) = rest.chars().next() {
        // A letter that goes on with a word is no E of its own.
        let before = text[..text.len() - rest.len()].chars().next_back();
        let goes_on = first != '\\' && before.is_some_and(|c| c.is_ascii_alphabetic() || c == '\\');
        if let Some((mean, length)) = mean(rest).filter(|_| !goes_on) {
            written.push_str(mean);
            rest = &rest[length..];
            any = true;
        } else {
            written.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    (written, any)
}

/// The mean that a text begins with, and its bytes.
fn mean(text: &str) -> Option<(&'static str, usize)> {
    let after = NAMES.iter().find_map(|name| text.strip_prefix(name))?.trim_start();
    let after = SIZES.iter().find_map(|size| after.strip_prefix(size)).unwrap_or(after);
    let close = match after.trim_start().chars().next()? {
        '[' => ']',
        '(' => ')',
        _ => return None,
    };
    let (inner, rest) = after.trim_start()[1..].split_once(close)?;
    let inner = ENDS.iter().find_map(|size| inner.strip_suffix(size)).unwrap_or(inner).trim();
    // A mark stands behind the braces of a vector, or in them.
    let unmarked = |text| before_mark(text).unwrap_or(text);
    let inner = unmarked(inner).trim_end();
    let inner = inner.strip_prefix("\\vec").unwrap_or(inner).trim_matches(['{', '}', ' ']);
    let inner = unmarked(inner);
    let index = inner.strip_prefix(['q', 'k'])?;
    let length = text.len() - rest.len();
    match index {
        "" => Some(("μ", length)),
        _ => INDICES.contains(&index).then_some(("μ_i", length)),
    }
}
