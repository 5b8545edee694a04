//! Pieces of program that several variants share: projections, self-attention, feature maps, layer
//! norm, and the parameters that go with them.

use crate::program::build::{Builder, Value};
use crate::program::choice::{Choices, choices};
use crate::program::condition::{Comparison, Condition, place};
use crate::program::function::Function;
use crate::program::mask::Fill;
use crate::program::misprint::Printed;
use crate::program::param::{Kind, Param};
use crate::program::role::Role;
use crate::program::variant::{CostAliases, Input};

/// What people call the products before they are scaled.
pub const PRODUCTS: &str = "dot products q·k";

/// One query a row.
pub const Q: Input = Input::new("q", "query", "id");
/// One key a row.
pub const K: Input = Input::new("k", "keys", "jd");
/// One value a row, beside its key.
pub const V: Input = Input::new("v", "values", "jm");
/// One token a row.
pub const X: Input = Input::new("x", "tokens", "id");
/// Which keys each query may read: 1 = may attend.
pub const MASK: Input = Input { boolean: true, ..Input::new("mask", "mask", "ij").optional() };

/// What is added to the scaled scores, before the mask; every head adds the same.
pub const BIAS: Input = Input::new("bias", "added to the scaled scores", "ij").optional();

pub const ONE_HEAD: CostAliases = CostAliases::ONE_HEAD;
/// Heads that share the width, as in homework 4.
pub const HEADS_SHARE: CostAliases = CostAliases { equal: &[("kv", "d/h")], approx: &[] };
/// The same over a whole sequence that meets itself.
pub const SELF_ATTENTION: CostAliases =
    CostAliases { equal: &[("i", "N"), ("kv", "d/h")], approx: &[] };

/// How many heads share the width.
pub const HEADS: Param = Param::new(
    "heads",
    "heads",
    "How many heads share the width; it must divide the rows of w_q, w_k and w_v.",
    Kind::Whole { least: 1, most: 64, start: 2 },
)
.divides("eu");

/// How many sets of keys and values there are.
pub const KV_HEADS: Param = Param::new(
    "kv_heads",
    "key–value heads",
    "How many sets of keys and values the heads share; it must divide the heads.",
    Kind::Whole { least: 1, most: 64, start: 2 },
)
.divides("h");

choices! {
    /// The feature map φ of a kernel φ(q)·φ(k).
    pub enum FeatureMap {
        Quadratic = "quadratic", "quadratic",
            "All products of two entries of (x, √c): φ(q)·φ(k) = (q·k + c)².";
        EluPlusOne = "elu+1", "elu + 1",
            "Positive everywhere, as wide as x.";
        Relu = "relu", "relu",
            "As wide as x; a row of zeros has no weights.";
        Exp = "exp", "exp",
            "Positive everywhere, as wide as x.";
    }
}

/// The feature map φ of a kernel φ(q)·φ(k).
pub const FEATURE_MAP: Param = Param::new(
    "feature_map",
    "feature map",
    "The features φ of a query and of a key: their similarity is φ(q)·φ(k).",
    Kind::Words(FeatureMap::WORDS),
);

/// The constant c of a polynomial kernel.
pub const OFFSET: Param = Param::new(
    "offset",
    "offset c",
    "What is added to q·k before it is raised to a power.",
    Kind::Real { least: 0.0, most: 100.0, start: 1.0 },
);

/// x wᵀ + b for a weight in the layout of nn.Linear, `[out, in]`: `"id,ed->ie"`. The bias is an
/// optional input.
pub fn linear<'g>(
    g: &'g Builder,
    equation: &str,
    x: Value<'g>,
    weight: &str,
    bias: &str,
) -> Value<'g> {
    let [weights] = g.inputs([weight]);
    let product = x.contract(equation, weights);
    match g.input(bias) {
        Some(bias) => {
            let own = product.letters();
            product
                .named_as(&format!("{weight}-product"), &weight.replace('w', "p"))
                .plus(&format!("{own},{}->{own}", bias.letters()), bias)
        }
        None => product,
    }
}

/// Multi-head self-attention over the rows of x, with the output projection.
pub fn self_attention<'g>(g: &'g Builder, x: Value<'g>) -> Value<'g> {
    multi_head(g, x, x)
}

/// Multi-head attention of the rows of y to those of x, with the output projection.
pub fn multi_head<'g>(g: &'g Builder, y: Value<'g>, x: Value<'g>) -> Value<'g> {
    let heads = g.whole(&HEADS);
    let head = |equation, of, weight, bias, whole, name: &str, parts| {
        let projected = linear(g, equation, of, weight, bias);
        let projected = projected.named_as(&format!("{name}-projected"), name);
        projected.split(whole, parts, heads, "heads").named(name)
    };
    let [q, k, v] = g.group("Projections", || {
        let q = head("id,ed->ie", y, "w_q", "b_q", 'e', "q", ['h', 'k']);
        let k = head("jd,ed->je", x, "w_k", "b_k", 'e', "k", ['h', 'k']);
        let v = head("jd,ud->ju", x, "w_v", "b_v", 'u', "v", ['h', 'v']);
        [q, k, v]
    });
    let joined = g.group("Heads", || {
        let products = g.contract("ihk,jhk->hij", q, k).named("products").transient();
        let scores = products.labelled(PRODUCTS).scale('k').named("scores").transient();
        let masked = scores.bias().mask(g.mask_input() & g.causal());
        let weights = masked.softmax('j').named("weights");
        let heads = weights.contract("hij,jhv->ihv", v).named_as("heads", "a");
        let joined = heads.labelled("head outputs").merge(['h', 'v'], 'u').named_as("joined", "c");
        joined.labelled("concatenated heads")
    });
    let joined = joined.misprinted("Homework 3", Printed::ViewAfterTranspose);
    linear(g, "iu,du->id", joined, "w_o", "b_o")
}

/// An equation about a token or several in order: `[t]` stands in it where the tokens have the axis.
pub fn per_token(tokens: Value, equation: &str) -> String {
    let is_there = tokens.letters().contains('t');
    equation.replace("[t]", if is_there { "t" } else { "" })
}

/// The keys that several tokens in order may read, each those in the cache and the tokens up to
/// itself; a token alone reads them all.
pub fn up_to_itself(g: &Builder, tokens: Value) -> Condition {
    if !tokens.letters().contains('t') {
        return Condition::Always;
    }
    let last = place('t') + g.size_of('n');
    Condition::compare(place('j'), Comparison::AtMost, last)
}

/// φ(x) for the rows of x, and the letters of its features.
///
/// The quadratic map is not flattened: with √c behind x, the features are the outer product of
/// x with itself, one letter for each factor.
fn features<'g>(g: &'g Builder, x: Value<'g>, row: char, name: &str) -> (Value<'g>, &'static str) {
    let (named, symbol) = (format!("features-{name}"), format!("φ{name}"));
    let function = match g.choice(&FEATURE_MAP) {
        FeatureMap::EluPlusOne => Function::EluPlusOne,
        FeatureMap::Relu => Function::Relu,
        FeatureMap::Exp => Function::Exp,
        FeatureMap::Quadratic => {
            let offset = g.number(&OFFSET);
            let longer = if offset == 0.0 {
                x
            } else {
                let longer = x.concat_number('d', 'a', offset.sqrt());
                longer
                    .named_as(&format!("{name}-longer"), &format!("{name}′"))
                    .labelled(&format!("{name} with √c appended"))
            };
            let outer = longer.contract(&format!("{row}a,{row}c->{row}ac"), longer);
            return (outer.role(Role::Features).named_as(&named, &symbol), "ac");
        }
    };
    (x.map(function).role(Role::Features).named_as(&named, &symbol), "d")
}

/// φ of queries and of keys, and the letters of their features.
pub fn feature_maps<'g>(
    g: &'g Builder,
    q: Value<'g>,
    k: Value<'g>,
) -> (Value<'g>, Value<'g>, &'static str) {
    g.group("Feature maps", || {
        let (of_q, letters) = features(g, q, 'i', "q");
        (of_q, features(g, k, 'j', "k").0, letters)
    })
}

/// Σⱼ sᵢⱼ vⱼ / Σⱼ sᵢⱼ for similarities s of any kind, where the mask allows the pair.
pub fn by_share<'g>(similarities: Value<'g>, mask: Condition, v: Value<'g>) -> Value<'g> {
    let live = similarities.named("similarities").transient().mask_with(mask, Fill::Zero);
    let totals = live.sum("ij->i").named_as("totals", "z");
    let weights = live.div_by_totals("ij,i->ij", totals).named("weights");
    weights.contract("ij,jm->im", v).named("output")
}

/// Attention with the similarity φ(q)·φ(k) as it is defined: every query compared with every key
/// that the mask allows.
pub fn all_pairs(g: &Builder, mask: Condition) -> Value<'_> {
    let [q, k, v] = g.inputs(["q", "k", "v"]);
    let (of_q, of_k, f) = feature_maps(g, q, k);
    by_share(g.contract(&format!("i{f},j{f}->ij"), of_q, of_k), mask, v)
}

const LAYER_NORMS: [&str; 2] = ["Layer norm 1", "Layer norm 2"];

/// Each row less its mean, over its standard deviation, times a gain and plus a shift where they
/// are given (Ba, Kiros and Hinton 2016, arXiv:1607.06450; ε = 10⁻⁵ as in PyTorch).
pub fn layer_norm<'g>(g: &'g Builder, x: Value<'g>, number: u8) -> Value<'g> {
    g.group(LAYER_NORMS[usize::from(number) - 1], || normalised(g, x, number))
}

fn normalised<'g>(g: &'g Builder, x: Value<'g>, number: u8) -> Value<'g> {
    const EPSILON: f64 = 1e-5;
    let name = |what: &str| format!("{what}-{number}");
    let label = |what: &str| format!("{what} {number}");
    let symbol = |letter: &str| format!("{letter}_{number}");
    let mean = x.sum("id->i").div_size('d').named_as(&name("mean"), &symbol("μ"));
    let centred = x.minus("id,i->id", mean).named_as(&name("centred"), &symbol("z"));
    let squares = centred.contract("id,id->i", centred).labelled(&label("sum of squares"));
    let variance = squares.div_size('d').named_as(&name("variance"), &symbol("var"));
    let kept = variance.map(Function::Plus(EPSILON)).labelled(&format!("variance {number} + ε"));
    let deviation = kept.map(Function::Sqrt).named_as(&name("deviation"), &symbol("σ"));
    let deviation = deviation.labelled(&label("standard deviation"));
    let mut norm = centred.div("id,i->id", deviation);
    if let Some(gain) = g.input(&name("gain").replace('-', "_")) {
        norm = norm.contract("id,d->id", gain);
    }
    if let Some(shift) = g.input(&name("shift").replace('-', "_")) {
        norm = norm.plus("id,d->id", shift);
    }
    norm.named_as(&name("norm"), &symbol("n"))
}
