//! The calls of the labs: experiments, answers that are checked, and the einsum desk.

use wasm_bindgen::prelude::*;

use super::einsum_lab::{self, EinsumReport};
use super::program::with;
use super::scaling::{self, ScalingCost};
use super::{Js, answer, computed, decode, lab_requests, request};
use crate::lab::check;
use crate::lab::q1_scaling::mean_variance::{self, MomentQuestion};
use crate::lab::q1_scaling::scaling as experiment;
use crate::lab::q2_argmax::train_retrieval;
use crate::lab::q3_by_hand::fill_in;
use crate::lab::q4_decoding::big_o::{self, Quantity};
use crate::lab::q4_decoding::einsum_lab as equation;
use crate::lab::q4_decoding::shared_keys;
use crate::lab::q6_kernels::kernel_answer::{self, KernelQuestion};
use crate::lab::q6_kernels::{denominator_search, features};

/// Products of random queries and keys beside the exact theory, and what softmax makes of them.
///
/// `progress` is told now and then how far it is; where it gives `false` the experiment stops and
/// gives `undefined`.
#[wasm_bindgen(js_name = scalingExperiment, unchecked_return_type = "ScalingReport | undefined")]
pub fn scaling_experiment(
    #[wasm_bindgen(unchecked_optional_param_type = "ScalingRequest")] request: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Progress")] progress: Option<js_sys::Function>,
) -> Js {
    answer(scaling::experiment(&request).and_then(|task| {
        experiment::run(&task, |done, total| scaling::tell(progress.as_ref(), done, total))
    }))
}

/// How much work a scaling experiment is, before it starts.
#[wasm_bindgen(js_name = scalingCost, unchecked_return_type = "ScalingCost")]
pub fn scaling_cost(
    #[wasm_bindgen(unchecked_optional_param_type = "ScalingRequest")] request: JsValue,
) -> Js {
    answer(scaling::experiment(&request).and_then(|task| {
        task.check()?;
        Ok(ScalingCost { numbers: task.numbers() as f64 })
    }))
}

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

/// A typed answer about the mean and the variance of qᵀk, judged by its values.
#[wasm_bindgen(js_name = checkMoment, unchecked_return_type = "MomentReport")]
pub fn check_moment(
    #[wasm_bindgen(unchecked_param_type = "MomentQuestion")] question: &str,
    text: &str,
) -> Js {
    answer(
        MomentQuestion::parse(question).and_then(|question| mean_variance::judge(question, text)),
    )
}

/// An equation, tried on one or two operands: the value, the cost, the gradients, and where each
/// letter stands.
#[wasm_bindgen(unchecked_return_type = "EinsumReport")]
pub fn einsum(
    equation: &str,
    #[wasm_bindgen(unchecked_param_type = "Operand[]")] operands: JsValue,
) -> Js {
    let report =
        einsum_lab::operands(&operands).and_then(|operands| equation::einsum(equation, &operands));
    answer(report.map(EinsumReport::from))
}

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
        let (request, given) = (request::request(&request)?, lab_requests::answer(&given)?);
        check::check(variant, &request, &step, &given)
    });
    answer(checked)
}

/// Executes the program of homework 3 with these fillings.
#[wasm_bindgen(js_name = fillBlanks, unchecked_return_type = "BlanksReport")]
pub fn fill_blanks(
    #[wasm_bindgen(unchecked_param_type = "Fillings")] fillings: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "BlanksOptions")] options: JsValue,
) -> Js {
    let filled = || {
        let lab_requests::Options { widened, mends, seed } = lab_requests::options(&options)?;
        let mut texts = lab_requests::texts(&fillings, "fillings")?;
        texts.extend(mends);
        fill_in::fill(&texts, widened, seed)
    };
    answer(filled())
}

/// Learns a small retrieval through softmax, argmax, or straight through the argmax.
#[wasm_bindgen(js_name = trainRetrieval, unchecked_return_type = "Training")]
pub fn train_retrieval(
    #[wasm_bindgen(unchecked_optional_param_type = "TrainingTask")] task: JsValue,
) -> Js {
    answer(lab_requests::task(&task).and_then(|task| train_retrieval::train(&task)))
}

/// Looks for a query whose similarities add up to 0 or less; the request is one of the `kernel`
/// variant, and its seed that of the search.
#[wasm_bindgen(js_name = searchDenominator, unchecked_return_type = "DenominatorReport")]
pub fn search_denominator(
    #[wasm_bindgen(unchecked_optional_param_type = "Request")] request: JsValue,
) -> Js {
    answer(request::request(&request).and_then(|request| denominator_search::search(&request)))
}

/// The quadratic kernel's features of one query and one key, written out.
#[wasm_bindgen(js_name = featureMap, unchecked_return_type = "FeatureMap")]
pub fn feature_map(
    #[wasm_bindgen(unchecked_optional_param_type = "FeatureVectors")] vectors: JsValue,
) -> Js {
    let vectors = lab_requests::vectors(&vectors);
    answer(vectors.and_then(|of| features::feature_map(&of.q, &of.k, of.offset)))
}

/// A typed quadratic kernel, or a typed list of its features, tried on numbers.
#[wasm_bindgen(js_name = checkKernel, unchecked_return_type = "KernelReport")]
pub fn check_kernel(
    #[wasm_bindgen(unchecked_param_type = "KernelQuestion")] question: &str,
    text: &str,
) -> Js {
    answer(KernelQuestion::parse(question).and_then(|asked| kernel_answer::judge(asked, text)))
}

/// The blanks A to E of the multi-query program of homework 4, judged by their letters.
#[wasm_bindgen(js_name = checkSharedKeys, unchecked_return_type = "SharedKeysReport")]
pub fn check_shared_keys(
    #[wasm_bindgen(unchecked_param_type = "Record<string, string>")] blanks: JsValue,
) -> Js {
    answer(lab_requests::texts(&blanks, "blanks").and_then(|chosen| shared_keys::judge(&chosen)))
}
