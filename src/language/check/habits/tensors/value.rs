//! A formula in the words of the language, with its axes: how two of them are put together.

use crate::grammar::Kind as Sign;
use crate::language::notation::Word;
use crate::language::text::Line;

/// A formula as the language writes it, with the axes that it has.
#[derive(Clone)]
pub(super) struct Tensor {
    pub(super) text: String,
    pub(super) letters: Vec<String>,
    pub(super) tight: Tight,
    /// The letter of a sum that nothing behind it may hold.
    pub(super) summed: Option<String>,
    /// Whether it is a row of a table that says its letters: `q_i`.
    pub(super) is_row: bool,
    /// Whether it is a matrix that is turned: what stands beside it is multiplied as one.
    pub(super) is_turned: bool,
}

/// How tightly the parts of a formula hold together, from loose to tight.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tight {
    Choice,
    Sum,
    Reduction,
    Quotient,
    Product,
    Power,
    Atom,
}

impl Tensor {
    pub(super) fn new(text: impl Into<String>, letters: Vec<String>, tight: Tight) -> Self {
        Self { text: text.into(), letters, tight, summed: None, is_row: false, is_turned: false }
    }

    pub(super) fn number(text: impl Into<String>) -> Self {
        Self::new(text, Vec::new(), Tight::Atom)
    }

    /// In brackets, where it is looser than what it stands in.
    pub(super) fn at_least(&self, tight: Tight) -> String {
        if self.tight >= tight { self.text.clone() } else { format!("({})", self.text) }
    }

    /// The same with another letter for an axis.
    pub(super) fn renamed(mut self, from: &str, to: &str) -> Self {
        self.text = renamed(&self.text, from, to);
        for letter in self.letters.iter_mut().filter(|letter| *letter == from) {
            to.clone_into(letter);
        }
        self
    }

    /// The two last axes the other way round.
    pub(super) fn transposed(mut self) -> Self {
        let count = self.letters.len();
        if count > 1 {
            self.letters.swap(count - 2, count - 1);
            self.is_turned = true;
        }
        self
    }

    /// What runs along an axis and removes it, or keeps it.
    pub(super) fn reduced(&self, word: &str, along: &[String], keeps: bool) -> Self {
        let body = self.at_least(Tight::Quotient);
        let left = |letter: &&String| keeps || !along.contains(letter);
        let letters = self.letters.iter().filter(left).cloned().collect();
        Self::new(format!("{word}[{}] {body}", along.join(",")), letters, Tight::Reduction)
    }
}

/// A text with another letter for an axis; the size |d| stays what it is.
fn renamed(text: &str, from: &str, to: &str) -> String {
    let line = Line::new(1, text);
    let tokens = &line.tokens;
    let mut found = String::new();
    let mut column = 1;
    for (at, token) in tokens.iter().enumerate() {
        let kind = |at: usize| tokens.get(at).map(|token| token.kind);
        let bar = Some(Sign::Word(Word::Bar));
        let is_table = matches!(kind(at + 1), Some(Sign::Word(Word::OpenIndex)));
        let is_size = at > 0 && kind(at - 1) == bar && kind(at + 1) == bar;
        if token.kind == Sign::Name && token.text == from && !is_table && !is_size {
            let before = token.span.before();
            let gap = crate::language::span::Span { column, length: 0, ..before }.to(before);
            found.push_str(&line.slice(gap));
            found.push_str(to);
            column = token.span.end();
        }
    }
    let rest = crate::language::span::Span { line: 1, column, length: text.chars().count() };
    found + &line.slice(rest)
}

/// The axes of two formulas side by side, where one has those of the other.
pub(super) fn joined(one: &Tensor, two: &Tensor) -> Option<Vec<String>> {
    let holds = |all: &Tensor, of: &Tensor| of.letters.iter().all(|own| all.letters.contains(own));
    if holds(one, two) {
        Some(one.letters.clone())
    } else {
        holds(two, one).then(|| two.letters.clone())
    }
}

/// What stands before a factor; a sum takes the factor along where it does not hold its letter.
fn before(one: &Tensor, two: &Tensor) -> (String, Tight, Option<String>) {
    let is_taken = one.summed.as_ref().is_some_and(|own| !two.letters.contains(own));
    if is_taken && one.tight == Tight::Reduction {
        return (one.text.clone(), Tight::Reduction, one.summed.clone());
    }
    (one.at_least(Tight::Quotient), Tight::Quotient, None)
}

pub(super) fn times(one: &Tensor, two: &Tensor) -> Option<Tensor> {
    let letters = joined(one, two)?;
    let (text, tight, summed) = before(one, two);
    let is_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let is_signed = one.tight == Tight::Quotient
        || (tight == Tight::Reduction && text.contains('/'))
        || is_number(&two.text);
    let sign = if is_signed { " * " } else { " " };
    let text = format!("{text}{sign}{}", two.at_least(Tight::Power));
    let tight = if tight == Tight::Quotient && one.tight >= Tight::Product {
        Tight::Product
    } else {
        tight
    };
    Some(Tensor { summed, ..Tensor::new(text, letters, tight) })
}

/// A product of tables that say their letters, each axis of which is one of the product; the last axis
/// of both is its last.
pub(super) fn side_by_side(one: &Tensor, two: &Tensor) -> Tensor {
    let (text, ..) = before(one, two);
    let more = two.letters.iter().filter(|own| !one.letters.contains(own));
    let mut letters: Vec<String> = one.letters.iter().chain(more).cloned().collect();
    if let Some(last) = two.letters.last().filter(|last| one.letters.last() == Some(last)) {
        letters.retain(|own| own != last);
        letters.push(last.clone());
    }
    let text = format!("{text} {}", two.at_least(Tight::Power));
    let product = Tensor::new(text, letters, Tight::Product);
    // Two rows side by side are their inner product.
    let of_both = |own: &&String| one.letters[1..].contains(own) && two.letters[1..].contains(own);
    let shared: Vec<String> = if one.is_row && two.is_row {
        one.letters.iter().skip(1).filter(of_both).cloned().collect()
    } else {
        Vec::new()
    };
    if shared.is_empty() {
        return Tensor { is_row: one.is_row && two.is_row, ..product };
    }
    let summed = shared.first().filter(|_| shared.len() == 1).cloned();
    Tensor { summed, ..product.reduced("sum", &shared, false) }
}

pub(super) fn over(one: &Tensor, two: &Tensor) -> Option<Tensor> {
    let letters = joined(one, two)?;
    let (text, tight, summed) = before(one, two);
    let text = format!("{text} / {}", two.at_least(Tight::Power));
    Some(Tensor { summed, ..Tensor::new(text, letters, tight) })
}
