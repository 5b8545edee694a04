//! The boundary as a page meets it: JavaScript values in, JavaScript values or an `AttentionError` out.
//!
//! One crate, since each starts a browser of its own.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::float_cmp, reason = "what is compared is computed alike, to the last bit")]

#[path = "../common/golden.rs"]
mod golden;
#[path = "../common/js.rs"]
mod js;
#[path = "../common/table.rs"]
mod table;

mod hostile;
mod program;
mod requests;
mod results;
mod several_runs;
mod tables;

use attention_playground::wasm;
use js::{Answer, js};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

fn run_variant(id: &str, request: JsValue) -> Answer {
    wasm::run_variant(id.into(), request)
}

fn explain_cell(id: &str, request: JsValue, step: &str, index: JsValue) -> Answer {
    wasm::explain_cell(id.into(), request, step.into(), index)
}

fn parse_matrix(text: &str) -> Answer {
    wasm::parse_matrix(text.into())
}

fn computed(variant: &str, request: &str) -> JsValue {
    run_variant(variant, js(request)).unwrap_or_else(|error| panic!("{request}: {error:?}"))
}

fn assert_none(failures: &[String]) {
    assert!(failures.is_empty(), "{} differences\n{}", failures.len(), failures.join("\n"));
}
