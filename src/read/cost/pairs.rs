//! How many pairs of a query and a key a condition leaves, as a number and in letters:
//! N(N + 1)/2 under a causal mask, about N·w in a window.
//!
//! A condition is a sum of conjunctions of inequalities, by inclusion and exclusion. In each a query
//! reads the keys between the largest lower and the smallest upper bound, and both are lines over the
//! queries. A polynomial holds wherever the lines cross in the same order, and the number is exact
//! at any size.
//!
//! A block is the whole part of a quotient. Where the queries and the keys are sorted by what they
//! leave when they are divided by the widths, a block is a line within each sort. So the polynomial
//! holds for the sizes that leave as much as the one at hand: N·w where blocks of w fill N.

use super::between::counted;
use super::fraction::{Fraction, divisor};
use super::line::{Line, Sum};
use crate::base::letter::Letter;
use crate::base::poly::Polynomial;
use crate::program::axis::Axis;
use crate::program::condition::{ClosedForm, Comparison, Condition, Sign};

/// Conjunctions that one condition may fall into.
const MOST: usize = 64;
/// The widest blocks, and the most that blocks of several widths have in common.
const WIDEST: i64 = 64;

/// What a condition leaves.
#[derive(Debug, Clone, PartialEq)]
pub struct Pairs {
    pub number: f64,
    /// In the symbols of the axes' sizes; none where no polynomial says it.
    pub letters: Option<Fraction>,
}

/// The axes of a condition, and the size that a symbol stands for. Places are sorted by what they
/// leave when they are divided by the period; a symbol stands for how often the period fits.
struct Sizes<'a> {
    axes: [Axis; 2],
    of: &'a dyn Fn(Letter) -> i64,
    period: i64,
    /// What the queries and the keys of this sort leave.
    left: [i64; 2],
}

/// Signed conjunctions, with the last query and the last key.
type Sort = (Vec<(i64, Vec<Line>)>, [Sum; 2]);

/// The pairs that a condition leaves; none where it is no sum of inequalities between lines.
#[must_use]
pub fn pairs(
    condition: &Condition,
    axes: [Axis; 2],
    size: &impl Fn(Letter) -> i64,
) -> Option<Pairs> {
    let mut sizes = Sizes { axes, of: size, period: 1, left: [0, 0] };
    sizes.period = sizes.widths(condition).into_iter().try_fold(1, |all, own| common(all, own?))?;
    let mut sorts: Vec<(Sort, i64)> = Vec::new();
    for query in 0..sizes.period {
        for key in 0..sizes.period {
            sizes.left = [query, key];
            let sort = (sizes.conjunctions(condition)?, [0, 1].map(|axis| sizes.end(axis)));
            match sorts.iter_mut().find(|(known, _)| *known == sort) {
                Some((_, times)) => *times += 1,
                None => sorts.push((sort, 1)),
            }
        }
    }
    let mut number = 0.0;
    let mut twice = Some(Polynomial::default());
    for ((conjunctions, ends), times) in sorts {
        for (sign, lines) in conjunctions {
            let (own, letters) = counted(&lines, &ends)?;
            number += (sign * times) as f64 * own;
            twice = twice.zip(letters).map(|(sum, own)| sum + own * (sign * times));
        }
    }
    Some(Pairs { number, letters: twice.map(|twice| sizes.whole(twice)) })
}

/// What two widths have in common; none where it is too wide to be sorted by.
fn common(one: i64, two: i64) -> Option<i64> {
    let common = (one / divisor(one, two).max(1)).checked_mul(two)?;
    (1..=WIDEST).contains(&common).then_some(common)
}

impl Sizes<'_> {
    /// The signed conjunctions that a condition is the sum of.
    fn conjunctions(&self, condition: &Condition) -> Option<Vec<(i64, Vec<Line>)>> {
        let sum = match condition {
            Condition::Always => vec![(1, Vec::new())],
            Condition::Compare(comparison, pair) => {
                let (one, two) = (self.line(&pair[0])?, self.line(&pair[1])?);
                let (at_most, at_least) = (two.less(&one), one.less(&two));
                let [less, more] = [&at_most, &at_least].map(|line| line.moved(-1).reduced());
                let [at_most, at_least] = [at_most, at_least].map(|line| line.reduced());
                match comparison {
                    Comparison::AtMost => vec![(1, vec![at_most])],
                    Comparison::AtLeast => vec![(1, vec![at_least])],
                    Comparison::Less => vec![(1, vec![less])],
                    Comparison::More => vec![(1, vec![more])],
                    Comparison::Equal => vec![(1, vec![at_most, at_least])],
                    Comparison::NotEqual => vec![(1, vec![less]), (1, vec![more])],
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
                let one = |at: usize| if place == at { self.period } else { 0 };
                let rest = Sum::whole(self.left[place] + 1 - self.period);
                Some(Line { query: one(0), key: one(1), rest })
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
            ClosedForm::Block(pair) if self.is_one_block(pair) => {
                Some(Line::constant(Sum::whole(0)))
            }
            ClosedForm::Block(pair) => {
                let width = self.line(&pair[1])?.number()?;
                self.line(&pair[0])?.moved(-1).over(width)
            }
            ClosedForm::Function(..) | ClosedForm::If(..) => None,
        }
    }

    /// The widths of blocks; none for one that is no number of places.
    fn widths(&self, condition: &Condition) -> Vec<Option<i64>> {
        let mut widths = Vec::new();
        let _ = condition.with_comparisons(&mut |comparison| {
            if let Condition::Compare(_, pair) = comparison {
                pair.iter().for_each(|form| self.add_widths(form, &mut widths));
            }
            comparison.clone()
        });
        widths
    }

    fn add_widths(&self, form: &ClosedForm, widths: &mut Vec<Option<i64>>) {
        match form {
            ClosedForm::Block(pair) if !self.is_one_block(pair) => {
                widths.push(self.line(&pair[1]).and_then(|line| line.number()));
                self.add_widths(&pair[0], widths);
            }
            ClosedForm::Binary(_, pair) => {
                pair.iter().for_each(|form| self.add_widths(form, widths));
            }
            _ => {}
        }
    }

    /// Whether all places of an axis stand in one block.
    fn is_one_block(&self, [of, width]: &[ClosedForm; 2]) -> bool {
        let (ClosedForm::Place(letter), Some(width)) = (of, width.constant()) else { return false };
        let axis = self.axes.iter().find(|axis| axis.letter == *letter);
        axis.is_some_and(|axis| (self.of)(axis.symbol) as f64 <= width)
    }

    fn size(&self, symbol: Letter) -> Sum {
        let number = (self.of)(symbol);
        let letters = Polynomial::product([symbol]) * self.period;
        Sum { letters: letters + Polynomial::number(number % self.period), number }
    }

    /// How many queries or keys there are of this sort.
    fn end(&self, axis: usize) -> Sum {
        let (symbol, size) = (self.axes[axis].symbol, (self.of)(self.axes[axis].symbol));
        let more = i64::from(self.left[axis] < size % self.period);
        let letters = Polynomial::product([symbol]) + Polynomial::number(more);
        Sum { letters, number: size / self.period + more }
    }

    /// Half of a polynomial in how often the period fits, in sizes.
    fn whole(&self, twice: Polynomial) -> Fraction {
        let terms = twice.terms().map(|(term, coefficient)| {
            let factors = term.factors().into_iter().flat_map(|(letter, exponent)| {
                let left = (self.of)(letter) % self.period;
                let fits = Polynomial::product([letter]) + Polynomial::number(-left);
                let times = usize::try_from(exponent).unwrap_or(0);
                std::iter::repeat_n(fits, times)
            });
            let factors: Vec<Polynomial> = factors.collect();
            let over = (factors.len()..2).fold(1, |over, _| over * self.period);
            factors.into_iter().fold(Polynomial::number(coefficient * over), |a, b| a * b)
        });
        Fraction::new(terms.sum(), 2 * self.period * self.period)
    }
}

fn product(one: &[(i64, Vec<Line>)], two: &[(i64, Vec<Line>)]) -> Vec<(i64, Vec<Line>)> {
    let pairs = one.iter().flat_map(|one| two.iter().map(move |two| (one, two)));
    pairs.map(|((m, a), (n, b))| (m * n, [&a[..], b].concat())).collect()
}
