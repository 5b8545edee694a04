//! The calls of question 4: costs under O, the blanks of its program, and the einsum desk.

mod einsum_report;
mod operands;

use wasm_bindgen::prelude::*;

use super::big_o::{self, Quantity};
use super::{einsum_lab, shared_keys};
use crate::wasm::{Js, answer, computed, decode};
use einsum_report::EinsumReport;

/// A typed big-O answer, compared with the derived cost of a variant.
///
/// The quantity is `time`, by the rule `forward` or `backward`, or `memory`, by the rule `fused`,
/// `every` or `kept`; the first rule where it is empty.
#[wasm_bindgen(js_name = checkBigO, unchecked_return_type = "BigOReport")]
pub fn check_big_o(
    #[wasm_bindgen(unchecked_param_type = "VariantOrProgram")] id: JsValue,
    #[wasm_bindgen(unchecked_param_type = "'time' | 'memory'")] quantity: &str,
    rule: &str,
    text: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "Request")] request: JsValue,
) -> Js {
    answer(Quantity::parse(quantity, rule).and_then(|quantity| {
        computed(&id, &request, |variant, trace| big_o::check(variant, &trace, quantity, text))
    }))
}

/// An equation, tried on one or two operands: the value, the cost, the gradients, and where each
/// letter stands.
#[wasm_bindgen(unchecked_return_type = "EinsumReport")]
pub fn einsum(
    equation: &str,
    #[wasm_bindgen(unchecked_param_type = "Operand[]")] operands: JsValue,
) -> Js {
    let operands = operands::operands(&operands);
    let report = operands.and_then(|operands| einsum_lab::einsum(equation, &operands));
    answer(report.map(EinsumReport::from))
}

/// The blanks A to E of the multi-query program of homework 4, judged by their letters.
#[wasm_bindgen(js_name = checkSharedKeys, unchecked_return_type = "SharedKeysReport")]
pub fn check_shared_keys(
    #[wasm_bindgen(unchecked_param_type = "Record<string, string>")] blanks: JsValue,
) -> Js {
    answer(decode::texts(&blanks, "blanks").and_then(|chosen| shared_keys::judge(&chosen)))
}
