//! How many pairs of a query and a key a condition leaves, as a number and in letters:
//! N(N + 1)/2 under a causal mask, about N·w in a window.
//!
//! A condition is a sum of conjunctions of inequalities, by inclusion and exclusion. In each a query
//! reads the keys between the largest lower and the smallest upper bound, and both are lines over the
//! queries. Which line that is changes where two of them cross; between two crossings the keys add up
//! in closed form. So a polynomial holds wherever the lines cross in the same order, and the number
//! is exact at any size.

use std::collections::BTreeSet;

use crate::base::letter::Letter;
use crate::base::poly::Polynomial;
use crate::program::axis::Axis;
use crate::program::condition::{ClosedForm, Comparison, Condition, Sign};

/// Conjunctions that one condition may fall into.
const MOST: usize = 64;

/// What a condition leaves.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairs {
    pub number: f64,
    /// Twice as many, in the symbols of the axes' sizes; none where no polynomial says it.
    pub twice: Option<Polynomial>,
}

/// A sum of sizes and a whole number, with the number that it is at the sizes at hand.
#[derive(Debug, Clone, PartialEq)]
struct Sum {
    letters: Polynomial,
    number: i64,
}

/// `query`·i + `key`·j + rest, which is at least 0 where an inequality holds.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    query: i64,
    key: i64,
    rest: Sum,
}

/// A bound of the keys: `slope`·i + rest.
#[derive(Debug, Clone, PartialEq)]
struct Bound {
    slope: i64,
    rest: Sum,
}

/// Queries, one after another, whose keys lie between the same two bounds; none of them where it is
/// not open.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Stretch {
    first: i64,
    last: i64,
    low: usize,
    high: usize,
    open: bool,
}

/// The axes of a condition, and the size that a symbol stands for.
struct Sizes<'a> {
    axes: [Axis; 2],
    of: &'a dyn Fn(Letter) -> i64,
}

/// The pairs that a condition leaves; none where it is no sum of inequalities between lines.
#[must_use]
pub fn pairs(
    condition: &Condition,
    axes: [Axis; 2],
    size: &impl Fn(Letter) -> i64,
) -> Option<Pairs> {
    let sizes = Sizes { axes, of: size };
    let mut number = 0.0;
    let mut twice = Some(Polynomial::default());
    for (sign, lines) in sizes.conjunctions(condition)? {
        let pairs = sizes.counted(&lines)?;
        number += sign as f64 * pairs.number;
        twice = twice.zip(pairs.twice).map(|(sum, own)| sum + own * sign);
    }
    Some(Pairs { number, twice })
}

impl Sizes<'_> {
    /// The signed conjunctions that a condition is the sum of.
    fn conjunctions(&self, condition: &Condition) -> Option<Vec<(i64, Vec<Line>)>> {
        let sum = match condition {
            Condition::Always => vec![(1, Vec::new())],
            Condition::Compare(comparison, pair) => {
                let (one, two) = (self.line(&pair[0])?, self.line(&pair[1])?);
                let (at_most, at_least) = (two.less(&one), one.less(&two));
                match comparison {
                    Comparison::AtMost => vec![(1, vec![at_most])],
                    Comparison::AtLeast => vec![(1, vec![at_least])],
                    Comparison::Less => vec![(1, vec![at_most.moved(-1)])],
                    Comparison::More => vec![(1, vec![at_least.moved(-1)])],
                    Comparison::Equal => vec![(1, vec![at_most, at_least])],
                    Comparison::NotEqual => {
                        vec![(1, vec![at_most.moved(-1)]), (1, vec![at_least.moved(-1)])]
                    }
                }
            }
            Condition::Given { .. } => return None,
            Condition::Not(inside) => {
                let inside = self.conjunctions(inside)?;
                let inside = inside.into_iter().map(|(sign, lines)| (-sign, lines));
                std::iter::once((1, Vec::new())).chain(inside).collect()
            }
            Condition::And(both) => {
                product(&self.conjunctions(&both[0])?, &self.conjunctions(&both[1])?)
            }
            Condition::Or(both) => {
                let (one, two) = (self.conjunctions(&both[0])?, self.conjunctions(&both[1])?);
                let both = product(&one, &two).into_iter().map(|(sign, lines)| (-sign, lines));
                let both: Vec<_> = both.collect();
                one.into_iter().chain(two).chain(both).collect()
            }
        };
        (sum.len() <= MOST).then_some(sum)
    }

    /// A closed form as a line over the two axes; none where it is not one, or not whole.
    fn line(&self, form: &ClosedForm) -> Option<Line> {
        match form {
            ClosedForm::Number(value) | ClosedForm::Param { value, .. } => {
                #[expect(clippy::cast_possible_truncation, reason = "a whole number of this size")]
                let whole = *value as i64;
                let is_whole = value.fract() == 0.0 && value.abs() < 1e9;
                is_whole.then(|| Line::constant(Sum::whole(whole)))
            }
            ClosedForm::Place(letter) => {
                let place = self.axes.iter().position(|axis| axis.letter == *letter)?;
                let one = |at: usize| i64::from(place == at);
                Some(Line { query: one(0), key: one(1), rest: Sum::whole(0) })
            }
            ClosedForm::Size { letter, .. } => {
                let known = self.axes.iter().find(|axis| axis.letter == *letter);
                Some(Line::constant(self.size(known.map_or(*letter, |axis| axis.symbol))))
            }
            ClosedForm::Binary(sign, pair) => {
                let (one, two) = (self.line(&pair[0])?, self.line(&pair[1])?);
                match sign {
                    Sign::Plus => Some(one.plus(&two)),
                    Sign::Minus => Some(one.less(&two)),
                    Sign::Times => match (one.number(), two.number()) {
                        (_, Some(number)) => one.times(number),
                        (Some(number), _) => two.times(number),
                        _ => None,
                    },
                    Sign::Over | Sign::Power => None,
                }
            }
            ClosedForm::Block(_) | ClosedForm::Function(..) | ClosedForm::If(..) => None,
        }
    }

    fn size(&self, symbol: Letter) -> Sum {
        Sum { letters: Polynomial::product([symbol]), number: (self.of)(symbol) }
    }

    /// The pairs that a conjunction leaves.
    fn counted(&self, lines: &[Line]) -> Option<Pairs> {
        let none = || Pairs { number: 0.0, twice: Some(Polynomial::default()) };
        let [queries, keys] = self.axes.map(|axis| self.size(axis.symbol));
        let mut lower = vec![Bound { slope: 0, rest: Sum::whole(1) }];
        let mut upper = vec![Bound { slope: 0, rest: keys }];
        let (mut first, mut last) = (Sum::whole(1), queries);
        for Line { query, key, rest } in lines {
            match (key, query) {
                (1, slope) => lower.push(Bound { slope: -slope, rest: rest.negated() }),
                (-1, slope) => upper.push(Bound { slope: *slope, rest: rest.clone() }),
                (0, 0) if rest.number < 0 => return Some(none()),
                (0, 0) => {}
                (0, 1) if rest.negated().number > first.number => first = rest.negated(),
                (0, -1) if rest.number < last.number => last = rest.clone(),
                (0, 1 | -1) => {}
                _ => return None,
            }
        }
        if first.number > last.number {
            return Some(none());
        }
        let stretches = stretches(&lower, &upper, first.number, last.number);
        let mut number = 0.0;
        for own in stretches.iter().filter(|own| own.open) {
            number += between(&upper[own.high], &lower[own.low], own);
        }
        let mut twice = Some(Polynomial::default());
        let mut start = Some(first);
        for (place, own) in stretches.iter().enumerate() {
            let next = stretches.get(place + 1);
            let begins = next.map(|next| boundary(own, next, &lower, &upper));
            let end = match &begins {
                None => Some(last.clone()),
                Some(begins) => begins.as_ref().map(|begins| begins.plus(&Sum::whole(-1))),
            };
            if own.open {
                let (high, low) = (&upper[own.high], &lower[own.low]);
                let ends = start.as_ref().zip(end.as_ref());
                let own = ends.map(|(start, end)| in_letters(high, low, start, end));
                twice = twice.zip(own).map(|(sum, own)| sum + own);
            }
            start = begins.flatten();
        }
        Some(Pairs { number, twice })
    }
}

fn product(one: &[(i64, Vec<Line>)], two: &[(i64, Vec<Line>)]) -> Vec<(i64, Vec<Line>)> {
    let pairs = one.iter().flat_map(|one| two.iter().map(move |two| (one, two)));
    pairs.map(|((m, a), (n, b))| (m * n, [&a[..], b].concat())).collect()
}

/// The queries from one to another, cut where the closest bound changes.
fn stretches(lower: &[Bound], upper: &[Bound], first: i64, last: i64) -> Vec<Stretch> {
    let mut starts = BTreeSet::from([first]);
    let mut cut = |one: &Bound, two: &Bound, by: i64| {
        let slope = one.slope - two.slope;
        if slope != 0 {
            let rest = (two.rest.number - one.rest.number + by) * slope.signum();
            let at = rest.div_euclid(slope.abs());
            starts.extend([at, at + 1].into_iter().filter(|at| (first..=last).contains(at)));
        }
    };
    for bounds in [lower, upper] {
        for (place, one) in bounds.iter().enumerate() {
            for two in &bounds[..place] {
                cut(one, two, 0);
            }
        }
    }
    for high in upper {
        for low in lower {
            cut(high, low, -1);
        }
    }
    let starts: Vec<i64> = starts.into_iter().collect();
    let mut stretches: Vec<Stretch> = Vec::new();
    for (place, start) in starts.iter().enumerate() {
        let end = starts.get(place + 1).map_or(last, |next| next - 1);
        // No two lines cross in between, so both ends together say which is the closest.
        let both = |bound: &Bound| bound.at(*start) + bound.at(end);
        let low = (0..lower.len()).max_by_key(|at| both(&lower[*at])).unwrap_or(0);
        let high = (0..upper.len()).rev().min_by_key(|at| both(&upper[*at])).unwrap_or(0);
        let open = both(&upper[high]) - both(&lower[low]) + 2 > 0;
        match stretches.last_mut() {
            Some(before)
                if before.open == open && (!open || (before.low, before.high) == (low, high)) =>
            {
                before.last = end;
            }
            _ => stretches.push(Stretch { first: *start, last: end, low, high, open }),
        }
    }
    stretches
}

/// Σ (high − low + 1) over a stretch.
fn between(high: &Bound, low: &Bound, own: &Stretch) -> f64 {
    let ends = [own.first, own.last].map(|at| (high.at(at) - low.at(at) + 1) as f64);
    (ends[0] + ends[1]) * (own.last - own.first + 1) as f64 / 2.0
}

/// The first query of the second of two stretches, in letters.
fn boundary(one: &Stretch, two: &Stretch, lower: &[Bound], upper: &[Bound]) -> Option<Sum> {
    let (a, b, by) = match (one.open, two.open) {
        (true, true) if one.low != two.low => (&lower[one.low], &lower[two.low], 0),
        (true, true) => (&upper[one.high], &upper[two.high], 0),
        (true, false) => (&upper[one.high], &lower[one.low], -1),
        (false, _) => (&upper[two.high], &lower[two.low], -1),
    };
    let rest = b.rest.plus(&a.rest.negated()).plus(&Sum::whole(by));
    let crossing = match a.slope - b.slope {
        1 => rest,
        -1 => rest.negated(),
        _ if rest.is_plain() => return Some(Sum::whole(two.first)),
        _ => return None,
    };
    let moved = two.first - crossing.number;
    (moved.abs() <= 1).then(|| crossing.plus(&Sum::whole(moved)))
}

/// Twice Σ (high − low + 1) over the queries from `start` to `end`.
fn in_letters(high: &Bound, low: &Bound, start: &Sum, end: &Sum) -> Polynomial {
    let slope = high.slope - low.slope;
    let rest = high.rest.plus(&low.rest.negated()).plus(&Sum::whole(1)).letters;
    let (s, e) = (&start.letters, &end.letters);
    let one = || Polynomial::number(1);
    let next = e.clone() + one();
    let count = next.clone() + s.clone() * -1;
    let before = s.clone() + one() * -1;
    (e.clone() * next + s.clone() * before * -1) * slope + rest * count * 2
}

impl Bound {
    fn at(&self, query: i64) -> i64 {
        self.slope * query + self.rest.number
    }
}

impl Sum {
    fn whole(number: i64) -> Self {
        Self { letters: Polynomial::number(number), number }
    }

    fn plus(&self, other: &Self) -> Self {
        let letters = self.letters.clone() + other.letters.clone();
        Self { letters, number: self.number + other.number }
    }

    fn negated(&self) -> Self {
        Self { letters: self.letters.clone() * -1, number: -self.number }
    }

    /// Whether no size stands in it.
    fn is_plain(&self) -> bool {
        self.letters == Polynomial::number(self.number)
    }
}

impl Line {
    fn constant(rest: Sum) -> Self {
        Self { query: 0, key: 0, rest }
    }

    /// The number that it is, where neither a place nor a size stands in it.
    fn number(&self) -> Option<i64> {
        let is_number = self.query == 0 && self.key == 0 && self.rest.is_plain();
        is_number.then_some(self.rest.number)
    }

    fn plus(&self, other: &Self) -> Self {
        Self {
            query: self.query + other.query,
            key: self.key + other.key,
            rest: self.rest.plus(&other.rest),
        }
    }

    fn times(&self, number: i64) -> Option<Self> {
        let letters = self.rest.letters.clone() * number;
        let rest = Sum { letters, number: self.rest.number.checked_mul(number)? };
        let (query, key) = (self.query.checked_mul(number)?, self.key.checked_mul(number)?);
        Some(Self { query, key, rest })
    }

    /// This less another.
    fn less(&self, other: &Self) -> Self {
        Self {
            query: self.query - other.query,
            key: self.key - other.key,
            rest: self.rest.plus(&other.rest.negated()),
        }
    }

    fn moved(&self, by: i64) -> Self {
        Self { rest: self.rest.plus(&Sum::whole(by)), ..self.clone() }
    }
}
