//! The texts that need no judgement: lists of numbers in two pairs of brackets, and lines with one
//! separator. What other programs keep, spreadsheets copy and this crate has in its own examples.
//!
//! It is small, so that a page can have it before all the rest. What it reads, all the rest reads
//! alike, since they ask it first: `tests/paste_laws.rs` compares the two.

use super::cell;
use super::raw_table::{Format, RawTable, Rows};

/// Reads a plain text; none for any other, be it wrong or only unusual.
pub(super) fn read(text: &str) -> Option<RawTable> {
    let text = text.trim_matches(['\n', '\r', ' ']);
    let is_plain = |byte: u8| byte.is_ascii_digit() || b"+-.eE, \t\r\n[]".contains(&byte);
    if !text.bytes().all(is_plain) {
        return None;
    }
    let reading = if text.starts_with('[') { lists(text)? } else { lines(text)? };
    let columns = reading.rows.first()?.len();
    let is_even = reading.rows.iter().all(|row| row.len() == columns);
    let is_number = |text: &String| cell::evaluate(text).is_ok();
    (is_even && reading.rows.iter().flatten().all(is_number)).then_some(reading)
}

/// `[[1, 2], [3, 4]]`
fn lists(text: &str) -> Option<RawTable> {
    let inside = text.strip_prefix('[')?.strip_suffix(']')?.trim();
    let inside = inside.strip_prefix('[')?.strip_suffix(']')?;
    let mut rows = Rows::new();
    for (at, row) in inside.split('[').enumerate() {
        // Between two rows stand a bracket and a comma.
        let row = if at == inside.matches('[').count() {
            row
        } else {
            row.trim_end().strip_suffix(',')?.trim_end().strip_suffix(']')?
        };
        let cells: Vec<String> = row.split(',').map(|cell| cell.trim().to_owned()).collect();
        if cells.iter().any(|cell| cell.is_empty() || cell.contains(char::is_whitespace)) {
            return None;
        }
        rows.push(cells);
    }
    Some(RawTable::new(Format::Python, rows))
}

/// Lines with tabs, commas or blanks. Two numbers and a comma may be one: that needs judgement.
fn lines(text: &str) -> Option<RawTable> {
    let has = |sign: char| text.contains(sign);
    let (format, separator) = match (has('\t'), has(','), has(' ')) {
        (true, false, false) => (Format::Tsv, '\t'),
        (false, true, false) => (Format::Csv, ','),
        (false, false, _) => (Format::Spaces, ' '),
        _ => return None,
    };
    let mut rows = Rows::new();
    for line in text.split('\n') {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.contains(['\r', '[', ']']) {
            return None;
        }
        let cells =
            line.split(separator).filter(|cell| format != Format::Spaces || !cell.is_empty());
        let row: Vec<String> = cells.map(str::to_owned).collect();
        if row.is_empty() || (format == Format::Csv && row.len() < 3) {
            return None;
        }
        rows.push(row);
    }
    Some(RawTable::new(format, rows))
}
