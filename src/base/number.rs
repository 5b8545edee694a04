//! What a cell must be able to do: `f64` computes, a test's element type counts.

use std::ops::{Add, Div, Mul, Sub};

/// The arithmetic that the operations are made of.
///
/// The evaluator is written over this trait so that a test can run the very same code on an
/// element that counts its operations (after Sasha Rush's GPU puzzles). Each method here, each
/// operator and each comparison is one operation.
pub trait Number:
    Clone
    + PartialOrd
    + From<f64>
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
{
    /// This plus a product, each of the two rounded: never fused, so that every processor
    /// gives the same bits.
    #[must_use]
    fn plus_product(self, one: Self, two: Self) -> Self;

    /// This to the power of another.
    #[must_use]
    fn power(self, exponent: Self) -> Self;

    /// A function of this number.
    #[must_use]
    fn apply(self, function: impl Fn(f64) -> f64) -> Self;
}

impl Number for f64 {
    fn plus_product(self, one: Self, two: Self) -> Self {
        self + one * two
    }

    fn power(self, exponent: Self) -> Self {
        libm::pow(self, exponent)
    }

    fn apply(self, function: impl Fn(f64) -> f64) -> Self {
        function(self)
    }
}
