//! Arithmetic as a person writes it out: a tree that knows its value and shrinks line by line.

use std::iter;

use crate::program::function::Function;
use crate::program::node_id::NodeId;
use crate::read::number_format::is_exact;

/// One cell of one step.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    pub node: NodeId,
    /// Counted from 0.
    pub index: Vec<usize>,
    pub value: f64,
}

/// A calculation whose leaves are cells and numbers.
#[derive(Debug, Clone, PartialEq)]
pub enum Term {
    Cell(Cell),
    Number(f64),
    Sum(Vec<Term>),
    Product(Vec<Term>),
    Plus(Box<[Term; 2]>),
    Difference(Box<[Term; 2]>),
    /// 0 where the divisor is 0, as in the operation.
    Quotient(Box<[Term; 2]>),
    Power(Box<[Term; 2]>),
    Root(Box<Term>),
    Function {
        function: Function,
        of: Box<Term>,
    },
    /// The slope of a function at a number.
    Slope {
        function: Function,
        of: Box<Term>,
    },
    /// 1 where the first of the largest of these stands at `place`, else 0.
    IsLargest {
        place: usize,
        of: Vec<Term>,
    },
    /// 1 where the cell at `place` is among the `count` largest of these, the first at a tie.
    IsAmong {
        place: usize,
        count: usize,
        of: Vec<Term>,
    },
    /// The largest of these.
    Largest(Vec<Term>),
    /// What the mask let through, or what it filled in; the typed mask's cells decided it.
    Gate {
        mask: Vec<Cell>,
        inside: Box<Term>,
    },
}

impl Term {
    /// One term over another.
    #[must_use]
    pub fn quotient(over: Self, under: Self) -> Self {
        Self::Quotient(Box::new([over, under]))
    }

    /// One term less another.
    #[must_use]
    pub fn difference(from: Self, less: Self) -> Self {
        Self::Difference(Box::new([from, less]))
    }

    /// The value, by the same operations in the same order as `read/value.rs`.
    #[must_use]
    pub fn value(&self) -> f64 {
        match self {
            Self::Cell(cell) => cell.value,
            Self::Number(number) => *number,
            Self::Sum(terms) => terms.iter().fold(0.0, |sum, term| sum + term.value()),
            Self::Product(terms) => {
                terms.iter().map(Self::value).reduce(|a, b| a * b).unwrap_or(1.0)
            }
            Self::Quotient(pair) if pair[1].value() == 0.0 => 0.0,
            Self::Quotient(pair) => pair[0].value() / pair[1].value(),
            Self::Plus(pair) => pair[0].value() + pair[1].value(),
            Self::Difference(pair) => pair[0].value() - pair[1].value(),
            Self::Power(pair) => libm::pow(pair[0].value(), pair[1].value()),
            Self::Root(term) => term.value().sqrt(),
            Self::Function { function, of } => function.value(of.value()),
            Self::Slope { function, of } => function.slope(of.value()),
            Self::IsLargest { place, of } => f64::from(u8::from(winner(of) == *place)),
            Self::IsAmong { place, count, of } => {
                let own = of[*place].value();
                let before = of.iter().enumerate().filter(|(other, term)| {
                    term.value() > own || (term.value() == own && other < place)
                });
                let is_open = own > f64::NEG_INFINITY;
                f64::from(u8::from(is_open && before.count() < *count))
            }
            Self::Largest(of) => of[winner(of)].value(),
            Self::Gate { inside, .. } => inside.value(),
        }
    }

    /// The same with another term in place of each cell.
    #[must_use]
    pub fn with_cells(self, to: &mut impl FnMut(Cell) -> Self) -> Self {
        match self {
            Self::Cell(cell) => to(cell),
            Self::Number(number) => Self::Number(number),
            Self::Gate { mask, inside } => {
                let mask = mask.into_iter().flat_map(|cell| to(cell).cells()).collect();
                Self::Gate { mask, inside: Box::new(inside.with_cells(to)) }
            }
            mut other => {
                for term in other.children_mut() {
                    let inside = std::mem::replace(term, Self::Number(0.0));
                    *term = inside.with_cells(to);
                }
                other
            }
        }
    }

    /// The cells in it, in the order in which they are written, each once.
    #[must_use]
    pub fn cells(&self) -> Vec<Cell> {
        let mut cells = Vec::new();
        self.visit(&mut |cell| {
            if !cells.contains(cell) {
                cells.push(cell.clone());
            }
        });
        cells
    }

    /// Hands over every cell, as often as it stands there.
    pub fn visit(&self, see: &mut impl FnMut(&Cell)) {
        match self {
            Self::Cell(cell) => see(cell),
            Self::Gate { mask, inside } => {
                inside.visit(see);
                mask.iter().for_each(see);
            }
            _ => self.children().iter().for_each(|term| term.visit(see)),
        }
    }

    /// Whether a number in it is rounded when it is written.
    #[must_use]
    pub fn is_rounded(&self) -> bool {
        match self {
            Self::Cell(Cell { value, .. }) | Self::Number(value) => !is_exact(*value),
            _ => self.children().iter().any(Self::is_rounded),
        }
    }

    /// The calculation, then the same with its innermost operations done, down to the value.
    #[must_use]
    pub fn lines(&self) -> Vec<Self> {
        iter::successors(Some(self.clone()), Self::reduced).collect()
    }

    fn children(&self) -> &[Self] {
        match self {
            Self::Cell(_) | Self::Number(_) => &[],
            Self::Sum(terms)
            | Self::Product(terms)
            | Self::Largest(terms)
            | Self::IsAmong { of: terms, .. }
            | Self::IsLargest { of: terms, .. } => terms,
            Self::Power(pair)
            | Self::Plus(pair)
            | Self::Quotient(pair)
            | Self::Difference(pair) => &**pair,
            Self::Root(term)
            | Self::Function { of: term, .. }
            | Self::Slope { of: term, .. }
            | Self::Gate { inside: term, .. } => std::slice::from_ref(term),
        }
    }

    fn children_mut(&mut self) -> &mut [Self] {
        match self {
            Self::Cell(_) | Self::Number(_) => &mut [],
            Self::Sum(terms)
            | Self::Product(terms)
            | Self::Largest(terms)
            | Self::IsAmong { of: terms, .. }
            | Self::IsLargest { of: terms, .. } => terms,
            Self::Power(pair)
            | Self::Plus(pair)
            | Self::Quotient(pair)
            | Self::Difference(pair) => &mut **pair,
            Self::Root(term)
            | Self::Function { of: term, .. }
            | Self::Slope { of: term, .. }
            | Self::Gate { inside: term, .. } => std::slice::from_mut(term),
        }
    }

    fn is_leaf(&self) -> bool {
        self.children().is_empty()
    }

    /// The next line: every operation whose operands are all written as numbers is done.
    fn reduced(&self) -> Option<Self> {
        if self.is_leaf() {
            return None;
        }
        if self.children().iter().all(Self::is_leaf) {
            return Some(Self::Number(self.value()));
        }
        let next = |term: &Self| term.reduced().unwrap_or_else(|| term.clone());
        let pair = |pair: &[Self; 2]| Box::new([next(&pair[0]), next(&pair[1])]);
        Some(match self {
            Self::Sum(terms) => Self::Sum(terms.iter().map(next).collect()),
            Self::Product(terms) => Self::Product(terms.iter().map(next).collect()),
            Self::Plus(terms) => Self::Plus(pair(terms)),
            Self::Power(terms) => Self::Power(pair(terms)),
            Self::Largest(of) => Self::Largest(of.iter().map(next).collect()),
            Self::IsAmong { place, count, of } => {
                Self::IsAmong { place: *place, count: *count, of: of.iter().map(next).collect() }
            }
            Self::Quotient(terms) => Self::Quotient(pair(terms)),
            Self::Difference(terms) => Self::Difference(pair(terms)),
            Self::Root(term) => Self::Root(Box::new(next(term))),
            Self::Function { function, of } => {
                Self::Function { function: *function, of: Box::new(next(of)) }
            }
            Self::Slope { function, of } => {
                Self::Slope { function: *function, of: Box::new(next(of)) }
            }
            Self::IsLargest { place, of } => {
                Self::IsLargest { place: *place, of: of.iter().map(next).collect() }
            }
            Self::Gate { mask, inside } => {
                Self::Gate { mask: mask.clone(), inside: Box::new(next(inside)) }
            }
            Self::Cell(_) | Self::Number(_) => return None,
        })
    }
}

/// The place of the largest, the first at a tie.
fn winner(of: &[Term]) -> usize {
    let mut best = 0;
    for (place, term) in of.iter().enumerate() {
        if term.value() > of[best].value() {
            best = place;
        }
    }
    best
}
