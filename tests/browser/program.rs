//! A program of somebody's own wherever a call takes a variant, and what is said of a wrong one.

use attention_playground::wasm;
use js_sys::Reflect;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::js::{assert_well, js, list, number, numbers, string};

const ARGMAX: &str = "# Mine\nin q[i,d], k[j,d], v[j,m]\ns[i,j] = sum[d] q[i,d] k[j,d]\nw[i,j] = onehot[j] s[i,j]\no[i,m] = sum[j] w[i,j] v[j,m]";

fn program(text: &str) -> JsValue {
    let object = js_sys::Object::new();
    Reflect::set(&object, &"program".into(), &text.into()).expect("an object takes it");
    object.into()
}

fn request() -> JsValue {
    js(
        "{inputs: {q: [[1, 1, 2]], k: [[1, 2, 0], [0, 3, 4], [5, 0, 0], [0, 0, 1]], v: [[2, 0, 1], [1, 4, 3], [0, -1, 4], [1, 0, -1]]}}",
    )
}

#[wasm_bindgen_test]
fn a_program_runs_wherever_a_variant_does() {
    let trace = wasm::run_variant(program(ARGMAX), request()).expect("it runs");
    assert_eq!(string(&trace, "output"), "o");
    let output = list(&trace, "steps").pop().expect("there are steps");
    assert_eq!(numbers(&output, "tensor.data"), [1.0, 4.0, 3.0]);
    let explained = wasm::explain_cell(program(ARGMAX), request(), "s".into(), js("[0, 1]"));
    assert_eq!(number(&explained.expect("a cell"), "value"), 11.0);
    assert!(wasm::cost_of(program(ARGMAX), request()).is_ok());
    assert!(wasm::code_for(program(ARGMAX), "numpy".into(), request()).is_ok());
    let both = js_sys::Array::new();
    for variant in [program(ARGMAX), "argmax".into()] {
        let run = js_sys::Object::new();
        Reflect::set(&run, &"variant".into(), &variant).expect("an object takes it");
        Reflect::set(&run, &"request".into(), &request()).expect("an object takes it");
        both.push(&run);
    }
    assert!(wasm::compare_runs(both.into()).is_ok());
    assert_well();
}

#[wasm_bindgen_test]
fn a_wrong_program_says_where_and_what_mends_it() {
    let wrong = ARGMAX.replace("k[j,d]\nw", "k[d,j]\nw");
    let error = wasm::run_variant(program(&wrong), request()).expect_err("it is refused");
    assert_eq!((number(&error, "line"), string(&error, "code")), (3.0, "program".to_owned()));
    let report = wasm::read_program((&*wrong).into()).expect("no text is refused");
    let mistake = list(&report, "diagnostics").pop().expect("one mistake");
    assert_eq!(string(&list(&mistake, "fixes")[0], "text"), "k[j,d]");
    assert_well();
}

#[wasm_bindgen_test]
fn a_text_is_never_taken_for_the_one_that_was_read_before() {
    let other = ARGMAX.replace("onehot", "softmax");
    let wrong = ARGMAX.replace("onehot[j] s", "onehot[j] t");
    let largest = |text: &str| {
        let trace = wasm::run_variant(program(text), request()).expect("it runs");
        let mut steps = list(&trace, "steps").into_iter();
        let weights = steps.find(|step| string(step, "id") == "w").expect("it has weights");
        numbers(&weights, "tensor.data").into_iter().fold(0.0, f64::max)
    };
    for _ in 0..2 {
        wasm::read_program(ARGMAX.into()).expect("no text is refused");
        assert!(largest(&other) < 1.0);
        assert!(wasm::run_variant(program(&wrong), request()).is_err());
        assert_eq!(largest(ARGMAX), 1.0);
        wasm::read_program((&*wrong).into()).expect("no text is refused");
        assert!(wasm::describe_program((&*wrong).into()).is_err());
    }
    assert_well();
}

#[wasm_bindgen_test]
fn a_program_is_recognised_and_a_variant_is_printed() {
    let known = wasm::recognise_program(ARGMAX.into()).expect("it is right");
    assert_eq!(string(&known, "variant"), "argmax");
    let text = wasm::program_of("argmax".into(), request()).expect("it is printed");
    let trace = wasm::run_variant(program(&text.as_string().expect("a text")), request());
    assert!(trace.is_ok());
    assert_well();
}

#[wasm_bindgen_test]
fn a_program_is_described_as_a_variant_is() {
    let info = wasm::describe_program(ARGMAX.into()).expect("it is right");
    assert_eq!((string(&info, "id"), string(&info, "title")), ("program".into(), "Mine".into()));
    let names: Vec<String> =
        list(&info, "inputs").iter().map(|input| string(input, "name")).collect();
    assert_eq!(names, ["q", "k", "v"]);
    assert_eq!(list(&info, "axes").len(), 4);
    let error = wasm::describe_program("s[i] = x[i]".into()).expect_err("x is nowhere");
    assert_eq!(string(&error, "code"), "program");
    assert_well();
}
