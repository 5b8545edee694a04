//! Runs side by side: which steps stand in a row, and how far they are from the first run's.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::collections::{BTreeMap, BTreeSet};

use attention_playground::base::error::Code;
use attention_playground::language::program::OwnProgram;
use attention_playground::program::param::ParamValue;
use attention_playground::program::tensor::Tensor;
use attention_playground::request::Request;
use attention_playground::request::limits::{COMPARED, SWEPT};
use attention_playground::request::nested::Nested;
use attention_playground::request::run::run;
use attention_playground::runs::compare::{Comparison, Difference, Row, compare, difference};
use attention_playground::runs::sweep::sweep;
use attention_playground::variants::find;
use common::{any_case, tensor};
use proptest::prelude::*;

/// Homework 2 (a), for any variant that takes q, k and v.
fn homework() -> BTreeMap<String, Nested> {
    let trace = run(find("argmax").unwrap(), &Request::default()).unwrap();
    let cells = |name: &str| {
        let tensor = tensor(&trace, name);
        let cells: Vec<f64> = tensor.data.iter().copied().collect();
        (name.to_owned(), common::nested(tensor.shape(), &cells))
    };
    ["q", "k", "v"].map(cells).into()
}

fn request(params: &[(&str, ParamValue)]) -> Request {
    let params = params.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    Request { inputs: homework(), params: params.collect(), ..Request::default() }
}

fn compared(runs: &[(&str, Request)]) -> Comparison {
    let runs: Vec<_> = runs.iter().map(|(id, asked)| (find(id).unwrap(), asked.clone())).collect();
    compare(&runs).unwrap()
}

fn softmax_at(temperature: f64) -> (&'static str, Request) {
    ("scaled-dot-product", request(&[("temperature", ParamValue::Number(temperature))]))
}

/// The largest difference of a column in a row, as a size.
fn largest(comparison: &Comparison, row: &str, column: usize) -> (Vec<usize>, f64) {
    let row = comparison.rows.iter().find(|known| known.id == row).expect("the row is there");
    let cell = row.cells[column].as_ref().expect("the column has the step");
    let Difference { tensor, largest } = cell.difference.as_ref().expect("it has a difference");
    (largest.clone(), tensor.data[&**largest].abs())
}

fn rows(comparison: &Comparison) -> Vec<&str> {
    comparison.rows.iter().map(|row| &*row.id).collect()
}

#[test]
fn softmax_becomes_argmax_as_the_temperature_falls() {
    let sizes: Vec<f64> = [100.0, 10.0, 3.0, 1.0, 0.3, 0.1, 0.01]
        .map(|temperature| {
            let both = compared(&[("argmax", request(&[])), softmax_at(temperature)]);
            assert_eq!(rows(&both), ["scores", "weights", "output"]);
            largest(&both, "weights", 1).1
        })
        .into();
    assert!(sizes.is_sorted_by(|more, less| more > less), "{sizes:?}");
    assert!(sizes[0] > 0.7 && *sizes.last().unwrap() < 1e-100, "{sizes:?}");
}

#[test]
fn a_sweep_is_the_run_at_every_value() {
    let variant = find("scaled-dot-product").unwrap();
    let values = [0.05, 1.0, 20.0];
    let swept = sweep(variant, &request(&[]), "temperature", &values, "weights").unwrap();
    for (value, found) in values.into_iter().zip(&swept) {
        let alone = run(variant, &softmax_at(value).1).unwrap();
        assert_eq!(found, tensor(&alone, "weights"));
    }
    let refused = |param, values: &[f64], step| {
        sweep(variant, &request(&[]), param, values, step).unwrap_err().code
    };
    assert_eq!(refused("warmth", &values, "weights"), Code::UnknownParam);
    assert_eq!(refused("temperature", &[0.0], "weights"), Code::ParamValue);
    assert_eq!(refused("temperature", &values, "state"), Code::UnknownStep);
    assert_eq!(refused("temperature", &vec![1.0; SWEPT + 1], "weights"), Code::TooLarge);
}

#[test]
fn a_temperature_of_1_is_no_step() {
    let both = compared(&[("scaled-dot-product", request(&[])), softmax_at(1.0)]);
    assert_eq!(both.columns[0].trace.graph, both.columns[1].trace.graph);
    let other = compared(&[softmax_at(2.0)]);
    assert_eq!(rows(&other), ["products", "scores", "tempered", "weights", "output"]);
    let [scores, tempered] =
        ["scores", "tempered"].map(|step| tensor(&other.columns[0].trace, step).data.clone());
    assert_eq!(scores / 2.0, tempered);
}

/// Linear attention forms no weights; those that it stands for come from its definition.
#[test]
fn a_schedule_shows_the_weights_that_it_stands_for() {
    let all = compared(&[("argmax", request(&[])), softmax_at(1.0), ("linear", request(&[]))]);
    let linear = &all.columns[2];
    let row = all.rows.iter().find(|row| row.id == "weights").unwrap();
    let cell = row.cells[2].as_ref().unwrap();
    assert!(cell.of_definition && !row.cells[1].as_ref().unwrap().of_definition);
    // (q·k + 1)² are no scores, though weights are made from them as well.
    let scores = all.rows.iter().find(|row| row.id == "scores").unwrap();
    assert_eq!(scores.cells[2], None);
    // (q·k + 1)² over its sum: 16, 144, 36 and 9 of 205.
    let weights: Vec<f64> = linear.tensor(cell).data.iter().copied().collect();
    let expected = [16.0, 144.0, 36.0, 9.0].map(|similarity| similarity / 205.0);
    assert!(weights.iter().zip(expected).all(|(one, two)| (one - two).abs() < 1e-15));
    let apart = linear.apart.iter().map(|id| &*linear.trace.graph.node(*id).id);
    let apart: Vec<&str> = apart.collect();
    assert!(apart.contains(&"state") && !apart.contains(&"output"), "{apart:?}");
    assert_eq!(largest(&all, "output", 1), (vec![0, 1], 4.0 - softmax_output(&all)));
}

fn softmax_output(all: &Comparison) -> f64 {
    tensor(&all.columns[1].trace, "output").data[[0, 1].as_slice()]
}

#[test]
fn two_states_of_other_sizes_have_no_difference() {
    let shorter =
        Request { sizes: [('i', 1), ('j', 3), ('d', 3), ('m', 3)].into(), ..Request::default() };
    let both = compared(&[("argmax", request(&[])), ("argmax", shorter)]);
    let of = |id: &str| both.rows.iter().find(|row| row.id == id).unwrap().cells[1].clone();
    assert_eq!(of("scores").unwrap().difference, None);
    assert!(of("output").unwrap().difference.is_some());
}

#[test]
fn a_masked_cell_is_masked_in_the_difference_and_never_the_largest() {
    let trace = run(find("scaled-dot-product").unwrap(), &request(&[])).unwrap();
    let scores = tensor(&trace, "scores");
    let mut masked = scores.clone();
    masked.data[[0, 1].as_slice()] = f64::NEG_INFINITY;
    masked.data[[0, 3].as_slice()] = 3.0;
    let found = difference(&masked, scores).unwrap();
    assert_eq!(found.tensor.data[[0, 1].as_slice()], f64::NEG_INFINITY);
    assert_eq!(found.largest, [0, 3]);
    masked.data.fill(f64::NEG_INFINITY);
    assert_eq!(difference(&masked, scores), None);
}

#[test]
fn what_cannot_be_compared_is_refused_by_name() {
    let error = compare(&[]).unwrap_err();
    assert_eq!((error.code, &*error.place.field), (Code::BadRequest, "runs"));
    let many = vec![(find("argmax").unwrap(), Request::default()); COMPARED + 1];
    assert_eq!(compare(&many).unwrap_err().found.as_deref(), Some("5"));
    let cold = [("argmax", request(&[])), softmax_at(0.0)];
    let cold = cold.map(|(id, asked)| (find(id).unwrap(), asked));
    let error = compare(&cold).unwrap_err();
    assert_eq!((error.code, &*error.place.field), (Code::ParamValue, "temperature"));
    assert!(error.cause.starts_with("Scaled dot-product attention: "), "{error}");
    assert!(error.hint.contains("0.01 to 100"), "{error}");
}

/// A program beside shipped variants on the numbers of homework 2 (a).
fn beside(text: &str, others: &[(&str, Request)]) -> Comparison {
    let own = OwnProgram::read(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let tables = own.tables();
    let program = tables.variant();
    let shipped = others.iter().map(|(id, asked)| (find(id).unwrap(), asked.clone()));
    let runs: Vec<_> = std::iter::once((&program, request(&[]))).chain(shipped).collect();
    compare(&runs).unwrap()
}

/// What the first two columns call their steps in each row that both stand in.
fn pairs(comparison: &Comparison) -> Vec<(&str, &str)> {
    let name = |row: &Row, at: usize| -> Option<&str> {
        let column = &comparison.columns[at];
        let cell = row.cells[at].as_ref()?;
        Some(&column.form(cell).graph.node(cell.node).id)
    };
    comparison.rows.iter().filter_map(|row| Some((name(row, 0)?, name(row, 1)?))).collect()
}

fn apart(comparison: &Comparison, column: usize) -> Vec<&str> {
    let column = &comparison.columns[column];
    column.apart.iter().map(|id| &*column.trace.graph.node(*id).id).collect()
}

const SHORT: &str = "in q[i,d], k[j,d], v[j,m]
s[i,j] = sum[d] q[i,d] k[j,d] / sqrt(|d|)
p[i,j] = softmax[j] s[i,j]
o[i,m] = sum[j] p[i,j] v[j,m]";

/// What its author calls a step is nothing to where it stands, whatever it holds.
#[test]
fn steps_stand_beside_what_they_are() {
    let plus_one = "e[i,j] = exp(s[i,j])\np[i,j] = e[i,j] / (1 + sum[l] e[i,l])";
    let programs = [
        // It holds the same.
        SHORT.to_owned(),
        // Another scale, another mask, other shares of the same scores.
        SHORT.replace("sqrt(|d|)", "|d|"),
        SHORT.replace("softmax[j]", "softmax[j : j <= i]"),
        SHORT.replace("softmax[j] s", "sparsemax[j] s"),
        SHORT.replace("p[i,j] = softmax[j] s[i,j]", plus_one),
        // Other letters.
        SHORT.replace("i,", "a,").replace("j,", "b,").replace(",j]", ",b]").replace("[j]", "[b]"),
    ];
    for text in programs {
        let comparison = beside(&text, &[("scaled-dot-product", request(&[]))]);
        let found = pairs(&comparison);
        for pair in [("s", "scores"), ("p", "weights"), ("o", "output")] {
            assert!(found.contains(&pair), "{pair:?} in {found:?}\n{text}");
        }
        for row in &comparison.rows {
            let cell = row.cells[1].as_ref().unwrap();
            assert!(cell.difference.is_some(), "{} has no difference\n{text}", row.id);
        }
        assert_eq!(apart(&comparison, 1), Vec::<&str>::new(), "{text}");
    }
    // Behind two that are called alike.
    let own = OwnProgram::read(SHORT).unwrap();
    let tables = own.tables();
    let plain = find("scaled-dot-product").unwrap();
    let program = tables.variant();
    let three = [plain, &program, plain].map(|variant| (variant, request(&[])));
    let three = compare(&three).unwrap();
    assert_eq!(rows(&three), ["products", "scores", "weights", "output"]);
    assert!(three.rows.iter().all(|row| row.cells.iter().all(Option::is_some)));
    assert!(largest(&three, "weights", 1).1 < 1e-15);
}

/// Two that are called alike stand beside each other, also where another one holds the same.
#[test]
fn a_name_comes_before_what_a_step_holds() {
    let text = SHORT.replace("s[i,j]", "weights[i,j]").replace("p[i,j]", "scores[i,j]");
    let comparison = beside(&text, &[("scaled-dot-product", request(&[]))]);
    let found = pairs(&comparison);
    assert!(found.contains(&("weights", "weights")) && found.contains(&("scores", "scores")));
}

#[test]
fn the_output_is_the_last_step_whatever_is_called_so() {
    let text = format!("{}\ngated[i,m] = 2 output[i,m]", SHORT.replace("o[i,m]", "output[i,m]"));
    let plain = ("scaled-dot-product", request(&[]));
    let comparison = beside(&text, &[plain]);
    assert!(pairs(&comparison).contains(&("gated", "output")));
    assert_eq!(apart(&comparison, 0), ["output"]);
    // Beside itself it has a row for each, under different names.
    let own = OwnProgram::read(&text).unwrap();
    let tables = own.tables();
    let run = (&tables.variant(), request(&[]));
    let twice = compare(&[run.clone(), run]).unwrap();
    let ids: BTreeSet<&str> = rows(&twice).into_iter().collect();
    assert!(ids.len() == twice.rows.len() && ids.contains("step-output"), "{ids:?}");
}

/// What differs stands in no row, and is said of its column.
#[test]
fn a_step_that_no_other_run_has_stands_apart() {
    let text = SHORT.replace("p[i,j] =", "c[i,j] = tanh(s[i,j])\np[i,j] =");
    let comparison = beside(
        &text.replace("softmax[j] s", "softmax[j] c"),
        &[("scaled-dot-product", request(&[]))],
    );
    assert_eq!(apart(&comparison, 0), ["c"]);
    assert!(pairs(&comparison).contains(&("s", "scores")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Any run beside itself: a row for every step, and nothing differs.
    #[test]
    fn a_run_does_not_differ_from_itself(case in any_case()) {
        let run = (case.variant(), case.request.clone());
        let both = compare(&[run.clone(), run]).unwrap();
        prop_assert!(both.columns.iter().all(|column| column.apart.is_empty()));
        prop_assert!(both.rows.iter().any(|row| row.id == "output"));
        for row in &both.rows {
            let [Some(one), Some(two)] = &*row.cells else { panic!("{} is missing", row.id) };
            prop_assert_eq!(both.columns[0].tensor(one), both.columns[1].tensor(two));
            let difference = two.difference.as_ref();
            let is_zero = |tensor: &Tensor| {
                tensor.data.iter().all(|cell| *cell == 0.0 || *cell == f64::NEG_INFINITY)
            };
            prop_assert!(difference.is_none_or(|found| is_zero(&found.tensor)));
        }
    }

    /// The difference taken the other way round is the same with the other sign.
    #[test]
    fn a_difference_changes_its_sign_with_the_order(case in any_case()) {
        let trace = case.run();
        let output = &trace.values[trace.graph.output.0];
        let halved = Tensor { data: &output.data / 2.0, ..output.clone() };
        let [there, back] = [difference(&halved, output), difference(output, &halved)];
        let (there, back) = (there.unwrap(), back.unwrap());
        prop_assert_eq!(&there.largest, &back.largest);
        prop_assert_eq!(there.tensor.data, -back.tensor.data);
        let most = output.data.iter().fold(0.0, |most: f64, cell| most.max((cell / 2.0).abs()));
        prop_assert_eq!(halved.data[&*there.largest].abs(), most);
    }
}
