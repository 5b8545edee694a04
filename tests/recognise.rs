//! What a program is called: run beside the registry on 200 draws, it is the variant that computes
//! the same, or the closest one with the first step that differs.
#![cfg(not(target_arch = "wasm32"))]

use attention_playground::language::program::{OwnProgram, text_of};
use attention_playground::request::Request;
use attention_playground::request::run::program;
use attention_playground::runs::recognise::{Recognised, recognise};
use attention_playground::variants::ALL;
use serde_json::Value;

fn recognised(text: &str) -> Option<Recognised> {
    let own = OwnProgram::read(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    recognise(&own.tables().variant()).unwrap()
}

/// The text of a program of papers.
fn paper(title: &str) -> String {
    let rows: Vec<Value> = serde_json::from_str(include_str!("programs-right.json")).unwrap();
    let row = rows.iter().find(|row| row["title"].as_str().unwrap().starts_with(title)).unwrap();
    row["text"].as_str().unwrap().to_owned()
}

#[test]
fn a_program_of_a_paper_is_the_variant_that_ships() {
    let known = [
        ("Scaled dot-product", "scaled-dot-product"),
        ("Argmax", "argmax"),
        ("Multi-head", "multi-head"),
        ("Multi-query", "multi-query-decode"),
        ("Linear attention, elu", "linear"),
        ("Quadratic kernel", "linear"),
        ("Sliding window", "sliding-window"),
        ("ALiBi", "alibi"),
        ("Rotary", "rope"),
        ("Top two", "top-k"),
        ("Differential", "differential"),
        ("Latent", "latent"),
    ];
    for (title, variant) in known {
        let found = recognised(&paper(title)).unwrap();
        assert!(found.equal && found.variant == variant, "{title}: {found:?}");
        assert_eq!(found.first_difference, None, "{title}");
    }
    let window = recognised(&paper("Sliding window")).unwrap();
    assert_eq!(window.params["window"].to_string(), "4");
}

/// Some compute the same as another one that comes first: they may be called so.
#[test]
fn a_printed_variant_is_itself() {
    let same = [
        ("linear-recurrent", "linear"),
        ("kernel", "scaled-dot-product"),
        ("grouped-query-decode", "multi-head-decode"),
    ];
    for variant in ALL {
        let graph = program(variant, &Request::default()).unwrap();
        let found = recognised(&text_of(variant.title, &graph).unwrap()).unwrap();
        let may_be =
            same.iter().find(|(id, _)| *id == variant.id).map_or(variant.id, |(_, as_)| as_);
        assert!(found.equal, "{}: {found:?}", variant.id);
        assert!([variant.id, may_be].contains(&found.variant), "{}: {found:?}", variant.id);
    }
}

#[test]
fn a_slip_is_the_closest_variant_with_its_first_step_that_differs() {
    let slips = [
        ("Scaled dot-product", "j <= i", "j < i", "scaled-dot-product", "weights"),
        ("Scaled dot-product", " / sqrt(|d|)", " / |d|", "scaled-dot-product", "scores"),
        ("Sliding window", "i - j < w", "i - j < w - 1", "sliding-window", ""),
        ("Argmax", "onehot[j] scores", "sparsemax[j] scores", "scaled-dot-product", "weights"),
    ];
    for (title, right, wrong, variant, step) in slips {
        let text = paper(title).replace(right, wrong);
        let found = recognised(&text).unwrap();
        if step.is_empty() {
            // A window of three instead of four is a window too.
            assert!(found.equal && found.variant == variant, "{title}: {found:?}");
            continue;
        }
        assert!(!found.equal, "{title} with {wrong}: {found:?}");
        assert_eq!(found.variant, variant, "{title} with {wrong}");
        assert_eq!(found.first_difference.as_deref(), Some(step), "{title} with {wrong}");
    }
}

#[test]
fn a_program_on_other_inputs_is_none_of_them() {
    assert_eq!(recognised(&paper("Delta rule")), None);
}
