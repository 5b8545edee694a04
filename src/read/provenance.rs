//! How far a cell reaches: back to what was typed, and on to what depends on it.

use std::collections::BTreeSet;

use ndarray::{Dimension, indices};

use crate::program::graph::Graph;
use crate::program::node_id::NodeId;
use crate::program::op::Op;
use crate::program::tensor::Tensor;
use crate::read::explain::explain;
use crate::read::expression::Cell;

type Place = (usize, Vec<usize>);

/// The typed cells that a cell goes back to, in the order of the inputs.
#[must_use]
pub fn origins(graph: &Graph, values: &[Tensor], id: NodeId, index: &[usize]) -> Vec<Cell> {
    let mut seen = BTreeSet::from([(id.0, index.to_vec())]);
    let mut open = vec![(id, index.to_vec())];
    while let Some((id, index)) = open.pop() {
        explain(graph, values, id, &index).visit(&mut |cell| {
            if seen.insert((cell.node.0, cell.index.clone())) {
                open.push((cell.node, cell.index.clone()));
            }
        });
    }
    seen.remove(&(id.0, index.to_vec()));
    let typed = seen.into_iter().filter(|(id, _)| graph.nodes[*id].op == Op::Input);
    typed.map(|place| cell_at(values, place)).collect()
}

/// Cells of later steps that may be looked through for those that depend on one: fewer than a
/// tenth of a second.
const LOOKED_THROUGH: usize = 10_000;

/// The cells of later steps that depend on a cell, in the order of the steps. None where there
/// are so many later cells that a person would wait for the answer, and could not read it.
#[must_use]
pub fn dependents(graph: &Graph, values: &[Tensor], id: NodeId, index: &[usize]) -> Vec<Cell> {
    let later: usize = values[id.0 + 1..].iter().map(|tensor| tensor.data.len()).sum();
    if later > LOOKED_THROUGH {
        return Vec::new();
    }
    let mut reached: BTreeSet<Place> = BTreeSet::from([(id.0, index.to_vec())]);
    for (later, node) in graph.steps().skip(id.0 + 1) {
        if !node.inputs.iter().any(|input| reached.iter().any(|(id, _)| *id == input.0)) {
            continue;
        }
        // A table that is made from the place behind it is looked through from its last place.
        let backward = matches!(
            node.op,
            Op::RunningSum { backward: true, .. } | Op::Scan { backward: true, .. }
        );
        let mut all: Vec<_> = indices(values[later.0].data.raw_dim()).into_iter().collect();
        if backward {
            all.reverse();
        }
        for at in all {
            let mut depends = false;
            explain(graph, values, later, at.slice()).visit(&mut |cell| {
                depends = depends || reached.contains(&(cell.node.0, cell.index.clone()));
            });
            if depends {
                reached.insert((later.0, at.slice().to_vec()));
            }
        }
    }
    reached.remove(&(id.0, index.to_vec()));
    reached.into_iter().map(|place| cell_at(values, place)).collect()
}

fn cell_at(values: &[Tensor], (id, index): Place) -> Cell {
    let value = values[id].data[&*index];
    Cell { node: NodeId(id), index, value }
}
