//! What a request may be: every form of an input, a tensor that came out, and a seed.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::js::{at, list, number, numbers, output, step, string};
use crate::{computed, run_variant};

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
fn the_seed_alone_decides_what_is_random() {
    let of_seed =
        |seed: &str| output(&computed("argmax", &format!("{{sizes: {{i: 9}}, seed: {seed}}}")));
    assert_eq!(of_seed("1"), of_seed("1"));
    assert_ne!(of_seed("1"), of_seed("2"));
    assert_eq!(of_seed("4294967295").len(), 27);
}
