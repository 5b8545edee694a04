//! Numbers that the place of a cell decides, with sizes and parameters: what tables without an
//! input are filled from, and what the two sides of a condition are.

use std::ops::{Add, Div, Mul, Sub};

use crate::base::letter::Letter;
use crate::program::condition::Condition;
use crate::program::function::Function;

/// A number at each place: `2^(−8·h/|h|)`, or `i − j`.
#[derive(Debug, Clone, PartialEq)]
pub enum ClosedForm {
    Number(f64),
    /// The place along an axis, counted from 1.
    Place(Letter),
    /// How many places an axis has.
    Size {
        letter: Letter,
        size: usize,
    },
    /// A number that has a name.
    Param {
        name: String,
        value: f64,
    },
    Binary(Sign, Box<[ClosedForm; 2]>),
    /// The block of so many places that a place is in, counted from 0: the whole part of (x − 1)/w.
    Block(Box<[ClosedForm; 2]>),
    Function(Function, Box<ClosedForm>),
    /// The first where the condition holds, else the second.
    If(Box<Condition>, Box<[ClosedForm; 2]>),
}

/// What stands between two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    Plus,
    Minus,
    Times,
    Over,
    Power,
}

impl Sign {
    /// The result. A power is `libm`'s, whose bits are the same on every platform.
    #[must_use]
    pub fn of(self, one: f64, two: f64) -> f64 {
        match self {
            Self::Plus => one + two,
            Self::Minus => one - two,
            Self::Times => one * two,
            Self::Over => one / two,
            Self::Power => libm::pow(one, two),
        }
    }
}

/// The place along an axis, counted from 1.
#[must_use]
pub fn place(letter: Letter) -> ClosedForm {
    ClosedForm::Place(letter)
}

/// A number that is the same at every place.
#[must_use]
pub fn number(number: impl Into<f64>) -> ClosedForm {
    ClosedForm::Number(number.into())
}

impl ClosedForm {
    /// This and another number with a sign between them.
    #[must_use]
    pub fn with(self, sign: Sign, other: Self) -> Self {
        Self::Binary(sign, Box::new([self, other]))
    }

    /// This, and another taken from it.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        self.with(Sign::Minus, other)
    }

    /// The product of this and another.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        self.with(Sign::Times, other)
    }

    /// This divided by another.
    #[must_use]
    pub fn over(self, other: Self) -> Self {
        self.with(Sign::Over, other)
    }

    /// A function of this.
    #[must_use]
    pub fn map(self, function: Function) -> Self {
        Self::Function(function, Box::new(self))
    }

    /// This, raised to a power.
    #[must_use]
    pub fn power(self, exponent: Self) -> Self {
        self.with(Sign::Power, exponent)
    }

    /// The block of so many places that this place is in, counted from 0.
    #[must_use]
    pub fn block(self, width: Self) -> Self {
        Self::Block(Box::new([self, width]))
    }

    /// This where a condition holds, and the other elsewhere.
    #[must_use]
    pub fn when(self, condition: Condition, other: Self) -> Self {
        Self::If(Box::new(condition), Box::new([self, other]))
    }

    /// The number at a place; `index` says where along an axis, counted from 0.
    pub fn at(&self, index: &impl Fn(Letter) -> usize) -> f64 {
        match self {
            Self::Number(number) | Self::Param { value: number, .. } => *number,
            Self::Place(letter) => (index(*letter) + 1) as f64,
            Self::Size { size, .. } => *size as f64,
            Self::Binary(sign, pair) => sign.of(pair[0].at(index), pair[1].at(index)),
            Self::Block(pair) => ((pair[0].at(index) - 1.0) / pair[1].at(index)).floor(),
            Self::Function(function, of) => function.value(of.at(index)),
            Self::If(condition, pair) => pair[usize::from(!condition.holds_at(index))].at(index),
        }
    }

    /// The number, where it is the same at every place.
    #[must_use]
    pub fn constant(&self) -> Option<f64> {
        self.letters().is_empty().then(|| self.at(&|_| 0))
    }

    /// The letters whose places it reads, each once, in the order in which they stand.
    #[must_use]
    pub fn letters(&self) -> Vec<Letter> {
        each_once(|see| self.visit(see))
    }

    /// The same over axes of other letters.
    #[must_use]
    pub fn renamed(&self, to: &impl Fn(Letter) -> Letter) -> Self {
        let pair = |pair: &[Self; 2]| Box::new(pair.each_ref().map(|form| form.renamed(to)));
        match self {
            Self::Number(_) | Self::Param { .. } => self.clone(),
            Self::Place(letter) => Self::Place(to(*letter)),
            Self::Size { letter, size } => Self::Size { letter: to(*letter), size: *size },
            Self::Binary(sign, both) => Self::Binary(*sign, pair(both)),
            Self::Block(both) => Self::Block(pair(both)),
            Self::Function(function, of) => Self::Function(*function, Box::new(of.renamed(to))),
            Self::If(condition, both) => Self::If(Box::new(condition.renamed(to)), pair(both)),
        }
    }

    fn visit(&self, see: &mut dyn FnMut(Letter)) {
        match self {
            Self::Number(_) | Self::Param { .. } | Self::Size { .. } => {}
            Self::Place(letter) => see(*letter),
            Self::Binary(_, pair) | Self::Block(pair) => {
                pair.iter().for_each(|form| form.visit(&mut *see));
            }
            Self::Function(_, of) => of.visit(see),
            Self::If(condition, pair) => {
                condition.letters().into_iter().for_each(&mut *see);
                pair.iter().for_each(|form| form.visit(&mut *see));
            }
        }
    }
}

impl Add for ClosedForm {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self.with(Sign::Plus, other)
    }
}

impl Sub for ClosedForm {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self.minus(other)
    }
}

impl Mul for ClosedForm {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        self.times(other)
    }
}

impl Div for ClosedForm {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        self.over(other)
    }
}

/// The letters that a walk meets, each once, in the order in which it meets them.
pub(super) fn each_once(walk: impl FnOnce(&mut dyn FnMut(Letter))) -> Vec<Letter> {
    let mut letters = Vec::new();
    walk(&mut |letter| {
        if !letters.contains(&letter) {
            letters.push(letter);
        }
    });
    letters
}
