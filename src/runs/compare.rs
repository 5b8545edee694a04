//! Several runs side by side: steps of one name in a row, and how far each is from the first run's.
//!
//! A schedule such as linear attention never forms the weights that it stands for. Its definition
//! does, and lends it the steps that it has no step of its own for.

use crate::base::error::{Error, Result};
use crate::program::graph::Graph;
use crate::program::node_id::NodeId;
use crate::program::op::{Node, Op};
use crate::program::tensor::Tensor;
use crate::program::trace::Trace;
use crate::program::variant::Variant;
use crate::read::steps;
use crate::request::run::{self, definition};
use crate::request::{Request, limits};

/// What the row of the results is called, whatever a program calls its own.
const OUTPUT: &str = "output";

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
    /// The steps that stand in no row, since no other run has one of the name.
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
    let cells = |id: &str| -> Vec<_> { columns.iter().map(|column| column.cell(id)).collect() };
    let rows = names(&columns).into_iter().map(|id| (cells(&id), id));
    let rows = rows.filter(|(cells, _)| cells.iter().flatten().count() >= shared);
    let rows: Vec<Row> =
        rows.map(|(cells, id)| Row { cells: beside(&columns, cells), id }).collect();
    for column in &mut columns {
        let apart = column.trace.graph.steps().filter(|(id, node)| {
            let name = name(&column.trace.graph, *id, node);
            let is_given = ["input", "constant"].contains(&steps::word(&node.op));
            !is_given && !rows.iter().any(|row| row.id == name)
        });
        column.apart = apart.map(|(id, _)| id).collect();
    }
    Ok(Comparison { columns, rows })
}

/// What a row of this step is called.
fn name<'n>(graph: &Graph, id: NodeId, node: &'n Node) -> &'n str {
    if id == graph.output { OUTPUT } else { &node.id }
}

/// The names of all steps, each program in its order: a name that is new stands where its
/// program has it, behind the last that was known.
fn names(columns: &[Column]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let defined = columns.iter().filter_map(|column| column.definition.as_ref());
    let graphs = columns.iter().map(|column| &column.trace.graph);
    for graph in graphs.chain(defined.map(|(graph, _)| graph)) {
        let mut at = 0;
        let steps = graph.steps().filter(|(_, node)| node.op != Op::Input);
        for step in steps.map(|(id, node)| name(graph, id, node)) {
            let known = names.iter().position(|known| known == step);
            if known.is_none() {
                names.insert(at, step.to_owned());
            }
            at = known.unwrap_or(at) + 1;
        }
    }
    names
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

/// One tensor less another; none where they have other axes or sizes.
#[must_use]
pub fn difference(one: &Tensor, other: &Tensor) -> Option<Difference> {
    if one.axes != other.axes {
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
    /// The graph and the values that a cell stands in.
    #[must_use]
    pub fn form(&self, cell: &Cell) -> (&Graph, &[Tensor]) {
        match &self.definition {
            Some((graph, values)) if cell.of_definition => (graph, values),
            _ => (&self.trace.graph, &self.trace.values),
        }
    }

    /// The numbers of a cell.
    #[must_use]
    pub fn tensor(&self, cell: &Cell) -> &Tensor {
        &self.form(cell).1[cell.node.0]
    }

    /// Its step of this name: the program's own, or else that of the definition.
    fn cell(&self, wanted: &str) -> Option<Cell> {
        let find = |graph: &Graph| {
            let mut steps = graph.steps().filter(|(_, node)| node.op != Op::Input);
            steps.find(|(id, node)| name(graph, *id, node) == wanted).map(|(id, _)| id)
        };
        let own = find(&self.trace.graph).map(|node| (false, node));
        let defined = || Some((true, find(&self.definition.as_ref()?.0)?));
        let (of_definition, node) = own.or_else(defined)?;
        Some(Cell { of_definition, node, difference: None })
    }
}
