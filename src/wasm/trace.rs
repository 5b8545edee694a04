//! What `runVariant` gives: the steps of a program with their formulas and tensors, and the notes.

use std::collections::BTreeMap;

use serde::Serialize;
use tsify::Tsify;

use crate::base::note::Note;
use crate::base::poly::Polynomial;
use crate::program::graph::Graph;
use crate::program::node_id::NodeId;
use crate::program::op::Node;
use crate::program::param::ParamValue;
use crate::program::role::Role;
use crate::program::tensor::Tensor;
use crate::program::trace;
use crate::program::variant::Variant;
use crate::read::cost::notation::text;
use crate::read::cost::{Letters, count};
use crate::read::formula::{self, Element};
use crate::read::steps;

/// A result: the steps of a program, inputs first.
#[derive(Serialize, Tsify)]
pub struct Trace<'t> {
    variant: String,
    #[tsify(type = "Record<string, Value>")]
    params: &'t BTreeMap<String, ParamValue>,
    /// By axis letter.
    #[tsify(type = "Record<string, number>")]
    sizes: &'t BTreeMap<char, usize>,
    #[tsify(type = "Step[]")]
    steps: Vec<Step<'t>>,
    /// The id of the step that is the result.
    output: String,
    /// The id of each input's gradient, by the input's name; empty without a backward pass.
    #[tsify(type = "Record<string, string>")]
    gradients: BTreeMap<String, String>,
    #[tsify(type = "Note[]")]
    notes: &'t [Note],
}

/// A node of the program.
#[derive(Serialize, Tsify)]
pub struct Step<'t> {
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
    #[tsify(type = "Tensor")]
    tensor: &'t Tensor,
    cost: StepCost,
    /// Whether the cells are shares, from 0 to 1.
    weights: bool,
    /// Whether it belongs to the backward pass.
    backward: bool,
    /// What it means in attention, whatever it is called.
    #[tsify(optional, type = "Role")]
    role: Option<&'static str>,
    /// The part of the program that it belongs to.
    #[tsify(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'static str>,
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

/// What a step of a trace takes.
#[derive(Serialize, Tsify)]
pub struct StepCost {
    /// How many operations it performs.
    operations: Count,
    /// How many cells it has.
    cells: Count,
}

/// A count in the sizes of the program's axes, and at the sizes of the result.
#[derive(Serialize, Tsify)]
pub struct Count {
    text: String,
    number: f64,
}

impl<'t> Trace<'t> {
    pub fn new(variant: &Variant, trace: &'t trace::Trace) -> Self {
        let letters = Letters::new(&trace.graph, &variant.cost_aliases);
        let id_of = |id: NodeId| trace.graph.node(id).id.clone();
        Self {
            variant: variant.id.to_owned(),
            params: &trace.params.0,
            sizes: &trace.sizes,
            steps: trace.graph.steps().map(|(id, _)| Step::new(trace, id, &letters)).collect(),
            output: trace.graph.node(trace.graph.output).id.clone(),
            gradients: trace
                .gradients
                .iter()
                .map(|(name, id)| (name.clone(), id_of(*id)))
                .collect(),
            notes: &trace.notes,
        }
    }
}

impl<'t> Step<'t> {
    fn new(trace: &'t trace::Trace, id: NodeId, letters: &Letters) -> Self {
        let node = trace.graph.node(id);
        Self {
            id: node.id.clone(),
            label: steps::label(&trace.graph, id),
            symbol: node.symbol.clone(),
            op: steps::word(&node.op),
            equation: steps::equation(&node.op),
            formula: Formula::new(&trace.graph, id),
            inputs: node.inputs.iter().map(|id| trace.graph.node(*id).id.clone()).collect(),
            tensor: &trace.values[id.0],
            cost: StepCost::new(letters, node),
            weights: steps::is_weights(&node.op),
            backward: node.backward,
            role: node.role.map(Role::word),
            group: node.group,
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

impl StepCost {
    fn new(letters: &Letters, node: &Node) -> Self {
        let counted = |cost: &Polynomial| {
            let exact = letters.exact(cost);
            Count { text: text(&exact), number: letters.number(&exact) }
        };
        Self { operations: counted(&count::operations(node)), cells: counted(&count::cells(node)) }
    }
}
