//! PyTorch: the forward pass step by step, the backward pass by autograd.

use super::dialect::{Backward, Dialect, Functions, Part, Rows};
use super::numpy::DIVIDE;

const FULL: &str = "torch.full({shape}, {number}, dtype=torch.float64)";

const SPARSEMAX: Part = Part::new(
    "sparsemax(",
    r#"def sparsemax(x, dim):
    """The nearest shares: a row less the threshold that lets them add up to 1, or 0."""
    x = x.movedim(dim, -1)
    down = x.sort(dim=-1, descending=True).values
    above = 1 + torch.arange(1, x.shape[-1] + 1) * down > down.cumsum(dim=-1)
    total = torch.where(above, down, 0).sum(dim=-1, keepdim=True)
    count = above.sum(dim=-1, keepdim=True).clamp(min=1)
    return (x - (total - 1) / count).clamp(min=0).movedim(-1, dim)"#,
);

const TOP: Part = Part::new(
    "top(",
    r#"def top(x, count, dim):
    """1 at the largest, the first of equals before the others, and 0 elsewhere."""
    order = x.argsort(dim=dim, descending=True, stable=True)
    rank = order.argsort(dim=dim, stable=True)
    return ((rank < count) & (x > -torch.inf)).double()"#,
);

pub const PYTORCH: Dialect = Dialect {
    np: "torch",
    reserved: &["torch", "F", "math", "divide", "sparsemax", "top"],
    imports: &[
        Part::new("math.", "import math\n"),
        Part::new("", "import torch"),
        Part::new("F.", "import torch.nn.functional as F"),
    ],
    helpers: &[DIVIDE, SPARSEMAX, TOP],
    backward: Backward::Autograd {
        straight_through: "soft_{name} + (hard_{name} - soft_{name}).detach()",
        start: "{output}.backward({upstream})",
        gradient: "{x}.grad",
        no_gradient: "torch.zeros_like({x})",
        no_gradient_remark: "; {x}.grad is None: no gradient comes back to it",
    },

    booleans: "torch.tensor({cells}, dtype=torch.bool)",
    numbers: "torch.tensor({cells}, dtype=torch.float64)",
    differentiable: "torch.tensor({cells}, dtype=torch.float64, requires_grad=True)",
    zeros: FULL,
    ones: FULL,
    full: FULL,
    ones_like: "torch.ones_like({x})",

    einsum: "torch.einsum(\"{equation}\", {operands})",
    transpose: "permute",
    expand: "{x}.expand({sizes})",
    root_of_size: "math.sqrt({size})",
    concat: "torch.cat([{x}, {last}], dim={place})",
    concat_list: "torch.cat({x}, dim={place})",
    running_sum: "torch.cumsum({x}, dim={axis})",
    running_sum_backward: "torch.cumsum({x}.flip({axis}), dim={axis}).flip({axis})",
    function: Functions {
        exp: "torch.exp({x})",
        sqrt: "torch.sqrt({x})",
        relu: "F.relu({x})",
        elu_plus_one: "F.elu({x}) + 1",
        gelu: "F.gelu({x})",
        log: "torch.log({x})",
        abs: "torch.abs({x})",
        elu: "F.elu({x})",
        silu: "F.silu({x})",
        sigmoid: "torch.sigmoid({x})",
        tanh: "torch.tanh({x})",
        softplus: "torch.logaddexp({x}, torch.zeros_like({x}))",
        sin: "torch.sin({x})",
        cos: "torch.cos({x})",
    },
    // Autograd stands in for these; a forward pass that had one would still be complete.
    slope: Functions {
        exp: "torch.exp({x})",
        sqrt: "0.5 / torch.sqrt({x})",
        relu: "({x} > 0).double()",
        elu_plus_one: "torch.exp({x}.clamp(max=0))",
        gelu: "(1 + torch.erf({x} / 2**0.5)) / 2 \
               + {x} * torch.exp(-({x} ** 2) / 2) / (2 * torch.pi) ** 0.5",
        log: "1 / {x}",
        abs: "torch.sign({x})",
        elu: "torch.exp({x}.clamp(max=0))",
        silu: "torch.sigmoid({x}) * (1 + {x} * torch.sigmoid(-{x}))",
        sigmoid: "torch.sigmoid({x}) * torch.sigmoid(-{x})",
        tanh: "1 - torch.tanh({x}) ** 2",
        softplus: "torch.sigmoid({x})",
        sin: "torch.cos({x})",
        cos: "-torch.sin({x})",
    },

    mask: "{x}.masked_fill(~{bracketed}, {fill})",
    allow_all: "torch.tensor(True)",
    allow_causal: "torch.ones({sizes}, dtype=torch.bool).tril()",
    allow_causal_from: "torch.ones({sizes}, dtype=torch.bool).tril({diagonal})",
    whole_places: "torch.arange(1, {end})",
    places: "torch.arange(1, {end}, dtype=torch.float64)",
    choose: "torch.where({condition}, {one}, {two})",
    scalar: "torch.tensor({x}, dtype=torch.float64)",
    infinity: "torch.inf",
    sparsemax: "sparsemax({x}, dim={axis})",
    top: "top({x}, {count}, dim={axis})",
    max: Rows {
        kept: "{x}.max(dim={axis}).values",
        masked: "{x}.max(dim={axis}).values.nan_to_num(neginf=0)",
    },
    // A row in which every key is masked is NaN in PyTorch; the rule here is 0, and the gradient
    // that is NaN too ends at the mask.
    softmax: Rows {
        kept: "torch.softmax({x}, dim={axis})",
        masked: "torch.softmax({x}, dim={axis}).nan_to_num(0)",
    },
    softmax_remark: Rows {
        kept: "",
        masked: "; a row without any key is NaN in PyTorch, and 0 here",
    },
    one_hot: "F.one_hot({x}.argmax(dim={place}), {size})",
    one_hot_moved: "{rows}.movedim(-1, {place})",
    one_hot_result: Rows {
        kept: "{rows}.double()",
        masked: "({rows} * ({x} > -torch.inf)).double()",
    },
};
