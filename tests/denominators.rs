//! Homework 6 (a), (b): denominators that fail and such that cannot, and features written out.
#![cfg(not(target_arch = "wasm32"))]

mod common;

use attention_playground::base::error::Code;
use attention_playground::lab::q6_kernels::denominator_search::{
    DenominatorReport, DenominatorRow, DenominatorSign, search,
};
use attention_playground::lab::q6_kernels::features::feature_map;
use attention_playground::program::param::ParamValue;
use attention_playground::request::Request;
use attention_playground::request::nested::{Cell, Nested};
use attention_playground::request::run::run;
use attention_playground::variants::find;
use common::nested;
use proptest::prelude::*;

fn request(kernel: &str, params: &[(&str, f64)], seed: u32) -> Request {
    let mut request = Request { seed, ..Request::default() };
    request.params.insert("kernel".to_owned(), ParamValue::Word(kernel.to_owned()));
    let params =
        params.iter().map(|(name, number)| ((*name).to_owned(), ParamValue::Number(*number)));
    request.params.extend(params);
    request
}

/// Runs the query by itself, and finds the same denominator and the finding that goes with it.
fn fails(request: &Request, row: &DenominatorRow, code: &str) {
    let mut alone = request.clone();
    alone.inputs.insert("q".to_owned(), nested(&[1, row.q.len()], &row.q));
    if let Some(keys) = &row.keys {
        alone.inputs.insert("k".to_owned(), nested(&[keys.len(), row.q.len()], &keys.concat()));
        alone.inputs.insert("v".to_owned(), nested(&[keys.len(), 1], &[1.0, 2.0][..keys.len()]));
    }
    let trace = run(find("kernel").unwrap(), &alone).unwrap();
    let totals = common::tensor(&trace, "totals");
    assert_eq!(totals.data.as_slice(), Some(&[row.total][..]));
    assert_eq!(row.similarities.iter().sum::<f64>(), row.total);
    assert_eq!(trace.notes.iter().filter(|note| note.code == code).count(), 1, "{:?}", trace.notes);
}

#[test]
fn what_can_fail_is_found_and_fails_when_run() {
    type Kernel = (&'static str, &'static [(&'static str, f64)], DenominatorSign);
    let kernels: [Kernel; 8] = [
        ("dot", &[], DenominatorSign::Either),
        ("polynomial", &[("degree", 3.0)], DenominatorSign::Either),
        ("polynomial", &[("degree", 1.0), ("offset", 0.0)], DenominatorSign::Either),
        ("polynomial", &[("degree", 2.0)], DenominatorSign::NotNegative),
        ("polynomial", &[("degree", 4.0), ("offset", 0.0)], DenominatorSign::NotNegative),
        ("quadratic", &[("offset", 0.0)], DenominatorSign::NotNegative),
        ("quadratic", &[("offset", 1.0)], DenominatorSign::NotNegative),
        ("relu", &[], DenominatorSign::NotNegative),
    ];
    for (kernel, params, sign) in kernels {
        for seed in 0..5 {
            let request = request(kernel, params, seed);
            let found = search(&request).unwrap();
            assert_eq!((found.kernel.as_str(), found.sign), (kernel, sign));
            let zero = found.zero.unwrap_or_else(|| panic!("{kernel} {params:?} {seed}"));
            assert!(zero.q.iter().any(|entry| *entry != 0.0));
            assert_eq!(zero.total, 0.0);
            fails(&request, &zero, "zero-total");
            assert!(zero.output.iter().chain(&zero.weights).all(|cell| *cell == 0.0));
            assert_eq!(
                found.negative.is_some(),
                sign == DenominatorSign::Either,
                "{kernel} {params:?}"
            );
            if let Some(negative) = found.negative {
                assert!(negative.total < 0.0);
                fails(&request, &negative, "negative-total");
            }
            assert!(found.underflow.is_none());
        }
    }
}

#[test]
fn what_is_positive_fails_only_where_a_double_runs_out() {
    for kernel in ["exponential", "gaussian", "elu+1"] {
        for seed in 0..5 {
            let request = request(kernel, &[], seed);
            let found = search(&request).unwrap();
            assert_eq!(found.sign, DenominatorSign::Positive);
            assert!(found.smallest.total > 0.0, "{kernel}");
            assert!(found.zero.is_none() && found.negative.is_none() && !found.reason.is_empty());
            let underflow = found.underflow.unwrap_or_else(|| panic!("{kernel} {seed}"));
            fails(&request, &underflow, "zero-total");
        }
    }
}

#[test]
fn the_same_seed_finds_the_same_query() {
    let found = |seed| search(&request("dot", &[], seed)).unwrap();
    let rows = |found: DenominatorReport| (found.smallest, found.zero, found.negative);
    assert_eq!(rows(found(3)), rows(found(3)));
    assert_ne!(rows(found(3)), rows(found(4)));
}

#[test]
fn a_search_is_for_one_query_without_a_mask() {
    let mut request = request("dot", &[], 0);
    request.params.insert("causal".to_owned(), ParamValue::Flag(true));
    let error = search(&request).unwrap_err();
    assert_eq!((error.code, &*error.place.field), (Code::ParamValue, "causal"));
}

fn list(cells: &[f64]) -> Nested {
    Nested::List(cells.iter().map(|cell| Nested::Cell(Cell::Number(*cell))).collect())
}

proptest! {
    /// φ(q)ᵀφ(k) = (q·k + c)², over all features and over those that differ.
    #[test]
    fn the_features_add_up_to_the_kernel(
        pairs in prop::collection::vec((-3.0..3.0_f64, -3.0..3.0_f64), 1..=8),
        offset in prop_oneof![Just(0.0), Just(1.0), 0.0..5.0_f64],
    ) {
        let (q, k): (Vec<f64>, Vec<f64>) = pairs.iter().copied().unzip();
        let map = feature_map(&list(&q), &list(&k), offset).unwrap();
        let dot: f64 = pairs.iter().map(|(q, k)| q * k).sum();
        let kernel = (dot + offset) * (dot + offset);
        let d = q.len();
        let side = if offset == 0.0 { d } else { d + 1 };
        prop_assert_eq!((map.full.len(), map.reduced.len()), (side * side, side * (side + 1) / 2));
        let close = |sum: f64| (sum - kernel).abs() < 1e-9 * kernel.max(100.0);
        prop_assert!(close(map.kernel) && close(map.sums[0]) && close(map.sums[1]));
        for feature in map.full.iter().chain(&map.reduced) {
            prop_assert_eq!(feature.product, feature.q * feature.k);
        }
        let second = map.counts[1];
        prop_assert_eq!((second.full, second.reduced), (map.full.len() as f64, map.reduced.len() as f64));
    }
}

/// Counted by listing every multiset of p entries.
#[test]
fn the_number_of_features_is_that_of_a_list() {
    fn multisets(entries: usize, degree: u32) -> f64 {
        if degree == 0 {
            return 1.0;
        }
        (1..=entries).map(|most| multisets(most, degree - 1)).sum()
    }
    for d in 1..=5 {
        for offset in [0.0, 1.0] {
            let x = vec![1.0; d];
            let map = feature_map(&list(&x), &list(&x), offset).unwrap();
            let side = if offset == 0.0 { d } else { d + 1 };
            for count in map.counts {
                assert_eq!(count.reduced, multisets(side, count.degree), "{d} {offset}");
                assert_eq!(count.full, (side as f64).powi(count.degree.try_into().unwrap()));
            }
        }
    }
}

#[test]
fn each_feature_says_what_it_is() {
    let map = feature_map(&list(&[2.0, 3.0]), &list(&[1.0, 1.0]), 4.0).unwrap();
    let full: Vec<(&str, f64)> = map.full.iter().map(|f| (&*f.name, f.q)).collect();
    assert_eq!(
        full,
        [
            ("x₁²", 4.0),
            ("x₁x₂", 6.0),
            ("√c x₁", 4.0),
            ("x₂x₁", 6.0),
            ("x₂²", 9.0),
            ("√c x₂", 6.0),
            ("√c x₁", 4.0),
            ("√c x₂", 6.0),
            ("c", 4.0),
        ]
    );
    let root = 2.0_f64.sqrt();
    let reduced: Vec<(&str, f64)> = map.reduced.iter().map(|f| (&*f.name, f.q)).collect();
    assert_eq!(
        reduced,
        [
            ("x₁²", 4.0),
            ("√2 x₁x₂", root * 6.0),
            ("√(2c) x₁", root * 4.0),
            ("x₂²", 9.0),
            ("√(2c) x₂", root * 6.0),
            ("c", 4.0),
        ]
    );
}

#[test]
fn lists_that_do_not_fit_are_refused() {
    let refused = |q: &[f64], k: &[f64], offset| {
        let error = feature_map(&list(q), &list(k), offset).unwrap_err();
        (error.code, error.place.field)
    };
    assert_eq!(refused(&[1.0, 2.0], &[1.0], 1.0), (Code::AxisSize, "k".to_owned()));
    assert_eq!(refused(&[1.0; 17], &[1.0; 17], 1.0), (Code::Rank, "q".to_owned()));
    assert_eq!(refused(&[1.0], &[1.0], -1.0), (Code::ParamValue, "offset".to_owned()));
    let nested = nested(&[1, 2], &[1.0, 2.0]);
    assert_eq!(feature_map(&nested, &nested, 1.0).unwrap_err().code, Code::Rank);
}
