//! The labs as a page meets them: the same bits as native code, and answers through the boundary.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::float_cmp, reason = "what is compared is computed alike, to the last bit")]

#[path = "common/fingerprint.rs"]
mod fingerprint;
#[path = "common/js.rs"]
mod js;
#[path = "common/lab.rs"]
mod lab;
#[path = "common/table.rs"]
mod table;

use attention_playground::lab::check::boundary as check;
use attention_playground::lab::q1_scaling::boundary::{scaling_cost, scaling_experiment};
use attention_playground::lab::q2_argmax::boundary::train_retrieval;
use attention_playground::lab::q2_argmax::train_retrieval::Estimator;
use attention_playground::lab::q3_by_hand::boundary::fill_blanks;
use attention_playground::lab::q4_decoding::boundary::{check_big_o, einsum};
use attention_playground::lab::q6_kernels::boundary::{feature_map, search_denominator};
use js::{Answer, assert_well, at, js, list, number, numbers, refused, string};
use js_sys::{Array, Function, JSON};
use lab::{fingerprint as scaling_fingerprint, scaled, scaling_cases};
use table::{answers, equations};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn length(value: &JsValue, path: &str) -> usize {
    list(value, path).len()
}

/// The code and the field of a refusal.
fn code_and_field(answer: Answer) -> [String; 2] {
    let error = refused(answer).expect("it is refused");
    assert!(!error.hint.is_empty() && !error.cause.is_empty());
    [error.code, error.field]
}

fn check_answer(id: &str, request: JsValue, step: &str, given: JsValue) -> Answer {
    check::check_answer(id.into(), request, step.into(), given)
}

#[wasm_bindgen_test]
fn every_bit_of_the_scaling_experiment_is_that_of_native_code() {
    for (asked, known) in scaling_cases() {
        assert_eq!(scaling_fingerprint(&scaled(&asked)), known, "{asked:?}");
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
    assert_eq!(numbers(&report, "histogram.counts"), *known.histogram.counts);
    assert_eq!(numbers(&report, "histogram.normal"), *known.histogram.normal);
    assert_eq!(length(&report, "widths"), 3);
    assert_eq!(number(&report, "widths.2.scaled.entropy"), known.widths[2].scaled.entropy);
    assert_eq!(number(&report, "widths.2.plain.jacobian"), known.widths[2].unscaled.jacobian);
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
        ("{d: '64'}", ["param-value", "d"]),
        ("{d: 1.5}", ["param-value", "d"]),
        ("{mean: 'x'}", ["param-value", "mean"]),
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
        assert_eq!(code_and_field(scaling_experiment(js(request), None)), error, "{request}");
        assert_eq!(code_and_field(scaling_cost(js(request))), error, "{request}");
    }
}

#[wasm_bindgen_test]
fn big_o_answers_are_judged_as_the_table_says() {
    for row in answers() {
        let part = |key: &str| row[key].as_str().unwrap_or_default();
        let text = part("text");
        let request = JsValue::UNDEFINED;
        let answer =
            check_big_o(part("variant").into(), part("quantity"), part("rule"), text, request);
        if let Some(code) = row["error"]["code"].as_str() {
            assert_eq!(code_and_field(answer), [code, "answer"], "{text}");
            continue;
        }
        let report = answer.unwrap_or_else(|error| panic!("{text}: {error:?}"));
        assert_eq!(string(&report, "verdict"), part("verdict"), "{text}");
        let accepted = ["right", "equivalent", "dominated"].contains(&part("verdict"));
        assert_eq!(at(&report, "accepted"), JsValue::from_bool(accepted), "{text}");
        assert_eq!(Some(length(&report, "findings")), row["findings"].as_array().map(Vec::len));
        assert!(string(&report, "derived.order.text").starts_with("O("));
        assert!(!string(&report, "read.latex").is_empty());
    }
    let unknown = check_big_o("argmax".into(), "space", "", "O(N)", JsValue::UNDEFINED);
    assert_eq!(code_and_field(unknown), ["param-value", "quantity"]);
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
        assert_eq!(code_and_field(einsum(equation, operands)), expected, "{equation}");
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
        assert_eq!(code_and_field(einsum("i->i", js(operands))), error, "{operands}");
    }
}

#[wasm_bindgen_test]
fn an_answer_is_checked_and_its_slip_named() {
    let check = |given: JsValue| {
        check_answer("argmax", JsValue::UNDEFINED, "scores", given).expect("it can be compared")
    };
    assert_eq!(string(&check("3 11 5 2".into()), "verdict.kind"), "right");
    let slipped = check(js("[[1.73, 6.35, '5/sqrt(3)', 1.15]]"));
    assert_eq!(string(&slipped, "verdict.kind"), "wrong-cell");
    assert_eq!(string(&slipped, "slips.0.id"), "scale-added");
    assert_eq!((number(&slipped, "wrong"), number(&slipped, "verdict.expected")), (4.0, 3.0));
    assert_eq!(string(&check(js("[[1, 2], [3, 4]]")), "verdict.kind"), "wrong-shape");
    let step = check_answer("argmax", JsValue::UNDEFINED, "grad_q", js("[[0, 0, 0]]"));
    assert_eq!(string(&step.expect("gradients are asked for"), "verdict.kind"), "right");
    let error = check_answer("argmax", JsValue::UNDEFINED, "scores", js("{}"));
    let error = refused(error).expect("it is refused");
    assert_eq!((&*error.code, &*error.field), ("bad-request", "answer"));
    assert_eq!(error.shortcomings(), [""; 0]);
    assert_well();
}

#[wasm_bindgen_test]
fn blanks_are_filled_and_executed() {
    let report = fill_blanks(js("{a: 'self.d_k', f: 'K', h: 'W_o'}"), JsValue::UNDEFINED);
    let report = report.expect("these are blanks");
    let kind = |place: usize| string(&report, &format!("blanks.{place}.verdict.kind"));
    assert_eq!([0, 1, 5, 7].map(kind), ["misfit", "empty", "something-else", "right"]);
    // Line 24 joins the heads: PyTorch refuses a view of transposed numbers, and takes a reshape.
    let mended = |joined: &str| {
        let mends = "split_v: '2*self.d_k', combine: '-1', o_in: '2*d_model'";
        let options = format!("{{widened: true, mends: {{{mends}, joined: '{joined}'}}}}");
        fill_blanks(js("{}"), js(&options)).expect("these are mends")
    };
    assert_eq!(string(&mended("view"), "whole.kind"), "refused");
    assert_eq!(number(&mended("view"), "whole.line"), 24.0);
    assert_eq!(string(&mended("reshape"), "whole.kind"), "right");
    let error = refused(fill_blanks(js("{z: 'Q'}"), JsValue::UNDEFINED)).expect("it is refused");
    assert_eq!(error.shortcomings(), [""; 0]);
    assert_well();
}

#[wasm_bindgen_test]
fn a_training_has_the_bits_of_native_code() {
    let found = Estimator::ALL.map(fingerprint::training);
    assert_eq!(found, fingerprint::TRAININGS);
    let training = train_retrieval(js("{through: 'argmax', steps: 5}")).expect("it runs");
    assert_eq!(numbers(&training, "losses").len(), 6);
    assert_eq!(number(&training, "states.5.gradients.q"), 0.0);
    for wrong in ["{through: 'top-k'}", "{rate: -1}", "{steps: 0}", "{pace: 1}"] {
        let error = refused(train_retrieval(js(wrong))).expect("it is refused");
        assert_eq!(error.shortcomings(), [""; 0], "{wrong}");
    }
    assert_well();
}

#[wasm_bindgen_test]
fn a_kernel_is_searched_and_written_out() {
    let found = search_denominator(js("{params: {kernel: 'dot'}}")).expect("it runs");
    assert!(number(&found, "negative.total") < 0.0);
    let map = feature_map(js("{q: [1, 2], k: [3, '-1']}")).expect("it runs");
    assert_eq!((number(&map, "kernel"), list(&map, "reduced").len()), (4.0, 6));
    let error = refused(feature_map(js("{q: [1], k: [1, 2]}"))).expect("it is refused");
    assert_eq!(error.shortcomings(), [""; 0]);
    assert_well();
}
