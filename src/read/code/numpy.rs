//! NumPy: every step on a line of its own, the backward pass written out.

use super::dialect::{Backward, Dialect, Functions, Part, Rows};

const SOFTMAX: Part = Part {
    called: "softmax(",
    text: Rows {
        kept: r"def softmax(x, axis):
    powers = {np}.exp(x - x.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)",
        masked: r#"def softmax(x, axis):
    """A row in which every key is masked has no shares: it becomes 0."""
    largest = x.max(axis=axis, keepdims=True)
    powers = {np}.exp(x - {np}.where(largest == -{np}.inf, 0, largest))
    total = powers.sum(axis=axis, keepdims=True)
    return powers / {np}.where(total == 0, 1, total)"#,
    },
};

pub const DIVIDE: Part = Part::new(
    "divide(",
    r#"def divide(a, b):
    """a / b, and 0 where b is 0."""
    return {np}.where(b == 0, 0, a / {np}.where(b == 0, 1, b))"#,
);

const ERF: Part = Part::new(
    "erf(",
    r#"def erf(x):
    """NumPy has none of its own."""
    return {np}.vectorize(math.erf)(x)"#,
);

const SPARSEMAX: Part = Part::new(
    "sparsemax(",
    r#"def sparsemax(x, axis):
    """The nearest shares: a row less the threshold that lets them add up to 1, or 0."""
    x = {np}.moveaxis(x, axis, -1)
    down = -{np}.sort(-x, axis=-1)
    above = 1 + {np}.arange(1, x.shape[-1] + 1) * down > {np}.cumsum(down, axis=-1)
    total = {np}.where(above, down, 0).sum(axis=-1, keepdims=True)
    count = {np}.maximum(above.sum(axis=-1, keepdims=True), 1)
    return {np}.moveaxis({np}.maximum(x - (total - 1) / count, 0), -1, axis)"#,
);

const TOP: Part = Part::new(
    "top(",
    r#"def top(x, count, axis):
    """1 at the largest, the first of equals before the others, and 0 elsewhere."""
    order = {np}.argsort(-x, axis=axis, kind="stable")
    rank = {np}.argsort(order, axis=axis, kind="stable")
    return ((rank < count) & (x > -{np}.inf)).astype({np}.float64)"#,
);

pub const NUMPY: Dialect = Dialect {
    np: "np",
    reserved: &["np", "math", "softmax", "divide", "erf", "sparsemax", "top"],
    imports: &[Part::new("math.", "import math\n"), Part::new("", "import numpy as np")],
    helpers: &[SOFTMAX, DIVIDE, ERF, SPARSEMAX, TOP],
    backward: Backward::Written,

    booleans: "{np}.array({cells}, dtype=bool)",
    numbers: "{np}.array({cells}, dtype={np}.float64)",
    differentiable: "{np}.array({cells}, dtype={np}.float64)",
    zeros: "{np}.zeros({shape})",
    ones: "{np}.ones({shape})",
    full: "{np}.full({shape}, {number}, dtype={np}.float64)",
    ones_like: "{np}.ones_like({x})",

    einsum: "{np}.einsum(\"{equation}\", {operands})",
    transpose: "transpose",
    expand: "{np}.broadcast_to({x}, {shape})",
    root_of_size: "{np}.sqrt({size})",
    concat: "{np}.concatenate([{x}, {last}], axis={place})",
    concat_list: "{np}.concatenate({x}, axis={place})",
    running_sum: "{np}.cumsum({x}, axis={axis})",
    running_sum_backward: "{np}.cumsum({x}{reversed}, axis={axis}){reversed}",
    function: Functions {
        exp: "{np}.exp({x})",
        sqrt: "{np}.sqrt({x})",
        relu: "{np}.maximum({x}, 0)",
        elu_plus_one: "{np}.where({x} > 0, {x} + 1, {np}.exp({np}.minimum({x}, 0)))",
        gelu: "{x} * (1 + erf({x} / {np}.sqrt(2))) / 2",
        log: "{np}.log({x})",
        abs: "{np}.abs({x})",
        elu: "{np}.where({x} > 0, {x}, {np}.expm1({np}.minimum({x}, 0)))",
        silu: "{x} * (1 + {np}.tanh({x} / 2)) / 2",
        sigmoid: "(1 + {np}.tanh({x} / 2)) / 2",
        tanh: "{np}.tanh({x})",
        softplus: "{np}.logaddexp({x}, 0)",
        sin: "{np}.sin({x})",
        cos: "{np}.cos({x})",
    },
    slope: Functions {
        exp: "{np}.exp({x})",
        sqrt: "0.5 / {np}.sqrt({x})",
        relu: "({x} > 0).astype({np}.float64)",
        elu_plus_one: "{np}.where({x} > 0, 1, {np}.exp({np}.minimum({x}, 0)))",
        gelu: "(1 + erf({x} / {np}.sqrt(2))) / 2 \
               + {x} * {np}.exp(-({x} ** 2) / 2) / {np}.sqrt(2 * {np}.pi)",
        log: "1 / {x}",
        abs: "{np}.sign({x})",
        elu: "{np}.where({x} > 0, 1, {np}.exp({np}.minimum({x}, 0)))",
        silu: "(1 + {np}.tanh({x} / 2)) / 2 * (1 + {x} * (1 - {np}.tanh({x} / 2)) / 2)",
        sigmoid: "(1 - {np}.tanh({x} / 2) ** 2) / 4",
        tanh: "1 - {np}.tanh({x}) ** 2",
        softplus: "(1 + {np}.tanh({x} / 2)) / 2",
        sin: "{np}.cos({x})",
        cos: "-{np}.sin({x})",
    },

    mask: "{np}.where({allowed}, {x}, {fill})",
    allow_all: "True",
    allow_causal: "{np}.tri({sizes}, dtype=bool)",
    allow_causal_from: "{np}.tri({sizes}, {diagonal}, dtype=bool)",
    whole_places: "{np}.arange(1, {end})",
    places: "{np}.arange(1, {end}, dtype={np}.float64)",
    choose: "{np}.where({condition}, {one}, {two})",
    scalar: "{x}",
    infinity: "{np}.inf",
    sparsemax: "sparsemax({x}, axis={axis})",
    top: "top({x}, {count}, axis={axis})",
    max: Rows {
        kept: "{x}.max(axis={axis})",
        masked: "{np}.where({np}.isneginf({x}.max(axis={axis})), 0, {x}.max(axis={axis}))",
    },
    softmax: Rows::same("softmax({x}, axis={axis})"),
    softmax_remark: Rows::same(""),
    one_hot: "{np}.eye({size})[{x}.argmax(axis={place})]",
    one_hot_moved: "{np}.moveaxis({rows}, -1, {place})",
    one_hot_result: Rows { kept: "{rows}", masked: "{rows} * ({x} > -{np}.inf)" },
};
