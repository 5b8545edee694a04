//! What the two Python programs have in common: names, literals, comments, and how indexing
//! follows from the letters of axes.

use ndarray::{ArrayViewD, Axis as Position};

use super::names::identifiers;
use crate::program::axis::{Axis, Letter, meaning};
use crate::program::graph::{Node, NodeId};
use crate::program::mask::Fill;
use crate::program::op::Op;
use crate::request::run::Trace;
use crate::variants::Variant;

/// Characters that a literal takes before it is broken into rows.
const WIDTH: usize = 60;

/// A result on its way into a program.
pub struct Program<'t> {
    pub variant: &'t Variant,
    pub trace: &'t Trace,
    names: Vec<String>,
}

/// The parts of a program, between which there is an empty line.
pub struct Parts {
    pub imports: Vec<&'static str>,
    /// The functions that its lines call.
    pub helpers: Vec<&'static str>,
    pub inputs: Vec<String>,
    pub forward: Vec<String>,
    pub backward: Vec<String>,
}

impl<'t> Program<'t> {
    pub fn new(variant: &'t Variant, trace: &'t Trace) -> Self {
        Self { variant, trace, names: identifiers(&trace.graph) }
    }

    pub fn name(&self, id: NodeId) -> &str {
        &self.names[id.0]
    }

    /// The name of what a node reads.
    pub fn input(&self, node: &Node, place: usize) -> &str {
        self.name(node.inputs[place])
    }

    /// The node that a node reads.
    pub fn read(&self, node: &Node, place: usize) -> &'t Node {
        self.trace.graph.node(node.inputs[place])
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

    /// Whether the cells of an input are true or false.
    pub fn is_boolean(&self, node: &Node) -> bool {
        self.variant.inputs.iter().any(|input| input.name == node.id && input.boolean)
    }

    /// Whether there is such a step.
    pub fn has(&self, is_it: impl Fn(&Node) -> bool) -> bool {
        self.trace.graph.nodes.iter().any(is_it)
    }

    /// Whether a row may be masked to its last key, so that nothing is left to divide by.
    pub fn masks_to_minus_infinity(&self) -> bool {
        self.has(|node| matches!(node.op, Op::Mask { fill: Fill::MinusInfinity, .. }))
    }

    /// The cells of an input as nested lists, in the shortest digits that are exact.
    pub fn cells(&self, id: NodeId, node: &Node) -> String {
        let cell: fn(f64) -> String = if self.is_boolean(node) { truth } else { number };
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

    /// The whole text.
    pub fn assemble(&self, parts: Parts) -> String {
        let mut blocks = vec![self.header(), parts.imports.join("\n")];
        // Python's style guide wants two empty lines around a function.
        blocks.extend(parts.helpers.iter().map(|helper| format!("\n{helper}")));
        let around = if parts.helpers.is_empty() { "" } else { "\n" };
        blocks.push(format!("{around}{}", parts.inputs.join("\n")));
        blocks.extend([parts.forward, parts.backward].map(|lines| lines.join("\n")));
        blocks.push(format!("print({})", self.name(self.trace.graph.output)));
        blocks.retain(|block| !block.is_empty());
        blocks.join("\n\n") + "\n"
    }

    /// What it is, after whom, with which parameters, and what the letters count.
    fn header(&self) -> String {
        let Variant { title, reference, .. } = self.variant;
        let settings = self.trace.settings.0.iter();
        let settings: Vec<_> = settings.map(|(name, value)| format!("{name}={value}")).collect();
        let mut lines = vec![(*title).to_owned(), format!("{}, {}", reference.text, reference.url)];
        if !settings.is_empty() {
            lines.push(format!("Parameters: {}", settings.join(", ")));
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
        let entries = letters.iter().map(|letter| format!("{letter} = {}", meaning(*letter)));
        entries.collect::<Vec<_>>().join(", ")
    }
}

/// The axes and their sizes behind a line: `  # i=1, j=4`.
fn comment(axes: &[Axis]) -> String {
    if axes.is_empty() {
        return "  # one number".to_owned();
    }
    let sizes = axes.iter().map(|axis| format!("{}={}", axis.letter, axis.size));
    format!("  # {}", sizes.collect::<Vec<_>>().join(", "))
}

/// The sizes of axes, between commas.
pub fn sizes(axes: &[Axis]) -> String {
    axes.iter().map(|axis| axis.size.to_string()).collect::<Vec<_>>().join(", ")
}

/// The same as a tuple.
pub fn shape(axes: &[Axis]) -> String {
    match axes {
        [only] => format!("({},)", only.size),
        _ => format!("({})", sizes(axes)),
    }
}

/// The letters of some axes, for [`broadcast`].
pub fn letters(axes: &[Axis]) -> Vec<Letter> {
    axes.iter().map(|axis| axis.letter).collect()
}

/// The place of an axis, -1 for the last.
pub fn place(axes: &[Axis], letter: Letter) -> String {
    match position(axes, letter) {
        last if last + 1 == axes.len() => "-1".to_owned(),
        place => place.to_string(),
    }
}

/// The same counted from the first.
pub fn position(axes: &[Axis], letter: Letter) -> usize {
    axes.iter().position(|axis| axis.letter == letter).unwrap_or(0)
}

/// A tensor so that it meets a result of other letters cell by cell: its axes in the result's
/// order, by the method that moves axes, and `None` for each that it lacks, but for leading ones,
/// which Python puts there itself: `totals[:, None]`.
pub fn broadcast(name: &str, own: &[Letter], result: &[Letter], method: &str) -> String {
    let place = |letter: &Letter| own.iter().position(|other| other == letter);
    let order: Vec<usize> = result.iter().filter_map(place).collect();
    let turned = if order.is_sorted() {
        name.to_owned()
    } else {
        let order = order.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        format!("{name}.{method}({order})")
    };
    let places = result.iter().skip_while(|letter| !own.contains(letter));
    let places: Vec<&str> =
        places.map(|letter| if own.contains(letter) { ":" } else { "None" }).collect();
    if places.contains(&"None") { format!("{turned}[{}]", places.join(", ")) } else { turned }
}

/// An index that takes whole axes up to a place and something else there: `[:, -1]`.
pub fn at(place: usize, index: &str) -> String {
    format!("[{}{index}]", ":, ".repeat(place))
}

/// The shortest digits that Python reads as the same double.
pub fn number(number: f64) -> String {
    // Rust's Debug changes to an exponent where Display would write a hundred zeros.
    let text = format!("{number:?}");
    match text.strip_suffix(".0") {
        Some(whole) if whole != "-0" => whole.to_owned(),
        _ => text,
    }
}

/// A name with a number added to it.
pub fn plus(name: &str, value: f64) -> String {
    let sign = if value.is_sign_negative() { "-" } else { "+" };
    format!("{name} {sign} {}", number(value.abs()))
}

fn truth(cell: f64) -> String {
    if cell == 0.0 { "False" } else { "True" }.to_owned()
}

/// Nested lists: on one line where they fit, else a line for each row.
fn nested(cells: &ArrayViewD<f64>, cell: fn(f64) -> String, indent: usize) -> String {
    if cells.ndim() == 0 {
        return cells.iter().map(|number| cell(*number)).collect();
    }
    let inner = indent + 4;
    let rows = cells.axis_iter(Position(0)).map(|row| nested(&row, cell, inner));
    let rows: Vec<String> = rows.collect();
    let flat = format!("[{}]", rows.join(", "));
    if cells.ndim() == 1 || (flat.len() <= WIDTH && !flat.contains('\n')) {
        return flat;
    }
    let break_ = format!("\n{}", " ".repeat(inner));
    let rows = rows.join(&format!(",{break_}"));
    format!("[{break_}{rows},\n{}]", " ".repeat(indent))
}
