//! Laws that hold for every variant of the registry, at any sizes, with any parameters.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::collections::BTreeSet;

use attention_playground::mask::Fill;
use attention_playground::nested::Nested;
use attention_playground::op::Op;
use attention_playground::param::Setting;
use attention_playground::read::{formula, reach, source, steps, value, written};
use attention_playground::run::Trace;
use attention_playground::variants::ALL;
use common::{CASES, Case, any_case, bits, nested, tensor};
use ndarray::{Axis, Dimension, indices};
use proptest::prelude::*;

fn settings() -> ProptestConfig {
    ProptestConfig::with_cases(CASES)
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn a_tensor_has_the_axes_of_its_node(case in any_case()) {
        let trace = case.run();
        for ((_, node), tensor) in trace.graph.steps().zip(&trace.values) {
            let sizes: Vec<usize> = node.axes.iter().map(|axis| axis.size).collect();
            prop_assert_eq!(tensor.shape(), &*sizes, "{}", &node.id);
            prop_assert_eq!(&tensor.axes, &node.axes, "{}", &node.id);
        }
    }

    #[test]
    fn weights_are_shares(case in any_case()) {
        let trace = case.run();
        for (id, node) in trace.graph.steps().filter(|(_, node)| steps::is_weights(&node.op)) {
            let along = match node.op {
                Op::Softmax { along } | Op::OneHot { along, .. } => along,
                _ => unreachable!("nothing else makes weights"),
            };
            let position = Axis(trace.values[id.0].position(along).unwrap());
            let scores = trace.values[node.inputs[0].0].data.lanes(position);
            for (row, scores) in trace.values[id.0].data.lanes(position).into_iter().zip(scores) {
                prop_assert!(row.iter().all(|weight| *weight >= 0.0));
                let sum: f64 = row.iter().sum();
                let live = scores.iter().any(|score| *score > f64::NEG_INFINITY);
                let expected = if live { 1.0 } else { 0.0 };
                prop_assert!((sum - expected).abs() <= 1e-15 * scores.len() as f64, "{sum}");
            }
        }
    }

    #[test]
    fn a_masked_weight_is_exactly_zero(case in any_case()) {
        let case = case.with("mask_fill", Setting::Word("-inf".to_owned()));
        let trace = case.run();
        for (id, node) in trace.graph.steps() {
            let Op::Mask { mask, fill: Fill::MinusInfinity } = &node.op else { continue };
            for (index, weight) in tensor(&trace, "weights").data.indexed_iter() {
                if !value::may_attend(mask, index.slice(), &trace.values) {
                    prop_assert_eq!(weight.to_bits(), 0, "{:?} of {}", index, id.0);
                }
            }
        }
    }

    #[test]
    fn the_order_of_the_keys_does_not_matter(case in any_case(), turn in 0_usize..6) {
        let case = case.with("causal", Setting::Flag(false));
        // At a tie the first key wins by rule, so the order does matter there.
        prop_assume!(case.run().notes.iter().all(|note| note.code != "tie"));
        let turned = rotate_keys(&case, turn);
        let (before, after) = (case.run(), turned.run());
        let pairs = tensor(&before, "output").data.iter().zip(&tensor(&after, "output").data);
        for (one, two) in pairs {
            prop_assert!((one - two).abs() <= 1e-13 * one.abs().max(1.0), "{one} {two}");
        }
    }

    #[test]
    fn a_causal_row_does_not_move_when_later_keys_change(case in any_case(), noise in -3.0..3.0_f64) {
        // A fill of −10⁹ breaks this law: a row without a key then averages the later ones too.
        let case = case.with("mask_fill", Setting::Word("-inf".to_owned()));
        let case = case.with("causal", Setting::Flag(true));
        prop_assume!(case.takes("causal"));
        let before = case.run();
        let (queries, keys) = (before.sizes[&'i'], before.sizes[&'j']);
        for seen in 1..=queries.min(keys) {
            let after = change_keys_from(&case, seen, noise).run();
            let width = bits(&before, "output").len() / queries;
            let rows = ..seen * width;
            prop_assert_eq!(&bits(&before, "output")[rows], &bits(&after, "output")[rows]);
        }
    }

    #[test]
    fn the_sources_of_a_cell_give_the_cell(case in any_case()) {
        let trace = case.run();
        for (id, node) in trace.graph.steps() {
            for index in indices(trace.values[id.0].data.raw_dim()) {
                let term = source::source(&trace.graph, &trace.values, id, index.slice());
                let cell = trace.values[id.0].data[index.slice()];
                for line in term.lines() {
                    prop_assert_eq!(line.value().to_bits(), cell.to_bits(), "{} {:?}", &node.id, index);
                }
                prop_assert_eq!(term.lines().last().unwrap().cells().len(), 0);
                let sources = term.cells();
                prop_assert_eq!(sources.is_empty(), node.op == Op::Input || is_closed(&trace, id.0, index.slice()));
                for source in sources {
                    prop_assert_eq!(source.value.to_bits(), trace.values[source.node.0].data[&*source.index].to_bits());
                    prop_assert!(node.inputs.contains(&source.node), "only what the node reads");
                }
            }
        }
    }

    #[test]
    fn a_written_line_names_its_sources(case in any_case()) {
        let trace = case.run();
        let output = trace.graph.output;
        for index in indices(trace.values[output.0].data.raw_dim()) {
            let term = source::source(&trace.graph, &trace.values, output, index.slice());
            let sources = term.cells();
            let named: BTreeSet<usize> = written::written(&term, &sources).iter().filter_map(|t| t.source).collect();
            prop_assert_eq!(named, (0..sources.len()).collect::<BTreeSet<_>>());
        }
    }

    #[test]
    fn what_depends_on_a_cell_goes_back_to_it(case in any_case()) {
        let trace = case.run();
        let (graph, values) = (&trace.graph, &trace.values);
        let last = graph.output;
        let mut pairs = BTreeSet::new();
        for (id, _) in graph.steps().filter(|(_, node)| node.op == Op::Input) {
            for index in indices(values[id.0].data.raw_dim()) {
                let reached = reach::dependents(graph, values, id, index.slice());
                for cell in reached.into_iter().filter(|cell| cell.node == last) {
                    pairs.insert((id, index.slice().to_vec(), cell.index));
                }
            }
        }
        let mut inverse = BTreeSet::new();
        for index in indices(values[last.0].data.raw_dim()) {
            for cell in reach::origins(graph, values, last, index.slice()) {
                inverse.insert((cell.node, cell.index, index.slice().to_vec()));
            }
        }
        prop_assert_eq!(pairs, inverse);
    }

    #[test]
    fn every_step_has_a_formula(case in any_case()) {
        let trace = case.run();
        for (id, node) in trace.graph.steps() {
            let math = formula::formula(&trace.graph, id);
            let latex = formula::latex(&math);
            let opened = latex.matches('{').count();
            prop_assert!(!latex.is_empty() && opened == latex.matches('}').count(), "{latex}");
            prop_assert!(latex.is_ascii(), "{latex}");
            let mathml = formula::mathml(&math).to_string();
            for axis in &node.axes {
                let class = format!("axis-{}", axis.letter);
                prop_assert!(mathml.contains(&class), "{mathml} has no {class}");
            }
        }
    }

    #[test]
    fn the_same_request_gives_the_same_bytes(case in any_case(), seed in any::<u32>()) {
        prop_assert_eq!(case.run().values, case.run().values);
        let sized = |seed| {
            let mut case = case.clone();
            case.request.inputs.clear();
            case.request.sizes = [('i', 3), ('j', 5)].into();
            case.request.seed = seed;
            case.run()
        };
        prop_assert_eq!(sized(seed).values, sized(seed).values);
        prop_assert_eq!(sized(seed).sizes[&'j'], 5);
        let other = sized(seed.wrapping_add(1));
        prop_assert_ne!(bits(&sized(seed), "k"), bits(&other, "k"));
    }
}

#[test]
fn names_are_unique() {
    let ids: BTreeSet<&str> = ALL.iter().map(|variant| variant.id).collect();
    assert_eq!(ids.len(), ALL.len());
    for variant in ALL {
        let trace = attention_playground::run::run(variant, &Default::default()).unwrap();
        let nodes: BTreeSet<&str> = trace.graph.nodes.iter().map(|node| &*node.id).collect();
        assert_eq!(nodes.len(), trace.graph.nodes.len(), "{}", variant.id);
    }
}

/// Whether a cell has nothing to come from: a weight of a row without a key.
fn is_closed(trace: &Trace, node: usize, index: &[usize]) -> bool {
    let node = &trace.graph.nodes[node];
    let along = match &node.op {
        Op::Softmax { along } | Op::OneHot { along, .. } => *along,
        Op::Mask { mask, .. } => {
            return mask.nodes().is_empty() && !value::may_attend(mask, index, &trace.values);
        }
        _ => return false,
    };
    let scores = &trace.values[node.inputs[0].0];
    let position = scores.position(along).unwrap();
    let mut row = index.to_vec();
    (0..scores.shape()[position]).all(|at| {
        row[position] = at;
        scores.data[&*row] == f64::NEG_INFINITY
    })
}

/// The same request with its keys, its values and the columns of its mask turned by some places.
fn rotate_keys(case: &Case, turn: usize) -> Case {
    let rotate = |list: &mut Vec<Nested>| {
        let turn = turn % list.len();
        list.rotate_left(turn);
    };
    edit(case, |axes, given| match (axes, given) {
        (['j', ..], Nested::List(rows)) => rotate(rows),
        ([_, 'j'], Nested::List(rows)) => rows.iter_mut().for_each(|row| match row {
            Nested::List(cells) => rotate(cells),
            Nested::Cell(_) => unreachable!(),
        }),
        _ => {}
    })
}

/// The same request with other keys and values from a place on.
fn change_keys_from(case: &Case, first: usize, noise: f64) -> Case {
    edit(case, |axes, given| {
        if let (['j', ..], Nested::List(rows)) = (axes, given) {
            for row in rows.iter_mut().skip(first) {
                let Nested::List(cells) = row else { unreachable!() };
                *row = nested(&[cells.len()], &vec![noise; cells.len()]);
            }
        }
    })
}

fn edit(case: &Case, change: impl Fn(&[char], &mut Nested)) -> Case {
    let mut case = case.clone();
    for input in case.variant().inputs {
        if let Some(given) = case.request.inputs.get_mut(input.name) {
            change(&input.axes.chars().collect::<Vec<_>>(), given);
        }
    }
    case
}
