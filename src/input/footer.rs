//! What a print says beside its numbers: below them how large they are, above them what they are.

use super::axes::sizes;

/// A print without what it says, and the size that it says.
pub(super) type Said<'a> = (Option<Vec<usize>>, &'a str);

/// Takes one of them off.
pub(super) fn strip(text: &str) -> Option<Said<'_>> {
    below(text).or_else(|| above(text))
}

/// The last line: `[2 rows x 3 columns]` of pandas, `[ CPUFloatType{2,3} ]` of libtorch,
/// `[torch.FloatTensor of size 2x3]` of old `PyTorch`, `Tensor[[2, 3], f32]` of candle,
/// `<NDArray 2x3 @cpu(0)>` of `MXNet`, and `shape: (2, 3)` of a person.
fn below(text: &str) -> Option<Said<'_>> {
    let (body, last) = text.rsplit_once('\n')?;
    let last = last.trim();
    let candle = || sizes(last.strip_prefix("Tensor[[")?.split_once(']')?.0);
    let mxnet = || sizes(last.strip_prefix("<NDArray ")?.split_once(' ')?.0);
    let bracket = || {
        let inside = last.strip_prefix('[')?.strip_suffix(']')?.trim();
        if let Some((_, size)) = inside.split_once(" of size ") {
            return sizes(size.split(' ').next()?);
        }
        if let Some(columns) = inside.strip_suffix("columns") {
            let (rows, columns) = columns.split_once(" rows")?;
            return sizes(&format!("{rows},{}", columns.trim_matches([' ', 'x', '×'])));
        }
        let (kind, size) = inside.strip_suffix('}')?.split_once('{')?;
        if kind.ends_with("Type") { sizes(size) } else { None }
    };
    let said = || {
        let words = last.trim_end_matches(')').to_lowercase();
        let (said, size) = words.rsplit_once(['(', '['])?;
        let plain = said.trim_end_matches(|c: char| ": (=".contains(c));
        let says = plain.ends_with("shape") || plain.ends_with("size");
        if says { sizes(size.trim_end_matches([']', ')'])) } else { None }
    };
    // psql counts the rows below a table.
    let counts = last.strip_prefix('(').and_then(|last| last.strip_suffix(" rows)"));
    if counts.is_some_and(|count| count.parse::<usize>().is_ok()) {
        return Some((None, body));
    }
    let shape = candle().or_else(mxnet).or_else(bracket).or_else(said)?;
    Some((Some(shape), body))
}

/// What stands before the first bracket or line: `Tensor` of `TensorFlow.js` and burn,
/// `Float32Array(4)` of Node, `new`, and a title with an empty line below it.
fn above(text: &str) -> Option<Said<'_>> {
    // R shows the part of a list below its name: `$q`.
    if let Some((name, rest)) = text.strip_prefix('$').and_then(|text| text.split_once('\n'))
        && !name.is_empty()
        && name.chars().all(|c| c.is_alphanumeric() || "._".contains(c))
    {
        return Some((None, rest));
    }
    if let Some(rest) = text.strip_prefix("new ") {
        return Some((None, rest));
    }
    if let Some(rest) =
        text.strip_prefix("Tensor").filter(|rest| rest.trim_start().starts_with(['[', '{']))
        && rest.starts_with([' ', '\n'])
    {
        return Some((None, rest));
    }
    if let Some((array, rest)) = text.split_once(')')
        && rest.trim_start().starts_with('[')
        && let Some((name, count)) = array.split_once('(')
        && name.ends_with("Array")
    {
        return Some((Some(sizes(count)?), rest));
    }
    if text.starts_with("torch.Size(")
        && let Some((shape, rest)) = shape_in(text).filter(|(_, rest)| rest.starts_with('\n'))
    {
        return Some((Some(shape), rest));
    }
    let (title, rest) = text.split_once("\n\n")?;
    let is_title = title.chars().all(|c| c.is_alphabetic() || c == ' ')
        && rest.lines().next().is_some_and(|line| !line.trim().is_empty());
    is_title.then_some((None, rest))
}

/// `(2, 3)`, `[2, 3]`, `torch.Size([2, 3])` or `(2, 3, )` before a matrix, and the matrix.
pub(super) fn shape_in(text: &str) -> Option<(Vec<usize>, &str)> {
    let text = text.trim_start();
    let text = text.strip_prefix("torch.Size(").unwrap_or(text);
    let (inside, after) = text.strip_prefix(['(', '['])?.split_once([')', ']'])?;
    let after = after.strip_prefix(')').unwrap_or(after);
    sizes(inside).filter(|_| !after.trim().is_empty()).map(|shape| (shape, after))
}
