//! A cost as a reader gets it: as a number and in letters, each expression as text and as LaTeX.

use serde::{Serialize, Serializer};
use tsify::Tsify;

use super::Cost;
use super::notation::{math, order_math, order_text, text};
use crate::base::poly::{Monomial, Polynomial};
use crate::read::formula::{Math, latex};

/// A count, as a number and in letters.
#[derive(Serialize, Tsify)]
struct Amount {
    /// At the sizes of the result.
    number: f64,
    /// In the sizes of the program's own axes.
    exact: Written,
    /// In the letters of the homework.
    polynomial: Written,
    /// Its terms without their coefficients, the dominated ones too.
    full: Written,
    /// What is left under O.
    order: Written,
    /// What is left under O where the sizes in `near` are the same.
    #[tsify(optional)]
    nearly: Option<Written>,
}

/// An expression in its forms.
#[derive(Serialize, Tsify)]
pub(super) struct Written {
    pub(super) text: String,
    latex: String,
}

impl Written {
    pub(super) fn new(text: String, math: &Math) -> Self {
        Self { text, latex: latex(math) }
    }

    pub(super) fn of(sum: &Polynomial) -> Self {
        Self::new(text(sum), &math(sum))
    }
}

impl Serialize for Cost {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let order = |order: &Polynomial| Written::new(order_text(order), &order_math(order));
        let amount = Amount {
            number: self.number,
            exact: Written::of(&self.exact),
            polynomial: Written::of(&self.short),
            full: Written::of(&self.full()),
            order: order(&self.leading),
            nearly: self.nearly.as_ref().map(order),
        };
        amount.serialize(serializer)
    }
}

impl Serialize for Polynomial {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written::of(self).serialize(serializer)
    }
}

impl Serialize for Monomial {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Polynomial::from(self.clone()).serialize(serializer)
    }
}
