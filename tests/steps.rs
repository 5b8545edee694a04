//! How steps are called: every one has a name that can be read, the same wherever it is shown.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;

use attention_playground::param::{Kind, Setting};
use attention_playground::read::steps::label;
use attention_playground::run::{Request, Trace, find, run};
use attention_playground::variants::ALL;

/// Every variant with its backward pass, once for each word that one of its parameters can be.
fn results() -> Vec<(String, Trace)> {
    let mut results = Vec::new();
    for variant in ALL {
        let mut requests = vec![Request { gradients: true, ..Request::default() }];
        for param in variant.params {
            for choice in param.choices() {
                let mut request = requests[0].clone();
                let setting = match param.kind {
                    Kind::Flag { .. } => Setting::Flag(choice.word == "true"),
                    _ => Setting::Word(choice.word.to_owned()),
                };
                request.params.insert(param.name.to_owned(), setting);
                requests.push(request);
            }
        }
        for request in requests {
            let trace = run(variant, &request).unwrap_or_else(|error| panic!("{error}"));
            results.push((format!("{} {:?}", variant.id, request.params), trace));
        }
    }
    results
}

#[test]
fn no_step_is_called_by_its_number() {
    for (what, trace) in results() {
        for (id, node) in trace.graph.steps() {
            let name = label(&trace.graph, id);
            assert!(!name.to_lowercase().contains("step"), "{what}: {} is {name}", node.id);
            assert!(!name.contains("  ") && !name.contains('-'), "{what}: {name}");
            let words = name.split(' ').count();
            assert!((1..=8).contains(&words), "{what}: {} is {name}", node.id);
        }
    }
}

#[test]
fn the_steps_of_a_forward_pass_are_told_apart() {
    for (what, trace) in results() {
        let forward = trace.graph.steps().filter(|(_, node)| !node.backward);
        let names: Vec<String> = forward.map(|(id, _)| label(&trace.graph, id)).collect();
        let different: BTreeSet<&String> = names.iter().collect();
        assert_eq!(different.len(), names.len(), "{what}: {names:?}");
    }
}

#[test]
fn a_step_without_a_name_says_what_it_does() {
    let request = Request { gradients: true, ..Request::default() };
    let linear = run(find("linear").unwrap(), &Request::default()).unwrap();
    let mut names = linear.graph.steps().map(|(id, _)| label(&linear.graph, id));
    assert!(names.any(|name| name == "1 for q longer"));
    let trace = run(find("transformer-layer").unwrap(), &request).unwrap();
    let names: Vec<String> = trace.graph.steps().map(|(id, _)| label(&trace.graph, id)).collect();
    for name in [
        "Sum of residual 1",
        "Centred 1 times itself",
        "Variance 1 plus 0.00001",
        "∂L/∂(sum of residual 1)",
        "∂L/∂weights times weights",
        "∂L/∂weights minus the product",
    ] {
        assert!(names.iter().any(|known| known == name), "{name} is not among {names:#?}");
    }
}
