//! Why a filled program stops before its end, and where.

/// Where the program stops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misfit {
    /// The line of [`PROGRAM`](super::PROGRAM), counted from 1.
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
