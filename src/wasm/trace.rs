//! What `runVariant` gives: the steps of a program with their formulas and tensors, and the notes.

use std::collections::BTreeMap;

use js_sys::Float64Array;
use serde::Serialize;
use tsify::Tsify;

use super::cost::StepCost;
use super::value::Value;
use crate::base::note;
use crate::program::graph::Graph;
use crate::program::node_id::NodeId;
use crate::program::variant::Variant;
use crate::program::{tensor, trace};
use crate::read::formula::{self, Element};
use crate::read::steps;

/// A result: the steps of a program, inputs first.
#[derive(Serialize, Tsify)]
pub struct Trace {
    variant: String,
    #[tsify(type = "Record<string, Value>")]
    params: BTreeMap<&'static str, Value>,
    /// By axis letter.
    #[tsify(type = "Record<string, number>")]
    sizes: BTreeMap<char, usize>,
    steps: Vec<Step>,
    /// The id of the step that is the result.
    output: String,
    /// The id of each input's gradient, by the input's name; empty without a backward pass.
    #[tsify(type = "Record<string, string>")]
    gradients: BTreeMap<&'static str, String>,
    notes: Vec<Note>,
}

/// A node of the program.
#[derive(Serialize, Tsify)]
pub struct Step {
    id: String,
    label: String,
    /// What formulas call it, such as "s" or "s′".
    symbol: String,
    /// What it does, such as "contract" or "softmax"; "input" for what is given.
    op: &'static str,
    /// Of a contraction, such as "id,jd->ij".
    #[tsify(optional)]
    equation: Option<String>,
    formula: Formula,
    /// The steps that it reads.
    inputs: Vec<String>,
    tensor: Tensor,
    cost: StepCost,
    /// Whether the cells are shares, from 0 to 1.
    weights: bool,
    /// Whether it belongs to the backward pass.
    backward: bool,
}

/// A formula in its forms.
#[derive(Serialize, Tsify)]
pub struct Formula {
    latex: String,
    mathml: String,
    /// The same MathML, to be built element by element.
    tree: MathNode,
}

/// A MathML element. An axis' letter has the class "axis-i".
#[derive(Serialize, Tsify)]
pub struct MathNode {
    tag: &'static str,
    #[tsify(type = "Record<string, string>")]
    attributes: BTreeMap<&'static str, String>,
    #[tsify(type = "(MathNode | string)[]")]
    children: Vec<MathChild>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum MathChild {
    Element(MathNode),
    Text(String),
}

/// Numbers over named axes, last axis fastest. A masked score is −Infinity.
#[derive(Serialize, Tsify)]
pub struct Tensor {
    axes: Vec<char>,
    shape: Vec<usize>,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float64Array")]
    data: Float64Array,
}

/// Something that is not wrong, and that a person should know.
#[derive(Serialize, Tsify)]
pub struct Note {
    /// A stable word, such as "tie".
    code: &'static str,
    /// The input or the step.
    field: String,
    /// Counted from 1.
    #[tsify(optional)]
    row: Option<usize>,
    /// Counted from 1.
    #[tsify(optional)]
    column: Option<usize>,
    message: String,
}

impl Trace {
    pub fn new(variant: &Variant, trace: &trace::Trace) -> Self {
        let costs = StepCost::all(trace, &variant.accounting);
        let steps = trace.graph.steps().zip(costs);
        let params = trace.settings.0.iter();
        let id_of = |id: NodeId| trace.graph.node(id).id.clone();
        Self {
            variant: variant.id.to_owned(),
            params: params.map(|(name, value)| (*name, value.clone().into())).collect(),
            sizes: trace.sizes.clone(),
            steps: steps.map(|((id, _), cost)| Step::new(trace, id, cost)).collect(),
            output: trace.graph.node(trace.graph.output).id.clone(),
            gradients: trace.gradients.iter().map(|(name, id)| (*name, id_of(*id))).collect(),
            notes: trace.notes.iter().cloned().map(Note::from).collect(),
        }
    }
}

impl Step {
    fn new(trace: &trace::Trace, id: NodeId, cost: StepCost) -> Self {
        let node = trace.graph.node(id);
        Self {
            id: node.id.clone(),
            label: steps::label(&trace.graph, id),
            symbol: node.symbol.clone(),
            op: steps::word(&node.op),
            equation: steps::equation(&node.op),
            formula: Formula::new(&trace.graph, id),
            inputs: node.inputs.iter().map(|id| trace.graph.node(*id).id.clone()).collect(),
            tensor: Tensor::new(&trace.values[id.0]),
            cost,
            weights: steps::is_weights(&node.op),
            backward: node.backward,
        }
    }
}

impl Formula {
    pub fn new(graph: &Graph, id: NodeId) -> Self {
        let math = formula::formula(graph, id);
        let mathml = formula::mathml(&math);
        Self { latex: formula::latex(&math), mathml: mathml.to_string(), tree: mathml.into() }
    }
}

impl From<Element> for MathNode {
    fn from(element: Element) -> Self {
        let mut children: Vec<MathChild> =
            element.children.into_iter().map(|child| MathChild::Element(child.into())).collect();
        if !element.text.is_empty() {
            children.push(MathChild::Text(element.text));
        }
        Self { tag: element.tag, attributes: element.attributes.into_iter().collect(), children }
    }
}

impl Tensor {
    pub fn new(tensor: &tensor::Tensor) -> Self {
        let data: Vec<f64> = tensor.data.iter().copied().collect();
        Self {
            axes: tensor.axes.iter().map(|axis| axis.letter).collect(),
            shape: tensor.shape().to_vec(),
            data: Float64Array::from(data.as_slice()),
        }
    }
}

impl From<note::Note> for Note {
    fn from(note: note::Note) -> Self {
        let place = note.place;
        Self {
            code: note.code,
            field: place.field,
            row: place.row,
            column: place.column,
            message: note.message,
        }
    }
}
