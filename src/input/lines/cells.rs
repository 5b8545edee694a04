//! The separator of lines - tabs, semicolons, bars, commas or blanks - and the texts between it.

use super::super::quote;
use super::super::raw_table::{Format, RawTable, Rows};
use super::decimal::{cells, decimal_point, is_digits, is_number, mixed};
use super::{names, table};
use crate::base::error::{Code, Error, Result};

/// Finds the separator, and reads the lines with it.
pub(super) fn read(text: &str, lines: &[&str]) -> Result<RawTable> {
    let found: Vec<char> = ['|', '\t', ';'].into_iter().filter(|c| text.contains(*c)).collect();
    match found.as_slice() {
        [] => plain(lines, None),
        ['|'] => table::read(lines),
        ['\t'] => Ok(names::without(cells(Format::Tsv, split(&outdent(lines.to_vec()), '\t'))?)),
        [';'] => semicolons(lines),
        _ => Err(Error::new(
            Code::MixedSeparators,
            "The cells have different separators between them.",
        )
        .hint("Use one of tab, semicolon, bar, comma or space.")),
    }
}

/// Takes off the tabs that every line begins with.
fn outdent(mut lines: Vec<&str>) -> Vec<&str> {
    while let Some(outdented) = lines.iter().map(|line| line.strip_prefix('\t')).collect() {
        lines = outdented;
    }
    lines
}

/// Splits lines at a separator that is not in quotation marks. One at the end of a line closes it.
fn split(lines: &[&str], separator: char) -> Rows {
    let row = |line: &&str| {
        let mut quoted = false;
        let mut row: Vec<String> = line
            .split(|character| {
                quoted ^= character == '"';
                character == separator && !quoted
            })
            .map(unquoted)
            .collect();
        if row.len() > 1 && row.last().is_some_and(String::is_empty) {
            row.pop();
        }
        row
    };
    lines.iter().map(row).collect()
}

/// A spreadsheet writes `"1,5"` where the comma is no separator.
fn unquoted(cell: &str) -> String {
    let cell = cell.trim();
    let inner = cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"'));
    inner.unwrap_or(cell).trim().to_owned()
}

/// `1,5;2,5` is a spreadsheet's row with decimal commas; `1 2; 3 4` is MATLAB's without brackets.
fn semicolons(lines: &[&str]) -> Result<RawTable> {
    let fields = split(lines, ';');
    let all: Vec<&str> = fields.iter().flatten().map(String::as_str).collect();
    if all.iter().any(|field| holds_row(field)) {
        return plain(&all, Some(Format::Matlab));
    }
    let by_comma = split(&all, ',');
    let reading = names::without(cells(Format::Semicolons, fields)?);
    let one_line = lines.len() == 1 && by_comma.iter().all(|row| row.len() == 2);
    Ok(if one_line { reading.or("Semicolons between rows", by_comma) } else { reading })
}

/// Whether a text between semicolons is a row of numbers and not one number.
fn holds_row(field: &str) -> bool {
    let commas = field.matches(',').count();
    let words = || field.split([' ', ',']).filter(|word| !word.is_empty());
    (commas > 1 || field.contains(' ')) && words().count() > 1 && words().all(is_number)
}

/// Lines with commas, blanks or both.
fn plain(lines: &[&str], format: Option<Format>) -> Result<RawTable> {
    let lines: Vec<&str> = lines.iter().copied().filter(|line| !line.is_empty()).collect();
    let format_of_blanks = format.unwrap_or(Format::Spaces);
    let blanks =
        || lines.iter().map(|line| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
    if !lines.iter().any(|line| line.contains(',')) {
        return Ok(names::without(RawTable::new(format_of_blanks, blanks().collect())));
    }
    let Some((row, gap)) =
        (1..).zip(&lines).find_map(|(row, line)| Some((row, blank_between(line)?)))
    else {
        return commas(&lines, format.unwrap_or(Format::Csv));
    };
    let rows: Rows = blanks().collect();
    // A comma between blanks may be a token that names its row and its column.
    let is_token = |word: &String| !word.contains(',') || !word.contains(char::is_alphanumeric);
    if rows.iter().flatten().all(is_token) {
        let reading = names::without(RawTable::new(format_of_blanks, rows.clone()));
        if reading.rows.iter().flatten().all(|cell| !cell.contains(',')) {
            return Ok(reading);
        }
    }
    // Commas and blanks: fine if every comma is inside of a number.
    if rows.iter().flatten().all(|word| !word.contains(',') || decimal_point(word).is_some()) {
        let separate = rows
            .iter()
            .map(|row| row.iter().flat_map(|word| word.split(',')).map(str::to_owned).collect());
        let separate: Rows = separate.collect();
        return Ok(cells(format_of_blanks, rows)?.or("Commas between numbers", separate));
    }
    Err(mixed(&format!("A blank and no comma stands in {}.", quote(gap))).row(row))
}

/// Lines whose separator is a comma, though a lonely one may be a decimal comma.
fn commas(lines: &[&str], format: Format) -> Result<RawTable> {
    if let Some((row, line)) = (1..).zip(lines).find(|(_, line)| is_grouped(line)) {
        return Err(mixed(&format!("{} has a point and a comma.", quote(line))).row(row));
    }
    let rows = split(lines, ',');
    let points: Option<Rows> =
        lines.iter().map(|line| Some(vec![decimal_point(line.trim())?])).collect();
    let reading = names::without(cells(format, rows)?);
    Ok(match points {
        Some(points) => reading
            .remark(
                "comma-separates",
                "Read the comma as a separator, so each line has two numbers.",
            )
            .or("Decimal commas", points),
        None => reading,
    })
}

/// Two numbers with only a blank between them.
fn blank_between(line: &str) -> Option<&str> {
    let mut words = line.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let next = words.peek()?;
        let ends = word.ends_with(|c: char| c.is_ascii_digit() || c == '.' || c == ')');
        if ends && next.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) {
            return Some(line);
        }
    }
    None
}

/// `1.234,56`: points between thousands, and a decimal comma.
fn is_grouped(line: &str) -> bool {
    let Some((whole, fraction)) = line.split_once(',') else {
        return false;
    };
    let mut groups = whole.trim_start_matches(['-', '+']).split('.');
    let first =
        groups.next().is_some_and(|first| is_digits(first) && first.len() <= 3 && first != "0");
    let rest: Vec<&str> = groups.collect();
    first
        && !rest.is_empty()
        && rest.iter().all(|group| is_digits(group) && group.len() == 3)
        && is_digits(fraction)
}
