//! Misprints: what a source prints in place of a step that is meant otherwise.
//!
//! A variant names the misprint beside the step; what comes of it on the numbers at hand is found
//! out by `read/misprint.rs`.

/// What stands in the source instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misprint {
    /// Where it is printed, as the subject of a sentence: "Homework 4".
    pub source: &'static str,
    pub printed: Printed,
}

/// The kinds of misprints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// Another equation on the same operands.
    Equation(&'static str),
    /// `.view` on a tensor that `.transpose` has left in another order in memory.
    ViewAfterTranspose,
}
