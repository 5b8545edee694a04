//! The builder: what a variant writes its program with.
//!
//! A graph is built for one request, so each axis has a size. The axes of a node are checked as
//! it is added; the first thing that is wrong is kept and [`Builder::finish`] returns it, so
//! that a variant reads like the formula and not like error handling.

mod scan;
mod value;

pub use value::Value;

use std::cell::{Cell, RefCell};

use crate::base::error::{Code, Error, Result};
use crate::base::letter::Letter;
use crate::program::axis::{Axis, letters};
use crate::program::choice::Choices;
use crate::program::condition::{ClosedForm, Condition, causal, causal_from_the_last};
use crate::program::einsum::Equation;
use crate::program::graph::{Graph, Relation};
use crate::program::limits;
use crate::program::node_id::NodeId;
use crate::program::op::{Node, Op, Table};
use crate::program::param::{CAUSAL, Causal, Param, Params};
use crate::program::role::Role;

/// What the names begin with that the builder gives.
pub(crate) const NAMELESS: &str = "step-";

/// The name that the builder gives to a step.
fn nameless(id: NodeId) -> String {
    format!("{NAMELESS}{}", id.0 + 1)
}

/// What formulas call a step without a name, and one of the backward pass.
const SYMBOLS: [&str; 2] = ["t", "g"];

/// What writes a graph: its steps, and the output.
#[derive(Clone, Copy)]
pub enum Program<'v> {
    /// A variant's own file; it returns the output.
    Shipped(for<'g> fn(&'g Builder) -> Value<'g>),
    /// A person's own text, read.
    Written(&'v dyn Written),
}

/// A program that is data.
pub trait Written {
    /// Its graph on inputs of these names and axes.
    ///
    /// # Errors
    /// What does not fit at these sizes, or is too large.
    fn graph(&self, inputs: Vec<(&str, Vec<Axis>)>, params: &Params) -> Result<Graph>;
}

/// A graph under construction.
pub struct Builder {
    params: Params,
    nodes: RefCell<Vec<Node>>,
    relations: RefCell<Vec<Relation>>,
    error: RefCell<Option<Error>>,
    /// Whether the nodes that are added now belong to the backward pass.
    backward: Cell<bool>,
    /// The part of the program that they belong to.
    group: Cell<Option<&'static str>>,
    /// The axes of the scans whose bodies are being written, from the outermost on.
    scans: RefCell<Vec<Letter>>,
}

impl Builder {
    /// A builder whose inputs have these names and axes.
    #[must_use]
    pub fn new(inputs: Vec<(&str, Vec<Axis>)>, params: Params) -> Self {
        let builder = Self {
            params,
            nodes: RefCell::default(),
            relations: RefCell::default(),
            error: RefCell::default(),
            backward: Cell::new(false),
            group: Cell::new(None),
            scans: RefCell::default(),
        };
        for (name, axes) in inputs {
            let _ = builder.add(Op::Input, vec![], axes).named_as(name, name);
        }
        builder
    }

    /// The graph of a program on inputs of these names and axes.
    ///
    /// # Errors
    /// What [`Self::finish`] refuses.
    pub fn graph(
        program: Program,
        inputs: Vec<(&str, Vec<Axis>)>,
        params: &Params,
    ) -> Result<Graph> {
        match program {
            Program::Shipped(write) => {
                let builder = Self::new(inputs, params.clone());
                let output = write(&builder).id();
                builder.finish(output)
            }
            Program::Written(written) => written.graph(inputs, params),
        }
    }

    /// The input of a backward pass: the gradient of the output, which formulas call `G` where it is
    /// given and `∂o` where it is used.
    pub fn upstream(&self, name: &str, axes: Vec<Axis>) -> Value<'_> {
        self.add(Op::Input, vec![], axes).named_as(name, "G")
    }

    /// A builder that goes on where a graph ends.
    #[must_use]
    pub fn onward(graph: Graph) -> Self {
        Self {
            params: Params::default(),
            nodes: RefCell::new(graph.nodes),
            relations: RefCell::new(graph.relations),
            error: RefCell::default(),
            backward: Cell::new(false),
            group: Cell::new(None),
            scans: RefCell::default(),
        }
    }

    /// The same with the graph's backward pass.
    #[must_use]
    pub fn backward(graph: Graph) -> Self {
        let builder = Self::onward(graph);
        builder.backward.set(true);
        builder
    }

    /// The inputs of these names.
    pub fn inputs<const COUNT: usize>(&self, names: [&str; COUNT]) -> [Value<'_>; COUNT] {
        names.map(|name| {
            self.input(name).unwrap_or_else(|| {
                let cause = format!("The program reads an input \"{name}\" that is not declared.");
                let error = Error::new(Code::UnknownInput, cause).at(name);
                self.refuse(error.hint("Add it to the variant's inputs."));
                self.at(NodeId(0))
            })
        })
    }

    /// An optional input: none where the person did not give it.
    #[must_use]
    pub fn input(&self, name: &str) -> Option<Value<'_>> {
        let place = self.nodes.borrow().iter().position(|node| node.id == name)?;
        Some(self.at(NodeId(place)))
    }

    /// What stands at a place.
    #[must_use]
    pub fn node(&self, id: NodeId) -> Node {
        self.nodes.borrow()[id.0].clone()
    }

    /// A node that is there already.
    #[must_use]
    pub fn at(&self, id: NodeId) -> Value<'_> {
        Value { builder: self, id }
    }

    /// A part of the program that a reader may take as one: a page can fold its steps.
    pub fn group<T>(&self, name: &'static str, part: impl FnOnce() -> T) -> T {
        let around = self.group.replace(Some(name));
        let made = part();
        self.group.set(around);
        made
    }

    /// Whether a flag is set.
    pub fn flag(&self, param: &Param) -> bool {
        self.params.flag(param)
    }

    /// The choice that a parameter has.
    pub fn choice<C: Choices>(&self, param: &Param) -> C {
        C::of(self.params.word(param))
    }

    /// The number that a parameter has.
    pub fn number(&self, param: &Param) -> f64 {
        self.params.number(param)
    }

    /// The same as a whole number.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`Param` checks it"
    )]
    pub fn whole(&self, param: &Param) -> u32 {
        self.number(param) as u32
    }

    /// The mask that the person typed, as the input `mask`; none where there is none.
    pub fn mask_input(&self) -> Condition {
        self.input("mask").map_or(Condition::Always, Value::given)
    }

    /// The keys that each query may read by the parameter `causal`.
    pub fn causal(&self) -> Condition {
        match self.choice(&CAUSAL) {
            Causal::Off => Condition::Always,
            Causal::UpperLeft => causal(),
            Causal::LowerRight => causal_from_the_last(self.size_of('i'), self.size_of('j')),
        }
    }

    /// A contraction of two tensors: `"id,jd->ij"`.
    pub fn contract<'g>(&'g self, equation: &str, one: Value<'g>, two: Value<'g>) -> Value<'g> {
        self.contraction(equation, vec![one.id, two.id])
    }

    /// A table whose cells their places decide.
    pub fn table(&self, form: ClosedForm, axes: Vec<Axis>) -> Value<'_> {
        let known = |letter: &Letter| axes.iter().any(|axis| axis.letter == *letter);
        if let Some(letter) = form.letters().into_iter().find(|letter| !known(letter)) {
            let cause = format!("The table has no axis \"{letter}\".");
            let error = Error::new(Code::UnknownAxis, cause).found(letter);
            let hint = format!("Its axes are \"{}\".", letters(&axes));
            self.refuse(error.hint(hint));
            return self.constant(0.0, axes);
        }
        self.add(Op::Table(Table::Form(form)), vec![], axes)
    }

    /// A table of normal numbers from a seed, the same for good.
    pub fn normal(&self, seed: u32, axes: Vec<Axis>) -> Value<'_> {
        self.add(Op::Table(Table::Normal { seed }), vec![], axes)
    }

    /// Whether a step has this name.
    pub fn has(&self, name: &str) -> bool {
        self.nodes.borrow().iter().any(|node| node.id == name)
    }

    /// The number of places of an axis, wherever it stands, for a closed form.
    pub fn size_of(&self, letter: Letter) -> ClosedForm {
        match self.size(letter) {
            Ok(size) => ClosedForm::Size { letter, size },
            Err(error) => {
                self.refuse(error);
                ClosedForm::Size { letter, size: 1 }
            }
        }
    }

    /// The axes of these letters, wherever they stand.
    pub fn axes(&self, letters: &str) -> Vec<Axis> {
        let axis = |letter: Letter| match self.axis(letter) {
            Ok(axis) => axis,
            Err(error) => {
                self.refuse(error);
                Axis::named(letter, 1)
            }
        };
        letters.chars().map(axis).collect()
    }

    /// The number that a parameter has, for a closed form.
    pub fn param(&self, param: &Param) -> ClosedForm {
        ClosedForm::Param { name: param.name.to_owned(), value: self.number(param) }
    }

    /// The same number in every cell.
    pub fn constant(&self, number: f64, axes: Vec<Axis>) -> Value<'_> {
        self.add(Op::Constant(number), vec![], axes)
    }

    /// The finished graph.
    ///
    /// # Errors
    /// The first thing that went wrong in building it, or `too-large`.
    pub fn finish(self, output: NodeId) -> Result<Graph> {
        if let Some(error) = self.error.into_inner() {
            return Err(error);
        }
        let mut nodes = self.nodes.into_inner();
        number_nameless(&mut nodes, symbol_of(self.backward.get()));
        name_bodies(&mut nodes);
        limits::check_cells(nodes.iter().map(|node| node.axes.as_slice()))?;
        Ok(Graph { nodes, output, relations: self.relations.into_inner() })
    }

    fn contraction(&self, equation: &str, inputs: Vec<NodeId>) -> Value<'_> {
        let first = inputs[0];
        self.bound(equation, &inputs)
            .and_then(|(equation, loops)| {
                limits::check_loops(&equation.to_string(), &loops)?;
                let axes = loops[..equation.output.len()].to_vec();
                Ok(self.add(Op::Contract { equation, loops }, inputs, axes))
            })
            .unwrap_or_else(|error| self.refused(error, first))
    }

    fn bound(&self, equation: &str, inputs: &[NodeId]) -> Result<(Equation, Vec<Axis>)> {
        let equation = Equation::parse(equation)?;
        let nodes = self.nodes.borrow();
        let operands: Vec<&[Axis]> = inputs.iter().map(|id| &*nodes[id.0].axes).collect();
        let loops = equation.bind(&operands)?;
        Ok((equation, loops))
    }

    fn add(&self, op: Op, inputs: Vec<NodeId>, axes: Vec<Axis>) -> Value<'_> {
        let mut nodes = self.nodes.borrow_mut();
        let id = NodeId(nodes.len());
        nodes.push(Node {
            id: nameless(id),
            symbol: symbol_of(self.backward.get()).to_owned(),
            op,
            inputs,
            axes,
            backward: self.backward.get(),
            role: None,
            transient: false,
            group: self.group.get(),
            label: None,
            misprint: None,
        });
        Value { builder: self, id }
    }

    /// Says that a step is the weights, and what they are made from the scores: the product that
    /// stands before them, behind what only changes its cells one by one.
    fn weigh(&self, weights: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        nodes[weights.0].role = Some(Role::Weights);
        let mut at = nodes[weights.0].inputs[0];
        while nodes[at.0].op.is_by_cell() {
            at = nodes[at.0].inputs[0];
        }
        if nodes[at.0].op.is_product() {
            nodes[at.0].role = Some(Role::Scores);
        }
    }

    /// Says of what stands between scores and weights that a fused kernel never writes it to memory.
    pub fn fuse_scores(&self) {
        let mut nodes = self.nodes.borrow_mut();
        for place in 0..nodes.len() {
            if nodes[place].role != Some(Role::Weights) {
                continue;
            }
            let mut at = nodes[place].inputs[0];
            while nodes[at.0].op.is_by_cell() {
                nodes[at.0].transient = true;
                at = nodes[at.0].inputs[0];
            }
            nodes[at.0].transient |= nodes[at.0].role == Some(Role::Scores);
        }
    }

    fn relate(&self, relation: Relation) {
        let mut relations = self.relations.borrow_mut();
        if !relations.contains(&relation) {
            relations.push(relation);
        }
    }

    /// The size of an axis, wherever it stands.
    fn size(&self, letter: Letter) -> Result<usize> {
        self.axis(letter).map(|axis| axis.size)
    }

    fn axis(&self, letter: Letter) -> Result<Axis> {
        let nodes = self.nodes.borrow();
        let mut axes = nodes.iter().flat_map(|node| &node.axes);
        axes.find(|axis| axis.letter == letter).copied().ok_or_else(|| {
            let cause = format!("No tensor has an axis \"{letter}\".");
            let hint = "Use a letter that one of the variant's tensors has.";
            Error::new(Code::UnknownAxis, cause).found(letter).hint(hint)
        })
    }

    fn refuse(&self, error: Error) {
        self.error.borrow_mut().get_or_insert(error);
    }

    fn refused(&self, error: Error, instead: NodeId) -> Value<'_> {
        self.refuse(error);
        self.at(instead)
    }
}

fn symbol_of(backward: bool) -> &'static str {
    SYMBOLS[usize::from(backward)]
}

/// What a body reads is called as it is outside.
fn name_bodies(nodes: &mut [Node]) {
    for at in 0..nodes.len() {
        let (before, own) = nodes.split_at_mut(at);
        let node = &mut own[0];
        let Some(body) = node.op.body_mut() else { continue };
        let names: Vec<(String, String)> = std::iter::once((node.id.clone(), node.symbol.clone()))
            .chain(
                node.inputs.iter().map(|id| (before[id.0].id.clone(), before[id.0].symbol.clone())),
            )
            .collect();
        let symbol = node.symbol.clone();
        for (inner, (id, symbol)) in body.nodes.iter_mut().zip(names) {
            (inner.id, inner.symbol) = (id, symbol);
        }
        // A scan that the body ends in makes the same table.
        if let Some(inner) = body.nodes.get_mut(body.output.0)
            && inner.op.body_mut().is_some()
        {
            inner.symbol = symbol;
        }
        name_bodies(&mut body.nodes);
    }
}

/// Steps without a name become `t_1`, `t_2`, … in reading order, where more than one step is `t`.
fn number_nameless(nodes: &mut [Node], symbol: &str) {
    if nodes.iter().filter(|node| node.symbol == symbol).count() < 2 {
        return;
    }
    let is_nameless = |node: &&mut Node| node.symbol == symbol && node.id.starts_with(NAMELESS);
    for (place, node) in nodes.iter_mut().filter(is_nameless).enumerate() {
        node.symbol = format!("{symbol}_{}", place + 1);
    }
}
