//! The PyTorch programs, run where PyTorch is: `npm run test:torch`.
#![cfg(not(target_arch = "wasm32"))]

mod common;
mod programs;

use std::collections::BTreeMap;

use attention_playground::language::program::OwnProgram;
use attention_playground::read::code::{CodeTarget, code};
use attention_playground::request::Request;
use attention_playground::request::run::run;
use serde_json::Value;

const CURE: &str = "Make one: python3 -m venv venv && venv/bin/pip install torch numpy";

#[test]
fn pytorch_programs_compute_the_trace() {
    let python = programs::python_with("torch", "PYTHON_TORCH", CURE);
    programs::check(&python, CodeTarget::PyTorch, &programs::results());
}

/// In eager mode, where FlexAttention is computed in float64.
#[test]
fn flex_attention_programs_compute_the_trace() {
    let python = programs::python_with("torch", "PYTHON_TORCH", CURE);
    let mut said: BTreeMap<&str, usize> = BTreeMap::new();
    let programs = programs::results().into_iter().filter(|(variant, trace)| {
        let text = code(variant, trace, CodeTarget::FlexAttention).unwrap();
        let is_program = !text.starts_with("# FlexAttention has no program");
        *said.entry(variant.id).or_default() += usize::from(is_program);
        is_program
    });
    let programs: Vec<_> = programs.take(200).collect();
    for id in ["scaled-dot-product", "sliding-window", "alibi", "multi-head", "cross", "latent"] {
        assert!(said[id] > 0, "{id} is no softmax under a mask: {said:?}");
    }
    for id in ["argmax", "linear", "differential", "top-k"] {
        assert_eq!(said[id], 0, "{id}");
    }
    programs::check(&python, CodeTarget::FlexAttention, &programs);
}

/// Programs as people write them, scans along one axis and along two among them, with gradients.
#[test]
fn programs_of_ones_own_compute_the_trace() {
    let python = programs::python_with("torch", "PYTHON_TORCH", CURE);
    let rows: Vec<Value> = serde_json::from_str(include_str!("programs-right.json")).unwrap();
    let read = |row: &Value| OwnProgram::read(row["text"].as_str().unwrap()).unwrap();
    let own: Vec<OwnProgram> = rows.iter().map(read).collect();
    let tables: Vec<_> = own.iter().map(OwnProgram::tables).collect();
    let variants: Vec<_> = tables.iter().map(|tables| tables.variant()).collect();
    let request = Request { gradients: true, seed: 7, ..Request::default() };
    let results = variants.iter().map(|variant| (variant, run(variant, &request).unwrap()));
    programs::check(&python, CodeTarget::PyTorch, &results.collect::<Vec<_>>());
}
