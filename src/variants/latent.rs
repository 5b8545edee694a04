//! Multi-head latent attention, absorbed: one small vector per token is all that is cached.
//!
//! The keys and values of all heads are made from one latent vector c per token. The products can
//! be taken in another order: the query is multiplied by the key weights and is then compared with c
//! itself, and the value weights come after the average. No key and no value is ever stored.
//! DeepSeek's models add a part with rotary positions beside it.

use crate::program::build::{Builder, Program, Value};
use crate::program::condition::causal;
use crate::program::param::SCALE;
use crate::program::variant::{CostAliases, Example, Input, Reference, Variant};
use crate::variants::family;
use crate::variants::parts::{PRODUCTS, X};

/// qᵀ(U k) = (Uᵀ q)ᵀ c: heads read the latent vectors themselves
pub const VARIANT: Variant = Variant {
    id: "latent",
    title: "Multi-head latent attention",
    summary: "All heads read one latent vector per token, in place of keys and values made from it.",
    name: "Latent",
    line: "one small cache for all heads",
    family: family::HEADS,
    reference: Reference {
        text: "DeepSeek-AI 2024, DeepSeek-V2, section 2.1",
        url: "https://arxiv.org/abs/2405.04434",
    },
    params: &[SCALE.labelled("1/√k")],
    inputs: &[
        X,
        Input::new("w_c", "latent weights", "dl"),
        Input::new("w_q", "query weights", "hdk"),
        Input::new("u_k", "keys from the latent", "hlk"),
        Input::new("u_v", "values from the latent", "hlv"),
    ],
    example: Example::new(
        "latent",
        "Three tokens, two heads, a latent width of two",
        "Two numbers per token are kept; the keys and values of two heads would be eight.",
    ),
    sizes: &[('i', 3), ('d', 4), ('l', 2), ('h', 2), ('k', 2), ('v', 2)],
    cost_aliases: CostAliases { equal: &[("ij", "N")], approx: &[] },
    file: include_str!("latent.rs"),
    definition: Some(Program::Shipped(written_out)),
    build: Program::Shipped(|g| {
        let [x, w_c, w_q, u_k, u_v] = g.inputs(["x", "w_c", "w_q", "u_k", "u_v"]);
        let latent = g.contract("id,dl->il", x, w_c).named("c");
        let q = g.contract("id,hdk->hik", x, w_q).named("q");
        let absorbed = g.contract("hik,hlk->hil", q, u_k).named_as("absorbed", "q′");
        let products = g.contract("hil,jl->hij", absorbed, latent).named("products").transient();
        let scores = products.labelled(PRODUCTS).scale('k').named("scores").transient();
        let weights = scores.mask(causal()).softmax('j').named("weights");
        let averages = weights.contract("hij,jl->hil", latent).named_as("averages", "t");
        g.contract("hil,hlv->ihv", averages, u_v).named("output")
    }),
};

/// The same with the keys and values of every head written down.
fn written_out(g: &Builder) -> Value<'_> {
    let [x, w_c, w_q, u_k, u_v] = g.inputs(["x", "w_c", "w_q", "u_k", "u_v"]);
    let latent = g.contract("id,dl->il", x, w_c).named("c");
    let q = g.contract("id,hdk->hik", x, w_q).named("q");
    let k = g.contract("jl,hlk->hjk", latent, u_k).named("k");
    let v = g.contract("jl,hlv->hjv", latent, u_v).named("v");
    let products = g.contract("hik,hjk->hij", q, k).named("products").transient();
    let scores = products.labelled(PRODUCTS).scale('k').named("scores").transient();
    let weights = scores.mask(causal()).softmax('j').named("weights");
    weights.contract("hij,hjv->ihv", v).named("output")
}
