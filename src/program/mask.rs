//! Masks as data: drawn, counted, printed and emitted, because none of them is a closure.

use std::ops::BitAnd;

use crate::program::node_id::NodeId;

/// Which keys a query may read. True means *may attend*, as in PyTorch's
/// `scaled_dot_product_attention`; `nn.MultiheadAttention` means the opposite.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mask {
    /// Every query reads every key.
    Full,
    /// Query i reads the keys j ≤ i, counted from the first key (PyTorch's `is_causal`; where
    /// queries and keys are not equally many, `FlashAttention` counts from the last).
    Causal,
    /// What the person typed: an input over the axes of the scores, 1 = may attend.
    Input(NodeId),
    /// Both must allow it.
    Both(Box<[Mask; 2]>),
}

/// What a masked score becomes, and with it what a row becomes in which every key is masked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fill {
    /// −∞: the weight is exactly 0, and a row with no key left is all 0, the rule on which
    /// PyTorch and `FlashAttention` have settled.
    MinusInfinity,
    /// −10⁹, as much teaching code writes it: a row with no key left becomes uniform, and a
    /// score below −10⁹ loses to a masked one.
    MinusBillion,
    /// 0, for weights that are masked after they are computed, and for gradients.
    Zero,
}

impl Fill {
    /// The number that is filled in.
    #[must_use]
    pub const fn value(self) -> f64 {
        match self {
            Self::MinusInfinity => f64::NEG_INFINITY,
            Self::MinusBillion => -1e9,
            Self::Zero => 0.0,
        }
    }
}

/// Query i reads the keys up to its own.
#[must_use]
pub fn causal() -> Mask {
    Mask::Causal
}

impl Mask {
    /// This mask where `wanted`, else none.
    #[must_use]
    pub fn when(self, wanted: bool) -> Self {
        if wanted { self } else { Self::Full }
    }

    /// Whether query `query` may read key `key`; `given` looks up a cell of a typed mask.
    pub fn allows(&self, query: usize, key: usize, given: &impl Fn(NodeId) -> bool) -> bool {
        match self {
            Self::Full => true,
            Self::Causal => key <= query,
            Self::Input(node) => given(*node),
            Self::Both(both) => both.iter().all(|mask| mask.allows(query, key, given)),
        }
    }

    /// The typed masks that it reads.
    #[must_use]
    pub fn nodes(&self) -> Vec<NodeId> {
        match self {
            Self::Full | Self::Causal => Vec::new(),
            Self::Input(node) => vec![*node],
            Self::Both(both) => both.iter().flat_map(Self::nodes).collect(),
        }
    }
}

impl BitAnd for Mask {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        match (self, other) {
            (Self::Full, mask) | (mask, Self::Full) => mask,
            (one, two) => Self::Both(Box::new([one, two])),
        }
    }
}
