//! The heads form groups, and each group shares one set of keys and values.
//!
//! With as many groups as heads this is multi-head attention, with one group multi-query attention.
//! A number of groups between these two keeps most of the quality of multi-head attention at nearly
//! the cache size of multi-query attention.

use crate::program::build::Program;
use crate::program::param::{SCALE, Start};
use crate::program::variant::{CostAliases, Example, Input, Reference, Variant};
use crate::variants::family;
use crate::variants::parts::{KV_HEADS, per_token, up_to_itself};

/// One step of grouped-query attention with a cache.
pub const VARIANT: Variant = Variant {
    id: "grouped-query-decode",
    title: "Grouped-query decoding",
    summary: "One new token reads a cache; each group of heads shares its keys and values.",
    name: "Grouped-query step",
    line: "one cache per group",
    family: family::CACHES,
    reference: Reference {
        text: "Ainslie et al. 2023, GQA",
        url: "https://arxiv.org/abs/2305.13245",
    },
    params: &[KV_HEADS.size_of('g'), SCALE.starting(Start::Always(false)).labelled("1/√k")],
    inputs: &[
        Input::new("x", "new tokens", "bd").or_several("btd"),
        Input::new("prev_k", "cached keys", "bgnk"),
        Input::new("prev_v", "cached values", "bgnv"),
        Input::new("w_q", "query weights", "hdk"),
        Input::new("w_k", "key weights", "gdk"),
        Input::new("w_v", "value weights", "gdv"),
        Input::new("w_o", "output weights", "hvd"),
    ],
    example: Example::new(
        "4-shared-by-groups",
        "Homework 4, grouped-query",
        "Four heads share two sets of keys: 16 numbers; four sets would be 32.",
    )
    .homework(4),
    sizes: &[('b', 1), ('d', 4), ('h', 4), ('g', 2), ('n', 3), ('k', 2), ('v', 2)],
    cost_aliases: CostAliases { equal: &[("kv", "d/h"), ("r", "h/g")], approx: &[] },
    file: include_str!("grouped_query_decode.rs"),
    definition: None,
    build: Program::Shipped(|g| {
        let [x, prev_k, prev_v] = g.inputs(["x", "prev_k", "prev_v"]);
        let [w_q, w_k, w_v, w_o] = g.inputs(["w_q", "w_k", "w_v", "w_o"]);
        let of = |equation| per_token(x, equation);
        let q = g.contract(&of("b[t]d,hdk->bh[t]k"), x, w_q).named_as("q-heads", "q");
        let q = q.split('h', ['g', 'r'], g.whole(&KV_HEADS), "kv_heads").named("q");
        let k = g.contract(&of("b[t]d,gdk->bg[t]k"), x, w_k).named("k");
        let v = g.contract(&of("b[t]d,gdv->bg[t]v"), x, w_v).named("v");
        let keys = prev_k.concat('n', 'j', k).named_as("keys", "K");
        let values = prev_v.concat('n', 'j', v).named_as("values", "V");
        let products = of("bgr[t]k,bgjk->bgr[t]j");
        let products = g.contract(&products, q, keys).named("products").transient();
        let scores = products.scale('k').named("scores").transient();
        let weights = scores.mask(up_to_itself(g, x)).softmax('j').named("weights");
        let groups = g.contract(&of("bgr[t]j,bgjv->bgr[t]v"), weights, values);
        let groups = groups.named_as("groups", "o");
        let heads = groups.merge(['g', 'r'], 'h').named_as("heads", "o");
        g.contract(&of("bh[t]v,hvd->b[t]d"), heads, w_o).named_as("output", "y")
    }),
};
