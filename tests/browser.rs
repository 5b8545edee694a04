//! The boundary as a page meets it: JavaScript values in, JavaScript values or an `AttentionError` out.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::float_cmp, reason = "what is compared is computed alike, to the last bit")]

#[path = "common/golden.rs"]
mod golden;
#[path = "common/js.rs"]
mod js;
#[path = "common/table.rs"]
mod table;

use attention_playground::error::Code;
use attention_playground::run;
use attention_playground::variants::ALL;
use attention_playground::wasm::{self, cost_curves, decode_run, list_variants};
use js::{
    Answer, assert_well, at, js, list, number, numbers, output, parsed, refused, step, string,
    strings,
};
use js_sys::{Array, JSON, Object, Reflect};
use serde_json::Value;
use table::{pastes, refusals, text};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn run_variant(id: &str, request: JsValue) -> Answer {
    wasm::run_variant(id.into(), request)
}

fn explain_cell(id: &str, request: JsValue, step: &str, index: JsValue) -> Answer {
    wasm::explain_cell(id.into(), request, step.into(), index)
}

fn parse_matrix(text: &str) -> Answer {
    wasm::parse_matrix(text.into())
}

fn computed(variant: &str, request: &str) -> JsValue {
    run_variant(variant, js(request)).unwrap_or_else(|error| panic!("{request}: {error:?}"))
}

fn assert_none(failures: &[String]) {
    assert!(failures.is_empty(), "{} differences\n{}", failures.len(), failures.join("\n"));
}

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
    assert_eq!(at(&trace, "params.causal"), JsValue::FALSE);
    assert_eq!(number(&trace, "sizes.j"), 4.0);
    let scores = step(&trace, "scores");
    assert_eq!(strings(&scores, "tensor.axes"), ["i", "j"]);
    assert_eq!(strings(&scores, "inputs"), ["q", "k"]);
    assert_eq!(string(&scores, "equation"), "id,jd->ij");
    assert!(at(&step(&trace, "weights"), "equation").is_undefined());
    assert_eq!(list(&scores, "tensor.shape"), [JsValue::from(1), JsValue::from(4)]);
}

/// The same numbers in every form that an input may have.
#[wasm_bindgen_test]
fn an_input_may_come_in_any_form() {
    let forms = [
        "[[1, 0.5], [0.25, -2]]",
        "[['1', '1/2'], ['0.25', '-2']]",
        "[[true, '1/2'], [0.25, '−2']]",
        "[new Float64Array([1, 0.5]), [0.25, -2]]",
        "{axes: ['i', 'd'], shape: [2, 2], data: new Float64Array([1, 0.5, 0.25, -2])}",
        "Object.freeze([Object.freeze([1, 0.5]), [0.25, -2]])",
        "Object.assign(Object.create(null), {shape: [2, 2], data: new Float64Array([1, 0.5, 0.25, -2])})",
    ];
    for form in forms {
        let request = format!("{{inputs: {{q: {form}, k: [[1, 0], [0, 1]], v: [[1], [2]]}}}}");
        let trace = computed("scaled-dot-product", &request);
        assert_eq!(numbers(&step(&trace, "q"), "tensor.data"), [1.0, 0.5, 0.25, -2.0], "{form}");
    }
    let thirds = computed("argmax", "{inputs: {q: [['1/3', 'sqrt(2)', '-sqrt(3)/2']]}}");
    let expected = [1.0 / 3.0, 2.0_f64.sqrt(), -(3.0_f64.sqrt()) / 2.0];
    assert_eq!(numbers(&step(&thirds, "q"), "tensor.data"), expected);
}

#[wasm_bindgen_test]
fn a_mask_may_be_of_booleans() {
    let mask = |cells: &str| computed("argmax", &format!("{{inputs: {{mask: {cells}}}}}"));
    let flags = mask("[[true, false, true, true]]");
    assert_eq!(numbers(&step(&flags, "weights"), "tensor.data"), [0.0, 0.0, 1.0, 0.0]);
    // What is masked is −∞, and stays so on its way.
    assert_eq!(numbers(&step(&flags, "masked"), "tensor.data"), [3.0, f64::NEG_INFINITY, 5.0, 2.0]);
    assert_eq!(output(&mask("[['1', '0', 'True', '1']]")), output(&flags));
    let none = mask("[[0, 0, 0, 0]]");
    assert_eq!(output(&none), [0.0, 0.0, 0.0]);
    let is_row = |note: &JsValue| string(note, "code") == "masked-row";
    let note = list(&none, "notes").into_iter().find(is_row).expect("it is said");
    assert_eq!(number(&note, "row"), 1.0);
    assert!(at(&note, "column").is_undefined());
}

/// A step of one result is an input of the next.
#[wasm_bindgen_test]
fn a_tensor_goes_back_in_as_it_came_out() {
    let trace = computed("scaled-dot-product", "{sizes: {i: 3, j: 5, d: 4, m: 2}, seed: 7}");
    let (request, inputs) = (Object::new(), Object::new());
    for name in ["q", "k", "v"] {
        Reflect::set(&inputs, &name.into(), &at(&step(&trace, name), "tensor")).expect("an object");
    }
    Reflect::set(&request, &"inputs".into(), &inputs).expect("an object");
    let again = run_variant("scaled-dot-product", request.into()).expect("it runs");
    assert_eq!(output(&again), output(&trace));
    assert_eq!(numbers(&step(&again, "q"), "tensor.data").len(), 12);
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
fn the_seed_alone_decides_what_is_random() {
    let of_seed =
        |seed: &str| output(&computed("argmax", &format!("{{sizes: {{i: 9}}, seed: {seed}}}")));
    assert_eq!(of_seed("1"), of_seed("1"));
    assert_ne!(of_seed("1"), of_seed("2"));
    assert_eq!(of_seed("4294967295").len(), 27);
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

#[wasm_bindgen_test]
fn every_request_is_refused_as_the_table_says() {
    let mut failures = Vec::new();
    for row in refusals().into_iter().filter(|row| row["only"] != "native") {
        let variant = row["variant"].as_str().unwrap_or("argmax");
        let request = parsed(&row["request"]);
        let before = JSON::stringify(&request).ok();
        let answer = match row["step"].as_str() {
            Some(step) => explain_cell(variant, request.clone(), step, parsed(&row["index"])),
            None => run_variant(variant, request.clone()),
        };
        let found = refused(answer).map_or_else(
            || vec!["was accepted".to_owned()],
            |error| error.all_differences(&row["error"]),
        );
        failures.extend(found.into_iter().map(|what| format!("{}: {what}", row["name"])));
        assert_eq!(JSON::stringify(&request).ok(), before, "the request is left as it was");
        assert_well();
    }
    assert_none(&failures);
}

#[wasm_bindgen_test]
fn every_paste_is_read_as_the_table_says() {
    let mut failures = Vec::new();
    for row in pastes() {
        let answer = parse_matrix(&text(&row["paste"]));
        let found = match (answer, row.get("ok")) {
            (Ok(matrix), Some(expected)) => matrix_differences(&matrix, expected),
            (Ok(_), None) => vec!["was accepted".to_owned()],
            (error, None) => refused(error).map_or_else(Vec::new, |e| e.differences(&row["error"])),
            (error, Some(_)) => vec![format!("was refused: {:?}", refused(error))],
        };
        failures.extend(found.into_iter().map(|what| format!("{}: {what}", row["name"])));
    }
    assert_none(&failures);
}

/// Everything in which a matrix differs from what the table of pastes says.
fn matrix_differences(matrix: &JsValue, expected: &Value) -> Vec<String> {
    let sizes: Vec<Option<f64>> = list(matrix, "shape").iter().map(JsValue::as_f64).collect();
    let data = numbers(matrix, "data");
    let values: Vec<f64> = match &expected["values"] {
        Value::Array(values) => values.iter().filter_map(Value::as_f64).collect(),
        _ => vec![expected["all"].as_f64().expect("values, or all"); data.len()],
    };
    let each = |path: &str, key: &str| -> Vec<String> {
        list(matrix, path).iter().map(|item| string(item, key)).collect()
    };
    let cells = || -> Value {
        let json = JSON::stringify(&at(matrix, "cells")).expect("plain data");
        serde_json::from_str(&String::from(json)).expect("it is JSON")
    };
    let same = |found: &[f64]| found.iter().zip(&values).all(|(a, b)| a.to_bits() == b.to_bits());
    let none = Value::Array(Vec::new());
    let checks = [
        ("shape", sizes == [expected["rows"].as_f64(), expected["columns"].as_f64()]),
        ("values", data.len() == values.len() && same(&data)),
        ("format", string(matrix, "format") == expected["format"]),
        ("notes", Value::from(each("notes", "code")) == expected["notes"]),
        (
            "alternatives",
            Value::from(each("alternatives", "label"))
                == *expected.get("alternatives").unwrap_or(&none),
        ),
        ("cells", expected.get("cells").is_none_or(|known| *known == cells())),
    ];
    let wrong = checks.iter().filter(|(_, good)| !good);
    wrong.map(|(what, _)| format!("other {what}: {:?}", JSON::stringify(matrix))).collect()
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
            Some(error) if error.code == code.as_str() => error.shortcomings().join(", "),
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
            ("variant", wasm::check_answer(given(), NONE, "scores".into(), NONE)),
            ("step", wasm::check_answer("argmax".into(), NONE, given(), js("'1'"))),
            ("variant", wasm::code_for(given(), "numpy".into(), NONE)),
            ("target", wasm::code_for("argmax".into(), given(), NONE)),
            ("variant", wasm::explain_cell(given(), NONE, "scores".into(), js("[0, 0]"))),
            ("step", wasm::explain_cell("argmax".into(), NONE, given(), js("[0, 0]"))),
            ("text", wasm::parse_matrix(given())),
        ];
        for (field, answer) in answers {
            let error = refused(answer).unwrap_or_else(|| panic!("{other} was accepted"));
            assert_eq!((&*error.code, &*error.field), ("bad-request", field), "{other}");
            assert_eq!(error.shortcomings(), [""; 0], "{other}");
        }
        assert_well();
    }
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
