//! The labs as a page meets them: the same bits as native code, and answers through the boundary.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::float_cmp, reason = "what is compared is computed alike, to the last bit")]

#[path = "common/lab.rs"]
mod lab;
#[path = "common/table.rs"]
mod table;

use attention_playground::wasm::{check_big_o, einsum, scaling_cost, scaling_experiment};
use js_sys::{Array, Float64Array, Function, JSON, Reflect, eval};
use lab::{fingerprint, scaled, scaling_cases};
use table::{answers, equations};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// The value of a JavaScript expression.
fn js(expression: &str) -> JsValue {
    eval(&format!("({expression})")).unwrap_or_else(|error| panic!("{expression}: {error:?}"))
}

/// What stands at a path such as `widths.0.plain`.
fn at(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, key| {
        Reflect::get(&value, &key.into())
            .unwrap_or_else(|_| panic!("nothing has a {key} in {path}"))
    })
}

fn string(value: &JsValue, path: &str) -> String {
    at(value, path).as_string().unwrap_or_else(|| panic!("{path} is no string"))
}

fn number(value: &JsValue, path: &str) -> f64 {
    at(value, path).as_f64().unwrap_or_else(|| panic!("{path} is no number"))
}

fn numbers(value: &JsValue, path: &str) -> Vec<f64> {
    let data = at(value, path).dyn_into::<Float64Array>();
    data.unwrap_or_else(|_| panic!("{path} is no Float64Array")).to_vec()
}

fn length(value: &JsValue, path: &str) -> u32 {
    Array::from(&at(value, path)).length()
}

/// The code and the field of a refusal.
fn refused(answer: Result<JsValue, JsValue>) -> [String; 2] {
    let error = answer.expect_err("it is refused");
    assert_eq!(string(&error, "name"), "AttentionError");
    assert!(!string(&error, "hint").is_empty() && !string(&error, "message").is_empty());
    ["code", "field"].map(|key| string(&error, key))
}

#[wasm_bindgen_test]
fn every_bit_of_the_scaling_experiment_is_that_of_native_code() {
    for (asked, known) in scaling_cases() {
        assert_eq!(fingerprint(&scaled(&asked)), known, "{asked:?}");
    }
}

#[wasm_bindgen_test]
fn a_scaling_report_is_plain_data() {
    let request = "{d: 5, mean: new Float64Array([0, 1, -2, 0.5, 3]), std: 2, samples: 20000, \
                   seed: 4294967295, scale: 7, keys: 40, widths: [1, 2, 5]}";
    let report = scaling_experiment(js(request), None).expect("it runs");
    let known = scaled(&scaling_cases()[2].0);
    assert_eq!(number(&report, "mean.sample"), known.mean.sample);
    assert_eq!(number(&report, "variance.error"), known.variance.error);
    assert_eq!(numbers(&report, "histogram.counts"), known.histogram.counts);
    assert_eq!(numbers(&report, "histogram.normal"), known.histogram.normal);
    assert_eq!(length(&report, "widths"), 3);
    assert_eq!(number(&report, "widths.2.scaled.entropy"), known.widths[2].scaled.entropy);
    assert_eq!(number(&report, "widths.2.plain.jacobian"), known.widths[2].plain.jacobian);
    assert_eq!(Some(number(&report, "slope.sample")), known.slope.map(|slope| slope.sample));
    assert_eq!([number(&report, "s"), number(&report, "samples")], [7.0, 20_000.0]);
    // A list is as good as a typed array, and the defaults need no request at all.
    let listed = request.replace("new Float64Array([0, 1, -2, 0.5, 3])", "[0, 1, -2, 0.5, 3]");
    let listed = scaling_experiment(js(&listed), None).expect("it runs");
    assert_eq!(number(&listed, "mean.sample"), known.mean.sample);
    let default = scaling_experiment(js("{samples: 2}"), None).expect("it runs");
    assert_eq!([number(&default, "d"), number(&default, "s")], [64.0, 8.0]);
    let lone = scaling_experiment(js("{samples: 2, widths: [8]}"), None).expect("it runs");
    assert!(at(&lone, "slope").is_undefined());
}

#[wasm_bindgen_test]
fn progress_is_told_and_false_stops_it() {
    let request = || js("{samples: 100000, widths: [1]}");
    let cost = number(&scaling_cost(request()).expect("it is in range"), "numbers");
    let told = Function::new_with_args("done, total", "(self.told ??= []).push(done, total)");
    let whole = scaling_experiment(request(), Some(told)).expect("it runs");
    let silent = scaling_experiment(request(), None).expect("it runs");
    assert_eq!(number(&whole, "mean.sample"), number(&silent, "mean.sample"));
    let told: Vec<f64> =
        Array::from(&js("self.told")).iter().map(|told| told.as_f64().unwrap()).collect();
    assert!(told.len() >= 8, "{told:?}");
    assert_eq!(told[told.len() - 2..], [cost, cost]);
    for stop in ["return false", "throw new Error('stop')"] {
        let stopped = scaling_experiment(request(), Some(Function::new_no_args(stop)));
        assert!(stopped.expect("to stop is no error").is_undefined());
    }
}

#[wasm_bindgen_test]
fn a_scaling_request_that_is_none_is_refused() {
    let cases = [
        ("{d: 4097}", ["param-value", "d"]),
        ("{d: '64'}", ["size-value", "d"]),
        ("{d: 1.5}", ["size-value", "d"]),
        ("{mean: 'x'}", ["bad-request", "mean"]),
        ("{mean: [0, 1]}", ["axis-size", "mean"]),
        ("{mean: [0, NaN], d: 2}", ["param-value", "mean"]),
        ("{std: 0}", ["param-value", "std"]),
        ("{std: null}", ["bad-request", "std"]),
        ("{samples: 1e9}", ["param-value", "samples"]),
        ("{seed: -1}", ["size-value", "seed"]),
        ("{scale: 'root'}", ["param-value", "scale"]),
        ("{scale: {}}", ["bad-request", "scale"]),
        ("{keys: 1}", ["param-value", "keys"]),
        ("{widths: []}", ["param-value", "widths"]),
        ("{widths: 4}", ["bad-request", "widths"]),
        ("{width: 4}", ["bad-request", "request"]),
        ("[]", ["bad-request", "request"]),
    ];
    for (request, error) in cases {
        assert_eq!(refused(scaling_experiment(js(request), None)), error, "{request}");
        assert_eq!(refused(scaling_cost(js(request))), error, "{request}");
    }
}

#[wasm_bindgen_test]
fn big_o_answers_are_judged_as_the_table_says() {
    for row in answers() {
        let part = |key: &str| row[key].as_str().unwrap_or_default();
        let text = part("text");
        let request = JsValue::UNDEFINED;
        let answer = check_big_o(part("variant"), part("quantity"), part("rule"), text, request);
        if let Some(code) = row["error"]["code"].as_str() {
            assert_eq!(refused(answer), [code, "answer"], "{text}");
            continue;
        }
        let report = answer.unwrap_or_else(|error| panic!("{text}: {error:?}"));
        assert_eq!(string(&report, "verdict"), part("verdict"), "{text}");
        let accepted = ["right", "equivalent", "dominated"].contains(&part("verdict"));
        assert_eq!(at(&report, "accepted"), JsValue::from_bool(accepted), "{text}");
        assert_eq!(
            Some(length(&report, "findings") as usize),
            row["findings"].as_array().map(Vec::len)
        );
        assert!(string(&report, "derived.order.text").starts_with("O("));
        assert!(!string(&report, "read.latex").is_empty());
    }
    let unknown = check_big_o("argmax", "space", "", "O(N)", JsValue::UNDEFINED);
    assert_eq!(refused(unknown), ["param-value", "quantity"]);
}

#[wasm_bindgen_test]
fn the_desk_takes_operands_in_any_form() {
    let forms = [
        "[[[1, 2]], [[3, 4], ['1/2', true]]]",
        "[{shape: [1, 2], data: new Float64Array([1, 2])}, {values: [[3, 4], [0.5, 1]]}]",
        "[{name: 'q', axes: 'id', values: [[1, 2]]}, {name: 'k', axes: ['j', 'd'], \
         values: {shape: [2, 2], data: new Float64Array([3, 4, 0.5, 1])}}]",
    ];
    for form in forms {
        let report = einsum("id, jd -> ij", js(form)).unwrap_or_else(|e| panic!("{form}: {e:?}"));
        assert_eq!(numbers(&report, "value.data"), [11.0, 2.5], "{form}");
        assert_eq!(string(&report, "equation"), "id,jd->ij");
        assert_eq!(number(&report, "cost.operations.number"), 4.0);
        assert_eq!(string(&report, "cost.operations.exact.text"), "i·j·d");
        assert_eq!(string(&report, "gradients.0.steps.0.equation"), "ij,jd->id");
        assert_eq!(string(&report, "gradients.1.steps.0.equation"), "ij,id->jd");
        assert_eq!(string(&report, "letters.2.letter"), "d");
        assert!(at(&report, "letters.2.output").is_undefined());
        assert_eq!(number(&report, "letters.2.operands.1.axis"), 1.0);
        assert!(string(&report, "formula.mathml").starts_with("<math"));
        assert_eq!(length(&report, "notes"), 0);
    }
    let shapes = einsum("bd,dn->bn", js("[{shape: [8, 4096]}, {name: 'w', shape: [4096, 9]}]"));
    let shapes = shapes.expect("it fits");
    assert!(at(&shapes, "value").is_undefined());
    assert_eq!(number(&shapes, "cost.operations.number"), 8.0 * 4096.0 * 9.0);
    let scalar = einsum(",ij->", js("[3, [[1, 2], [3, 4]]]")).expect("a number is a tensor");
    assert_eq!(numbers(&scalar, "value.data"), [30.0]);
}

#[wasm_bindgen_test]
fn the_slip_of_the_sheet_is_a_finding_where_it_runs() {
    let tensors = "[{name: 'q', axes: 'bhk', values: [[[1, 2], [3, 4]]]}, \
                   {name: 'new_K', axes: 'bnk', values: [[[1, 0], [0, 1], [1, 1]]]}]";
    let slip = einsum("bkh,bnk->bhn", js(tensors)).expect("with h = k it runs");
    assert_eq!(string(&slip, "notes.0.code"), "letters-swapped");
    assert_eq!(string(&slip, "notes.0.field"), "q");
    let right = einsum("bhk,bnk->bhn", js(tensors)).expect("it runs");
    assert_ne!(numbers(&slip, "value.data"), numbers(&right, "value.data"));
    assert_eq!(length(&right, "notes"), 0);
}

#[wasm_bindgen_test]
fn what_does_not_fit_is_refused_as_the_table_says() {
    for row in equations() {
        let equation = row["equation"].as_str().expect("a text");
        let operands = JSON::parse(&row["operands"].to_string()).expect("it is JSON");
        let expected = ["code", "field"].map(|key| row["error"][key].as_str().unwrap_or_default());
        assert_eq!(refused(einsum(equation, operands)), expected, "{equation}");
    }
    let cases = [
        ("undefined", ["bad-request", "operands"]),
        ("[{}]", ["bad-request", "operand 1"]),
        ("[[1, 2], {name: 1, values: [1]}]", ["bad-request", "operand 2"]),
        ("[{shape: [0]}]", ["size-value", "operand 1"]),
        ("[{shape: 3}]", ["bad-request", "operand 1"]),
        ("[{axes: '1', shape: [1]}]", ["bad-request", "operand 1"]),
        ("[{axes: 'ab', shape: [1]}]", ["rank", "a"]),
        ("[[1, 'x']]", ["not-a-number", "a"]),
        ("[new Proxy([], {get() { throw 1 }})]", ["bad-request", "operand 1"]),
    ];
    for (operands, error) in cases {
        assert_eq!(refused(einsum("i->i", js(operands))), error, "{operands}");
    }
}
