//! PyTorch's `FlexAttention`: what stands between the product of queries and keys and the softmax
//! becomes a `score_mod`, and the mask a `mask_mod`. All other steps are those of the PyTorch program.

mod attention;
mod call;
mod pair;

use super::dialect::{Dialect, Part};
use super::program::Program;
use super::python::{autograd, statements};
use super::pytorch::PYTORCH;
use crate::program::graph::Graph;
use crate::program::node_id::NodeId;
use crate::program::op::{Combine, Node, Op};
use crate::program::trace::Trace;
use crate::program::variant::Variant;
use attention::{Attention, attention};

/// PyTorch, with `FlexAttention`.
const FLEX: Dialect = Dialect {
    reserved: &[
        "torch",
        "F",
        "math",
        "divide",
        "sparsemax",
        "top",
        "flex_attention",
        "create_block_mask",
        "score",
        "batch",
        "head",
        "query",
        "key",
    ],
    imports: &[
        Part::new("math.", "import math\n"),
        Part::new("", "import torch"),
        Part::new("F.", "import torch.nn.functional as F"),
        Part::new(
            "flex_attention(",
            "from torch.nn.attention.flex_attention import create_block_mask, flex_attention",
        ),
    ],
    ..PYTORCH
};

/// The program, or one line that says why there is none.
pub fn write(variant: &Variant, trace: &Trace) -> String {
    let program = Program::new(variant, trace, &FLEX);
    match lines(&program) {
        Ok([inputs, forward]) => program.assemble(&inputs, &forward, &autograd(&program)),
        Err(why) => format!("# FlexAttention has no program for this: {why}.\n"),
    }
}

type Said<T> = Result<T, String>;

/// What makes the weights of a graph without a softmax.
fn without_softmax(graph: &Graph) -> String {
    let has = |is: fn(&Op) -> bool| graph.steps().any(|(_, node)| !node.backward && is(&node.op));
    let why = if has(|op| matches!(op, Op::Scan { .. })) {
        "each of its places waits for the one before, and FlexAttention computes all at once"
    } else if has(|op| matches!(op, Op::OneHot { .. })) {
        "its weights are made by onehot, and FlexAttention has softmax alone"
    } else if has(|op| matches!(op, Op::Sparsemax { .. })) {
        "its weights are made by sparsemax, and FlexAttention has softmax alone"
    } else if has(|op| matches!(op, Op::Pointwise { combine: Combine::Divide, .. })) {
        "it divides by a sum of its own, and FlexAttention has softmax alone"
    } else {
        "no softmax makes its weights, and FlexAttention has no other way"
    };
    why.to_owned()
}

fn lines(program: &Program) -> Said<[Vec<String>; 2]> {
    let graph = &program.trace.graph;
    let softmax =
        |(_, node): &(NodeId, &Node)| matches!(node.op, Op::Softmax { .. }) && !node.backward;
    // A softmax that is none of attention's, such as one that mixes heads, stays as it is.
    let all = graph.steps().filter(softmax).map(|(id, _)| attention(graph, id));
    let (found, others): (Vec<Said<Attention>>, Vec<_>) = all.partition(Result::is_ok);
    let found: Vec<Attention> = found.into_iter().collect::<Said<_>>()?;
    if found.is_empty() {
        let why = others.into_iter().find_map(Result::err);
        return Err(why.unwrap_or_else(|| without_softmax(graph)));
    }
    let inside = |id: NodeId| {
        found.iter().any(|own| {
            own.scores == id
                || own.weights == id
                || own.changes.contains(&id)
                || own.masks.contains(&id)
        })
    };
    let [inputs, forward, _] = program.sections();
    let plain = |nodes: Vec<(NodeId, &Node)>| -> Said<Vec<String>> {
        let mut lines = Vec::new();
        for (id, node) in nodes.into_iter().filter(|(id, _)| !inside(*id)) {
            match found.iter().find(|own| own.output == id) {
                Some(own) => lines.extend(own.lines(program)?),
                None => lines.extend(statements(program, id, node)),
            }
        }
        Ok(lines)
    };
    Ok([plain(inputs)?, plain(forward)?])
}
