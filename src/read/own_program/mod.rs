//! A graph as the text of a program: one line a step, which reads as the same graph.

mod declarations;
mod form;
mod right;

use std::cell::Cell;

use crate::base::error::{Code, Error, Result};
use crate::base::letter::Letter;
use crate::program::axis::letter_list;
use crate::program::graph::Graph;
use crate::program::node_id::NodeId;
use crate::program::op::{Body, Node, Op};
use crate::read::rename::{letters_to, renamed};

/// The text of a graph.
///
/// `is_word` says which names the language has for itself.
///
/// # Errors
/// `program` where the graph has a step that no line says.
pub fn own_program(title: &str, graph: &Graph, is_word: impl Fn(&str) -> bool) -> Result<String> {
    let names = names(graph, is_word);
    let writer = Writer { graph, names, scan: None, is_lost: Cell::new(false) };
    let mut lines = vec![format!("# {title}")];
    lines.extend(writer.inputs());
    lines.extend(writer.axes());
    for (id, node) in graph.steps() {
        let is_said_elsewhere = matches!(node.op, Op::Input | Op::TopK { .. });
        if !is_said_elsewhere && !node.backward {
            lines.push(writer.step(id, node)?);
        }
    }
    Ok(lines.join("\n"))
}

/// The name of each node: letters, digits and `_`, each once.
fn names(graph: &Graph, is_word: impl Fn(&str) -> bool) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for node in &graph.nodes {
        let mut name = node.id.replace('-', "_");
        while names.contains(&name) || is_word(&name) {
            name.push('_');
        }
        names.push(name);
    }
    names
}

/// What writes the steps of a graph, or of the body of a scan.
struct Writer<'g> {
    graph: &'g Graph,
    names: Vec<String>,
    /// The scan whose body it is.
    scan: Option<Scan<'g>>,
    /// Whether something stands in a body that no line says.
    is_lost: Cell<bool>,
}

/// A scan, and what writes the graph that it stands in.
#[derive(Clone, Copy)]
struct Scan<'g> {
    writer: &'g Writer<'g>,
    id: NodeId,
    node: &'g Node,
    along: Letter,
    body: &'g Body,
}

impl Scan<'_> {
    /// Whether a node of the body is written where it is read, for it stands nowhere else.
    fn is_inside(&self, id: NodeId) -> bool {
        id.0 > self.node.inputs.len() && id != self.body.output
    }
}

impl Writer<'_> {
    fn reading(&self, id: NodeId, own: &[Letter]) -> String {
        let Some(scan) = self.scan.filter(|scan| scan.is_inside(id)) else {
            if let Some(Scan { writer, node, .. }) = self.scan
                && let Some(read) = id.0.checked_sub(1).and_then(|place| node.inputs.get(place))
            {
                return writer.reading(*read, own);
            }
            let letters: Vec<String> = own.iter().map(char::to_string).collect();
            return self.indexed(id, &letters);
        };
        // What only stands in the body is written where it is read.
        let pairs = letters_to(&letter_list(&self.graph.node(id).axes), own);
        let to =
            |letter| pairs.iter().find(|(from, _)| *from == letter).map_or(letter, |(_, to)| *to);
        let graph = renamed(self.graph, &to);
        let writer = Writer {
            graph: &graph,
            names: Vec::new(),
            scan: Some(scan),
            is_lost: Cell::new(false),
        };
        let text = writer.right(graph.node(id)).unwrap_or_default();
        self.is_lost.set(self.is_lost.get() || writer.is_lost.get() || text.is_empty());
        format!("({text})")
    }

    fn indexed(&self, id: NodeId, indices: &[String]) -> String {
        if let Some(Scan { writer, id: own, node, along, body }) = self.scan {
            if id == body.output {
                return writer.indexed(own, indices);
            }
            return match id.0.checked_sub(1).map(|place| node.inputs.get(place)) {
                None => {
                    let along = along.to_string();
                    let before = |index: &String| {
                        if *index == along { format!("{index}-1") } else { index.clone() }
                    };
                    writer.indexed(own, &indices.iter().map(before).collect::<Vec<_>>())
                }
                Some(Some(read)) => writer.indexed(*read, indices),
                Some(None) => {
                    self.is_lost.set(true);
                    String::new()
                }
            };
        }
        let name = &self.names[id.0];
        if indices.is_empty() { name.clone() } else { format!("{name}[{}]", indices.join(",")) }
    }

    fn step(&self, id: NodeId, node: &Node) -> Result<String> {
        let own = letter_list(&node.axes);
        let left = match &node.op {
            Op::Merge { letter } => {
                let at = own.iter().position(|own| own == letter).unwrap_or(0);
                let parts = letter_list(&self.graph.node(node.inputs[0]).axes);
                self.indexed(id, &paired(&parts, at))
            }
            _ => self.reading(id, &own),
        };
        let right = match &node.op {
            Op::Scan { along, backward: false, body } => self.scanned(id, node, *along, body)?,
            _ => self.right(node)?,
        };
        Ok(format!("{left} = {right}"))
    }

    /// The body of a scan, of which the last step may be one too.
    fn scanned(&self, id: NodeId, node: &Node, along: Letter, body: &Body) -> Result<String> {
        let graph = Graph::from(body);
        let scan = Some(Scan { writer: self, id, node, along, body });
        let inside = Writer { graph: &graph, names: Vec::new(), scan, is_lost: Cell::new(false) };
        let last = graph.node(graph.output);
        let right = match &last.op {
            Op::Scan { along, backward: false, body } => {
                inside.scanned(graph.output, last, *along, body)?
            }
            _ => inside.right(last)?,
        };
        if inside.is_lost.get() { Err(refused(node)) } else { Ok(right) }
    }
}

/// A step that no line says.
fn refused(node: &Node) -> Error {
    let cause =
        format!("The step \"{}\" of this graph cannot be written as a line of a program.", node.id);
    Error::new(Code::Program, cause).at(&node.id).hint("Choose another setting.")
}

/// Letters as an index in which two neighbours are one axis.
fn paired(letters: &[Letter], at: usize) -> Vec<String> {
    let mut indices: Vec<String> = letters.iter().map(char::to_string).collect();
    if let [one, two] = letters[at..(at + 2).min(letters.len())] {
        indices.splice(at..at + 2, [format!("({one} {two})")]);
    }
    indices
}
