//! A formula as a tree, before it is printed.

use crate::axis::Letter;

/// A piece of a formula.
#[derive(Debug, Clone, PartialEq)]
pub enum Math {
    /// An axis, which carries its colour; with a prime where it runs beside itself.
    Letter {
        letter: Letter,
        primed: bool,
    },
    /// A tensor: `q`, `mask`, or `s′`.
    Name(String),
    Number(&'static str),
    Operator(&'static str),
    /// A word of plain text.
    Word(&'static str),
    Row(Vec<Math>),
    /// A tensor with its indices below.
    Indexed {
        base: Box<Math>,
        index: Vec<Math>,
    },
    Power(Box<[Math; 2]>),
    Fraction(Box<[Math; 2]>),
    Root(Box<Math>),
    Sum {
        over: Vec<Math>,
        body: Box<Math>,
    },
    /// A function's name with what it runs over below.
    Under {
        function: &'static str,
        under: Vec<Math>,
    },
    /// Each value with its condition.
    Cases(Vec<(Math, Math)>),
    /// Iverson's bracket: 1 where it holds, else 0.
    Bracketed(Box<Math>),
}

impl Math {
    /// This with an index below it.
    pub(super) fn indexed(self, index: Vec<Math>) -> Self {
        Self::Indexed { base: Box::new(self), index }
    }
}

pub(super) fn letters(letters: &[Letter]) -> Vec<Math> {
    letters.iter().map(|letter| Math::Letter { letter: *letter, primed: false }).collect()
}

pub(super) fn name(name: &str) -> Math {
    Math::Name(name.to_owned())
}

pub(super) fn number(number: &'static str) -> Math {
    Math::Number(number)
}

pub(super) fn operator(operator: &'static str) -> Math {
    Math::Operator(operator)
}

pub(super) fn word(word: &'static str) -> Math {
    Math::Word(word)
}

pub(super) fn row(parts: Vec<Math>) -> Math {
    Math::Row(parts)
}
