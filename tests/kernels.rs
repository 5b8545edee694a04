//! The kernels compute what their variants compute, as near as float32 can (10⁻⁶ on inputs of
//! variance 1): at any shape, with any mask, also where sizes are no multiples of a tile.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use std::collections::BTreeMap;

use attention_playground::kernels::decode::{self, Decode};
use attention_playground::kernels::features::Map;
use attention_playground::kernels::linear::{self, Linear};
use attention_playground::kernels::matmul::{self, Factor};
use attention_playground::kernels::softmax::{self, Attention, Sizes};
use attention_playground::kernels::{exp, linear_causal, numbers, unfused};
use attention_playground::program::param::ParamValue;
use attention_playground::program::trace::Trace;
use attention_playground::request::Request;
use attention_playground::request::nested::Nested;
use attention_playground::request::run::run;
use attention_playground::variants::find;
use common::{nested, tensor};
use ndarray::IxDyn;
use proptest::prelude::*;
use proptest::sample::select;

const BOUND: f64 = 1e-6;

/// Cases a law: each computes a variant at sizes a hundred times those of tests/laws.rs.
const CASES: u32 = 100;

/// Numbers with variance 1.
fn normal(count: usize, seed: u32) -> Vec<f32> {
    let mut cells = vec![0.0; count];
    numbers::fill(&mut cells, seed);
    cells
}

fn doubles(cells: &[f32]) -> Vec<f64> {
    cells.iter().copied().map(f64::from).collect()
}

fn input(shape: &[usize], cells: &[f32]) -> Nested {
    nested(shape, &doubles(cells))
}

/// The result of a variant for these inputs and parameters.
fn trace(id: &str, inputs: &[(&str, Nested)], params: &[(&str, ParamValue)]) -> Trace {
    let inputs = inputs.iter().map(|(name, cells)| ((*name).to_owned(), cells.clone()));
    let params = params.iter().map(|(name, setting)| ((*name).to_owned(), setting.clone()));
    let request = Request {
        inputs: inputs.collect(),
        params: params.collect::<BTreeMap<_, _>>(),
        ..Request::default()
    };
    run(find(id).unwrap(), &request).unwrap_or_else(|error| panic!("{id}: {error}"))
}

/// The cells of a step, with its axes in the order of `letters`.
fn step(trace: &Trace, id: &str, letters: &str) -> Vec<f32> {
    let tensor = tensor(trace, id);
    let order: Vec<usize> =
        letters.chars().map(|letter| tensor.position(letter).unwrap()).collect();
    let cells = tensor.data.clone().permuted_axes(IxDyn(&order));
    #[expect(clippy::cast_possible_truncation, reason = "the kernels take float32")]
    cells.iter().map(|cell| *cell as f32).collect()
}

fn farthest(found: &[f32], expected: &[f64]) -> f64 {
    assert_eq!(found.len(), expected.len());
    let both = found.iter().zip(expected);
    both.map(|(found, expected)| (f64::from(*found) - expected).abs()).fold(0.0, |most, error| {
        assert!(!error.is_nan(), "a result is no number");
        most.max(error)
    })
}

/// Sizes around the edges of tiles and blocks: four rows, eight columns, 64 and 128 keys.
fn size(most: usize) -> impl Strategy<Value = usize> {
    let edges =
        [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 64, 65, 96, 97, 127, 128, 129, 257];
    let edges: Vec<usize> = edges.into_iter().filter(|edge| *edge <= most).collect();
    prop_oneof![select(edges), 1..=most]
}

#[derive(Debug, Clone)]
struct Case {
    sizes: Sizes,
    scaled: bool,
    causal: bool,
    key_mask: Option<Vec<f32>>,
    seed: u32,
}

fn any_case() -> impl Strategy<Value = Case> {
    let sizes = (1_usize..=3, size(140), size(280), size(80), size(80));
    (sizes, any::<(bool, bool, u32)>()).prop_flat_map(
        |((heads, queries, keys, width, values), (scaled, causal, seed))| {
            // An eighth of the keys are hidden, or half of them, or all.
            let share = select(vec![0.0, 0.5, 0.875]);
            let flags = share.prop_flat_map(move |share| {
                prop::collection::vec(prop::bool::weighted(share), keys)
            });
            let key_mask = prop::option::of(flags);
            key_mask.prop_map(move |key_mask| Case {
                sizes: Sizes { heads, queries, keys, width, values },
                scaled,
                causal,
                key_mask: key_mask
                    .map(|key_mask| key_mask.into_iter().map(|k| f32::from(u8::from(k))).collect()),
                seed,
            })
        },
    )
}

impl Case {
    fn inputs(&self) -> [Vec<f32>; 3] {
        let Sizes { heads, queries, keys, width, values } = self.sizes;
        let sizes = [heads * queries * width, heads * keys * width, heads * keys * values];
        let cells = normal(sizes.iter().sum(), self.seed);
        let (q, rest) = cells.split_at(sizes[0]);
        let (k, v) = rest.split_at(sizes[1]);
        [q, k, v].map(<[f32]>::to_vec)
    }

    fn scale(&self) -> f32 {
        #[expect(clippy::cast_precision_loss)]
        if self.scaled { 1.0 / (self.sizes.width as f32).sqrt() } else { 1.0 }
    }

    /// What the variant gives for each head, for three of its steps.
    fn expected(&self, [q, k, v]: &[Vec<f32>; 3]) -> [Vec<f64>; 3] {
        let Sizes { heads, queries, keys, width, values } = self.sizes;
        let mut expected = [const { Vec::new() }; 3];
        for head in 0..heads {
            let part = |cells: &[f32], rows, width| {
                input(&[rows, width], &cells[head * rows * width..][..rows * width])
            };
            let mut inputs = vec![
                ("q", part(q, queries, width)),
                ("k", part(k, keys, width)),
                ("v", part(v, keys, values)),
            ];
            if let Some(key_mask) = &self.key_mask {
                inputs.push(("mask", input(&[queries, keys], &key_mask.repeat(queries))));
            }
            let params = [("scale", self.scaled), ("causal", self.causal)];
            let params = params.map(|(name, flag)| (name, ParamValue::Flag(flag)));
            let trace = trace("scaled-dot-product", &inputs, &params);
            for (step, expected) in ["scores", "weights", "output"].into_iter().zip(&mut expected) {
                expected.extend(tensor(&trace, step).data.iter());
            }
        }
        expected
    }
}

/// What rounding to float32 may add to a cell of the output, or to a weight.
///
/// A sum of n terms errs by √n roundings of its size (Higham and Mary 2019,
/// doi:10.1137/18M1226312). The error of a score is a share of its weight, as those of the
/// exponential and of the sum of the weights are; and a cell is a mean of values.
#[expect(clippy::cast_precision_loss)]
fn rounding(sizes: Sizes, largest_score: f64) -> f64 {
    const ROUNDING: f64 = f32::EPSILON as f64 / 2.0;
    const EXPONENTIAL: f64 = 2e-7;
    const LARGEST_VALUE: f64 = 3.5; // of `numbers`: 2√3
    let [width, keys] = [sizes.width, sizes.keys].map(|terms| (terms as f64).sqrt());
    LARGEST_VALUE * (EXPONENTIAL + ROUNDING * (width * largest_score + keys))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn softmax_attention_is_its_variant(case in any_case()) {
        let inputs = case.inputs();
        let [q, k, v] = &inputs;
        let [scores, weights, output] = case.expected(&inputs);
        let Case { sizes, causal, ref key_mask, .. } = case;
        let task = Attention { sizes, q, k, v, scale: case.scale(), causal, key_mask: key_mask.as_deref() };
        let largest = scores.iter().fold(0.0, |most: f64, score| most.max(score.abs()));
        let bound = rounding(sizes, largest);

        let mut out = vec![f32::NAN; output.len()];
        softmax::attention(&task, &mut out, &mut softmax::Workspace::default());
        let error = farthest(&out, &output);
        prop_assert!(error <= bound, "in one pass: {error:e}");

        let mut table = vec![f32::NAN; weights.len()];
        out.fill(f32::NAN);
        unfused::attention(&task, &mut table, &mut out, &mut matmul::Workspace::default());
        let error = farthest(&out, &output);
        prop_assert!(error <= bound, "in three passes: {error:e}");
        let error = farthest(&table, &weights);
        prop_assert!(error <= bound, "weights: {error:e}");
    }

    #[test]
    fn a_room_is_left_clean(one in any_case(), other in any_case()) {
        let mut workspace = softmax::Workspace::default();
        let run = |case: &Case, workspace: &mut softmax::Workspace| {
            let [q, k, v] = &case.inputs();
            let Case { sizes, causal, ref key_mask, .. } = *case;
            let scale = case.scale();
            let task = Attention { sizes, q, k, v, scale, causal, key_mask: key_mask.as_deref() };
            let mut out = vec![f32::NAN; sizes.heads * sizes.queries * sizes.values];
            softmax::attention(&task, &mut out, workspace);
            out
        };
        let first = run(&one, &mut workspace);
        run(&other, &mut workspace);
        prop_assert_eq!(run(&one, &mut workspace), first);
    }

    #[test]
    fn a_causal_row_does_not_move_when_later_keys_change(case in any_case(), at in 0_usize..140) {
        let Case { sizes, ref key_mask, .. } = case;
        let [q, mut k, mut v] = case.inputs();
        let mut outputs = Vec::new();
        for _ in 0..2 {
            let (scale, key_mask) = (case.scale(), key_mask.as_deref());
            let task = Attention { sizes, q: &q, k: &k, v: &v, scale, causal: true, key_mask };
            let mut out = vec![f32::NAN; sizes.heads * sizes.queries * sizes.values];
            softmax::attention(&task, &mut out, &mut softmax::Workspace::default());
            outputs.push(out);
            for (table, width) in [(&mut k, sizes.width), (&mut v, sizes.values)] {
                for (row, cells) in table.chunks_mut(width).enumerate() {
                    if row % sizes.keys > at {
                        cells.fill(1e6);
                    }
                }
            }
        }
        let rows = [0, 1].map(|run| outputs[run].chunks(sizes.values).enumerate());
        let [one, two] = rows;
        for ((row, one), (_, two)) in one.zip(two) {
            prop_assert!(row % sizes.queries > at || one == two, "row {row}");
        }
    }
}

/// The heads of `multi-head` lie side by side in a row; those of a kernel one after another.
#[test]
fn several_heads_are_the_multi_head_variant() {
    let [tokens, width, heads, values] = [50, 24, 4, 32];
    let square = |rows, columns, seed| {
        let scaled: Vec<f32> = normal(rows * columns, seed).iter().map(|w| w * 0.2).collect();
        input(&[rows, columns], &scaled)
    };
    let inputs = [
        ("x", input(&[tokens, width], &normal(tokens * width, 1))),
        ("w_q", square(width, width, 2)),
        ("w_k", square(width, width, 3)),
        ("w_v", square(values, width, 4)),
        ("w_o", square(width, values, 5)),
    ];
    for causal in [false, true] {
        let params = [("heads", ParamValue::Number(4.0)), ("causal", ParamValue::Flag(causal))];
        let trace = trace("multi-head", &inputs, &params);
        let [q, k, v] = [("q", "hik"), ("k", "hjk"), ("v", "hjv")]
            .map(|(name, letters)| step(&trace, name, letters));
        let (width, values) = (width / heads, values / heads);
        let sizes = Sizes { heads, queries: tokens, keys: tokens, width, values };
        let scale = 1.0 / 6.0_f32.sqrt();
        let task = Attention { sizes, q: &q, k: &k, v: &v, scale, causal, key_mask: None };
        let mut out = vec![f32::NAN; heads * tokens * values];
        softmax::attention(&task, &mut out, &mut softmax::Workspace::default());
        let expected = doubles(&step(&trace, "heads", "hiv"));
        assert!(farthest(&out, &expected) <= BOUND);
    }
}

fn any_map() -> impl Strategy<Value = (Map, Vec<(&'static str, ParamValue)>)> {
    let word = |word: &str| ("feature_map", ParamValue::Word(word.to_owned()));
    let quadratic = |offset: f32| {
        let params = vec![word("quadratic"), ("offset", ParamValue::Number(offset.into()))];
        (Map::Quadratic { offset }, params)
    };
    select(vec![
        quadratic(0.0),
        quadratic(1.0),
        (Map::EluPlusOne, vec![word("elu+1")]),
        (Map::Relu, vec![word("relu")]),
        (Map::Exp, vec![word("exp")]),
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(CASES))]

    #[test]
    fn linear_attention_is_its_variants(
        (map, params) in any_map(),
        (queries, keys, width, values) in (size(140), size(280), size(20), size(70)),
        causal in any::<bool>(),
        seed in any::<u32>(),
    ) {
        let queries = if causal { keys } else { queries };
        let q = normal(queries * width, seed);
        let k = normal(keys * width, seed.wrapping_add(1));
        let v = normal(keys * values, seed.wrapping_add(2));
        let inputs = [
            ("q", input(&[queries, width], &q)),
            ("k", input(&[keys, width], &k)),
            ("v", input(&[keys, values], &v)),
        ];
        let sizes = Sizes { heads: 1, queries, keys, width, values };
        let task = Linear { sizes, q: &q, k: &k, v: &v, map };
        let mut out = vec![f32::NAN; queries * values];
        let (id, totals) = if causal {
            linear_causal::attention(&task, &mut out, &mut linear_causal::Workspace::default());
            ("linear-recurrent", "totals")
        } else {
            linear::attention(&task, &mut out, &mut linear::Workspace::default());
            ("linear", "totals")
        };
        let trace = trace(id, &inputs, &params);
        let totals = &tensor(&trace, totals).data;
        let expected = &tensor(&trace, "output").data;
        // A quotient is as exact as its divisor: where the sum of the weights is small beside the
        // features that it is made of, float32 has lost digits before the kernel is asked.
        let size = |row: &[f32]| match map {
            Map::Quadratic { offset } => {
                row.iter().map(|cell| f64::from(cell * cell)).sum::<f64>() + f64::from(offset)
            }
            _ => 0.0,
        };
        let largest = k.chunks(width).map(size).fold(0.0, f64::max);
        for (row, (found, expected)) in
            out.chunks(values).zip(expected.rows()).enumerate()
        {
            let total = totals[row];
            let loss = size(&q[row * width..][..width]) * largest / total;
            let error = farthest(found, &expected.to_vec());
            let bound = BOUND * loss.max(1.0);
            prop_assert!(total == 0.0 || error <= bound, "row {row}: {error:e}, bound {bound:e}");
            prop_assert!(total != 0.0 || found.iter().all(|cell| *cell == 0.0));
        }
    }

    #[test]
    fn heads_of_linear_attention_are_apart((map, _) in any_map(), causal in any::<bool>()) {
        let [heads, rows, width, values] = [3, 70, 9, 13];
        let sizes = Sizes { heads, queries: rows, keys: rows, width, values };
        let [q, k] = [1, 2].map(|seed| normal(heads * rows * width, seed));
        let v = normal(heads * rows * values, 3);
        let run = |task: &Linear<'_>| {
            let mut out = vec![f32::NAN; task.sizes.heads * rows * values];
            if causal {
                linear_causal::attention(task, &mut out, &mut linear_causal::Workspace::default());
            } else {
                linear::attention(task, &mut out, &mut linear::Workspace::default());
            }
            out
        };
        let together = run(&Linear { sizes, q: &q, k: &k, v: &v, map });
        for head in 0..heads {
            let cut = |cells: &[f32], width: usize| {
                cells[head * rows * width..][..rows * width].to_vec()
            };
            let (q, k, v) = (cut(&q, width), cut(&k, width), cut(&v, values));
            let sizes = Sizes { heads: 1, ..sizes };
            let alone = run(&Linear { sizes, q: &q, k: &k, v: &v, map });
            prop_assert_eq!(&together[head * rows * values..][..rows * values], &*alone);
        }
    }

    #[test]
    fn a_decoding_step_is_its_variants(
        kind in 0_usize..3,
        (sets, share, cache, width, values) in (1_usize..=3, 1_usize..=3, size(150), size(70), size(70)),
        seed in any::<u32>(),
    ) {
        let (sets, share) = match kind {
            0 => (sets, 1),
            1 => (1, share),
            _ => (sets, share),
        };
        let (heads, depth) = (sets * share, 6);
        let cells = |shape: &[usize], factor: f32, seed: u32| {
            let count = shape.iter().product();
            let cells: Vec<f32> = normal(count, seed).iter().map(|cell| cell * factor).collect();
            input(shape, &cells)
        };
        let set: &[usize] = if kind == 1 { &[] } else { &[sets] };
        let shape = |before: &[usize], after: &[usize]| [before, set, after].concat();
        let inputs = [
            ("x", cells(&[1, depth], 1.0, seed)),
            ("prev_k", cells(&shape(&[1], &[cache, width]), 1.0, seed ^ 1)),
            ("prev_v", cells(&shape(&[1], &[cache, values]), 1.0, seed ^ 2)),
            ("w_q", cells(&[heads, depth, width], 0.4, seed ^ 3)),
            ("w_k", cells(&shape(&[], &[depth, width]), 0.4, seed ^ 4)),
            ("w_v", cells(&shape(&[], &[depth, values]), 0.4, seed ^ 5)),
            ("w_o", cells(&[heads, values, depth], 0.4, seed ^ 6)),
        ];
        let mut params = vec![("scale", ParamValue::Flag(true))];
        if kind == 2 {
            params.push(("kv_heads", ParamValue::Number(sets as f64)));
        }
        let (id, of_q, of_k, of_v, of_out) = [
            ("multi-head-decode", "bhk", "bhjk", "bhjv", ("heads", "bhv")),
            ("multi-query-decode", "bhk", "bjk", "bjv", ("heads", "bhv")),
            ("grouped-query-decode", "bgrk", "bgjk", "bgjv", ("groups", "bgrv")),
        ][kind];
        let trace = trace(id, &inputs, &params);
        let q = step(&trace, "q", of_q);
        let (k, v) = (step(&trace, "keys", of_k), step(&trace, "values", of_v));
        #[expect(clippy::cast_precision_loss)]
        let scale = 1.0 / (width as f32).sqrt();
        let task =
            Decode { heads, sets, keys: cache + 1, width, values, q: &q, k: &k, v: &v, scale };
        let mut out = vec![f32::NAN; heads * values];
        decode::decode(&task, &mut out, &mut decode::Workspace::default());
        let error = farthest(&out, &doubles(&step(&trace, of_out.0, of_out.1)));
        // The query is made by a projection, whose variance is that of one token: not quite 1.
        let variance = q.iter().map(|cell| cell * cell).sum::<f32>() / (heads * width) as f32;
        let bound = BOUND * f64::from(variance.sqrt().max(1.0));
        prop_assert!(error <= bound, "{id}: {error:e}");
    }

    #[test]
    fn a_product_of_tables_is_the_sum_of_products(
        (rows, depth, columns) in (size(70), size(280), size(70)),
        transposed in any::<bool>(),
        seed in any::<u32>(),
    ) {
        let a = normal(rows * depth, seed);
        let b = normal(depth * columns, seed.wrapping_add(1));
        let cell = |term: usize, column: usize| {
            f64::from(if transposed { b[column * depth + term] } else { b[term * columns + column] })
        };
        let factor = if transposed { Factor::Transposed(&b) } else { Factor::Plain(&b) };
        let mut c = vec![f32::NAN; rows * columns];
        let sizes = [rows, depth, columns];
        matmul::matmul(&a, factor, 1.0, &mut c, sizes, &mut matmul::Workspace::default());
        let expected: Vec<f64> = (0..rows * columns)
            .map(|at| {
                let row = &a[at / columns * depth..][..depth];
                row.iter().enumerate().map(|(t, a)| f64::from(*a) * cell(t, at % columns)).sum()
            })
            .collect();
        // Terms have the size 1 on average, and float32 loses digits of their sum as it grows.
        let error = farthest(&c, &expected);
        prop_assert!(error <= BOUND * depth.max(8) as f64, "{error:e}");
    }

    #[test]
    fn rows_of_weights_are_the_softmax_of_their_scores(
        (rows, width) in (1_usize..=5, size(300)),
        seed in any::<u32>(),
    ) {
        let scores = normal(rows * width, seed);
        let mut weights = scores.clone();
        unfused::softmax_rows(&mut weights, width);
        for (scores, weights) in scores.chunks(width).zip(weights.chunks(width)) {
            let shares: Vec<f64> = scores.iter().map(|score| libm::exp(f64::from(*score))).collect();
            let total: f64 = shares.iter().sum();
            let expected: Vec<f64> = shares.iter().map(|share| share / total).collect();
            prop_assert!(farthest(weights, &expected) <= BOUND);
        }
    }
}

#[test]
fn the_exponential_is_exact_to_seven_digits() {
    let mut cells: Vec<f32> = (-870..=887).map(|tenth| tenth as f32 / 10.0).collect();
    cells.extend(normal(2000, 7));
    let mut found = cells.clone();
    exp::exp(&mut found);
    for (x, found) in cells.iter().zip(&found) {
        let expected = libm::exp(f64::from(*x));
        let error = (f64::from(*found) - expected).abs() / expected;
        assert!(error < 3e-7, "e^{x} = {expected:e}, and not {found:e}: {error:e}");
    }
    let mut ends = [-1000.0, 0.0, 1000.0, f32::NEG_INFINITY];
    exp::exp(&mut ends);
    assert!(ends[0] < 1e-37 && ends[1] == 1.0 && ends[2] > 3e38 && ends[3] < 1e-37, "{ends:?}");
}

/// A score may be as large as a float can be: the softmax is then that of an argmax.
#[test]
fn large_scores_do_not_overflow() {
    for largest in [1e3_f32, 1e6, 1e18] {
        let q = [largest, 0.0];
        let k = [[1.0, 0.0], [0.5, 0.0], [-1.0, 0.0]].concat();
        let v = [1.0, 2.0, 3.0];
        let sizes = Sizes { heads: 1, queries: 1, keys: 3, width: 2, values: 1 };
        let task =
            Attention { sizes, q: &q, k: &k, v: &v, scale: 1.0, causal: false, key_mask: None };
        let mut out = [f32::NAN];
        softmax::attention(&task, &mut out, &mut softmax::Workspace::default());
        assert_eq!(out, [1.0], "at {largest:e}");
    }
}

/// A sum of nothing is 0, so every key weighs the same.
#[test]
fn keys_without_width_weigh_the_same() {
    let (q, k, v) = (&[], &[], &[1.0, 2.0, 6.0]);
    let task = Decode { heads: 2, sets: 1, keys: 3, width: 0, values: 1, q, k, v, scale: 1.0 };
    let mut out = [f32::NAN; 2];
    decode::decode(&task, &mut out, &mut decode::Workspace::default());
    assert!(farthest(&out, &[3.0, 3.0]) < 1e-6, "{out:?}");
}

#[test]
fn numbers_by_chance_have_mean_0_and_variance_1() {
    let cells = doubles(&normal(100_000, 3));
    let mean = cells.iter().sum::<f64>() / 1e5;
    let variance = cells.iter().map(|cell| (cell - mean).powi(2)).sum::<f64>() / 1e5;
    assert!(mean.abs() < 0.02 && (variance - 1.0).abs() < 0.02, "{mean}, {variance}");
    assert_eq!(normal(5, 3), normal(5, 3));
    assert_ne!(normal(5, 3), normal(5, 4));
}
