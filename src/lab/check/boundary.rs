//! The calls about a person's own table: it is read, and compared with a step.

use wasm_bindgen::prelude::*;

use super::{TypedAnswer, check, parse_pasted_answer};
use crate::base::error::Result;
use crate::wasm::input::ParsedTensor;
use crate::wasm::program::with;
use crate::wasm::{Js, answer, decode, request};

/// Compares a person's own table, as text or as lists, with a step of a variant or with a gradient
/// such as `grad_q`; names the slip that gives the person's numbers.
#[wasm_bindgen(js_name = checkAnswer, unchecked_return_type = "CheckReport")]
pub fn check_answer(
    #[wasm_bindgen(unchecked_param_type = "VariantOrProgram")] id: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Request | undefined")] request: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] step: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string | Nested | Tensor")] given: JsValue,
) -> Js {
    let checked = with(&id, |variant| {
        let step = decode::text(&step, "step")?;
        let (request, given) = (request::request(&request)?, typed_answer(&given)?);
        check(variant, &request, &step, &given)
    });
    answer(checked)
}

/// Reads a pasted answer of `rank` axes, as `parseTensor` reads a tensor; −∞ and nan stay what they are.
#[wasm_bindgen(js_name = parseAnswer, unchecked_return_type = "ParsedTensor")]
pub fn parse_answer(
    #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] rank: JsValue,
) -> Js {
    let text = decode::text(&text, "text");
    let table = text.and_then(|text| {
        let rank = decode::whole::<u32>(&rank, "rank", 1)?;
        parse_pasted_answer(&text, rank as usize)
    });
    answer(table.map(ParsedTensor::new))
}

/// A person's own table: a text, or lists.
fn typed_answer(value: &JsValue) -> Result<TypedAnswer> {
    match value.as_string() {
        Some(text) => Ok(TypedAnswer::Text(text)),
        None => Ok(TypedAnswer::Nested(decode::input(value).map_err(|error| error.at("answer"))?)),
    }
}
