//! What `parseMatrix`, `parseMask` and `parseTensor` give: the cells of a paste, and how it was read.

use serde::Serialize;
use tsify::Tsify;

use crate::base::floats::Floats;
use crate::base::note::Note;
use crate::input::{self, Format};

/// A paste that has been read.
#[derive(Serialize, Tsify)]
pub struct ParsedMatrix {
    /// The texts of the cells, as an editable table keeps them.
    cells: Vec<Vec<String>>,
    #[tsify(type = "[number, number]")]
    shape: [usize; 2],
    #[tsify(type = "Float64Array")]
    data: Floats,
    /// How the text was written, such as "latex".
    format: Format,
    notes: Vec<Note>,
    /// Other ways to read a text that may mean two things.
    alternatives: Vec<Alternative>,
    /// Whether nobody can tell which of the readings is meant, so that the person is to be asked.
    unsure: bool,
}

/// Another way to read a text.
#[derive(Serialize, Tsify)]
pub struct Alternative {
    label: String,
    cells: Vec<Vec<String>>,
}

impl ParsedMatrix {
    pub fn new(parsed: input::Parsed) -> Self {
        let grid = parsed.grid;
        Self {
            shape: [grid.rows, grid.columns],
            data: grid.values.into(),
            cells: grid.cells,
            format: parsed.format,
            notes: grid.notes,
            alternatives: parsed.alternatives.into_iter().map(Alternative::from).collect(),
            unsure: parsed.unsure,
        }
    }
}

impl From<input::Alternative> for Alternative {
    fn from(other: input::Alternative) -> Self {
        Self { label: other.label, cells: other.cells }
    }
}

/// A tensor that has been read.
#[derive(Serialize, Tsify)]
pub struct ParsedTensor {
    /// The texts of the cells, last axis fastest.
    cells: Vec<String>,
    /// As many sizes as axes were asked for.
    shape: Vec<usize>,
    #[tsify(type = "Float64Array")]
    data: Floats,
    /// How the text was written, such as "numpy-print".
    format: Format,
    notes: Vec<Note>,
    /// Other ways to read a text that may mean two things.
    alternatives: Vec<AlternativeTensor>,
}

/// Another way to read a text as a tensor.
#[derive(Serialize, Tsify)]
pub struct AlternativeTensor {
    label: String,
    shape: Vec<usize>,
    cells: Vec<String>,
}

impl ParsedTensor {
    pub fn new(parsed: input::ParsedTensor) -> Self {
        Self {
            cells: parsed.cells,
            shape: parsed.shape,
            data: parsed.values.into(),
            format: parsed.format,
            notes: parsed.notes,
            alternatives: parsed.alternatives.into_iter().map(AlternativeTensor::from).collect(),
        }
    }
}

impl From<input::Shaped> for AlternativeTensor {
    fn from(other: input::Shaped) -> Self {
        Self { label: other.label, shape: other.shape, cells: other.cells }
    }
}
