//! What `compareRuns` gives: rows of steps, and how far each is from the first column's.

use std::collections::BTreeMap;

use js_sys::Float64Array;
use serde::Serialize;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use super::decode::{items, numbers, unexpected};
use super::fields::fields;
use super::program::Chosen;
use super::request::request;
use super::trace::Formula;
use crate::base::error::Result;
use crate::base::note::Note;
use crate::program::param::ParamValue;
use crate::program::role::Role;
use crate::program::tensor::Tensor;
use crate::read::steps;
use crate::request::{Request, limits};
use crate::runs::compare;

/// One of the runs of a comparison.
#[derive(Default)]
pub struct Run {
    pub variant: Option<Chosen>,
    pub request: Request,
}

fields! {
    /// One of the runs of a comparison.
    interface ComparedRun: "A run", at "runs";
    fn run(run: Run = Run::default(), value);
    variant : "VariantOrProgram" => run.variant = Some(Chosen::decode(value)?);
    request ? "Request" => run.request = request(value)?;
}

/// Runs side by side.
#[derive(Serialize, Tsify)]
pub struct Comparison {
    columns: Vec<ComparedColumn>,
    rows: Vec<ComparedRow>,
}

/// One of the runs.
#[derive(Serialize, Tsify)]
pub struct ComparedColumn {
    variant: String,
    #[tsify(type = "Record<string, Value>")]
    params: BTreeMap<String, ParamValue>,
    /// The labels of the steps that no other run has.
    apart: Vec<String>,
    notes: Vec<Note>,
}

/// A step that at least two of the runs have.
#[derive(Serialize, Tsify)]
pub struct ComparedRow {
    id: String,
    label: String,
    /// What it means in attention, whatever it is called.
    #[tsify(optional, type = "Role")]
    role: Option<&'static str>,
    /// One for each column; undefined where it has no such step.
    #[tsify(type = "(ComparedCell | undefined)[]")]
    cells: Vec<Option<ComparedCell>>,
}

/// The step of one run.
#[derive(Serialize, Tsify)]
pub struct ComparedCell {
    /// The id of the step in its run; another one than the row's where its author calls it otherwise.
    step: String,
    label: String,
    formula: Formula,
    tensor: Tensor,
    /// Whether the cells are shares, from 0 to 1.
    weights: bool,
    /// Whether it is a step of the definition: this schedule never forms it.
    plain: bool,
    /// How far it is from the first column's; absent for that column itself, and where the two have
    /// other axes or sizes.
    #[tsify(optional)]
    difference: Option<Difference>,
}

/// How far one tensor is from another.
#[derive(Serialize, Tsify)]
pub struct Difference {
    /// This less the other; −Infinity where either is masked.
    tensor: Tensor,
    largest: LargestEntry,
}

/// The entry that differs most.
#[derive(Serialize, Tsify)]
pub struct LargestEntry {
    index: Vec<usize>,
    /// The number here.
    here: f64,
    /// The number in the first column.
    first: f64,
}

impl Comparison {
    pub fn new(comparison: &compare::Comparison) -> Self {
        let columns = &comparison.columns;
        Self {
            columns: columns.iter().map(ComparedColumn::new).collect(),
            rows: comparison.rows.iter().map(|row| ComparedRow::new(columns, row)).collect(),
        }
    }
}

impl ComparedColumn {
    fn new(column: &compare::Column) -> Self {
        let trace = &column.trace;
        Self {
            variant: column.variant.clone(),
            params: trace.params.0.clone(),
            apart: column.apart.iter().map(|id| steps::label(&trace.graph, *id)).collect(),
            notes: trace.notes.clone(),
        }
    }
}

impl ComparedRow {
    fn new(columns: &[compare::Column], row: &compare::Row) -> Self {
        let both = columns.iter().zip(&row.cells);
        let cells: Vec<Option<(&compare::Column, &compare::Cell)>> =
            both.map(|(column, cell)| cell.as_ref().map(|cell| (column, cell))).collect();
        let label = cells.iter().flatten().next().map(|(column, cell)| label(column, cell));
        let mut roles = cells
            .iter()
            .flatten()
            .filter_map(|(column, cell)| column.form(cell).graph.node(cell.node).role);
        let role = roles.next().map(Role::word);
        let first = cells[0].map(|(column, cell)| column.tensor(cell));
        let cells = cells.iter().map(|cell| {
            let (column, cell) = (*cell)?;
            Some(ComparedCell::new(column, cell, first))
        });
        Self { id: row.id.clone(), label: label.unwrap_or_default(), role, cells: cells.collect() }
    }
}

/// What a cell of a row is called in its run.
fn label(column: &compare::Column, cell: &compare::Cell) -> String {
    steps::label(column.form(cell).graph, cell.node)
}

impl ComparedCell {
    fn new(column: &compare::Column, cell: &compare::Cell, first: Option<&Tensor>) -> Self {
        let form = column.form(cell);
        let own = form.value(cell.node);
        let difference = cell.difference.as_ref().zip(first).map(|(difference, first)| {
            let at = &*difference.largest;
            let index = at.to_vec();
            let largest = LargestEntry { index, here: own.data[at], first: first.data[at] };
            Difference { tensor: difference.tensor.clone(), largest }
        });
        Self {
            step: form.graph.node(cell.node).id.clone(),
            label: label(column, cell),
            formula: Formula::new(form.graph, cell.node),
            tensor: own.clone(),
            weights: steps::is_weights(&form.graph.node(cell.node).op),
            plain: cell.of_definition,
            difference,
        }
    }
}

/// The runs of a comparison: a variant and a request, each.
pub fn runs(value: &JsValue) -> Result<Vec<(Chosen, Request)>> {
    let wrong = || unexpected(value, "runs", "an array of {variant, request}");
    let runs = items(value, limits::INPUT_CELLS)?.ok_or_else(wrong)?;
    limits::check_compared(runs.len())?;
    let named = |Run { variant, request }| Ok((variant.ok_or_else(wrong)?, request));
    runs.iter().map(|given| run(given).and_then(named)).collect()
}

/// The values of a sweep.
pub fn values(value: &JsValue) -> Result<Vec<f64>> {
    let array = value.dyn_ref::<Float64Array>();
    let array = array.ok_or_else(|| unexpected(value, "values", "a Float64Array"))?;
    limits::check_list(u64::from(array.length()), limits::SWEPT as u64)?;
    Ok(numbers(array))
}
