//! Which steps of a graph are attention that `FlexAttention` computes, or why none are.

use super::Said;
use crate::base::letter::Letter;
use crate::program::einsum::Equation;
use crate::program::graph::Graph;
use crate::program::mask::Fill;
use crate::program::node_id::NodeId;
use crate::program::op::{Combine, Op};

/// Attention that `FlexAttention` computes: from the product to the weights times the values.
pub(super) struct Attention {
    /// The product of queries and keys, and the operands of it.
    pub(super) scores: NodeId,
    /// From the product on, what is done with each score.
    pub(super) changes: Vec<NodeId>,
    /// From the last mask on, which pairs are read.
    pub(super) masks: Vec<NodeId>,
    pub(super) weights: NodeId,
    /// The weights times the values.
    pub(super) output: NodeId,
    /// The places of queries and keys among the axes of the scores; a lone query has none.
    pub(super) query: Option<usize>,
    pub(super) key: usize,
}

/// The attention whose weights a softmax makes.
pub(super) fn attention(graph: &Graph, weights: NodeId) -> Said<Attention> {
    let node = graph.node(weights);
    let Op::Softmax { along } = node.op else { return Err("it has no softmax".to_owned()) };
    let output = only_reader(graph, weights).ok_or("its weights are read more than once")?;
    let Op::Contract { equation, .. } = &graph.node(output).op else {
        return Err("its weights are changed before they meet the values".to_owned());
    };
    let Some([of_weights, of_values]) = operands(graph, output, weights) else {
        return Err("its weights meet no values".to_owned());
    };
    let key = node.axes.iter().position(|axis| axis.letter == along).unwrap_or(0);
    if equation.summed() != [of_weights[key]] || !of_values.contains(&of_weights[key]) {
        return Err("its weights are not summed over the keys alone".to_owned());
    }
    let mut masks = Vec::new();
    let mut changes = Vec::new();
    let mut at = node.inputs[0];
    let scores = loop {
        let step = graph.node(at);
        if only_reader(graph, at).is_none() {
            return Err(format!("\"{}\" is read more than once", step.id));
        }
        match &step.op {
            Op::Contract { equation, .. }
                if step.inputs.len() == 2 && equation.summed().len() == 1 =>
            {
                break at;
            }
            Op::Mask { fill: Fill::MinusInfinity, .. } if changes.is_empty() => masks.push(at),
            Op::Mask { fill: Fill::MinusInfinity, .. } => {
                return Err("its scores are changed after the mask".to_owned());
            }
            Op::Mask { .. } => {
                return Err("its mask fills with a number, and not with −∞".to_owned());
            }
            Op::Scale(_) | Op::Map(_) => changes.push(at),
            Op::Pointwise { combine: Combine::Plus | Combine::Minus, equation }
                if equation.operands[0] == equation.output =>
            {
                changes.push(at);
            }
            _ => {
                return Err(
                    "its scores are not a product of queries and keys that is then changed number by number"
                        .to_owned(),
                );
            }
        }
        at = step.inputs[0];
    };
    let Op::Contract { equation: product, .. } = &graph.node(scores).op else {
        return Err("its scores are not a product".to_owned());
    };
    let holds_key = |term: &Vec<Letter>| term.contains(&product.output[key]);
    let [with, without] =
        [true, false].map(|wanted| product.operands.iter().find(|term| holds_key(term) == wanted));
    let (Some(keys), Some(queries)) = (with, without) else {
        return Err("its queries and keys cannot be told apart".to_owned());
    };
    let own = |place: &usize| {
        let letter = product.output[*place];
        queries.contains(&letter)
            && !keys.contains(&letter)
            && !of_values.contains(&of_weights[*place])
    };
    let query = (0..product.output.len()).rev().find(own);
    changes.reverse();
    Ok(Attention { scores, changes, masks, weights, output, query, key })
}

/// The forward step that reads another one, where it is only one and reads it once.
fn only_reader(graph: &Graph, id: NodeId) -> Option<NodeId> {
    let mut readers =
        graph.steps().filter(|(_, node)| !node.backward).flat_map(|(reader, node)| {
            node.inputs.iter().filter(move |input| **input == id).map(move |_| reader)
        });
    let only = readers.next()?;
    (readers.next().is_none() && id != graph.output).then_some(only)
}

/// The terms of a product: first that of one of its operands.
pub(super) fn operands(graph: &Graph, product: NodeId, first: NodeId) -> Option<[&Vec<Letter>; 2]> {
    let node = graph.node(product);
    let Op::Contract { equation: Equation { operands, .. }, .. } = &node.op else { return None };
    let ([one, two], [a, b]) = (&**operands, &*node.inputs) else { return None };
    match (*a == first, *b == first) {
        (true, false) => Some([one, two]),
        (false, true) => Some([two, one]),
        _ => None,
    }
}

impl Attention {
    /// The places of the axes that are neither queries nor keys.
    pub(super) fn outer(&self, rank: usize) -> Vec<usize> {
        (0..rank).filter(|place| Some(*place) != self.query && *place != self.key).collect()
    }
}
