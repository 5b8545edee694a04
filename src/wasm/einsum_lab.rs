//! What `einsum` is given and what it gives: an equation, tried on some operands.

use js_sys::Float64Array;
use serde::Serialize;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use super::decode::{array_is_array, entries, input, items, unexpected, whole};
use super::trace::Formula;
use crate::base::error::{Error, Result};
use crate::base::letter::Letter;
use crate::base::note::Note;
use crate::lab::q4_decoding::einsum_lab::{self, Content, EinsumLetter, Operand};
use crate::program::tensor::Tensor;
use crate::read::cost::Cost;
use crate::read::steps;
use crate::request::limits;

#[wasm_bindgen(typescript_custom_section)]
const OPERAND: &str = r#"
/** Numbers; or a shape alone, to try an equation on. Both may say what the axes are called. */
export type Operand =
  | Nested
  | number
  | Tensor
  | { name?: string; axes?: string | string[]; values: Nested | Tensor | number }
  | { name?: string; axes?: string | string[]; shape: number[] };
"#;

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

/// The operands in a JavaScript list.
pub fn operands(value: &JsValue) -> Result<Vec<Operand>> {
    let Some(list) = items(value, limits::RANK as u64)? else {
        return Err(unexpected(value, "operands", "a list of tensors"));
    };
    let numbered = (1..).zip(&list);
    let read = numbered.map(|(place, value)| {
        operand(value).map_err(|error: Error| error.at(format!("operand {place}")))
    });
    read.collect()
}

fn operand(value: &JsValue) -> Result<Operand> {
    let is_plain = !value.is_object()
        || value.is_instance_of::<Float64Array>()
        || array_is_array(value).map_err(|_| unexpected(value, "", "numbers"))?;
    if is_plain {
        return Ok(Operand { content: Content::Cells(input(value)?), ..Operand::default() });
    }
    let fields = entries(value, "")?;
    let field = |name: &str| fields.iter().find(|(key, _)| key == name).map(|(_, value)| value);
    let name = field("name")
        .map(|name| name.as_string().ok_or_else(|| unexpected(name, "", "a name, as a text")));
    let content = match (field("values"), field("data"), field("shape")) {
        (Some(values), ..) => Content::Cells(input(values)?),
        (_, Some(_), _) => Content::Cells(input(value)?),
        (.., Some(shape)) => Content::Shape(sizes(shape)?),
        _ => return Err(unexpected(value, "", "numbers, or an object with values or a shape")),
    };
    Ok(Operand { name: name.transpose()?, axes: field("axes").map(axes).transpose()?, content })
}

fn sizes(value: &JsValue) -> Result<Vec<usize>> {
    match items(value, limits::RANK as u64)? {
        Some(sizes) => sizes.iter().map(|size| whole(size, "", 1)).collect(),
        None => Err(unexpected(value, "", "a shape, as a list of sizes")),
    }
}

/// The names of axes: `"bhk"`, or a list of letters.
fn axes(value: &JsValue) -> Result<Vec<Letter>> {
    let wrong = || unexpected(value, "", "one letter for each axis");
    let text = match (value.as_string(), items(value, limits::RANK as u64)) {
        (Some(text), _) => text,
        (None, Ok(Some(letters))) => {
            letters.iter().map(JsValue::as_string).collect::<Option<_>>().ok_or_else(wrong)?
        }
        (None, Ok(None)) => return Err(wrong()),
        (None, Err(error)) => return Err(error),
    };
    let is_name =
        text.chars().count() <= limits::RANK && text.chars().all(|c| c.is_ascii_alphabetic());
    if is_name { Ok(text.chars().collect()) } else { Err(wrong()) }
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
