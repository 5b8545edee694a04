//! A table that is right for something else: an input, another step, or the right one disordered.

use super::typed_answer::TypedCell;
use crate::program::node_id::NodeId;
use crate::program::role::Role;
use crate::program::tensor::Tensor;
use crate::program::trace::Trace;
use crate::read::steps;

/// What a wrong table is instead, in a sentence.
pub fn find(trace: &Trace, id: NodeId, cells: &[TypedCell]) -> Option<String> {
    let own = &trace.values[id.0];
    if cells.len() == own.data.len()
        && cells.len() > 1
        && let Some(message) = disordered(cells, own)
    {
        return Some(message);
    }
    let others = trace.graph.nodes.iter().zip(&trace.values).enumerate();
    let others = others.filter(|(at, (node, _))| *at != id.0 && !node.backward);
    for (at, (_, value)) in others.clone() {
        if is_all(cells, value.data.iter()) && value.data.len() > 1 {
            return Some(format!(
                "These are the numbers of “{}”, but this step asks for another table.",
                steps::label(&trace.graph, NodeId(at))
            ));
        }
    }
    for (at, (_, value)) in others {
        let width = value.shape().last().copied().unwrap_or(1);
        if value.shape().len() != 2 || width < 2 || cells.len() != width {
            continue;
        }
        let numbers: Vec<&f64> = value.data.iter().collect();
        let row = numbers.chunks(width).position(|row| is_all(cells, row.iter().copied()));
        if let Some(row) = row {
            return Some(format!(
                "This is row {} of “{}”, but this step asks for another table.",
                row + 1,
                steps::label(&trace.graph, NodeId(at))
            ));
        }
    }
    let has_weights = trace.graph.steps().any(|(_, node)| node.role == Some(Role::Weights));
    let ones = cells.iter().filter(|cell| cell.value == 1.0).count();
    let zeros = cells.iter().filter(|cell| cell.value == 0.0).count();
    let is_chosen = cells.len() > 1 && ones == 1 && ones + zeros == cells.len();
    (is_chosen && has_weights && id == trace.graph.output).then(|| {
        "A 1 among zeros is a row of weights. The output is what the weights make of the values.".to_owned()
    })
}

/// The right numbers at other places, or with other signs.
fn disordered(cells: &[TypedCell], own: &Tensor) -> Option<String> {
    let is_but_for_sign =
        cells.iter().zip(&own.data).all(|(cell, right)| cell.is(*right) || cell.is(-right));
    if is_but_for_sign {
        return Some("The numbers are right except for their signs.".to_owned());
    }
    let mut left: Vec<f64> = own.data.iter().copied().collect();
    let all = cells.iter().all(|cell| {
        let place = left.iter().position(|right| cell.is(*right));
        place.map(|place| left.swap_remove(place)).is_some()
    });
    all.then(|| "The right numbers stand here in another order.".to_owned())
}

fn is_all<'n>(cells: &[TypedCell], numbers: impl ExactSizeIterator<Item = &'n f64>) -> bool {
    cells.len() == numbers.len() && cells.iter().zip(numbers).all(|(cell, number)| cell.is(*number))
}
