//! What each operation costs: how often it computes, and how many cells it fills.
//!
//! One operation is one addition, subtraction, multiplication, division, comparison or function
//! of one number; a multiplication whose product is added at once counts once with it, as
//! multiply–add instructions do it. Moving and filling cells counts nothing.

use crate::base::poly::Polynomial;
use crate::program::axis::Axis;
use crate::program::op::{Node, Op};

/// Softmax at each cell: compare with the largest, subtract it, exp, add to the sum, divide.
const SOFTMAX: i64 = 5;
/// Sparsemax at each cell: compare with the largest, with 1, add to the total, subtract the
/// threshold, compare with 0.
const SPARSEMAX: i64 = 5;

/// How many operations a node performs, in the letters of its axes' sizes.
#[must_use]
pub fn operations(node: &Node) -> Polynomial {
    let turns = product(loops(node));
    match &node.op {
        Op::Scan { body, .. } => body.nodes.iter().map(operations).sum(),
        Op::Sparsemax { along } => {
            // Each cell with each other: subtract, compare with 0, add. A row has one threshold:
            // subtract 1, divide.
            let (width, rows): (Vec<Axis>, Vec<Axis>) =
                node.axes.iter().partition(|axis| axis.letter == *along);
            turns.clone() * product(&width) * 3 + turns * SPARSEMAX + product(&rows) * 2
        }
        _ => turns * per_loop(node),
    }
}

/// The same as data sheets of machines count it: a multiplication whose product is added at once
/// is two.
#[must_use]
pub fn flops(node: &Node) -> Polynomial {
    if let Op::Scan { body, .. } = &node.op {
        return body.nodes.iter().map(flops).sum();
    }
    let fused = match &node.op {
        Op::Contract { equation, .. } => {
            equation.operands.len() > 1 && !equation.summed().is_empty()
        }
        _ => false,
    };
    operations(node) * if fused { 2 } else { 1 }
}

/// How many cells a node has.
#[must_use]
pub fn cells(node: &Node) -> Polynomial {
    product(&node.axes)
}

/// The axes that a node runs over.
#[must_use]
pub fn loops(node: &Node) -> &[Axis] {
    match &node.op {
        Op::Contract { loops, .. } | Op::Max { loops } => loops,
        _ => &node.axes,
    }
}

/// How many operations each turn of a node's loops takes.
fn per_loop(node: &Node) -> i64 {
    match &node.op {
        // A contraction of one tensor that sums nothing only writes its axes in another order.
        Op::Contract { equation, .. } => {
            i64::from(equation.operands.len() > 1 || !equation.summed().is_empty())
        }
        Op::Pointwise { .. }
        | Op::Map(_)
        | Op::Slope(_)
        | Op::Scale(_)
        | Op::OneHot { .. }
        | Op::Max { .. }
        | Op::RunningSum { .. } => 1,
        Op::Softmax { .. } => SOFTMAX,
        Op::Sparsemax { .. } => SPARSEMAX,
        Op::TopK { count, .. } => i64::from(*count),
        Op::Input
        | Op::Constant(_)
        | Op::Table(_)
        | Op::Choose { .. }
        | Op::Expand
        | Op::Mask { .. }
        | Op::Split { .. }
        | Op::Merge { .. }
        | Op::Concat { .. }
        | Op::Shift { .. }
        | Op::Scan { .. } // counted by its body
        | Op::DropLast { .. }
        | Op::TakeLast { .. } => 0,
    }
}

fn product(axes: &[Axis]) -> Polynomial {
    Polynomial::product(axes.iter().map(|axis| axis.symbol))
}
