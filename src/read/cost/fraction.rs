//! A sum of products of sizes over a whole number: N(N + 1)/2.

use std::iter::Sum;

use serde::{Serialize, Serializer};

use super::amount::Written;
use super::notation::{math, text};
use crate::base::poly::Polynomial;
use crate::read::formula::Math;

/// A polynomial whose values are whole, though its coefficients are not.
#[derive(Debug, Clone, PartialEq)]
pub struct Fraction {
    pub sum: Polynomial,
    pub over: i64,
}

impl Fraction {
    /// The sum over a number, in the smallest numbers.
    #[must_use]
    pub fn new(sum: Polynomial, over: i64) -> Self {
        let most = sum.terms().fold(over, |all, (_, times)| divisor(all, times));
        let terms = sum.terms().map(|(term, times)| (term.clone(), times / most));
        Self { sum: terms.collect(), over: over / most }
    }

    /// As a person writes it.
    #[must_use]
    pub fn text(&self) -> String {
        self.written().text
    }

    fn written(&self) -> Written {
        let Self { sum, over } = self;
        if *over == 1 {
            return Written::of(sum);
        }
        let under = Math::Number(over.to_string());
        let math = Math::Fraction(Box::new([math(sum), under]));
        Written::new(format!("({})/{over}", text(sum)), &math)
    }
}

impl Sum for Fraction {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self { sum: Polynomial::default(), over: 1 }, |one, two| {
            let common = one.over / divisor(one.over, two.over) * two.over;
            let sum = one.sum * (common / one.over) + two.sum * (common / two.over);
            Self::new(sum, common)
        })
    }
}

impl Serialize for Fraction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.written().serialize(serializer)
    }
}

/// The largest number that divides both.
pub(super) fn divisor(one: i64, two: i64) -> i64 {
    if two == 0 { one.abs() } else { divisor(two, one % two) }
}
