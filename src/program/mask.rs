//! What a masked cell becomes. Which cells are masked is a condition.

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
