//! Where a term of a cost comes from: the steps whose own cost has it.

use crate::base::poly::{Monomial, Polynomial};
use crate::program::graph::Graph;
use crate::program::node_id::NodeId;
use crate::program::op::Node;
use crate::read::cost::Letters;
use crate::read::steps::label;

/// Steps that are named.
const MOST: usize = 3;

/// The labels of the steps whose own count has a term; none where no step has it alone.
pub fn of(
    graph: &Graph,
    letters: &Letters,
    steps: Vec<NodeId>,
    count: impl Fn(&Node) -> Polynomial,
    meant: &Monomial,
) -> Vec<String> {
    let stands_in = |sum: &Polynomial| sum.terms().any(|(term, _)| term == meant);
    let has_it = |id: &NodeId| {
        let short = letters.short(&letters.exact(&count(graph.node(*id))));
        stands_in(&short) || letters.approx(&short).is_some_and(|near| stands_in(&near))
    };
    let mut labels: Vec<String> = Vec::new();
    for id in steps.into_iter().filter(has_it) {
        let label = label(graph, id);
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    labels.truncate(MOST);
    labels
}
