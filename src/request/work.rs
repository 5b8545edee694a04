//! How much a request asks for: its programs are built and counted, and nothing is computed.

use serde::Serialize;
use tsify::Tsify;

use crate::base::error::Result;
use crate::base::poly::Polynomial;
use crate::program::graph::Graph;
use crate::program::op::{Node, Op};
use crate::program::variant::Variant;
use crate::read::cost::{Letters, count};
use crate::request::{Request, run};

/// What a result takes, told before any of it is computed.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Tsify)]
pub struct Work {
    /// The cells of the inputs, which are read.
    pub inputs: f64,
    /// The operations of the program, and of the definition that it is compared with.
    pub operations: f64,
    /// The steps, and the cells of all of them, which are handed over.
    pub steps: usize,
    pub cells: f64,
}

/// The work of a request.
///
/// # Errors
/// As [`run::run`], as far as a request can be refused before any number is.
pub fn work(variant: &Variant, request: &Request) -> Result<Work> {
    let (program, definition) = run::programs(variant, request)?;
    let sum = |graph: &Graph, count: fn(&Node) -> Polynomial, of: fn(&Node) -> bool| {
        let nodes = graph.nodes.iter().filter(|node| of(node));
        Letters::new(graph, &variant.cost_aliases).number(&nodes.map(count).sum())
    };
    let operations = |graph: &Graph| sum(graph, count::operations, |_| true);
    Ok(Work {
        inputs: sum(&program, count::cells, |node| node.op == Op::Input),
        operations: operations(&program) + definition.as_ref().map_or(0.0, operations),
        steps: program.nodes.len(),
        cells: sum(&program, count::cells, |_| true),
    })
}
