//! What the masks leave needed of what a schedule performs.
//!
//! Everything here computes all pairs of a query and a key and masks afterwards. A schedule that
//! skips what the mask forbids would perform the needed part only.

use ndarray::{ArrayD, Dimension, indices};

use crate::program::axis::Axis;
use crate::program::condition::Condition;
use crate::program::graph::Graph;
use crate::program::op::Op;
use crate::program::tensor::{Tensor, shape};
use crate::read::value::holds;

/// The masks of a graph, each with the axes of the scores that it stands over.
pub struct Masks<'t> {
    all: Vec<(&'t Condition, &'t [Axis])>,
    values: &'t [Tensor],
    /// Shares that were counted already, by the axes that they were counted over.
    known: Vec<(Vec<Axis>, Share)>,
}

/// How much of some loops is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    pub needed: usize,
    pub of: usize,
}

impl<'t> Masks<'t> {
    /// The masks of a graph. The backward pass masks with those of the forward pass again.
    #[must_use]
    pub fn new(graph: &'t Graph, values: &'t [Tensor]) -> Self {
        let mut masks = Vec::new();
        for node in &graph.nodes {
            if let Op::Mask { mask, .. } = &node.op {
                let found = (mask, node.axes.as_slice());
                if !masks.contains(&found) {
                    masks.push(found);
                }
            }
        }
        Self { all: masks, values, known: Vec::new() }
    }

    /// How much of some loops is needed: the turns at pairs of a query and a key that every mask
    /// allows. Loops that do not run over both axes of a mask are needed as a whole: 1 of 1.
    pub fn share(&mut self, loops: &[Axis]) -> Share {
        let applies = |axes: &[Axis]| match axes {
            [.., query, key] => loops.contains(query) && loops.contains(key),
            _ => false,
        };
        let masks = self.all.iter().filter(|(_, axes)| applies(axes));
        let masks: Vec<(&Condition, &[Axis])> = masks.copied().collect();
        let masked = |axis: &&Axis| masks.iter().any(|(_, axes)| axes.contains(axis));
        let shared: Vec<Axis> = loops.iter().filter(masked).copied().collect();
        if let Some((_, share)) = self.known.iter().find(|(axes, _)| *axes == shared) {
            return *share;
        }
        let mut needed = ArrayD::from_elem(shape(&shared), true);
        for (mask, axes) in masks {
            let (allowed, places) = self.allowed(mask, axes, &shared);
            for (turn, needed) in needed.indexed_iter_mut() {
                *needed &= allowed[&*at(turn.slice(), &places)];
            }
        }
        let count = needed.iter().filter(|needed| **needed).count();
        let share = Share { needed: count, of: needed.len() };
        self.known.push((shared, share));
        share
    }

    /// Which cells a mask allows, over those of its axes that are shared, and the places of
    /// these among the shared ones. What is needed for one head is needed.
    fn allowed(
        &self,
        mask: &Condition,
        axes: &[Axis],
        shared: &[Axis],
    ) -> (ArrayD<bool>, Vec<usize>) {
        let place = |axis: &Axis| shared.iter().position(|other| other == axis);
        let kept: Vec<usize> = (0..axes.len()).filter(|own| place(&axes[*own]).is_some()).collect();
        let kept_axes: Vec<Axis> = kept.iter().map(|own| axes[*own]).collect();
        let mut allowed = ArrayD::from_elem(shape(&kept_axes), false);
        for cell in indices(shape(axes)) {
            if holds(mask, axes, cell.slice(), self.values) {
                allowed[&*at(cell.slice(), &kept)] = true;
            }
        }
        (allowed, kept_axes.iter().filter_map(place).collect())
    }
}

fn at(index: &[usize], places: &[usize]) -> Vec<usize> {
    places.iter().map(|place| index[*place]).collect()
}
