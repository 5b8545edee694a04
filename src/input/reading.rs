//! What a reader hands over: cell texts in rows, the format, and what else they may mean.

use super::remark;
use crate::base::note::Note;

macro_rules! formats {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal,)+) => {
        /// How a matrix was written.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Format { $($(#[doc = $doc])+ $name,)+ }

        impl Format {
            /// Every format.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The spelling that JavaScript and the table of pastes use.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)+ }
            }
        }
    };
}

formats! {
    /// `[[1, 2], [3, 4]]`, which is JSON too.
    Python = "python",
    /// `tensor([[1., 2.]])`
    Tensor = "tensor",
    /// `array([[1., 2.]])`
    Array = "array",
    /// `[[1. 2.]]`, as NumPy prints it
    NumpyPrint = "numpy-print",
    /// `[1 2; 3 4]`
    Matlab = "matlab",
    /// `\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}`
    Latex = "latex",
    /// Column vectors in LaTeX, one or a set
    Vectors = "vectors",
    /// `1,2`
    Csv = "csv",
    /// Cells with tabs between
    Tsv = "tsv",
    /// `1;2`
    Semicolons = "semicolons",
    /// `| 1 | 2 |`
    Markdown = "markdown",
    /// `1 2`
    Spaces = "spaces",
}

/// Another matrix that a text may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternative {
    /// What it is, in a few words for a button.
    pub label: String,
    /// Its cells, for the editable table.
    pub cells: Vec<Vec<String>>,
}

/// Cell texts that nobody has judged yet.
#[derive(Debug)]
pub(super) struct Reading {
    pub format: Format,
    pub rows: Vec<Vec<String>>,
    pub notes: Vec<Note>,
    pub alternatives: Vec<Alternative>,
}

impl Reading {
    pub fn new(format: Format, rows: Vec<Vec<String>>) -> Self {
        Self { format, rows, notes: Vec::new(), alternatives: Vec::new() }
    }

    /// Adds a remark on how the text was read.
    pub fn remark(mut self, code: &'static str, message: &str) -> Self {
        remark(&mut self.notes, code, message);
        self
    }

    /// Offers another reading under `what`, with its size.
    pub fn or(mut self, what: &str, cells: Vec<Vec<String>>) -> Self {
        let columns = cells.first().map_or(0, Vec::len);
        let label = format!("{what}: {} × {columns}", cells.len());
        self.alternatives.push(Alternative { label, cells });
        self
    }

    /// Applies a factor of the whole matrix, as in `1e-04 *`; it begins with its `*` or `/`.
    pub fn scaled(mut self, factor: Option<&str>) -> Self {
        let Some(factor) = factor else { return self };
        scale(&mut self.rows, factor);
        for other in &mut self.alternatives {
            scale(&mut other.cells, factor);
        }
        self.noting_scale()
    }

    /// Says that a factor has been applied.
    pub fn noting_scale(self) -> Self {
        self.remark("scaled", "Applied the factor beside the matrix to every cell.")
    }
}

/// Writes a factor behind every cell. A cell is a product, so this needs no brackets.
pub(super) fn scale(rows: &mut [Vec<String>], factor: &str) {
    for cell in rows.iter_mut().flatten().filter(|cell| !cell.is_empty()) {
        cell.push_str(factor);
    }
}

/// Rows to columns. A ragged matrix stays as it is, for the error to name the row as it was typed.
pub(super) fn transpose(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let columns = rows.first().map_or(0, Vec::len);
    if rows.iter().any(|row| row.len() != columns) {
        return rows;
    }
    let mut transposed = vec![Vec::with_capacity(rows.len()); columns];
    for row in rows {
        for (column, cell) in transposed.iter_mut().zip(row) {
            column.push(cell);
        }
    }
    transposed
}
