//! `cargo bench --bench trace`: how long a result takes, beside the same attention as bare loops.
//!
//! A result keeps every step and its sums run in one fixed order, so it cannot be as quick as loops
//! that keep the output alone. The ratio says how much slower.

use std::hint::black_box;
use std::time::Instant;

use attention_playground::program::param::ParamValue;
use attention_playground::program::trace::Trace;
use attention_playground::request::Request;
use attention_playground::request::run::run;
use attention_playground::variants::find;

const ROUNDS: usize = 21;

fn main() {
    let at = |tokens, width, heads: usize, gradients| {
        let sizes = [('i', tokens), ('d', width), ('e', width), ('u', width)].into();
        let params = [("heads".to_owned(), ParamValue::Number(heads as f64))].into();
        Request { sizes, params, gradients, ..Request::default() }
    };
    println!("multi-head attention, float64: median of {ROUNDS} rounds");
    for (name, request) in [
        ("homework size (3 tokens, width 4, 2 heads)", at(3, 4, 2, false)),
        ("  with gradients", at(3, 4, 2, true)),
        ("64 tokens, width 64, 8 heads", at(64, 64, 8, false)),
        ("  with gradients", at(64, 64, 8, true)),
    ] {
        report(name, &request);
    }
}

/// Both in turn, so that whatever else the machine does falls on both.
fn report(name: &str, request: &Request) {
    let variant = find("multi-head").expect("it is registered");
    let trace = run(variant, request).expect("it runs");
    let bare = Bare::of(&trace);
    let output = bare.output();
    let farthest = output.iter().zip(&trace.values[trace.graph.output.0].data);
    let farthest = farthest.map(|(one, two)| (one - two).abs()).fold(0.0, f64::max);
    assert!(farthest < 1e-12, "the loops compute something else: {farthest}");

    let mut whole = Vec::new();
    let mut loops = Vec::new();
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        let one = seconds(|| drop(black_box(run(variant, black_box(request)))));
        let two = seconds(|| drop(black_box(black_box(&bare).output())));
        whole.push(one);
        loops.push(two);
        ratios.push(one / two);
    }
    println!(
        "{name:<44} result {:8.3} ms   output alone, as loops {:8.4} ms   ratio {:6.1}",
        1e3 * median(whole),
        1e3 * median(loops),
        median(ratios),
    );
}

/// Seconds of one call; calls are repeated until the clock is fine enough.
fn seconds(call: impl Fn()) -> f64 {
    let start = Instant::now();
    let mut calls = 0;
    while start.elapsed().as_millis() < 5 {
        call();
        calls += 1;
    }
    start.elapsed().as_secs_f64() / f64::from(calls)
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// The inputs as rows of numbers.
struct Bare {
    heads: usize,
    width: usize,
    x: Vec<f64>,
    weights: [Vec<f64>; 4],
}

impl Bare {
    fn of(trace: &Trace) -> Self {
        let cells = |name: &str| {
            let node = trace.graph.find(name).expect("it is an input");
            trace.values[node.0].data.iter().copied().collect::<Vec<f64>>()
        };
        let weights = ["w_q", "w_k", "w_v", "w_o"].map(cells);
        let size = |letter| trace.sizes[&letter];
        let ParamValue::Number(heads) = trace.params.0["heads"] else { unreachable!("a number") };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is small")]
        let heads = heads as usize;
        Self { heads, width: size('d'), x: cells("x"), weights }
    }

    fn output(&self) -> Vec<f64> {
        let [w_q, w_k, w_v, w_o] = &self.weights;
        let (width, tokens) = (self.width, self.x.len() / self.width);
        let [q, k, v] = [w_q, w_k, w_v].map(|weight| rows_times(&self.x, weight, width));
        let each = width / self.heads;
        let mut joined = vec![0.0; tokens * width];
        for from in (0..width).step_by(each) {
            let slice = |all: &[f64], token: usize| all[token * width + from..][..each].to_vec();
            for query in 0..tokens {
                let own = slice(&q, query);
                let score = |key| dot(&own, &slice(&k, key)) / (each as f64).sqrt();
                let scores: Vec<f64> = (0..tokens).map(score).collect();
                let most = scores.iter().fold(f64::NEG_INFINITY, |most, score| most.max(*score));
                let shares: Vec<f64> = scores.iter().map(|score| (score - most).exp()).collect();
                let sum: f64 = shares.iter().sum();
                let output = &mut joined[query * width + from..][..each];
                for (key, share) in shares.iter().enumerate() {
                    for (cell, value) in output.iter_mut().zip(slice(&v, key)) {
                        *cell += share / sum * value;
                    }
                }
            }
        }
        rows_times(&joined, w_o, width)
    }
}

/// x · wᵀ, as nn.Linear lays its weights out.
fn rows_times(x: &[f64], weight: &[f64], width: usize) -> Vec<f64> {
    let rows = x.chunks(width);
    rows.flat_map(|row| weight.chunks(width).map(|other| dot(row, other))).collect()
}

fn dot(one: &[f64], two: &[f64]) -> f64 {
    one.iter().zip(two).map(|(a, b)| a * b).sum()
}
