//! Graphs: a variant's program for one request, as nodes over named axes.

use crate::base::error::{Code, Error, Result, brief};
use crate::base::letter::Letter;
use crate::program::node_id::NodeId;
use crate::program::op::{Body, Node};
use crate::program::role::Role;

/// What the input of a backward pass is called, ∂L/∂output.
pub const UPSTREAM: &str = "upstream";

/// How the sizes of axes follow from one another, by their symbols.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// `whole` = one · two, as the axes of heads and of a head's width make up the width.
    Product { whole: Letter, parts: [Letter; 2] },
    /// `next` = `of` + 1, as a token joins a cache.
    Successor { next: Letter, of: Letter },
    /// `whole` = one + two, as several tokens join a cache.
    Sum { whole: Letter, parts: [Letter; 2] },
}

/// A variant's program for one request.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    pub nodes: Vec<Node>,
    pub output: NodeId,
    pub relations: Vec<Relation>,
}

impl From<&Body> for Graph {
    fn from(Body { nodes, output, .. }: &Body) -> Self {
        Self { nodes: nodes.clone(), output: *output, relations: Vec::new() }
    }
}

impl Graph {
    /// The node at a place.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0]
    }

    /// The place of the node with this name.
    ///
    /// # Errors
    /// `unknown-step`, with the names that there are.
    pub fn find(&self, id: &str) -> Result<NodeId> {
        self.nodes.iter().position(|node| node.id == id).map(NodeId).ok_or_else(|| {
            let names: Vec<&str> = self.nodes.iter().map(|node| node.id.as_str()).collect();
            let cause = format!("There is no step \"{}\" in this result.", brief(id));
            let error = Error::new(Code::UnknownStep, cause).at("step").found(id);
            error.hint(format!("The steps are: {}.", names.join(", ")))
        })
    }

    /// The first node with this role.
    #[must_use]
    pub fn with_role(&self, role: Role) -> Option<NodeId> {
        self.nodes.iter().position(|node| node.role == Some(role)).map(NodeId)
    }

    /// The nodes with their places, in the order in which they are computed.
    #[must_use]
    pub fn steps(&self) -> impl DoubleEndedIterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate().map(|(place, node)| (NodeId(place), node))
    }
}
