//! Each query takes the value of the one key that it matches best, whole and unmixed.
//!
//! It is what softmax attention becomes when the scores are multiplied by a number without bound.
//! A small push on a query or a key leaves the winner the winner, so the output does not move:
//! nothing can be learned about which key should have won.

use crate::axis::{D, J};
use crate::mask::causal;
use crate::param::{CAUSAL, SCALE};
use crate::variants::{K, MASK, Q, Reference, V, Variant};

/// The value of the key with the largest q·k.
pub const VARIANT: Variant = Variant {
    id: "argmax",
    title: "Argmax attention",
    summary: "Each query takes the value of the one key that it matches best.",
    family: "How weights are chosen",
    reference: Reference {
        text: "Hard attention; compare Xu et al. 2015, Show, attend and tell, section 4.1",
        url: "https://arxiv.org/abs/1502.03044",
    },
    params: &[SCALE.starting_at(0), CAUSAL],
    inputs: &[
        Q.example("[[1, 1, 2]]"),
        K.example("[[1, 2, 0], [0, 3, 4], [5, 0, 0], [0, 0, 1]]"),
        V.example("[[2, 0, 1], [1, 4, 3], [0, -1, 4], [1, 0, -1]]"),
        MASK,
    ],
    example: "Homework 2 (a)",
    file: include_str!("argmax.rs"),
    build: |g| {
        let [q, k, v] = g.inputs(["q", "k", "v"]);
        let products = g.contract("id,jd->ij", q, k).named("products");
        let scores = products.scale(D).named("scores");
        let masked = scores.mask(g.given_mask() & causal().when(g.flag(&CAUSAL)));
        let weights = masked.one_hot(J).named("weights");
        weights.contract("ij,jm->im", v).named("output")
    },
};
