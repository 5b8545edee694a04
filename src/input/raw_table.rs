//! What a reader hands over: cell texts in rows, the format, and what else they may mean.

use super::remark;
use crate::base::note::Note;
use crate::base::words::words;

words! {
    /// How a matrix was written.
    pub enum Format {
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
        /// `{{1, 2}, {3, 4}}`, as C and Mathematica have it
        Braces = "braces",
        /// `\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}`
        Latex = "latex",
        /// Column vectors in LaTeX, one or a set
        Vectors = "vectors",
        /// `<mtable>` of `MathML`
        MathMl = "mathml",
        /// Formulas as a browser copies them from a page
        Rendered = "rendered",
        /// `<table>`
        Html = "html",
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
        /// `key_lengths = [3, 5]`, of a mask
        Lengths = "lengths",
    }
}

/// The texts of cells, row by row.
pub(super) type Rows = Vec<Vec<String>>;

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
pub(super) struct RawTable {
    pub format: Format,
    /// The sizes of the axes before the last two; none for a matrix.
    pub outer: Vec<usize>,
    /// Whether the outer axis only counts tables, and may be more than one axis.
    pub is_counted: bool,
    /// Other outer axes that the text may mean.
    pub others: Vec<Vec<usize>>,
    /// What stands in the corner of a table with names: it may say which table it is.
    pub corner: Option<String>,
    /// The rows of all tables.
    pub rows: Vec<Vec<String>>,
    /// How large the text says that it is.
    pub shape: Option<Vec<usize>>,
    pub notes: Vec<Note>,
    pub alternatives: Vec<Alternative>,
}

impl RawTable {
    pub fn new(format: Format, rows: Vec<Vec<String>>) -> Self {
        Self {
            format,
            outer: Vec::new(),
            is_counted: false,
            others: Vec::new(),
            corner: None,
            rows,
            shape: None,
            notes: Vec::new(),
            alternatives: Vec::new(),
        }
    }

    /// Numbers in one row take the shape that the text gives them, the last axis fastest.
    pub fn in_shape(mut self) -> Self {
        let Some([outer @ .., rows, columns]) = self.shape.as_deref() else { return self };
        let count = outer.iter().product::<usize>().checked_mul(rows * columns);
        if let [row] = self.rows.as_mut_slice()
            && count == Some(row.len())
            && self.outer.is_empty()
            && *columns > 0
        {
            let cells = std::mem::take(row);
            self.outer = outer.to_vec();
            self.rows = cells.chunks(*columns).map(<[String]>::to_vec).collect();
        }
        self
    }

    /// R's `matrix(` fills columns first, unless it is told to fill rows; it takes the other size
    /// from the count of the numbers.
    pub fn arranged(
        mut self,
        rows: Option<usize>,
        columns: Option<usize>,
        by_row: bool,
    ) -> Option<Self> {
        let cells = self.rows.pop().filter(|_| self.rows.is_empty())?;
        let count = cells.len();
        let rows = rows.or_else(|| count.checked_div(columns?))?;
        let columns = columns.or_else(|| count.checked_div(rows))?;
        if rows.checked_mul(columns)? != count || count == 0 {
            return None;
        }
        let (width, turns) = if by_row { (columns, false) } else { (rows, true) };
        let lists = cells.chunks(width).map(<[String]>::to_vec).collect();
        self.rows = if turns { transpose(lists) } else { lists };
        Some(self)
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
    if factor.is_empty() {
        return;
    }
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
