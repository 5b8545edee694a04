//! The boundary to JavaScript: with the files under it, the only code that knows it.
//!
//! Free functions over plain data. Numbers travel as typed arrays; whatever is refused is thrown
//! as an `Error` with the name `AttentionError` and the fields of [`crate::base::error::Error`].

mod compare;
mod decode;
mod draw;
mod einsum_lab;
mod explain;
mod fields;
mod floats;
mod growth;
mod input;
mod lab;
mod lab_requests;
mod program;
mod request;
mod scaling;
mod trace;
mod variant;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use crate::base::error::{Code, Error, Result};
use crate::program::role::Role;
use crate::program::variant::Variant;
use crate::read::code::{CodeTarget, code};
use crate::request::work::work;
use crate::request::{Request, run};
use crate::{read, runs, variants};
use compare::Comparison;
use explain::Explanation;
use input::{ParsedMatrix, ParsedTensor};
pub use lab::*;
use program::{Lent, with};
pub use program::{answer_about_program, program_of, read_program, recognise_program};
use trace::Trace;
use variant::{Cells, VariantInfo};

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

/// What else a page has to know: targets of programs, the variants that decode, sizes that share.
#[wasm_bindgen(unchecked_return_type = "Description")]
pub fn describe() -> Js {
    answer(Ok(runs::description::describe()))
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

/// How the costs of some variants grow with one letter, and where they cross: from their
/// polynomials, so that none of them is run at these sizes.
#[wasm_bindgen(js_name = costCurves, unchecked_return_type = "CostCurves")]
pub fn cost_curves(#[wasm_bindgen(unchecked_param_type = "CurvesRequest")] request: JsValue) -> Js {
    answer(growth::curves(&request).and_then(|curves| curves.with(runs::growth::growth)))
}

/// The arithmetic of one cell, and the cells that it came from. Indices count from 0.
#[wasm_bindgen(js_name = explainCell, unchecked_return_type = "Explanation")]
pub fn explain_cell(
    #[wasm_bindgen(unchecked_param_type = "VariantOrProgram")] id: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Request | undefined")] request: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] step: JsValue,
    #[wasm_bindgen(unchecked_param_type = "number[]")] index: JsValue,
) -> Js {
    answer(computed(&id, &request, |_, trace| {
        let step = decode::text(&step, "step")?;
        let node = trace.graph.find(&step)?;
        let index = decode::index(&index, &step, trace.values[node.0].shape())?;
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
    answer(request::request(&request).and_then(|request| runs::decode::decode(&request)))
}

/// Up to four runs side by side: their steps of one name in a row, each with its difference to the
/// first run's.
#[wasm_bindgen(js_name = compareRuns, unchecked_return_type = "Comparison")]
pub fn compare_runs(#[wasm_bindgen(unchecked_param_type = "ComparedRun[]")] runs: JsValue) -> Js {
    let comparison = compare::runs(&runs).and_then(|asked| {
        let lent: Vec<(Lent, &Request)> =
            asked.iter().map(|(chosen, request)| (chosen.lend(), request)).collect();
        let variants: Vec<Variant> = lent.iter().map(|(lent, _)| lent.variant()).collect();
        let both = variants.iter().zip(&lent).map(|(of, (_, request))| (of, (*request).clone()));
        runs::compare::compare(&both.collect::<Vec<_>>())
    });
    answer(comparison.as_ref().map(Comparison::new).map_err(Clone::clone))
}

/// One step of a variant at each of some values of one parameter that is a number.
#[wasm_bindgen(js_name = sweepParam, unchecked_return_type = "Tensor[]")]
pub fn sweep_param(
    #[wasm_bindgen(unchecked_param_type = "VariantOrProgram")] id: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Request | undefined")] request: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] param: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] values: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] step: JsValue,
) -> Js {
    let swept = request::request(&request).and_then(|request| {
        let values = compare::values(&values)?;
        let (param, step) = (decode::text(&param, "param")?, decode::text(&step, "step")?);
        with(&id, |variant| runs::sweep::sweep(variant, &request, &param, &values, &step))
    });
    answer(swept)
}

/// The program of a result, complete, for NumPy, PyTorch or LaTeX.
#[wasm_bindgen(js_name = codeFor, unchecked_return_type = "string")]
pub fn code_for(
    #[wasm_bindgen(unchecked_param_type = "VariantOrProgram")] id: JsValue,
    #[wasm_bindgen(unchecked_param_type = "CodeTarget")] target: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Request")] request: JsValue,
) -> Js {
    let target = decode::text(&target, "target").and_then(|target| CodeTarget::parse(&target));
    answer(
        target.and_then(|target| {
            computed(&id, &request, |variant, trace| code(variant, &trace, target))
        }),
    )
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

/// Reads a pasted matrix, in any of the formats that people paste.
#[wasm_bindgen(js_name = parseMatrix, unchecked_return_type = "ParsedMatrix")]
pub fn parse_matrix(#[wasm_bindgen(unchecked_param_type = "string")] text: JsValue) -> Js {
    let text = decode::text(&text, "text");
    answer(text.and_then(|text| crate::input::parse_matrix(&text)).map(ParsedMatrix::new))
}

/// What `parseMatrix` gives for a text that needs no judgement, such as nested lists and a
/// spreadsheet's cells, and nothing for any other. It comes with the first core.
#[wasm_bindgen(js_name = parsePlainMatrix, unchecked_return_type = "ParsedMatrix | undefined")]
pub fn parse_plain_matrix(#[wasm_bindgen(unchecked_param_type = "string")] text: JsValue) -> Js {
    let text = decode::text(&text, "text");
    let parsed = text.and_then(|text| crate::input::parse_plain_matrix(&text));
    answer(parsed.map(|parsed| parsed.map(ParsedMatrix::new)))
}

/// Reads a pasted mask: 1 where a query may read a key, and 0 where it may not. What libraries add
/// to scores is read as such, and lengths too; the other meaning of 1 and True is an alternative, for
/// the person. With `sizes`, which are those of queries and keys, one row holds for all queries.
#[wasm_bindgen(js_name = parseMask, unchecked_return_type = "ParsedMatrix")]
pub fn parse_mask(
    #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "[number, number]")] sizes: JsValue,
) -> Js {
    let text = decode::text(&text, "text");
    let mask = text.and_then(|text| {
        let sizes = decode::sizes(&sizes, "sizes")?;
        crate::input::parse_mask(&text, sizes)
    });
    answer(mask.map(ParsedMatrix::new))
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
        crate::lab::check::parse_pasted_answer(&text, rank as usize)
    });
    answer(table.map(ParsedTensor::new))
}

/// Reads a pasted tensor of `rank` axes: nested lists, prints, and tables with an empty line between.
#[wasm_bindgen(js_name = parseTensor, unchecked_return_type = "ParsedTensor")]
pub fn parse_tensor(
    #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
    #[wasm_bindgen(unchecked_param_type = "number")] rank: JsValue,
) -> Js {
    let text = decode::text(&text, "text");
    let tensor = text.and_then(|text| {
        let rank = decode::whole::<u32>(&rank, "rank", 1)?;
        crate::input::parse_tensor(&text, rank as usize)
    });
    answer(tensor.map(ParsedTensor::new))
}

#[wasm_bindgen(typescript_custom_section)]
const ROLE: &str = Role::TYPE;

/// What a call makes of a result.
fn computed<T>(
    id: &JsValue,
    request: &JsValue,
    make: impl FnOnce(&Variant, crate::program::trace::Trace) -> Result<T>,
) -> Result<T> {
    with(id, |variant| make(variant, run::run(variant, &request::request(request)?)?))
}

fn answer<T: Serialize>(result: Result<T>) -> Js {
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
    match fields.serialize(&Serializer::new()) {
        Ok(fields) => js_sys::Object::assign(&js, fields.unchecked_ref()).into(),
        Err(error) => error.into(),
    }
}
