//! Which tensors take memory, by three rules.

use std::collections::BTreeSet;

use crate::base::poly::Polynomial;
use crate::program::graph::Graph;
use crate::program::node_id::NodeId;
use crate::program::op::Op;
use crate::read::cost::count::cells;

/// What a fused kernel touches (the rule of homework 4): inputs, output, and every step between
/// that it does not mark as transient. A token that is appended extends its cache in place: the
/// old tokens are read and the new one is written, and both are counted where they stand.
#[must_use]
pub fn fused(graph: &Graph) -> Polynomial {
    total(graph, touched(graph))
}

/// The steps that [`fused`] counts.
pub fn touched(graph: &Graph) -> impl Iterator<Item = NodeId> {
    stored(graph).filter(|id| {
        let appended = matches!(graph.node(*id).op, Op::Concat { .. });
        *id == graph.output || !(appended || is_transient(graph, *id))
    })
}

/// Every tensor of the forward pass, as a program that runs step by step holds them.
#[must_use]
pub fn every(graph: &Graph) -> Polynomial {
    total(graph, stored(graph))
}

/// What must be kept for backpropagation (the rule of homework 6): exactly the tensors of the
/// forward pass that the backward pass of this graph refers to.
#[must_use]
pub fn kept(graph: &Graph) -> Polynomial {
    total(graph, referred(graph).into_iter())
}

/// The steps that [`kept`] counts.
#[must_use]
pub fn referred(graph: &Graph) -> BTreeSet<NodeId> {
    let backward = graph.nodes.iter().filter(|node| node.backward);
    let read = backward.flat_map(|node| &node.inputs).filter(|id| !graph.node(**id).backward);
    read.map(|id| held_by(graph, *id)).collect()
}

/// The steps of the forward pass that hold cells of their own.
pub fn stored(graph: &Graph) -> impl Iterator<Item = NodeId> {
    let forward = graph.steps().filter(|(_, node)| !node.backward).map(|(id, _)| id);
    forward.filter(|id| held_by(graph, *id) == *id)
}

/// The step whose cells a step shows: itself, or what it splits or joins the axes of.
fn held_by(graph: &Graph, id: NodeId) -> NodeId {
    match graph.node(id).op {
        Op::Split { .. } | Op::Merge { .. } => held_by(graph, graph.node(id).inputs[0]),
        _ => id,
    }
}

/// Whether a step never leaves the kernel: it is marked so, or it only maps, cell by cell, a step
/// that never does.
fn is_transient(graph: &Graph, id: NodeId) -> bool {
    let node = graph.node(id);
    let maps =
        matches!(node.op, Op::Map(_) | Op::Scale(_) | Op::Pointwise { .. } | Op::Mask { .. });
    let same = |input: &NodeId| graph.node(*input).axes == node.axes && is_transient(graph, *input);
    node.transient || (maps && node.inputs.iter().any(same))
}

fn total(graph: &Graph, steps: impl Iterator<Item = NodeId>) -> Polynomial {
    steps.map(|id| cells(graph.node(id))).sum()
}
