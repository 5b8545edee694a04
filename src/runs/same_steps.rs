//! Which steps of two runs are the same, whatever their authors call them: by name, by what they
//! hold, by what they mean, and by the steps around them.

use std::collections::{BTreeMap, BTreeSet};

use crate::program::graph::Graph;
use crate::program::node_id::NodeId;
use crate::program::op::{Node, Op};
use crate::program::role::Role;
use crate::program::tensor::Tensor;
use crate::read::steps;

/// How far two cells may be apart, to one of size 1: sums run in another order.
pub const APART: f64 = 1e-9;

/// A program at work: its steps and what they hold.
#[derive(Clone, Copy)]
pub struct Form<'r> {
    pub graph: &'r Graph,
    pub values: &'r [Tensor],
}

impl<'r> Form<'r> {
    /// What the program makes itself, in its order.
    pub fn steps(self) -> impl Iterator<Item = (NodeId, &'r Node)> {
        self.graph.steps().filter(|(_, node)| node.op != Op::Input)
    }

    /// What a step holds.
    #[must_use]
    pub fn value(self, id: NodeId) -> &'r Tensor {
        &self.values[id.0]
    }
}

/// Whether two tables hold nearly the same numbers in the same shape.
#[must_use]
pub fn alike(one: &Tensor, two: &Tensor) -> bool {
    one.shape() == two.shape()
        && one.data.iter().zip(&two.data).all(|(one, two)| {
            // An infinite cell is as far from every number as it is large.
            let between = (one - two).abs();
            let is_near = between <= APART * (1.0 + one.abs().max(two.abs()));
            one == two || (between.is_finite() && is_near)
        })
}

/// A step that others stand beside: where each of them is.
pub type Beside<'r> = Vec<(Form<'r>, NodeId)>;

/// For steps of a run the place among those of others, each place once. Names come first, since that two
/// authors call two tables alike is what a comparison is about; `named` are those that names have found.
#[must_use]
pub fn same<'r>(
    own: Form<'r>,
    others: &BTreeMap<usize, Beside<'r>>,
    named: BTreeMap<NodeId, usize>,
) -> BTreeMap<NodeId, usize> {
    let mut found = Found { own, others, taken: named.values().copied().collect(), places: named };
    found.each(holds_the_same);
    found.each(means_the_same);
    // What has found its place may be what others are made of, or what reads them.
    while found.each(is_made_alike) || found.each(is_read_alike) {}
    found.places
}

/// The steps that have a place so far.
struct Found<'f, 'r> {
    own: Form<'r>,
    others: &'f BTreeMap<usize, Beside<'r>>,
    places: BTreeMap<NodeId, usize>,
    taken: BTreeSet<usize>,
}

type Test = fn(&Found, NodeId, (Form, NodeId)) -> bool;

impl Found<'_, '_> {
    /// Gives the steps that have no place yet, in their order, the first free one at which a step passes
    /// a test. Says whether any found one.
    fn each(&mut self, test: Test) -> bool {
        let before = self.places.len();
        for (id, _) in self.own.steps() {
            if self.places.contains_key(&id) {
                continue;
            }
            let is_free = |place: &&usize| !self.taken.contains(place);
            let passes =
                |place: &&usize| self.others[place].iter().any(|other| test(self, id, *other));
            if let Some(place) = self.others.keys().filter(is_free).find(passes).copied() {
                self.places.insert(id, place);
                self.taken.insert(place);
            }
        }
        self.places.len() > before
    }

    /// Whether two nodes are one input by its name, or steps that stand beside each other.
    fn is_same(&self, own: NodeId, (form, other): (Form, NodeId)) -> bool {
        let [one, two] = [self.own.graph.node(own), form.graph.node(other)];
        if one.op == Op::Input || two.op == Op::Input {
            return one.op == two.op && one.id == two.id;
        }
        let stands = |(there, id): &(Form, NodeId)| is_one(*there, form) && *id == other;
        let beside = self.places.get(&own).and_then(|place| self.others.get(place));
        beside.is_some_and(|beside| beside.iter().any(stands))
    }
}

fn holds_the_same(found: &Found, own: NodeId, (form, other): (Form, NodeId)) -> bool {
    alike(found.own.value(own), form.value(other))
}

fn means_the_same(found: &Found, own: NodeId, (form, other): (Form, NodeId)) -> bool {
    match (found.own.graph.node(own).role, form.graph.node(other).role) {
        // Weights are made from scores in many ways: what these are is said by the steps around them.
        (Some(Role::Scores | Role::Gradient(_)) | None, _) => false,
        (role, other) => role == other,
    }
}

fn is_made_alike(found: &Found, own: NodeId, (form, other): (Form, NodeId)) -> bool {
    let [one, two] = [found.own.graph.node(own), form.graph.node(other)];
    let mut pairs = one.inputs.iter().zip(&two.inputs);
    !one.inputs.is_empty()
        && one.inputs.len() == two.inputs.len()
        && steps::word(&one.op) == steps::word(&two.op)
        && one.axes.len() == two.axes.len()
        && pairs.all(|(own, other)| found.is_same(*own, (form, *other)))
}

fn is_read_alike(found: &Found, own: NodeId, (form, other): (Form, NodeId)) -> bool {
    let reads = |node: &Node, read: NodeId| node.inputs.iter().position(|input| *input == read);
    let is_alike = |(reader, node): (NodeId, &Node)| {
        let beside = found.places.get(&reader).and_then(|place| found.others.get(place));
        let place = reads(node, own);
        place.is_some()
            && beside.is_some_and(|beside| {
                let mut of_form = beside.iter().filter(|(there, _)| is_one(*there, form));
                of_form.any(|(_, id)| {
                    let other_reader = form.graph.node(*id);
                    steps::word(&other_reader.op) == steps::word(&node.op)
                        && reads(other_reader, other) == place
                })
            })
    };
    found.own.graph.node(own).axes.len() == form.graph.node(other).axes.len()
        && found.own.steps().any(is_alike)
}

/// Whether two are of one run.
fn is_one(one: Form, other: Form) -> bool {
    std::ptr::eq(one.graph, other.graph)
}
