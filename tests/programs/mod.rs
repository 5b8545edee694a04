//! Emitted programs, run by Python and held against the traces that they were written for.
#![allow(dead_code, reason = "a test may have results of its own")]

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use attention_playground::language::program::ID as OWN;
use attention_playground::program::op::Op;
use attention_playground::program::trace::Trace;
use attention_playground::program::variant::Variant;
use attention_playground::read::code::{CodeTarget, code};
use attention_playground::request::Request;
use attention_playground::variants::ALL;
use ndarray::{ArrayD, IxDyn};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::common::{CASES, Case, any_case, nested};

/// How far a program may be from the trace, relative to the largest number on the way to a cell:
/// a sum in another order, or a difference of large numbers, is as inexact as these are.
const TOLERANCE: f64 = 1e-12;

/// The example of every variant and requests by chance, each without a backward pass; the same
/// with one, by turns from the usual upstream gradient of 1 everywhere and from another.
pub fn results() -> Vec<(&'static Variant<'static>, Trace)> {
    let mut runner = TestRunner::deterministic();
    let examples = (0..ALL.len()).map(|variant| Case { variant, request: Request::default() });
    let by_chance = (0..CASES).map(|_| any_case().new_tree(&mut runner).unwrap().current());
    let mut cases: Vec<Case> = examples.chain(by_chance).collect();
    for place in (0..cases.len()).step_by(2) {
        let mut case = with_gradients(&cases[place]);
        if place % 4 == 0 {
            case.request.upstream = None;
        }
        cases.push(case);
    }
    cases.iter().map(|case| (case.variant(), case.run())).collect()
}

fn with_gradients(case: &Case) -> Case {
    let trace = case.run();
    let output = &trace.values[trace.graph.output.0];
    let cells = [-2.0, 1.0, 0.5, 3.0, -0.75, 0.0, 1.25].into_iter().cycle().take(output.data.len());
    let upstream = nested(output.shape(), &cells.collect::<Vec<_>>());
    let mut case = case.clone();
    case.request.gradients = true;
    case.request.upstream = Some(upstream);
    case
}

/// Runs the program of each result and compares every tensor that it has in common with the
/// trace; a program has at least the steps of the forward pass, and the gradients.
pub fn check(python: &Path, target: CodeTarget, results: &[(&Variant, Trace)]) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{target:?}"));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (place, (variant, trace)) in results.iter().enumerate() {
        let text = code(variant, trace, target).unwrap();
        fs::write(folder.join(format!("{place}.py")), text).unwrap();
    }
    let computed = tensors(python, &folder);
    for (place, (variant, trace)) in results.iter().enumerate() {
        let names: HashSet<&str> = trace.graph.nodes.iter().map(|node| node.id.as_str()).collect();
        assert_eq!(names.len(), trace.graph.nodes.len(), "{}: two steps of one name", variant.id);
        let scales = scales(trace);
        for (id, node) in trace.graph.steps() {
            let is_gradient = trace.gradients.values().any(|gradient| *gradient == id);
            // What a loop makes place by place has no table of its own, and may have its name.
            let is_own = variant.id == OWN && id != trace.graph.output && !is_gradient;
            if is_own {
                continue;
            }
            let name = node.id.replace(|c: char| !c.is_alphanumeric() && c != '_', "_");
            let Some(found) = computed.get(&(place, name)) else {
                // A library's own attention has no scores and no weights; its output is there.
                let is_within = target == CodeTarget::FlexAttention && id != trace.graph.output;
                assert!(
                    (node.backward || is_within) && !is_gradient,
                    "{} has no {}",
                    variant.id,
                    node.id
                );
                continue;
            };
            let expected = &trace.values[id.0].data;
            let what = format!("{} of {} in {place}.py", node.id, variant.id);
            assert_eq!(expected.shape(), found.shape(), "{what}");
            for (expected, found) in expected.iter().zip(found) {
                let near = (expected - found).abs() <= TOLERANCE * scales[id.0];
                let same = expected.total_cmp(found).is_eq(); // −∞ less itself is no number
                assert!(near || same, "{what}: {found} for {expected}");
            }
        }
    }
}

/// The largest number on the way to each step, at least 1; the fill of a mask is on no way.
fn scales(trace: &Trace) -> Vec<f64> {
    let mut scales: Vec<f64> = Vec::new();
    for (node, tensor) in trace.graph.nodes.iter().zip(&trace.values) {
        let own = tensor.data.iter().map(|cell| cell.abs());
        let own = own.filter(|_| !matches!(node.op, Op::Mask { .. }));
        let before = node.inputs.iter().map(|input| scales[input.0]);
        scales.push(own.chain(before).fold(1.0, f64::max));
    }
    scales
}

/// What the programs of a folder compute, by the program's number and the tensor's name.
fn tensors(python: &Path, folder: &Path) -> HashMap<(usize, String), ArrayD<f64>> {
    let runner = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs/run.py");
    let run = Command::new(python).arg(runner).arg(folder).output();
    let run = run.unwrap_or_else(|error| panic!("{}: {error}", python.display()));
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let text = String::from_utf8(run.stdout).unwrap();
    text.lines().map(tensor).collect()
}

fn tensor(line: &str) -> ((usize, String), ArrayD<f64>) {
    let [program, name, shape, cells] = line.split(' ').collect::<Vec<_>>()[..] else {
        panic!("not a tensor: {line}")
    };
    let shape: Vec<usize> = shape.split(',').filter_map(|size| size.parse().ok()).collect();
    let cells = cells.split(',').map(|cell| cell.parse().unwrap()).collect();
    let tensor = ArrayD::from_shape_vec(IxDyn(&shape), cells).unwrap();
    ((program.parse().unwrap(), name.to_owned()), tensor)
}

/// A Python that has a package: the one that an environment variable names, else the one that
/// set-up has made, else the machine's.
pub fn python_with(package: &str, variable: &str, cure: &str) -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join(".tools/python");
    let own = own.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let named = env::var_os(variable).map(PathBuf::from);
    let candidates = match named {
        Some(named) => vec![named],
        None => vec![own, PathBuf::from("python3"), PathBuf::from("python")],
    };
    let has_it = |python: &PathBuf| {
        let import = Command::new(python).args(["-c", &format!("import {package}")]).output();
        import.is_ok_and(|import| import.status.success())
    };
    candidates.iter().find(|python| has_it(python)).cloned().unwrap_or_else(|| {
        panic!("No Python with {package} is found. {cure}\nOr set {variable} to the path of one.")
    })
}
