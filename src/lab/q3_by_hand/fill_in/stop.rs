//! Why a filled program stops before its end, and where.

use serde::Serialize;
use tsify::Tsify;

/// Where the program stops, because two sizes do not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
pub struct Misfit {
    /// Counted from 1.
    pub line: usize,
    /// The tensor that does not fit, such as "K".
    pub tensor: String,
    /// The axis of it that is meant, such as "features".
    pub axis: String,
    pub found: usize,
    pub needed: usize,
    pub message: String,
}

/// Why a program gives nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    Misfit(Misfit),
    /// A hole whose text is not understood.
    Unclear {
        hole: &'static str,
        message: String,
    },
    /// A line whose sizes fit, and that Python or PyTorch stops at.
    Refused {
        line: usize,
        message: String,
    },
}
