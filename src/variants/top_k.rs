//! Each query reads its few best keys, and no other.
//!
//! The softmax runs over the largest scores of a row; at a tie the first key is taken. A small push
//! does not change which keys these are, so no gradient flows through the choice. It flows through
//! the weights of the keys that were chosen.

use crate::program::build::Program;
use crate::program::param::{CAUSAL, Kind, Param, SCALE};
use crate::program::variant::{Example, Reference, Variant};
use crate::variants::family;
use crate::variants::parts::{K, MASK, ONE_HEAD, PRODUCTS, Q, V};

const TOP: Param = Param::new(
    "top",
    "best keys k",
    "How many keys a query reads: those with the largest scores.",
    Kind::Whole { least: 1, most: 64, start: 2 },
);

/// softmax over the k largest of q kᵀ / √d
pub const VARIANT: Variant = Variant {
    id: "top-k",
    title: "Top-k attention",
    summary: "Each query reads its few best keys, weighted by a softmax over them.",
    name: "Top-k",
    line: "the best keys only",
    family: family::WHOLE_SEQUENCE,
    reference: Reference {
        text: "Zhao et al. 2019, Explicit sparse transformer, section 3",
        url: "https://arxiv.org/abs/1912.11637",
    },
    params: &[TOP, SCALE, CAUSAL],
    inputs: &[
        Q.example("[[1, 1, 2]]"),
        K.example("[[1, 2, 0], [0, 3, 4], [5, 0, 0], [0, 0, 1]]"),
        V.example("[[2, 0, 1], [1, 4, 3], [0, -1, 4], [1, 0, -1]]"),
        MASK,
    ],
    example: Example::new(
        "top-two",
        "The two best of four keys",
        "Keys 2 and 3 score highest and share all of the weight. The others weigh exactly 0.",
    ),
    sizes: &[],
    cost_aliases: ONE_HEAD,
    file: include_str!("top_k.rs"),
    definition: None,
    build: Program::Shipped(|g| {
        let [q, k, v] = g.inputs(["q", "k", "v"]);
        let products = g.contract("id,jd->ij", q, k).named("products").transient();
        let scores = products.labelled(PRODUCTS).scale('d').named("scores").transient();
        let open = scores.mask(g.mask_input() & g.causal());
        let best = open.top('j', g.whole(&TOP)).named_as("best", "b");
        let kept = open.mask(best.given()).named_as("kept", "s′′");
        let weights = kept.softmax('j').named("weights");
        weights.contract("ij,jm->im", v).named("output")
    }),
};
