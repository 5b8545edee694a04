//! A graph under other letters: each letter by another one, no two by the same.

use crate::base::letter::Letter;
use crate::program::axis::Axis;
use crate::program::einsum::Equation;
use crate::program::graph::Graph;
use crate::program::op::{Body, Factor, Node, Op, Table};

/// The graph under other letters; the sizes keep their names.
#[must_use]
pub fn renamed(graph: &Graph, to: &impl Fn(Letter) -> Letter) -> Graph {
    let node =
        |node: &Node| Node { op: op(&node.op, to), axes: axes(&node.axes, to), ..node.clone() };
    Graph { nodes: graph.nodes.iter().map(node).collect(), ..graph.clone() }
}

/// Letters that follow others where these become the wanted ones.
#[must_use]
pub fn letters_to(own: &[Letter], wanted: &[Letter]) -> Vec<(Letter, Letter)> {
    let mut pairs: Vec<(Letter, Letter)> =
        own.iter().copied().zip(wanted.iter().copied()).collect();
    // What is taken and not given goes where something was given and not taken.
    let taken = wanted.iter().filter(|letter| !own.contains(letter)).copied();
    let left: Vec<Letter> = own.iter().filter(|letter| !wanted.contains(letter)).copied().collect();
    pairs.extend(taken.zip(left));
    pairs
}

fn nodes(nodes: &[Node], to: &impl Fn(Letter) -> Letter) -> Vec<Node> {
    let node = |node: &Node| {
        let (op, axes) = (op(&node.op, to), axes(&node.axes, to));
        Node { op, axes, ..node.clone() }
    };
    nodes.iter().map(node).collect()
}

fn axes(axes: &[Axis], to: &impl Fn(Letter) -> Letter) -> Vec<Axis> {
    axes.iter().map(|axis| axis.called(to(axis.letter))).collect()
}

fn equation(of: &Equation, to: &impl Fn(Letter) -> Letter) -> Equation {
    let term = |term: &Vec<Letter>| term.iter().map(|letter| to(*letter)).collect();
    Equation { operands: of.operands.iter().map(term).collect(), output: term(&of.output) }
}

fn op(of: &Op, to: &impl Fn(Letter) -> Letter) -> Op {
    match of {
        Op::Input
        | Op::Constant(_)
        | Op::Table(Table::Normal { .. })
        | Op::Expand
        | Op::Map(_)
        | Op::Slope(_) => of.clone(),
        Op::Table(Table::Form(form)) => Op::Table(Table::Form(form.renamed(to))),
        Op::Contract { equation: own, loops } => {
            Op::Contract { equation: equation(own, to), loops: axes(loops, to) }
        }
        Op::Pointwise { combine, equation: own } => {
            Op::Pointwise { combine: *combine, equation: equation(own, to) }
        }
        Op::Scale(factor) => Op::Scale(match *factor {
            Factor::DivideBySqrt { letter, size } => {
                Factor::DivideBySqrt { letter: to(letter), size }
            }
            Factor::DivideBySize { letter, size } => {
                Factor::DivideBySize { letter: to(letter), size }
            }
            Factor::Number(_) | Factor::DivideBy(_) => *factor,
        }),
        Op::Mask { .. } | Op::Choose { .. } => of.with_condition(|condition| condition.renamed(to)),
        Op::Softmax { along } => Op::Softmax { along: to(*along) },
        Op::OneHot { along, straight_through } => {
            Op::OneHot { along: to(*along), straight_through: *straight_through }
        }
        Op::Sparsemax { along } => Op::Sparsemax { along: to(*along) },
        Op::TopK { along, count } => Op::TopK { along: to(*along), count: *count },
        Op::Max { loops } => Op::Max { loops: axes(loops, to) },
        Op::Split { letter } => Op::Split { letter: to(*letter) },
        Op::Merge { letter } => Op::Merge { letter: to(*letter) },
        Op::Concat { along } => Op::Concat { along: to(*along) },
        Op::DropLast { along } => Op::DropLast { along: to(*along) },
        Op::TakeLast { along } => Op::TakeLast { along: to(*along) },
        Op::RunningSum { along, backward } => {
            Op::RunningSum { along: to(*along), backward: *backward }
        }
        Op::Shift { along, backward } => Op::Shift { along: to(*along), backward: *backward },
        Op::Scan { along, backward, body } => {
            let body = Box::new(Body { nodes: nodes(&body.nodes, to), ..**body });
            Op::Scan { along: to(*along), backward: *backward, body }
        }
    }
}
