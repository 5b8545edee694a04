//! How formulas are set: what hangs above a letter, what stands below it.
#![cfg(not(target_arch = "wasm32"))]

use attention_playground::language::program::OwnProgram;
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

/// The formula of a step of one's own.
fn own(text: &str, step: &str) -> String {
    let own = OwnProgram::read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let trace = run(&own.tables().variant(), &Request::default()).unwrap();
    latex(&formula(&trace.graph, trace.graph.find(step).unwrap()))
}

/// What is made place by place is written out, with the brackets that it needs and no others.
#[test]
fn a_step_that_reads_the_place_before_has_the_brackets_that_it_needs() {
    for (text, expected) in [
        (
            "in a[i,j]\nS[i,j] = S[i-1,j] + S[i,j-1] - S[i-1,j-1] + a[i,j]",
            r"S_{ij} = S_{( i - 1 )j} + S_{i( j - 1 )} - S_{( i - 1 )( j - 1 )} + a_{ij}",
        ),
        (
            "in x[t], u[t]\nS[t] = relu(u[t] + 0.5 S[t-1]) - x[t]",
            r"S_{t} = \operatorname{relu}(u_{t} + 0.5 \cdot S_{( t - 1 )}) - x_{t}",
        ),
        (
            "in x[t], u[t]\nS[t] = u[t] - (S[t-1] + x[t])",
            r"S_{t} = u_{t} - ( S_{( t - 1 )} + x_{t} )",
        ),
        ("in x[t], u[t]\nS[t] = u[t] (S[t-1] + x[t])", r"S_{t} = u_{t} ( S_{( t - 1 )} + x_{t} )"),
        (
            "in x[t]\nS[t] = (S[t-1] + x[t]) / (2 + S[t-1])",
            r"S_{t} = \frac{S_{( t - 1 )} + x_{t}}{S_{( t - 1 )} + 2}",
        ),
        (
            "in x[t], u[t]\nS[t] = (u[t] S[t-1] + x[t])^2",
            r"S_{t} = ( u_{t} S_{( t - 1 )} + x_{t} )^{2}",
        ),
    ] {
        assert_eq!(own(text, "S"), expected);
    }
}

/// A minus sign is a minus sign, also before a number.
#[test]
fn a_negative_number_has_a_minus_sign() {
    for (text, step, expected) in [
        ("in a[i]\nb[i] = -a[i]", "b", "b_{i} = - a_{i}"),
        ("in a[i]\nb[i] = a[i] - 1", "b", "b_{i} = a_{i} - 1"),
        ("in x[t]\nS[t] = -S[t-1] + x[t]", "S", "S_{t} = - S_{( t - 1 )} + x_{t}"),
    ] {
        assert_eq!(own(text, step), expected);
        let trace = OwnProgram::read(text).unwrap();
        let trace = run(&trace.tables().variant(), &Request::default()).unwrap();
        let math = formula(&trace.graph, trace.graph.find(step).unwrap());
        assert!(!mathml(&math).to_string().contains(">-"), "{}", mathml(&math));
    }
}
