//! Masks, in the spellings that libraries have for them.
//!
//! In the playground 1 says that a query may read a key. A mask that is added to the scores says it
//! with 0, and the contrary with −∞ or a number as low as none is by chance: there is no other way
//! to read it. 1 and 0, or True and False, say it either way, as libraries differ: the other way is
//! an alternative, and where nobody can tell which is meant the person is asked.

use super::raw_table::{Alternative, Format, RawTable, transpose};
use super::{Grid, Parsed, cell, lengths, merge, quote, read, remark};
use crate::base::error::{Code, Error, Result};
use crate::base::note::Note;

/// As low as a filled score is: libraries fill with −1e4 (half precision), −1e9, the least number of
/// a format, or −∞.
const FILLED: f64 = -1e4;

/// Reads a mask: 1 where a query may read a key, and 0 where it may not. `sizes` are how many queries
/// and keys there are, where that is known.
///
/// ```
/// use attention_playground::input::parse_mask;
///
/// let added = parse_mask("tensor([[0., -inf], [0., 0.]])", None)?;
/// assert_eq!(added.grid.values, [1.0, 0.0, 1.0, 1.0]);
/// assert!(added.alternatives.is_empty());
///
/// let truth = parse_mask("[[True, False], [True, True]]", None)?;
/// assert_eq!(truth.grid.values, [1.0, 0.0, 1.0, 1.0]);
/// assert_eq!(truth.alternatives[0].label, "True blocks: 2 × 2");
/// # Ok::<(), attention_playground::base::error::Error>(())
/// ```
///
/// A mask is given by lengths too, and one row of it holds for all queries:
///
/// ```
/// # use attention_playground::input::parse_mask;
/// let padding = parse_mask("key_lengths = 2", Some([2, 3]))?;
/// assert_eq!(padding.grid.values, [1.0, 1.0, 0.0, 1.0, 1.0, 0.0]);
/// # Ok::<(), attention_playground::base::error::Error>(())
/// ```
///
/// # Errors
/// When the text is no matrix, or its cells are neither those of a mask nor of one that is added.
pub fn parse_mask(text: &str, sizes: Option<[usize; 2]>) -> Result<Parsed> {
    if let Some(lengths) = lengths::read(text) {
        let note = Note::new(
            "lengths",
            "",
            "Read lengths: each says how many keys, from the first on, a query may read.",
        );
        let rows = fitted(lengths::rows(&lengths, sizes)?, sizes);
        let mut grid = Grid::read(&rows.cells, 1, cell::evaluate)?;
        merge(&mut grid.notes, std::iter::once(note).chain(rows.note));
        return Ok(Parsed {
            format: Format::Lengths,
            grid,
            alternatives: Vec::new(),
            unsure: false,
        });
    }
    let RawTable { format, rows, notes, .. } =
        read(text, 2).or_else(|error| of_batch(text).ok_or(error))?;
    let spelling = Spelling::of(&rows)?;
    let mut remarks = notes;
    // A column vector is read as one row, unless there is one key and a row for each query.
    let turns = format == Format::Vectors && sizes == Some([rows.first().map_or(0, Vec::len), 1]);
    let rows = if turns && rows.len() == 1 { transpose(rows) } else { rows };
    remarks.retain(|note| !(turns && note.code == "vector-as-row"));
    spelling.remark(&mut remarks);
    let cells = |yes: &str, no: &str| -> Fitted {
        let word = |text: &String| if spelling.reads(text) { yes } else { no }.to_owned();
        fitted(rows.iter().map(|row| row.iter().map(word).collect()).collect(), sizes)
    };
    let Fitted { cells: kept, note } = cells("1", "0");
    merge(&mut remarks, note);
    let mut grid = Grid::read(&kept, 1, cell::evaluate)?;
    let of_cells = std::mem::replace(&mut grid.notes, remarks);
    merge(&mut grid.notes, of_cells);
    if matches!(spelling, Spelling::Added { .. }) {
        return Ok(Parsed { format, grid, alternatives: Vec::new(), unsure: false });
    }
    let yes = if spelling == Spelling::Truth { "True" } else { "1" };
    let label = format!("{yes} blocks: {} × {}", grid.rows, grid.columns);
    let blocked = cells("0", "1").cells;
    // Whoever writes 1 and 0 writes them as the table here does, unless a query would read nothing.
    let hides = |rows: &[Vec<String>]| rows.iter().any(|row| row.iter().all(|cell| cell == "0"));
    let unsure = spelling == Spelling::Truth || (hides(&grid.cells) && !hides(&blocked));
    let alternatives = vec![Alternative { label, cells: blocked }];
    Ok(Parsed { format, grid, alternatives, unsure })
}

/// A mask of one row with axes for batch and heads, which libraries broadcast: `[1, 1, 1, N]`.
fn of_batch(text: &str) -> Option<RawTable> {
    let reading = [3, 4].into_iter().find_map(|rank| read(text, rank).ok())?;
    let is_one = reading.outer.iter().all(|size| *size == 1);
    is_one.then(|| reading.remark("batch-of-one", "Read the only part of the batch."))
}

/// The cells of a mask in the sizes that are wanted.
struct Fitted {
    cells: Vec<Vec<String>>,
    note: Option<Note>,
}

/// One row, or one column of keys, holds for all queries. Any other mask stays as it is.
fn fitted(mut cells: Vec<Vec<String>>, sizes: Option<[usize; 2]>) -> Fitted {
    let Some([queries, keys]) = sizes else { return Fitted { cells, note: None } };
    let is_column = keys > 1 && cells.len() == keys && cells.iter().all(|row| row.len() == 1);
    if is_column {
        cells = vec![cells.into_iter().flatten().collect()];
    }
    let note = match cells.as_slice() {
        [row] if queries > 1 && row.len() == keys => {
            let row = row.clone();
            cells = vec![row; queries];
            let what = if is_column { "column" } else { "row" };
            let message = format!("One {what} was given: it holds for all {queries} queries.");
            Some(Note::new("all-queries", "", message))
        }
        _ => None,
    };
    Fitted { cells, note }
}

/// Refuses what can only be a mask where numbers are wanted: zeros beside the least number of single
/// precision or of bfloat16, which nobody means as a number.
pub(super) fn refuse(rows: &[Vec<String>]) -> Result<()> {
    const LEAST: std::ops::Range<f64> = -3.41e38..-3.38e38;
    let value = |text: &String| cell::evaluate(text).map_or(1.0, |cell| cell.value);
    let is_least = |text: &String| text.starts_with('-') && LEAST.contains(&value(text));
    let Some(least) = rows.iter().flatten().find(|text| is_least(text)) else { return Ok(()) };
    if rows.iter().flatten().any(|text| value(text) != 0.0 && !is_least(text)) {
        return Ok(());
    }
    let cause = format!("{} beside zeros is a mask that is added to scores.", quote(least));
    Err(Error::new(Code::NotFinite, cause)
        .hint("Paste it as the mask: 0 means that a query may read the key, the lowest number that it may not."))
}

/// How a mask is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spelling {
    /// True and False
    Truth,
    /// 1 and 0
    Numbers,
    /// What is added to the scores: 0, and −∞ or a very low number, which is not quite −∞.
    Added { is_low: bool },
}

/// What a cell of a mask says.
enum Word {
    Truth,
    Zero,
    One,
    Infinity,
    Low,
    Other,
}

impl Spelling {
    fn of(rows: &[Vec<String>]) -> Result<Self> {
        let (mut truths, mut ones, mut infinite, mut low) = (false, false, false, false);
        let place = |row: usize, column: usize, error: Error| error.row(row).column(column);
        for (row, cells) in (1..).zip(rows) {
            for (column, text) in (1..).zip(cells) {
                match word(text) {
                    Word::Truth => truths = true,
                    Word::One => ones = true,
                    Word::Infinity => infinite = true,
                    Word::Low => low = true,
                    Word::Zero => {}
                    Word::Other => {
                        let error = cell::evaluate(text).err().unwrap_or_else(|| {
                            Error::new(
                                Code::MaskValue,
                                format!("{} is neither 1 nor 0.", quote(text)),
                            )
                            .hint("Write 1 where a query may read, and 0 where not.")
                        });
                        return Err(place(row, column, error));
                    }
                }
                if ones && (infinite || low) || truths && (ones || infinite || low) {
                    let cause =
                        "Some cells of this mask are added to scores, and some say yes or no.";
                    let error = Error::new(Code::MaskValue, cause)
                        .hint("Write 1 where a query may read, and 0 where not.");
                    return Err(place(row, column, error));
                }
            }
        }
        Ok(match (truths, infinite || low) {
            (true, _) => Self::Truth,
            (_, true) => Self::Added { is_low: low },
            _ => Self::Numbers,
        })
    }

    /// Whether a cell lets a query read.
    fn reads(self, text: &str) -> bool {
        match (self, word(text)) {
            (Self::Added { .. }, word) => matches!(word, Word::Zero),
            (_, Word::Truth) => cell::truth(text) == Some(true),
            (_, word) => matches!(word, Word::One),
        }
    }

    fn remark(self, notes: &mut Vec<Note>) {
        match self {
            Self::Truth | Self::Numbers => {}
            Self::Added { is_low: false } => remark(
                notes,
                "added-mask",
                "Read a mask that is added to scores: 0 means that a query may read the key, −∞ that it may not.",
            ),
            Self::Added { is_low: true } => remark(
                notes,
                "added-mask",
                "Read a mask that is added to scores: 0 means that a query may read the key, the low number that it may not. Here the low number hides a key completely, as −∞ does.",
            ),
        }
    }
}

fn word(text: &str) -> Word {
    if cell::truth(text).is_some() {
        return Word::Truth;
    }
    let unsigned = text.trim_start_matches('-');
    let name = unsigned.rsplit('.').next().unwrap_or(unsigned).to_ascii_lowercase();
    if text.starts_with('-') && matches!(name.as_str(), "inf" | "infinity" | "∞" | "\\infty") {
        return Word::Infinity;
    }
    match cell::evaluate(text).map(|cell| cell.value) {
        Ok(0.0) => Word::Zero,
        Ok(1.0) => Word::One,
        Ok(value) if value <= FILLED => Word::Low,
        // The least double, rounded as it is printed, is beyond it.
        Err(error) if error.code == Code::NumberTooLarge && text.starts_with('-') => Word::Low,
        _ => Word::Other,
    }
}
