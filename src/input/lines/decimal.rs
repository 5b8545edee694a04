//! Rows of texts -> cells: decimal commas, and cells that hold several numbers.

use super::super::raw_table::{Format, RawTable, Rows};
use super::super::{cell, quote};
use crate::base::error::{Code, Error, Result};

/// Cells that need no comma between them: one in a cell is a decimal point.
pub(super) fn cells(format: Format, mut rows: Rows) -> Result<RawTable> {
    let mut commas = None;
    for (row, cells) in (1..).zip(&mut rows) {
        for (column, cell) in (1..).zip(cells) {
            if cell.contains(' ') && cell.split(' ').all(is_number) {
                return Err(mixed(&format!("{} holds several numbers.", quote(cell)))
                    .row(row)
                    .column(column));
            }
            if let Some(point) = decimal_point(cell) {
                commas.get_or_insert_with(|| {
                    let read = format!("Read {} as {point}, with a decimal comma.", quote(cell));
                    match thousands(cell) {
                        Some(whole) => {
                            format!("{read} If it is {whole}, write it without a comma.")
                        }
                        None => read,
                    }
                });
                *cell = point;
            }
        }
    }
    let reading = RawTable::new(format, rows);
    Ok(match commas {
        Some(message) => reading.remark("decimal-comma", &message),
        None => reading,
    })
}

/// `-1,5E+3` as `-1.5E+3`: one comma, with digits on both of its sides.
pub(super) fn decimal_point(cell: &str) -> Option<String> {
    let (whole, fraction) = cell.split_once(',')?;
    let unsigned = whole.strip_prefix(['-', '+']).unwrap_or(whole);
    let point = format!("{whole}.{fraction}");
    (is_digits(unsigned) && fraction.starts_with(|c: char| c.is_ascii_digit()) && is_number(&point))
        .then_some(point)
}

/// The same, but not where the comma may stand between thousands.
pub(in super::super) fn point_for_comma(cell: &str) -> Option<String> {
    decimal_point(cell).filter(|_| thousands(cell).is_none())
}

/// What `1,000` is where its comma stands between thousands.
fn thousands(cell: &str) -> Option<String> {
    let (whole, fraction) = cell.split_once(',')?;
    let digits = whole.trim_start_matches(['-', '+']);
    let is_group = fraction.len() == 3 && is_digits(fraction);
    let leads = (1..=3).contains(&digits.len()) && !digits.starts_with('0');
    (is_group && leads).then(|| format!("{whole}{fraction}"))
}

/// Whether a text is digits alone.
pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text can be a cell.
pub(super) fn is_number(text: &str) -> bool {
    cell::evaluate(text).is_ok()
}

/// Separators that do not agree.
pub(super) fn mixed(message: &str) -> Error {
    Error::new(Code::MixedSeparators, message)
        .hint("Put the same separator between all cells, and write a decimal point.")
}
