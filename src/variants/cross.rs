//! The queries come from one sequence, the keys and values from another: a decoder reads what its
//! encoder made of the source.
//!
//! Nothing else differs from multi-head attention. The two sequences need not be equally long: the
//! scores have a row for each token of y and a column for each token of x, and the output is as
//! long as y. A causal mask has no meaning here, since the positions of y and of x do not
//! correspond. The mask hides the padding of x.

use crate::program::build::Program;
use crate::program::param::{MASK_FILL, SCALE};
use crate::program::variant::{CostAliases, Example, Input, Reference, Variant};
use crate::variants::family;
use crate::variants::parts::{BIAS, HEADS, MASK, multi_head};

/// `w_o` · concat(softmax(qₕ kₕᵀ / √k) vₕ) with queries from y, and keys and values from x
pub const VARIANT: Variant = Variant {
    id: "cross",
    title: "Cross-attention",
    summary: "Queries come from one sequence, keys and values from another.",
    name: "Cross",
    line: "reads another sequence",
    family: family::HEADS,
    reference: Reference {
        text: "Vaswani et al. 2017, Attention is all you need, section 3.2.3",
        url: "https://arxiv.org/abs/1706.03762",
    },
    params: &[HEADS, SCALE.labelled("1/√k"), MASK_FILL],
    inputs: &[
        Input::new("y", "tokens of the queries", "id"),
        Input::new("x", "tokens of the keys and values", "jd"),
        Input::new("w_q", "query weights", "ed"),
        Input::new("w_k", "key weights", "ed"),
        Input::new("w_v", "value weights", "ud"),
        Input::new("w_o", "output weights", "du"),
        Input::new("b_q", "query bias", "e").optional(),
        Input::new("b_k", "key bias", "e").optional(),
        Input::new("b_v", "value bias", "u").optional(),
        Input::new("b_o", "output bias", "d").optional(),
        BIAS,
        MASK,
    ],
    example: Example::new(
        "cross",
        "Two tokens read three",
        "The weights have a row for each of the two tokens of y, and a column for each of the three of x.",
    ),
    sizes: &[('i', 2), ('j', 3), ('d', 4), ('e', 4), ('u', 4)],
    cost_aliases: CostAliases { equal: &[("ij", "N"), ("kv", "d/h")], approx: &[] },
    file: include_str!("cross.rs"),
    definition: None,
    build: Program::Shipped(|g| {
        let [y, x] = g.inputs(["y", "x"]);
        multi_head(g, y, x).named("output")
    }),
};
