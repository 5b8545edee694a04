//! A refusal as JavaScript throws it.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use crate::error::Error;

pub type Js = Result<JsValue, JsValue>;

/// The `AttentionError` of a refusal.
pub fn thrown(error: Error) -> JsValue {
    let thrown = js_sys::Error::new(&error.to_string());
    thrown.set_name("AttentionError");
    let set = |name: &str, value: JsValue| {
        // A plain error takes any field.
        let _ = Reflect::set(&thrown, &name.into(), &value);
    };
    set("code", error.code.as_str().into());
    set("field", error.field.into());
    if let Some(expected) = error.expected {
        set("expected", expected.into());
    }
    if let Some(found) = error.found {
        set("found", found.into());
    }
    set("hint", error.hint.into());
    thrown.into()
}
