//! Operations that no variant of the registry needs: each has every reading that the others have.
#![cfg(not(target_arch = "wasm32"))]

mod common;
#[path = "common/operations.rs"]
mod operations;
mod programs;

use std::collections::BTreeMap;

use attention_playground::program::condition::{Comparison, Condition, number, place};
use attention_playground::program::op::Op;
use attention_playground::program::trace::Trace;
use attention_playground::program::variant::Variant;
use attention_playground::read::code::CodeTarget;
use attention_playground::read::formula::{formula, latex, mathml};
use attention_playground::read::{explain, grad, tokens, value};
use attention_playground::request::Request;
use attention_playground::request::run::run;
use ndarray::{Dimension, indices};

#[test]
fn numpy_programs_compute_the_operations() {
    let cure = "Run npm run setup, which makes one.";
    let python = programs::python_with("numpy", "PYTHON_NUMPY", cure);
    let results = operations::results();
    let results: Vec<_> = results.iter().map(|(variant, trace)| (variant, trace.clone())).collect();
    programs::check(&python, CodeTarget::NumPy, &results);
}

#[test]
fn the_arithmetic_of_a_cell_gives_the_cell() {
    for (variant, trace) in operations::results() {
        for (id, node) in trace.graph.steps() {
            for index in indices(trace.values[id.0].data.raw_dim()) {
                let term = explain::explain(&trace.graph, &trace.values, id, index.slice());
                let cell = trace.values[id.0].data[index.slice()];
                for line in term.lines() {
                    let what = format!("{} {} {index:?}", variant.id, node.id);
                    assert_eq!(line.value().to_bits(), cell.to_bits(), "{what}");
                    assert!(!tokens::tokens(&line, &term.cells()).is_empty(), "{what}");
                }
            }
            let math = formula(&trace.graph, id);
            let latex = latex(&math);
            assert!(latex.is_ascii(), "{latex}");
            assert!(!mathml(&math).to_string().is_empty());
        }
    }
}

/// The loss as a function of one cell, and its slope there.
#[test]
fn a_gradient_is_the_slope_of_every_cell() {
    for (variant, trace) in operations::results() {
        let is_smooth = !["nothing-left", "sparsemax", "shifted-softmax"].contains(&variant.id);
        if trace.gradients.is_empty() || (!is_smooth && trace.sizes[&'j'] > 3) {
            continue;
        }
        for (name, gradient) in &trace.gradients {
            let input = trace.graph.find(name).unwrap();
            for (place, slope) in trace.values[gradient.0].data.iter().enumerate() {
                let loss = |step: f64| {
                    let inputs = trace.graph.steps().filter(|(_, node)| node.op == Op::Input);
                    let inputs = inputs.map(|(id, _)| {
                        let mut tensor = trace.values[id.0].clone();
                        if id == input {
                            tensor.data.as_slice_mut().unwrap()[place] += step;
                        }
                        tensor
                    });
                    let values = value::evaluate(&trace.graph, inputs.collect()).unwrap();
                    values[trace.graph.output.0].data.sum()
                };
                let near = loss(1e-4) - loss(-1e-4);
                let far = loss(2e-4) - loss(-2e-4);
                let difference = (8.0 * near - far) / 12e-4;
                let scale = slope.abs().max(1.0);
                let what = format!("{}: {name} at {place}", variant.id);
                assert!((slope - difference).abs() <= 1e-6 * scale, "{what}: {slope} {difference}");
            }
        }
    }
}

fn output(program: &Variant, request: &Request) -> Trace {
    run(program, request).unwrap()
}

#[test]
fn a_row_with_nothing_left_is_0_and_a_finding() {
    let all = operations::all();
    let variant = all.iter().find(|variant| variant.id == "nothing-left").unwrap();
    let sizes = [('i', 3), ('j', 3), ('d', 2), ('m', 2)].into();
    let trace = output(variant, &Request { sizes, ..Request::default() });
    let rows: Vec<_> = trace.notes.iter().filter(|note| note.code == "masked-row").collect();
    assert_eq!(rows.len(), 2, "{rows:?}");
    let largest = &trace.values[trace.graph.find("largest").unwrap().0];
    assert_eq!(largest.data[[0]].to_bits(), 0);
}

#[test]
fn a_condition_is_printed_as_it_is_read() {
    let all = operations::all();
    let formulas: BTreeMap<&str, &str> = [
        ("window", r"j \le i \text{ and } i - j < 2"),
        ("not-both", r"\text{ not } ( j \ge | j | \text{ and } i \cdot 2 \ne j )"),
        ("top-two", r"b_{ij} = 1"),
    ]
    .into();
    for (id, expected) in formulas {
        let variant = all.iter().find(|variant| variant.id == id).unwrap();
        let sizes = [('i', 3), ('j', 4), ('d', 2), ('m', 2)].into();
        let trace = output(variant, &Request { sizes, ..Request::default() });
        let mask = trace.graph.steps().find(|(_, node)| matches!(node.op, Op::Mask { .. }));
        let latex = latex(&formula(&trace.graph, mask.unwrap().0));
        assert!(latex.contains(expected), "{latex}");
    }
}

/// What a condition says of a condition's opposite, of both and of either.
#[test]
fn conditions_are_a_logic() {
    let near = || Condition::compare(place('i') - place('j'), Comparison::Less, number(2.0));
    let past = || Condition::compare(place('j'), Comparison::AtMost, place('i'));
    for (i, j) in (0..6).flat_map(|i| (0..6).map(move |j| (i, j))) {
        let at = |letter| if letter == 'i' { i } else { j };
        let holds = |condition: &Condition| condition.holds(&at, &|_, _| true);
        let (one, two) = (i < j + 2, j <= i);
        assert_eq!((holds(&near()), holds(&past())), (one, two));
        assert_eq!(holds(&!near()), !one);
        assert_eq!(holds(&(near() & past())), one && two);
        assert_eq!(holds(&(near() | past())), one || two);
        assert_eq!(holds(&!(near() & past())), !(one && two));
        let turned = past().renamed(&|letter| if letter == 'i' { 'j' } else { 'i' });
        assert_eq!(holds(&turned), i <= j);
    }
}

/// A backward pass is added to any of them, as to a variant.
#[test]
fn every_program_can_be_differentiated() {
    for variant in operations::all() {
        let trace = output(&variant, &Request::default());
        let inputs: Vec<_> = variant.numeric(&trace.graph).into_iter().map(|(_, id)| id).collect();
        assert!(grad::differentiate(trace.graph, &inputs).is_ok(), "{}", variant.id);
    }
}
