//! Two softmax attentions, one subtracted from the other.
//!
//! Weight that both maps put on the same keys cancels, such as weight on unimportant keys. The
//! weights may be negative, and a row adds up to 1 − λ. The paper learns λ and normalises the
//! result; here λ is a number, and the result is the difference itself.

use crate::program::build::Program;
use crate::program::condition::Condition;
use crate::program::param::{CAUSAL, Kind, MASK_FILL, Param, SCALE};
use crate::program::variant::{Example, Input, Reference, Variant};
use crate::variants::family;
use crate::variants::parts::{MASK, ONE_HEAD, V};

const LAMBDA: Param = Param::new(
    "lambda",
    "share λ",
    "How much of the second attention is subtracted.",
    Kind::Real { least: 0.0, most: 1.0, start: 0.8 },
);

/// (softmax(q₁ k₁ᵀ / √d) − λ softmax(q₂ k₂ᵀ / √d)) v
pub const VARIANT: Variant = Variant {
    id: "differential",
    title: "Differential attention",
    summary: "One softmax attention minus a share of another, so that the noise in both cancels.",
    name: "Differential",
    line: "one map minus another",
    family: family::WHOLE_SEQUENCE,
    reference: Reference {
        text: "Ye et al. 2024, Differential transformer, section 2.1",
        url: "https://arxiv.org/abs/2410.05258",
    },
    params: &[LAMBDA, SCALE, CAUSAL, MASK_FILL],
    inputs: &[
        Input::new("q1", "first queries", "id"),
        Input::new("k1", "first keys", "jd"),
        Input::new("q2", "second queries", "id"),
        Input::new("k2", "second keys", "jd"),
        V,
        MASK,
    ],
    example: Example::new(
        "difference",
        "Three queries, four keys",
        "Each row of the weights adds up to 1 − 0.8 = 0.2, and some weights are below 0.",
    ),
    sizes: &[('i', 3), ('j', 4), ('d', 4), ('m', 2)],
    cost_aliases: ONE_HEAD,
    file: include_str!("differential.rs"),
    definition: None,
    build: Program::Shipped(|g| {
        let [q1, k1, q2, k2, v] = g.inputs(["q1", "k1", "q2", "k2", "v"]);
        let map = |q, k, names: [&str; 4], symbols: [&str; 4]| {
            let [products, scores, masked, weights] = names;
            let [p, s, s_masked, a] = symbols;
            let products = g.contract("id,jd->ij", q, k).named_as(products, p).transient();
            let scores = products.scale('d').named_as(scores, s).transient();
            let open = g.mask_input() & g.causal();
            let seen = if open == Condition::Always {
                scores
            } else {
                scores.mask(open).named_as(masked, s_masked)
            };
            seen.softmax('j').named_as(weights, a)
        };
        let first = map(
            q1,
            k1,
            ["products-1", "scores-1", "masked-1", "weights-1"],
            ["p_1", "s_1", "s_1′", "a_1"],
        );
        let second = map(
            q2,
            k2,
            ["products-2", "scores-2", "masked-2", "weights-2"],
            ["p_2", "s_2", "s_2′", "a_2"],
        );
        let share = second.times(g.number(&LAMBDA)).named_as("share", "u").transient();
        let weights = first.minus("ij,ij->ij", share).named("weights").transient();
        weights.contract("ij,jm->im", v).named("output")
    }),
};
