//! What a line can be: the tree of a program, every part with its place.

use std::rc::Rc;

use crate::base::letter::Letter;
use crate::language::span::Span;
use crate::language::words::Reducer;
use crate::program::condition::Comparison;
use crate::program::function::Function;

/// A line that says something.
#[derive(Debug, Clone, PartialEq)]
pub enum Statement {
    /// `in q[i,d], k[j,d]`
    Inputs(Vec<InputDeclaration>),
    /// `param w = 4`
    Params(Vec<(Name, f64)>),
    /// `axis h = 2, p = |d| / 2`
    Axes(Vec<(LetterAt, Expression)>),
    /// `scores[i,j] = …`
    Step { left: Left, right: Rc<Expression> },
}

/// A name where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    pub text: String,
    pub span: Span,
}

/// A letter where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LetterAt {
    pub letter: Letter,
    pub span: Span,
}

/// A table that a person gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputDeclaration {
    pub name: Name,
    pub letters: Vec<LetterAt>,
}

/// What a step is called, with all of its axes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    pub name: Name,
    pub indices: Vec<Index>,
    /// From the name to the closing bracket.
    pub span: Span,
}

/// One place of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Index {
    Letter(LetterAt),
    /// `(h k)`: an axis as a pair, the first outer.
    Pair([LetterAt; 2]),
    /// `t-1`: the place before.
    Before(LetterAt),
}

impl Index {
    /// The letters that stand in it.
    pub fn letters(&self) -> impl Iterator<Item = LetterAt> + use<> {
        let letters = match *self {
            Self::Letter(letter) | Self::Before(letter) => [Some(letter), None],
            Self::Pair([outer, inner]) => [Some(outer), Some(inner)],
        };
        letters.into_iter().flatten()
    }
}

/// A table that is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    pub name: Name,
    pub indices: Vec<Index>,
}

/// An expression where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    pub kind: Kind,
    pub span: Span,
}

/// A term of a sum, with a minus before it or not.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    pub negative: bool,
    pub of: Expression,
}

/// A factor of a product, or a divisor.
#[derive(Debug, Clone, PartialEq)]
pub struct Factor {
    pub divides: bool,
    pub of: Expression,
}

/// What runs along axes, over the product behind it.
#[derive(Debug, Clone, PartialEq)]
pub struct Reduction {
    pub reducer: Reducer,
    /// From its word to the closing bracket.
    pub head: Span,
    pub letters: Vec<LetterAt>,
    pub condition: Option<Box<Expression>>,
    pub body: Box<Expression>,
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    Number(f64),
    Infinity,
    /// An axis' place, a parameter, or a step of no axes.
    Name(String),
    /// `|d|`
    Size(Letter),
    Table(Reading),
    Call {
        function: Function,
        of: Box<Expression>,
    },
    /// The whole part of (place − 1)/width.
    Block(Box<[Expression; 2]>),
    /// Whether a cell is among the largest along an axis.
    Top {
        count: Box<Expression>,
        along: LetterAt,
        condition: Option<Box<Expression>>,
        of: Box<Expression>,
    },
    Reduce(Reduction),
    Group(Box<Expression>),
    Negative(Box<Expression>),
    Sum(Vec<Term>),
    /// From left to right.
    Product(Vec<Factor>),
    Power(Box<[Expression; 2]>),
    /// Condition, then, else.
    Choice(Box<[Expression; 3]>),
    Compare(Comparison, Box<[Expression; 2]>),
    Not(Box<Expression>),
    And(Vec<Expression>),
    Or(Vec<Expression>),
    Concat {
        into: LetterAt,
        parts: Box<[Expression; 2]>,
    },
    Normal(u32),
}

/// Sees an expression and all of its parts.
pub fn visit<'e>(of: &'e Expression, see: &mut impl FnMut(&'e Expression)) {
    see(of);
    of.each_part(&mut |part| visit(part, see));
}

impl Expression {
    /// The parts, in the order in which they stand.
    #[must_use]
    pub fn parts(&self) -> Vec<&Self> {
        let mut parts = Vec::new();
        self.each_part(&mut |part| parts.push(part));
        parts
    }

    /// Sees each part, in the order in which they stand.
    pub fn each_part<'e>(&'e self, see: &mut impl FnMut(&'e Self)) {
        match &self.kind {
            Kind::Number(_)
            | Kind::Infinity
            | Kind::Name(_)
            | Kind::Size(_)
            | Kind::Table(_)
            | Kind::Normal(_) => {}
            Kind::Call { of, .. } | Kind::Group(of) | Kind::Negative(of) | Kind::Not(of) => see(of),
            Kind::Block(pair) | Kind::Power(pair) | Kind::Compare(_, pair) => {
                pair.iter().for_each(see);
            }
            Kind::Concat { parts, .. } => parts.iter().for_each(see),
            Kind::Top { count, condition, of, .. } => {
                see(count);
                if let Some(condition) = condition {
                    see(condition);
                }
                see(of);
            }
            Kind::Reduce(Reduction { condition, body, .. }) => {
                if let Some(condition) = condition {
                    see(condition);
                }
                see(body);
            }
            Kind::Sum(terms) => terms.iter().for_each(|term| see(&term.of)),
            Kind::Product(factors) => factors.iter().for_each(|factor| see(&factor.of)),
            Kind::Choice(three) => three.iter().for_each(see),
            Kind::And(all) | Kind::Or(all) => all.iter().for_each(see),
        }
    }

    /// The same without brackets around it.
    #[must_use]
    pub fn bare(&self) -> &Self {
        match &self.kind {
            Kind::Group(of) => of.bare(),
            _ => self,
        }
    }
}
