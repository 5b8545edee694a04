//! What no page of ours would send: it is refused in words, and the next call works.

use attention_playground::base::error::Code;
use attention_playground::lab::check::boundary::check_answer;
use attention_playground::wasm;
use js_sys::Object;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::js::{assert_well, at, js, refused};
use crate::{assert_none, explain_cell, parse_matrix, run_variant};

/// Values that no page of ours would send, as JavaScript expressions, and the code of the error.
const HOSTILE: &[(&str, &str, Code)] = &[
    ("NaN", "{inputs: {q: [[NaN, 1, 2]]}}", Code::NotFinite),
    ("an infinity", "{inputs: {q: [[1, -Infinity, 2]]}}", Code::NotFinite),
    ("NaN in a typed array", "{inputs: {q: [new Float64Array([1, 2, NaN])]}}", Code::NotFinite),
    ("NaN for a size", "{sizes: {i: NaN}}", Code::SizeValue),
    ("an infinite size", "{sizes: {i: Infinity}}", Code::SizeValue),
    ("an object for a size", "{sizes: {i: {valueOf: () => 3}}}", Code::SizeValue),
    ("NaN for a parameter", "{params: {causal: NaN}}", Code::ParamValue),
    ("a BigInt", "{inputs: {q: [[1n, 2n, 3n]]}}", Code::BadRequest),
    ("a symbol", "{inputs: {q: [[Symbol('1'), 2, 3]]}}", Code::BadRequest),
    ("a function", "{inputs: {q: () => [[1, 2, 3]]}}", Code::BadRequest),
    ("a date", "{inputs: {q: new Date()}}", Code::BadRequest),
    ("a map", "{inputs: {q: new Map()}}", Code::BadRequest),
    ("a function for a request", "() => 1", Code::BadRequest),
    ("a number for a request", "7", Code::BadRequest),
    ("an undefined cell", "{inputs: {q: [[1, undefined, 2]]}}", Code::BadRequest),
    ("a hole", "{inputs: {q: [[1, , 2]]}}", Code::BadRequest),
    ("single precision", "{inputs: {q: new Float32Array(3)}}", Code::BadRequest),
    (
        "a tensor of single precision",
        "{inputs: {q: {shape: [1, 3], data: new Float32Array(3)}}}",
        Code::BadRequest,
    ),
    ("a tensor without a shape", "{inputs: {q: {data: new Float64Array(3)}}}", Code::BadRequest),
    ("a tensor without data", "{inputs: {q: {shape: [1, 3]}}}", Code::BadRequest),
    (
        "a shape that is none",
        "{inputs: {q: {shape: 3, data: new Float64Array(3)}}}",
        Code::BadRequest,
    ),
    (
        "a shape of a text",
        "{inputs: {q: {shape: '13', data: new Float64Array(3)}}}",
        Code::BadRequest,
    ),
    (
        "a shape without end",
        "{inputs: {q: {shape: {length: 4294967295}, data: new Float64Array(3)}}}",
        Code::BadRequest,
    ),
    (
        "more shape than data",
        "{inputs: {q: {shape: [65536, 65536], data: new Float64Array(0)}}}",
        Code::BadRequest,
    ),
    (
        "a shape that wraps",
        "{inputs: {q: {shape: [4294967295, 4294967295, 2], data: new Float64Array(2)}}}",
        Code::BadRequest,
    ),
    (
        "less shape than data",
        "{inputs: {q: {shape: [1, 1], data: new Float64Array(2)}}}",
        Code::BadRequest,
    ),
    (
        "a shape of a hundred axes",
        "{inputs: {q: {shape: Array(100).fill(1), data: new Float64Array(1)}}}",
        Code::BadRequest,
    ),
    (
        "a shape with a 0",
        "{inputs: {q: {shape: [0, 3], data: new Float64Array(0)}}}",
        Code::SizeValue,
    ),
    (
        "data that was given away",
        "(() => { const data = new Float64Array(3); structuredClone(data, {transfer: [data.buffer]}); \
         return {inputs: {q: {shape: [1, 3], data}}}; })()",
        Code::BadRequest,
    ),
    (
        "ten thousand levels",
        "(() => { let q = 1; for (let i = 0; i < 10000; i += 1) q = [q]; return {inputs: {q}}; })()",
        Code::Nesting,
    ),
    (
        "a list within itself",
        "(() => { const q = []; q.push(q); return {inputs: {q}}; })()",
        Code::Nesting,
    ),
    (
        "an object within itself",
        "(() => { const r = {}; r.inputs = r; return r; })()",
        Code::BadRequest,
    ),
    (
        "a list that stands ten times in a list, nine times over",
        "(() => { let q = [1]; for (let i = 0; i < 7; i += 1) q = Array(100).fill(q); return {inputs: {q}}; })()",
        Code::TooLarge,
    ),
    (
        "an array of four thousand million holes",
        "{inputs: {q: [new Array(4294967295)]}}",
        Code::TooLarge,
    ),
    ("a getter that throws", "{get inputs() { throw new Error('no'); }}", Code::BadRequest),
    ("an input's getter that throws", "{inputs: {get q() { throw 1; }}}", Code::BadRequest),
    (
        "a cell's getter that throws",
        "{inputs: {q: [Object.defineProperty([1, 2, 3], 1, {get() { throw null; }})]}}",
        Code::BadRequest,
    ),
    (
        "a tensor's getter that throws",
        "{inputs: {q: {get shape() { throw new Error('no'); }, data: new Float64Array(3)}}}",
        Code::BadRequest,
    ),
    (
        "a proxy that throws",
        "new Proxy({}, {ownKeys() { throw new Error('no'); }})",
        Code::BadRequest,
    ),
    (
        "a proxy that is revoked",
        "(() => { const {proxy, revoke} = Proxy.revocable([], {}); revoke(); return {inputs: {q: proxy}}; })()",
        Code::BadRequest,
    ),
    ("a word of ten million letters", "{inputs: {q: [['x'.repeat(1e7), 1, 2]]}}", Code::TooLarge),
    ("a number of ten million digits", "{inputs: {q: [['1'.repeat(1e7), 1, 2]]}}", Code::TooLarge),
    ("a name of ten million letters", "{inputs: {['x'.repeat(1e7)]: [[1]]}}", Code::UnknownInput),
    ("half a character", "{inputs: {q: [['\\ud800', 1, 2]]}}", Code::InvisibleCharacter),
    ("NUL", "{inputs: {q: [['\\0', 1, 2]]}}", Code::InvisibleCharacter),
    (
        "a prototype",
        "JSON.parse('{\"inputs\": {\"__proto__\": {\"q\": [[1]]}}}')",
        Code::BadRequest,
    ),
    (
        "a prototype's prototype",
        "{inputs: JSON.parse('{\"__proto__\": [[1]]}')}",
        Code::UnknownInput,
    ),
];

#[wasm_bindgen_test]
fn a_hostile_request_is_refused_and_the_next_call_works() {
    let mut failures = Vec::new();
    for (name, request, code) in HOSTILE {
        let wrong = match refused(run_variant("argmax", js(request))) {
            Some(error) if error.code == code.word() => error.shortcomings().join(", "),
            Some(error) => format!("another code: {error:?}"),
            None => "was accepted".to_owned(),
        };
        if !wrong.is_empty() {
            failures.push(format!("{name}: {wrong}"));
        }
        assert_well();
    }
    assert_none(&failures);
    assert!(at(&Object::new(), "q").is_undefined(), "no object has a new property");
}

#[wasm_bindgen_test]
fn a_hostile_index_is_refused() {
    let indices = [
        "undefined",
        "null",
        "'0,0'",
        "{}",
        "[]",
        "[NaN, 0]",
        "['0', '0']",
        "[0, 0, 0]",
        "[0, 4294967296]",
        "[[0], [0]]",
        "[, 0]",
        "new Array(4294967295)",
        "Array(1e6).fill(0)",
        "[0n, 0n]",
        "Object.defineProperty([0, 0], 1, {get() { throw new Error('no'); }})",
    ];
    for index in indices {
        let answer = explain_cell("argmax", JsValue::UNDEFINED, "scores", js(index));
        let error = refused(answer).unwrap_or_else(|| panic!("{index} was accepted"));
        assert_eq!((&*error.code, &*error.field), ("index-range", "scores"), "{index}");
        assert_eq!(error.shortcomings(), [""; 0], "{index}");
        assert_well();
    }
}

/// Where a name or a text belongs, anything else is refused by the core and not by the glue.
#[wasm_bindgen_test]
fn what_is_no_text_is_refused_where_one_belongs() {
    const NONE: JsValue = JsValue::UNDEFINED;
    let others = ["undefined", "null", "7", "7n", "true", "{}", "['argmax']", "Symbol('argmax')"];
    let hostile = "({toString() { throw new Error('no'); }})";
    for other in others.into_iter().chain([hostile, "new String('argmax')"]) {
        let value = js(other);
        let given = || value.clone();
        let answers = [
            ("variant", wasm::run_variant(given(), NONE)),
            ("variant", wasm::cost_of(given(), NONE)),
            ("variant", wasm::random_inputs(given(), NONE, NONE)),
            ("variant", check_answer(given(), NONE, "scores".into(), NONE)),
            ("step", check_answer("argmax".into(), NONE, given(), js("'1'"))),
            ("variant", wasm::code_for(given(), "numpy".into(), NONE)),
            ("target", wasm::code_for("argmax".into(), given(), NONE)),
            ("variant", wasm::explain_cell(given(), NONE, "scores".into(), js("[0, 0]"))),
            ("step", wasm::explain_cell("argmax".into(), NONE, given(), js("[0, 0]"))),
            ("text", wasm::parse_matrix(given())),
            ("text", wasm::parse_plain_matrix(given())),
            ("text", wasm::parse_mask(given(), NONE)),
            ("text", wasm::parse_tensor(given(), js("3"))),
        ];
        for (field, answer) in answers {
            let error = refused(answer).unwrap_or_else(|| panic!("{other} was accepted"));
            assert_eq!((&*error.code, &*error.field), ("bad-request", field), "{other}");
            assert_eq!(error.shortcomings(), [""; 0], "{other}");
        }
        assert_well();
    }
}

#[wasm_bindgen_test]
fn a_rank_is_a_whole_number() {
    for rank in ["undefined", "null", "'3'", "2.5", "NaN", "-1", "0", "Infinity", "3n", "{}"] {
        let answer = wasm::parse_tensor("[[[1]]]".into(), js(rank));
        let error = refused(answer).unwrap_or_else(|| panic!("{rank} was accepted"));
        assert_eq!((&*error.code, &*error.field), ("size-value", "rank"), "{rank}");
        assert_eq!(error.shortcomings(), [""; 0], "{rank}");
    }
    let error = refused(wasm::parse_tensor("[[[1]]]".into(), js("7"))).expect("it is refused");
    assert_eq!(error.code, "rank");
    assert_well();
}

/// The words that say where to look are bounded; the page shows them beside a field.
#[wasm_bindgen_test]
fn a_long_name_is_not_repeated() {
    let long = "x".repeat(1_000_000);
    let answers = [
        run_variant(&long, JsValue::UNDEFINED),
        explain_cell("argmax", JsValue::UNDEFINED, &long, js("[0, 0]")),
        parse_matrix(&long),
        wasm::code_for("argmax".into(), (&*long).into(), JsValue::UNDEFINED),
    ];
    for answer in answers {
        let error = refused(answer).expect("it is refused");
        assert_eq!(error.shortcomings(), [""; 0], "{}", error.code);
    }
}
