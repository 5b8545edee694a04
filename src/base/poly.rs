//! Polynomials over the letters of sizes: what a cost is before any size is put in.
//!
//! Exponents may be negative, so that a width of a head can be written d/h.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Add, Mul};

use crate::base::letter::Letter;

/// The letters in the order in which a product is written: counts first, then widths.
const WRITTEN: &str = "bNhgrnijdDkvmMeufac";
/// The letters in the order in which terms of one degree are compared: the sequence of a
/// whole-sequence cost and the width first, as a person writes `d² + bd` and `ND² + D³`.
const COMPARED: &str = "NdDMbnhgrijkvmeufac";

/// The place of a letter in an order; those that are not in it come last, by the alphabet.
fn place(order: &str, letter: Letter) -> (usize, Letter) {
    (order.chars().position(|known| known == letter).unwrap_or(order.len()), letter)
}

/// A product of powers of letters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Monomial {
    /// By letter; no exponent is 0.
    exponents: BTreeMap<Letter, i32>,
}

impl Monomial {
    /// The product of the letters, over those behind a slash: `"bnd/h"`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let (over, under) = text.split_once('/').unwrap_or((text, ""));
        let product =
            |letters: &str| letters.chars().map(Self::from).fold(Self::default(), |a, b| a * &b);
        product(over) * &product(under).power(-1)
    }

    /// Whether no letter is left.
    #[must_use]
    pub fn is_one(&self) -> bool {
        self.exponents.is_empty()
    }

    /// The exponent of a letter.
    #[must_use]
    pub fn exponent(&self, letter: Letter) -> i32 {
        self.exponents.get(&letter).copied().unwrap_or(0)
    }

    /// The letters with their exponents, in the order in which a product is written.
    #[must_use]
    pub fn factors(&self) -> Vec<(Letter, i32)> {
        let mut factors: Vec<(Letter, i32)> =
            self.exponents.iter().map(|(letter, exponent)| (*letter, *exponent)).collect();
        factors.sort_by_key(|(letter, _)| place(WRITTEN, *letter));
        factors
    }

    /// This, raised to a power.
    #[must_use]
    pub fn power(&self, exponent: i32) -> Self {
        let mut power = Self::default();
        for (letter, own) in &self.exponents {
            power.put(*letter, own.saturating_mul(exponent));
        }
        power
    }

    /// This with a product in the place of a letter.
    #[must_use]
    pub fn with(&self, letter: Letter, product: &Self) -> Self {
        let mut rest = self.clone();
        rest.put(letter, 0);
        rest * &product.power(self.exponent(letter))
    }

    /// Whether this grows at least as fast as the other, however the letters grow: every letter
    /// has at least its exponent there. All sizes are 1 or more.
    #[must_use]
    pub fn dominates(&self, other: &Self) -> bool {
        let ratio = self.clone() * &other.power(-1);
        ratio.exponents.values().all(|exponent| *exponent > 0)
    }

    /// How many letters the two differ by: over the line, which comes first, and in all.
    #[must_use]
    pub fn distance(&self, other: &Self) -> (i32, i32) {
        let letters: BTreeSet<Letter> =
            self.exponents.keys().chain(other.exponents.keys()).copied().collect();
        let differ = |part: fn(i32) -> i32| {
            let one =
                |letter: &Letter| part(self.exponent(*letter)) - part(other.exponent(*letter));
            letters.iter().map(|letter| one(letter).abs()).sum()
        };
        (differ(|exponent| exponent.max(0)), differ(|exponent| exponent))
    }

    /// The number that it is at these sizes.
    pub fn at(&self, size: &impl Fn(Letter) -> f64) -> f64 {
        let product = |sign: i32| {
            let factor = |(letter, exponent): (&Letter, &i32)| {
                (0..exponent * sign).fold(1.0, |power, _| power * size(*letter))
            };
            self.exponents.iter().map(factor).product::<f64>()
        };
        product(1) / product(-1)
    }

    fn put(&mut self, letter: Letter, exponent: i32) {
        match exponent {
            0 => self.exponents.remove(&letter),
            _ => self.exponents.insert(letter, exponent),
        };
    }

    /// How many letters stand over the line.
    fn degree(&self) -> i32 {
        self.exponents.values().filter(|exponent| **exponent > 0).sum()
    }
}

impl From<Letter> for Monomial {
    fn from(letter: Letter) -> Self {
        Self { exponents: [(letter, 1)].into() }
    }
}

impl Mul<&Self> for Monomial {
    type Output = Self;

    fn mul(mut self, other: &Self) -> Self {
        for (letter, exponent) in &other.exponents {
            self.put(*letter, self.exponent(*letter).saturating_add(*exponent));
        }
        self
    }
}

/// The order in which terms are written: fewer letters first, then the higher powers.
impl Ord for Monomial {
    fn cmp(&self, other: &Self) -> Ordering {
        let letters = self.exponents.keys().chain(other.exponents.keys());
        let letters: BTreeSet<(usize, Letter)> =
            letters.map(|letter| place(COMPARED, *letter)).collect();
        let by_power = |(_, letter)| other.exponent(letter).cmp(&self.exponent(letter));
        let powers = letters.into_iter().map(by_power).fold(Ordering::Equal, Ordering::then);
        self.degree().cmp(&other.degree()).then(powers)
    }
}

impl PartialOrd for Monomial {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A sum of monomials with whole coefficients.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Polynomial {
    /// In the order in which they are written; no coefficient is 0.
    terms: BTreeMap<Monomial, i64>,
}

impl Polynomial {
    /// A number without letters.
    #[must_use]
    pub fn number(number: i64) -> Self {
        Self::term(Monomial::default(), number)
    }

    /// A monomial with a coefficient.
    #[must_use]
    pub fn term(monomial: Monomial, coefficient: i64) -> Self {
        Self::default().plus(monomial, coefficient)
    }

    /// The product of some letters.
    #[must_use]
    pub fn product(letters: impl IntoIterator<Item = Letter>) -> Self {
        let product = letters.into_iter().map(Monomial::from);
        product.fold(Monomial::default(), |product, letter| product * &letter).into()
    }

    /// The terms, in the order in which they are written.
    pub fn terms(&self) -> impl Iterator<Item = (&Monomial, i64)> {
        self.terms.iter().map(|(monomial, coefficient)| (monomial, *coefficient))
    }

    /// This with a product in the place of a letter.
    #[must_use]
    pub fn with(&self, letter: Letter, product: &Monomial) -> Self {
        let terms =
            self.terms().map(|(term, coefficient)| (term.with(letter, product), coefficient));
        terms.collect()
    }

    /// This with a sum in the place of a letter. A term with the letter under the line stays as it
    /// is: 1/(n + 1) is no polynomial.
    #[must_use]
    pub fn with_sum(&self, letter: Letter, sum: &Self) -> Self {
        let term = |(term, coefficient): (&Monomial, i64)| match term.exponent(letter) {
            ..=0 => Self::term(term.clone(), coefficient),
            power => {
                let rest = Self::term(term.with(letter, &Monomial::default()), coefficient);
                (0..power).fold(rest, |product, _| product * sum.clone())
            }
        };
        self.terms().map(term).sum()
    }

    /// The same terms, each once: what is left under O when constant factors are dropped.
    #[must_use]
    pub fn without_coefficients(&self) -> Self {
        self.terms().map(|(term, _)| (term.clone(), 1)).collect()
    }

    /// The terms that no other dominates, where `basis` writes a monomial in letters that are
    /// free of each other.
    #[must_use]
    pub fn leading(&self, basis: impl Fn(&Monomial) -> Monomial) -> Self {
        let free: Vec<Monomial> = self.terms().map(|(term, _)| basis(term)).collect();
        let leads = |own: usize| {
            // Two terms that are the same in the basis dominate each other: the first one stays.
            let beats = |other: usize| {
                free[other].dominates(&free[own]) && (other < own || free[other] != free[own])
            };
            (0..free.len()).all(|other| other == own || !beats(other))
        };
        let terms = self.terms().enumerate().filter(|(place, _)| leads(*place));
        terms.map(|(_, (term, coefficient))| (term.clone(), coefficient)).collect()
    }

    /// The number that it is at these sizes, exact up to 2⁵³.
    pub fn at(&self, size: &impl Fn(Letter) -> f64) -> f64 {
        let terms = self.terms().map(|(term, coefficient)| coefficient as f64 * term.at(size));
        // `sum` of no numbers is −0.
        terms.fold(0.0, |sum, term| sum + term)
    }

    /// How steep it is in a letter at these sizes on logarithmic axes: the mean of the letter's
    /// exponents, each term by its share. It is not a number where no term is left.
    pub fn slope(&self, letter: Letter, size: &impl Fn(Letter) -> f64) -> f64 {
        let rise = |(term, coefficient): (&Monomial, i64)| {
            f64::from(term.exponent(letter)) * coefficient as f64 * term.at(size)
        };
        self.terms().map(rise).sum::<f64>() / self.at(size)
    }

    fn plus(mut self, monomial: Monomial, coefficient: i64) -> Self {
        let sum = self.terms.get(&monomial).copied().unwrap_or(0).saturating_add(coefficient);
        match sum {
            0 => self.terms.remove(&monomial),
            _ => self.terms.insert(monomial, sum),
        };
        self
    }
}

impl From<Monomial> for Polynomial {
    fn from(monomial: Monomial) -> Self {
        Self::term(monomial, 1)
    }
}

impl FromIterator<(Monomial, i64)> for Polynomial {
    fn from_iter<I: IntoIterator<Item = (Monomial, i64)>>(terms: I) -> Self {
        let add = |sum: Self, (monomial, coefficient)| sum.plus(monomial, coefficient);
        terms.into_iter().fold(Self::default(), add)
    }
}

impl Add for Polynomial {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self.terms.into_iter().chain(other.terms).collect()
    }
}

impl std::iter::Sum for Polynomial {
    fn sum<I: Iterator<Item = Self>>(polynomials: I) -> Self {
        polynomials.fold(Self::default(), Add::add)
    }
}

impl Mul for Polynomial {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        let pairs = self.terms().flat_map(|one| other.terms().map(move |two| (one, two)));
        pairs.map(|((a, m), (b, n))| (a.clone() * b, m.saturating_mul(n))).collect()
    }
}

impl Mul<i64> for Polynomial {
    type Output = Self;

    fn mul(self, factor: i64) -> Self {
        self.terms.into_iter().map(|(term, own)| (term, own.saturating_mul(factor))).collect()
    }
}
