//! Findings: what a person should know about a result, such as a tie or a row without a key.

use std::collections::BTreeSet;

use ndarray::{Axis as Position, Dimension, IxDyn, indices};

use crate::base::letter::Letter;
use crate::base::note::Note;
use crate::program::axis::Axis;
use crate::program::condition::{Condition, Corner};
use crate::program::graph::Graph;
use crate::program::mask::Fill;
use crate::program::node_id::NodeId;
use crate::program::op::{Combine, Node, Op};
use crate::program::role::Role;
use crate::program::tensor::{Tensor, shape};
use crate::read::misprint::misprint;
use crate::read::number_format::format_number;
use crate::read::value::{holds, largest};

/// The findings of a result, in the order of its steps. The backward pass repeats what the
/// forward pass has said, so it is passed over.
#[must_use]
pub fn notes(graph: &Graph, values: &[Tensor]) -> Vec<Note> {
    let mut notes = Vec::new();
    for (id, node) in graph.steps().filter(|(_, node)| !node.backward) {
        notes.extend(misprint(graph, id, values));
        match &node.op {
            Op::Softmax { .. } => notes.extend(unscaled(graph, node)),
            Op::OneHot { along, .. } => notes.extend(ties(node, &values[node.inputs[0].0], *along)),
            Op::Mask { mask, fill } => {
                let given = mask.nodes().into_iter().map(|id| graph.node(id));
                notes.extend(given.filter(|node| node.op == Op::Input).map(meaning_of_mask));
                if notes.iter().all(|note| note.code != CORNER) {
                    notes.extend(corner(graph, node, mask));
                }
                // What a mask before it has closed was said there.
                let is_first = !matches!(graph.node(node.inputs[0]).op, Op::Mask { .. });
                if let Some(along) = shared_along(graph, id, *fill).filter(|_| is_first) {
                    notes.extend(closed(node, mask, along, *fill, values));
                }
                if *fill == Fill::MinusBillion {
                    let axes = own_axes(node, mask);
                    let open = Tensor::from_fn(&axes, |index| holds(mask, &axes, index, values));
                    notes.extend(leaks(node, &open, &values[id.0]));
                }
            }
            Op::Pointwise { combine: Combine::Divide, .. } => {
                notes.extend(divisors(graph.node(node.inputs[1]), &values[node.inputs[1].0]));
            }
            _ => {}
        }
    }
    notes
}

/// The axes of queries and keys, and those that a mask reads beside them: it is mostly the same for every
/// head and batch.
fn own_axes(node: &Node, mask: &Condition) -> Vec<Axis> {
    let read = mask.letters();
    let behind = node.axes.len().saturating_sub(2);
    let axes = node.axes.iter().enumerate();
    let own = axes.filter(|(place, axis)| *place >= behind || read.contains(&axis.letter));
    own.map(|(_, axis)| *axis).collect()
}

/// A softmax over dot products that nothing has divided.
fn unscaled(graph: &Graph, node: &Node) -> Option<Note> {
    let mut scores = graph.node(node.inputs[0]);
    if let Op::Mask { .. } = scores.op {
        scores = graph.node(scores.inputs[0]);
    }
    let Op::Contract { equation, loops } = &scores.op else { return None };
    let [width] = &loops[equation.output.len()..] else { return None };
    let (letter, size) = (width.letter, width.size);
    if size == 1 {
        return None;
    }
    let message = format!(
        "Nothing divides these scores by √{letter} = {}. A sum of {size} products spreads √{letter} \
         times as far as one, so the wider the keys, the more of the weight falls on one of \
         them. Homework 1 asks what to divide by. Switch scale on to compare.",
        format_number((size as f64).sqrt()),
    );
    Some(Note::new("unscaled", &scores.id, message))
}

/// One and the same table means the opposite elsewhere.
fn meaning_of_mask(mask: &Node) -> Note {
    let message = "1 lets a query read a key and 0 hides the key from it, as in PyTorch's \
                   scaled_dot_product_attention. In nn.MultiheadAttention True means the opposite: \
                   there it blocks.";
    Note::new("mask-meaning", &mask.id, message)
}

const CORNER: &str = "causal-corner";

/// A causal mask over unequally many queries and keys: libraries begin it at different corners.
fn corner(graph: &Graph, node: &Node, mask: &Condition) -> Option<Note> {
    let corner = Corner::of(mask, &node.axes)?;
    let [.., queries, keys] = &*node.axes else { return None };
    let (queries, keys) = (queries.size, keys.size);
    let reads = |corner: Corner| match corner {
        Corner::UpperLeft => 1,
        Corner::LowerRight => (keys + 1).saturating_sub(queries),
    };
    let what = |corner: Corner| match reads(corner) {
        0 => "no key".to_owned(),
        1 => "key 1".to_owned(),
        last => format!("keys 1 to {last}"),
    };
    let (here, there) = match corner {
        Corner::UpperLeft => {
            ("counts from the first key (upper left)", "from the last (lower right)")
        }
        Corner::LowerRight => {
            ("counts from the last key (lower right)", "from the first (upper left)")
        }
    };
    let is_backward = graph.node(node.inputs[0]).backward;
    (queries != keys && !is_backward).then(|| {
        let message = format!(
            "With {queries} queries and {keys} keys libraries do not agree on what “causal” means. This mask {here}: \
             query 1 reads {}. Others count {there}, and there it reads {}. PyTorch's is_causal and \
             JAX begin at the upper left, FlashAttention since 2.1 at the lower right; \
             torch.nn.attention.bias and xFormers have a name for each.",
            what(corner),
            what(corner.other()),
        );
        Note::new(CORNER, &node.id, message)
    })
}

/// Rows whose weights have a sum that is 0, or below.
fn divisors(node: &Node, totals: &Tensor) -> Vec<Note> {
    let cells = totals.data.iter().enumerate();
    cells
        .filter_map(|(place, total)| {
            let row = place + 1;
            let (code, message) = if *total == 0.0 {
                let end = "so it has no weights and its output is set to 0 (it would be 0/0).";
                ("zero-total", format!("The similarities of query {row} add up to 0, {end}"))
            } else if *total < 0.0 {
                let sum = format_number(*total);
                let end = "so its weights are not shares: some are negative or above 1.";
                (
                    "negative-total",
                    format!("The similarities of query {row} add up to {sum}, {end}"),
                )
            } else {
                return None;
            };
            Some(Note::new(code, &node.id, message).row(row))
        })
        .collect()
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
            format_number(row[first]),
            place + 1,
        );
        Some(Note::new("tie", &node.id, message).row(place + 1))
    })
    .collect()
}

/// The axis that weights are shares along, where a masked table becomes weights: zeros of a sum or of a
/// choice are numbers as others are.
fn shared_along(graph: &Graph, masked: NodeId, fill: Fill) -> Option<Letter> {
    let last = graph.node(masked).axes.last()?.letter;
    let mut readers = graph.nodes.iter().filter(|node| node.inputs.contains(&masked));
    if fill == Fill::Zero {
        let is_share = |node: &Node| matches!(node.role, Some(Role::Weights | Role::Totals));
        return readers.any(is_share).then_some(last);
    }
    let along = readers.find_map(|node| match &node.op {
        Op::Softmax { along } | Op::OneHot { along, .. } | Op::Sparsemax { along } => Some(*along),
        Op::Max { loops } => loops.last().map(|axis| axis.letter),
        _ => None,
    });
    along.or(Some(last))
}

/// Queries that may read no key at all, in any head; or, where weights are shares along another axis, the
/// places at which nothing of it is left.
fn closed(
    node: &Node,
    mask: &Condition,
    along: Letter,
    fill: Fill,
    values: &[Tensor],
) -> Vec<Note> {
    let mut axes = own_axes(node, mask);
    let is_usual = axes.last().is_some_and(|axis| axis.letter == along);
    if !is_usual {
        let read = mask.letters();
        axes.clone_from(&node.axes);
        axes.retain(|axis| axis.letter == along || read.contains(&axis.letter));
    }
    let Some(position) = axes.iter().position(|axis| axis.letter == along) else {
        return Vec::new();
    };
    let open = Tensor::from_fn(&axes, |index| holds(mask, &axes, index, values));
    let others: Vec<Axis> = axes.iter().filter(|axis| axis.letter != along).copied().collect();
    let lanes = open.data.lanes(Position(position)).into_iter().zip(indices(shape(&others)));
    let closed = lanes.filter(|(lane, _)| lane.iter().all(|open| !open)).map(|(_, place)| place);
    if is_usual {
        let query = |place: IxDyn| place.slice().last().map_or(1, |query| query + 1);
        let queries: BTreeSet<usize> = closed.map(query).collect();
        return queries.into_iter().map(|query| closed_row(node, query, fill)).collect();
    }
    let note = |place: IxDyn| {
        let at = others.iter().zip(place.slice());
        let at: Vec<String> =
            at.map(|(axis, at)| format!("{} = {}", axis.letter, at + 1)).collect();
        let message = format!(
            "Nothing is left along {along} where {}, so what is made of it is 0.",
            at.join(" and ")
        );
        Note::new("masked-row", &node.id, message)
    };
    closed.map(note).collect()
}

/// A query that may read no key at all.
fn closed_row(node: &Node, query: usize, fill: Fill) -> Note {
    let message = match fill {
        Fill::MinusInfinity => format!(
            "Query {query} may read no key, so its weights and its output are 0 \
             (by the formula they would be 0/0)."
        ),
        Fill::Zero => format!("Query {query} may read no key, so its weights are 0."),
        Fill::MinusBillion => format!(
            "Query {query} may read no key, but the fill of −10⁹ gives every key the \
             same weight, masked or not."
        ),
    };
    Note::new("masked-row", &node.id, message).row(query)
}

/// Queries with a score that is let through and is no larger than the fill, in any head.
fn leaks(node: &Node, open: &Tensor<bool>, masked: &Tensor) -> Vec<Note> {
    let mut queries = BTreeSet::new();
    for (index, cell) in masked.data.indexed_iter() {
        let [.., query, key] = index.slice() else { continue };
        let some_masked = || open.data.index_axis(Position(0), *query).iter().any(|open| !open);
        if open.data[[*query, *key]] && *cell <= Fill::MinusBillion.value() && some_masked() {
            queries.insert(query + 1);
        }
    }
    let note = |query| {
        let message = format!(
            "Query {query} has a score at or below −10⁹, so masked keys still get weight. −∞ has \
             no such limit.",
        );
        Note::new("mask-leak", &node.id, message).row(query)
    };
    queries.into_iter().map(note).collect()
}
