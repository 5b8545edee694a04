//! How many keys of how many queries lie between lines, as a number and in letters. Which lines are
//! the closest changes where two of them cross; between two crossings the keys add up in closed form.

use std::collections::BTreeSet;

use super::line::{Line, Sum};
use crate::base::poly::Polynomial;

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

/// The pairs that a conjunction leaves, and twice as many in letters.
pub(super) fn counted(
    lines: &[Line],
    [queries, keys]: &[Sum; 2],
) -> Option<(f64, Option<Polynomial>)> {
    let none = || (0.0, Some(Polynomial::default()));
    let mut lower = vec![Bound { slope: 0, rest: Sum::whole(1) }];
    let mut upper = vec![Bound { slope: 0, rest: keys.clone() }];
    let (mut first, mut last) = (Sum::whole(1), queries.clone());
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
    Some((number, twice))
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
            Some(before) if (before.open, before.low, before.high) == (open, low, high) => {
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
        // Two bounds that cross leave no key between them: those of the stretch that is not open.
        (true, false) => (&upper[two.high], &lower[two.low], -1),
        (false, _) => (&upper[one.high], &lower[one.low], -1),
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
