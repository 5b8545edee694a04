//! Masks, in the spellings that libraries have for them.
//!
//! In the playground 1 says that a query may read a key. A mask that is added to the scores says it
//! with 0, and the contrary with −∞ or a number as low as none is by chance: there is no other way
//! to read it. 1 and 0, or True and False, say it either way, as libraries differ: the other way is
//! an alternative, for the person to choose.

use super::reading::{Alternative, Reading};
use super::{Grid, Parsed, cell, merge, quote, read, remark};
use crate::base::error::{Code, Error, Result};
use crate::base::note::Note;

/// As low as a filled score is: libraries fill with −1e4 (half precision), −1e9, the least number of
/// a format, or −∞.
const FILLED: f64 = -1e4;

/// Reads a mask: 1 where a query may read a key, and 0 where it may not.
///
/// ```
/// use attention_playground::input::parse_mask;
///
/// let added = parse_mask("tensor([[0., -inf], [0., 0.]])")?;
/// assert_eq!(added.grid.values, [1.0, 0.0, 1.0, 1.0]);
/// assert!(added.alternatives.is_empty());
///
/// let truth = parse_mask("[[True, False], [True, True]]")?;
/// assert_eq!(truth.grid.values, [1.0, 0.0, 1.0, 1.0]);
/// assert_eq!(truth.alternatives[0].label, "True blocks: 2 × 2");
/// # Ok::<(), attention_playground::base::error::Error>(())
/// ```
///
/// # Errors
/// When the text is no matrix, or its cells are neither those of a mask nor of one that is added.
pub fn parse_mask(text: &str) -> Result<Parsed> {
    let Reading { format, rows, notes, .. } = read(text, 2)?;
    let spelling = Spelling::of(&rows)?;
    let mut remarks = notes;
    spelling.remark(&mut remarks);
    let cells = |yes: &str, no: &str| -> Vec<Vec<String>> {
        let word = |text: &String| if spelling.reads(text) { yes } else { no }.to_owned();
        rows.iter().map(|row| row.iter().map(word).collect()).collect()
    };
    let mut grid = Grid::read(&cells("1", "0"), 1, cell::evaluate)?;
    let of_cells = std::mem::replace(&mut grid.notes, remarks);
    merge(&mut grid.notes, of_cells);
    let alternatives = match spelling {
        Spelling::Added { .. } => Vec::new(),
        Spelling::Truth | Spelling::Numbers => {
            let yes = if spelling == Spelling::Truth { "True" } else { "1" };
            let label = format!("{yes} blocks: {} × {}", grid.rows, grid.columns);
            vec![Alternative { label, cells: cells("0", "1") }]
        }
    };
    Ok(Parsed { format, grid, alternatives })
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
        .hint("Paste it as the mask: 0 may be read, and the least number may not."))
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
                "Read a mask that is added to scores: 0 may be read, and −∞ may not.",
            ),
            Self::Added { is_low: true } => remark(
                notes,
                "added-mask",
                "Read a mask that is added to scores: 0 may be read, and the low number may not. Here it hides a key wholly, as −∞ does.",
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
        _ => Word::Other,
    }
}
