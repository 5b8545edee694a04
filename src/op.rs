//! The closed set of operations. Each reading in `read/` is one exhaustive `match` on it.

use crate::axis::{Axis, Letter};
use crate::einsum::Equation;
use crate::mask::{Fill, Mask};

/// What a node does with the tensors that it is given.
#[derive(Debug, Clone, PartialEq)]
pub enum Op {
    /// A tensor that the person gives.
    Input,
    /// A sum of products of two tensors. The loops are the result's axes, then the summed ones.
    Contract { equation: Equation, loops: Vec<Axis> },
    /// Every cell divided by the same number.
    Divide(Divisor),
    /// The cells that the mask forbids are filled; queries and keys are the last two axes.
    Mask { mask: Mask, fill: Fill },
    /// exp, divided by its sum along the axis. A row without a cell above −∞ becomes 0.
    Softmax { along: Letter },
    /// 1 at the largest cell along the axis and 0 elsewhere; at a tie the first wins, as in
    /// NumPy's and PyTorch's `argmax`. A row without a cell above −∞ becomes 0.
    OneHot { along: Letter },
}

/// A number that follows from the size of an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Divisor {
    /// √size.
    Sqrt { letter: Letter, size: usize },
}

impl Divisor {
    /// The number itself.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "no axis is near 2⁵³ long")]
    pub fn value(self) -> f64 {
        match self {
            Self::Sqrt { size, .. } => (size as f64).sqrt(),
        }
    }
}
