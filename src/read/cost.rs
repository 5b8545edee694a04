//! The cost: what each step and the whole take, in operations and in cells of memory.
//!
//! Each operation says how often it computes and how many cells it fills, as a product of the
//! sizes of its axes. All else follows: sums of these products in the letters of the homework,
//! what of them is left under O, and numbers at the sizes of one result. What is counted is the
//! schedule that the program is; what the masks leave needed of it stands beside it.

pub mod count;
mod letters;
pub mod memory;
mod needed;
pub mod notation;

use crate::base::error::Result;
use crate::base::poly::Polynomial;
use crate::program::graph::{Graph, Node};
use crate::program::node_id::NodeId;
use crate::program::trace::Trace;
use crate::program::variant::Variant;
use crate::read::grad;
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

/// Operations: those that the schedule performs, and how many of them the masks leave needed.
#[derive(Debug, Clone, PartialEq)]
pub struct Time {
    pub performed: Cost,
    pub needed: f64,
}

/// What one step takes.
#[derive(Debug, Clone, PartialEq)]
pub struct StepCost {
    pub step: NodeId,
    pub operations: Time,
    pub cells: Cost,
}

/// Cells of memory that a forward pass takes, by three rules.
#[derive(Debug, Clone, PartialEq)]
pub struct Memory {
    /// What a fused kernel touches: everything but the steps that are marked as transient.
    pub fused: Cost,
    /// Every tensor of the forward pass.
    pub every: Cost,
    /// The tensors that the backward pass refers to.
    pub kept: Cost,
}

/// What a result takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// In the order of the steps.
    pub steps: Vec<StepCost>,
    pub forward: Time,
    /// Of the gradients of all inputs, whether or not the result has them.
    pub backward: Time,
    pub memory: Memory,
    /// Operations of the forward pass for each cell that a fused kernel touches.
    pub intensity: f64,
}

/// What a result takes.
///
/// # Errors
/// `too-large` where the forward pass would fit and its backward pass does not.
pub fn cost(variant: &Variant, trace: &Trace) -> Result<Report> {
    let graph = with_backward(variant, &trace.graph)?;
    let letters = Letters::new(&graph, &variant.accounting);
    let mut masks = Masks::new(&graph, &trace.values);
    let mut time = |backward: bool| total(&graph, &letters, &mut masks, backward);
    let (forward, backward) = (time(false), time(true));
    let memory = Memory {
        fused: Cost::new(&letters, &memory::fused(&graph)),
        every: Cost::new(&letters, &memory::every(&graph)),
        kept: Cost::new(&letters, &memory::kept(&graph)),
    };
    Ok(Report {
        steps: steps(&letters, &mut masks, &trace.graph),
        intensity: forward.performed.number / memory.fused.number,
        forward,
        backward,
        memory,
    })
}

fn steps(letters: &Letters, masks: &mut Masks, graph: &Graph) -> Vec<StepCost> {
    let step = |(step, node): (NodeId, &Node)| StepCost {
        step,
        operations: time(letters, masks, node),
        cells: Cost::new(letters, &count::cells(node)),
    };
    graph.steps().map(step).collect()
}

fn time(letters: &Letters, masks: &mut Masks, node: &Node) -> Time {
    let performed = Cost::new(letters, &count::operations(node));
    Time { needed: needed(performed.number, masks, node), performed }
}

fn total(graph: &Graph, letters: &Letters, masks: &mut Masks, backward: bool) -> Time {
    let nodes = || graph.nodes.iter().filter(|node| node.backward == backward);
    let performed: Polynomial = nodes().map(count::operations).sum();
    let number = |node| letters.number(&letters.exact(&count::operations(node)));
    let needed = nodes().fold(0.0, |sum, node| sum + needed(number(node), masks, node));
    Time { performed: Cost::new(letters, &performed), needed }
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
