//! The calls of question 1: the experiment on the scale of scores, and its answers.

use js_sys::{Float64Array, Function};
use serde::Serialize;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use super::mean_variance::{self, MomentQuestion};
use super::scaling::{self, Mean, Scale, ScalingRequest, WIDTH, WIDTHS, no_value};
use crate::base::error::{Code, Error, Result, brief};
use crate::read::number_format::format_number;
use crate::request::limits;
use crate::wasm::decode::{items, list, numbers, typed_number, unexpected, whole};
use crate::wasm::fields::fields;
use crate::wasm::{Js, answer};

#[wasm_bindgen(typescript_custom_section)]
const PROGRESS: &str = r#"
/** Told how many of how many numbers are drawn; `false` stops the experiment. */
export type Progress = (done: number, total: number) => boolean | void;
"#;

/// Products of random queries and keys beside the exact theory, and what softmax makes of them.
///
/// `progress` is told now and then how far it is; where it gives `false` the experiment stops and
/// gives `undefined`.
#[wasm_bindgen(js_name = scalingExperiment, unchecked_return_type = "ScalingReport | undefined")]
pub fn scaling_experiment(
    #[wasm_bindgen(unchecked_optional_param_type = "ScalingRequest")] request: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Progress")] progress: Option<js_sys::Function>,
) -> Js {
    answer(
        experiment(&request).and_then(|task| {
            scaling::run(&task, |done, total| tell(progress.as_ref(), done, total))
        }),
    )
}

/// How much work a scaling experiment is, before it starts.
#[wasm_bindgen(js_name = scalingCost, unchecked_return_type = "ScalingCost")]
pub fn scaling_cost(
    #[wasm_bindgen(unchecked_optional_param_type = "ScalingRequest")] request: JsValue,
) -> Js {
    answer(experiment(&request).and_then(|task| {
        task.check()?;
        Ok(ScalingCost { numbers: task.numbers() as f64 })
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

/// What a scaling experiment takes.
#[derive(Serialize, Tsify)]
pub struct ScalingCost {
    /// Normal numbers that it draws, which is nearly all of its work.
    pub numbers: f64,
}

fields! {
    /// A scaling experiment. Whatever is left out is the default.
    interface ScalingRequest: "A scaling experiment", at "request";
    fn experiment(request: ScalingRequest = ScalingRequest::default(), value);
    /// The width of queries and keys, up to 4,096; 64 by default.
    d ? "number" => request.d = count(value, "d")?;
    /// The mean of every entry, or a vector of d means, or the text of either; 0 by default.
    mean ? "number | number[] | Float64Array | string" => request.mean = mean(value)?;
    /// The deviation of every entry, or the text of it; 1 by default.
    std ? "number | string" => request.std = number(value, "std")?;
    /// How many products are drawn; 100,000 by default.
    samples ? "number" => request.samples = count(value, "samples")?;
    /// Which random numbers, a whole number from 0.
    seed ? "number" => request.seed = whole(value, "seed", 0)?;
    /// What products are divided by; the root of d by default.
    scale ? "'one' | 'sqrt-d' | 'd' | number" => request.scale = scale(value)?;
    /// How many keys each query is compared with; 16 by default.
    keys ? "number" => request.keys = count(value, "keys")?;
    /// The widths to compare; powers of 2 by default.
    widths ? "number[]" => {
        let widths = list(value, "widths", WIDTHS as u64)?;
        let widths = widths.iter().map(|width| whole(width, "widths", 0));
        request.widths = Some(widths.collect::<Result<_>>()?);
    };
}

/// A whole number; the sentence on what is none is that on what is out of range.
fn count<T: TryFrom<u32>>(value: &JsValue, field: &str) -> Result<T> {
    whole(value, field, 0).map_err(|error| match (value.as_f64(), value.as_string()) {
        (Some(number), _) => no_value(field, &format_number(number)),
        (_, Some(text)) => no_number(field, &text),
        _ => error,
    })
}

fn number(value: &JsValue, field: &str) -> Result<f64> {
    typed_number(value).ok_or_else(|| match value.as_string() {
        Some(text) => no_number(field, &text),
        None => unexpected(value, field, "a number"),
    })
}

/// A text that a page hands on because it is no number.
fn no_number(field: &str, text: &str) -> Error {
    match text.trim() {
        "" => no_value(field, "empty"),
        text => no_value(field, &format!("\"{}\"", brief(text))),
    }
}

fn mean(value: &JsValue) -> Result<Mean> {
    if let Some(mean) = value.as_f64() {
        return Ok(Mean::Every(mean));
    }
    if let Some(text) = value.as_string() {
        return Mean::parse(&text);
    }
    if let Some(means) = value.dyn_ref::<Float64Array>() {
        limits::check_list(u64::from(means.length()), WIDTH as u64)?;
        return Ok(Mean::Each(numbers(means)));
    }
    let Some(means) = items(value, WIDTH as u64)? else {
        return Err(unexpected(value, "mean", "a number or a list of numbers"));
    };
    means.iter().map(|mean| number(mean, "mean")).collect::<Result<_>>().map(Mean::Each)
}

fn scale(value: &JsValue) -> Result<Scale> {
    match (typed_number(value), value.as_string().as_deref()) {
        (Some(number), _) => Ok(Scale::Own(number)),
        (_, Some("one")) => Ok(Scale::One),
        (_, Some("sqrt-d")) => Ok(Scale::Root),
        (_, Some("d")) => Ok(Scale::Width),
        (_, Some(word)) => {
            let cause = format!("\"{}\" is not a scale.", brief(word));
            let expected = "one, sqrt-d, d or a number";
            let error = Error::new(Code::ParamValue, cause).at("scale").found(word);
            Err(error.expected(expected).hint(format!("Use {expected}.")))
        }
        _ => Err(unexpected(value, "scale", "a word or a number")),
    }
}

/// Tells a function of JavaScript how far it is; whether to go on. One that throws stops it too.
fn tell(progress: Option<&Function>, done: u64, total: u64) -> bool {
    let Some(progress) = progress else { return true };
    let told = progress.call2(&JsValue::UNDEFINED, &(done as f64).into(), &(total as f64).into());
    told.is_ok_and(|answer| answer != JsValue::FALSE)
}
