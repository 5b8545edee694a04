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
    /// Whether it needs brackets beside another sign.
    pub(super) fn is_loose(&self) -> bool {
        match self {
            Self::Sum { .. } | Self::Cases(_) => true,
            Self::Row(parts) => {
                let sign = |part: &Self| matches!(part, Self::Operator("+" | "−"));
                parts.iter().any(sign)
                    && !matches!(parts[..], [Self::Operator("("), .., Self::Operator(")")])
            }
            _ => false,
        }
    }

    /// This as the first term of a sum, in whose brackets another sum needs none of its own.
    pub(super) fn term(self) -> Self {
        if matches!(self, Self::Sum { .. } | Self::Cases(_)) { bracketed(self) } else { self }
    }

    /// This behind a plus: what begins with a minus needs brackets there.
    pub(super) fn last_term(self) -> Self {
        let is_signed =
            matches!(&self, Self::Row(parts) if parts.first() == Some(&Self::Operator("−")));
        if is_signed || matches!(self, Self::Cases(_)) { bracketed(self) } else { self }
    }

    /// This below an exponent.
    pub(super) fn base(self) -> Self {
        match self {
            Self::Letter { .. } | Self::Name(_) | Self::Number(_) | Self::Indexed { .. } => self,
            Self::Apply { .. } | Self::Bracketed(_) => self,
            Self::Row(ref parts) if parts.len() == 1 => self,
            other => bracketed(other),
        }
    }

    /// The same with something else in place of each letter that is not summed over.
    pub(super) fn with(&self, letters: &[(Letter, Self)]) -> Self {
        let all = |parts: &[Self]| parts.iter().map(|part| part.with(letters)).collect();
        let pair = |pair: &[Self; 2]| Box::new(pair.each_ref().map(|part| part.with(letters)));
        let boxed = |part: &Self| Box::new(part.with(letters));
        match self {
            Self::Letter { letter, primed: false } => {
                let known = letters.iter().find(|(own, _)| own == letter);
                known.map_or_else(|| self.clone(), |(_, math)| math.clone())
            }
            Self::Letter { primed: true, .. }
            | Self::Name(_)
            | Self::Number(_)
            | Self::Operator(_)
            | Self::Word(_) => self.clone(),
            Self::Row(parts) => Self::Row(all(parts)),
            Self::Indexed { base, index } => Self::Indexed { base: boxed(base), index: all(index) },
            Self::Power(parts) => Self::Power(pair(parts)),
            Self::Fraction(parts) => Self::Fraction(pair(parts)),
            Self::Root(of) => Self::Root(boxed(of)),
            Self::Sum { over, body } => {
                let free = |(own, _): &&(Letter, Self)| {
                    !over.contains(&Self::Letter { letter: *own, primed: false })
                };
                let outside: Vec<_> = letters.iter().filter(free).cloned().collect();
                Self::Sum { over: over.clone(), body: Box::new(body.with(&outside)) }
            }
            Self::Apply { function, of } => {
                Self::Apply { function: function.clone(), of: boxed(of) }
            }
            Self::Under { function, under } => Self::Under { function, under: all(under) },
            Self::Cases(cases) => {
                let case = |(value, when): &(Self, Self)| (value.with(letters), when.with(letters));
                Self::Cases(cases.iter().map(case).collect())
            }
            Self::Bracketed(of) => Self::Bracketed(boxed(of)),
        }
    }

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

pub(super) fn bracketed(inside: Math) -> Math {
    row(vec![operator("("), inside, operator(")")])
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
