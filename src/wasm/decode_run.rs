//! What `decodeRun` gives: a sequence, token by token through a cache, for three kinds of heads.

use std::collections::BTreeMap;

use js_sys::Float64Array;
use serde::Serialize;
use tsify::Tsify;

use super::trace::{Note, Tensor};
use crate::runs::decode;

/// A sequence that was decoded by each kind of heads.
#[derive(Serialize, Tsify)]
pub struct DecodeRun {
    /// The tokens and the weights, as they were given or filled in; by name.
    #[tsify(type = "Record<string, Tensor>")]
    inputs: BTreeMap<&'static str, Tensor>,
    /// Multi-head, grouped-query and multi-query attention, from the largest cache to the smallest.
    kinds: Vec<DecodeKind>,
    notes: Vec<Note>,
}

/// A sequence that was decoded by one kind of heads.
#[derive(Serialize, Tsify)]
pub struct DecodeKind {
    /// The variant that takes each step.
    variant: &'static str,
    /// How many sets of keys and values the heads share.
    groups: usize,
    /// What each token leaves, in their order.
    tokens: Vec<DecodeToken>,
    /// The full causal computation of the same sequence.
    output: Tensor,
    /// The largest difference between it and the outputs of the tokens.
    difference: f64,
}

/// One step of a decoding run.
#[derive(Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct DecodeToken {
    /// The cached keys, this token's among them.
    keys: Tensor,
    /// The cached values, this token's among them.
    values: Tensor,
    /// What the token becomes.
    #[serde(with = "serde_wasm_bindgen::preserve")]
    #[tsify(type = "Float64Array")]
    output: Float64Array,
    /// How many numbers the cache holds after this token.
    cache_numbers: usize,
    /// How many bytes they take, 8 each.
    cache_bytes: usize,
    /// Operations of the step.
    operations: f64,
    /// How many numbers a fused kernel touches in the step.
    touched: f64,
}

impl From<decode::DecodeRun> for DecodeRun {
    fn from(run: decode::DecodeRun) -> Self {
        let inputs = run.inputs.iter().map(|(name, tensor)| (*name, Tensor::new(tensor)));
        Self {
            inputs: inputs.collect(),
            kinds: run.kinds.into_iter().map(DecodeKind::from).collect(),
            notes: run.notes.into_iter().map(Note::from).collect(),
        }
    }
}

impl From<decode::Kind> for DecodeKind {
    fn from(kind: decode::Kind) -> Self {
        Self {
            variant: kind.variant,
            groups: kind.groups,
            tokens: kind.tokens.into_iter().map(DecodeToken::from).collect(),
            output: Tensor::new(&kind.output),
            difference: kind.difference,
        }
    }
}

impl From<decode::Token> for DecodeToken {
    fn from(token: decode::Token) -> Self {
        Self {
            keys: Tensor::new(&token.keys),
            values: Tensor::new(&token.values),
            output: Float64Array::from(token.output.as_slice()),
            cache_numbers: token.cache_numbers,
            cache_bytes: token.cache_bytes,
            operations: token.operations,
            touched: token.touched,
        }
    }
}
