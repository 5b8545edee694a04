//! The steps: each node of a graph as a card shows it.

use crate::axis::{Axis, singular};
use crate::graph::{Graph, Node, NodeId};
use crate::op::Op;
use crate::read::digits::subscript;

/// A stable word for what a node does.
#[must_use]
pub const fn word(op: &Op) -> &'static str {
    match op {
        Op::Input => "input",
        Op::Contract { .. } => "contract",
        Op::Divide(_) => "divide",
        Op::Mask { .. } => "mask",
        Op::Softmax { .. } => "softmax",
        Op::OneHot { .. } => "one-hot",
    }
}

/// The heading of a step, from its name: `Masked`.
#[must_use]
pub fn label(node: &Node) -> String {
    let words = node.id.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What a cell is called, counted from 1: `s₁₂`, or `s[10, 2]` where digits would run together.
#[must_use]
pub fn cell_name(node: &Node, index: &[usize]) -> String {
    let places = index.iter().map(|at| at + 1);
    if index.iter().all(|at| *at < 9) {
        let digits: String = places.map(subscript).collect();
        return format!("{}{digits}", node.symbol);
    }
    let list: Vec<String> = places.map(|place| place.to_string()).collect();
    format!("{}[{}]", node.symbol, list.join(", "))
}

/// The equation of a contraction: `id,jd->ij`.
#[must_use]
pub fn equation(op: &Op) -> Option<String> {
    match op {
        Op::Contract { equation, .. } => Some(equation.to_string()),
        Op::Input | Op::Divide(_) | Op::Mask { .. } | Op::Softmax { .. } | Op::OneHot { .. } => {
            None
        }
    }
}

/// Whether the cells are shares: never negative, and at most 1.
#[must_use]
pub const fn is_weights(op: &Op) -> bool {
    matches!(op, Op::Softmax { .. } | Op::OneHot { .. })
}

/// What a cell is and how it came about, in words: `query 1 and key 2, summed over d`.
#[must_use]
pub fn words(graph: &Graph, id: NodeId, index: &[usize]) -> String {
    let node = graph.node(id);
    let one = |(axis, at): (&Axis, &usize)| format!("{} {}", singular(axis.letter), at + 1);
    let place = node.axes.iter().zip(index).map(one).collect::<Vec<_>>().join(", ");
    let how = match &node.op {
        Op::Input => "as typed".to_owned(),
        Op::Contract { equation, .. } => match equation.summed() {
            summed if summed.is_empty() => "multiplied".to_owned(),
            summed => format!("summed over {}", summed.into_iter().collect::<String>()),
        },
        Op::Divide(_) => "divided by the same number everywhere".to_owned(),
        Op::Mask { .. } => "let through or filled, as the mask says".to_owned(),
        Op::Softmax { along } => format!(
            "its share of the sum over {along}; the largest score is taken off first, \
             which changes no share and keeps exp in range"
        ),
        Op::OneHot { along } => format!("1 at the largest over {along}, else 0"),
    };
    format!("{place}: {how}")
}
