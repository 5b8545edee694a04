//! What `explainCell` gives: the arithmetic of one cell, and the cells that it came from.

use serde::Serialize;
use tsify::Tsify;

use crate::program::node_id::NodeId;
use crate::program::trace::Trace;
use crate::program::variant::Variant;
use crate::read::tokens::{self, Line};
use crate::read::{explain, expression, provenance, steps};

/// The arithmetic of one cell.
#[derive(Serialize, Tsify)]
pub struct Explanation {
    step: String,
    index: Vec<usize>,
    value: f64,
    /// What the cell is called: s₁₂.
    name: String,
    /// The calculation, then the same with its innermost operations done, down to the value.
    lines: Vec<Line>,
    /// What the cell is and how it came about, in words.
    words: String,
    /// The cells that it was computed from, in the order of the arithmetic.
    sources: Vec<Cell>,
    /// The typed cells that it goes back to.
    origins: Vec<Cell>,
    /// The cells of later steps that depend on it.
    dependents: Vec<Cell>,
}

/// One cell of one step; the index counts from 0.
#[derive(Serialize, Tsify)]
pub struct Cell {
    step: String,
    index: Vec<usize>,
    value: f64,
}

impl Explanation {
    pub fn new(variant: &Variant, trace: &Trace, id: NodeId, index: &[usize]) -> Self {
        let Trace { graph, values, .. } = trace;
        let term = explain::explain(graph, values, id, index);
        let sources = term.cells();
        let cells = |cells: Vec<expression::Cell>| -> Vec<Cell> {
            cells.into_iter().map(|cell| Cell::new(trace, cell)).collect()
        };
        Self {
            step: graph.node(id).id.clone(),
            index: index.to_vec(),
            value: values[id.0].data[index],
            name: steps::cell_name(graph.node(id), index),
            lines: tokens::lines(&term, &sources),
            words: steps::words(variant, graph, id, index),
            origins: cells(provenance::origins(graph, values, id, index)),
            dependents: cells(provenance::dependents(graph, values, id, index)),
            sources: cells(sources),
        }
    }
}

impl Cell {
    fn new(trace: &Trace, cell: expression::Cell) -> Self {
        let step = trace.graph.node(cell.node).id.clone();
        Self { step, index: cell.index, value: cell.value }
    }
}
