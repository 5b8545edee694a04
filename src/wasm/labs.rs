//! The calls of the labs: experiments, answers that are checked, and the einsum desk.

use wasm_bindgen::prelude::*;

use super::big_o::BigOReport;
use super::desk::{self, EinsumReport};
use super::scaling::{self, ScalingCost, ScalingReport};
use super::{Js, answer, computed};
use crate::lab;

/// Products of random queries and keys beside the exact theory, and what softmax makes of them.
///
/// `progress` is told now and then how far it is; where it gives `false` the experiment stops and
/// gives `undefined`.
#[wasm_bindgen(js_name = scalingExperiment, unchecked_return_type = "ScalingReport | undefined")]
pub fn scaling_experiment(
    #[wasm_bindgen(unchecked_optional_param_type = "ScalingRequest")] request: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Progress")] progress: Option<js_sys::Function>,
) -> Js {
    answer(scaling::asked(&request).and_then(|asked| {
        let told = |done, total| scaling::tell(progress.as_ref(), done, total);
        let report = lab::scaling::run(&asked, told)?;
        Ok(report.map(|report| ScalingReport::new(&asked, report)))
    }))
}

/// How much work a scaling experiment is, before it starts.
#[wasm_bindgen(js_name = scalingCost, unchecked_return_type = "ScalingCost")]
pub fn scaling_cost(
    #[wasm_bindgen(unchecked_optional_param_type = "ScalingRequest")] request: JsValue,
) -> Js {
    answer(scaling::asked(&request).and_then(|asked| {
        asked.check()?;
        Ok(ScalingCost { numbers: asked.numbers() as f64 })
    }))
}

/// A typed big-O answer, compared with the derived cost of a variant.
///
/// The quantity is `time`, by the rule `forward` or `backward`, or `memory`, by the rule `fused`,
/// `every` or `kept`; the first rule where it is empty.
#[wasm_bindgen(js_name = checkBigO, unchecked_return_type = "BigOReport")]
pub fn check_big_o(
    id: &str,
    #[wasm_bindgen(unchecked_param_type = "'time' | 'memory'")] quantity: &str,
    rule: &str,
    text: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "Request")] request: JsValue,
) -> Js {
    let quantity = lab::big_o::Quantity::parse(quantity, rule);
    answer(quantity.and_then(|quantity| {
        let (variant, trace) = computed(id, &request)?;
        lab::big_o::check(variant, &trace, quantity, text).map(BigOReport::from)
    }))
}

/// An equation, tried on one or two operands: the value, the cost, the gradients, and where each
/// letter stands.
#[wasm_bindgen(unchecked_return_type = "EinsumReport")]
pub fn einsum(
    equation: &str,
    #[wasm_bindgen(unchecked_param_type = "Operand[]")] operands: JsValue,
) -> Js {
    let operands = desk::operands(&operands);
    answer(
        operands
            .and_then(|operands| lab::desk::einsum(equation, &operands))
            .map(EinsumReport::from),
    )
}
