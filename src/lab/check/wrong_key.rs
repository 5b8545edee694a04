//! The plainest slip where one key takes all: another key was taken.

use std::cmp::Ordering;

use serde::Serialize;
use tsify::Tsify;

use super::typed_answer::TypedCell;
use crate::program::node_id::NodeId;
use crate::program::role::Role;
use crate::program::tensor::Tensor;
use crate::program::trace::Trace;
use crate::read::number_format::format_number;

/// A row of an output that is the value of one key, where another key takes all.
#[derive(Debug, Clone, PartialEq, Serialize, Tsify)]
pub struct WrongKey {
    /// From 1.
    pub key: usize,
    /// What it is, without saying which key is meant.
    pub message: String,
    /// The scores of both keys, which says it.
    pub exact: String,
}

/// The first row that is wrong, if it is the value of a key, times its score or not.
pub fn find(trace: &Trace, id: NodeId, cells: &[TypedCell]) -> Option<WrongKey> {
    let of = |role: Role| {
        trace.graph.steps().find(|(_, node)| node.role == Some(role)).map(|(id, _)| id)
    };
    let (scores, weights) = (of(Role::Scores)?, of(Role::Weights)?);
    let output = trace.graph.node(id);
    let [readers, values] = output.inputs[..] else { return None };
    if id != trace.graph.output || readers != weights || output.axes.len() != 2 {
        return None;
    }
    let [scores, weights, values] = [scores, weights, values].map(|id| rows(&trace.values[id.0]));
    let right = rows(&trace.values[id.0]);
    let is = |typed: &[TypedCell], row: &[f64], times: f64| {
        typed.iter().zip(row).all(|(cell, number)| cell.is(number * times))
    };
    let typed = cells.chunks(right.first()?.len().max(1));
    let (row, typed) = typed.enumerate().find(|(row, typed)| !is(typed, &right[*row], 1.0))?;
    let best = weights[row].iter().position(|weight| *weight == 1.0)?;
    let of_row = &scores[row];
    if is(typed, &values[best], of_row[best]) {
        return Some(WrongKey {
            key: best + 1,
            message: "A value was multiplied by its score. A score only says which value is \
                      taken; that value is not changed."
                .to_owned(),
            exact: String::new(),
        });
    }
    let key = (0..values.len()).find(|key| is(typed, &values[*key], 1.0))?;
    let [own, most] = [key, best].map(|key| format_number(of_row[key]));
    let message = match of_row[key].total_cmp(&of_row[best]) {
        Ordering::Less => "Another key has a larger score.",
        Ordering::Equal => "Another key has the same score, and comes first.",
        Ordering::Greater => "The mask hides that key.",
    };
    let message = format!("This is the value of key {}. {message}", key + 1);
    let exact = format!("Key {} scores {own}, and key {} scores {most}.", key + 1, best + 1);
    Some(WrongKey { key: key + 1, message, exact })
}

fn rows(tensor: &Tensor) -> Vec<Vec<f64>> {
    let width = tensor.shape().last().copied().unwrap_or(1).max(1);
    let cells: Vec<f64> = tensor.data.iter().copied().collect();
    cells.chunks(width).map(<[f64]>::to_vec).collect()
}
