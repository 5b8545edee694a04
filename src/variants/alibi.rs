//! Positions as a penalty: the further back a key lies, the lower its score.
//!
//! Nothing else tells a head where a token stands. Each head has a slope of its own, 2^(−8h/H) for
//! head h of H, and a score is lowered by the slope times the distance. A head with a steep slope
//! attends to near keys; a head with a flat slope also attends to keys far back. A sequence may be
//! longer than any in training: its scores fall along the same line.

use crate::program::build::Program;
use crate::program::condition::{causal, number, place};
use crate::program::param::{MASK_FILL, SCALE};
use crate::program::variant::{Example, Input, Reference, Variant};
use crate::variants::family;
use crate::variants::parts::{MASK, ONE_HEAD, PRODUCTS};

/// softmax(q kᵀ / √d − slope · (i − j)) v
pub const VARIANT: Variant = Variant {
    id: "alibi",
    title: "Attention with linear biases",
    summary: "Scores fall with the distance to a key, each head along a slope of its own.",
    name: "ALiBi",
    line: "scores fall with distance",
    family: family::POSITIONS,
    reference: Reference {
        text: "Press et al. 2021, Train short, test long, section 3",
        url: "https://arxiv.org/abs/2108.12409",
    },
    params: &[SCALE, MASK_FILL],
    inputs: &[
        Input::new("q", "queries of each head", "hid"),
        Input::new("k", "keys of each head", "hjd"),
        Input::new("v", "values of each head", "hjm"),
        MASK,
    ],
    example: Example::new(
        "slopes",
        "Two heads, four tokens",
        "The slopes are 1/16 and 1/256: the scores of head 1 fall 16 times as fast as those of head 2.",
    ),
    sizes: &[('h', 2), ('i', 4), ('j', 4), ('d', 3), ('m', 2)],
    cost_aliases: ONE_HEAD,
    file: include_str!("alibi.rs"),
    definition: None,
    build: Program::Shipped(|g| {
        let [q, k, v] = g.inputs(["q", "k", "v"]);
        let products = g.contract("hid,hjd->hij", q, k).named("products").transient();
        let scores = products.labelled(PRODUCTS).scale('d').named("scores").transient();
        let exponent = number(-8.0).times(place('h')).over(g.size_of('h'));
        let slopes = g.table(number(2.0).power(exponent), g.axes("h")).named_as("slopes", "α");
        let distances = g.table(place('i').minus(place('j')), g.axes("ij"));
        let distances = distances.named_as("distances", "δ");
        let penalty = slopes.contract("h,ij->hij", distances).named_as("penalty", "f").transient();
        let biased = scores.minus("hij,hij->hij", penalty).named("biased").transient();
        let weights = biased.mask(g.mask_input() & causal()).softmax('j').named("weights");
        weights.contract("hij,hjm->him", v).named("output")
    }),
};
