//! What a step means in attention, whatever its author calls it.

use crate::program::node_id::NodeId;

/// What a step is to the steps around it. The builder knows it from what a program does; names are
/// labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The product of queries and keys that weights are made from.
    Scores,
    /// What values are averaged by: a softmax, a choice, or similarities over their sum.
    Weights,
    /// The sums that similarities are divided by.
    Totals,
    /// φ of queries or of keys.
    Features,
    /// The gradient of the loss with respect to another step.
    Gradient(NodeId),
}

impl Role {
    /// The words of [`Role::word`] as a type of TypeScript.
    pub const TYPE: &str = "/** What a step means in attention, whatever it is called. */\nexport type Role = 'scores' | 'weights' | 'totals' | 'features' | 'gradient';";

    /// The word that the page knows it by.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Scores => "scores",
            Self::Weights => "weights",
            Self::Totals => "totals",
            Self::Features => "features",
            Self::Gradient(_) => "gradient",
        }
    }
}
