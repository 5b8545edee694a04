//! Rows of cell texts -> a matrix: the limits, equal lengths, and the value of every cell.

use super::{cell, limits, merge, quote};
use crate::base::error::{Code, Error, Result, WORD_CHARS};
use crate::base::note::Note;

/// A matrix that has been read, and the text of each of its cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    pub rows: usize,
    pub columns: usize,
    /// What each cell of an editable table shows: as typed, with plain characters.
    pub cells: Vec<Vec<String>>,
    /// The values, row after row.
    pub values: Vec<f64>,
    /// Remarks on how it was read, each once.
    pub notes: Vec<Note>,
}

impl Grid {
    /// Reads the rows of `tables` tables of one size with `read`, which says what one cell is.
    pub(super) fn read<T: AsRef<str>>(
        rows: &[Vec<T>],
        tables: usize,
        read: fn(&str) -> Result<cell::Cell>,
    ) -> Result<Self> {
        let columns = rows.first().map_or(0, Vec::len);
        if rows.iter().all(Vec::is_empty) {
            return Err(super::empty());
        }
        refuse_large(rows, tables)?;
        refuse_ragged(rows, columns)?;
        let mut grid = Self {
            rows: rows.len(),
            columns,
            cells: Vec::with_capacity(rows.len()),
            values: Vec::with_capacity(rows.len() * columns),
            notes: Vec::new(),
        };
        for (row, texts) in (1..).zip(rows) {
            let mut cells = Vec::with_capacity(columns);
            for (column, text) in (1..).zip(texts) {
                let cell = read(text.as_ref()).map_err(|error| error.row(row).column(column))?;
                merge(&mut grid.notes, cell.notes.into_iter().map(|note| note.row(row)));
                grid.values.push(cell.value);
                cells.push(cell.text);
            }
            grid.cells.push(cells);
        }
        Ok(grid)
    }
}

fn refuse_large<T>(rows: &[Vec<T>], tables: usize) -> Result<()> {
    let longest = rows.iter().map(Vec::len).max().unwrap_or(0);
    let cells = rows.iter().map(Vec::len).sum();
    let limits = [
        (rows.len() / tables.max(1), limits::SIDE, "rows"),
        (longest, limits::SIDE, "columns"),
        (cells, limits::CELLS, "cells"),
    ];
    match limits.into_iter().find(|(found, limit, _)| found > limit) {
        Some((found, limit, what)) => {
            Err(Error::new(Code::TooLarge, format!("This has {found} {what}, more than {limit}."))
                .expected(limit)
                .found(found)
                .hint("Paste a part of it."))
        }
        None => Ok(()),
    }
}

fn refuse_ragged<T: AsRef<str>>(rows: &[Vec<T>], columns: usize) -> Result<()> {
    let Some((row, texts)) = (1..).zip(rows).find(|(_, texts)| texts.len() != columns) else {
        return Ok(());
    };
    // Only as many cells as a quotation can show: the row may be long.
    let shown: Vec<&str> = texts.iter().take(WORD_CHARS).map(AsRef::as_ref).collect();
    let cells = |count| {
        if count == 1 { "1 number".to_owned() } else { format!("{count} numbers") }
    };
    Err(Error::new(
        Code::RowLength,
        format!(
            "This row has {}, {}; the first row has {columns}.",
            cells(texts.len()),
            quote(&shown.join(" | ")),
        ),
    )
    .row(row)
    .expected(columns)
    .found(texts.len())
    .hint("Give every row the same count; a space inside a number splits it in two."))
}
