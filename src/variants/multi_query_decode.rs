//! One new token with many queries reads a cache with a single set of keys and values.
//!
//! All heads share their keys and values, so the cache is h times smaller. A token computes nearly
//! as much as before but reads much less from memory, and decoding spends most of its time reading.

use crate::program::build::Program;
use crate::program::misprint::Printed;
use crate::program::param::{SCALE, Start};
use crate::program::variant::{Example, Input, Reference, Variant};
use crate::variants::family;
use crate::variants::parts::{HEADS_SHARE, per_token, up_to_itself};

/// One step of multi-query attention with a cache.
pub const VARIANT: Variant = Variant {
    id: "multi-query-decode",
    title: "Multi-query decoding",
    summary: "One new token reads a cache; all heads share its keys and values.",
    name: "Multi-query step",
    line: "one cache",
    family: family::CACHES,
    reference: Reference {
        text: "Shazeer 2019, Fast transformer decoding, section 3",
        url: "https://arxiv.org/abs/1911.02150",
    },
    params: &[SCALE.starting(Start::Always(false)).labelled("1/√k")],
    inputs: &[
        Input::new("x", "new tokens", "bd").or_several("btd"),
        Input::new("prev_k", "cached keys", "bnk"),
        Input::new("prev_v", "cached values", "bnv"),
        Input::new("w_q", "query weights", "hdk"),
        Input::new("w_k", "key weights", "dk"),
        Input::new("w_v", "value weights", "dv"),
        Input::new("w_o", "output weights", "hvd"),
    ],
    example: Example::new(
        "4-multi-query",
        "Homework 4, multi-query",
        "Both heads read the same keys: 8 numbers; multi-head attention keeps 16.",
    )
    .homework(4),
    sizes: &[('b', 1), ('d', 4), ('h', 2), ('n', 3), ('k', 2), ('v', 2)],
    cost_aliases: HEADS_SHARE,
    file: include_str!("multi_query_decode.rs"),
    definition: None,
    build: Program::Shipped(|g| {
        let [x, prev_k, prev_v] = g.inputs(["x", "prev_k", "prev_v"]);
        let [w_q, w_k, w_v, w_o] = g.inputs(["w_q", "w_k", "w_v", "w_o"]);
        let of = |equation| per_token(x, equation);
        let q = g.contract(&of("b[t]d,hdk->bh[t]k"), x, w_q).named("q");
        let k = g.contract(&of("b[t]d,dk->b[t]k"), x, w_k).named("k");
        let v = g.contract(&of("b[t]d,dv->b[t]v"), x, w_v).named("v");
        let keys = prev_k.concat('n', 'j', k).named_as("keys", "K");
        let values = prev_v.concat('n', 'j', v).named_as("values", "V");
        let products = of("bh[t]k,bjk->bh[t]j");
        let products = g.contract(&products, q, keys).named("products").transient();
        let products = products.misprinted("Homework 4", Printed::Equation("bkh,bnk->bhn"));
        let scores = products.scale('k').named("scores").transient();
        let weights = scores.mask(up_to_itself(g, x)).softmax('j').named("weights");
        let heads = g.contract(&of("bh[t]j,bjv->bh[t]v"), weights, values);
        let heads = heads.named_as("heads", "o");
        g.contract(&of("bh[t]v,hvd->b[t]d"), heads, w_o).named_as("output", "y")
    }),
};
