//! Cells and parameters as JSON writes them in the tables of cases.

use attention_playground::program::param::ParamValue;
use attention_playground::request::nested::{Cell, Nested};
use serde_json::Value;

/// Nested lists of numbers, of the texts of numbers, or of booleans.
pub fn nested(value: &Value) -> Nested {
    match value {
        Value::Array(items) => Nested::List(items.iter().map(nested).collect()),
        Value::Bool(flag) => Nested::Cell(Cell::Number(f64::from(u8::from(*flag)))),
        Value::String(text) => Nested::Cell(Cell::Text(text.clone())),
        other => Nested::Cell(Cell::Number(other.as_f64().expect("a cell is a number or a text"))),
    }
}

/// The value of a parameter.
pub fn setting(value: &Value) -> ParamValue {
    match value {
        Value::Bool(flag) => ParamValue::Flag(*flag),
        Value::String(word) => ParamValue::Word(word.clone()),
        other => ParamValue::Number(other.as_f64().expect("a parameter is no list")),
    }
}
