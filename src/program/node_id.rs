//! The place of a node in its graph: what masks and operations know of the graph.

/// A node's place in its graph; inputs of a node always stand before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub usize);
