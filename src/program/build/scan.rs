//! Tables that are made place by place: the steps that come from the place before become a body.

use super::{Builder, Value};
use crate::base::letter::Letter;
use crate::program::axis::Axis;
use crate::program::condition::{Condition, number};
use crate::program::node_id::NodeId;
use crate::program::op::{Body, Node, Op, Table};

/// Where a node is that was added since a table at the place before.
#[derive(Clone, Copy)]
enum Moved {
    /// In the graph: it does not come from the place before.
    Outside(NodeId),
    /// In the body.
    Inside(NodeId),
}

impl Builder {
    /// What is known at the place before along an axis, until [`Self::scan`] says how it is made.
    /// Each is followed by its scan; one that begins inside another ends there.
    pub fn before(&self, axes: Vec<Axis>, along: Letter) -> Value<'_> {
        self.scans.borrow_mut().push(along);
        self.add(Op::Input, vec![], axes)
    }

    /// The table that is `made` place by place from what the place before `passed` on. All steps
    /// since `before` that come from it become the body, and the others stay steps.
    pub fn scan<'g>(
        &'g self,
        before: Value<'g>,
        made: Value<'g>,
        passed: Value<'g>,
        backward: bool,
    ) -> Value<'g> {
        let start = before.id.0;
        let comes = self.come_from(start);
        let open = self.scans.borrow().clone();
        for (at, _) in comes.iter().enumerate().filter(|(_, comes)| **comes) {
            self.place(NodeId(start + at), &open);
        }
        let along = self.scans.borrow_mut().pop().unwrap_or_default();
        let comes = self.come_from(start);
        let added = self.nodes.borrow_mut().split_off(start);
        let mut moved: Vec<Moved> = Vec::with_capacity(added.len());
        let place = |moved: &[Moved], id: NodeId| match id.0.checked_sub(start) {
            Some(at) => moved[at],
            None => Moved::Outside(id),
        };
        let mut inside: Vec<Node> = Vec::new();
        for (node, comes) in added.into_iter().zip(&comes) {
            if *comes {
                moved.push(Moved::Inside(NodeId(inside.len())));
                inside.push(node);
                continue;
            }
            let outside = |id: NodeId| match place(&moved, id) {
                Moved::Outside(id) | Moved::Inside(id) => id,
            };
            let id = self.copy(&node, &outside).id;
            moved.push(Moved::Outside(id));
        }
        let made_axes = made.id.0.checked_sub(start).map(|at| moved[at]);
        let Some(Moved::Inside(output)) = made_axes else {
            // What comes from nowhere before is the same at every place.
            return match place(&moved, made.id) {
                Moved::Outside(id) | Moved::Inside(id) => self.at(id),
            };
        };
        let mut reads: Vec<NodeId> = Vec::new();
        for id in inside.iter().flat_map(|node| &node.inputs).chain([&passed.id]) {
            if let Moved::Outside(id) = place(&moved, *id)
                && !reads.contains(&id)
            {
                reads.push(id);
            }
        }
        let behind = |id: NodeId| if id.0 == 0 { id } else { NodeId(id.0 + reads.len()) };
        let to = |id: NodeId| match place(&moved, id) {
            Moved::Inside(id) => behind(id),
            Moved::Outside(id) => {
                NodeId(1 + reads.iter().position(|other| *other == id).unwrap_or(0))
            }
        };
        let mut inside = inside.into_iter();
        let mut nodes: Vec<Node> = inside.next().into_iter().collect();
        nodes.extend(reads.iter().map(|id| {
            let mut read = self.node(*id);
            read.op = Op::Input;
            read.inputs.clear();
            read
        }));
        nodes.extend(inside.map(|node| remade(&node, &to)));
        let axes = nodes[behind(output).0].axes.clone();
        let body = Body { nodes, output: behind(output), state: to(passed.id) };
        self.add(Op::Scan { along, backward, body: Box::new(body) }, reads, axes)
    }

    /// Which of the steps from one on come from it.
    fn come_from(&self, start: usize) -> Vec<bool> {
        let mut comes: Vec<bool> = Vec::new();
        for (place, node) in self.nodes.borrow()[start..].iter().enumerate() {
            let own = |id: &NodeId| {
                let at = id.0.checked_sub(start);
                at.is_some_and(|at| comes.get(at).copied().unwrap_or(false))
            };
            comes.push(place == 0 || node.inputs.iter().any(own));
        }
        comes
    }

    /// Lets the condition of a step read no place along the axes of scans: a table beside it says
    /// where it holds.
    fn place(&self, id: NodeId, along: &[Letter]) {
        let Node { op, axes, .. } = self.node(id);
        let mut tables = Vec::new();
        let op = op.with_condition(|condition| {
            condition.with_comparisons(&mut |comparison| {
                let letters = comparison.letters();
                if !letters.iter().any(|letter| along.contains(letter)) {
                    return comparison.clone();
                }
                let own = letters
                    .iter()
                    .filter_map(|letter| axes.iter().find(|axis| axis.letter == *letter).copied());
                let one = number(1.0).when(comparison.clone(), number(0.0));
                let node = self.add(Op::Table(Table::Form(one)), vec![], own.collect()).id;
                tables.push(node);
                Condition::Given { node, letters }
            })
        });
        let mut nodes = self.nodes.borrow_mut();
        nodes[id.0].op = op;
        nodes[id.0].inputs.extend(tables);
    }

    /// A node again, which reads others.
    pub fn copy(&self, node: &Node, to: &impl Fn(NodeId) -> NodeId) -> Value<'_> {
        let Node { op, inputs, axes, .. } = remade(node, to);
        let copy = self.add(op, inputs, axes);
        let mut nodes = self.nodes.borrow_mut();
        let added = &mut nodes[copy.id.0];
        (added.role, added.transient) = (node.role, node.transient);
        added.label.clone_from(&node.label);
        drop(nodes);
        copy
    }
}

/// A node that reads others.
fn remade(node: &Node, to: &impl Fn(NodeId) -> NodeId) -> Node {
    let op = node.op.with_condition(|condition| condition.moved(to));
    Node { op, inputs: node.inputs.iter().map(|id| to(*id)).collect(), ..node.clone() }
}
