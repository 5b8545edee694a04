//! Tables with bars, as in Markdown, and the names of rows and columns that any table may carry.

use super::cell;
use super::decimal::{cells, is_number};
use super::reading::{Format, Reading};
use crate::base::error::{Code, Result};

type Rows = Vec<Vec<String>>;

/// Reads a table with bars between its cells.
pub(super) fn read(lines: &[&str]) -> Result<Reading> {
    let mut rows = Rows::with_capacity(lines.len());
    // What stands above the line of dashes is a header.
    let mut header = None;
    for line in lines.iter().map(|line| line.trim()) {
        if line.chars().all(|c| "-+:|= ".contains(c)) {
            header = header.or_else(|| rows.pop());
            continue;
        }
        let line = line.strip_prefix('|').unwrap_or(line);
        let line = line.strip_suffix('|').unwrap_or(line);
        rows.push(line.split('|').map(|cell| cell.trim().to_owned()).collect());
    }
    match header {
        // Markdown has no table without a header, so people put the first row there.
        Some(header) if header.iter().all(|cell| is_number(cell)) => rows.insert(0, header),
        Some(header) => return Ok(below(&header, cells(Format::Markdown, rows)?)),
        None => {}
    }
    cells(Format::Markdown, rows)
}

/// Leaves out the first row where all of its cells are names.
pub(super) fn without_names(mut reading: Reading) -> Reading {
    let is_header = reading.rows.len() > 1
        && reading.rows.first().is_some_and(|row| {
            let mut cells = row.iter().skip_while(|cell| cell.is_empty()).peekable();
            cells.peek().is_some() && cells.all(|cell| is_name(cell))
        });
    if !is_header {
        return reading;
    }
    let header = reading.rows.remove(0);
    below(&header, reading)
}

/// Leaves out the first column where a header shows that it has the names of the rows.
fn below(header: &[String], mut reading: Reading) -> Reading {
    let has_names = header.iter().any(|cell| !cell.is_empty());
    let corner_is_empty = has_names && header.first().is_some_and(String::is_empty);
    // Blanks cannot show an empty corner: there the header is one cell short. One name alone is
    // no header but a title, such as Q.
    let corner_is_missing =
        header.len() > 1 && reading.rows.iter().all(|row| row.len() == header.len() + 1);
    let names_rows =
        |row: &Vec<String>| row.len() > 1 && row.first().is_some_and(|cell| is_name(cell));
    if corner_is_empty || corner_is_missing || reading.rows.iter().all(names_rows) {
        for row in reading.rows.iter_mut().filter(|row| !row.is_empty()) {
            row.remove(0);
        }
    }
    if has_names {
        reading.remark("names", "Left out the names of the rows and columns.")
    } else {
        reading
    }
}

/// Whether a text is a name; `nan` and `3px` are bad numbers, which an error should show.
fn is_name(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
        && cell::evaluate(text).is_err_and(|error| error.code == Code::NotANumber)
}
