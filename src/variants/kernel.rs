//! Attention with any similarity: the weights are its values, divided by their sum.
//!
//! The exponential of the dot product gives softmax attention back. Other similarities are cheaper
//! or have features that can be written down, but not all of them are positive. A row whose
//! similarities add up to 0 has no weights, and a negative sum reverses the signs of the weights.

use crate::program::build::{Builder, Program, Value};
use crate::program::choice::{Choices, choices};
use crate::program::function::Function;
use crate::program::param::{CAUSAL, Kind, Param, SCALE, Start};
use crate::program::role::Role;
use crate::program::variant::{Example, Reference, Variant};
use crate::variants::family;
use crate::variants::parts::{K, OFFSET, ONE_HEAD, PRODUCTS, Q, V, by_share};

choices! {
    /// How alike a query and a key are.
    pub enum Kernel {
        Exponential = "exponential", "exponential", "exp(q·k): softmax attention.";
        Polynomial = "polynomial", "polynomial", "(q·k + c)ᵖ.";
        Quadratic = "quadratic", "quadratic", "(q·k + c)²: never negative.";
        EluPlusOne = "elu+1", "elu + 1", "φ(q)·φ(k) with φ(x) = elu(x) + 1.";
        Relu = "relu", "relu", "φ(q)·φ(k) with φ(x) = max(x, 0).";
        Gaussian = "gaussian", "gaussian", "exp(−|q − k|²/2): positive.";
        Dot = "dot", "dot product", "q·k itself, of either sign.";
    }
}

const KERNEL: Param = Param::new(
    "kernel",
    "similarity",
    "How alike a query and a key are.",
    Kind::Words(Kernel::WORDS),
);

const DEGREE: Param = Param::new(
    "degree",
    "degree p",
    "The power of the polynomial kernel.",
    Kind::Whole { least: 1, most: 8, start: 3 },
);

/// Σⱼ sim(qᵢ, kⱼ) vⱼ / Σⱼ sim(qᵢ, kⱼ)
pub const VARIANT: Variant = Variant {
    id: "kernel",
    title: "Kernel attention",
    summary: "Any similarity in place of the exponential, divided by the sum of its row.",
    name: "Kernel",
    line: "any similarity",
    family: family::KERNELS,
    reference: Reference {
        text: "Tsai et al. 2019, Transformer dissection, section 3",
        url: "https://arxiv.org/abs/1908.11775",
    },
    params: &[
        KERNEL,
        DEGREE,
        OFFSET,
        SCALE.starting(Start::When { param: "kernel", is: "exponential" }),
        CAUSAL,
    ],
    inputs: &[
        Q.example("[[1, 0], [0, 1], [1, 1]]"),
        K.example("[[1, 1], [0, 2], [-1, 1]]"),
        V.example("[[1, 0], [0, 1], [2, 2]]"),
    ],
    example: Example::new(
        "6-exponential",
        "Homework 6, the exponential kernel",
        "Every similarity is above 0, so no row can add up to 0: row 1 adds up to 3.521.",
    )
    .homework(6),
    sizes: &[],
    cost_aliases: ONE_HEAD,
    file: include_str!("kernel.rs"),
    definition: None,
    build: Program::Shipped(|g| {
        let [q, k, v] = g.inputs(["q", "k", "v"]);
        by_share(similarity(g, q, k), g.causal(), v)
    }),
};

fn similarity<'g>(g: &'g Builder, q: Value<'g>, k: Value<'g>) -> Value<'g> {
    let dot = |q, k| g.contract("id,jd->ij", q, k).named("products").labelled(PRODUCTS).transient();
    let mapped = |function| {
        dot(
            q.map(function).role(Role::Features).named_as("features-q", "φq"),
            k.map(function).role(Role::Features).named_as("features-k", "φk"),
        )
    };
    let offset = Function::Plus(g.number(&OFFSET));
    match g.choice(&KERNEL) {
        Kernel::Polynomial => {
            dot(q, k).scale('d').map(offset).map(Function::Power(g.whole(&DEGREE)))
        }
        Kernel::Quadratic => dot(q, k).scale('d').map(offset).map(Function::Power(2)),
        Kernel::EluPlusOne => mapped(Function::EluPlusOne).scale('d'),
        Kernel::Relu => mapped(Function::Relu).scale('d'),
        Kernel::Dot => dot(q, k).scale('d'),
        Kernel::Gaussian => {
            // |q − k|² = |q|² − 2 q·k + |k|²
            let of_q = q.contract("id,id->i", q).times(0.5).named_as("half-square-q", "a");
            let of_k = k.contract("jd,jd->j", k).times(0.5).named_as("half-square-k", "b");
            let exponent = dot(q, k).minus("ij,i->ij", of_q).minus("ij,j->ij", of_k);
            exponent.scale('d').named_as("exponents", "t").transient().map(Function::Exp)
        }
        Kernel::Exponential => {
            dot(q, k).scale('d').named_as("scores", "t").transient().map(Function::Exp)
        }
    }
}
