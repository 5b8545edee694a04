//! A list of doubles as a `Float64Array`.

use js_sys::Float64Array;
use serde::{Serialize, Serializer};

use crate::base::floats::Floats;

impl Serialize for Floats {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serde_wasm_bindgen::preserve::serialize(&Float64Array::from(&self.0[..]), serializer)
    }
}
