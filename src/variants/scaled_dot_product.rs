//! Each query compares itself with every key. Softmax turns the scores of one query into weights
//! that are positive and sum to 1, and the output is the average of the values under these weights.
//!
//! A dot product of two random vectors of width d has a spread of about √d. Without the division by
//! √d the softmax of long vectors would put nearly all weight on one key, and its gradient would
//! vanish.
//!
//! The temperature T divides the scores once more. As T falls to 0, the weights become those of
//! argmax attention; as T grows, all keys get nearly the same weight. A bias is added after both,
//! as the positions of ALiBi and T5 are, and the mask comes last.

use crate::program::build::Program;
use crate::program::param::{CAUSAL, MASK_FILL, SCALE, TEMPERATURE};
use crate::program::variant::{Example, Reference, Variant};
use crate::variants::family;
use crate::variants::parts::{BIAS, K, MASK, ONE_HEAD, PRODUCTS, Q, V};

/// softmax(q kᵀ / √d) v
pub const VARIANT: Variant = Variant {
    id: "scaled-dot-product",
    title: "Scaled dot-product attention",
    summary: "Each query averages all values: the better a key matches the query, the more its value counts.",
    name: "Softmax",
    line: "averages over all keys",
    family: family::WHOLE_SEQUENCE,
    reference: Reference {
        text: "Vaswani et al. 2017, Attention is all you need, section 3.2.1",
        url: "https://arxiv.org/abs/1706.03762",
    },
    params: &[SCALE, TEMPERATURE, CAUSAL, MASK_FILL],
    inputs: &[
        Q.example("[[1, 1, 2]]"),
        K.example("[[1, 2, 0], [0, 3, 4], [5, 0, 0], [0, 0, 1]]"),
        V.example("[[2, 0, 1], [1, 4, 3], [0, -1, 4], [1, 0, -1]]"),
        BIAS,
        MASK,
    ],
    example: Example::new(
        "2a-softmax",
        "Homework 2 (a), through softmax",
        "With the scale 1/√3, key 2 takes 0.955 of the weight and the others share the rest, so the output is close to (1, 4, 3) and not equal to it.",
    )
    .homework(2),
    sizes: &[],
    cost_aliases: ONE_HEAD,
    file: include_str!("scaled_dot_product.rs"),
    definition: None,
    build: Program::Shipped(|g| {
        let [q, k, v] = g.inputs(["q", "k", "v"]);
        let products = g.contract("id,jd->ij", q, k).named("products").transient();
        let scores = products.labelled(PRODUCTS).scale('d').named("scores").transient();
        let masked = scores.temperature().bias().mask(g.mask_input() & g.causal());
        let weights = masked.softmax('j').named("weights");
        weights.contract("ij,jm->im", v).named("output")
    }),
};
