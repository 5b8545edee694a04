//! The boundary to JavaScript: with the files under it, the only code that knows it.
//!
//! Free functions over plain data. Numbers travel as typed arrays; whatever is refused is thrown
//! as an `Error` with the name `AttentionError` and the fields of [`crate::error::Error`].

mod asked;
mod big_o;
mod costs;
mod decoding;
mod desk;
mod explanation;
mod info;
mod moments;
mod paste;
mod scaling;
mod trace;

use js_sys::Reflect;
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::error::{Error, Result};
use crate::input;
use crate::lab::{self, decode};
use crate::read::code::{Target, code};
use crate::read::cost;
use crate::run;
use crate::variants::{self, Variant};
use big_o::BigOReport;
use costs::CostReport;
use decoding::DecodeRun;
use desk::EinsumReport;
use explanation::Explanation;
use info::VariantInfo;
use moments::MomentReport;
use paste::ParsedMatrix;
use scaling::{ScalingCost, ScalingReport};
use trace::Trace;

type Js = std::result::Result<JsValue, JsValue>;

/// Turns a panic, which should never happen, into a readable message in the console.
#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
}

/// Every variant, with its parameters, its inputs and its example.
#[wasm_bindgen(js_name = listVariants, unchecked_return_type = "VariantInfo[]")]
pub fn list_variants() -> Js {
    answer(variants::ALL.iter().map(VariantInfo::new).collect::<Result<Vec<_>>>())
}

/// Computes a variant: every step with its formula and its tensor.
#[wasm_bindgen(js_name = runVariant, unchecked_return_type = "Trace")]
pub fn run_variant(
    id: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "Request")] request: JsValue,
) -> Js {
    answer(computed(id, &request).map(|(variant, trace)| Trace::new(variant, &trace)))
}

/// What a variant takes, each step and the whole: time and memory as polynomials, under O, and as
/// numbers.
#[wasm_bindgen(js_name = costOf, unchecked_return_type = "CostReport")]
pub fn cost_of(
    id: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "Request")] request: JsValue,
) -> Js {
    answer(computed(id, &request).and_then(|(variant, trace)| {
        Ok(CostReport::new(variant, &trace, cost::cost(variant, &trace)?))
    }))
}

/// The arithmetic of one cell, and the cells that it came from. Indices count from 0.
#[wasm_bindgen(js_name = explainCell, unchecked_return_type = "Explanation")]
pub fn explain_cell(
    id: &str,
    #[wasm_bindgen(unchecked_param_type = "Request | undefined")] request: JsValue,
    step: &str,
    #[wasm_bindgen(unchecked_param_type = "number[]")] index: JsValue,
) -> Js {
    answer(computed(id, &request).and_then(|(_, trace)| {
        let node = trace.graph.find(step)?;
        let index = asked::index(&index, step, trace.values[node.0].shape())?;
        Ok(Explanation::new(&trace, node, &index))
    }))
}

/// A sequence through a cache, token by token: multi-head, grouped-query and multi-query attention
/// side by side, each beside the full causal computation.
///
/// The request has the inputs `x`, `w_q`, `w_k`, `w_v` and `w_o`, with weights of every head, and
/// the parameters `kv_heads` and `scale`.
#[wasm_bindgen(js_name = decodeRun, unchecked_return_type = "DecodeRun")]
pub fn decode_run(
    #[wasm_bindgen(unchecked_optional_param_type = "Request")] request: JsValue,
) -> Js {
    let run = asked::request(&request).and_then(|request| decode::decode(&request));
    answer(run.map(DecodeRun::from))
}

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

/// A typed answer about the mean and the variance of qᵀk, judged by its values.
#[wasm_bindgen(js_name = checkMoment, unchecked_return_type = "MomentReport")]
pub fn check_moment(
    #[wasm_bindgen(unchecked_param_type = "MomentQuestion")] question: &str,
    text: &str,
) -> Js {
    let question = lab::moments::Question::parse(question);
    answer(
        question.and_then(|question| lab::moments::judge(question, text)).map(MomentReport::from),
    )
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

/// The program of a result, complete, for NumPy, PyTorch or LaTeX.
#[wasm_bindgen(js_name = codeFor, unchecked_return_type = "string")]
pub fn code_for(
    id: &str,
    #[wasm_bindgen(unchecked_param_type = "CodeTarget")] target: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "Request")] request: JsValue,
) -> Js {
    let target = Target::parse(target);
    answer(target.and_then(|target| {
        let (variant, trace) = computed(id, &request)?;
        code(variant, &trace, target)
    }))
}

/// Reads a pasted matrix, in any of the formats that people paste.
#[wasm_bindgen(js_name = parseMatrix, unchecked_return_type = "ParsedMatrix")]
pub fn parse_matrix(text: &str) -> Js {
    answer(input::parse_matrix(text).map(ParsedMatrix::new))
}

#[wasm_bindgen(typescript_custom_section)]
const CODE_TARGET: &str = r#"
/** What a program is written for. */
export type CodeTarget = 'numpy' | 'pytorch' | 'latex';
"#;

fn computed(id: &str, request: &JsValue) -> Result<(&'static Variant, run::Trace)> {
    let variant = run::find(id)?;
    Ok((variant, run::run(variant, &asked::request(request)?)?))
}

fn answer(result: Result<impl Serialize>) -> Js {
    let plain = Serializer::new().serialize_maps_as_objects(true);
    let value = result.map_err(|error| attention_error(&error))?;
    value.serialize(&plain).map_err(JsValue::from)
}

#[wasm_bindgen(typescript_custom_section)]
const ATTENTION_ERROR: &str = r#"
/** What every function throws for input that it refuses; its `name` is "AttentionError". */
export interface AttentionError extends Error {
  /** What went wrong, in a stable word such as "row-length". */
  code: string;
  /** The input, parameter or step; the message says the rest of the sentence. */
  field: string;
  /** Counted from 1. */
  row?: number;
  /** Counted from 1. */
  column?: number;
  expected?: string;
  found?: string;
  /** The next step. */
  hint: string;
}
"#;

fn attention_error(error: &Error) -> JsValue {
    let js = js_sys::Error::new(&error.cause);
    js.set_name("AttentionError");
    let set = |key: &str, value: JsValue| {
        // An ordinary object takes every property; there is nothing to do if one day it does not.
        let _ = Reflect::set(&js, &key.into(), &value);
    };
    set("code", error.code.as_str().into());
    set("field", error.place.field.as_str().into());
    set("hint", error.hint.as_str().into());
    let numbers = [("row", error.place.row), ("column", error.place.column)];
    for (key, number) in numbers.into_iter().filter_map(|(key, n)| Some((key, n?))) {
        set(key, number.into());
    }
    let texts = [("expected", &error.expected), ("found", &error.found)];
    for (key, text) in texts.into_iter().filter_map(|(key, text)| Some((key, text.as_ref()?))) {
        set(key, text.as_str().into());
    }
    js.into()
}
