//! The text that a person types or pastes -> a matrix, or a tensor.
//!
//! A text that needs no judgement is read by `plain`, and done. Any other goes through seven steps,
//! each in a file or folder of its own:
//!
//! 1. `clean`: plain characters, one kind of line end, one kind of minus sign;
//! 2. `source`: fences, prompts and comments, which are no data, are taken off;
//! 3. `label` and `footer`: so is what stands around the numbers, such as `Q =`, `$$` or a size;
//! 4. a reader splits the text into cells: `rendered` for formulas as browsers copy them (before
//!    step 1 takes their marks away), `markup` for MathML and HTML, `latex` for environments,
//!    `brackets` for lists and calls of every language, `lines` for tables;
//! 5. `whole`: a sign, a factor or a transpose of the whole is applied, anything else refused;
//! 6. `axes`: the axes that are asked for, and the size that the text says of itself;
//! 7. `grid`: the limits, rows of equal length, and the value of every cell, by `cell`.
//!
//! The readers never judge a number, and the grid never asks how the text was written. A step that
//! leaves something out says so in a note, or refuses.
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod axes;
mod brackets;
mod cell;
mod clean;
mod footer;
mod grid;
mod hint;
mod label;
mod latex;
mod lengths;
pub mod limits;
mod lines;
mod markup;
mod mask;
mod plain;
mod raw_table;
mod rendered;
mod source;
mod split;
mod tensor;
mod tex;
mod whole;

pub use cell::{Cell, parse_cell};
pub use grid::Grid;
pub use mask::parse_mask;
pub use raw_table::{Alternative, Format};
pub use tensor::{ParsedTensor, Shaped, parse_tensor};
pub(crate) use tex::plain_spaces;

use crate::base::error::{Code, Error, Result, quote};
use crate::base::note::Note;
use clean::{Clean, clean};
use label::Labelled;
use lines::names;
use markup::Markup;
use raw_table::RawTable;
use source::Source;

/// A paste that has been read.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// How the text was written.
    pub format: Format,
    /// The matrix, with remarks on how it was read.
    pub grid: Grid,
    /// Other matrices that the text may mean; empty for almost every text.
    pub alternatives: Vec<Alternative>,
    /// Whether nobody can tell which of the readings is meant, so that the person is to be asked.
    pub unsure: bool,
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
/// assert_eq!(error.code.word(), "row-length");
/// assert_eq!(error.place.row, Some(2));
/// # Ok::<(), attention_playground::base::error::Error>(())
/// ```
///
/// # Errors
/// When the text is no matrix of finite numbers, or is larger than the [`limits`]. The error names
/// the row and column where it can; the caller knows the input and adds its name.
pub fn parse_matrix(text: &str) -> Result<Parsed> {
    if let Some(parsed) = parse_plain_matrix(text)? {
        return Ok(parsed);
    }
    let reading = read(text, 2)?;
    mask::refuse(&reading.rows)?;
    parsed(reading)
}

/// Reads a matrix from a text that needs no judgement, such as nested lists and a spreadsheet's
/// cells; none for any other. [`parse_matrix`] begins with it.
///
/// # Errors
/// When the text is larger than the [`limits`].
pub fn parse_plain_matrix(text: &str) -> Result<Option<Parsed>> {
    limits::paste(text)?;
    plain::read(text).map(parsed).transpose()
}

/// Reads a matrix of the crate's own, which is written plainly.
///
/// # Errors
/// When it is not.
pub fn plain_matrix(text: &str) -> Result<Grid> {
    let parsed = parse_plain_matrix(text)?;
    parsed.map(|parsed| parsed.grid).ok_or_else(|| {
        let cause = format!("{} is not a plain list of numbers.", quote(text));
        Error::new(Code::NotAMatrix, cause).hint("Write lists of numbers, as in [[1, 2], [3, 4]].")
    })
}

/// Reads a matrix that a person gives as an answer: a masked score in it may be the least number of
/// a format, which no input has.
///
/// # Errors
/// As for [`parse_matrix`].
pub fn parse_answer(text: &str) -> Result<Parsed> {
    parsed(read(text, 2)?)
}

/// Step 7 for a matrix.
fn parsed(mut reading: RawTable) -> Result<Parsed> {
    let notes = std::mem::take(&mut reading.notes);
    let RawTable { format, rows, alternatives, .. } = reading;
    let mut grid = Grid::read(&rows, 1, cell::evaluate)?;
    let of_cells = std::mem::replace(&mut grid.notes, notes);
    merge(&mut grid.notes, of_cells);
    Ok(Parsed { format, grid, alternatives, unsure: false })
}

/// Steps 1 to 6: the cells of a text, with as many axes as are asked for.
fn read(raw: &str, rank: usize) -> Result<RawTable> {
    limits::paste(raw)?;
    if let Some(reading) = rendered::read(raw) {
        return axes::arrange(cleaned(reading?)?, rank);
    }
    let Clean { text, mut notes } = clean(rendered::source(raw).unwrap_or(raw))?;
    let Source { text, notes: of_source, comments } = source::strip(&text);
    merge(&mut notes, of_source);
    let text = if latex::looks_like(&text) { text } else { tex::plain_brackets(&text) };
    let unnamed = label::without_line_names(&text).transpose()?;
    let labelled = label::strip(unnamed.as_ref().unwrap_or(&text));
    if label::is_shape_alone(&labelled) {
        return Err(brackets::shape());
    }
    refuse_other_texts(labelled.body)?;
    let mut reading = reader(&labelled, rank, &comments)?;
    if unnamed.is_some() {
        reading = reading.remark("names", names::LEFT_OUT);
    }
    merge(&mut notes, std::mem::take(&mut reading.notes));
    reading.notes = notes;
    reading.shape = reading.shape.or(labelled.shape);
    axes::arrange(reading, rank)
}

/// Step 4: chooses the reader.
fn reader(labelled: &Labelled, rank: usize, comments: &[String]) -> Result<RawTable> {
    let body = labelled.body;
    match markup::read(body) {
        Some(Ok(Markup::Formula(latex))) => {
            let mut reading = latex::read(label::strip(&latex).body, rank, &[])?;
            reading.format =
                if reading.format == Format::Latex { Format::MathMl } else { reading.format };
            return Ok(reading);
        }
        Some(Ok(Markup::Table { header, rows })) => return lines::of_html(header, rows),
        Some(Err(error)) => return Err(error),
        None => {}
    }
    if latex::looks_like(body) {
        latex::read(body, rank, comments)
    } else if brackets::looks_like(body) && !lines::looks_like(body) {
        brackets::read(labelled)
    } else {
        lines::read(body, rank)
    }
}

/// Cells that were read before step 1, with plain characters.
fn cleaned(mut reading: RawTable) -> Result<RawTable> {
    let mut notes = Vec::new();
    for cell in reading.rows.iter_mut().flatten() {
        let Clean { text, notes: of_cell } = clean(cell)?;
        *cell = text;
        merge(&mut notes, of_cell);
    }
    merge(&mut reading.notes, notes);
    Ok(reading)
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
    let mut grid = Grid::read(rows, 1, parse_cell).map_err(|error| error.at(field))?;
    for note in &mut grid.notes {
        field.clone_into(&mut note.place.field);
    }
    Ok(grid)
}

/// Refuses prints that leave numbers out.
fn refuse_other_texts(text: &str) -> Result<()> {
    const ELISIONS: [&str; 10] =
        ["...", "…", "⋮", "⋯", "⋱", "\\dots", "\\cdots", "\\ldots", "\\vdots", "\\ddots"];
    if text.trim().is_empty() {
        return Err(empty());
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
        .hint("Type one row of numbers per line, or paste a matrix.")
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
