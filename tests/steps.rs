//! How steps are called: every one has a name that can be read, the same wherever it is shown.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use attention_playground::language::program::OwnProgram;
use attention_playground::program::graph::Graph;
use attention_playground::program::op::{Factor, Node, Op};
use attention_playground::program::param::ParamValue;
use attention_playground::program::trace::Trace;
use attention_playground::read::steps::{cell_name, label};
use attention_playground::request::Request;
use attention_playground::request::run::run;
use attention_playground::variants::{ALL, find};
use common::any_case;
use proptest::prelude::*;

/// Every variant with its backward pass, once for each word that one of its parameters can be.
fn results() -> Vec<(String, Trace)> {
    let mut results = Vec::new();
    for variant in ALL {
        let mut requests = vec![Request { gradients: true, ..Request::default() }];
        for param in variant.params {
            for choice in param.choices() {
                let mut request = requests[0].clone();
                request.params.insert(param.name.to_owned(), param.value(choice));
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
        "Sum of squares 1",
        "Variance 1 + ε",
        "∂L/∂(sum of residual 1)",
        "∂L/∂weights times weights",
        "∂L/∂weights minus the product",
    ] {
        assert!(names.iter().any(|known| known == name), "{name} is not among {names:#?}");
    }
}

/// The headings of a program's steps.
fn headings(text: &str) -> Vec<String> {
    let own = OwnProgram::read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let trace = run(&own.tables().variant(), &Request::default()).unwrap();
    trace.graph.steps().map(|(id, _)| label(&trace.graph, id)).collect()
}

#[test]
fn what_a_formula_does_between_two_names_is_said_in_plain_words() {
    for (text, expected) in [
        (
            "in q[i,d], k[j,d]\ns[i,j] = exp(sum[d] q[i,d] k[j,d] / sqrt(|d|)) + 1",
            &["q times k", "The product over √|d|", "Exp of the quotient"][..],
        ),
        ("in a[i]\nb[i] = exp(-a[i])", &["Minus a"]),
        ("in a[i]\nb[i] = exp(relu(-a[i]))", &["Relu of the negative", "b"]),
        ("in a[i]\nb[i] = exp(3 a[i])", &["3 times a"]),
        ("in a[i]\nb[i] = exp(a[i] / 2)", &["a over 2"]),
        ("in a[i,j]\nb[i] = exp(mean[j] a[i,j])", &["Sum of a", "The sum over |j|"]),
        ("in a[i]\nb[i] = exp(a[i] - 1)", &["a minus 1"]),
        (
            "in a[i]\nb[i] = exp(sqrt(abs(a[i])))",
            &["Absolute value of a", "Root of the absolute value"],
        ),
        ("in a[i]\nb[i] = exp(a[i]^3 + 1)", &["a to the power of 3", "The power plus 1"]),
        ("in a[i,j]\nb[i,j] = exp(onehot[j] a[i,j])", &["Place of the largest of a"]),
        ("in a[i,j]\nb[i] = exp(max[j] a[i,j])", &["Maximum of a"]),
        ("in a[i,j]\nb[i,j] = exp(cumsum[j] a[i,j])", &["Running sum of a"]),
        ("in x[t]\ny[t] = exp(x[t-1])", &["x at the place before"]),
        ("in a[i], b[i]\nc[i] = exp(if i < 2 then a[i] else b[i])", &["a or b"]),
        ("in a[i]\nr[i] = 2 a[i]\nR[i] = exp(r[i])", &["r", "R"]),
        ("in a[i]\nw_q[i] = 2 a[i]\nscores[i] = exp(w_q[i])", &["w_q", "Scores"]),
    ] {
        let found = headings(text);
        for one in expected {
            assert!(found.iter().any(|known| known == one), "{one} is not among {found:?}");
        }
    }
}

/// Whether both hold the same cells, one under the axes that the other split or joined.
fn are_the_same_cells(graph: &Graph, one: &Node, two: &Node) -> bool {
    let is_of = |later: &Node, earlier: &Node| {
        matches!(later.op, Op::Split { .. } | Op::Merge { .. })
            && graph.node(later.inputs[0]).id == earlier.id
    };
    is_of(one, two) || is_of(two, one)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// In a formula nothing but the symbol says which step is meant.
    #[test]
    fn a_symbol_means_one_table(case in any_case()) {
        let mut case = case;
        case.request.gradients = true;
        let graph = case.run().graph;
        let mut known: BTreeMap<&str, &Node> = BTreeMap::new();
        for node in &graph.nodes {
            if let Some(other) = known.insert(&node.symbol, node) {
                let [one, two] = [&other.id, &node.id];
                prop_assert!(
                    are_the_same_cells(&graph, other, node),
                    "{}: formulas call {one} and {two} {}; give one of them another symbol with named_as",
                    case.variant().id,
                    node.symbol
                );
            }
        }
    }
}

#[test]
fn the_symbols_of_a_forward_pass_do_not_depend_on_the_gradients() {
    for variant in ALL {
        let symbols = |gradients| {
            let request = Request { gradients, ..Request::default() };
            let trace = run(variant, &request).unwrap();
            let forward = trace.graph.nodes.into_iter().filter(|node| !node.backward);
            forward.map(|node| node.symbol).collect::<Vec<_>>()
        };
        assert_eq!(symbols(true), symbols(false), "{}", variant.id);
    }
}

#[test]
fn steps_without_a_name_are_numbered_where_there_are_several() {
    let symbols = |name: &str, nameless: &str| {
        let trace = run(find(name).unwrap(), &Request::default()).unwrap();
        let own = trace.graph.nodes.into_iter().filter(|node| node.id.starts_with(nameless));
        own.map(|node| node.symbol).collect::<Vec<_>>()
    };
    assert_eq!(symbols("transformer-layer", "step-"), ["t_1", "t_2", "t_3", "t_4", "t_5", "t_6"]);
    assert_eq!(symbols("transformer-layer", "variance-"), ["var_1", "var_2"]);
}

/// The digits of a number and those of a place would run together.
#[test]
fn a_cell_of_a_numbered_step_is_named_with_brackets() {
    let trace = run(find("transformer-layer").unwrap(), &Request::default()).unwrap();
    let node = |id: &str| trace.graph.node(trace.graph.find(id).unwrap());
    assert_eq!(cell_name(node("residual-1"), &[0, 1]), "r_1[1, 2]");
    assert_eq!(cell_name(node("output"), &[0, 1]), "o₁₂");
}

#[test]
fn the_setting_of_the_scale_says_what_the_program_divides_by() {
    for variant in ALL {
        let Some(scale) = variant.params.iter().find(|param| param.name == "scale") else {
            continue;
        };
        let on = [("scale".to_owned(), ParamValue::Flag(true))].into();
        let trace = run(variant, &Request { params: on, ..Request::default() }).unwrap();
        let letters = trace.graph.steps().filter_map(|(_, node)| match &node.op {
            Op::Scale(Factor::DivideBySqrt { letter, .. }) => Some(format!("1/√{letter}")),
            _ => None,
        });
        let said = scale.choices()[1].label;
        assert_eq!(letters.collect::<BTreeSet<_>>(), [said.to_owned()].into(), "{}", variant.id);
    }
}

/// A table that a condition masks within a line has no name of its own: it is called after the table, or
/// by what is done.
#[test]
fn a_masked_table_is_called_after_the_table() {
    for (weights, name) in [
        ("s[i,j] = sum[d] q[i,d] k[j,d]\na[i,j] = softmax[j : j <= i] s[i,j]", "s masked"),
        (
            "scores[i,j] = sum[d] q[i,d] k[j,d]\na[i,j] = softmax[j : j <= i] scores[i,j]",
            "Scores masked",
        ),
        ("a[i,j] = softmax[j : j <= i] (sum[d] q[i,d] k[j,d])", "The product under the mask"),
    ] {
        let text = format!("in q[i,d], k[j,d], v[j,m]\n{weights}\no[i,m] = sum[j] a[i,j] v[j,m]");
        let own = OwnProgram::read(&text).unwrap();
        let trace = run(&own.tables().variant(), &Request::default()).unwrap();
        let labels: Vec<String> =
            trace.graph.steps().map(|(id, _)| label(&trace.graph, id)).collect();
        assert!(labels.iter().any(|label| label == name), "{name}: {labels:?}");
    }
}
