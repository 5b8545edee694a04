//! A list of doubles that a reader gets as one: in JavaScript a `Float64Array`, never number by number.

use std::ops::{Deref, DerefMut};

/// Doubles in a row. Off the web it is written as any list is.
#[derive(Debug, Clone, PartialEq, Default)]
#[cfg_attr(not(target_arch = "wasm32"), derive(serde::Serialize))]
pub struct Floats(pub Vec<f64>);

impl Deref for Floats {
    type Target = Vec<f64>;

    fn deref(&self) -> &Vec<f64> {
        &self.0
    }
}

impl DerefMut for Floats {
    fn deref_mut(&mut self) -> &mut Vec<f64> {
        &mut self.0
    }
}

impl From<Vec<f64>> for Floats {
    fn from(numbers: Vec<f64>) -> Self {
        Self(numbers)
    }
}

impl FromIterator<f64> for Floats {
    fn from_iter<I: IntoIterator<Item = f64>>(numbers: I) -> Self {
        Self(numbers.into_iter().collect())
    }
}

impl<'f> IntoIterator for &'f Floats {
    type Item = &'f f64;
    type IntoIter = std::slice::Iter<'f, f64>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
