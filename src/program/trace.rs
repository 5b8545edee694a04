//! A result as plain data: what every reading reads.

use std::collections::BTreeMap;

use crate::base::letter::Letter;
use crate::base::note::Note;
use crate::program::graph::Graph;
use crate::program::node_id::NodeId;
use crate::program::param::Params;
use crate::program::tensor::Tensor;

/// A result: the program, and the value of each of its nodes.
#[derive(Debug, Clone)]
pub struct Trace {
    pub params: Params,
    /// The sizes of the inputs, by letter.
    pub sizes: BTreeMap<Letter, usize>,
    pub graph: Graph,
    pub values: Vec<Tensor>,
    /// The node of each input's gradient, by the input's name; empty without a backward pass.
    pub gradients: BTreeMap<String, NodeId>,
    pub notes: Vec<Note>,
}
