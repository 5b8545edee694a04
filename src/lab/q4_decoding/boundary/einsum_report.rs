//! What `einsum` gives: an equation, its value, its cost and its gradients.

use serde::Serialize;
use tsify::Tsify;

use crate::base::note::Note;
use crate::lab::q4_decoding::einsum_lab::{self, EinsumLetter};
use crate::program::tensor::Tensor;
use crate::read::cost::Cost;
use crate::read::steps;
use crate::wasm::trace::Formula;

/// Everything that an equation says about its operands.
#[derive(Serialize, Tsify)]
pub struct EinsumReport {
    /// Without blanks.
    equation: String,
    formula: Formula,
    /// Of the result.
    axes: Vec<char>,
    /// Of the result.
    shape: Vec<usize>,
    /// None where an operand is only a shape.
    #[tsify(optional)]
    value: Option<Tensor>,
    cost: EinsumCost,
    /// In the order of the loops that it means: those of the result, then those summed over.
    #[tsify(type = "EinsumLetter[]")]
    letters: Vec<EinsumLetter>,
    /// One for each operand.
    gradients: Vec<EinsumGradient>,
    notes: Vec<Note>,
}

/// What an equation takes.
#[derive(Serialize, Tsify)]
pub struct EinsumCost {
    /// Multiplications, each with the addition of its product.
    #[tsify(type = "Amount")]
    operations: Cost,
    /// Cells of the result.
    #[tsify(type = "Amount")]
    cells: Cost,
}

/// How the gradient of an operand follows from that of the result.
#[derive(Serialize, Tsify)]
pub struct EinsumGradient {
    /// In their order; the last one is the gradient.
    steps: Vec<EinsumStep>,
}

/// A step of a backward pass.
#[derive(Serialize, Tsify)]
pub struct EinsumStep {
    label: String,
    /// What it does, such as "contract".
    op: &'static str,
    /// Of a contraction: the same letters, permuted.
    #[tsify(optional)]
    equation: Option<String>,
    formula: Formula,
}

impl From<einsum_lab::Report> for EinsumReport {
    fn from(report: einsum_lab::Report) -> Self {
        let graph = &report.graph;
        let formula = |id| Formula::new(graph, id);
        let step = |id| {
            let node = graph.node(id);
            EinsumStep {
                label: steps::label(graph, id),
                op: steps::word(&node.op),
                equation: steps::equation(&node.op),
                formula: formula(id),
            }
        };
        let gradient =
            |way: &Vec<_>| EinsumGradient { steps: way.iter().copied().map(step).collect() };
        Self {
            equation: report.equation.to_string(),
            formula: formula(graph.output),
            axes: report.axes.iter().map(|axis| axis.letter).collect(),
            shape: report.axes.iter().map(|axis| axis.size).collect(),
            value: report.value,
            cost: EinsumCost { operations: report.operations, cells: report.cells },
            letters: report.letters,
            gradients: report.gradients.iter().map(gradient).collect(),
            notes: report.notes,
        }
    }
}
