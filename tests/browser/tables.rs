//! What the tables of refusals and of pastes say, which the native tests read as well.

use attention_playground::wasm;
use js_sys::JSON;
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::js::{Answer, assert_well, at, list, numbers, parsed, refused, string};
use crate::table::{masks, pastes, refusals, tensors, text};
use crate::{assert_none, explain_cell, parse_matrix, run_variant};

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
    check(pastes(), |_, text| parse_matrix(text));
}

#[wasm_bindgen_test]
fn every_tensor_is_read_as_the_table_says() {
    check(tensors(), |row, text| wasm::parse_tensor(text.into(), parsed(&row["rank"])));
}

#[wasm_bindgen_test]
fn every_mask_is_read_as_the_table_says() {
    check(masks(), |row, text| wasm::parse_mask(text.into(), parsed(&row["sizes"])));
}

/// What the first core reads is what the whole one reads; it says nothing of what it does not.
#[wasm_bindgen_test]
fn a_plain_text_is_read_alike_by_the_first_core() {
    let mut plain = 0;
    for row in pastes() {
        let text = text(&row["paste"]);
        let Ok(matrix) = wasm::parse_plain_matrix((&*text).into()) else {
            assert_eq!(row["error"]["code"], "too-large", "{}", row["name"]);
            continue;
        };
        if matrix.is_undefined() {
            continue;
        }
        plain += 1;
        let whole = parse_matrix(&text).expect("the first core reads it");
        assert_eq!(JSON::stringify(&matrix).ok(), JSON::stringify(&whole).ok(), "{}", row["name"]);
    }
    assert!(plain > 5, "{plain}");
}

/// Reads every text of a table, and says in what the answers differ from it.
fn check(table: Vec<Value>, read: impl Fn(&Value, &str) -> Answer) {
    let mut failures = Vec::new();
    for row in table {
        let found = match (read(&row, &text(&row["paste"])), row.get("ok")) {
            (Ok(read), Some(expected)) => differences(&read, expected),
            (Ok(_), None) => vec!["was accepted".to_owned()],
            (error, None) => refused(error).map_or_else(Vec::new, |e| e.differences(&row["error"])),
            (error, Some(_)) => vec![format!("was refused: {:?}", refused(error))],
        };
        failures.extend(found.into_iter().map(|what| format!("{}: {what}", row["name"])));
    }
    assert_none(&failures);
}

/// Everything in which a matrix or a tensor differs from what its table says.
fn differences(matrix: &JsValue, expected: &Value) -> Vec<String> {
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
    let shape = expected.get("shape").cloned();
    let shape = shape.unwrap_or_else(|| json!([expected["rows"], expected["columns"]]));
    let shape: Vec<Option<f64>> =
        shape.as_array().into_iter().flatten().map(Value::as_f64).collect();
    let same = |found: &[f64]| found.iter().zip(&values).all(|(a, b)| a.to_bits() == b.to_bits());
    let none = Value::Array(Vec::new());
    let checks = [
        ("shape", sizes == shape),
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
