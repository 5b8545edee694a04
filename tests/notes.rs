//! Findings: each stands where it matters, once, and names the right row.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use attention_playground::param::Setting;
use attention_playground::run::{Request, find, run};
use common::nested;

/// The findings of a request: code, step and row.
fn found(variant: &str, request: &Request) -> Vec<(&'static str, String, Option<usize>)> {
    let trace = run(find(variant).unwrap(), request).unwrap();
    let notes = trace.notes.into_iter();
    notes.map(|note| (note.code, note.place.field, note.place.row)).collect()
}

fn request(params: &[(&str, Setting)], inputs: &[(&str, &[usize], &[f64])]) -> Request {
    let params = params.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    let inputs = inputs.iter();
    let inputs = inputs.map(|(name, shape, cells)| ((*name).to_owned(), nested(shape, cells)));
    Request { params: params.collect(), inputs: inputs.collect(), ..Request::default() }
}

fn word(word: &str) -> Setting {
    Setting::Word(word.to_owned())
}

#[test]
fn a_tie_is_named_with_the_first_winner() {
    let tie = request(&[], &[("k", &[4, 3], &[0., 3., 4., 0., 3., 4., 5., 0., 0., 0., 0., 1.])]);
    assert_eq!(found("argmax", &tie), [("tie", "weights".to_owned(), Some(1))]);
    assert_eq!(found("argmax", &Request::default()), []);
}

#[test]
fn a_masked_row_is_named_once_for_all_heads_and_both_passes() {
    let mask: [f64; 9] = [1., 1., 1., 0., 0., 0., 1., 1., 1.];
    let mut masked = request(&[], &[("mask", &[3, 3], &mask)]);
    let expected = [("masked-row", "masked".to_owned(), Some(2))];
    assert_eq!(found("multi-head", &masked), expected);
    masked.gradients = true;
    assert_eq!(found("multi-head", &masked), expected);
}

#[test]
fn a_score_below_the_fill_leaks() {
    let fill = [("mask_fill", word("-1e9")), ("scale", Setting::Flag(false))];
    let low = [("q", &[1, 1][..], &[-1.0][..]), ("k", &[2, 1], &[3e9, 1.0])];
    let masked =
        request(&fill, &[low[0], low[1], ("v", &[2, 1], &[1., 2.]), ("mask", &[1, 2], &[1., 0.])]);
    assert_eq!(found("scaled-dot-product", &masked), [("mask-leak", "masked".to_owned(), Some(1))]);
}

/// Homework 6 (a): (q·k)² is 0 for a query that is orthogonal to every key, and (q·k + 1)² where
/// q·k = −1; a plain dot product can be negative; exp cannot be either.
#[test]
fn a_denominator_of_zero_or_below_is_a_finding() {
    let inputs: [(&str, &[usize], &[f64]); 3] =
        [("q", &[2, 2], &[1., 0., 0., 1.]), ("k", &[1, 2], &[0., -1.]), ("v", &[1, 1], &[5.])];
    let totals = |params: &[(&str, Setting)]| found("kernel", &request(params, &inputs));
    let at = |code, row| (code, "totals".to_owned(), Some(row));
    let quadratic = ("kernel", word("quadratic"));
    assert_eq!(
        totals(&[quadratic.clone(), ("offset", Setting::Number(0.0))]),
        [at("zero-total", 1)]
    );
    assert_eq!(totals(&[quadratic]), [at("zero-total", 2)]);
    assert_eq!(totals(&[("kernel", word("dot"))]), [at("zero-total", 1), at("negative-total", 2)]);
    assert_eq!(totals(&[]), []);
}
