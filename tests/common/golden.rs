//! Reference numbers from PyTorch (see tests/golden/make.py), read from JSON text, and the
//! fingerprint of a result's bits. Serves the native test and the one in the browser alike.
#![allow(dead_code, reason = "each test file uses its own part")]

#[path = "json.rs"]
mod json;

use std::collections::BTreeMap;

use attention_playground::program::trace::Trace;
use attention_playground::request::Request;
use attention_playground::request::nested::Nested;
use json::{nested, setting};
use serde::Deserialize;
use serde_json::{Map, Value};

/// The cases of each variant.
pub const FILES: &[(&str, &str)] = &[
    ("scaled-dot-product", include_str!("../golden/scaled-dot-product.json")),
    ("argmax", include_str!("../golden/argmax.json")),
    ("multi-head", include_str!("../golden/multi-head.json")),
    ("multi-head-decode", include_str!("../golden/multi-head-decode.json")),
    ("multi-query-decode", include_str!("../golden/multi-query-decode.json")),
    ("grouped-query-decode", include_str!("../golden/grouped-query-decode.json")),
    ("kernel", include_str!("../golden/kernel.json")),
    ("linear", include_str!("../golden/linear.json")),
    ("linear-recurrent", include_str!("../golden/linear-recurrent.json")),
    ("cross", include_str!("../golden/cross.json")),
    ("transformer-layer", include_str!("../golden/transformer-layer.json")),
    ("sliding-window", include_str!("../golden/sliding-window.json")),
    ("top-k", include_str!("../golden/top-k.json")),
    ("differential", include_str!("../golden/differential.json")),
    ("alibi", include_str!("../golden/alibi.json")),
    ("rope", include_str!("../golden/rope.json")),
    ("latent", include_str!("../golden/latent.json")),
];

/// The fingerprints, by variant and name of the case.
pub type Bits = BTreeMap<String, BTreeMap<String, String>>;

/// The fingerprints that every platform must find.
pub fn known_bits() -> Bits {
    serde_json::from_str(include_str!("../golden/bits.json")).expect("bits.json is what we wrote")
}

/// A request, and what PyTorch says about it.
pub struct Case {
    pub name: String,
    pub request: Request,
    /// The tensors of some steps, by name.
    pub steps: BTreeMap<String, Nested>,
    /// The gradients of the inputs, by name; empty for a case without a backward pass.
    pub gradients: BTreeMap<String, Nested>,
}

/// The cases of a variant; none where the files have no such variant.
pub fn cases(variant: &str) -> Vec<Case> {
    let file = FILES.iter().find(|(name, _)| *name == variant);
    file.map_or_else(Vec::new, |(_, text)| read(text))
}

#[derive(Deserialize)]
struct File {
    cases: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    name: String,
    params: Map<String, Value>,
    inputs: Map<String, Value>,
    steps: Map<String, Value>,
    upstream: Option<Value>,
    #[serde(default)]
    gradients: Map<String, Value>,
}

fn read(text: &str) -> Vec<Case> {
    let file: File = serde_json::from_str(text).expect("make.py writes such files");
    let case = |line: Line| {
        let params = line.params.iter().map(|(name, value)| (name.clone(), setting(value)));
        let request = Request {
            inputs: tensors(&line.inputs),
            params: params.collect(),
            gradients: line.upstream.is_some(),
            upstream: line.upstream.as_ref().map(nested),
            ..Request::default()
        };
        let gradients = tensors(&line.gradients);
        Case { name: line.name, request, steps: tensors(&line.steps), gradients }
    };
    file.cases.into_iter().map(case).collect()
}

fn tensors(map: &Map<String, Value>) -> BTreeMap<String, Nested> {
    map.iter().map(|(name, value)| (name.clone(), nested(value))).collect()
}

/// FNV-1a (64 bits) over the bytes of every cell of every step, in order.
pub fn bits(trace: &Trace) -> String {
    let cells = trace.values.iter().flat_map(|tensor| &tensor.data);
    let bytes = cells.flat_map(|cell| cell.to_le_bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}
