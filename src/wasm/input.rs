//! What `parseMatrix` gives: the cells of a paste, and how it was read.

use js_sys::Float64Array;
use serde::Serialize;
use tsify::Tsify;

use super::trace::Note;
use crate::input;

/// A paste that has been read.
#[derive(Serialize, Tsify)]
pub struct ParsedMatrix {
    /// The texts of the cells, as an editable table keeps them.
    cells: Vec<Vec<String>>,
    #[tsify(type = "[number, number]")]
    shape: [usize; 2],
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float64Array")]
    data: Float64Array,
    /// How the text was written, such as "latex".
    format: &'static str,
    notes: Vec<Note>,
    /// Other ways to read a text that may mean two things.
    alternatives: Vec<Alternative>,
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
            data: Float64Array::from(grid.values.as_slice()),
            cells: grid.cells,
            format: parsed.format.as_str(),
            notes: grid.notes.into_iter().map(Note::from).collect(),
            alternatives: parsed.alternatives.into_iter().map(Alternative::from).collect(),
        }
    }
}

impl From<input::Alternative> for Alternative {
    fn from(other: input::Alternative) -> Self {
        Self { label: other.label, cells: other.cells }
    }
}
