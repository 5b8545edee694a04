//! A whole layer: self-attention between the tokens, then a small network on each token alone.
//!
//! Both parts have a residual connection, so that a layer starts out near the identity, and a layer
//! norm: after the sum as in the original, or before the part, which trains more easily. Only
//! attention lets one token read another.

use crate::program::build::{Builder, Program, Value};
use crate::program::choice::{Choice, Choices, choices};
use crate::program::function::Function;
use crate::program::param::{CAUSAL, Kind, MASK_FILL, Param, Start};
use crate::program::variant::{Example, Input, Reference, Variant};
use crate::variants::family;
use crate::variants::parts::{
    BIAS, HEADS, MASK, SELF_ATTENTION, X, layer_norm, linear, self_attention,
};

const NORM_FIRST: Param = Param::new(
    "norm_first",
    "layer norm",
    "What is normalised: the input of each part, or the sum after it.",
    Kind::Flag {
        choices: [
            Choice { word: "false", label: "after", help: "After the sum, as in the original." },
            Choice { word: "true", label: "before", help: "Before each part." },
        ],
        start: Start::Always(false),
    },
);

choices! {
    /// The function between the two layers of the feed-forward network.
    enum Activation {
        Relu = "relu", "relu", "max(x, 0).";
        Gelu = "gelu", "gelu", "x·Φ(x), with the exact error function.";
    }
}

const ACTIVATION: Param = Param::new(
    "activation",
    "activation",
    "The function between the two layers of the feed-forward network.",
    Kind::Words(Activation::WORDS),
);

/// f(A(x) + x), as PyTorch's nn.TransformerEncoderLayer without dropout
pub const VARIANT: Variant = Variant {
    id: "transformer-layer",
    title: "Transformer layer",
    summary: "Self-attention between tokens, then a small network on each token alone.",
    name: "Transformer layer",
    line: "attention plus feed-forward",
    family: family::LAYER,
    reference: Reference {
        text: "Vaswani et al. 2017, Attention is all you need, section 3.1",
        url: "https://arxiv.org/abs/1706.03762",
    },
    params: &[HEADS, NORM_FIRST, ACTIVATION, CAUSAL, MASK_FILL],
    inputs: &[
        X,
        Input::new("w_q", "query weights", "ed"),
        Input::new("w_k", "key weights", "ed"),
        Input::new("w_v", "value weights", "ud"),
        Input::new("w_o", "output weights", "du"),
        Input::new("w_1", "first layer", "fd"),
        Input::new("w_2", "second layer", "df"),
        Input::new("b_q", "query bias", "e").optional(),
        Input::new("b_k", "key bias", "e").optional(),
        Input::new("b_v", "value bias", "u").optional(),
        Input::new("b_o", "output bias", "d").optional(),
        Input::new("b_1", "first bias", "f").optional(),
        Input::new("b_2", "second bias", "d").optional(),
        Input::new("gain_1", "gain after attention", "d").optional(),
        Input::new("shift_1", "shift after attention", "d").optional(),
        Input::new("gain_2", "gain of the network", "d").optional(),
        Input::new("shift_2", "shift of the network", "d").optional(),
        BIAS.sized("ii"),
        MASK.sized("ii"),
    ],
    example: Example::new(
        "layer",
        "Three tokens through a layer",
        "Layer norm comes last: every row of the output has mean 0, and its spread is 1.",
    ),
    sizes: &[('i', 3), ('d', 4), ('e', 4), ('u', 4), ('f', 6)],
    cost_aliases: SELF_ATTENTION,
    file: include_str!("transformer_layer.rs"),
    definition: None,
    build: Program::Shipped(|g| {
        let [x] = g.inputs(["x"]);
        let attention = |x| self_attention(g, x).named_as("attention", "A");
        if g.flag(&NORM_FIRST) {
            let x = residual(x, attention(layer_norm(g, x, 1)), 1);
            return residual(x, feed_forward(g, layer_norm(g, x, 2)), 2).named("output");
        }
        let x = layer_norm(g, residual(x, attention(x), 1), 1);
        layer_norm(g, residual(x, feed_forward(g, x), 2), 2).named("output")
    }),
};

/// The way around a part: what came in, plus what the part makes of it.
fn residual<'g>(x: Value<'g>, part: Value<'g>, number: u8) -> Value<'g> {
    x.plus("id,id->id", part).named_as(&format!("residual-{number}"), &format!("r_{number}"))
}

fn feed_forward<'g>(g: &'g Builder, x: Value<'g>) -> Value<'g> {
    let activation = match g.choice(&ACTIVATION) {
        Activation::Relu => Function::Relu,
        Activation::Gelu => Function::Gelu,
    };
    g.group("Feed-forward network", || {
        let hidden = linear(g, "id,fd->if", x, "w_1", "b_1").named_as("hidden", "h");
        let active = hidden.map(activation).named_as("active", "h′");
        let active = active.labelled("after the activation");
        linear(g, "if,df->id", active, "w_2", "b_2").named_as("feed-forward", "f")
    })
}
