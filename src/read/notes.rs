//! Findings: what a person should know about a result, such as a tie or a row without a key.

use ndarray::Axis as Position;

use crate::graph::{Graph, Node};
use crate::mask::Fill;
use crate::note::Note;
use crate::op::Op;
use crate::read::digits::digits;
use crate::read::value::{largest, may_attend};
use crate::tensor::Tensor;

/// The findings of a result, in the order of its steps.
#[must_use]
pub fn notes(graph: &Graph, values: &[Tensor]) -> Vec<Note> {
    let mut notes = Vec::new();
    for (id, node) in graph.steps() {
        match &node.op {
            Op::OneHot { along, .. } => notes.extend(ties(node, &values[node.inputs[0].0], *along)),
            Op::Mask { mask, fill } => {
                let open = Tensor::from_fn(&node.axes, |index| may_attend(mask, index, values));
                notes.extend(closed_rows(node, &open, *fill));
                if *fill == Fill::MinusBillion {
                    notes.extend(leaks(node, &open, &values[id.0]));
                }
            }
            _ => {}
        }
    }
    notes
}

/// Rows in which two cells are the largest.
fn ties(node: &Node, scores: &Tensor, along: char) -> Vec<Note> {
    let Some(position) = scores.position(along) else {
        return Vec::new();
    };
    let rows = scores.data.lanes(Position(position)).into_iter().enumerate();
    rows.filter_map(|(place, row)| {
        let first = largest(row)?;
        let same = row.iter().enumerate().filter(|(_, cell)| **cell == row[first]);
        let all: Vec<String> = same.map(|(place, _)| (place + 1).to_string()).collect();
        let [winner, .., _] = &*all else { return None };
        let message = format!(
            "Keys {} tie at {} for query {}. The first wins: key {winner}.",
            all.join(" and "),
            digits(row[first]),
            place + 1,
        );
        Some(Note::new("tie", &node.id, message).row(place + 1))
    })
    .collect()
}

/// Queries that may read no key at all.
fn closed_rows(node: &Node, open: &Tensor<bool>, fill: Fill) -> Vec<Note> {
    let last = open.axes.len() - 1;
    let rows = open.data.lanes(Position(last)).into_iter().enumerate();
    rows.filter(|(_, row)| row.iter().all(|open| !open))
        .map(|(place, _)| {
            let query = place + 1;
            let message = match fill {
                Fill::MinusInfinity => format!(
                    "Query {query} may read no key, so its weights and its output are 0 \
                     (by the formula they would be 0/0)."
                ),
                Fill::Zero => format!("Query {query} may read no key, so its weights are 0."),
                Fill::MinusBillion => format!(
                    "Query {query} may read no key, yet the fill of −10⁹ gives every key the \
                     same weight, masked or not."
                ),
            };
            Note::new("masked-row", &node.id, message).row(query)
        })
        .collect()
}

/// Rows in which a score that is let through is no larger than the fill.
fn leaks(node: &Node, open: &Tensor<bool>, masked: &Tensor) -> Vec<Note> {
    let last = open.axes.len() - 1;
    let rows = open.data.lanes(Position(last)).into_iter().zip(masked.data.lanes(Position(last)));
    rows.enumerate()
        .filter(|(_, (open, row))| {
            let below = |(open, cell): (&bool, &f64)| *open && *cell <= Fill::MinusBillion.value();
            open.iter().zip(row).any(below) && open.iter().any(|open| !open)
        })
        .map(|(place, _)| {
            let message = format!(
                "Query {} has a score at or below −10⁹, so masked keys get weight all the same. \
                 −∞ has no such limit.",
                place + 1,
            );
            Note::new("mask-leak", &node.id, message).row(place + 1)
        })
        .collect()
}
