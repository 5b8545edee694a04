//! What comes out: the list of variants, a trace, its gradients, a cell explained, and every bit.

use attention_playground::request::run;
use attention_playground::variants::ALL;
use attention_playground::wasm::list_variants;
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::js::{at, js, list, number, numbers, output, step, string, strings};
use crate::{assert_none, computed, explain_cell, golden, run_variant};

#[wasm_bindgen_test]
fn the_list_has_every_variant_and_its_example() {
    let variants = Array::from(&list_variants().expect("the list"));
    let ids: Vec<String> = variants.iter().map(|variant| string(&variant, "id")).collect();
    assert_eq!(ids, ALL.iter().map(|variant| variant.id).collect::<Vec<_>>());
    for variant in variants.iter() {
        let id = string(&variant, "id");
        for text in [
            "title",
            "summary",
            "description",
            "name",
            "line",
            "family.title",
            "reference.url",
            "examples.0.title",
        ] {
            assert!(!string(&variant, text).is_empty(), "{id} has no {text}");
        }
        let plain = run_variant(&id, JsValue::UNDEFINED).expect("the example runs");
        let (inputs, params) = (Object::new(), Object::new());
        for input in list(&variant, "inputs") {
            assert!(!list(&input, "axes").is_empty(), "{id}");
            let (name, example) = (at(&input, "name"), at(&input, "example"));
            if !example.is_undefined() {
                let first =
                    list(&input, "axes").iter().fold(example.clone(), |cells, _| at(&cells, "0"));
                assert!(first.is_string(), "the cells of {id} are texts, one level an axis");
                Reflect::set(&inputs, &name, &example).expect("a plain object");
            }
        }
        for param in list(&variant, "params") {
            let values: Vec<JsValue> =
                list(&param, "choices").iter().map(|choice| at(choice, "value")).collect();
            assert!(values.is_empty() || values.contains(&at(&param, "default")), "{id}");
            Reflect::set(&params, &at(&param, "name"), &at(&param, "default")).expect("an object");
        }
        for axis in list(&variant, "axes") {
            let (letter, size) = (string(&axis, "letter"), number(&axis, "size"));
            assert_eq!(size, number(&plain, &format!("sizes.{letter}")), "{id}");
            assert!(!string(&axis, "meaning").is_empty(), "{id}");
        }
        // The cells and the defaults that the list names are the example.
        let request = Object::new();
        Reflect::set(&request, &"inputs".into(), &inputs).expect("a plain object");
        Reflect::set(&request, &"params".into(), &params).expect("a plain object");
        assert_eq!(output(&run_variant(&id, request.into()).expect("it runs")), output(&plain));
    }
}

#[wasm_bindgen_test]
fn argmax_gives_the_numbers_of_homework_2() {
    let trace = computed("argmax", "undefined");
    let tensor = |id: &str| numbers(&step(&trace, id), "tensor.data");
    assert_eq!(tensor("scores"), [3.0, 11.0, 5.0, 2.0]);
    assert_eq!(tensor("weights"), [0.0, 1.0, 0.0, 0.0]);
    assert_eq!(output(&trace), [1.0, 4.0, 3.0]);
    assert_eq!(string(&trace, "variant"), "argmax");
    assert_eq!(at(&trace, "params.causal"), JsValue::from_str("off"));
    assert_eq!(number(&trace, "sizes.j"), 4.0);
    let scores = step(&trace, "scores");
    assert_eq!(strings(&scores, "tensor.axes"), ["i", "j"]);
    assert_eq!(strings(&scores, "inputs"), ["q", "k"]);
    assert_eq!(string(&scores, "equation"), "id,jd->ij");
    assert!(at(&step(&trace, "weights"), "equation").is_undefined());
    assert_eq!(list(&scores, "tensor.shape"), [JsValue::from(1), JsValue::from(4)]);
}

#[wasm_bindgen_test]
fn a_gradient_is_a_step_of_the_backward_pass() {
    let request = "{gradients: true, upstream: [[0, 1, 0]]}";
    let trace = computed("scaled-dot-product", request);
    for name in ["q", "k", "v"] {
        let gradient = step(&trace, &string(&trace, &format!("gradients.{name}")));
        assert_eq!(at(&gradient, "backward"), JsValue::TRUE);
        let count = |step: &JsValue| numbers(step, "tensor.data").len();
        assert_eq!(count(&gradient), count(&step(&trace, name)), "{name}");
    }
    // The gradient of v is the weight of each row, in the one column that counts.
    let weights = numbers(&step(&trace, "weights"), "tensor.data");
    let of_v = numbers(&step(&trace, &string(&trace, "gradients.v")), "tensor.data");
    let expected: Vec<f64> = weights.iter().flat_map(|weight| [0.0, *weight, 0.0]).collect();
    assert_eq!(of_v, expected);
    assert!(at(&computed("scaled-dot-product", "{}"), "gradients.q").is_undefined());
}

#[wasm_bindgen_test]
fn a_cell_is_explained_down_to_the_numbers_typed() {
    let explain = |step: &str, index: &str| {
        explain_cell("argmax", JsValue::UNDEFINED, step, js(index)).expect("it is explained")
    };
    let score = explain("scores", "[0, 1]");
    assert_eq!(number(&score, "value"), 11.0);
    assert_eq!(string(&score, "name"), "s₁₂");
    let texts = |line: &JsValue| -> String {
        list(line, "tokens").iter().map(|token| string(token, "text")).collect()
    };
    let lines = list(&score, "lines");
    assert_eq!(
        lines.iter().map(texts).collect::<Vec<_>>(),
        ["1 · 0 + 1 · 3 + 2 · 4", "0 + 3 + 8", "11"]
    );
    assert!(lines.iter().all(|line| at(line, "rounded") == JsValue::FALSE));
    let cell = |cell: &JsValue| {
        let index = list(cell, "index").iter().map(|at| at.as_f64().expect("a number")).collect();
        (string(cell, "step"), index, number(cell, "value"))
    };
    let cells = |path: &str| -> Vec<(String, Vec<f64>, f64)> {
        list(&score, path).iter().map(cell).collect()
    };
    let typed =
        |step: &str, row: f64, column: f64, value: f64| (step.to_owned(), vec![row, column], value);
    let sources = cells("sources");
    let products = [
        typed("q", 0.0, 0.0, 1.0),
        typed("k", 1.0, 0.0, 0.0),
        typed("q", 0.0, 1.0, 1.0),
        typed("k", 1.0, 1.0, 3.0),
        typed("q", 0.0, 2.0, 2.0),
        typed("k", 1.0, 2.0, 4.0),
    ];
    assert_eq!(sources, products);
    // Each token that is the value of a source says which, and shows that value.
    for token in list(&lines[0], "tokens") {
        if let Some(source) = at(&token, "source").as_f64() {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "of six")]
            let (_, _, value) = &sources[source as usize];
            assert_eq!(string(&token, "text"), value.to_string());
        }
    }
    let mut origins = cells("origins");
    let mut expected = products.to_vec();
    let key = |cell: &(String, Vec<f64>, f64)| format!("{cell:?}");
    origins.sort_by_key(key);
    expected.sort_by_key(key);
    assert_eq!(origins, expected);
    assert!(cells("dependents").iter().any(|(step, ..)| step == "output"));

    let typed = explain("q", "[0, 2]");
    assert_eq!((number(&typed, "value"), list(&typed, "sources").len()), (2.0, 0));
}

/// Native code wrote the fingerprints; here the same sums run as WebAssembly.
#[wasm_bindgen_test]
fn every_bit_is_that_of_native_code() {
    let known = golden::known_bits();
    let (mut compared, mut moved) = (0, Vec::new());
    for variant in ALL {
        let Some(known) = known.get(variant.id) else { continue };
        for case in golden::cases(variant.id) {
            let Some(bits) = known.get(&case.name) else { continue };
            let trace = run::run(variant, &case.request).unwrap_or_else(|error| panic!("{error}"));
            compared += 1;
            if golden::bits(&trace) != *bits {
                moved.push(format!("{}: {}", variant.id, case.name));
            }
        }
    }
    assert_none(&moved);
    let written: usize = known.values().map(std::collections::BTreeMap::len).sum();
    assert_eq!(compared, written, "every fingerprint has its case");
}
