//! The calls of the labs: experiments, answers that are checked, and the einsum desk.

use wasm_bindgen::prelude::*;

use super::big_o::BigOReport;
use super::check::{BlanksReport, CheckReport};
use super::decode::{self, lab as given};
use super::einsum_lab::{self, EinsumReport};
use super::mean_variance::MomentReport;
use super::q6_kernels::{DenominatorReport, FeatureMap};
use super::scaling::{self, ScalingCost, ScalingReport};
use super::train_retrieval::Training;
use super::{Js, answer, computed};
use crate::lab::q2_argmax::train_retrieval;
use crate::lab::q3_by_hand::fill_in;
use crate::lab::q6_kernels::{denominator_search, features};
use crate::lab::{self, check};
use crate::variants::find;

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
        let report = lab::q1_scaling::scaling::run(&asked, told)?;
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
    #[wasm_bindgen(unchecked_param_type = "string")] id: JsValue,
    #[wasm_bindgen(unchecked_param_type = "'time' | 'memory'")] quantity: &str,
    rule: &str,
    text: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "Request")] request: JsValue,
) -> Js {
    let quantity = lab::q4_decoding::big_o::Quantity::parse(quantity, rule);
    answer(quantity.and_then(|quantity| {
        let (variant, trace) = computed(&id, &request)?;
        lab::q4_decoding::big_o::check(variant, &trace, quantity, text).map(BigOReport::from)
    }))
}

/// A typed answer about the mean and the variance of qᵀk, judged by its values.
#[wasm_bindgen(js_name = checkMoment, unchecked_return_type = "MomentReport")]
pub fn check_moment(
    #[wasm_bindgen(unchecked_param_type = "MomentQuestion")] question: &str,
    text: &str,
) -> Js {
    let verdict = lab::q1_scaling::mean_variance::Question::parse(question)
        .and_then(|asked| lab::q1_scaling::mean_variance::judge(asked, text));
    answer(verdict.map(MomentReport::from))
}

/// An equation, tried on one or two operands: the value, the cost, the gradients, and where each
/// letter stands.
#[wasm_bindgen(unchecked_return_type = "EinsumReport")]
pub fn einsum(
    equation: &str,
    #[wasm_bindgen(unchecked_param_type = "Operand[]")] operands: JsValue,
) -> Js {
    let operands = einsum_lab::operands(&operands);
    answer(
        operands
            .and_then(|operands| lab::q4_decoding::einsum_lab::einsum(equation, &operands))
            .map(EinsumReport::from),
    )
}

/// Compares a person's own table, as text or as lists, with a step of a variant or with a gradient
/// such as `grad_q`; names the slip that gives the person's numbers.
#[wasm_bindgen(js_name = checkAnswer, unchecked_return_type = "CheckReport")]
pub fn check_answer(
    #[wasm_bindgen(unchecked_param_type = "string")] id: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Request | undefined")] request: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] step: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string | Nested | Tensor")] given: JsValue,
) -> Js {
    let checked = || {
        let variant = find(&decode::text(&id, "variant")?)?;
        let step = decode::text(&step, "step")?;
        check::check(variant, &decode::request(&request)?, &step, &given::answer(&given)?)
    };
    answer(checked().map(CheckReport::from))
}

/// Executes the program of homework 3 with these fillings.
#[wasm_bindgen(js_name = fillBlanks, unchecked_return_type = "BlanksReport")]
pub fn fill_blanks(
    #[wasm_bindgen(unchecked_param_type = "Fillings")] fillings: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "BlanksOptions")] options: JsValue,
) -> Js {
    let asked = given::fillings(&fillings, &options);
    let report = asked.and_then(|(texts, widened, seed)| fill_in::fill(&texts, widened, seed));
    answer(report.map(BlanksReport::from))
}

/// Learns a small retrieval through softmax, argmax, or straight through the argmax.
#[wasm_bindgen(js_name = trainRetrieval, unchecked_return_type = "Training")]
pub fn train_retrieval(
    #[wasm_bindgen(unchecked_optional_param_type = "TrainingTask")] task: JsValue,
) -> Js {
    let training = given::task(&task).and_then(|task| train_retrieval::train(&task));
    answer(training.map(Training::from))
}

/// Looks for a query whose similarities add up to 0 or less; the request is one of the `kernel`
/// variant, and its seed that of the search.
#[wasm_bindgen(js_name = searchDenominator, unchecked_return_type = "DenominatorReport")]
pub fn search_denominator(
    #[wasm_bindgen(unchecked_optional_param_type = "Request")] request: JsValue,
) -> Js {
    let found = decode::request(&request).and_then(|request| denominator_search::search(&request));
    answer(found.map(DenominatorReport::from))
}

/// The quadratic kernel's features of one query and one key, written out.
#[wasm_bindgen(js_name = featureMap, unchecked_return_type = "FeatureMap")]
pub fn feature_map(
    #[wasm_bindgen(unchecked_optional_param_type = "FeatureVectors")] vectors: JsValue,
) -> Js {
    let map =
        given::vectors(&vectors).and_then(|(q, k, offset)| features::feature_map(&q, &k, offset));
    answer(map.map(FeatureMap::from))
}
