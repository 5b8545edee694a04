//! Numbers by chance: the same seed gives the same, and they are spread as they say.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeMap;

use attention_playground::request::Request;
use attention_playground::request::draw::{Draw, Spread, draw};
use attention_playground::request::nested::{Cell, Nested};
use attention_playground::variants::find;
use ndarray::ArrayD;

/// A table of texts that are no numbers: what the cells say must not matter.
fn table(rows: usize, columns: usize) -> Nested {
    let cell = Nested::Cell(Cell::Text("?".to_owned()));
    Nested::List(vec![Nested::List(vec![cell; columns]); rows])
}

fn request(tables: &[(&str, usize, usize)]) -> Request {
    let inputs =
        tables.iter().map(|(name, rows, columns)| ((*name).to_owned(), table(*rows, *columns)));
    Request { inputs: inputs.collect(), ..Request::default() }
}

fn drawn(tables: &[(&str, usize, usize)], of: &Draw) -> BTreeMap<String, ArrayD<f64>> {
    draw(find("scaled-dot-product").unwrap(), &request(tables), of).unwrap()
}

const TABLES: [(&str, usize, usize); 4] = [("q", 3, 4), ("k", 5, 4), ("v", 5, 2), ("mask", 3, 5)];

#[test]
fn the_seed_decides_the_numbers_and_the_request_their_shapes() {
    let of = |seed| drawn(&TABLES, &Draw { seed, ..Draw::default() });
    assert_eq!(of(7), of(7));
    assert_ne!(of(7), of(8));
    let drawn = of(7);
    let shapes: Vec<_> =
        drawn.iter().map(|(name, data)| (&**name, data.shape().to_vec())).collect();
    assert_eq!(shapes, [("k", vec![5, 4]), ("q", vec![3, 4]), ("v", vec![5, 2])]);
}

/// Written down once: a new version of a package must not change what a shared seed means.
#[test]
fn seed_7_means_these_numbers() {
    let one = |spread| {
        let of = Draw { seed: 7, spread, only: vec!["q".to_owned()] };
        drawn(&[("q", 1, 4)], &of)["q"].iter().copied().collect::<Vec<f64>>()
    };
    assert_eq!(one(Spread::Normal), [0.28, -0.64, 0.09, 1.15]);
    assert_eq!(one(Spread::Whole), [3.0, 0.0, 1.0, 2.0]);
}

#[test]
fn an_input_does_not_depend_on_the_others() {
    let all = drawn(&TABLES, &Draw { seed: 3, ..Draw::default() });
    let k = Draw { seed: 3, only: vec!["k".to_owned()], ..Draw::default() };
    assert_eq!(drawn(&TABLES, &k), BTreeMap::from([("k".to_owned(), all["k"].clone())]));
    assert_ne!(
        all["q"].iter().take(8).collect::<Vec<_>>(),
        all["k"].iter().take(8).collect::<Vec<_>>()
    );
}

#[test]
fn normal_numbers_have_two_decimals_and_the_moments_of_a_normal() {
    let q = &drawn(&[("q", 200, 50)], &Draw::default())["q"];
    let count = q.len() as f64;
    let mean = q.sum() / count;
    let deviation = (q.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / count).sqrt();
    assert!(mean.abs() < 0.05 && (deviation - 1.0).abs() < 0.05, "{mean} {deviation}");
    let within = q.iter().filter(|x| x.abs() < 1.0).count() as f64 / count;
    assert!((within - 0.683).abs() < 0.03, "{within}");
    for number in q {
        let text = number.to_string();
        assert!(text.split('.').nth(1).is_none_or(|decimals| decimals.len() <= 2), "{text}");
        assert_ne!(text, "-0");
    }
}

#[test]
fn whole_numbers_are_all_drawn_and_a_mask_is_mostly_open() {
    let whole = Draw { spread: Spread::Whole, ..Draw::default() };
    let q = &drawn(&[("q", 70, 10)], &whole)["q"];
    for number in -3_i8..=3 {
        let share = q.iter().filter(|x| **x == f64::from(number)).count();
        assert!((60..140).contains(&share), "{number}: {share} of 700");
    }
    assert!(q.iter().all(|x| x.fract() == 0.0 && x.abs() <= 3.0));
    let mask = Draw { only: vec!["mask".to_owned()], ..Draw::default() };
    let mask = &drawn(&[("mask", 40, 25)], &mask)["mask"];
    assert!(mask.iter().all(|x| *x == 0.0 || *x == 1.0));
    assert!((700.0..800.0).contains(&mask.sum()), "{}", mask.sum());
}

#[test]
fn what_is_not_there_is_not_filled() {
    let variant = find("scaled-dot-product").unwrap();
    for name in ["mask", "z"] {
        let of = Draw { only: vec![name.to_owned()], ..Draw::default() };
        let error = draw(variant, &request(&TABLES[..3]), &of).unwrap_err();
        assert_eq!((error.code.word(), &*error.place.field), ("unknown-input", name));
        assert!(error.hint.contains("q, k, v"), "{}", error.hint);
    }
}
