//! The calls of question 6: a kernel's features, a typed kernel, a denominator that vanishes.

use wasm_bindgen::prelude::*;

use super::kernel_answer::{self, KernelQuestion};
use super::{denominator_search, features};
use crate::request::nested::{Cell, Nested};
use crate::wasm::decode::{input, number};
use crate::wasm::fields::fields;
use crate::wasm::{Js, answer, request};

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
    answer(decode(&vectors).and_then(|of| features::feature_map(&of.q, &of.k, of.offset)))
}

/// A typed quadratic kernel, or a typed list of its features, tried on numbers.
#[wasm_bindgen(js_name = checkKernel, unchecked_return_type = "KernelReport")]
pub fn check_kernel(
    #[wasm_bindgen(unchecked_param_type = "KernelQuestion")] question: &str,
    text: &str,
) -> Js {
    answer(KernelQuestion::parse(question).and_then(|asked| kernel_answer::judge(asked, text)))
}

/// A query, a key and the constant c of the quadratic kernel.
pub struct Vectors {
    pub q: Nested,
    pub k: Nested,
    pub offset: f64,
}

impl Default for Vectors {
    fn default() -> Self {
        let list =
            |cells: [f64; 2]| Nested::List(cells.map(|n| Nested::Cell(Cell::Number(n))).into());
        Self { q: list([1.0, 2.0]), k: list([3.0, -1.0]), offset: 1.0 }
    }
}

fields! {
    /// A query and a key, each a list of numbers, and the constant c; 1 by default.
    interface FeatureVectors: "This call", at "vectors";
    fn decode(vectors: Vectors = Vectors::default(), value);
    q ? "Nested" => vectors.q = input(value).map_err(|error| error.at("q"))?;
    k ? "Nested" => vectors.k = input(value).map_err(|error| error.at("k"))?;
    offset ? "number" => vectors.offset = number(value, "offset")?;
}
