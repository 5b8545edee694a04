//! A program that is right -> the nodes of a graph, at the sizes of a request.
//!
//! A line becomes as few nodes as its formula has operations: a sum of products is one contraction,
//! a division by √|d| one scale. So the printed form of a shipped variant gives its graph back.

mod axes;
mod condition;
mod expression;
mod form;
mod operations;
mod product;
mod reduction;

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::base::error::{Code, Error};
use crate::base::letter::Letter;
use crate::language::check::{Checked, Step, order};
use crate::language::diagnostic::{Diagnostic, Mistake};
use crate::language::size::Size;
use crate::language::span::Span;
use crate::language::syntax::{Index, Kind};
use crate::program::axis::Axis;
use crate::program::build::{Builder, Value};
use crate::program::condition::ClosedForm;
use crate::program::graph::Graph;
use crate::program::op::Op;
use crate::program::param::{ParamValue, Params};

/// Why a program that is right does not become a graph.
#[derive(Debug)]
pub enum Failure {
    /// Something that graphs do not have, with its place in the text.
    Program(Box<Diagnostic>),
    /// Something that does not fit at these sizes.
    Request(Box<Error>),
}

/// A part of a step on its way into the graph.
#[derive(Clone)]
enum Part<'g> {
    /// A table, read at these letters.
    Table { value: Value<'g>, letters: Vec<Letter> },
    /// A number that places, sizes and parameters decide.
    Form(ClosedForm),
}

type Lowered<T> = Result<T, Failure>;

/// A step on its way into the graph.
struct Lowering<'g, 'p> {
    g: &'g Builder,
    program: &'p Checked,
    params: &'p Params,
    tables: BTreeMap<String, Value<'g>>,
    /// The sizes of the letters of given tables.
    sizes: BTreeMap<Letter, usize>,
    /// What formulas of sizes are called in the graph.
    symbols: RefCell<Vec<(Size, Letter)>>,
    step: &'p Step,
    /// The step itself at the place before, along each axis along which it is made place by place.
    before: Vec<(Value<'g>, Letter)>,
}

/// The graph of a program on inputs of these names and axes.
///
/// # Errors
/// What graphs do not have, or what does not fit at these sizes.
pub fn lower(program: &Checked, inputs: Vec<(&str, Vec<Axis>)>, params: &Params) -> Lowered<Graph> {
    let axes = inputs.iter().flat_map(|(_, axes)| axes);
    let sizes: BTreeMap<Letter, usize> = axes.map(|axis| (axis.symbol, axis.size)).collect();
    let symbols = sizes.keys().map(|letter| (Size::symbol(*letter), *letter)).collect();
    let names: Vec<String> = inputs.iter().map(|(name, _)| (*name).to_owned()).collect();
    let g = Builder::new(inputs, params.clone());
    let mut tables: BTreeMap<String, Value> = BTreeMap::new();
    for name in names {
        tables.extend(g.input(&name).map(|value| (name, value)));
    }
    let symbols = RefCell::new(symbols);
    let mut output = None;
    let mut lowering: Option<Lowering> = None;
    for step in &program.steps {
        let (tables, symbols) = match lowering.take() {
            Some(before) => (before.tables, before.symbols),
            None => (std::mem::take(&mut tables), symbols.clone()),
        };
        let mut own = Lowering {
            g: &g,
            program,
            params,
            tables,
            sizes: sizes.clone(),
            symbols,
            step,
            before: Vec::new(),
        };
        let value = own.step()?;
        own.tables.insert(step.left.name.text.clone(), value);
        output = Some(value.id());
        lowering = Some(own);
    }
    drop(lowering);
    let Some(output) = output else {
        let error = Error::new(Code::BadRequest, "The program has no step.");
        return Err(Failure::Request(Box::new(error.hint("Write one."))));
    };
    g.fuse_scores();
    let mut graph = g.finish(output).map_err(|error| Failure::Request(Box::new(error)))?;
    // What is given is called as it is typed, as steps are: x and X may be two.
    for node in graph.nodes.iter_mut().filter(|node| node.op == Op::Input) {
        node.label = Some(node.id.clone());
    }
    Ok(graph)
}

impl<'g> Lowering<'g, '_> {
    /// The table that the step makes, with its name.
    fn step(&mut self) -> Lowered<Value<'g>> {
        let left = &self.step.left;
        let letters: Vec<Letter> =
            left.indices.iter().flat_map(Index::letters).map(|at| at.letter).collect();
        for along in order(left, &self.step.right).unwrap_or_default() {
            self.before.push((self.g.before(self.left_axes()?, along), along));
        }
        let made = match &self.step.right.kind {
            Kind::Concat { into, parts } => self.concat(*into, parts)?,
            Kind::Normal(seed) => self.normal(*seed, &letters)?,
            _ => self.expression(&self.step.right, Some(&letters))?,
        };
        let mut value = self.table_over(made, &letters)?;
        let mut at = 0;
        for index in &left.indices {
            if let Index::Pair([outer, inner]) = index {
                let size = self.size_of(outer.letter)?.times(&self.size_of(inner.letter)?);
                let size = size.unwrap_or_else(|| Size::whole(1));
                let whole = self.axis_of(&size, None)?;
                value = value.merge_as([outer.letter, inner.letter], whole);
            }
            at += 1;
        }
        debug_assert_eq!(at, left.indices.len());
        while let Some((before, _)) = self.before.pop() {
            value = self.g.scan(before, value, value, false);
        }
        // A step that only reads another one is a table of its own.
        if self.tables.values().any(|known| known.id() == value.id()) {
            let own = value.letters();
            value = value.sum(&format!("{own}->{own}"));
        }
        let name = &left.name.text;
        Ok(value.named_as(name, &self.symbol()).labelled(name))
    }

    /// The axes of the left side.
    fn left_axes(&self) -> Lowered<Vec<Axis>> {
        let axes = self.step.left.indices.iter().map(|index| match index {
            Index::Letter(at) | Index::Before(at) => self.axis(at.letter),
            Index::Pair([outer, inner]) => {
                let size = self.size_of(outer.letter)?.times(&self.size_of(inner.letter)?);
                self.axis_of(&size.unwrap_or_else(|| Size::whole(1)), None)
            }
        });
        axes.collect()
    }

    /// What formulas call the step: its first letter where no other name has the same one.
    fn symbol(&self) -> String {
        let name = &self.step.left.name.text;
        let Some(first) = name.chars().next() else { return String::new() };
        let others = self.program.tables.iter().filter(|table| table.name.text != *name);
        let taken = others.map(|table| &table.name.text).any(|other| other.starts_with(first));
        if taken { name.clone() } else { first.to_string() }
    }

    /// The number that a parameter has.
    fn param(&self, name: &str) -> Option<f64> {
        match self.params.0.get(name) {
            Some(ParamValue::Number(number)) => Some(*number),
            _ => None,
        }
    }
}

/// What graphs do not have.
fn no_graph(at: Span, what: &str, hint: &str) -> Failure {
    Failure::Program(Diagnostic::new(Mistake::NoGraph, at, what).hint(hint))
}
