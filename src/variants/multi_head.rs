//! Several attentions side by side, each on its own slice of the width.
//!
//! The rows of x are projected to queries, keys and values; the width is split into heads, every
//! head attends by itself, and the heads are joined again and mixed by the output projection.
//! The values may be wider than the queries: then `w_v` has more rows and `w_o` as many columns.

use crate::program::build::Program;
use crate::program::param::{CAUSAL, MASK_FILL, SCALE};
use crate::program::variant::{Example, Input, Reference, Variant};
use crate::variants::family;
use crate::variants::parts::{BIAS, HEADS, MASK, SELF_ATTENTION, X, self_attention};

/// `w_o` · concat(softmax(qₕ kₕᵀ / √k) vₕ), with weights in the layout of nn.Linear
pub const VARIANT: Variant = Variant {
    id: "multi-head",
    title: "Multi-head attention",
    summary: "Several attentions side by side, each on its own slice of the width.",
    name: "Multi-head",
    line: "heads split the width",
    family: family::HEADS,
    reference: Reference {
        text: "Vaswani et al. 2017, Attention is all you need, section 3.2.2",
        url: "https://arxiv.org/abs/1706.03762",
    },
    params: &[HEADS, SCALE.labelled("1/√k"), CAUSAL, MASK_FILL],
    inputs: &[
        X,
        Input::new("w_q", "query weights", "ed"),
        Input::new("w_k", "key weights", "ed"),
        Input::new("w_v", "value weights", "ud"),
        Input::new("w_o", "output weights", "du"),
        Input::new("b_q", "query bias", "e").optional(),
        Input::new("b_k", "key bias", "e").optional(),
        Input::new("b_v", "value bias", "u").optional(),
        Input::new("b_o", "output bias", "d").optional(),
        BIAS.sized("ii"),
        MASK.sized("ii"),
    ],
    example: Example::new("3a", "Homework 3 (a), three tokens and two heads", "The width of 4 becomes two heads of width 2. Each has weights of its own, and w_o mixes what they read.").homework(3),
    sizes: &[('i', 3), ('d', 4), ('e', 4), ('u', 4)],
    cost_aliases: SELF_ATTENTION,
    file: include_str!("multi_head.rs"),
    definition: None,
    build: Program::Shipped(|g| {
        let [x] = g.inputs(["x"]);
        self_attention(g, x).named("output")
    }),
};
