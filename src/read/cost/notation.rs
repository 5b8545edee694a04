//! A polynomial as a person writes it: as text, and as a formula.

use crate::base::letter::Letter;
use crate::base::poly::{Monomial, Polynomial};
use crate::read::formula::Math;
use crate::read::number_format::superscript;

/// A letter with its exponent.
type Power = (Letter, i32);

/// One summand: `2·N²`, or `N²·(D + M)` for the two terms N²·D and N²·M.
#[derive(Clone)]
struct Summand {
    coefficient: i64,
    factor: Monomial,
    /// The letters of the bracket; empty where there is none.
    bracket: Vec<Letter>,
}

/// A polynomial written out: `4·b·d² + b·n·d/h`.
#[must_use]
pub fn text(polynomial: &Polynomial) -> String {
    in_text(&summands(polynomial))
}

/// The same as a formula.
#[must_use]
pub fn math(polynomial: &Polynomial) -> Math {
    in_math(&summands(polynomial))
}

/// What grows like this: `O(N²·(D + M))`, with what terms share pulled out.
#[must_use]
pub fn order_text(order: &Polynomial) -> String {
    format!("O({})", in_text(&factored(order)))
}

/// The same as a formula.
#[must_use]
pub fn order_math(order: &Polynomial) -> Math {
    Math::Apply { function: "O".to_owned(), of: Box::new(in_math(&factored(order))) }
}

fn summands(polynomial: &Polynomial) -> Vec<Summand> {
    let term = |(factor, coefficient): (&Monomial, i64)| Summand {
        coefficient,
        factor: factor.clone(),
        bracket: Vec::new(),
    };
    polynomial.terms().map(term).collect()
}

/// Terms that are the same but for one letter, which stands in each to the first power and
/// nowhere in what they share, as one: N·D + N·M. So N² + N·D stays as it is.
fn factored(polynomial: &Polynomial) -> Vec<Summand> {
    let mut rest: Vec<Monomial> = polynomial.terms().map(|(term, _)| term.clone()).collect();
    let mut done = Vec::new();
    while let Some(first) = rest.first().cloned() {
        // Each letter of the first term may be the one that differs: the longest bracket wins.
        let brackets = shared(&first).into_iter().map(|(factor, _)| {
            let letter = |term| shared(term).into_iter().find(|(other, _)| *other == factor);
            let letters: Vec<Letter> = rest.iter().filter_map(letter).map(|(_, own)| own).collect();
            (factor, letters)
        });
        let longest = brackets.filter(|(factor, letters)| !factor.is_one() && letters.len() > 1);
        let longest = longest.max_by_key(|(_, letters)| letters.len());
        let (factor, bracket) = longest.unwrap_or((first, Vec::new()));
        rest.retain(|term| match &bracket[..] {
            [] => *term != factor,
            letters => letters.iter().all(|own| *term != factor.clone() * &Monomial::from(*own)),
        });
        done.push(Summand { coefficient: 1, factor, bracket });
    }
    done
}

/// Each letter that a monomial has to the first power, with what remains without it.
fn shared(term: &Monomial) -> Vec<(Monomial, Letter)> {
    let single = term.factors().into_iter().filter(|(_, exponent)| *exponent == 1);
    single.map(|(letter, _)| (term.with(letter, &Monomial::default()), letter)).collect()
}

fn in_text(summands: &[Summand]) -> String {
    let mut text = String::new();
    for (is_less, summand) in signed(summands) {
        text.push_str(match (text.is_empty(), is_less) {
            (true, false) => "",
            (true, true) => "−",
            (false, false) => " + ",
            (false, true) => " − ",
        });
        text.push_str(&summand.text());
    }
    if text.is_empty() { "0".to_owned() } else { text }
}

fn in_math(summands: &[Summand]) -> Math {
    let mut parts = Vec::new();
    for (is_less, summand) in signed(summands) {
        if is_less {
            parts.push(Math::Operator("−"));
        } else if !parts.is_empty() {
            parts.push(Math::Operator("+"));
        }
        parts.extend(summand.math());
    }
    if parts.is_empty() { Math::Number("0".to_owned()) } else { Math::Row(parts) }
}

/// Whether each is taken away, and what is; a sum begins with one that is not, where there is one.
fn signed(summands: &[Summand]) -> Vec<(bool, Summand)> {
    let mut signed: Vec<(bool, Summand)> = summands
        .iter()
        .map(|own| {
            let coefficient = own.coefficient.saturating_abs();
            (own.coefficient < 0, Summand { coefficient, ..own.clone() })
        })
        .collect();
    if let Some(first) = signed.iter().position(|(is_less, _)| !is_less) {
        signed[..=first].rotate_right(1);
    }
    signed
}

impl Summand {
    fn text(&self) -> String {
        let power = |(letter, exponent): Power| match exponent {
            1 => letter.to_string(),
            _ => format!("{letter}{}", superscript(exponent)),
        };
        let letter = |letter: &Letter| letter.to_string();
        let (over, under) = self.fraction();
        let number = (self.coefficient != 1).then(|| self.coefficient.to_string());
        let bracket = match &self.bracket[..] {
            [] => None,
            letters => {
                Some(format!("({})", letters.iter().map(letter).collect::<Vec<_>>().join(" + ")))
            }
        };
        let over: Vec<String> =
            number.into_iter().chain(over.into_iter().map(power)).chain(bracket).collect();
        let over = if over.is_empty() { "1".to_owned() } else { over.join("·") };
        let under: Vec<String> = under.into_iter().map(power).collect();
        match &under[..] {
            [] => over,
            [only] => format!("{over}/{only}"),
            several => format!("{over}/({})", several.join("·")),
        }
    }

    fn math(&self) -> Vec<Math> {
        let letter = |letter| Math::Letter { letter, primed: false };
        let power = |(own, exponent): Power| match exponent {
            1 => letter(own),
            _ => Math::Power(Box::new([letter(own), Math::Number(exponent.to_string())])),
        };
        let (over, under) = self.fraction();
        let mut parts: Vec<Math> = over.into_iter().map(power).collect();
        if self.coefficient != 1 || (parts.is_empty() && self.bracket.is_empty()) {
            parts.insert(0, Math::Number(self.coefficient.to_string()));
        }
        for (place, own) in self.bracket.iter().enumerate() {
            parts.push(Math::Operator(if place == 0 { "(" } else { "+" }));
            parts.push(letter(*own));
        }
        if !self.bracket.is_empty() {
            parts.push(Math::Operator(")"));
        }
        if under.is_empty() {
            return parts;
        }
        let under = Math::Row(under.into_iter().map(power).collect());
        vec![Math::Fraction(Box::new([Math::Row(parts), under]))]
    }

    /// What stands over the line and what stands under it, each with a positive exponent.
    fn fraction(&self) -> (Vec<Power>, Vec<Power>) {
        let (over, under): (Vec<_>, Vec<_>) =
            self.factor.factors().into_iter().partition(|(_, exponent)| *exponent > 0);
        (over, under.into_iter().map(|(letter, exponent)| (letter, -exponent)).collect())
    }
}
