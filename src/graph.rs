//! Graphs: nodes, and the builder that a variant writes its program with.
//!
//! A graph is built for one request, so each axis has a size. The axes of a node are checked as
//! it is added; the first thing that is wrong is kept and [`Builder::finish`] returns it, so
//! that a variant reads like the formula and not like error handling.

use std::cell::RefCell;

use crate::axis::{Axis, Letter};
use crate::einsum::Equation;
use crate::error::{Code, Error, Result};
use crate::limits;
use crate::mask::{Fill, Mask};
use crate::op::{Divisor, Op};
use crate::param::{MASK_FILL, Param, SCALE, Settings};

/// A node's place in its graph; inputs of a node always stand before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(pub usize);

/// One step of the program.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The name that the variant gave, unique within the graph.
    pub id: String,
    /// What formulas call it: `s`, or `s′`.
    pub symbol: String,
    pub op: Op,
    pub inputs: Vec<NodeId>,
    pub axes: Vec<Axis>,
}

/// A variant's program for one request.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    pub nodes: Vec<Node>,
    pub output: NodeId,
}

impl Graph {
    /// The node at a place.
    #[must_use]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0]
    }

    /// The place of the node with this name.
    ///
    /// # Errors
    /// `unknown-step`, with the names that there are.
    pub fn find(&self, id: &str) -> Result<NodeId> {
        self.nodes.iter().position(|node| node.id == id).map(NodeId).ok_or_else(|| {
            let names: Vec<&str> = self.nodes.iter().map(|node| node.id.as_str()).collect();
            let cause = format!("There is no step \"{id}\" in this result.");
            let error = Error::new(Code::UnknownStep, cause).at("step").found(id);
            error.hint(format!("The steps are: {}.", names.join(", ")))
        })
    }

    /// The nodes with their places, in the order in which they are computed.
    pub fn steps(&self) -> impl DoubleEndedIterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate().map(|(place, node)| (NodeId(place), node))
    }
}

/// What a variant builds its graph with.
pub struct Builder {
    settings: Settings,
    nodes: RefCell<Vec<Node>>,
    error: RefCell<Option<Error>>,
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
        let node = |(name, axes): (&str, Vec<Axis>)| Node {
            id: name.to_owned(),
            symbol: name.to_owned(),
            op: Op::Input,
            inputs: Vec::new(),
            axes,
        };
        let nodes = inputs.into_iter().map(node).collect();
        Self { settings, nodes: RefCell::new(nodes), error: RefCell::new(None) }
    }

    /// The inputs of these names.
    pub fn inputs<const COUNT: usize>(&self, names: [&str; COUNT]) -> [Value<'_>; COUNT] {
        names.map(|name| {
            self.input(name).unwrap_or_else(|| {
                let cause = format!(
                    "The variant's program reads an input \"{name}\" that it does not declare."
                );
                self.refuse(
                    Error::new(Code::UnknownInput, cause).hint("Add it to the variant's inputs."),
                );
                Value { builder: self, id: NodeId(0) }
            })
        })
    }

    /// An optional input: none where the person did not give it.
    #[must_use]
    pub fn input(&self, name: &str) -> Option<Value<'_>> {
        let place = self.nodes.borrow().iter().position(|node| node.id == name)?;
        Some(Value { builder: self, id: NodeId(place) })
    }

    /// Whether a flag is set.
    pub fn flag(&self, param: &Param) -> bool {
        self.settings.flag(param)
    }

    /// The mask that the person typed, as the input `mask`; none where there is none.
    pub fn given_mask(&self) -> Mask {
        self.input("mask").map_or(Mask::Full, |mask| Mask::Given(mask.id))
    }

    /// A contraction of two tensors: `"id,jd->ij"`.
    pub fn contract<'g>(&'g self, equation: &str, one: Value<'g>, two: Value<'g>) -> Value<'g> {
        let inputs = vec![one.id, two.id];
        let node = Equation::parse(equation).and_then(|equation| {
            let nodes = self.nodes.borrow();
            let operands: Vec<&[Axis]> = inputs.iter().map(|id| &*nodes[id.0].axes).collect();
            let loops = equation.bind(&operands)?;
            limits::check_loops(&equation.to_string(), &loops)?;
            let axes = loops[..equation.output.len()].to_vec();
            Ok((Op::Contract { equation, loops }, axes))
        });
        match node {
            Ok((op, axes)) => self.add(op, inputs, axes),
            Err(error) => self.refused(error, one),
        }
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
        Ok(Graph { nodes, output })
    }

    /// The size of an axis, wherever it stands.
    fn size(&self, letter: Letter) -> Result<usize> {
        let nodes = self.nodes.borrow();
        let mut axes = nodes.iter().flat_map(|node| &node.axes);
        axes.find(|axis| axis.letter == letter).map(|axis| axis.size).ok_or_else(|| {
            let cause = format!("No input has an axis \"{letter}\".");
            let hint = "Use a letter that one of the variant's inputs has.";
            Error::new(Code::UnknownAxis, cause).found(letter).hint(hint)
        })
    }

    fn add(&self, op: Op, inputs: Vec<NodeId>, axes: Vec<Axis>) -> Value<'_> {
        let mut nodes = self.nodes.borrow_mut();
        let id = NodeId(nodes.len());
        let name = format!("step-{}", id.0 + 1);
        nodes.push(Node { id: name, symbol: "t".to_owned(), op, inputs, axes });
        Value { builder: self, id }
    }

    fn refuse(&self, error: Error) {
        self.error.borrow_mut().get_or_insert(error);
    }

    fn refused<'g>(&'g self, error: Error, instead: Value<'g>) -> Value<'g> {
        self.refuse(error);
        instead
    }
}

impl<'g> Value<'g> {
    /// The place of this node in the graph.
    #[must_use]
    pub fn id(self) -> NodeId {
        self.id
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

    /// A contraction of this tensor with another: `"ij,jm->im"`.
    #[must_use]
    pub fn contract(self, equation: &str, other: Self) -> Self {
        self.builder.contract(equation, self, other)
    }

    /// Divides by the square root of an axis' size, unless the parameter `scale` is off.
    #[must_use]
    pub fn scale(self, letter: Letter) -> Self {
        if !self.builder.flag(&SCALE) {
            return self;
        }
        match self.builder.size(letter) {
            Ok(size) => {
                let divisor = Divisor::Sqrt { letter, size };
                self.builder.add(Op::Divide(divisor), vec![self.id], self.axes())
            }
            Err(error) => self.builder.refused(error, self),
        }
    }

    /// Fills the cells that the mask forbids, by the rule of the parameter `mask_fill`. No step
    /// where the mask allows everything.
    #[must_use]
    pub fn mask(self, mask: Mask) -> Self {
        if mask == Mask::Full {
            return self;
        }
        let minus_billion = self.builder.settings.word(&MASK_FILL) == "-1e9";
        let fill = if minus_billion { Fill::MinusBillion } else { Fill::MinusInfinity };
        let inputs = std::iter::once(self.id).chain(mask.nodes()).collect();
        let masked = self.builder.add(Op::Mask { mask, fill }, inputs, self.axes());
        masked.named_as("masked", &format!("{}′", self.symbol()))
    }

    /// Softmax along an axis.
    #[must_use]
    pub fn softmax(self, along: Letter) -> Self {
        self.row_wise(along, Op::Softmax { along })
    }

    /// 1 at the largest cell along an axis, 0 elsewhere.
    #[must_use]
    pub fn one_hot(self, along: Letter) -> Self {
        self.row_wise(along, Op::OneHot { along })
    }

    fn row_wise(self, along: Letter, op: Op) -> Self {
        match self.axis(along) {
            Ok(_) => self.builder.add(op, vec![self.id], self.axes()),
            Err(error) => self.builder.refused(error, self),
        }
    }

    fn symbol(self) -> String {
        self.builder.nodes.borrow()[self.id.0].symbol.clone()
    }

    fn axes(self) -> Vec<Axis> {
        self.builder.nodes.borrow()[self.id.0].axes.clone()
    }

    fn axis(self, letter: Letter) -> Result<Axis> {
        let nodes = self.builder.nodes.borrow();
        let node = &nodes[self.id.0];
        node.axes.iter().find(|axis| axis.letter == letter).copied().ok_or_else(|| {
            let cause = format!("\"{}\" has no axis \"{letter}\".", node.id);
            let error = Error::new(Code::UnknownAxis, cause).at(&node.id).found(letter);
            error.hint(format!("Its axes are \"{}\".", crate::axis::letters(&node.axes)))
        })
    }
}
