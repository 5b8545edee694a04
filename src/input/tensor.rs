//! Tensors of any rank: what a paste says for an input of so many axes.

use super::raw_table::{Format, RawTable};
use super::{Grid, cell, limits, merge, read};
use crate::base::error::{Code, Error, Result};
use crate::base::note::Note;

/// A tensor that has been read.
#[derive(Debug, Clone, PartialEq)]
pub struct ParsedTensor {
    /// How the text was written.
    pub format: Format,
    /// The sizes of its axes, as many as were asked for.
    pub shape: Vec<usize>,
    /// The text of each cell, last axis fastest.
    pub cells: Vec<String>,
    /// The value of each.
    pub values: Vec<f64>,
    /// Remarks on how it was read, each once.
    pub notes: Vec<Note>,
    /// Other tensors that the text may mean; empty for almost every text.
    pub alternatives: Vec<Shaped>,
}

/// Another tensor that a text may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shaped {
    /// What it is, in a few words for a button.
    pub label: String,
    pub shape: Vec<usize>,
    pub cells: Vec<String>,
}

/// Reads a tensor with `rank` axes from any text that a person may paste: nested lists, prints of
/// `NumPy` and `PyTorch`, and tables with an empty line between two, two between larger parts.
///
/// ```
/// use attention_playground::input::parse_tensor;
///
/// let keys = parse_tensor("[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]", 3)?;
/// assert_eq!(keys.shape, [2, 2, 2]);
/// assert_eq!(parse_tensor("1 2\n3 4\n\n5 6\n7 8", 3)?.values, keys.values);
/// assert_eq!(parse_tensor("1 2\n3 4", 3)?.shape, [1, 2, 2]); // lines say nothing of a third axis
/// assert_eq!(parse_tensor("[[1, 2], [3, 4]]", 3).unwrap_err().code.word(), "rank");
/// # Ok::<(), attention_playground::base::error::Error>(())
/// ```
///
/// # Errors
/// When the text is no tensor of so many axes and of finite numbers, or is larger than the
/// [`limits`](super::limits).
pub fn parse_tensor(text: &str, rank: usize) -> Result<ParsedTensor> {
    if !(1..=limits::AXES).contains(&rank) {
        return Err(Error::new(Code::Rank, format!("A tensor of {rank} axes cannot be pasted."))
            .expected(limits::AXES)
            .found(rank)
            .hint(format!("Ask for 1 to {} axes.", limits::AXES)));
    }
    let RawTable { format, rows, outer, others, alternatives, notes, .. } = read(text, rank)?;
    let Grid { rows: height, columns, cells, values, notes: of_cells } =
        Grid::read(&rows, outer.iter().product(), cell::evaluate)?;
    let inner = [height / outer.iter().product::<usize>().max(1), columns];
    let whole = |outer: &[usize]| -> Vec<usize> { outer.iter().chain(&inner).copied().collect() };
    let mut tensor = ParsedTensor {
        format,
        shape: whole(&outer),
        cells: cells.into_iter().flatten().collect(),
        values,
        notes,
        alternatives: Vec::new(),
    };
    merge(&mut tensor.notes, of_cells);
    let shaped = |shape: Vec<usize>, label: Option<String>, cells: Vec<String>| {
        let sizes: Vec<String> = shape.iter().map(usize::to_string).collect();
        Shaped { label: label.unwrap_or_else(|| sizes.join(" × ")), shape, cells }
    };
    if rank > 2 {
        let same = |outer: &Vec<usize>| shaped(whole(outer), None, tensor.cells.clone());
        tensor.alternatives = others.iter().map(same).collect();
        return Ok(tensor);
    }
    tensor.alternatives = alternatives
        .into_iter()
        .map(|other| {
            let shape = vec![other.cells.len(), other.cells.first().map_or(0, Vec::len)];
            shaped(shape, Some(other.label), other.cells.into_iter().flatten().collect())
        })
        .collect();
    if rank == 1 { tensor.vector() } else { Ok(tensor) }
}

impl ParsedTensor {
    /// One row or one column as a vector.
    fn vector(mut self) -> Result<Self> {
        if !self.shape.contains(&1) {
            let [rows, columns] = self.shape[..] else { return Ok(self) };
            return Err(Error::new(
                Code::Rank,
                format!("This is {rows} × {columns}, and one row is needed."),
            )
            .expected(1)
            .found(2)
            .hint("Paste one row or one column."));
        }
        self.shape = vec![self.cells.len()];
        self.alternatives.retain(|other| other.shape.contains(&1));
        for other in &mut self.alternatives {
            other.shape = vec![other.cells.len()];
        }
        self.alternatives.retain(|other| other.cells != self.cells);
        Ok(self)
    }
}
