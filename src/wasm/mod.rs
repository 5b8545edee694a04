//! The boundary to JavaScript: with the files under it, the only code that knows it.
//!
//! Free functions over plain data. Numbers travel as typed arrays; whatever is refused is thrown
//! as an `Error` with the name `AttentionError` and the fields of [`crate::base::error::Error`].
//!
//! The calls here are those of the first core, which a page loads first; the feature `whole` adds the
//! others.
#![cfg_attr(not(feature = "whole"), allow(dead_code))] // What only the whole decodes or gives.

#[cfg(feature = "whole")]
mod compare;
pub(crate) mod decode;
mod draw;
mod explain;
pub(crate) mod fields;
mod floats;
#[cfg(feature = "whole")]
mod growth;
pub(crate) mod input;
#[cfg(feature = "whole")]
mod language;
pub(crate) mod program;
pub(crate) mod request;
pub(crate) mod trace;
mod variant;
#[cfg(feature = "whole")]
mod whole;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use crate::base::error::{Code, Error, Result};
use crate::program::role::Role;
use crate::program::variant::Variant;
use crate::read;
use crate::request::run;
use crate::request::work::work;
use explain::Explanation;
use input::ParsedMatrix;
#[cfg(feature = "whole")]
pub use language::*;
use program::with;
use trace::Trace;
use variant::Cells;
#[cfg(feature = "whole")]
pub use whole::*;

pub(crate) type Js = std::result::Result<JsValue, JsValue>;

/// Turns a panic, which should never happen, into a readable message in the console.
#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
}

/// Computes a variant: every step with its formula and its tensor.
#[wasm_bindgen(js_name = runVariant, unchecked_return_type = "Trace")]
pub fn run_variant(
    #[wasm_bindgen(unchecked_param_type = "VariantOrProgram")] id: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Request")] request: JsValue,
) -> Js {
    let answered =
        computed(&id, &request, |variant, trace| Ok(answer(Ok(Trace::new(variant, &trace)))));
    answered.unwrap_or_else(|error| answer::<()>(Err(error)))
}

/// What a variant takes, each step and the whole: time and memory as polynomials, under O, and as
/// numbers.
#[wasm_bindgen(js_name = costOf, unchecked_return_type = "CostReport")]
pub fn cost_of(
    #[wasm_bindgen(unchecked_param_type = "VariantOrProgram")] id: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Request")] request: JsValue,
) -> Js {
    answer(computed(&id, &request, |variant, trace| read::cost::cost(variant, &trace)))
}

/// What a result will take: the program is built and counted, and none of it is run.
#[wasm_bindgen(js_name = workOf, unchecked_return_type = "Work")]
pub fn work_of(
    #[wasm_bindgen(unchecked_param_type = "VariantOrProgram")] id: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Request")] request: JsValue,
) -> Js {
    answer(with(&id, |variant| work(variant, &request::request(&request)?)))
}

/// The arithmetic of one cell, and the cells that it came from. Indices count from 0.
#[wasm_bindgen(js_name = explainCell, unchecked_return_type = "Explanation")]
pub fn explain_cell(
    #[wasm_bindgen(unchecked_param_type = "VariantOrProgram")] id: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Request | undefined")] request: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] step: JsValue,
    #[wasm_bindgen(unchecked_param_type = "number[]")] index: JsValue,
) -> Js {
    answer(computed(&id, &request, |variant, trace| {
        let step = decode::text(&step, "step")?;
        let node = trace.graph.find(&step)?;
        let index = decode::index(&index, &step, trace.values[node.0].shape())?;
        Ok(Explanation::new(variant, &trace, node, &index))
    }))
}

/// Other numbers for the inputs that a request gives, of the same shapes, by name.
#[wasm_bindgen(js_name = randomInputs, unchecked_return_type = "Record<string, Cells>")]
pub fn random_inputs(
    #[wasm_bindgen(unchecked_param_type = "VariantOrProgram")] id: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Request")] request: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Draw")] draw: JsValue,
) -> Js {
    let drawn = with(&id, |variant| {
        crate::request::draw::draw(variant, &request::request(&request)?, &draw::draw(&draw)?)
    });
    answer(drawn.map(|inputs| {
        let cells = inputs.into_iter().map(|(name, data)| (name, Cells::new(data.view())));
        cells.collect::<BTreeMap<_, _>>()
    }))
}

/// What `parseMatrix` gives for a text that needs no judgement, such as nested lists and a
/// spreadsheet's cells, and nothing for any other. It comes with the first core.
#[wasm_bindgen(js_name = parsePlainMatrix, unchecked_return_type = "ParsedMatrix | undefined")]
pub fn parse_plain_matrix(#[wasm_bindgen(unchecked_param_type = "string")] text: JsValue) -> Js {
    let text = decode::text(&text, "text");
    let parsed = text.and_then(|text| crate::input::parse_plain_matrix(&text));
    answer(parsed.map(|parsed| parsed.map(ParsedMatrix::new)))
}

#[wasm_bindgen(typescript_custom_section)]
const ROLE: &str = Role::TYPE;

/// What a call makes of a result.
pub(crate) fn computed<T>(
    id: &JsValue,
    request: &JsValue,
    make: impl FnOnce(&Variant, crate::program::trace::Trace) -> Result<T>,
) -> Result<T> {
    with(id, |variant| make(variant, run::run(variant, &request::request(request)?)?))
}

pub(crate) fn answer<T: Serialize>(result: Result<T>) -> Js {
    let plain = Serializer::new().serialize_maps_as_objects(true);
    let value = result.map_err(|error| attention_error(&error))?;
    value.serialize(&plain).map_err(JsValue::from)
}

#[wasm_bindgen(typescript_custom_section)]
const ATTENTION_ERROR: &str = r#"
/** What every function throws for input that it refuses; its `name` is "AttentionError". */
export interface AttentionError extends Error, ErrorFields {}
"#;

/// What an error says besides its message.
#[derive(Serialize, Tsify)]
struct ErrorFields<'a> {
    /// What went wrong.
    code: Code,
    /// The input, parameter or step; the message says the rest of the sentence.
    field: &'a str,
    /// Of a program, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    /// Counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<usize>,
    /// Counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<&'a str>,
    /// The next step.
    hint: &'a str,
}

fn attention_error(Error { code, place, cause, expected, found, hint }: &Error) -> JsValue {
    let js = js_sys::Error::new(cause);
    js.set_name("AttentionError");
    let fields = ErrorFields {
        code: *code,
        field: &place.field,
        line: place.line,
        row: place.row,
        column: place.column,
        expected: expected.as_deref(),
        found: found.as_deref(),
        hint,
    };
    // WebKit gives an error a line and a column, of the script, and hides them: ours would be hidden with them.
    for name in ["line", "column"] {
        if let Err(error) = js_sys::Reflect::delete_property(&js, &name.into()) {
            return error;
        }
    }
    match fields.serialize(&Serializer::new()) {
        Ok(fields) => js_sys::Object::assign(&js, fields.unchecked_ref()).into(),
        Err(error) => error.into(),
    }
}
