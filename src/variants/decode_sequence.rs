//! The full causal computation of a sequence whose heads share keys and values in groups.
//!
//! It takes the weights of all heads. Heads that form a group share the mean of their key and value
//! weights, as Ainslie et al. 2023, section 2.1 make a grouped model from a multi-head one; with a
//! group for each head the mean is the weights themselves, bit for bit. A decoding run asks for its
//! inputs, and its steps must agree with it.

use crate::program::build::Program;
use crate::program::condition::causal;
use crate::program::param::{SCALE, Start};
use crate::program::variant::{Example, Input, Reference, Variant};
use crate::variants::family;
use crate::variants::parts::{KV_HEADS, SELF_ATTENTION, X};

/// Causal self-attention, with the key and value weights of a group averaged.
pub const VARIANT: Variant = Variant {
    id: "decode-sequence",
    title: "A sequence, decoded",
    summary: "Causal attention over a sequence whose heads share keys and values in groups.",
    name: "A sequence",
    line: "token by token",
    family: family::CACHES,
    reference: Reference {
        text: "Ainslie et al. 2023, GQA, section 2.1",
        url: "https://arxiv.org/abs/2305.13245",
    },
    params: &[KV_HEADS, SCALE.starting(Start::Always(false))],
    inputs: &[
        X,
        Input::new("w_q", "query weights", "hdk"),
        Input::new("w_k", "key weights", "hdk"),
        Input::new("w_v", "value weights", "hdv"),
        Input::new("w_o", "output weights", "hvd"),
    ],
    example: Example::new(
        "sequence",
        "Five tokens, four heads in two groups",
        "Every token's output is, bit for bit, that of the full computation.",
    ),
    sizes: &[('i', 5), ('d', 4), ('h', 4), ('k', 2), ('v', 2)],
    cost_aliases: SELF_ATTENTION,
    file: include_str!("decode_sequence.rs"),
    definition: None,
    build: Program::Shipped(|g| {
        let [x, w_q, w_k, w_v, w_o] = g.inputs(["x", "w_q", "w_k", "w_v", "w_o"]);
        let groups = g.whole(&KV_HEADS);
        let [w_k, w_v] = [w_k, w_v].map(|w| w.split('h', ['g', 'r'], groups, KV_HEADS.name));
        let w_k = w_k.sum("grdk->gdk").div_size('r').named_as("mean_k", "w");
        let w_v = w_v.sum("grdv->gdv").div_size('r').named_as("mean_v", "w");
        let q = g.contract("id,hdk->ihk", x, w_q).named_as("q-heads", "q");
        let q = q.split('h', ['g', 'r'], groups, KV_HEADS.name).named("q");
        let keys = g.contract("jd,gdk->jgk", x, w_k).named_as("keys", "K");
        let values = g.contract("jd,gdv->jgv", x, w_v).named_as("values", "V");
        let products = g.contract("igrk,jgk->grij", q, keys).named("products").transient();
        let scores = products.scale('k').named("scores").transient();
        let weights = scores.mask(causal()).softmax('j').named("weights");
        let groups = g.contract("grij,jgv->igrv", weights, values).named_as("groups", "o");
        let heads = groups.merge(['g', 'r'], 'h').named_as("heads", "o");
        g.contract("ihv,hvd->id", heads, w_o).named_as("output", "y")
    }),
};
