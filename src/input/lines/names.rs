//! The names of rows and columns that a table may carry, and the counts that stand for names.
//!
//! A name is a word. A count is a name only where the table shows that it is none of its numbers:
//! the header is one cell short, or its corner is empty, and columns and rows are counted from one
//! to the next. So pandas prints what has no names.

use super::super::cell;
use super::super::raw_table::RawTable;
use super::decimal::is_number;
use crate::base::error::Code;

/// What is said where names were left out.
pub(in super::super) const LEFT_OUT: &str = "Left out the names of the rows and columns.";

/// Leaves the names out.
pub(in super::super) fn without(mut reading: RawTable) -> RawTable {
    drop_types(&mut reading);
    if reading.rows.len() > 1
        && reading.rows.first().is_some_and(|header| is_header(header, &reading))
    {
        let header = reading.rows.remove(0);
        return below(&header, reading);
    }
    let names_rows = reading.rows.len() > 1 && reading.rows.iter().all(|row| names_row(row));
    if names_rows {
        without_first(&mut reading);
        return noted(reading);
    }
    reading
}

/// Leaves out a header that is known to be one, as the line of dashes in Markdown shows it.
pub(super) fn of_header(header: Vec<String>, mut reading: RawTable) -> RawTable {
    // Markdown has no table without a header, so people put the first row there.
    if header.iter().all(|cell| is_number(cell))
        && reading.rows.iter().all(|row| row.len() == header.len())
    {
        reading.rows.insert(0, header);
        return reading;
    }
    below(&header, reading)
}

/// Whether the first row holds the names of the columns, and no numbers.
fn is_header(header: &[String], reading: &RawTable) -> bool {
    let mut words = header.iter().skip_while(|cell| cell.is_empty());
    if words.clone().any(|cell| is_name(cell)) && words.all(|cell| is_token(cell)) {
        return true;
    }
    let Some((labels, firsts)) = corner(header, reading) else { return false };
    let are_same = labels.iter().eq(&firsts);
    let named = firsts.iter().all(|first| is_token(first));
    let counted = counts(labels) && (named || counts(&firsts));
    // The same tokens on both sides, even if some of them look like numbers.
    let has_names = labels.iter().any(|label| is_name(label));
    counted || (are_same && has_names) || (named && has_names)
}

/// The names of the columns and the first cells of the rows, where the corner between them is
/// missing or empty, or its word says that a header begins.
fn corner<'a>(header: &'a [String], reading: &RawTable) -> Option<(&'a [String], Vec<String>)> {
    let body = reading.rows.get(1..)?;
    let is_missing = body.iter().all(|row| row.len() == header.len() + 1);
    let is_even = body.iter().all(|row| row.len() == header.len());
    let has_corner =
        is_even && header.first().is_some_and(|corner| corner.is_empty() || is_counter(corner));
    let labels = match (is_missing, has_corner) {
        (true, _) => header,
        (_, true) => header.get(1..)?,
        _ => return None,
    };
    let firsts = body.iter().filter_map(|row| row.first().cloned()).collect();
    (!labels.is_empty()).then_some((labels, firsts))
}

/// Whether cells count: 0, 1, 2 or 1, 2, 3.
fn counts(cells: &[String]) -> bool {
    let first = match cells.first().map(String::as_str) {
        Some("0") => 0,
        Some("1") => 1,
        _ => return false,
    };
    (first..).zip(cells).all(|(count, cell): (usize, _)| *cell == count.to_string())
}

/// Leaves out the first column where a header shows that it has the names of the rows.
fn below(header: &[String], mut reading: RawTable) -> RawTable {
    // pandas prints the name of the index on a line of its own.
    let is_index_name = |row: &Vec<String>| {
        row.len() < header.len().max(2) && row.iter().all(|cell| is_name(cell) || cell.is_empty())
    };
    if reading.rows.len() > 1 && reading.rows.first().is_some_and(is_index_name) {
        reading.rows.remove(0);
    }
    let has_names = header.iter().any(|cell| !cell.is_empty());
    let corner_is_empty = has_names && header.first().is_some_and(String::is_empty);
    // Blanks cannot show an empty corner: there the header is one cell short. One name alone is
    // no header but a title, such as Q.
    let corner_is_missing =
        header.len() > 1 && reading.rows.iter().all(|row| row.len() == header.len() + 1);
    let is_counted = header.first().is_some_and(|corner| is_token(corner))
        && header.len() > 1
        && header.get(1..).is_some_and(counts);
    let all_named = has_names
        && reading
            .rows
            .iter()
            .all(|row| row.len() > 1 && row.first().is_some_and(|cell| is_token(cell)));
    let counts_rows = header.first().is_some_and(|corner| is_counter(corner)) && {
        let firsts: Vec<String> =
            reading.rows.iter().filter_map(|row| row.first().cloned()).collect();
        header.len() > 1 && counts(&firsts)
    };
    if counts_rows || corner_is_empty || corner_is_missing || is_counted || all_named {
        reading.corner = header.first().cloned();
        without_first(&mut reading);
    }
    if has_names { noted(reading) } else { reading }
}

fn noted(reading: RawTable) -> RawTable {
    reading.remark("names", LEFT_OUT)
}

fn without_first(reading: &mut RawTable) {
    for row in reading.rows.iter_mut().filter(|row| !row.is_empty()) {
        row.remove(0);
    }
}

fn names_row(row: &[String]) -> bool {
    row.len() > 1 && row.first().is_some_and(|cell| is_name(cell))
}

/// R prints the types of a tibble below its header: `<dbl> <dbl>`.
fn drop_types(reading: &mut RawTable) {
    let is_type = |cell: &String| cell.starts_with('<') && cell.ends_with('>');
    if reading.rows.get(1).is_some_and(|row| !row.is_empty() && row.iter().all(is_type)) {
        reading.rows.remove(1);
    }
}

/// Whether a column of that name holds counts or names of the rows.
fn is_counter(name: &str) -> bool {
    const COUNTERS: [&str; 18] = [
        "#",
        "no",
        "no.",
        "nr",
        "nr.",
        "№",
        "i",
        "id",
        "idx",
        "index",
        "row",
        "pos",
        "position",
        "token",
        "tokens",
        "word",
        "words",
        "unnamed: 0",
    ];
    COUNTERS.contains(&name.to_lowercase().as_str())
}

/// Whether a text can be a name among names: a token may be a sign alone.
fn is_token(text: &str) -> bool {
    let is_sign = !text.is_empty() && !text.contains(char::is_alphanumeric);
    is_name(text) || (is_sign && cell::evaluate(text).is_err())
}

/// Whether a text is a name, or a piece of a word as tokenizers write it: `[CLS]`, `##ing`, `Ġthe`;
/// `nan` and `3px` are bad numbers, which an error should show.
fn is_name(text: &str) -> bool {
    let begins = |c: char| c.is_alphabetic() || "[<#Ġ▁".contains(c);
    text.starts_with(begins)
        && text.contains(char::is_alphabetic)
        && cell::evaluate(text).is_err_and(|error| error.code == Code::NotANumber)
}
