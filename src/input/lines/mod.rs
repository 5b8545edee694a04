//! Tables of lines, in the order in which they are taken apart:
//!
//! 1. `frame`: the brackets that are drawn around a matrix;
//! 2. `blocks`: a wide print in several parts, side by side again, and the counts of R;
//! 3. tables of a tensor, with empty lines between;
//! 4. `cells` and `table`: the separator, and the texts between it; `decimal`: its commas;
//! 5. `names`: rows and columns that have names or are counted.

mod blocks;
mod cells;
pub(super) mod decimal;
mod frame;
pub(super) mod names;
mod table;

use super::axes;
use super::raw_table::{Format, RawTable, Rows};
use crate::base::error::{Code, Error, Result};

/// Whether the text is a table though it has brackets: R counts in them, and prints draw them.
pub(super) fn looks_like(text: &str) -> bool {
    blocks::is_r(text) || frame::is_drawn(text) || text.lines().any(is_place)
}

/// libtorch and old `PyTorch` write a line over each table of a tensor: `(1,.,.) = `.
fn is_place(line: &str) -> bool {
    let inside = line
        .trim()
        .strip_suffix('=')
        .map(str::trim_end)
        .and_then(|line| line.strip_prefix('(')?.strip_suffix(')'));
    inside.is_some_and(|inside| {
        let mut parts = inside.split(',').map(str::trim);
        parts.clone().any(|part| part == ".")
            && parts.all(|part| part == "." || part.parse::<usize>().is_ok())
    })
}

/// One empty line in the place of each, where a table begins.
fn without_places(text: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for line in text.lines() {
        let is_place = is_place(line);
        if !is_place || !kept.last().is_some_and(|line| line.trim().is_empty()) {
            kept.push(if is_place { "" } else { line });
        }
    }
    kept.join("\n")
}

/// Reads lines; `rank` is how many axes are wanted.
pub(super) fn read(text: &str, rank: usize) -> Result<RawTable> {
    let text = frame::strip(text);
    let text = without_places(&text);
    let (factor, text) = factor_line(&text);
    let blocks::Joined { text, shape } = blocks::join(text)?;
    let mut reading = if rank > 2 { stacked(&tables(&text))? } else { matrix(&text)? };
    reading.shape = shape;
    Ok(reading.scaled(factor.as_deref()))
}

/// Takes the names off the table of a page.
pub(super) fn of_html(header: Option<Vec<String>>, rows: Rows) -> Result<RawTable> {
    let reading = decimal::cells(Format::Html, rows)?;
    Ok(match header {
        Some(header) => names::of_header(header, reading),
        None => names::without(reading),
    })
}

/// Reads the lines of one matrix.
fn matrix(text: &str) -> Result<RawTable> {
    let lines: Vec<&str> = text.trim_matches('\n').lines().collect();
    if let Some((line, _)) = (1..).zip(&lines).find(|(_, line)| line.trim().is_empty()) {
        return Err(Error::new(Code::BlankLine, "This line is empty.")
            .row(line)
            .hint("Remove it, or paste one matrix at a time."));
    }
    cells::read(text, &lines)
}

/// The tables of a tensor, and how many lines are empty before each.
fn tables(text: &str) -> Vec<(usize, String)> {
    let mut tables: Vec<(usize, String)> = Vec::new();
    let mut empty = 0;
    for line in text.lines() {
        if line.trim().is_empty() {
            empty += 1;
            continue;
        }
        match tables.last_mut().filter(|_| empty == 0) {
            Some((_, table)) => {
                table.push('\n');
                table.push_str(line);
            }
            None => tables.push((empty, line.to_owned())),
        }
        empty = 0;
    }
    tables
}

/// Reads tables one after another. Two empty lines end a larger part, as `NumPy` prints it.
fn stacked(tables: &[(usize, String)]) -> Result<RawTable> {
    let mut format = None;
    let mut all: Vec<Rows> = Vec::with_capacity(tables.len());
    let mut places = Vec::new();
    let mut notes = Vec::new();
    let mut rows_before = 0;
    for (_, table) in tables {
        let reading = matrix(table).map_err(|error| match error.place.row {
            Some(row) => error.row(rows_before + row),
            None => error,
        })?;
        format.get_or_insert(reading.format);
        rows_before += reading.rows.len();
        places.extend(reading.corner);
        super::merge(&mut notes, reading.notes);
        all.push(reading.rows);
    }
    let mut reading = axes::stack(format.unwrap_or(Format::Spaces), all, &places)?;
    reading.notes = notes;
    let mut parts: Vec<usize> = Vec::new();
    for (empty, _) in tables {
        match parts.last_mut().filter(|_| *empty < 2) {
            Some(part) => *part += 1,
            None => parts.push(1),
        }
    }
    if let ([first, rest @ ..], true) = (parts.as_slice(), reading.is_counted)
        && !rest.is_empty()
    {
        if rest.iter().any(|part| part != first) {
            let cause = "Two empty lines make parts of different size.";
            return Err(Error::new(Code::BlankLine, cause).hint(
                "Leave one empty line between tables, and two between parts of equally many.",
            ));
        }
        reading.outer = vec![parts.len(), *first];
        reading.is_counted = false;
    }
    Ok(reading)
}

/// MATLAB and old `PyTorch` print a common factor on a line of its own: `1.0e+03 *`.
fn factor_line(text: &str) -> (Option<String>, &str) {
    match text.split_once('\n') {
        Some((first, rest)) if first.trim_end().ends_with('*') => {
            let factor = first.trim().trim_end_matches('*');
            (Some(format!("*{factor}")), rest.trim_matches('\n'))
        }
        _ => (None, text),
    }
}
