//! What a cell must be able to do: `f64` computes, a test's element type counts.

use std::ops::{Add, Div, Mul, Sub};

/// The arithmetic that the operations are made of.
///
/// The evaluator is written over this trait so that a test can run the very same code on an
/// element that counts its operations (after Sasha Rush's GPU puzzles).
pub trait Number:
    Clone
    + PartialOrd
    + From<f64>
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
{
    /// e to the power of this number.
    #[must_use]
    fn exp(self) -> Self;
}

impl Number for f64 {
    /// From the `libm` crate and not from the platform's C library, whose last bit differs.
    fn exp(self) -> Self {
        libm::exp(self)
    }
}
