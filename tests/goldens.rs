//! Every variant agrees with PyTorch, and gives the bits that it gave before.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/golden.rs"]
mod golden;

use std::path::Path;

use attention_playground::program::tensor::Tensor;
use attention_playground::program::trace::Trace;
use attention_playground::request::nested::{Cell, Nested};
use attention_playground::request::run::run;
use attention_playground::variants::ALL;
use golden::{Bits, Case, bits, cases, known_bits};

const TOLERANCE: f64 = 1e-12;

/// What comparing many tensors has found so far.
#[derive(Default)]
struct Findings {
    cases: usize,
    worst: f64,
    wrong: Vec<String>,
}

impl Findings {
    fn compare(&mut self, what: &str, found: &Tensor, expected: &Nested) {
        let (shape, cells) = expected.flatten().expect("goldens are rectangular");
        // Grouped heads have two axes here and one in PyTorch, with the same cells in order.
        if found.data.len() != cells.len() {
            self.wrong.push(format!("{what}: {:?} instead of {shape:?}", found.shape()));
            return;
        }
        let errors = found.data.iter().zip(cells).map(|(found, cell)| match cell {
            Cell::Number(number) => (found - number).abs() / number.abs().max(1.0),
            Cell::Text(_) => unreachable!("goldens are numbers"),
        });
        let error = errors
            .map(|error| if error.is_nan() { f64::INFINITY } else { error })
            .fold(0.0, f64::max);
        self.worst = self.worst.max(error);
        if error > TOLERANCE {
            self.wrong.push(format!("{what}: off by {error:.1e}"));
        }
    }

    fn report(&self, direction: &str) {
        println!("{direction}: {} cases, worst error {:.1e}", self.cases, self.worst);
        let (count, list) = (self.wrong.len(), self.wrong.join("\n"));
        assert!(self.wrong.is_empty(), "{direction}: {count} differ from PyTorch:\n{list}");
    }
}

/// The cases of every variant that there is.
fn all_cases() -> impl Iterator<Item = (&'static str, Case, Trace)> {
    ALL.iter().flat_map(|variant| {
        let cases = cases(variant.id);
        assert!(!cases.is_empty(), "{} has no goldens: see tests/golden/cases.py", variant.id);
        cases.into_iter().map(move |case| {
            let trace = run(variant, &case.request)
                .unwrap_or_else(|error| panic!("{}: {}: {error}", variant.id, case.name));
            (variant.id, case, trace)
        })
    })
}

#[test]
fn every_variant_agrees_with_pytorch() {
    let (mut forward, mut backward) = (Findings::default(), Findings::default());
    for (variant, case, trace) in all_cases() {
        forward.cases += 1;
        for (step, expected) in &case.steps {
            let node = if step == "output" {
                trace.graph.output
            } else {
                trace.graph.find(step).unwrap_or_else(|error| panic!("{variant}: {error}"))
            };
            let what = format!("{variant}: {}: {step}", case.name);
            forward.compare(&what, &trace.values[node.0], expected);
        }
        backward.cases += usize::from(!case.gradients.is_empty());
        for (input, expected) in &case.gradients {
            let what = format!("{variant}: {}: gradient of {input}", case.name);
            backward.compare(&what, &trace.values[trace.gradients[&**input].0], expected);
        }
    }
    forward.report("forward");
    backward.report("backward");
}

/// The browser's test finds the same fingerprints: native and WebAssembly agree to the last bit.
#[test]
fn every_bit_is_as_before() {
    let mut found = Bits::new();
    for (variant, case, trace) in all_cases() {
        found.entry(variant.to_owned()).or_default().insert(case.name, bits(&trace));
    }
    if std::env::var("GOLDEN_BITS").is_ok_and(|wish| wish == "write") {
        let text = serde_json::to_string_pretty(&found).expect("strings become JSON");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/bits.json");
        std::fs::write(path, text + "\n").expect("the file can be written");
        return;
    }
    let known = known_bits();
    let moved: Vec<String> = found
        .iter()
        .flat_map(|(variant, cases)| cases.iter().map(move |(name, bits)| (variant, name, bits)))
        .filter(|(variant, name, bits)| {
            known.get(*variant).and_then(|k| k.get(*name)) != Some(*bits)
        })
        .map(|(variant, name, _)| format!("{variant}: {name}"))
        .collect();
    let (count, list) = (moved.len(), moved.join("\n"));
    assert!(
        moved.is_empty(),
        "{count} results are new or have other bits than before:\n{list}\n\
        If they are meant to: GOLDEN_BITS=write cargo test --test goldens",
    );
}
