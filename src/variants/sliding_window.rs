//! Each token reads itself and the few tokens before it, no matter how long the sequence is.
//!
//! The window w says how many keys a query may read, its own among them. Only N·w of the N² pairs
//! are left, so twice the length is twice the work. A token still gets something from tokens
//! further back, through the layers: each layer reaches one window further.

use crate::program::build::Program;
use crate::program::condition::{Comparison, Condition, causal, place};
use crate::program::param::{Kind, MASK_FILL, Param, SCALE};
use crate::program::variant::{Example, Reference, Variant};
use crate::variants::family;
use crate::variants::parts::{K, MASK, ONE_HEAD, PRODUCTS, Q, V};

const WINDOW: Param = Param::new(
    "window",
    "window w",
    "How many keys a query reads: its own, and those before it.",
    Kind::Whole { least: 1, most: 64, start: 3 },
);

/// softmax(q kᵀ / √d) v over the keys i − w < j ≤ i
pub const VARIANT: Variant = Variant {
    id: "sliding-window",
    title: "Sliding-window attention",
    summary: "Each token reads itself and the few tokens before it.",
    name: "Sliding window",
    line: "the nearest keys only",
    family: family::WHOLE_SEQUENCE,
    reference: Reference {
        text: "Beltagy et al. 2020, Longformer, section 3.1",
        url: "https://arxiv.org/abs/2004.05150",
    },
    params: &[WINDOW, SCALE, MASK_FILL],
    inputs: &[Q, K, V, MASK],
    example: Example::new(
        "window",
        "Six tokens, a window of three",
        "Row 6 of the weights has three entries: keys 4, 5 and 6. Keys 1 to 3 weigh exactly 0.",
    ),
    sizes: &[('i', 6), ('j', 6), ('d', 4), ('m', 2)],
    cost_aliases: ONE_HEAD,
    file: include_str!("sliding_window.rs"),
    definition: None,
    build: Program::Shipped(|g| {
        let [q, k, v] = g.inputs(["q", "k", "v"]);
        let products = g.contract("id,jd->ij", q, k).named("products").transient();
        let scores = products.labelled(PRODUCTS).scale('d').named("scores").transient();
        let back = place('i').minus(place('j'));
        let near = Condition::compare(back, Comparison::Less, g.param(&WINDOW));
        let weights = scores.mask(g.mask_input() & causal() & near).softmax('j').named("weights");
        weights.contract("ij,jm->im", v).named("output")
    }),
};
