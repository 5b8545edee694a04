//! A result on its way into a Python program: the names of its steps, their cells and their sizes.

use super::dialect::{Dialect, Part, Rows};
use super::names::identifiers;
use super::syntax::{comment, nested, number, truth};
use crate::base::letter::Letter;
use crate::program::axis::Axis;
use crate::program::mask::Fill;
use crate::program::node_id::NodeId;
use crate::program::op::{Node, Op};
use crate::program::trace::Trace;
use crate::program::variant::Variant;

pub struct Program<'t> {
    pub variant: &'t Variant<'t>,
    pub trace: &'t Trace,
    pub dialect: &'static Dialect,
    /// Whether a row may be masked to its last key, so that nothing is left to divide by.
    masked: bool,
    names: Vec<String>,
    /// Names that stand around the body of a scan.
    around: Vec<String>,
}

impl<'t> Program<'t> {
    pub fn new(variant: &'t Variant, trace: &'t Trace, dialect: &'static Dialect) -> Self {
        let masks = |node: &Node| matches!(node.op, Op::Mask { fill: Fill::MinusInfinity, .. });
        let masked = trace.graph.nodes.iter().any(masks);
        let names = identifiers(&trace.graph, dialect.reserved);
        Self { variant, trace, dialect, masked, names, around: Vec::new() }
    }

    /// The body of a scan: what it reads whole is called as outside, and no other name is one of
    /// those that there are. `beside` are more of these.
    pub fn body<'b>(&'b self, trace: &'b Trace, scan: &Node, beside: &[&str]) -> Program<'b> {
        let beside = beside.iter().map(|name| (*name).to_owned());
        let around: Vec<String> =
            self.around.iter().chain(&self.names).cloned().chain(beside).collect();
        let taken = around.iter().map(String::as_str);
        let reserved: Vec<&str> = taken.chain(self.dialect.reserved.iter().copied()).collect();
        let mut names = identifiers(&trace.graph, &reserved);
        for (place, input) in scan.inputs.iter().enumerate() {
            let (own, inner) = (self.trace.graph.node(*input), trace.graph.node(NodeId(place + 1)));
            if own.axes == inner.axes {
                self.name(*input).clone_into(&mut names[place + 1]);
            }
        }
        Program {
            variant: self.variant,
            trace,
            dialect: self.dialect,
            masked: self.masked,
            names,
            around,
        }
    }

    pub fn name(&self, id: NodeId) -> &str {
        &self.names[id.0]
    }

    /// The name of what a node reads.
    pub fn input(&self, node: &Node, place: usize) -> &str {
        self.name(node.inputs[place])
    }

    /// The spelling that fits the rows of this result.
    pub fn of_rows(&self, rows: Rows) -> &'static str {
        rows.either(self.masked)
    }

    /// The inputs that a person gives, the steps of the forward pass, and those of the backward.
    pub fn sections(&self) -> [Vec<(NodeId, &'t Node)>; 3] {
        let of = |section: usize| {
            let section_of = |node: &Node| match (node.backward, &node.op) {
                (true, _) => 2,
                (false, Op::Input) => 0,
                (false, _) => 1,
            };
            self.trace.graph.steps().filter(|(_, node)| section_of(node) == section).collect()
        };
        [0, 1, 2].map(of)
    }

    /// `name = expression  # i=1, j=4`
    pub fn statement(&self, id: NodeId, expression: &str) -> String {
        format!("{} = {expression}{}", self.name(id), comment(&self.trace.graph.node(id).axes))
    }

    /// Whether a node is an input whose gradient is asked for.
    pub fn has_gradient(&self, node: &Node) -> bool {
        self.trace.gradients.contains_key(node.id.as_str())
    }

    /// Whether the cells of an input are true or false.
    pub fn is_boolean(&self, node: &Node) -> bool {
        self.variant.inputs.iter().any(|input| input.name == node.id && input.boolean)
    }

    /// The cells of an input as nested lists, in the shortest digits that are exact.
    pub fn cells(&self, id: NodeId) -> String {
        let is_boolean = self.is_boolean(self.trace.graph.node(id));
        let cell: fn(f64) -> String = if is_boolean { truth } else { number };
        nested(&self.trace.values[id.0].data.view(), cell, 0)
    }

    /// Whether every cell is 1, as in an upstream gradient that nobody chose.
    pub fn is_all_ones(&self, id: NodeId) -> bool {
        self.trace.values[id.0].data.iter().all(|cell| cell.to_bits() == 1.0_f64.to_bits())
    }

    /// The size of an axis, read off a tensor that is there before this node where there is one:
    /// `q.shape[-1]`.
    pub fn size(&self, before: NodeId, letter: Letter, size: usize) -> String {
        let nodes = || self.trace.graph.steps().take(before.0);
        let is_it = |axis: &Axis| axis.letter == letter && axis.size == size;
        let last = nodes().find(|(_, node)| node.axes.last().is_some_and(is_it));
        if let Some((id, _)) = last {
            return format!("{}.shape[-1]", self.name(id));
        }
        let somewhere =
            nodes().find_map(|(id, node)| Some((id, node.axes.iter().position(is_it)?)));
        match somewhere {
            Some((id, place)) => format!("{}.shape[{place}]", self.name(id)),
            None => size.to_string(),
        }
    }

    /// The whole text: what the lines call, the inputs, and the lines, with an empty line between.
    pub fn assemble(&self, inputs: &[String], forward: &[String], backward: &[String]) -> String {
        let lines = || forward.iter().chain(backward).map(String::as_str);
        let text = |part: &Part| self.dialect.fill(self.of_rows(part.text), &[]);
        let helpers = self.dialect.helpers.iter().filter(|part| part.is_called(lines()));
        let helpers: Vec<String> = helpers.map(text).collect();
        let calls =
            |part: &&Part| part.is_called(lines().chain(helpers.iter().map(String::as_str)));
        let imports: Vec<String> = self.dialect.imports.iter().filter(calls).map(text).collect();

        let mut blocks = vec![self.header(), imports.join("\n")];
        // Python's style guide wants two empty lines around a function.
        blocks.extend(helpers.iter().map(|helper| format!("\n{helper}")));
        let around = if helpers.is_empty() { "" } else { "\n" };
        blocks.push(format!("{around}{}", inputs.join("\n")));
        blocks.extend([forward, backward].map(|lines| lines.join("\n")));
        blocks.push(format!("print({})", self.name(self.trace.graph.output)));
        blocks.retain(|block| !block.is_empty());
        blocks.join("\n\n") + "\n"
    }

    /// What it is, after whom, with which parameters, and what the letters count.
    fn header(&self) -> String {
        let Variant { title, reference, .. } = self.variant;
        let params = self.trace.params.0.iter();
        let params: Vec<_> = params.map(|(name, value)| format!("{name}={value}")).collect();
        let mut lines = vec![(*title).to_owned()];
        // A program of one's own is after nobody.
        if !reference.text.is_empty() {
            lines.push(format!("{}, {}", reference.text, reference.url));
        }
        if !params.is_empty() {
            lines.push(format!("Parameters: {}", params.join(", ")));
        }
        lines.push(format!("Axes: {}", self.legend()));
        lines.iter().map(|line| format!("# {line}")).collect::<Vec<_>>().join("\n")
    }

    fn legend(&self) -> String {
        let mut letters: Vec<Letter> = Vec::new();
        for axis in self.trace.graph.nodes.iter().flat_map(|node| &node.axes) {
            if !letters.contains(&axis.letter) {
                letters.push(axis.letter);
            }
        }
        let entry = |letter: &Letter| match self.variant.meaning(*letter) {
            own if own == letter.to_string() => own,
            meaning => format!("{letter} = {meaning}"),
        };
        let entries = letters.iter().map(entry);
        entries.collect::<Vec<_>>().join(", ")
    }
}
