//! The rows between `\begin` and `\end`: where they end, and what stands in their cells.

use super::super::lines::decimal::point_for_comma;
use super::super::tex::{self, Token};
use super::super::{cell, quote};
use crate::base::error::{Code, Error, Result};

/// Rows of cells, and how they were read.
pub(super) struct Body {
    pub rows: Vec<Vec<String>>,
    /// Whether a single backslash ended one.
    pub single: bool,
    /// A number with a decimal comma.
    pub comma: Option<String>,
}

/// Splits a body into rows. Markdown turns `\\` into `\`, which is a blank in LaTeX: it ends a row
/// only where `&` stands, and all rows then have equally many cells.
pub(super) fn read(text: &str) -> Result<Body> {
    let (rows, singles) = split(text, false);
    let Some(single) = singles else {
        return texts(&rows, false);
    };
    let (all, _) = split(text, true);
    let columns = all.first().map_or(0, Vec::len);
    if columns > 1 && all.iter().all(|row| row.len() == columns) {
        return texts(&all, true);
    }
    let cause = format!("A single \\ stands between numbers in {}.", quote(single.trim()));
    Err(Error::new(Code::MixedSeparators, cause)
        .hint("End every row with \\\\, and put & between its cells."))
}

/// The rows of a body, and the first cell with a single backslash between numbers.
fn split(text: &str, at_singles: bool) -> (Vec<Vec<&str>>, Option<&str>) {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut single = None;
    let (mut rest, mut start) = (text, text);
    loop {
        let here = rest;
        let next = tex::token(rest);
        let cell = start.get(..start.len() - here.len()).unwrap_or_default();
        let mut ends_row = next.is_none();
        if let Some((token, after)) = next {
            rest = after;
            match token {
                Token::Command("\\" | "cr" | "tabularnewline") => {
                    ends_row = true;
                    rest = without_spacing(after);
                }
                Token::Command(name) if is_single(name) && is_between(cell, name, after) => {
                    single
                        .get_or_insert(start.get(..start.len() - after.len()).unwrap_or_default());
                    if !at_singles {
                        continue;
                    }
                    ends_row = true;
                    // The digit that the backslash stood before belongs to the next cell.
                    rest = here.get(1..).unwrap_or_default();
                }
                Token::Char('&') => {}
                _ => continue,
            }
        }
        row.push(cell);
        start = rest;
        if ends_row {
            let row = std::mem::take(&mut row);
            // The last `\\`, a rule, and doubled backslashes leave rows that hold nothing.
            if row.len() > 1 || row.iter().any(|cell| !tex::cell(cell).is_empty()) {
                rows.push(row);
            }
            if next.is_none() {
                return (rows, single);
            }
        }
    }
}

/// What a backslash may stand before when it is the half of two.
fn is_single(name: &str) -> bool {
    name.is_empty()
        || name.starts_with(|c: char| c.is_whitespace() || c.is_ascii_digit() || "-.+".contains(c))
}

/// Whether numbers stand on both sides in the cell: at its edge the backslash is a blank.
fn is_between(before: &str, name: &str, after: &str) -> bool {
    let end = [after.find('&'), after.find("\\\\"), after.find("\\ "), after.find("\\\n")];
    let end = end.into_iter().flatten().min().unwrap_or(after.len());
    let behind = format!("{}{}", name.trim(), after.get(..end).unwrap_or_default());
    !tex::cell(before).is_empty() && !tex::cell(&behind).is_empty()
}

/// The texts of the cells; two numbers in one lack the sign between them.
fn texts(rows: &[Vec<&str>], single: bool) -> Result<Body> {
    let mut body = Body { rows: Vec::with_capacity(rows.len()), single, comma: None };
    for (at, row) in (1..).zip(rows) {
        let mut cells = Vec::with_capacity(row.len());
        for (column, latex) in (1..).zip(row) {
            let text = tex::cell(latex);
            let is_number = |word: &str| cell::evaluate(word).is_ok();
            if text.contains(' ') && text.split(' ').all(is_number) {
                let cause = format!("{} holds several numbers.", quote(&text));
                return Err(Error::new(Code::MixedSeparators, cause)
                    .row(at)
                    .column(column)
                    .hint("The & between cells is missing; a number has no spaces in it."));
            }
            match point_for_comma(&text) {
                Some(point) => {
                    body.comma.get_or_insert(text);
                    cells.push(point);
                }
                None => cells.push(text),
            }
        }
        body.rows.push(cells);
    }
    Ok(body)
}

/// `\\[4pt]` and `\\*` set the space after a row.
pub(super) fn without_spacing(row: &str) -> &str {
    let row = row.strip_prefix('*').unwrap_or(row);
    let bracket = row.trim_start().strip_prefix('[').and_then(|row| row.split_once(']'));
    bracket.map_or(row, |(_, row)| row)
}
