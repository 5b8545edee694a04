//! The text that a person types or pastes -> a matrix.
//!
//! A paste goes through four steps, each in a file of its own:
//!
//! 1. `clean`: plain characters, one kind of line end, one kind of minus sign;
//! 2. `label`: what stands around the numbers, such as `Q =` or `$$`, is taken off;
//! 3. a reader splits the text into cells: `brackets` for Python, tensors, NumPy and MATLAB,
//!    `latex` for environments, `delimited`, `table` and `decimal` for tables of lines;
//! 4. `grid`: the limits, rows of equal length, and the value of every cell, by `cell`.
//!
//! The readers never judge a number, and the grid never asks how the text was written.
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod brackets;
mod calls;
mod cell;
mod clean;
mod decimal;
mod delimited;
mod grid;
mod hint;
mod label;
mod latex;
pub mod limits;
mod reading;
mod table;
mod tex;
mod tokens;
mod walk;

pub use cell::{Cell, parse_cell};
pub use grid::Grid;
pub use reading::{Alternative, Format};

use crate::base::error::{Code, Error, Result};
use crate::base::note::Note;
use clean::{Clean, clean};
use reading::Reading;

/// A paste that has been read.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// How the text was written.
    pub format: Format,
    /// The matrix, with remarks on how it was read.
    pub grid: Grid,
    /// Other matrices that the text may mean; empty for almost every text.
    pub alternatives: Vec<Alternative>,
}

/// Reads a matrix from any text that a person may paste.
///
/// ```
/// use attention_playground::input::{Format, parse_matrix};
///
/// let q = parse_matrix("Q = torch.tensor([[1, 0.5], [-2, 3]], dtype=torch.float64)")?;
/// assert_eq!((q.grid.rows, q.grid.columns), (2, 2));
/// assert_eq!(q.grid.values, [1.0, 0.5, -2.0, 3.0]);
/// assert_eq!(q.format, Format::Tensor);
///
/// let error = parse_matrix("1 2 3\n4 5").unwrap_err();
/// assert_eq!(error.code.as_str(), "row-length");
/// assert_eq!(error.place.row, Some(2));
/// # Ok::<(), attention_playground::base::error::Error>(())
/// ```
///
/// # Errors
/// When the text is no matrix of finite numbers, or is larger than the [`limits`]. The error names
/// the row and column where it can; the caller knows the input and adds its name.
pub fn parse_matrix(text: &str) -> Result<Parsed> {
    limits::paste(text)?;
    let Clean { text, notes } = clean(text)?;
    let body = label::strip(&text);
    refuse_other_texts(body)?;
    let reading = if latex::looks_like(body) {
        latex::read(body)?
    } else if brackets::looks_like(body) {
        brackets::read(body)?
    } else {
        delimited::read(body)?
    };
    let Reading { format, rows, notes: remarks, alternatives } = reading;
    let mut grid = Grid::read(&rows, cell::evaluate)?;
    let of_cells = std::mem::replace(&mut grid.notes, notes);
    merge(&mut grid.notes, remarks);
    merge(&mut grid.notes, of_cells);
    Ok(Parsed { format, grid, alternatives })
}

/// Reads the cells of an editable table; `field` is the input that an error or a note names.
///
/// ```
/// use attention_playground::input::parse_cells;
///
/// let grid = parse_cells("q", &[vec!["1/2", "2"], vec!["sqrt(4)", "-1"]])?;
/// assert_eq!(grid.values, [0.5, 2.0, 2.0, -1.0]);
///
/// let error = parse_cells("q", &[vec!["1", "two"]]).unwrap_err();
/// assert!(error.to_string().starts_with("q, row 1, column 2: “two” is not a number."));
/// # Ok::<(), attention_playground::base::error::Error>(())
/// ```
///
/// # Errors
/// When a row is longer or shorter than the first, a cell is no finite number, or there are more
/// cells than the [`limits`] allow.
pub fn parse_cells<T: AsRef<str>>(field: &str, rows: &[Vec<T>]) -> Result<Grid> {
    let mut grid = Grid::read(rows, parse_cell).map_err(|error| error.at(field))?;
    for note in &mut grid.notes {
        field.clone_into(&mut note.place.field);
    }
    Ok(grid)
}

/// Refuses what people paste by mistake, and prints that leave numbers out.
fn refuse_other_texts(text: &str) -> Result<()> {
    const ELISIONS: [&str; 7] = ["...", "…", "\\dots", "\\cdots", "\\ldots", "\\vdots", "\\ddots"];
    if text.trim().is_empty() {
        return Err(empty());
    }
    if text.starts_with('<') {
        return Err(Error::new(Code::NotAMatrix, "This is a web page's source, not a matrix.")
            .hint("Copy the table as the page shows it."));
    }
    if let Some(at) = ELISIONS.iter().filter_map(|dots| text.find(dots)).min() {
        let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
        let begin = before.rsplit('\n').next().unwrap_or_default().trim_start();
        let line = format!("{begin}{}", after.split('\n').next().unwrap_or_default());
        let cure = if text.contains("tensor") {
            "Print all of it: torch.set_printoptions(profile=\"full\")."
        } else if text.contains('\\') {
            "Write every number."
        } else {
            "Print all of it: np.set_printoptions(threshold=np.inf)."
        };
        let message = format!("The dots in {} leave numbers out.", quote(&line));
        return Err(Error::new(Code::Elided, message).hint(cure));
    }
    Ok(())
}

fn empty() -> Error {
    Error::new(Code::Empty, "There is no number here.")
        .hint("Type one row of numbers a line, or paste a matrix.")
}

/// A word as a message shows it: in quotation marks, and cut where it is long.
fn quote(word: &str) -> String {
    let mut shown: String = word.chars().take(limits::QUOTE_CHARS).collect();
    if shown.len() < word.len() {
        shown.push('…');
    }
    format!("“{shown}”")
}

/// Adds a note; whoever reads a matrix calls it for every cell, and one note a kind is enough.
fn remark(notes: &mut Vec<Note>, code: &'static str, message: impl Into<String>) {
    merge(notes, [Note::new(code, "", message)]);
}

/// Adds those notes whose kind is new.
fn merge(notes: &mut Vec<Note>, more: impl IntoIterator<Item = Note>) {
    for note in more {
        if notes.iter().all(|known| known.code != note.code) {
            notes.push(note);
        }
    }
}
