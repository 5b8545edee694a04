//! The builder: what a variant writes its program with.
//!
//! A graph is built for one request, so each axis has a size. The axes of a node are checked as
//! it is added; the first thing that is wrong is kept and [`Builder::finish`] returns it, so
//! that a variant reads like the formula and not like error handling.

use std::cell::{Cell, RefCell};

use crate::axis::{Axis, Letter, letters};
use crate::einsum::Equation;
use crate::error::{Code, Error, Result};
use crate::function::Function;
use crate::graph::{Graph, Node, NodeId, Relation};
use crate::limits;
use crate::mask::{Fill, Mask};
use crate::op::{Combine, Factor, Op};
use crate::param::{MASK_FILL, Param, SCALE, Settings};

/// What the names begin with that the builder gives.
const NAMELESS: &str = "step-";

/// A graph under construction.
pub struct Builder {
    settings: Settings,
    nodes: RefCell<Vec<Node>>,
    relations: RefCell<Vec<Relation>>,
    error: RefCell<Option<Error>>,
    /// Whether the nodes that are added now belong to the backward pass.
    backward: Cell<bool>,
}

/// A node under construction: the handle that the variant's program passes around.
#[derive(Clone, Copy)]
pub struct Value<'g> {
    builder: &'g Builder,
    id: NodeId,
}

impl Builder {
    /// A builder whose inputs have these names and axes.
    #[must_use]
    pub fn new(inputs: Vec<(&str, Vec<Axis>)>, settings: Settings) -> Self {
        let builder = Self {
            settings,
            nodes: RefCell::default(),
            relations: RefCell::default(),
            error: RefCell::default(),
            backward: Cell::new(false),
        };
        for (name, axes) in inputs {
            let _ = builder.add(Op::Input, vec![], axes).named_as(name, name);
        }
        builder
    }

    /// The input of a backward pass: the gradient of the output.
    pub fn upstream(&self, name: &str, axes: Vec<Axis>) -> Value<'_> {
        self.add(Op::Input, vec![], axes).named_as(name, "∂o")
    }

    /// A builder that goes on where a graph ends, with its backward pass.
    #[must_use]
    pub fn backward(graph: Graph) -> Self {
        Self {
            settings: Settings::default(),
            nodes: RefCell::new(graph.nodes),
            relations: RefCell::new(graph.relations),
            error: RefCell::default(),
            backward: Cell::new(true),
        }
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

    /// A node that is there already.
    #[must_use]
    pub fn at(&self, id: NodeId) -> Value<'_> {
        Value { builder: self, id }
    }

    /// Whether a flag is set.
    pub fn flag(&self, param: &Param) -> bool {
        self.settings.flag(param)
    }

    /// The word that a parameter has.
    pub fn word(&self, param: &Param) -> &str {
        self.settings.word(param)
    }

    /// The number that a parameter has.
    pub fn number(&self, param: &Param) -> f64 {
        self.settings.number(param)
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
    pub fn given_mask(&self) -> Mask {
        self.input("mask").map_or(Mask::Full, |mask| Mask::Given(mask.id))
    }

    /// A contraction of two tensors: `"id,jd->ij"`.
    pub fn contract<'g>(&'g self, equation: &str, one: Value<'g>, two: Value<'g>) -> Value<'g> {
        self.contraction(equation, vec![one.id, two.id])
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
        let nodes = self.nodes.into_inner();
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
            id: format!("{NAMELESS}{}", id.0 + 1),
            symbol: "t".to_owned(),
            op,
            inputs,
            axes,
            backward: self.backward.get(),
            transient: false,
        });
        Value { builder: self, id }
    }

    fn relate(&self, relation: Relation) {
        let mut relations = self.relations.borrow_mut();
        if !relations.contains(&relation) {
            relations.push(relation);
        }
    }

    /// The size of an axis, wherever it stands.
    fn size(&self, letter: Letter) -> Result<usize> {
        let nodes = self.nodes.borrow();
        let mut axes = nodes.iter().flat_map(|node| &node.axes);
        axes.find(|axis| axis.letter == letter).map(|axis| axis.size).ok_or_else(|| {
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

impl Value<'_> {
    /// The place of this node in the graph.
    #[must_use]
    pub fn id(self) -> NodeId {
        self.id
    }

    /// The axes of this node.
    #[must_use]
    pub fn axes(self) -> Vec<Axis> {
        self.builder.nodes.borrow()[self.id.0].axes.clone()
    }

    /// The letters of this node: `"ij"`.
    #[must_use]
    pub fn letters(self) -> String {
        letters(&self.axes())
    }

    /// Names the step, and calls it by the first letter of its name in formulas.
    #[must_use]
    pub fn named(self, name: &str) -> Self {
        let symbol: String = name.chars().take(1).collect();
        self.named_as(name, &symbol)
    }

    /// Names the step, and says what formulas call it.
    #[must_use]
    pub fn named_as(self, name: &str, symbol: &str) -> Self {
        let node = &mut self.builder.nodes.borrow_mut()[self.id.0];
        name.clone_into(&mut node.id);
        symbol.clone_into(&mut node.symbol);
        self
    }

    /// Whether the step has a name of its own by now.
    #[must_use]
    pub fn is_named(self) -> bool {
        !self.builder.nodes.borrow()[self.id.0].id.starts_with(NAMELESS)
    }

    /// Says that a fused kernel never writes this step to memory.
    #[must_use]
    pub fn transient(self) -> Self {
        self.builder.nodes.borrow_mut()[self.id.0].transient = true;
        self
    }

    /// A contraction of this tensor with another: `"ij,jm->im"`.
    #[must_use]
    pub fn contract(self, equation: &str, other: Self) -> Self {
        self.builder.contract(equation, self, other)
    }

    /// A contraction of this tensor alone, a sum or another order of its axes: `"ij->i"`.
    #[must_use]
    pub fn sum(self, equation: &str) -> Self {
        self.builder.contraction(equation, vec![self.id])
    }

    /// Cell by cell, an axis that one of them lacks repeated: `"id,d->id"`.
    #[must_use]
    pub fn plus(self, equation: &str, other: Self) -> Self {
        self.pointwise(Combine::Plus, equation, other)
    }

    /// Cell by cell, this less the other.
    #[must_use]
    pub fn minus(self, equation: &str, other: Self) -> Self {
        self.pointwise(Combine::Minus, equation, other)
    }

    /// Cell by cell, this over the other, and 0 where the other is 0.
    #[must_use]
    pub fn over(self, equation: &str, other: Self) -> Self {
        self.pointwise(Combine::Over, equation, other)
    }

    fn pointwise(self, combine: Combine, equation: &str, other: Self) -> Self {
        let inputs = vec![self.id, other.id];
        self.builder.bound(equation, &inputs).map_or_else(
            |error| self.builder.refused(error, self.id),
            |(equation, axes)| {
                // Whatever stands in a term stands in the result, so no loop is summed over.
                self.builder.add(Op::Pointwise { combine, equation }, inputs, axes)
            },
        )
    }

    /// A function of each cell.
    #[must_use]
    pub fn map(self, function: Function) -> Self {
        self.unary(Op::Map(function))
    }

    /// The slope of a function at each cell.
    #[must_use]
    pub fn slope(self, function: Function) -> Self {
        self.unary(Op::Slope(function))
    }

    /// Divides by the square root of an axis' size, unless the variant has a parameter `scale`
    /// and it is off.
    #[must_use]
    pub fn scale(self, letter: Letter) -> Self {
        if self.builder.settings.is_off(&SCALE) {
            return self;
        }
        self.sized(letter, |size| Factor::OverSqrt { letter, size })
    }

    /// Divides by an axis' size, which makes a sum over that axis a mean.
    #[must_use]
    pub fn over_size(self, letter: Letter) -> Self {
        self.sized(letter, |size| Factor::OverSize { letter, size })
    }

    /// Every cell times a number.
    #[must_use]
    pub fn times(self, number: f64) -> Self {
        self.factor(Factor::Number(number))
    }

    /// Every cell times a factor.
    #[must_use]
    pub fn factor(self, factor: Factor) -> Self {
        self.unary(Op::Scale(factor))
    }

    fn sized(self, letter: Letter, factor: impl Fn(usize) -> Factor) -> Self {
        match self.builder.size(letter) {
            Ok(size) => self.factor(factor(size)),
            Err(error) => self.builder.refused(error, self.id),
        }
    }

    /// Fills the cells that the mask forbids, by the rule of the parameter `mask_fill`. No step
    /// where the mask allows everything.
    #[must_use]
    pub fn mask(self, mask: Mask) -> Self {
        let minus_billion = self.builder.word(&MASK_FILL) == "-1e9";
        let fill = if minus_billion { Fill::MinusBillion } else { Fill::MinusInfinity };
        self.mask_with(mask, fill)
    }

    /// Fills the cells that the mask forbids with a number.
    #[must_use]
    pub fn mask_with(self, mask: Mask, fill: Fill) -> Self {
        if mask == Mask::Full {
            return self;
        }
        let inputs = std::iter::once(self.id).chain(mask.nodes()).collect();
        let symbol = format!("{}′", self.builder.nodes.borrow()[self.id.0].symbol);
        let masked = self.builder.add(Op::Mask { mask, fill }, inputs, self.axes());
        if self.builder.backward.get() {
            return masked; // named as the gradient that it is; `masked` is a step already
        }
        masked.named_as("masked", &symbol).transient()
    }

    /// Softmax along an axis.
    #[must_use]
    pub fn softmax(self, along: Letter) -> Self {
        self.row_wise(along, Op::Softmax { along }).transient()
    }

    /// 1 at the largest cell along an axis, 0 elsewhere.
    #[must_use]
    pub fn one_hot(self, along: Letter, straight_through: bool) -> Self {
        self.row_wise(along, Op::OneHot { along, straight_through }).transient()
    }

    /// Running sums along an axis.
    #[must_use]
    pub fn running_sum(self, along: Letter, backward: bool) -> Self {
        self.row_wise(along, Op::RunningSum { along, backward })
    }

    /// One axis as two, the outer of this size: `split('e', ['h', 'k'], heads)`.
    ///
    /// Refused where the axis does not divide, as `param-value` of the parameter `field`.
    #[must_use]
    pub fn split(self, letter: Letter, parts: [Letter; 2], outer: u32, field: &str) -> Self {
        let axis = match self.axis(letter) {
            Ok(axis) => axis,
            Err(error) => return self.builder.refused(error, self.id),
        };
        let outer = outer as usize;
        if outer == 0 || axis.size % outer != 0 {
            let error = indivisible(axis, outer, field);
            return self.builder.refused(error, self.id);
        }
        self.builder.relate(Relation::Product { whole: axis.symbol, parts });
        let sizes = [outer, axis.size / outer];
        let new = parts.iter().zip(sizes).map(|(part, size)| Axis::named(*part, size));
        let new: Vec<Axis> = new.collect();
        let axes = self
            .axes()
            .into_iter()
            .flat_map(|other| if other == axis { new.clone() } else { vec![other] });
        self.builder.add(Op::Split { letter }, vec![self.id], axes.collect())
    }

    /// Two neighbouring axes as one: `join(['h', 'v'], 'u')`.
    #[must_use]
    pub fn join(self, parts: [Letter; 2], letter: Letter) -> Self {
        let (outer, inner) = match (self.axis(parts[0]), self.axis(parts[1])) {
            (Ok(outer), Ok(inner)) => (outer, inner),
            (Err(error), _) | (_, Err(error)) => return self.builder.refused(error, self.id),
        };
        self.builder
            .relate(Relation::Product { whole: letter, parts: [outer.symbol, inner.symbol] });
        let whole = Axis::named(letter, outer.size * inner.size);
        let axes = self.axes().into_iter().filter(|axis| *axis != inner);
        let axes = axes.map(|axis| if axis == outer { whole } else { axis }).collect();
        self.builder.add(Op::Join { letter }, vec![self.id], axes)
    }

    /// Another tensor behind the last place along an axis, which is then called `into`.
    #[must_use]
    pub fn append(self, along: Letter, into: Letter, other: Self) -> Self {
        match self.axis(along) {
            Ok(axis) => {
                self.builder.relate(Relation::Successor { next: into, of: axis.symbol });
                let longer = Axis::named(into, axis.size + 1);
                let axes = self.axes().into_iter();
                let axes = axes.map(|other| if other == axis { longer } else { other }).collect();
                self.builder.add(Op::Append { along: into }, vec![self.id, other.id], axes)
            }
            Err(error) => self.builder.refused(error, self.id),
        }
    }

    /// A number behind the last place along an axis, which is then called `into`.
    #[must_use]
    pub fn append_number(self, along: Letter, into: Letter, number: f64) -> Self {
        let axes = self.axes().into_iter().filter(|axis| axis.letter != along).collect();
        let constant = self.builder.constant(number, axes);
        self.append(along, into, constant)
    }

    fn row_wise(self, along: Letter, op: Op) -> Self {
        match self.axis(along) {
            Ok(_) => self.unary(op),
            Err(error) => self.builder.refused(error, self.id),
        }
    }

    fn unary(self, op: Op) -> Self {
        self.builder.add(op, vec![self.id], self.axes())
    }

    /// A node of these axes over this one, for the backward pass, which knows them.
    #[must_use]
    pub fn derived(self, op: Op, axes: Vec<Axis>) -> Self {
        self.builder.add(op, vec![self.id], axes)
    }

    fn axis(self, letter: Letter) -> Result<Axis> {
        let nodes = self.builder.nodes.borrow();
        let node = &nodes[self.id.0];
        node.axes.iter().find(|axis| axis.letter == letter).copied().ok_or_else(|| {
            let cause = format!("\"{}\" has no axis \"{letter}\".", node.id);
            let error = Error::new(Code::UnknownAxis, cause).at(&node.id).found(letter);
            error.hint(format!("Its axes are \"{}\".", letters(&node.axes)))
        })
    }
}

/// A width that its heads do not divide, with the numbers that would.
fn indivisible(axis: Axis, outer: usize, field: &str) -> Error {
    let divisors = (1..=axis.size).filter(|divisor| axis.size.is_multiple_of(*divisor));
    let list = divisors.map(|divisor| divisor.to_string()).collect::<Vec<_>>().join(", ");
    let cause =
        format!("{outer} does not divide the {} {}.", axis.size, crate::axis::meaning(axis.letter));
    let error = Error::new(Code::ParamValue, cause).at(field).expected(&list).found(outer);
    error.hint(format!("Use one of {list}."))
}
