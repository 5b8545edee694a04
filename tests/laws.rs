//! Laws that hold for every variant of the registry, at any sizes, with any parameters.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use attention_playground::program::function::Function;
use attention_playground::program::mask::Fill;
use attention_playground::program::node_id::NodeId;
use attention_playground::program::op::{Combine, Op};
use attention_playground::program::param::ParamValue;
use attention_playground::program::tensor::Tensor;
use attention_playground::program::trace::Trace;
use attention_playground::read::expression::Term;
use attention_playground::read::{explain, formula, provenance, steps, tokens, value};
use attention_playground::request::Request;
use attention_playground::request::nested::{Cell, Nested};
use attention_playground::request::run::run;
use attention_playground::variants::ALL;
use common::{
    CASES, Case, along, any_case, at_depth, is_causal, is_well_conditioned, nested, tensor,
};
use ndarray::{Axis, Dimension, indices};
use proptest::prelude::*;
use rand::RngExt;
use rand_pcg::Pcg32;

fn settings() -> ProptestConfig {
    // Some laws are about a few of the variants only, and pass over the others.
    ProptestConfig { max_global_rejects: 100 * CASES, ..ProptestConfig::with_cases(CASES) }
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
            let (Op::Softmax { along } | Op::OneHot { along, .. }) = node.op else {
                unreachable!("nothing else makes weights")
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
        let case = case.with("mask_fill", ParamValue::Word("-inf".to_owned()));
        let trace = case.run();
        for (id, node) in trace.graph.steps() {
            let Op::Mask { mask, fill: Fill::MinusInfinity } = &node.op else { continue };
            for (index, weight) in tensor(&trace, "weights").data.indexed_iter() {
                if !value::holds(mask, &node.axes, index.slice(), &trace.values) {
                    prop_assert_eq!(weight.to_bits(), 0, "{:?} of {}", index, id.0);
                }
            }
        }
    }

    #[test]
    fn the_order_of_the_keys_does_not_matter(case in any_case(), turn in 0_usize..6) {
        let case = case.with("causal", ParamValue::Flag(false));
        let before = case.run();
        // At a tie the first key wins by rule, so the order does matter there.
        prop_assume!(!is_causal(&before) && before.notes.iter().all(|note| note.code != "tie"));
        // What is decided by places has an order.
        prop_assume!(before.graph.nodes.iter().all(|node| !matches!(node.op, Op::Table(_))));
        prop_assume!(is_apart(&before));
        prop_assume!(is_well_conditioned(&before));
        let rotate = |items: &mut Vec<Nested>| {
            let turn = turn % items.len();
            items.rotate_left(turn);
        };
        let mut after = along(&along(&case, 'j', rotate), 'n', rotate);
        // In self-attention the tokens are queries as well: their keys cannot be turned alone.
        let has_keys = case.variant().inputs.iter().any(|input| input.axes.starts_with(['j', 'b']));
        prop_assume!(has_keys);
        if let Some(mask) = after.request.inputs.get_mut("mask") {
            at_depth(mask, 1, &rotate);
        }
        for (one, two) in output(&before).data.iter().zip(&output(&after.run()).data) {
            prop_assert!((one - two).abs() <= 1e-11 * one.abs().max(1.0), "{one} {two}");
        }
    }

    #[test]
    fn a_causal_row_does_not_move_when_later_keys_change(case in any_case(), noise in -3.0..3.0_f64) {
        // A fill of −10⁹ breaks this law: a row without a key then averages the later ones too.
        let case = case.with("mask_fill", ParamValue::Word("-inf".to_owned()));
        let case = case.with("causal", ParamValue::Flag(true));
        let before = case.run();
        prop_assume!(is_causal(&before));
        let has_keys = case.variant().inputs.iter().any(|input| input.axes.starts_with(['j', 'h']) && input.axes.contains('j'));
        let queries = if output(&before).position('t').is_some() { 't' } else { 'i' };
        let tokens = if has_keys { 'j' } else { queries };
        let axis = Axis(output(&before).position(queries).unwrap());
        let rows = output(&before).data.len_of(axis);
        for seen in 1..rows {
            let after = along(&case, tokens, |items| {
                for item in items.iter_mut().skip(seen) {
                    fill(item, noise);
                }
            });
            let after = after.run();
            for row in 0..seen {
                let [one, two] = [&before, &after].map(|trace| output(trace).data.index_axis(axis, row));
                for (one, two) in one.iter().zip(two) {
                    prop_assert_eq!(one.to_bits(), two.to_bits());
                }
            }
        }
    }

    #[test]
    fn the_sources_of_a_cell_give_the_cell(case in any_case()) {
        let trace = case.run();
        for (id, node) in trace.graph.steps() {
            for index in indices(trace.values[id.0].data.raw_dim()) {
                let term = explain::explain(&trace.graph, &trace.values, id, index.slice());
                let cell = trace.values[id.0].data[index.slice()];
                for line in term.lines() {
                    prop_assert_eq!(line.value().to_bits(), cell.to_bits(), "{} {:?}", &node.id, index);
                }
                let is_copy = matches!(term, Term::Cell(_));
                prop_assert!(is_copy || term.lines().last().unwrap().cells().is_empty());
                let sources = term.cells();
                prop_assert_eq!(sources.is_empty(), is_given(&trace, id, index.slice()));
                for source in sources {
                    prop_assert_eq!(source.value.to_bits(), trace.values[source.node.0].data[&*source.index].to_bits());
                    let before = source.node == id && matches!(node.op, Op::RunningSum { .. } | Op::Scan { .. });
                    prop_assert!(before || node.inputs.contains(&source.node), "only what the node reads");
                }
            }
        }
    }

    #[test]
    fn a_written_line_names_its_sources(case in any_case()) {
        let trace = case.run();
        let output = trace.graph.output;
        for index in indices(trace.values[output.0].data.raw_dim()) {
            let term = explain::explain(&trace.graph, &trace.values, output, index.slice());
            let sources = term.cells();
            let line = tokens::tokens(&term, &sources);
            let named: BTreeSet<usize> = line.iter().filter_map(|token| token.source).collect();
            let is_whole = !line.iter().any(|token| token.text.contains('…'));
            prop_assert!(!is_whole || named.len() == sources.len());
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
                let reached = provenance::dependents(graph, values, id, index.slice());
                for cell in reached.into_iter().filter(|cell| cell.node == last) {
                    pairs.insert((id, index.slice().to_vec(), cell.index));
                }
            }
        }
        let mut inverse = BTreeSet::new();
        for index in indices(values[last.0].data.raw_dim()) {
            for cell in provenance::origins(graph, values, last, index.slice()) {
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
            // Joined axes are written as the pair that they were: c_{i(hv)}.
            let joined = |letter| node.op == Op::Merge { letter };
            for axis in node.axes.iter().filter(|axis| !joined(axis.letter)) {
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
            let params = case.variant().params.iter().filter(|param| param.divides.is_empty());
            let kept: BTreeSet<&str> = params.map(|param| param.name).collect();
            case.request.params.retain(|name, _| kept.contains(&**name));
            case.request.inputs.clear();
            case.request.sizes = [(case.variant().letters()[0], 7)].into();
            case.request.seed = seed;
            case.run()
        };
        prop_assert_eq!(sized(seed).values, sized(seed).values);
        prop_assert_eq!(sized(seed).sizes[&case.variant().letters()[0]], 7);
        let other = sized(seed.wrapping_add(1));
        prop_assert_ne!(&sized(seed).values[..3], &other.values[..3]);
    }

    #[test]
    fn a_schedule_computes_what_it_is_defined_as(case in any_case()) {
        let trace = case.run();
        prop_assume!(case.variant().definition.is_some() && is_well_conditioned(&trace));
        let mut defined = case.variant().clone();
        defined.build = defined.definition.take().unwrap();
        let defined = run(&defined, &case.request).unwrap();
        for (one, two) in output(&trace).data.iter().zip(&output(&defined).data) {
            prop_assert!((one - two).abs() <= 1e-12 * one.abs().max(1.0), "{one} {two}");
        }
    }

    #[test]
    fn a_gradient_has_the_axes_of_its_input(case in any_case()) {
        let mut case = case;
        case.request.gradients = true;
        let trace = case.run();
        let numeric = case.variant().inputs.iter().filter(|input| !input.boolean);
        let given = numeric.filter(|input| case.request.inputs.contains_key(input.name));
        prop_assert_eq!(given.count(), trace.gradients.len());
        for (name, id) in &trace.gradients {
            prop_assert_eq!(&trace.values[id.0].axes, &tensor(&trace, name).axes);
        }
    }

    #[test]
    fn a_gradient_is_the_slope_along_any_direction(case in any_case(), direction in any::<u32>()) {
        let mut case = case.with("straight_through", ParamValue::Flag(false));
        case.request.gradients = true;
        // Near 0 a softmax turns over within the steps that are taken here.
        if let Some(ParamValue::Number(temperature)) = case.request.params.get_mut("temperature") {
            *temperature = temperature.max(0.5);
        }
        let trace = case.run();
        prop_assume!(is_smooth(&trace) && is_well_conditioned(&trace));
        let mut steps = Pcg32::new(direction.into(), 0);
        let direction: BTreeMap<String, Vec<f64>> = trace.gradients.keys().map(|name| {
            let cells = tensor(&trace, name).data.len();
            let step = |_| f64::from(steps.random_range(-100_i16..=100)) / 100.0;
            (name.clone(), (0..cells).map(step).collect())
        }).collect();
        let direction = normalised(direction);
        let slope: f64 = trace.gradients.iter().map(|(name, id)| {
            trace.values[id.0].data.iter().zip(&direction[&**name]).map(|(g, step)| g * step).sum::<f64>()
        }).sum();
        let size: f64 = trace.gradients.iter().map(|(name, id)| {
            trace.values[id.0].data.iter().zip(&direction[&**name]).map(|(g, step)| (g * step).abs()).sum::<f64>()
        }).sum();
        // Four points: the error of the difference falls with the fourth power of the step. The short
        // step is for sharp turns, such as those of a softmax over large scores, and the long one for
        // large numbers, which rounding blurs: a gradient that is wrong agrees with neither.
        let loss = |distance: f64| -> f64 { output(&moved(&case, &direction, distance).run()).data.sum() };
        let difference = |step: f64| {
            let near = loss(step) - loss(-step);
            let far = loss(2.0 * step) - loss(-2.0 * step);
            (8.0 * near - far) / (12.0 * step)
        };
        let scale = size.max(output(&trace).data.iter().map(|cell| cell.abs()).sum()).max(1.0);
        let differences = [1e-4, 1e-5].map(difference);
        let agrees = |difference: &f64| (slope - difference).abs() <= 1e-8 * scale;
        prop_assert!(differences.iter().any(agrees), "{slope} {differences:?} of {scale}");
    }
}

#[test]
fn names_are_unique() {
    let ids: BTreeSet<&str> = ALL.iter().map(|variant| variant.id).collect();
    assert_eq!(ids.len(), ALL.len());
    for variant in ALL {
        let trace = run(variant, &Request::default()).unwrap();
        let nodes: BTreeSet<&str> = trace.graph.nodes.iter().map(|node| &*node.id).collect();
        assert_eq!(nodes.len(), trace.graph.nodes.len(), "{}", variant.id);
    }
}

fn output(trace: &Trace) -> &Tensor {
    &trace.values[trace.graph.output.0]
}

/// Whether a cell comes from no other: it was typed, it is constant, or the mask took everything.
fn is_given(trace: &Trace, id: NodeId, index: &[usize]) -> bool {
    let node = trace.graph.node(id);
    let along = match &node.op {
        Op::Input | Op::Constant(_) | Op::Table(_) => return true,
        Op::Softmax { along }
        | Op::Sparsemax { along }
        | Op::TopK { along, .. }
        | Op::OneHot { along, .. } => *along,
        Op::Mask { mask, .. } => {
            return mask.nodes().is_empty()
                && !value::holds(mask, &node.axes, index, &trace.values);
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

/// Whether no two of the cells that a choice is made among are near each other.
fn is_apart(trace: &Trace) -> bool {
    trace.graph.nodes.iter().all(|node| {
        let Op::TopK { along, .. } = node.op else { return true };
        let scores = &trace.values[node.inputs[0].0];
        let rows = scores.data.lanes(Axis(scores.position(along).unwrap()));
        rows.into_iter().all(|row| {
            let mut cells: Vec<f64> = row.iter().copied().filter(|cell| cell.is_finite()).collect();
            cells.sort_by(f64::total_cmp);
            cells.windows(2).all(|pair| pair[1] - pair[0] > 0.1)
        })
    })
}

/// Whether a small step from here crosses no kink: none of relu, no change of the largest, and
/// no row of equal cells under a layer norm.
fn is_smooth(trace: &Trace) -> bool {
    trace.graph.nodes.iter().filter(|node| !node.backward).all(|node| {
        let input = || &trace.values[node.inputs[0].0];
        match &node.op {
            Op::Map(Function::Relu | Function::EluPlusOne) => {
                input().data.iter().all(|cell| cell.abs() > 0.02)
            }
            Op::Pointwise { combine: Combine::Divide, .. } => {
                let under = &trace.values[node.inputs[1].0].data;
                under.iter().all(|cell| cell.abs() > 0.05)
            }
            Op::TopK { .. } => is_apart(trace),
            Op::Map(Function::Sqrt) => input().data.iter().all(|cell| *cell > 0.1),
            Op::OneHot { along, .. } => {
                let rows = input().data.lanes(Axis(input().position(*along).unwrap()));
                rows.into_iter().all(|row| {
                    let mut cells = row.to_vec();
                    cells.sort_by(f64::total_cmp);
                    cells.len() < 2 || cells[cells.len() - 1] - cells[cells.len() - 2] > 0.1
                })
            }
            _ => true,
        }
    })
}

/// The same request with its inputs moved some distance in a direction.
fn moved(case: &Case, direction: &BTreeMap<String, Vec<f64>>, distance: f64) -> Case {
    let mut case = case.clone();
    case.request.gradients = false;
    for (name, steps) in direction {
        let given = case.request.inputs.get_mut(name).unwrap();
        let (shape, cells) = given.flatten().unwrap();
        let cells = cells.into_iter().zip(steps).map(|(cell, step)| match cell {
            Cell::Number(number) => number + distance * step,
            Cell::Text(_) => unreachable!("random cases are numbers"),
        });
        *given = nested(&shape, &cells.collect::<Vec<_>>());
    }
    case
}

/// The same direction with length 1, so that a step is as short for many cells as for few.
fn normalised(mut direction: BTreeMap<String, Vec<f64>>) -> BTreeMap<String, Vec<f64>> {
    let squares: f64 = direction.values().flatten().map(|step| step * step).sum();
    let length = squares.sqrt().max(1.0);
    direction.values_mut().flatten().for_each(|step| *step /= length);
    direction
}

/// Overwrites every cell.
fn fill(nested: &mut Nested, number: f64) {
    match nested {
        Nested::Cell(cell) => *cell = Cell::Number(number),
        Nested::List(items) => items.iter_mut().for_each(|item| fill(item, number)),
    }
}
