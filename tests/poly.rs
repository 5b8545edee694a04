//! Laws of polynomials: algebra, evaluation, substitution, and what is left under O.
#![cfg(not(target_arch = "wasm32"))]

use attention_playground::base::poly::{Monomial, Polynomial};
use attention_playground::read::cost::notation::{order_math, order_text, text};
use attention_playground::read::formula::latex;
use proptest::prelude::*;

const LETTERS: [char; 5] = ['b', 'n', 'd', 'h', 'N'];

fn size(letter: char) -> f64 {
    // Powers of 2, so that quotients are exact.
    LETTERS.iter().position(|known| *known == letter).map_or(1.0, |place| f64::from(2 << place))
}

fn monomial() -> impl Strategy<Value = Monomial> {
    prop::collection::vec(-1..=3_i32, LETTERS.len()).prop_map(|exponents| {
        let powers = LETTERS.iter().zip(exponents);
        let powers = powers.map(|(letter, exponent)| Monomial::from(*letter).power(exponent));
        powers.fold(Monomial::default(), |product, power| product * &power)
    })
}

fn polynomial() -> impl Strategy<Value = Polynomial> {
    prop::collection::vec((monomial(), -9..=9_i64), 0..5)
        .prop_map(|terms| terms.into_iter().collect())
}

/// A sum of products without a line under them, as the operations give it.
fn sizes() -> impl Strategy<Value = Polynomial> {
    let product = prop::collection::vec(prop::sample::select(LETTERS.to_vec()), 0..4);
    let terms = prop::collection::vec(product, 1..6);
    terms.prop_map(|terms| terms.into_iter().map(Polynomial::product).sum())
}

#[test]
fn nothing_is_plain_zero() {
    assert_eq!(Polynomial::default().at(&size).to_bits(), 0.0_f64.to_bits());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn sums_and_products_commute_and_distribute(a in polynomial(), b in polynomial(), c in polynomial()) {
        prop_assert_eq!(a.clone() + b.clone(), b.clone() + a.clone());
        prop_assert_eq!(a.clone() * b.clone(), b.clone() * a.clone());
        let (sum, parts) = (b.clone() + c.clone(), a.clone() * b + a.clone() * c);
        prop_assert_eq!(a.clone() * sum, parts);
        prop_assert_eq!(a.clone() + a.clone() * -1, Polynomial::default());
        prop_assert_eq!(a.clone() * Polynomial::number(1), a);
    }

    #[test]
    fn a_value_is_that_of_the_parts(a in polynomial(), b in polynomial()) {
        let at = |polynomial: &Polynomial| polynomial.at(&size);
        // Terms are added in another order, so the last bits may differ.
        let near = |one: f64, two: f64, scale: f64| (one - two).abs() <= 1e-12 * scale.max(1.0);
        let size = |polynomial: &Polynomial| -> f64 {
            let terms = polynomial.terms();
            terms.map(|(term, coefficient)| (coefficient as f64 * term.at(&size)).abs()).sum()
        };
        prop_assert!(near(at(&(a.clone() + b.clone())), at(&a) + at(&b), size(&a) + size(&b)));
        prop_assert!(near(at(&(a.clone() * b.clone())), at(&a) * at(&b), size(&a) * size(&b)));
    }

    #[test]
    fn a_letter_in_other_letters_has_their_value(a in polynomial(), b in sizes()) {
        let share = Monomial::new("d/h");
        let other = |letter| if letter == 'n' { share.at(&size) } else { size(letter) };
        prop_assert_eq!(a.with('n', &share).at(&size), a.at(&other));
        let next = |letter| if letter == 'n' { size('b') + 1.0 } else { size(letter) };
        let sum = Polynomial::product(['b']) + Polynomial::number(1);
        prop_assert_eq!(b.with_sum('n', &sum).at(&size), b.at(&next));
    }

    #[test]
    fn what_leads_bounds_the_whole_and_nothing_in_it_can_go(a in sizes()) {
        let leading = a.leading(Clone::clone);
        let terms: Vec<Monomial> = leading.terms().map(|(term, _)| term.clone()).collect();
        for (term, _) in a.terms() {
            prop_assert!(terms.iter().any(|leader| leader.dominates(term)));
        }
        for (place, one) in terms.iter().enumerate() {
            prop_assert!(terms.iter().enumerate().all(|(other, two)| other == place || !two.dominates(one)));
        }
        prop_assert_eq!(leading.leading(Clone::clone), leading);
    }

    #[test]
    fn an_order_written_with_brackets_has_every_term(a in sizes()) {
        let order = a.without_coefficients();
        let written = order_text(&order);
        // Multiplied out again, by hand: each summand of O(...) is a product with one bracket at most.
        let inside = written.strip_prefix("O(").and_then(|text| text.strip_suffix(')')).unwrap();
        prop_assert_eq!(multiplied_out(inside), order);
    }
}

fn multiplied_out(text: &str) -> Polynomial {
    let product = |text: &str| match text.split_once('(') {
        None => vec![text.to_owned()],
        Some((factor, bracket)) => bracket
            .trim_end_matches(')')
            .split(" + ")
            .map(|letter| format!("{factor}{letter}"))
            .collect(),
    };
    let mut depth = 0;
    let top = |c: char| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        c == '+' && depth == 0
    };
    let terms = text.split(top).flat_map(|summand| product(summand.trim()));
    terms.map(|term| Polynomial::from(of_text(&term))).sum()
}

fn of_text(term: &str) -> Monomial {
    let factors = term.split('·').filter(|factor| *factor != "1");
    let factors = factors.map(|factor| {
        let letter = factor.chars().next().unwrap();
        let exponent = factor.chars().nth(1).map_or(1, |digit| if digit == '²' { 2 } else { 3 });
        Monomial::from(letter).power(exponent)
    });
    factors.fold(Monomial::default(), |product, factor| product * &factor)
}

#[test]
fn a_cost_reads_as_on_the_sheet() {
    let sum = |terms: &[&str]| -> Polynomial {
        terms.iter().map(|term| Polynomial::from(Monomial::new(term))).sum()
    };
    assert_eq!(text(&sum(&["bnd", "bd", "dd"])), "d² + b·d + b·n·d");
    assert_eq!(text(&(sum(&["bnd/h"]) * 2 + sum(&["dd/hg"]))), "d²/(h·g) + 2·b·n·d/h");
    assert_eq!(text(&Polynomial::number(3)), "3");
    assert_eq!(text(&Polynomial::default()), "0");
    assert_eq!(text(&sum(&["/h"])), "1/h");
    assert_eq!(order_text(&sum(&["NNM", "NND"])), "O(N²·(D + M))");
    assert_eq!(order_text(&sum(&["NM", "ND", "NN"])), "O(N² + N·(D + M))");
    assert_eq!(order_text(&sum(&["DDD", "NDD"])), "O(N·D² + D³)");
    assert_eq!(order_text(&sum(&["bnd", "bdd"])), "O(b·d² + b·n·d)");
    assert_eq!(latex(&order_math(&sum(&["NNM", "NND"]))), r"\operatorname{O}(N^{2} ( D + M ))");
    assert_eq!(
        latex(&order_math(&sum(&["dd", "bnd/h"]))),
        r"\operatorname{O}(d^{2} + \frac{b n d}{h})"
    );
}
