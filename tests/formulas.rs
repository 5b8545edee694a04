//! How formulas are set: what hangs above a letter, what stands below it.
#![cfg(not(target_arch = "wasm32"))]

use attention_playground::read::formula::{formula, latex, mathml};
use attention_playground::request::Request;
use attention_playground::request::run::run;
use attention_playground::variants::find;

fn written(variant: &str, step: &str) -> (String, String) {
    let trace = run(find(variant).unwrap(), &Request::default()).unwrap();
    let math = formula(&trace.graph, trace.graph.find(step).unwrap());
    (latex(&math), mathml(&math).to_string())
}

/// Indices stand below a letter, so what tells `w_q` from `w_k` hangs above it.
#[test]
fn what_a_name_adds_to_its_letter_hangs_above() {
    let (latex, mathml) = written("multi-query-decode", "q");
    assert_eq!(latex, r"q_{bhk} = \sum_{d} x_{bd} w^{q}_{hdk}");
    assert!(mathml.contains("<msubsup><mi>w</mi><mrow><mi class=\"axis-h\">"), "{mathml}");
    assert!(mathml.contains("</mrow><mi>q</mi></msubsup>"), "{mathml}");

    let (latex, _) = written("multi-query-decode", "keys");
    assert!(latex.contains(r"k^{\mathrm{prev}}_{bjk}"), "{latex}");
}

/// A mark that is a number stands in brackets: it is no power.
#[test]
fn a_number_above_a_letter_is_no_power() {
    let (latex, _) = written("transformer-layer", "w_1");
    assert!(latex.starts_with(r"w^{(1)}"), "{latex}");
    let (latex, mathml) = written("transformer-layer", "variance-2");
    assert_eq!(latex, r"\mathrm{var}^{(2)}_{i} = \frac{t^{(5)}_{i}}{d}");
    assert!(mathml.contains("<mi>(2)</mi></msubsup>"), "{mathml}");
}

#[test]
fn a_prime_stays_beside_its_letter() {
    let (latex, mathml) = written("linear", "q-longer");
    assert!(latex.starts_with("q'_{ia}"), "{latex}");
    assert!(mathml.contains("<mi>q</mi>"), "{mathml}");
}
