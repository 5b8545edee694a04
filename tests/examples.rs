//! The examples: each opens, and what its sentence promises is so.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;

use attention_playground::program::param::ParamValue;
use attention_playground::program::tensor::Tensor;
use attention_playground::program::trace::Trace;
use attention_playground::program::variant::{Example, Variant};
use attention_playground::request::Request;
use attention_playground::request::run::run;
use attention_playground::runs::thumbnail::thumbnail;
use attention_playground::variants::{ALL, examples, find};

fn every() -> impl Iterator<Item = (&'static Variant<'static>, &'static Example)> {
    ALL.iter().flat_map(|variant| examples::of(variant).map(move |example| (variant, example)))
}

/// The result of an example, perhaps with one parameter changed.
fn open(id: &str, change: Option<(&str, ParamValue)>) -> Trace {
    let (variant, example) = every().find(|(_, example)| example.id == id).expect(id);
    let mut request = Request::from_example(variant, example).expect("its inputs are read");
    request.params.extend(change.map(|(name, value)| (name.to_owned(), value)));
    run(variant, &request).unwrap_or_else(|error| panic!("{id}: {error}"))
}

fn tensor<'t>(trace: &'t Trace, step: &str) -> &'t Tensor {
    &trace.values[trace.graph.find(step).expect("the step").0]
}

fn cells(trace: &Trace, step: &str) -> Vec<f64> {
    tensor(trace, step).data.iter().copied().collect()
}

fn row(trace: &Trace, step: &str, row: usize) -> Vec<f64> {
    let width = *tensor(trace, step).shape().last().expect("an axis");
    cells(trace, step)[row * width..(row + 1) * width].to_vec()
}

fn rounded(numbers: &[f64], decimals: i32) -> Vec<f64> {
    let unit = 10_f64.powi(decimals);
    numbers.iter().map(|number| (number * unit).round() / unit).collect()
}

fn notes(trace: &Trace, code: &str) -> usize {
    trace.notes.iter().filter(|note| note.code == code).count()
}

#[test]
fn each_opens_under_a_name_of_its_own() {
    let mut ids = BTreeSet::new();
    for (variant, example) in every() {
        open(example.id, None);
        assert!(ids.insert(example.id), "two examples are called {}", example.id);
        assert!(!example.title.is_empty() && example.notice.ends_with('.'), "{}", example.id);
        for (name, _) in example.params {
            assert!(variant.params.iter().any(|param| param.name == *name), "{}", example.id);
        }
    }
    assert!(ids.len() > ALL.len());
}

#[test]
fn every_problem_that_is_computed_has_one() {
    let problems: BTreeSet<u8> = every().filter_map(|(_, example)| example.homework).collect();
    assert_eq!(problems.into_iter().collect::<Vec<_>>(), [1, 2, 3, 4, 6]);
}

#[test]
fn without_the_scale_one_key_takes_most_of_each_row() {
    let plain = open("1-scale", None);
    let scores = cells(&plain, "scores");
    let ends = [f64::min, f64::max].map(|end| scores.iter().copied().reduce(end).unwrap());
    assert_eq!(rounded(&ends, 1), [-12.8, 9.8]);
    let scaled = open("1-scale", Some(("scale", ParamValue::Flag(true))));
    for query in 0..4 {
        let largest = |trace| row(trace, "weights", query).into_iter().fold(0.0, f64::max);
        assert!(largest(&plain) > 0.6 && largest(&scaled) < largest(&plain));
    }
}

#[test]
fn the_word_sat_reads_mostly_the_value_of_cat() {
    let (_, example) = every().find(|(_, example)| example.id == "words").expect("it is there");
    assert_eq!(example.words, ["the", "cat", "sat", "down"]);
    let trace = open("words", None);
    assert_eq!(tensor(&trace, "weights").shape(), [4, 4]);
    let sat = row(&trace, "weights", 2);
    assert_eq!(rounded(&sat, 2)[1], 0.69);
    assert!(sat.iter().all(|weight| *weight <= sat[1]), "{sat:?}");
    assert!(every().all(|(variant, example)| {
        let sizes = Request::from_example(variant, example).map(|request| run(variant, &request));
        let sizes = sizes.expect("read").expect("runs").sizes;
        example.words.is_empty() || sizes[&'i'] == example.words.len()
    }));
}

#[test]
fn no_description_shows_the_marks_of_its_source() {
    assert!(ALL.iter().all(|variant| !variant.description().contains('`')));
}

#[test]
fn argmax_takes_one_value_and_softmax_nearly() {
    let hard = open("2a", None);
    assert_eq!(cells(&hard, "scores")[1], 11.0);
    assert_eq!(cells(&hard, "output"), [1.0, 4.0, 3.0]);
    let soft = open("2a-softmax", None);
    assert_eq!(rounded(&cells(&soft, "weights"), 3)[1], 0.955);
    let distance = |(a, b): (&f64, &f64)| (a - b).abs();
    let output = cells(&soft, "output");
    let most = output.iter().zip(&[1.0, 4.0, 3.0]).map(distance).fold(0.0, f64::max);
    assert!(most > 0.0 && most < 0.25, "{output:?}");
}

#[test]
fn argmax_teaches_q_and_k_nothing() {
    let hard = open("2b", None);
    assert!(
        cells(&hard, "grad-q").iter().chain(&cells(&hard, "grad-k")).all(|slope| *slope == 0.0)
    );
    assert!(cells(&hard, "grad-v").iter().any(|slope| *slope != 0.0));
    let soft = open("2b-softmax", None);
    assert_eq!(rounded(&cells(&soft, "grad-q"), 2), [-0.44, 0.34, 0.5]);
}

#[test]
fn heads_split_the_width_and_may_have_wide_values() {
    let usual = open("3a", None);
    assert_eq!(tensor(&usual, "q").shape(), [3, 2, 2]);
    assert_eq!(tensor(&usual, "weights").shape(), [2, 3, 3]);
    let wide = open("3b", None);
    assert_eq!(tensor(&wide, "w_v").shape(), [8, 4]);
    assert_eq!(tensor(&wide, "v").shape(), [3, 2, 4]);
    assert_eq!(tensor(&wide, "w_o").shape(), [4, 8]);
    assert_eq!(tensor(&wide, "output").shape(), tensor(&wide, "x").shape());
}

#[test]
fn a_shared_cache_is_smaller() {
    let kept = |id| tensor(&open(id, None), "keys").data.len();
    assert_eq!(
        [kept("4-multi-head"), kept("4-multi-query"), kept("4-shared-by-groups")],
        [16, 8, 16]
    );
    let groups = open("4-shared-by-groups", None);
    assert_eq!((groups.sizes[&'h'], groups.sizes[&'g']), (4, 2));
}

#[test]
fn a_kernel_may_leave_a_row_without_weights() {
    let exponential = open("6-exponential", None);
    assert!(cells(&exponential, "similarities").iter().all(|cell| *cell > 0.0));
    assert_eq!(rounded(&cells(&exponential, "totals"), 3)[0], 3.521);
    let quadratic = open("6-quadratic", None);
    assert_eq!(cells(&quadratic, "similarities")[2], 0.0);
    assert!(cells(&quadratic, "similarities").iter().all(|cell| *cell >= 0.0));
    let zero = open("6-zero", None);
    assert_eq!(notes(&zero, "zero-total"), 1);
    assert_eq!(row(&zero, "products", 0), [-1.0, -1.0, -1.0]);
    assert_eq!(row(&zero, "output", 0), [0.0, 0.0]);
}

#[test]
fn linear_attention_is_the_quadratic_kernel_in_another_order() {
    let [kernel, linear, recurrent] =
        ["6-quadratic", "6-linear", "6-recurrent"].map(|id| open(id, None));
    for input in ["q", "k", "v"] {
        assert_eq!(cells(&kernel, input), cells(&linear, input));
        assert_eq!(cells(&recurrent, input), cells(&linear, input));
    }
    let near = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-12);
    assert!(near(&cells(&kernel, "output"), &cells(&linear, "output")));
    assert!(near(&row(&recurrent, "output", 2), &row(&linear, "output", 2)));
    assert!(!near(&row(&recurrent, "output", 0), &row(&linear, "output", 0)));
}

#[test]
fn two_tokens_read_three_of_another_sequence() {
    let cross = open("cross", None);
    assert_eq!(tensor(&cross, "weights").shape(), [2, 2, 3]);
    assert_eq!(tensor(&cross, "output").shape(), tensor(&cross, "y").shape());
}

#[test]
fn a_layer_ends_with_its_norm() {
    let layer = open("layer", None);
    for token in 0..3 {
        let cells = row(&layer, "output", token);
        let mean = cells.iter().sum::<f64>() / 4.0;
        let variance = cells.iter().map(|cell| cell * cell).sum::<f64>() / 4.0;
        assert!(mean.abs() < 1e-12 && (variance - 1.0).abs() < 1e-4, "{mean} {variance}");
    }
}

#[test]
fn ties_and_masks_do_what_they_say() {
    let tie = open("tie", None);
    assert_eq!(notes(&tie, "tie"), 1);
    assert_eq!(cells(&tie, "scores")[1..3], [11.0, 11.0]);
    assert_eq!(cells(&tie, "weights"), [0.0, 1.0, 0.0, 0.0]);
    let causal = open("causal", None);
    for query in 0..4 {
        let weights = row(&causal, "weights", query);
        assert!(weights[query + 1..].iter().all(|weight| *weight == 0.0));
        assert!(weights[..=query].iter().all(|weight| *weight > 0.0));
    }
    assert_eq!(row(&causal, "output", 0), row(&causal, "v", 0));
    let masked = open("masked-row", None);
    assert_eq!(notes(&masked, "masked-row"), 1);
    assert_eq!(row(&masked, "output", 1), [0.0, 0.0, 0.0]);
    let filled = open("masked-row", Some(("mask_fill", ParamValue::Word("-1e9".to_owned()))));
    assert_eq!(row(&filled, "weights", 1), [0.25; 4]);
}

#[test]
fn a_thumbnail_shows_a_step_and_the_same_numbers_to_all_that_take_them() {
    for variant in ALL {
        let picture = thumbnail(variant).unwrap_or_else(|error| panic!("{error}"));
        assert!(picture.data.iter().any(|cell| *cell != 0.0), "{}", variant.id);
        // Weights of every query are shares, of linear attention too, whose program forms none.
        for row in picture.data.rows() {
            assert!((row.sum() - 1.0).abs() < 1e-12, "{}: {row}", variant.id);
        }
    }
    // The one that argmax chooses is the one that softmax gives the most.
    let [soft, hard] =
        ["scaled-dot-product", "argmax"].map(|id| thumbnail(find(id).unwrap()).unwrap());
    for (soft, hard) in soft.data.outer_iter().zip(hard.data.outer_iter()) {
        let most = soft.iter().copied().fold(0.0, f64::max);
        assert!(soft.iter().zip(&hard).all(|(soft, hard)| (*hard == 1.0) == (*soft == most)));
    }
}
