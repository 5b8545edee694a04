//! What a test in the browser does with JavaScript values.
#![allow(dead_code, reason = "each test file uses its own part")]

use attention_playground::wasm::run_variant;
use js_sys::{Array, Error as JsError, Float64Array, JSON, Reflect, eval};
use serde_json::Value;
use wasm_bindgen::prelude::*;

use crate::table::Refused;

pub type Answer = Result<JsValue, JsValue>;

/// The value of a JavaScript expression.
pub fn js(expression: &str) -> JsValue {
    eval(&format!("({expression})")).unwrap_or_else(|error| panic!("{expression}: {error:?}"))
}

/// A value of a table, as `JSON.parse` gives it; `undefined` where the table says nothing.
pub fn parsed(json: &Value) -> JsValue {
    match json {
        Value::Null => JsValue::UNDEFINED,
        json => JSON::parse(&json.to_string()).expect("it is JSON"),
    }
}

/// What stands at a path such as `steps.0.tensor`.
pub fn at(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, key| {
        Reflect::get(&value, &key.into())
            .unwrap_or_else(|_| panic!("nothing has a {key} in {path}"))
    })
}

pub fn string(value: &JsValue, path: &str) -> String {
    at(value, path).as_string().unwrap_or_else(|| panic!("{path} is no string"))
}

pub fn number(value: &JsValue, path: &str) -> f64 {
    at(value, path).as_f64().unwrap_or_else(|| panic!("{path} is no number"))
}

pub fn list(value: &JsValue, path: &str) -> Vec<JsValue> {
    let list = at(value, path);
    assert!(Array::is_array(&list), "{path} is no array");
    Array::from(&list).to_vec()
}

pub fn strings(value: &JsValue, path: &str) -> Vec<String> {
    list(value, path).iter().map(|item| item.as_string().expect("a string")).collect()
}

/// The numbers of a typed array; an ordinary array fails.
pub fn numbers(value: &JsValue, path: &str) -> Vec<f64> {
    let data = at(value, path).dyn_into::<Float64Array>();
    data.unwrap_or_else(|_| panic!("{path} is no Float64Array")).to_vec()
}

/// The error of an answer, each property of the type that the documentation gives.
pub fn refused(answer: Answer) -> Option<Refused> {
    let error = answer.err()?;
    assert!(error.is_instance_of::<JsError>(), "{error:?} is no Error");
    assert_eq!(string(&error, "name"), "AttentionError");
    let optional = |key: &str| Some(at(&error, key)).filter(|value| !value.is_undefined());
    let word = |key: &str| optional(key).map(|value| value.as_string().expect("a string"));
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows are few")]
    let place = |key: &str| optional(key).map(|value| value.as_f64().expect("a number") as usize);
    Some(Refused {
        code: string(&error, "code"),
        field: string(&error, "field"),
        row: place("row"),
        column: place("column"),
        cause: string(&error, "message"),
        expected: word("expected"),
        found: word("found"),
        hint: string(&error, "hint"),
    })
}

pub fn step(trace: &JsValue, id: &str) -> JsValue {
    let steps = list(trace, "steps");
    steps
        .into_iter()
        .find(|step| string(step, "id") == id)
        .unwrap_or_else(|| panic!("no step {id}"))
}

pub fn output(trace: &JsValue) -> Vec<f64> {
    numbers(&step(trace, &string(trace, "output")), "tensor.data")
}

/// The example still comes out right: no call leaves anything behind.
pub fn assert_well() {
    let example = run_variant("argmax".into(), JsValue::UNDEFINED).expect("the example runs");
    assert_eq!(output(&example), [1.0, 4.0, 3.0]);
}
