//! Several runs side by side: the same steps in a row, and how far each is from the first run's.
//!
//! A schedule such as linear attention never forms the weights that it stands for. Its definition
//! does, and lends it the steps that it has no step of its own for.

use std::collections::BTreeMap;

use crate::base::error::{Error, Result};
use crate::program::axis::Axis;
use crate::program::graph::Graph;
use crate::program::node_id::NodeId;
use crate::program::op::Node;
use crate::program::tensor::Tensor;
use crate::program::trace::Trace;
use crate::program::variant::Variant;
use crate::read::steps;
use crate::request::run::{self, definition};
use crate::request::{Request, limits};
use crate::runs::same_steps::{Beside, Form, same};

/// What the row of the results is called, whatever a program calls its own.
const OUTPUT: &str = "output";
/// And the row of a step in its midst that is called so.
const EARLIER_OUTPUT: &str = "step-output";

/// What a comparison opens with: the best key alone, shares of all keys, and shares without softmax.
pub const TRIO: [&str; 3] = ["argmax", "scaled-dot-product", "linear"];

/// Runs side by side.
#[derive(Debug, Clone)]
pub struct Comparison {
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
}

/// One of the runs.
#[derive(Debug, Clone)]
pub struct Column {
    pub variant: String,
    pub trace: Trace,
    /// The same function as it is defined, where the program takes another order.
    pub definition: Option<(Graph, Vec<Tensor>)>,
    /// The steps that stand in no row, since no other run has the same.
    pub apart: Vec<NodeId>,
}

/// A step that at least two runs have, or the only run there is.
#[derive(Debug, Clone)]
pub struct Row {
    pub id: String,
    /// One for each column; none where it has no such step.
    pub cells: Vec<Option<Cell>>,
}

/// The step of one run.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Whether it is a step of the definition.
    pub of_definition: bool,
    pub node: NodeId,
    /// How far it is from the first column's; none for that column itself, and where the two
    /// cannot be laid on each other.
    pub difference: Option<Difference>,
}

/// How far one tensor is from another.
#[derive(Debug, Clone, PartialEq)]
pub struct Difference {
    /// This less the other, cell by cell; −∞, as in a masked cell, where either is masked.
    pub tensor: Tensor,
    /// The place of the entry of the largest size, the first at a tie.
    pub largest: Vec<usize>,
}

/// Runs several variants, or one several times, and lays them side by side.
///
/// # Errors
/// What [`run::run`] refuses, with the title of the variant before the cause; `bad-request` for
/// none or for more than [`limits::COMPARED`].
pub fn compare(asked: &[(&Variant, Request)]) -> Result<Comparison> {
    limits::check_compared(asked.len())?;
    let mut columns = Vec::new();
    for (variant, request) in asked {
        let trace = run::run(variant, request).map_err(|error| {
            let cause = format!("{}: {}", variant.title, error.cause);
            Error { cause, ..error }
        })?;
        let definition = definition(variant, &trace.params, &trace.graph, &trace.values);
        columns.push(Column {
            variant: variant.id.to_owned(),
            trace,
            definition,
            apart: Vec::new(),
        });
    }
    let shared = columns.len().min(2);
    let rows = drafts(&columns).into_iter().filter(|row| row.cells.len() >= shared);
    let rows: Vec<Row> = rows
        .map(|Draft { id, mut cells }| {
            let cells = (0..columns.len()).map(|at| cells.remove(&at)).collect();
            Row { id, cells: beside(&columns, cells) }
        })
        .collect();
    for (at, column) in columns.iter_mut().enumerate() {
        let stands = |id: NodeId| {
            let cells = rows.iter().filter_map(|row| row.cells[at].as_ref());
            cells.into_iter().any(|cell| !cell.of_definition && cell.node == id)
        };
        let apart = column.trace.graph.steps().filter(|(id, node)| {
            let is_given = ["input", "constant"].contains(&steps::word(&node.op));
            !is_given && !stands(*id)
        });
        column.apart = apart.map(|(id, _)| id).collect();
    }
    Ok(Comparison { columns, rows })
}

/// What a row of this step is called.
fn name<'n>(graph: &Graph, id: NodeId, node: &'n Node) -> &'n str {
    match &*node.id {
        _ if id == graph.output => OUTPUT,
        OUTPUT => EARLIER_OUTPUT,
        own => own,
    }
}

/// A row as it comes about: called as the first of its steps is, with a cell for each column that has one.
struct Draft {
    id: String,
    cells: BTreeMap<usize, Cell>,
}

/// A row for every step, each program in its order: a step that is new stands where its program has it,
/// behind the last that was known. What no program has itself comes from the definitions.
fn drafts(columns: &[Column]) -> Vec<Draft> {
    let mut rows: Vec<Draft> = Vec::new();
    for of_definition in [false, true] {
        for (at, column) in columns.iter().enumerate() {
            let Some(own) = column.part(of_definition) else { continue };
            let known = places(columns, &rows, at, own);
            // A row that is put in moves those behind it.
            let mut order: Vec<usize> = (0..rows.len()).collect();
            let mut next = 0;
            for (node, step) in own.steps() {
                let place =
                    known.get(&node).and_then(|row| order.iter().position(|own| own == row));
                let place = place.unwrap_or_else(|| {
                    let id = name(own.graph, node, step).to_owned();
                    rows.insert(next, Draft { id, cells: BTreeMap::new() });
                    order.insert(next, usize::MAX);
                    next
                });
                let cell = Cell { of_definition, node, difference: None };
                rows[place].cells.entry(at).or_insert(cell);
                next = place + 1;
            }
        }
    }
    rows
}

/// The rows in which the steps of a column stand already.
fn places(columns: &[Column], rows: &[Draft], at: usize, own: Form) -> BTreeMap<NodeId, usize> {
    let mut named = BTreeMap::new();
    let names: Vec<(NodeId, &str)> =
        own.steps().map(|(id, node)| (id, name(own.graph, id, node))).collect();
    for (id, name) in &names {
        let row = rows.iter().position(|row| row.id == *name);
        named.extend(row.map(|row| (*id, row)));
    }
    for (id, own) in &names {
        let is_called = |(at, cell): (&usize, &Cell)| {
            let Form { graph, .. } = columns[*at].form(cell);
            name(graph, cell.node, graph.node(cell.node)) == *own
        };
        let taken: Vec<usize> = named.values().copied().collect();
        let mut free = rows.iter().enumerate().filter(|(row, _)| !taken.contains(row));
        let row = free.find(|(_, row)| row.cells.iter().any(is_called));
        if let (false, Some((row, _))) = (named.contains_key(id), row) {
            named.insert(*id, row);
        }
    }
    // Rows in which the column has a step already stay as they are.
    let free = rows.iter().enumerate().filter(|(_, row)| !row.cells.contains_key(&at));
    let others: BTreeMap<usize, Beside> = free
        .map(|(row, draft)| {
            let steps = draft.cells.iter();
            (row, steps.map(|(at, cell)| (columns[*at].form(cell), cell.node)).collect())
        })
        .collect();
    same(own, &others, named)
}

/// The cells of a row, each with its difference to the first column's.
fn beside(columns: &[Column], mut cells: Vec<Option<Cell>>) -> Vec<Option<Cell>> {
    let Some(first) = cells[0].clone() else { return cells };
    let first = columns[0].tensor(&first);
    for (column, cell) in columns.iter().zip(&mut cells).skip(1) {
        if let Some(cell) = cell {
            cell.difference = difference(column.tensor(cell), first);
        }
    }
    cells
}

/// Whether an axis of one tensor is another axis of the other. Letters that only one of them has may mean
/// the same.
fn is_elsewhere(axis: &Axis, one: &Tensor, other: &Tensor) -> bool {
    let place = other.position(axis.letter);
    place.is_some_and(|place| one.position(axis.letter) != Some(place))
}

/// One tensor less another; none where they have other axes or sizes.
#[must_use]
pub fn difference(one: &Tensor, other: &Tensor) -> Option<Difference> {
    if one.shape() != other.shape() || one.axes.iter().any(|axis| is_elsewhere(axis, one, other)) {
        return None;
    }
    let tensor = Tensor::from_fn(&one.axes, |index| match (one.data[index], other.data[index]) {
        (f64::NEG_INFINITY, _) | (_, f64::NEG_INFINITY) => f64::NEG_INFINITY,
        (one, other) => one - other,
    });
    let mut largest = (vec![0; one.axes.len()], f64::NEG_INFINITY);
    for (index, cell) in tensor.data.indexed_iter() {
        let size = if cell.is_finite() { cell.abs() } else { f64::NEG_INFINITY };
        if size > largest.1 {
            largest = (ndarray::Dimension::slice(&index).to_vec(), size);
        }
    }
    (largest.1 >= 0.0).then_some(Difference { tensor, largest: largest.0 })
}

impl Column {
    /// The program, or the same function as it is defined where it takes another order.
    fn part(&self, of_definition: bool) -> Option<Form<'_>> {
        if !of_definition {
            return Some(Form { graph: &self.trace.graph, values: &self.trace.values });
        }
        self.definition.as_ref().map(|(graph, values)| Form { graph, values })
    }

    /// The graph and the values that a cell stands in.
    #[must_use]
    pub fn form(&self, cell: &Cell) -> Form<'_> {
        let own = Form { graph: &self.trace.graph, values: &self.trace.values };
        self.part(cell.of_definition).unwrap_or(own)
    }

    /// The numbers of a cell.
    #[must_use]
    pub fn tensor(&self, cell: &Cell) -> &Tensor {
        self.form(cell).value(cell.node)
    }
}
