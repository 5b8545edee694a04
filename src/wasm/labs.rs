//! The calls of the labs: an answer checked, blanks filled, a retrieval learned, a kernel looked at.

use wasm_bindgen::prelude::*;

use super::asked::{self, lab};
use super::checking::{BlanksReport, CheckReport};
use super::kernels::{DenominatorReport, FeatureMap};
use super::learning::Training;
use super::{Js, answer};
use crate::lab::{blanks, check, denominators, features, training};
use crate::run;

/// Compares a person's own table, as text or as lists, with a step of a variant or with a gradient
/// such as `grad_q`; names the slip that gives the person's numbers.
#[wasm_bindgen(js_name = checkAnswer, unchecked_return_type = "CheckReport")]
pub fn check_answer(
    id: &str,
    #[wasm_bindgen(unchecked_param_type = "Request | undefined")] request: JsValue,
    step: &str,
    #[wasm_bindgen(unchecked_param_type = "string | Nested | Tensor")] given: JsValue,
) -> Js {
    let checked = || {
        let variant = run::find(id)?;
        check::check(variant, &asked::request(&request)?, step, &lab::answer(&given)?)
    };
    answer(checked().map(CheckReport::from))
}

/// Executes the program of homework 3 with these fillings.
#[wasm_bindgen(js_name = fillBlanks, unchecked_return_type = "BlanksReport")]
pub fn fill_blanks(
    #[wasm_bindgen(unchecked_param_type = "Fillings")] fillings: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "BlanksOptions")] options: JsValue,
) -> Js {
    let asked = lab::fillings(&fillings, &options);
    let report = asked.and_then(|(texts, widened, seed)| blanks::fill(&texts, widened, seed));
    answer(report.map(BlanksReport::from))
}

/// Learns a small retrieval through softmax, argmax, or straight through the argmax.
#[wasm_bindgen(js_name = trainRetrieval, unchecked_return_type = "Training")]
pub fn train_retrieval(
    #[wasm_bindgen(unchecked_optional_param_type = "TrainingTask")] task: JsValue,
) -> Js {
    let training = lab::task(&task).and_then(|task| training::train(&task));
    answer(training.map(Training::from))
}

/// Looks for a query whose similarities add up to 0 or less; the request is one of the `kernel`
/// variant, and its seed that of the search.
#[wasm_bindgen(js_name = searchDenominator, unchecked_return_type = "DenominatorReport")]
pub fn search_denominator(
    #[wasm_bindgen(unchecked_optional_param_type = "Request")] request: JsValue,
) -> Js {
    let found = asked::request(&request).and_then(|request| denominators::search(&request));
    answer(found.map(DenominatorReport::from))
}

/// The quadratic kernel's features of one query and one key, written out.
#[wasm_bindgen(js_name = featureMap, unchecked_return_type = "FeatureMap")]
pub fn feature_map(
    #[wasm_bindgen(unchecked_optional_param_type = "FeatureVectors")] vectors: JsValue,
) -> Js {
    let map =
        lab::vectors(&vectors).and_then(|(q, k, offset)| features::feature_map(&q, &k, offset));
    answer(map.map(FeatureMap::from))
}
