//! Kernel attention in linear time: the keys and values are summed up once, and every query reads
//! the sum.
//!
//! If the similarity is φ(q)·φ(k), the order of the products can be changed: φ(k) vᵀ does not
//! depend on the query. N² comparisons become N updates of a table whose size does not depend on N.
//! This saves work once there are more tokens than features.

use crate::program::build::{Builder, Program, Value};
use crate::program::condition::Condition;
use crate::program::param::CAUSAL;
use crate::program::variant::{CostAliases, Example, Reference, Variant};
use crate::variants::family;
use crate::variants::parts::{FEATURE_MAP, K, OFFSET, ONE_HEAD, Q, V, all_pairs, feature_maps};

/// φ(q) (Σⱼ φ(kⱼ) vⱼᵀ) / φ(q) (Σⱼ φ(kⱼ))
pub const VARIANT: Variant = Variant {
    id: "linear",
    title: "Linear attention",
    summary: "Keys and values are summed up once; every query reads the same sum.",
    name: "Linear",
    line: "one shared sum",
    family: family::KERNELS,
    reference: Reference {
        text: "Katharopoulos et al. 2020, Transformers are RNNs, section 3.2",
        url: "https://arxiv.org/abs/2006.16236",
    },
    params: &[FEATURE_MAP, OFFSET, CAUSAL],
    inputs: &[
        Q.example("[[1, 0], [0, 1], [1, 1]]"),
        K.example("[[1, 1], [0, 2], [-1, 1]]"),
        V.example("[[1, 0], [0, 1], [2, 2]]"),
    ],
    example: Example::new("6-linear", "Homework 6, linear time", "The output is the same as that of the quadratic kernel on these numbers. Only the order of the sums differs: the state does not depend on the query.").homework(6),
    sizes: &[],
    cost_aliases: CostAliases { approx: &[("M", "D")], ..ONE_HEAD },
    file: include_str!("linear.rs"),
    definition: Some(Program::Shipped(quadratic_time)),
    build: Program::Shipped(|g| {
        // With a causal mask every query has a sum of its own: see `linear-recurrent`.
        if g.causal() != Condition::Always {
            return quadratic_time(g);
        }
        let [q, k, v] = g.inputs(["q", "k", "v"]);
        let (of_q, of_k, f) = feature_maps(g, q, k);
        let state = g.contract(&format!("j{f},jm->{f}m"), of_k, v).named_as("state", "S");
        let norm = of_k.sum(&format!("j{f}->{f}")).named_as("norm", "z");
        let sums = g.contract(&format!("i{f},{f}m->im"), of_q, state).named_as("sums", "t");
        let totals = g.contract(&format!("i{f},{f}->i"), of_q, norm).named_as("totals", "n");
        sums.div("im,i->im", totals).named("output")
    }),
};

/// The same function as a comparison of every query with every key.
fn quadratic_time(g: &Builder) -> Value<'_> {
    all_pairs(g, g.causal())
}
