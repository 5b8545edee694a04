//! The closed set of operations. Each reading in `read/` is one exhaustive `match` on it.

use crate::base::letter::Letter;
use crate::base::number::Number;
use crate::program::axis::Axis;
use crate::program::condition::{ClosedForm, Condition};
use crate::program::einsum::Equation;
use crate::program::function::Function;
use crate::program::mask::Fill;

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
}

impl Op {
    /// Whether it multiplies two tensors.
    #[must_use]
    pub const fn is_product(&self) -> bool {
        matches!(self, Self::Contract { equation, .. } if equation.operands.len() == 2)
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

/// A number that every cell is multiplied with.
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
