//! The closed set of operations, and the step that does one. Each reading in `read/` is one
//! exhaustive `match` on it.

use crate::base::letter::Letter;
use crate::base::number::Number;
use crate::program::axis::Axis;
use crate::program::condition::{ClosedForm, Condition};
use crate::program::einsum::Equation;
use crate::program::function::Function;
use crate::program::mask::Fill;
use crate::program::misprint::Misprint;
use crate::program::node_id::NodeId;
use crate::program::role::Role;

/// What a node does with the tensors that it is given.
#[derive(Debug, Clone, PartialEq)]
pub enum Op {
    /// A tensor that the person gives.
    Input,
    /// The same number in every cell.
    Constant(f64),
    /// Cells that no input decides.
    Table(Table),
    /// A sum of products over named axes, of one tensor or of two. The loops are the result's
    /// axes, then the summed ones.
    Contract { equation: Equation, loops: Vec<Axis> },
    /// Two tensors cell by cell; an axis that one of them lacks is repeated. Nothing is summed.
    Pointwise { combine: Combine, equation: Equation },
    /// A tensor repeated along the axes that are new in the node.
    Expand,
    /// A function of each cell.
    Map(Function),
    /// The slope of a function at each cell; stands in backward passes only.
    Slope(Function),
    /// Every cell times the same factor.
    Scale(Factor),
    /// The cells at which the condition does not hold are filled.
    Mask { mask: Condition, fill: Fill },
    /// The first of two tensors where the condition holds, the second elsewhere.
    Choose { condition: Condition },
    /// exp, divided by its sum along the axis. A row without a cell above −∞ becomes 0.
    Softmax { along: Letter },
    /// 1 at the largest cell along the axis and 0 elsewhere; at a tie the first wins, as in
    /// NumPy's and PyTorch's `argmax`. A row without a cell above −∞ becomes 0. Its gradient is
    /// 0, or, straight through, that of the softmax that might stand in its place.
    OneHot { along: Letter, straight_through: bool },
    /// The point that is nearest to a row among those whose cells are shares (Martins and Astudillo
    /// 2016, arXiv:1602.02068): the row less a threshold, and 0 where that is below 0. A row without
    /// a cell above −∞ becomes 0.
    Sparsemax { along: Letter },
    /// 1 at the largest cells along the axis, as many as `count`, and 0 elsewhere; at a tie the first
    /// wins. A cell of −∞ is never among them. Its gradient is 0.
    TopK { along: Letter, count: u32 },
    /// The largest cell along the last of these axes, which disappears; 0 where every cell is −∞.
    /// The gradient goes to the first of the largest.
    Max { loops: Vec<Axis> },
    /// One axis as two, the first of them outer: `e` as heads and the width of a head.
    Split { letter: Letter },
    /// Two neighbouring axes as one: the inverse of [`Op::Split`].
    Merge { letter: Letter },
    /// The second tensor behind the last place of the first along an axis: one place, where the
    /// second lacks the axis, or as many as it has at that position.
    Concat { along: Letter },
    /// The first places along an axis, as many as the node has there: what a backward pass hands to
    /// the first tensor of an [`Op::Concat`].
    DropLast { along: Letter },
    /// The last places along an axis, as many as the node has there, or the last alone where the
    /// node lacks the axis: what it hands to the second.
    TakeLast { along: Letter },
    /// Running sums along an axis, from its first place or, backward, from its last.
    RunningSum { along: Letter, backward: bool },
    /// The place before along an axis, and 0 at the first; or, backward, the place behind it, and 0
    /// at the last.
    Shift { along: Letter, backward: bool },
    /// A table that is made place by place along an axis, from its first place or, backward, from
    /// its last. The body says a place: it has the table at the place before as its first node, 0 at
    /// the first, then what the node reads, and behind these only what comes from the place before.
    /// Its axes are those of the whole table; what it does at one place has size 1 along the axis.
    /// Where a body ends in a scan along another axis, the table is made cell by cell, row after row.
    Scan { along: Letter, backward: bool, body: Box<Body> },
}

/// One step of a program.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The name that the variant gave, unique within the graph.
    pub id: String,
    /// What formulas call it: `s`, `s′`, or `∂s` for the gradient of `s`. Two steps that share one
    /// hold the same cells, under other axes.
    pub symbol: String,
    pub op: Op,
    pub inputs: Vec<NodeId>,
    pub axes: Vec<Axis>,
    /// Whether it belongs to the backward pass.
    pub backward: bool,
    /// What it means in attention, where that is known.
    pub role: Option<Role>,
    /// Whether a fused kernel never writes it to memory: scores, and weights of a softmax.
    pub transient: bool,
    /// The part of the program that it belongs to, in a word or two: a page may fold it.
    pub group: Option<&'static str>,
    /// What people call it, where that is more than its name.
    pub label: Option<String>,
    /// What a source prints in its place, where that is known to be wrong.
    pub misprint: Option<Misprint>,
}

/// What a table that is made place by place does at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    pub nodes: Vec<Node>,
    /// What stands in the table at this place.
    pub output: NodeId,
    /// What the next place has as its first node: the same, or what is made of it.
    pub state: NodeId,
}

impl Op {
    /// Whether it multiplies two tensors.
    #[must_use]
    pub const fn is_product(&self) -> bool {
        matches!(self, Self::Contract { equation, .. } if equation.operands.len() == 2)
    }

    /// What it does at one place, where it is made place by place.
    pub const fn body_mut(&mut self) -> Option<&mut Body> {
        match self {
            Self::Scan { body, .. } => Some(&mut **body),
            _ => None,
        }
    }

    /// The condition that it asks, where it asks one.
    #[must_use]
    pub const fn condition(&self) -> Option<&Condition> {
        match self {
            Self::Mask { mask, .. } => Some(mask),
            Self::Choose { condition } => Some(condition),
            _ => None,
        }
    }

    /// The same with another condition, where it asks one.
    #[must_use]
    pub fn with_condition(&self, to: impl FnOnce(&Condition) -> Condition) -> Self {
        match self {
            Self::Mask { mask, fill } => Self::Mask { mask: to(mask), fill: *fill },
            Self::Choose { condition } => Self::Choose { condition: to(condition) },
            other => other.clone(),
        }
    }

    /// Whether each cell comes from the same cell of the first input.
    #[must_use]
    pub const fn is_by_cell(&self) -> bool {
        matches!(
            self,
            Self::Map(_)
                | Self::Scale(_)
                | Self::Mask { .. }
                | Self::Pointwise { .. }
                | Self::Choose { .. }
        )
    }
}

/// What a table without an input is filled from.
#[derive(Debug, Clone, PartialEq)]
pub enum Table {
    /// The number that each place decides.
    Form(ClosedForm),
    /// Normal numbers from a seed, those that `randomInputs` gives.
    Normal { seed: u32 },
}

/// How two cells become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Combine {
    Plus,
    Minus,
    /// One to the power of the other.
    Power,
    /// A quotient, and 0 where the divisor is 0: a row whose weights have no sum gives 0 and a
    /// finding rather than 0/0.
    Divide,
}

/// A number that every cell is multiplied by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Factor {
    /// 1/√size of an axis.
    DivideBySqrt {
        letter: Letter,
        size: usize,
    },
    /// 1/size of an axis.
    DivideBySize {
        letter: Letter,
        size: usize,
    },
    Number(f64),
    /// 1/number, as a division.
    DivideBy(f64),
}

impl Factor {
    /// A cell times the factor.
    #[must_use]
    pub fn of<E: Number>(self, cell: E) -> E {
        match self {
            Self::DivideBySqrt { size, .. } => cell / E::from((size as f64).sqrt()),
            Self::DivideBySize { size, .. } => cell / E::from(size as f64),
            Self::Number(number) => cell * E::from(number),
            Self::DivideBy(number) => cell / E::from(number),
        }
    }
}
