//! One new token attends to the tokens before it, whose keys and values are in a cache.
//!
//! Nothing of the past is computed again: the token is projected, its key and its value join the
//! cache, and its query reads the whole cache. Every head has keys and values of its own, so the
//! cache is as wide as the model.

use crate::program::build::Program;
use crate::program::param::{SCALE, Start};
use crate::program::variant::{Example, Input, Reference, Variant};
use crate::variants::family;
use crate::variants::parts::{HEADS_SHARE, per_token, up_to_itself};

/// One step of multi-head attention with a cache.
pub const VARIANT: Variant = Variant {
    id: "multi-head-decode",
    title: "Multi-head decoding",
    summary: "One new token reads a cache in which every head has its own keys and values.",
    name: "Multi-head step",
    line: "one cache per head",
    family: family::CACHES,
    reference: Reference {
        text: "Shazeer 2019, Fast transformer decoding, section 2.3",
        url: "https://arxiv.org/abs/1911.02150",
    },
    params: &[SCALE.starting(Start::Always(false)).labelled("1/√k")],
    inputs: &[
        Input::new("x", "new tokens", "bd").or_several("btd"),
        Input::new("prev_k", "cached keys", "bhnk"),
        Input::new("prev_v", "cached values", "bhnv"),
        Input::new("w_q", "query weights", "hdk"),
        Input::new("w_k", "key weights", "hdk"),
        Input::new("w_v", "value weights", "hdv"),
        Input::new("w_o", "output weights", "hvd"),
    ],
    example: Example::new("4-multi-head", "Homework 4, multi-head", "The new token adds a key and a value to each head: the cached keys are 16 numbers from here on.").homework(4),
    sizes: &[('b', 1), ('d', 4), ('h', 2), ('n', 3), ('k', 2), ('v', 2)],
    cost_aliases: HEADS_SHARE,
    file: include_str!("multi_head_decode.rs"),
    definition: None,
    build: Program::Shipped(|g| {
        let [x, prev_k, prev_v] = g.inputs(["x", "prev_k", "prev_v"]);
        let [w_q, w_k, w_v, w_o] = g.inputs(["w_q", "w_k", "w_v", "w_o"]);
        let of = |equation| per_token(x, equation);
        let q = g.contract(&of("b[t]d,hdk->bh[t]k"), x, w_q).named("q");
        let k = g.contract(&of("b[t]d,hdk->bh[t]k"), x, w_k).named("k");
        let v = g.contract(&of("b[t]d,hdv->bh[t]v"), x, w_v).named("v");
        let keys = prev_k.concat('n', 'j', k).named_as("keys", "K");
        let values = prev_v.concat('n', 'j', v).named_as("values", "V");
        let products = of("bh[t]k,bhjk->bh[t]j");
        let products = g.contract(&products, q, keys).named("products").transient();
        let scores = products.scale('k').named("scores").transient();
        let weights = scores.mask(up_to_itself(g, x)).softmax('j').named("weights");
        let heads = g.contract(&of("bh[t]j,bhjv->bh[t]v"), weights, values);
        let heads = heads.named_as("heads", "o");
        g.contract(&of("bh[t]v,hvd->b[t]d"), heads, w_o).named_as("output", "y")
    }),
};
