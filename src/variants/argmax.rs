//! Each query takes the value of the one key that it matches best, and nothing of the others.
//!
//! Softmax attention comes close to it when the scores are multiplied by a large number. A small
//! push on a query or a key does not change the winner, so the output does not move: nothing can be
//! learned about which key should have won.

use crate::program::build::Program;
use crate::program::choice::Choice;
use crate::program::param::{CAUSAL, Kind, Param, SCALE, Start};
use crate::program::variant::{Example, Reference, Variant};
use crate::variants::family;
use crate::variants::parts::{BIAS, K, MASK, ONE_HEAD, PRODUCTS, Q, V};

/// The usual way to train through a choice (Bengio, Léonard and Courville 2013,
/// arXiv:1308.3432): choose in the forward pass, pretend to have averaged in the backward pass.
const STRAIGHT_THROUGH: Param = Param::new(
    "straight_through",
    "gradient",
    "What the backward pass uses in place of the choice.",
    Kind::Flag {
        choices: [
            Choice {
                word: "false",
                label: "exact (0)",
                help: "A small push does not change the choice, so the gradient is exactly 0.",
            },
            Choice {
                word: "true",
                label: "straight-through estimator",
                help: "As if the weights were the softmax of the scores.",
            },
        ],
        start: Start::Always(false),
    },
);

/// The value of the key with the largest q·k.
pub const VARIANT: Variant = Variant {
    id: "argmax",
    title: "Argmax attention",
    summary: "Each query takes the value of the one key that it matches best.",
    name: "Argmax",
    line: "the best key only",
    family: family::WHOLE_SEQUENCE,
    reference: Reference {
        text: "Hard attention; compare Xu et al. 2015, Show, attend and tell, section 4.1",
        url: "https://arxiv.org/abs/1502.03044",
    },
    params: &[SCALE.starting(Start::Always(false)), CAUSAL, STRAIGHT_THROUGH],
    inputs: &[
        Q.example("[[1, 1, 2]]"),
        K.example("[[1, 2, 0], [0, 3, 4], [5, 0, 0], [0, 0, 1]]"),
        V.example("[[2, 0, 1], [1, 4, 3], [0, -1, 4], [1, 0, -1]]"),
        BIAS,
        MASK,
    ],
    example: Example::new("2a", "Homework 2 (a)", "Key 2 scores 11, more than any other, so the output is its value, (1, 4, 3), with no part of the other values.").homework(2),
    sizes: &[],
    cost_aliases: ONE_HEAD,
    file: include_str!("argmax.rs"),
    definition: None,
    build: Program::Shipped(|g| {
        let [q, k, v] = g.inputs(["q", "k", "v"]);
        let products = g.contract("id,jd->ij", q, k).named("products").transient();
        let scores = products.labelled(PRODUCTS).scale('d').named("scores").transient();
        let masked = scores.bias().mask(g.mask_input() & g.causal());
        let weights = masked.one_hot('j', g.flag(&STRAIGHT_THROUGH)).named("weights");
        weights.contract("ij,jm->im", v).named("output")
    }),
};
