//! Whole lines over a query and a key, with sizes as letters.

use super::fraction::divisor;
use crate::base::poly::Polynomial;

/// A sum of sizes and a whole number, with the number that it is at the sizes at hand.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sum {
    pub(super) letters: Polynomial,
    pub(super) number: i64,
}

/// `query`·i + `key`·j + rest, which is at least 0 where an inequality holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) query: i64,
    pub(super) key: i64,
    pub(super) rest: Sum,
}

impl Sum {
    pub(super) fn whole(number: i64) -> Self {
        Self { letters: Polynomial::number(number), number }
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        let letters = self.letters.clone() + other.letters.clone();
        Self { letters, number: self.number + other.number }
    }

    pub(super) fn negated(&self) -> Self {
        Self { letters: self.letters.clone() * -1, number: -self.number }
    }

    /// Whether no size stands in it.
    pub(super) fn is_plain(&self) -> bool {
        self.letters == Polynomial::number(self.number)
    }
}

impl Line {
    pub(super) fn constant(rest: Sum) -> Self {
        Self { query: 0, key: 0, rest }
    }

    /// The number that it is, where neither a place nor a size stands in it.
    pub(super) fn number(&self) -> Option<i64> {
        let is_number = self.query == 0 && self.key == 0 && self.rest.is_plain();
        is_number.then_some(self.rest.number)
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        Self {
            query: self.query + other.query,
            key: self.key + other.key,
            rest: self.rest.plus(&other.rest),
        }
    }

    pub(super) fn times(&self, number: i64) -> Option<Self> {
        let letters = self.rest.letters.clone() * number;
        let rest = Sum { letters, number: self.rest.number.checked_mul(number)? };
        let (query, key) = (self.query.checked_mul(number)?, self.key.checked_mul(number)?);
        Some(Self { query, key, rest })
    }

    /// This less another.
    pub(super) fn less(&self, other: &Self) -> Self {
        Self {
            query: self.query - other.query,
            key: self.key - other.key,
            rest: self.rest.plus(&other.rest.negated()),
        }
    }

    /// The largest whole lines that are at most a part of this; none where what stands in it does
    /// not divide.
    pub(super) fn over(&self, width: i64) -> Option<Self> {
        let Self { query, key, rest } = self;
        let in_letters = rest.letters.terms().filter(|(term, _)| !term.is_one());
        let mut all = in_letters.map(|(_, times)| times).chain([*query, *key]);
        if width <= 0 || all.any(|times| times % width != 0) {
            return None;
        }
        let terms = rest.letters.terms();
        let letters = terms.map(|(term, times)| (term.clone(), times.div_euclid(width))).collect();
        let rest = Sum { letters, number: rest.number.div_euclid(width) };
        Some(Self { query: query / width, key: key / width, rest })
    }

    /// The same inequality in the smallest numbers.
    pub(super) fn reduced(&self) -> Self {
        let in_letters = self.rest.letters.terms().filter(|(term, _)| !term.is_one());
        let width =
            in_letters.fold(divisor(self.query, self.key), |all, (_, own)| divisor(all, own));
        let width = if (self.query, self.key) == (0, 0) { 1 } else { width };
        self.over(width).unwrap_or_else(|| self.clone())
    }

    pub(super) fn moved(&self, by: i64) -> Self {
        Self { rest: self.rest.plus(&Sum::whole(by)), ..self.clone() }
    }
}
