//! The calls about programs of somebody's own: what a text says, a variant as a text, and which
//! variant a program computes.

use std::collections::BTreeMap;

use serde::Serialize;
use tsify::Tsify;
use wasm_bindgen::prelude::*;

use super::program::{read, report, with};
use super::variant::VariantInfo;
use super::{Js, answer, decode, request};
use crate::language::program::text_of;
use crate::program::param::ParamValue;
use crate::request::run::program;
use crate::runs::recognise::recognise;

/// What the text of a program declares and makes, and what is wrong with it. No text is refused.
#[wasm_bindgen(js_name = readProgram, unchecked_return_type = "ProgramReport")]
pub fn read_program(#[wasm_bindgen(unchecked_param_type = "string")] text: JsValue) -> Js {
    answer(decode::text(&text, "program").map(|text| report(&text)))
}

/// A program as `listVariants` gives a variant: what it takes, and its weights in small.
#[wasm_bindgen(js_name = describeProgram, unchecked_return_type = "VariantInfo")]
pub fn describe_program(#[wasm_bindgen(unchecked_param_type = "string")] text: JsValue) -> Js {
    let described = decode::text(&text, "program").and_then(|text| {
        let own = read(&text)?;
        Ok(answer(VariantInfo::new(&own.tables().variant())))
    });
    described.unwrap_or_else(|error| answer::<()>(Err(error)))
}

/// A variant in its present state, as the text of a program that computes the same.
#[wasm_bindgen(js_name = programOf, unchecked_return_type = "string")]
pub fn program_of(
    #[wasm_bindgen(unchecked_param_type = "VariantOrProgram")] id: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Request")] request: JsValue,
) -> Js {
    answer(with(&id, |variant| {
        text_of(variant.title, &program(variant, &request::request(&request)?)?)
    }))
}

/// Which variant a program computes, or which comes closest.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Recognition {
    variant: &'static str,
    #[tsify(type = "Record<string, Value>")]
    params: BTreeMap<String, ParamValue>,
    /// Whether both computed the same on 200 draws.
    equal: bool,
    /// What the inputs of the variant are in the program, where one of them is called otherwise there or
    /// is made by a step.
    tables: Vec<NamedTable>,
    #[tsify(optional)]
    first_difference: Option<StepDifference>,
}

/// An input of a variant, and the table of a program that stands for it.
#[derive(Serialize, Tsify)]
pub struct NamedTable {
    input: &'static str,
    table: String,
    /// The line of the step that makes it; none of what the program is given.
    #[tsify(optional)]
    line: Option<usize>,
}

/// The first step of a program that the closest variant has nothing like.
#[derive(Serialize, Tsify)]
pub struct StepDifference {
    step: String,
    line: usize,
}

/// The variant that computes the same as a program, or the one that comes closest; nothing where no
/// variant takes such inputs.
#[wasm_bindgen(js_name = recogniseProgram, unchecked_return_type = "Recognition | undefined")]
pub fn recognise_program(#[wasm_bindgen(unchecked_param_type = "string")] text: JsValue) -> Js {
    let recognised = decode::text(&text, "program").and_then(|text| {
        let own = read(&text)?;
        let found = recognise(&own.tables().variant())?;
        let line = |step: String| own.line(&step).map(|line| StepDifference { step, line });
        let named = |(input, table): (&'static str, String)| NamedTable {
            line: own.line(&table),
            input,
            table,
        };
        Ok(found.map(|found| Recognition {
            tables: found.tables.into_iter().map(named).collect(),
            variant: found.variant,
            params: found.params,
            equal: found.equal,
            first_difference: found.first_difference.and_then(line),
        }))
    });
    answer(recognised)
}
