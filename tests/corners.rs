//! Causal masks over unequally many queries and keys: they begin at one of two corners.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use attention_playground::lab::check::slips::SLIPS;
use attention_playground::program::param::ParamValue;
use attention_playground::program::role::Role;
use attention_playground::program::trace::Trace;
use attention_playground::program::variant::Variant;
use attention_playground::read::code::{CodeTarget, code};
use attention_playground::request::Request;
use attention_playground::request::run::run;
use attention_playground::variants::ALL;
use common::bits;

fn with(variant: &Variant, causal: ParamValue, (queries, keys): (usize, usize)) -> Trace {
    let known = variant.letters();
    let sizes = [('i', queries), ('j', keys), ('d', 4), ('m', 2)].into_iter();
    let sizes = sizes.filter(|(letter, _)| known.contains(letter)).collect();
    let params = [("causal".to_owned(), causal)].into();
    run(variant, &Request { sizes, params, seed: 5, ..Request::default() }).unwrap()
}

fn word(word: &str) -> ParamValue {
    ParamValue::Word(word.to_owned())
}

/// The variants that have the parameter, and those of them whose queries and keys are apart.
fn variants(apart: bool) -> impl Iterator<Item = &'static Variant<'static>> {
    let has = |variant: &&Variant| variant.params.iter().any(|param| param.name == "causal");
    let is_apart = move |variant: &&Variant| variant.inputs.iter().any(|input| input.sizes == "jd");
    ALL.iter().filter(has).filter(move |variant| !apart || is_apart(variant))
}

#[test]
fn a_flag_stands_for_a_word() {
    for variant in variants(false) {
        let same = |flag, text| {
            let [one, two] = [ParamValue::Flag(flag), word(text)].map(|v| with(variant, v, (3, 3)));
            assert_eq!(one.params.0["causal"], word(text));
            let output = &one.graph.node(one.graph.output).id;
            assert_eq!(bits(&one, output), bits(&two, output), "{}", variant.id);
        };
        same(true, "upper-left");
        same(false, "off");
    }
}

#[test]
fn the_corners_are_one_where_queries_and_keys_are_equally_many() {
    for variant in variants(false) {
        let corners = ["upper-left", "lower-right"].map(|text| with(variant, word(text), (3, 3)));
        let [one, two] = corners.each_ref().map(|trace| &trace.values[trace.graph.output.0].data);
        assert_eq!(one, two, "{}", variant.id);
        assert!(corners.iter().all(|trace| trace.notes.iter().all(|n| n.code != "causal-corner")));
    }
}

#[test]
fn from_the_lower_right_the_last_query_reads_every_key() {
    for variant in variants(true) {
        for sizes in [(2, 5), (5, 2), (1, 4)] {
            let [all, cut, first] =
                ["off", "lower-right", "upper-left"].map(|text| with(variant, word(text), sizes));
            let row = |trace: &Trace, row: usize| -> Vec<f64> {
                let output = &trace.values[trace.graph.output.0].data;
                output.index_axis(ndarray::Axis(0), row).iter().copied().collect()
            };
            let last = sizes.0 - 1;
            for (one, two) in row(&all, last).iter().zip(row(&cut, last)) {
                assert!((one - two).abs() < 1e-12, "{}", variant.id);
            }
            assert_ne!(row(&cut, 0), row(&first, 0), "{}", variant.id);
            for trace in [&cut, &first] {
                let found = trace.notes.iter().filter(|note| note.code == "causal-corner");
                assert_eq!(found.count(), 1, "{}", variant.id);
            }
        }
    }
}

#[test]
fn a_finding_says_what_each_corner_reads() {
    let softmax = &ALL[0];
    let message = |trace: Trace| {
        trace.notes.into_iter().find(|note| note.code == "causal-corner").unwrap().message
    };
    let first = message(with(softmax, word("upper-left"), (2, 5)));
    assert!(first.contains("query 1 reads key 1.") && first.contains("keys 1 to 4"), "{first}");
    let last = message(with(softmax, word("lower-right"), (5, 2)));
    assert!(last.contains("query 1 reads no key.") && last.contains("it reads key 1"), "{last}");
}

/// Decoding with `is_causal`: of four cached keys the one query reads the first alone.
#[test]
fn one_query_of_a_causal_table_reads_one_key_or_all() {
    let weights = |corner: &str| {
        let trace = with(&ALL[0], word(corner), (1, 4));
        let notes: Vec<String> = trace.notes.iter().map(|note| note.message.clone()).collect();
        let step = trace.graph.nodes.iter().position(|node| node.role == Some(Role::Weights));
        (trace.values[step.unwrap()].data.iter().copied().collect::<Vec<_>>(), notes.join(" "))
    };
    let (first, said) = weights("upper-left");
    assert_eq!(first, [1.0, 0.0, 0.0, 0.0]);
    assert!(said.contains("query 1 reads key 1."), "{said}");
    let (all, _) = weights("lower-right");
    assert!(all.iter().all(|weight| *weight > 0.0), "{all:?}");
}

#[test]
fn each_corner_is_a_slip_for_the_other() {
    for variant in variants(true).filter(|variant| variant.id != "linear") {
        for (asked, slip) in [
            ("upper-left", "lower-right-for-upper-left"),
            ("lower-right", "upper-left-for-lower-right"),
        ] {
            let other = if asked == "upper-left" { "lower-right" } else { "upper-left" };
            let trace = with(variant, word(asked), (2, 5));
            let slip = SLIPS.iter().find(|known| known.id == slip).unwrap();
            let made = slip.value(&trace, "output").unwrap();
            let meant = with(variant, word(other), (2, 5));
            assert_eq!(made.data, meant.values[meant.graph.output.0].data, "{}", variant.id);
            assert!(slip.value(&with(variant, word(asked), (3, 3)), "output").is_none());
        }
    }
}

#[test]
fn code_moves_the_diagonal() {
    let softmax = &ALL[0];
    let written = |target, text| {
        let trace = with(softmax, word(text), (2, 5));
        code(softmax, &trace, target).unwrap()
    };
    assert!(written(CodeTarget::NumPy, "lower-right").contains("np.tri(2, 5, 3, dtype=bool)"));
    assert!(written(CodeTarget::NumPy, "upper-left").contains("np.tri(2, 5, dtype=bool)"));
    assert!(written(CodeTarget::PyTorch, "lower-right").contains(".tril(3)"));
    assert!(written(CodeTarget::Latex, "lower-right").contains(r"j \le i + | j | - | i |"));
}
