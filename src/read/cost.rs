//! The cost: what each step and the whole take, in operations and in cells of memory.
//!
//! Each operation says how often it computes and how many cells it fills, as a product of the
//! sizes of its axes. All else follows: sums of these products in the letters of the homework,
//! what of them is left under O, and numbers at the sizes of one result. What is counted is the
//! schedule that the program is; what the masks leave needed of it stands beside it.

mod amount;
mod between;
mod closed;
pub mod count;
mod fraction;
mod letters;
mod line;
pub mod memory;
mod needed;
pub mod notation;
pub mod pairs;

use serde::Serialize;
use tsify::Tsify;

use crate::base::error::Result;
use crate::base::poly::Polynomial;
use crate::program::graph::Graph;
use crate::program::node_id::NodeId;
use crate::program::op::Node;
use crate::program::trace::Trace;
use crate::program::variant::Variant;
use crate::read::{grad, steps};
pub use closed::Needed;
pub use fraction::Fraction;
pub use letters::Letters;
use needed::{Masks, Share};

/// A count of operations or of cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Cost {
    /// In the sizes of the program's own axes, as far as they are free of each other.
    pub exact: Polynomial,
    /// In the letters of the homework.
    pub short: Polynomial,
    /// Its terms that no other dominates, without their coefficients: what is left under O.
    pub leading: Polynomial,
    /// The same where the sizes that the homework takes for nearly the same are so.
    pub nearly: Option<Polynomial>,
    /// At the sizes of this result.
    pub number: f64,
}

impl Cost {
    /// All terms without their coefficients, the dominated ones too: the sheet keeps b·d beside
    /// b·n·d.
    #[must_use]
    pub fn full(&self) -> Polynomial {
        self.short.without_coefficients()
    }

    /// A sum of products of sizes, written in all ways.
    #[must_use]
    pub fn new(letters: &Letters, cost: &Polynomial) -> Self {
        let exact = letters.exact(cost);
        let short = letters.short(&exact);
        Self {
            leading: letters.leading(&short),
            nearly: letters.nearly(&short),
            number: letters.number(&exact),
            short,
            exact,
        }
    }
}

/// One operation is an addition, a multiplication (with the addition of its product), a division,
/// a comparison or a function of one number.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct Operations {
    /// What the schedule performs.
    #[tsify(type = "Amount")]
    pub performed: Cost,
    /// How many of these the masks leave needed.
    pub needed: f64,
    /// The same in the letters of the homework, where a closed form says it; it holds wherever the
    /// sizes are in the same order.
    #[tsify(optional, type = "Written")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needed_in_letters: Option<Fraction>,
}

/// What one step takes.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct CostOfStep {
    pub step: String,
    pub label: String,
    pub backward: bool,
    pub operations: Operations,
    #[tsify(type = "Amount")]
    pub cells: Cost,
}

/// Cells of memory of the forward pass, by three rules.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct MemoryCosts {
    /// Everything but the scores and weights that never leave a fused kernel (homework 4).
    #[tsify(type = "Amount")]
    pub fused: Cost,
    /// Every tensor.
    #[tsify(type = "Amount")]
    pub every: Cost,
    /// The tensors that the backward pass refers to (homework 6).
    #[tsify(type = "Amount")]
    pub kept: Cost,
}

/// Operations of the two passes.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct TimeCosts {
    pub forward: Operations,
    /// Of the gradients of all inputs, whether or not the result has them.
    pub backward: Operations,
}

/// What a result takes, in operations and in cells of memory. A cell is a double of 8 bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct CostReport {
    pub variant: String,
    /// What the letters stand for, such as "i = j = N" and "k = v = d/h".
    pub same: Vec<String>,
    /// What `nearly` takes for the same, such as "M ≈ D".
    pub near: Vec<String>,
    /// In the order of the steps of the result.
    pub steps: Vec<CostOfStep>,
    pub time: TimeCosts,
    pub memory: MemoryCosts,
    /// Operations of the forward pass for each cell that a fused kernel touches.
    pub intensity: f64,
}

/// What a result takes.
///
/// # Errors
/// `too-large` where the forward pass would fit and its backward pass does not.
pub fn cost(variant: &Variant, trace: &Trace) -> Result<CostReport> {
    let graph = with_backward(variant, &trace.graph)?;
    let letters = Letters::new(&graph, &variant.cost_aliases);
    let mut masks = Masks::new(&graph, &trace.values);
    let mut time = |backward: bool| total(&graph, &letters, &mut masks, backward);
    let (forward, backward) = (time(false), time(true));
    let memory = MemoryCosts {
        fused: Cost::new(&letters, &memory::fused(&graph)),
        every: Cost::new(&letters, &memory::every(&graph)),
        kept: Cost::new(&letters, &memory::kept(&graph)),
    };
    Ok(CostReport {
        variant: variant.id.to_owned(),
        same: equations(variant.cost_aliases.equal, " = "),
        near: equations(variant.cost_aliases.approx, " ≈ "),
        steps: of_steps(&letters, &mut masks, &trace.graph),
        intensity: forward.performed.number / memory.fused.number,
        time: TimeCosts { forward, backward },
        memory,
    })
}

/// What some letters are: `i = j = N`.
fn equations(rules: &[(&str, &str)], sign: &str) -> Vec<String> {
    let equation = |(letters, is): &(&str, &str)| {
        let letters = letters.chars().map(String::from);
        letters.chain([(*is).to_owned()]).collect::<Vec<_>>().join(sign)
    };
    rules.iter().map(equation).collect()
}

fn of_steps(letters: &Letters, masks: &mut Masks, graph: &Graph) -> Vec<CostOfStep> {
    let step = |(id, node): (NodeId, &Node)| CostOfStep {
        step: node.id.clone(),
        label: steps::label(graph, id),
        backward: node.backward,
        operations: time(letters, masks, graph, node),
        cells: Cost::new(letters, &count::cells(node)),
    };
    graph.steps().map(step).collect()
}

fn time(letters: &Letters, masks: &mut Masks, graph: &Graph, node: &Node) -> Operations {
    let performed = Cost::new(letters, &count::operations(node));
    let needed = needed(performed.number, masks, node);
    Operations {
        needed,
        needed_in_letters: closed(letters, graph, std::iter::once(node)),
        performed,
    }
}

/// What the masks leave needed of some steps, in letters.
fn closed<'n>(
    letters: &Letters,
    graph: &Graph,
    steps: impl Iterator<Item = &'n Node>,
) -> Option<Fraction> {
    let exact = |cost: &Polynomial| letters.exact(cost);
    let needed = Needed::new(graph, &exact, steps).filter(Needed::is_masked)?;
    let symbol = |letter| exact(&Polynomial::product([letter]));
    let Fraction { sum, over } = needed.in_letters(&|letter| letters.size(letter), &symbol)?;
    Some(Fraction::new(letters.short(&sum), over))
}

fn total(graph: &Graph, letters: &Letters, masks: &mut Masks, backward: bool) -> Operations {
    let nodes = || graph.nodes.iter().filter(|node| node.backward == backward);
    let performed: Polynomial = nodes().map(count::operations).sum();
    let number = |node| letters.number(&letters.exact(&count::operations(node)));
    let needed = nodes().fold(0.0, |sum, node| sum + needed(number(node), masks, node));
    let needed_in_letters = closed(letters, graph, nodes());
    Operations { performed: Cost::new(letters, &performed), needed, needed_in_letters }
}

/// How many of a step's operations the masks leave needed. They run over all turns of the share's
/// loops, so the division is exact.
fn needed(performed: f64, masks: &mut Masks, node: &Node) -> f64 {
    let Share { needed, of } = masks.share(count::loops(node));
    performed / of as f64 * needed as f64
}

/// A graph with its backward pass, for the inputs that are numbers.
pub(crate) fn with_backward(variant: &Variant, graph: &Graph) -> Result<Graph> {
    if graph.nodes.iter().any(|node| node.backward) {
        return Ok(graph.clone());
    }
    let inputs: Vec<NodeId> = variant.numeric(graph).into_iter().map(|(_, id)| id).collect();
    Ok(grad::differentiate(graph.clone(), &inputs)?.graph)
}
