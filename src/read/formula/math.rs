//! A formula as a tree, before it is printed.

use crate::base::letter::Letter;

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
    Number(String),
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
    /// A function of something: `relu(x)`.
    Apply {
        function: String,
        of: Box<Math>,
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
    /// This with an index below it, where there is one.
    pub(super) fn indexed(self, index: Vec<Math>) -> Self {
        if index.is_empty() {
            return self;
        }
        Self::Indexed { base: Box::new(self), index }
    }
}

/// How a tensor's name is set: the letter that stands on the line, what hangs above it, and primes.
///
/// Indices stand below, so what tells `w_q` from `w_k` goes above: w with q, k with prev, and a
/// number in brackets, which is then no power.
pub(super) fn parts(name: &str) -> (&str, String, &str) {
    let base = name.trim_end_matches('′');
    let primes = &name[base.len()..];
    let Some((one, two)) = base.split_once('_') else {
        return (base, String::new(), primes);
    };
    let is_letter = |text: &str| text.len() == 1 && !text.starts_with(|c: char| c.is_numeric());
    let (base, mark) = if is_letter(two) && !is_letter(one) { (two, one) } else { (one, two) };
    let is_number = mark.chars().all(char::is_numeric);
    (base, if is_number { format!("({mark})") } else { mark.to_owned() }, primes)
}

pub(super) fn letter(letter: Letter) -> Math {
    Math::Letter { letter, primed: false }
}

pub(super) fn name(name: &str) -> Math {
    Math::Name(name.to_owned())
}

pub(super) fn number(number: &impl ToString) -> Math {
    Math::Number(number.to_string())
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

pub(super) fn power(base: Math, exponent: Math) -> Math {
    Math::Power(Box::new([base, exponent]))
}

pub(super) fn fraction(over: Math, under: Math) -> Math {
    Math::Fraction(Box::new([over, under]))
}

pub(super) fn root(of: Math) -> Math {
    Math::Root(Box::new(of))
}

pub(super) fn total(over: Vec<Math>, body: Math) -> Math {
    Math::Sum { over, body: Box::new(body) }
}

pub(super) fn apply(function: &str, of: Math) -> Math {
    Math::Apply { function: function.to_owned(), of: Box::new(of) }
}
