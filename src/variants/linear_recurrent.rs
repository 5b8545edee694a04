//! Causal linear attention as a recurrent network: one state is carried from token to token.
//!
//! The state is a table S = Σ φ(k) vᵀ and a vector z = Σ φ(k), both sums over the tokens so far. A
//! token adds its key and value, then its query reads the state. However long the past is, it takes
//! the same memory, and a step takes the same time.

use crate::program::build::Program;
use crate::program::condition::causal;
use crate::program::variant::{CostAliases, Example, Reference, Variant};
use crate::variants::family;
use crate::variants::parts::{FEATURE_MAP, K, OFFSET, ONE_HEAD, Q, V, all_pairs, feature_maps};

/// φ(qᵢ) Sᵢ / φ(qᵢ) zᵢ with Sᵢ = Sᵢ₋₁ + φ(kᵢ) vᵢᵀ and zᵢ = zᵢ₋₁ + φ(kᵢ)
pub const VARIANT: Variant = Variant {
    id: "linear-recurrent",
    title: "Linear attention, recurrent",
    summary: "A state of fixed size is carried from token to token; each query reads it.",
    name: "Linear, recurrent",
    line: "one running sum",
    family: family::KERNELS,
    reference: Reference {
        text: "Katharopoulos et al. 2020, Transformers are RNNs, section 3.4",
        url: "https://arxiv.org/abs/2006.16236",
    },
    params: &[FEATURE_MAP, OFFSET],
    inputs: &[
        Q.example("[[1, 0], [0, 1], [1, 1]]"),
        K.sized("id").example("[[1, 1], [0, 2], [-1, 1]]"),
        V.sized("im").example("[[1, 0], [0, 1], [2, 2]]"),
    ],
    example: Example::new("6-recurrent", "Homework 6, as a recurrent network", "State 3 holds the updates of all three tokens, so the last row of the output is that of linear attention.").homework(6),
    sizes: &[],
    cost_aliases: CostAliases { approx: &[("M", "D")], ..ONE_HEAD },
    file: include_str!("linear_recurrent.rs"),
    definition: Some(Program::Shipped(|g| all_pairs(g, causal()))),
    build: Program::Shipped(|g| {
        let [q, k, v] = g.inputs(["q", "k", "v"]);
        let (of_q, of_k, f) = feature_maps(g, q, k);
        let updates = g.contract(&format!("j{f},jm->j{f}m"), of_k, v).named_as("updates", "u");
        let states = updates.running_sum('j', false).named_as("states", "S");
        let norms = of_k.running_sum('j', false).named_as("norms", "z");
        let sums = g.contract(&format!("i{f},i{f}m->im"), of_q, states).named_as("sums", "t");
        let totals = g.contract(&format!("i{f},i{f}->i"), of_q, norms).named_as("totals", "n");
        sums.div("im,i->im", totals).named("output")
    }),
};
