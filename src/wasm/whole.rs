//! The calls that the first core lacks: who asks for one of them loads the whole. What a page asks as it
//! opens, such as `listVariants`, the build has answered for it.

use wasm_bindgen::prelude::*;

use super::compare::{self, Comparison};
use super::input::{ParsedMatrix, ParsedTensor};
use super::program::{Lent, with};
use super::variant::VariantInfo;
use super::{Js, answer, computed, decode, growth, request};
use crate::base::error::Result;
use crate::program::variant::Variant;
use crate::read::code::{CodeTarget, code};
use crate::request::Request;
use crate::{runs, variants};

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

/// How the costs of some variants grow with one letter, and where they cross: from their
/// polynomials, so that none of them is run at these sizes.
#[wasm_bindgen(js_name = costCurves, unchecked_return_type = "CostCurves")]
pub fn cost_curves(#[wasm_bindgen(unchecked_param_type = "CurvesRequest")] request: JsValue) -> Js {
    answer(growth::curves(&request).and_then(|curves| curves.with(runs::growth::growth)))
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
    answer(request::request(&request).and_then(|request| runs::decoding::decode(&request)))
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

/// Reads a pasted matrix, in any of the formats that people paste.
#[wasm_bindgen(js_name = parseMatrix, unchecked_return_type = "ParsedMatrix")]
pub fn parse_matrix(#[wasm_bindgen(unchecked_param_type = "string")] text: JsValue) -> Js {
    let text = decode::text(&text, "text");
    answer(text.and_then(|text| crate::input::parse_matrix(&text)).map(ParsedMatrix::new))
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
