//! PyTorch's `FlexAttention`: what stands between the product of queries and keys and the softmax
//! becomes a `score_mod`, and the mask a `mask_mod`. All other steps are those of the PyTorch program.

mod attention;
mod call;
mod pair;

use super::dialect::{Dialect, Part};
use super::program::Program;
use super::python::{autograd, statements};
use super::pytorch::PYTORCH;
use crate::program::node_id::NodeId;
use crate::program::op::{Node, Op};
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

fn lines(program: &Program) -> Said<[Vec<String>; 2]> {
    let graph = &program.trace.graph;
    let softmax =
        |(_, node): &(NodeId, &Node)| matches!(node.op, Op::Softmax { .. }) && !node.backward;
    let found: Vec<Attention> =
        graph.steps().filter(softmax).map(|(id, _)| attention(graph, id)).collect::<Said<_>>()?;
    if found.is_empty() {
        return Err("it has no softmax".to_owned());
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
