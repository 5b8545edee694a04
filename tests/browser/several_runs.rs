//! What is more than one run: costs over a range, and a sequence token by token.

use attention_playground::wasm::{cost_curves, decode_run};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::js::{assert_well, js, list, number, numbers, refused};

#[wasm_bindgen_test]
fn costs_are_followed_over_a_range() {
    let asked = "{letter: 'N', range: [16, 65536], points: 13, sizes: {D: 8, M: 8}, curves: [
        {variant: 'scaled-dot-product'},
        {variant: 'linear', request: {params: {feature_map: 'quadratic'}}}]}";
    let growth = cost_curves(js(asked)).expect("the curves are there");
    let sizes: Vec<f64> = (4..=16).map(|power| f64::from(1 << power)).collect();
    assert_eq!(numbers(&growth, "at"), sizes);
    let curves = list(&growth, "curves");
    let slopes: Vec<f64> =
        curves.iter().map(|curve| number(curve, "lines.operations.slope").round()).collect();
    assert_eq!(slopes, [2.0, 1.0]);
    // Scores, scale and softmax, and values: D + 6 + M for each pair.
    let softmax = numbers(&curves[0], "lines.operations.values");
    assert_eq!(softmax, sizes.iter().map(|size| 22.0 * size * size).collect::<Vec<_>>());
    let crossings = list(&growth, "crossings");
    assert!(crossings.iter().any(|crossing| (40.0..160.0).contains(&number(crossing, "at"))));
    let wrong = [
        ("{curves: 3}", "bad-request", "curves"),
        ("{curves: [], letter: 'N', range: [1, 2]}", "size-value", "curves"),
        ("{curves: [{variant: 'magic'}], range: [1, 2]}", "unknown-variant", "variant"),
        ("{curves: [{variant: 'argmax'}], range: [1, 2, 3]}", "too-large", "range"),
        ("{curves: [{variant: 'argmax'}], range: [0.5, 2]}", "size-value", "range"),
        ("{curves: [{variant: 'argmax'}], letter: 'NN'}", "unknown-axis", "letter"),
        ("{colour: 1}", "bad-request", "curves"),
    ];
    for (asked, code, field) in wrong {
        let error = refused(cost_curves(js(asked))).expect("it is refused");
        assert_eq!((&*error.code, &*error.field), (code, field), "{asked}");
    }
    assert_well();
}

#[wasm_bindgen_test]
fn a_sequence_is_decoded_by_each_kind_of_heads() {
    let run = decode_run(JsValue::UNDEFINED).expect("the example runs");
    let caches = |kind: &JsValue| -> Vec<f64> {
        list(kind, "tokens").iter().map(|token| number(token, "cacheNumbers")).collect()
    };
    let kinds = list(&run, "kinds");
    assert_eq!(
        kinds.iter().map(caches).collect::<Vec<_>>(),
        [
            [16.0, 32.0, 48.0, 64.0, 80.0],
            [8.0, 16.0, 24.0, 32.0, 40.0],
            [4.0, 8.0, 12.0, 16.0, 20.0]
        ]
    );
    for kind in kinds {
        let tokens = list(&kind, "tokens");
        let outputs: Vec<f64> = tokens.iter().flat_map(|token| numbers(token, "output")).collect();
        assert_eq!(outputs, numbers(&kind, "output.data"));
        assert_eq!(number(&kind, "difference"), 0.0);
        let last = &tokens[4];
        assert_eq!(number(last, "cacheBytes"), 8.0 * number(last, "cacheNumbers"));
        let held = numbers(last, "keys.data").len() + numbers(last, "values.data").len();
        assert_eq!(number(last, "cacheNumbers"), held as f64);
        assert!(number(last, "operations") > number(&tokens[0], "operations"));
    }
    assert_eq!(numbers(&run, "inputs.x.data").len(), 20);
    let error = refused(decode_run(js("{params: {kv_heads: 3}}"))).expect("it is refused");
    assert_eq!((&*error.code, &*error.field), ("param-value", "kv_heads"));
    assert_eq!(error.shortcomings(), [""; 0]);
    assert_well();
}
