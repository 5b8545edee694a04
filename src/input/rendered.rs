//! Formulas as browsers copy them from a page: one number a line, the rows no longer there.
//!
//! `KaTeX` lays a matrix out column by column, ends each with a zero-width space, and puts two blanks
//! between two. Where that is all there is, the rows are certain. A fraction, a root or a power is
//! laid out in lines as well, with a single blank behind it: then nothing is certain, and what
//! `MathJax` copies has no columns at all. Such texts are refused with the way to the source.

use super::raw_table::{Format, RawTable, transpose};
use crate::base::error::{Code, Error, Result};
use crate::base::transposed::EXPONENTS;

/// The pieces of brackets that are drawn over several lines.
const PIECES: &str = "⎡⎢⎣⎤⎥⎦⎛⎜⎝⎞⎟⎠⎧⎨⎩⎪⎫⎬⎭";
const LEFT: &str = "⎡⎢⎣⎛⎜⎝⎧⎨⎩⎪";
const RIGHT: &str = "⎤⎥⎦⎞⎟⎠⎫⎬⎭⎪";

/// Reads a formula that was copied from a page; none for a text that is not one.
pub(super) fn read(raw: &str) -> Option<Result<RawTable>> {
    if !raw.contains('\u{200B}') && !raw.contains(|c| PIECES.contains(c)) && !is_flat(raw) {
        return None;
    }
    let text = raw.replace("\r\n", "\n");
    let lines: Vec<&str> = text.split('\n').collect();
    if lines.iter().any(|line| is_end(line)) && text.contains("\\begin{") {
        return None;
    }
    if lines.iter().any(|line| is_end(line)) && lines.iter().any(|line| is_number(line.trim())) {
        return Some(columns(&lines).ok_or_else(refusal).map(|rows| {
            RawTable::new(Format::Rendered, rows)
                .remark("rendered", "Read the columns of a formula that was copied from a page.")
        }));
    }
    let drawn = |line: &&str| {
        let line = line.trim();
        line.starts_with(|c| LEFT.contains(c)) && line.ends_with(|c| RIGHT.contains(c))
    };
    let rows = || lines.iter().filter(|line| !line.trim().is_empty());
    // A print draws a bracket at both ends of every line.
    let is_print = rows().filter(|line| drawn(line)).count() > 1;
    let has_pieces = text.contains(|c| PIECES.contains(c));
    ((has_pieces && !is_print) || is_flat(&text)).then(|| Err(refusal()))
}

/// The source that older browsers copy between the two forms of a formula that `KaTeX` lays out:
/// `Q=[1001]Q=\begin{bmatrix} … \end{bmatrix}`, and then a line for each number.
pub(super) fn source(raw: &str) -> Option<&str> {
    raw.lines().any(is_end).then_some(())?;
    let start = raw.find("\\begin{")?;
    let before = raw.get(..start)?;
    let end = raw.rfind("\\end{")?;
    let length = raw.get(end..)?.find('}')?;
    let is_whole = before.is_empty() || before.ends_with(['=', '\n', '$']);
    if is_whole { raw.get(start..=end + length) } else { None }
}

fn refusal() -> Error {
    Error::new(
        Code::NotAMatrix,
        "A formula that is copied from a page loses its rows and fractions.",
    )
    .hint(
        "Copy its LaTeX instead (with MathJax: right click, Show Math As), or type one row per line.",
    )
}

/// The line with which `KaTeX` ends a column.
fn is_end(line: &str) -> bool {
    line.contains('\u{200B}') && line.trim_matches(['\u{200B}', ' ']).is_empty()
}

fn is_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '\u{2212}', '+']);
    // A mask that is added has cells of −∞.
    if digits == "∞" {
        return true;
    }
    digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// `MathJax` and `MathML` give one sign a line, the brackets too: `[`, `1`, `0`, `0`, `1`, `]`.
fn is_flat(text: &str) -> bool {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_open = |line: &&str| matches!(*line, "[" | "(");
    let is_close = |line: &&str| matches!(*line, "]" | ")");
    let Some(start) = lines().position(|line| is_open(&line)) else { return false };
    let inside: Vec<&str> = lines().skip(start + 1).take_while(|line| !is_close(line)).collect();
    let has_end = lines().skip(start + 1).any(|line| is_close(&line));
    let signs = |line: &&str| matches!(*line, "-" | "\u{2212}" | "⋅" | "√");
    has_end && inside.len() > 1 && inside.iter().all(|line| is_number(line) || signs(line))
}

/// The rows of a formula that is laid out in columns, if that is certain.
fn columns(lines: &[&str]) -> Option<Vec<Vec<String>>> {
    let (head, body, is_drawn) = opening(lines)?;
    let mut columns: Vec<Vec<String>> = Vec::new();
    let mut column = Vec::new();
    let mut rest = body.iter();
    let transposes = loop {
        let line = *rest.next()?;
        if is_number(line.trim()) && !line.contains(' ') {
            column.push(line.to_owned());
        } else if is_end(line) && !column.is_empty() {
            columns.push(std::mem::take(&mut column));
            let next = *rest.next()?;
            // Two blanks stand between columns, and before a drawn bracket that closes them.
            if next == "  "
                && !(is_drawn && rest.as_slice().iter().all(|line| !is_number(line.trim())))
            {
                continue;
            }
            break tail(next, rest.as_slice(), is_drawn)?;
        } else {
            return None;
        }
    };
    let height = columns.first()?.len();
    if columns.iter().any(|column| column.len() != height) {
        return None;
    }
    let rows = transpose(columns);
    // Before it the same formula may stand as MathML, one sign a line.
    let plain = |text: &str| -> String {
        text.chars().filter(|c| !c.is_whitespace() && !"[]()".contains(*c)).collect()
    };
    let again = rows.iter().flatten().map(String::as_str).collect::<String>();
    let before: String = head.iter().map(|line| plain(line)).collect();
    let again = plain(&again);
    let is_again = before
        .strip_prefix(again.as_str())
        .is_some_and(|rest| rest.is_empty() || (transposes && EXPONENTS.contains(&rest)));
    (before.is_empty() || is_again).then_some(())?;
    Some(if transposes { transpose(rows) } else { rows })
}

type Opening<'a> = (&'a [&'a str], &'a [&'a str], bool);

/// What stands before the first column and is no name of it, the columns, and whether their bracket
/// is drawn.
///
/// A name with an index or a power takes lines of its own: `W`, `q`, the end of a column, `=[`. So
/// the bracket is looked for that has a column behind it, and what ends in a sign of naming before
/// it is its name.
fn opening<'a>(lines: &'a [&'a str]) -> Option<Opening<'a>> {
    let begins_column = |at: usize| {
        let column = lines.get(at..).unwrap_or_default();
        let height = column.iter().take_while(|line| is_number(line.trim())).count();
        height > 0 && column.get(height).is_some_and(|line| is_end(line))
    };
    // A bracket in the line of the label: `Q=[ `.
    let opens = |(at, line): (usize, &&str)| {
        (line.trim_end().ends_with(['[', '(']) && begins_column(at + 1)).then_some(at)
    };
    let mut brackets = lines.iter().enumerate().filter_map(opens);
    if let Some(at) = brackets.next() {
        // Two matrices in brackets of their own are two.
        brackets.next().is_none().then_some(())?;
        let label = lines.get(at)?.trim().trim_end_matches(['[', '(']).trim();
        let body = lines.get(at + 1..)?;
        // Anything else before the bracket, such as a factor, acts on the matrix.
        return match label {
            _ if names(label) => Some((&[], body, false)),
            "" => Some((lines.get(..at)?, body, false)),
            _ => None,
        };
    }
    // A bracket that is drawn: its pieces, if any, and then the end of a column.
    let first_end = (0..lines.len()).find(|at| {
        lines.get(*at).is_some_and(|line| is_end(line))
            && lines.get(at + 1) == Some(&"  ")
            && begins_column(at + 2)
    })?;
    let before = lines.get(..first_end)?;
    let is_piece = |line: &&&str| !line.is_empty() && line.chars().all(|c| PIECES.contains(c));
    let pieces = before.iter().rev().take_while(|line| is_piece(line)).count();
    let head = before.get(..before.len() - pieces)?;
    let body = lines.get(first_end + 2..)?;
    let is_named = head.last().is_some_and(|label| names(label.trim()));
    Some((if is_named { &[] } else { head }, body, true))
}

/// Whether a label ends in a sign that names what follows.
fn names(label: &str) -> bool {
    label.ends_with(['=', ':', '≈', '≔'])
}

/// What follows the last column: the bracket, and perhaps a transpose. Whether it transposes.
fn tail(next: &str, rest: &[&str], is_drawn: bool) -> Option<bool> {
    let is_piece = |line: &str| line.chars().all(|c| PIECES.contains(c));
    let rest: Vec<&str> =
        rest.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
    let rest = if is_drawn {
        (next == "  ").then_some(())?;
        let pieces = rest.iter().take_while(|line| is_piece(line)).count();
        let (end, rest) = rest.get(pieces..)?.split_first()?;
        is_end(end).then_some(())?;
        rest
    } else {
        matches!(next.trim().trim_end_matches(['.', ',', ';']), "]" | ")").then_some(())?;
        rest.as_slice()
    };
    match rest {
        [] => Some(false),
        ["." | ","] => Some(false),
        [exponent] if EXPONENTS.contains(exponent) => Some(true),
        _ => None,
    }
}
