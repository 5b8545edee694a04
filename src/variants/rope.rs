//! Positions as angles: each pair of features is rotated, by an angle that grows with the position.
//!
//! Token i rotates pair p by (i − 1)·θₚ, where θₚ = base^(−(p − 1)/(d/2)): the first pair by one
//! radian per token, later pairs more and more slowly. The product of a rotated query and a rotated
//! key depends only on the difference of their angles, and so only on how far apart the two tokens
//! are.
//!
//! A pair is two neighbouring features here, as in the paper. LLaMA's code pairs each feature of
//! the first half with one of the second half: the same computation with the features in another
//! order.

use crate::program::build::{Builder, Program, Value};
use crate::program::condition::{Comparison, Condition, number, place};
use crate::program::function::Function;
use crate::program::param::{CAUSAL, Kind, MASK_FILL, Param, SCALE};
use crate::program::variant::{CostAliases, Example, Reference, Variant};
use crate::variants::family;
use crate::variants::parts::{K, MASK, PRODUCTS, Q, V};

const BASE: Param = Param::new(
    "base",
    "base",
    "The larger the base, the more slowly the last pairs rotate.",
    Kind::Real { least: 1.0, most: 1e8, start: 10000.0 },
);

/// softmax((R q)(R k)ᵀ / √d) v, with R the rotation of each pair by its token's angle
pub const VARIANT: Variant = Variant {
    id: "rope",
    title: "Rotary positions",
    summary: "Pairs of features are rotated by angles that grow with the position of a token.",
    name: "RoPE",
    line: "pairs are rotated",
    family: family::POSITIONS,
    reference: Reference {
        text: "Su et al. 2021, RoFormer, section 3.2",
        url: "https://arxiv.org/abs/2104.09864",
    },
    params: &[BASE, SCALE, CAUSAL, MASK_FILL],
    inputs: &[Q, K.sized("id"), V.sized("im"), MASK.sized("ii")],
    example: Example::new(
        "angles",
        "Four tokens, two pairs",
        "Pair 1 rotates by one radian per token, pair 2 by a hundredth of that. Token 1 is not rotated at all.",
    ),
    sizes: &[('i', 4), ('d', 4), ('m', 2)],
    cost_aliases: CostAliases { equal: &[("ij", "N"), ("y", "x"), ("m", "M")], approx: &[] },
    file: include_str!("rope.rs"),
    definition: None,
    build: Program::Shipped(|g| {
        let [q, k, v] = g.inputs(["q", "k", "v"]);
        let q = q.pairs('d', ['p', 'y'], "q").named_as("q-pairs", "q");
        let k = k.pairs('d', ['p', 'y'], "k").named_as("k-pairs", "k");
        let rotation = g.group("Rotations", || rotations(g));
        let q = rotation.contract("ipxy,ipy->ipx", q).named_as("q-turned", "q′");
        let k = rotation.contract("jpxy,jpy->jpx", k).named_as("k-turned", "k′");
        let products = g.contract("ipx,jpx->ij", q, k).named("products").transient();
        let scores = products.labelled(PRODUCTS).scale('d').named("scores").transient();
        let weights = scores.mask(g.mask_input() & g.causal()).softmax('j').named("weights");
        weights.contract("ij,jm->im", v).named("output")
    }),
};

/// The rotation of each pair at each place: a cosine of its angle where an entry stays, a sine where it
/// turns.
fn rotations(g: &Builder) -> Value<'_> {
    let slower = place('p').minus(number(1.0)).over(g.size_of('p'));
    let pace = g.param(&BASE).power(number(0.0).minus(slower));
    let angle = place('i').minus(number(1.0)).times(pace);
    let angles = g.table(angle, g.axes("ip")).named_as("angles", "θ");
    let places = [g.axes("y")[0].called('x'), g.axes("y")[0]].to_vec();
    let same = Condition::compare(place('x'), Comparison::Equal, place('y'));
    let stays = g.table(number(1.0).when(same, number(0.0)), places.clone());
    let turns = g.table(place('x').minus(place('y')), places);
    let cosines = angles.map(Function::Cos).named_as("cosines", "c");
    let sines = angles.map(Function::Sin).named_as("sines", "z");
    let stays = cosines.contract("ip,xy->ipxy", stays.named_as("stays", "e"));
    let turns = sines.contract("ip,xy->ipxy", turns.named_as("turns", "r"));
    let rotation =
        stays.named_as("cos-part", "C").plus("ipxy,ipxy->ipxy", turns.named_as("sin-part", "Z"));
    rotation.named_as("rotation", "R")
}
