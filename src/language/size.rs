//! Sizes as formulas over the letters of the tables that are given: u / 2, n + 1, h·v.
//!
//! Two axes fit where their formulas are the same, whatever the sizes are today: 2 · (u/2) = u.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::rc::Rc;

use crate::base::letter::Letter;

/// A sum of products of letters, with fractions before them. A copy shares it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Size {
    /// By the exponents of the letters; no fraction is 0 and no exponent is.
    terms: Rc<Terms>,
}

type Terms = BTreeMap<Powers, Fraction>;
type Powers = BTreeMap<Letter, i32>;

/// In lowest terms, the divisor above 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Fraction {
    over: i64,
    under: i64,
}

/// Terms that a size may have.
const TERMS: usize = 16;

impl Fraction {
    fn new(over: i64, under: i64) -> Option<Self> {
        let divisor = i64::try_from(gcd(over.unsigned_abs(), under.unsigned_abs())).ok()?;
        if divisor == 0 || under == 0 {
            return (under != 0).then_some(Self { over: 0, under: 1 });
        }
        let sign = under.signum();
        Some(Self { over: sign * (over / divisor), under: sign * (under / divisor) })
    }

    fn plus(self, other: Self) -> Option<Self> {
        let one = self.over.checked_mul(other.under)?;
        let two = other.over.checked_mul(self.under)?;
        Self::new(one.checked_add(two)?, self.under.checked_mul(other.under)?)
    }

    fn times(self, other: Self) -> Option<Self> {
        Self::new(self.over.checked_mul(other.over)?, self.under.checked_mul(other.under)?)
    }
}

fn gcd(one: u64, two: u64) -> u64 {
    if two == 0 { one } else { gcd(two, one % two) }
}

impl Size {
    /// The size that a letter of a given table stands for.
    #[must_use]
    pub fn symbol(letter: Letter) -> Self {
        Self::term([(letter, 1)].into(), Fraction { over: 1, under: 1 })
    }

    /// A whole number.
    #[must_use]
    pub fn whole(number: i64) -> Self {
        Self::term(Powers::new(), Fraction { over: number, under: 1 })
    }

    fn term(powers: Powers, fraction: Fraction) -> Self {
        let terms = if fraction.over == 0 { Terms::new() } else { [(powers, fraction)].into() };
        Self { terms: terms.into() }
    }

    /// The sum; none where it grows beyond all reason.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Option<Self> {
        let mut sum = Terms::clone(&self.terms);
        for (powers, fraction) in &*other.terms {
            let before = sum.remove(powers);
            let together = match before {
                Some(before) => before.plus(*fraction)?,
                None => *fraction,
            };
            if together.over != 0 {
                sum.insert(powers.clone(), together);
            }
        }
        (sum.len() <= TERMS).then(|| Self { terms: sum.into() })
    }

    /// The difference, likewise.
    #[must_use]
    pub fn minus(&self, other: &Self) -> Option<Self> {
        self.plus(&other.times(&Self::whole(-1))?)
    }

    /// The product, likewise.
    #[must_use]
    pub fn times(&self, other: &Self) -> Option<Self> {
        let mut product = Self::default();
        for (one, fraction) in &*self.terms {
            for (two, other) in &*other.terms {
                let mut powers = one.clone();
                for (letter, exponent) in two {
                    let sum = powers.remove(letter).unwrap_or(0).checked_add(*exponent)?;
                    if sum != 0 {
                        powers.insert(*letter, sum);
                    }
                }
                product = product.plus(&Self::term(powers, fraction.times(*other)?))?;
            }
        }
        Some(product)
    }

    /// The quotient; none where the divisor is 0, or a sum that leaves a remainder.
    #[must_use]
    pub fn over(&self, divisor: &Self) -> Option<Self> {
        let (powers, fraction) = divisor.leading()?;
        let powers = powers.iter().map(|(letter, exponent)| (*letter, -exponent)).collect();
        let first = Self::term(powers, Fraction::new(fraction.under, fraction.over)?);
        if divisor.terms.len() == 1 {
            return self.times(&first);
        }
        let (mut quotient, mut rest) = (Self::default(), self.clone());
        for _ in 0..TERMS {
            let Some((powers, fraction)) = rest.leading() else { return Some(quotient) };
            let next = Self::term(powers.clone(), *fraction).times(&first)?;
            rest = rest.minus(&next.times(divisor)?)?;
            quotient = quotient.plus(&next)?;
        }
        rest.terms.is_empty().then_some(quotient)
    }

    /// The first term in an order that products keep: by the power of the first letter in which two
    /// terms differ.
    fn leading(&self) -> Option<(&Powers, &Fraction)> {
        let power = |powers: &Powers, letter: &Letter| powers.get(letter).copied().unwrap_or(0);
        let order = |one: &Powers, two: &Powers| {
            let letters: BTreeSet<&Letter> = one.keys().chain(two.keys()).collect();
            let mut powers =
                letters.into_iter().map(|letter| power(one, letter).cmp(&power(two, letter)));
            powers.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
        };
        self.terms.iter().max_by(|one, two| order(one.0, two.0))
    }

    /// The size where each letter has one: a whole number of 1 or more, or none.
    pub fn at(&self, size: impl Fn(Letter) -> Option<usize>) -> Option<usize> {
        let mut sum = Fraction { over: 0, under: 1 };
        for (powers, fraction) in &*self.terms {
            let mut product = *fraction;
            for (letter, exponent) in powers {
                let size = i64::try_from(size(*letter)?).ok()?;
                let factor =
                    if *exponent > 0 { Fraction::new(size, 1) } else { Fraction::new(1, size) };
                for _ in 0..exponent.unsigned_abs().min(64) {
                    product = product.times(factor?)?;
                }
            }
            sum = sum.plus(product)?;
        }
        (sum.under == 1 && sum.over > 0).then(|| usize::try_from(sum.over).ok()).flatten()
    }

    /// The number, where no letter stands in it.
    #[must_use]
    pub fn number(&self) -> Option<usize> {
        self.at(|_| None)
    }

    /// The letter, where it is one alone.
    #[must_use]
    pub fn letter(&self) -> Option<Letter> {
        self.letters().first().copied().filter(|letter| *self == Self::symbol(*letter))
    }

    /// The letters that it depends on.
    #[must_use]
    pub fn letters(&self) -> Vec<Letter> {
        let mut letters: Vec<Letter> = self.terms.keys().flat_map(Powers::keys).copied().collect();
        letters.sort_unstable();
        letters.dedup();
        letters
    }

    /// Whether it becomes larger with a letter.
    #[must_use]
    pub fn grows_with(&self, letter: Letter) -> bool {
        self.terms.keys().any(|powers| powers.get(&letter).is_some_and(|exponent| *exponent > 0))
    }

    /// What it is divided by at these sizes.
    pub fn divisor_at(&self, size: impl Fn(Letter) -> Option<usize>) -> usize {
        let under = self.terms.iter().map(|(powers, fraction)| {
            let own = usize::try_from(fraction.under).unwrap_or(1);
            let below = powers.iter().filter(|(_, exponent)| **exponent < 0);
            below.fold(own, |all, (letter, _)| all.saturating_mul(size(*letter).unwrap_or(1)))
        });
        under.max().unwrap_or(1)
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.terms.is_empty() {
            return write!(f, "0");
        }
        // Letters before numbers, as n + 1.
        for (place, (powers, fraction)) in self.terms.iter().rev().enumerate() {
            let sign = match (place, fraction.over < 0) {
                (0, false) => "",
                (0, true) => "-",
                (_, false) => " + ",
                (_, true) => " - ",
            };
            write!(f, "{sign}")?;
            let of = |wanted: fn(i32) -> bool| -> Vec<String> {
                let some = powers.iter().filter(|(_, exponent)| wanted(**exponent));
                some.flat_map(|(letter, exponent)| {
                    vec![format!("|{letter}|"); exponent.unsigned_abs().min(8) as usize]
                })
                .collect()
            };
            let mut over = of(|exponent| exponent > 0);
            let mut under = of(|exponent| exponent < 0);
            if fraction.over.abs() != 1 || over.is_empty() {
                over.insert(0, fraction.over.abs().to_string());
            }
            if fraction.under != 1 {
                under.insert(0, fraction.under.to_string());
            }
            write!(f, "{}", over.join("·"))?;
            match &under[..] {
                [] => {}
                [one] => write!(f, "/{one}")?,
                more => write!(f, "/({})", more.join("·"))?,
            }
        }
        Ok(())
    }
}
