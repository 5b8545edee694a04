"""Each variant of the playground, written with PyTorch: one short function a variant.

A function takes the inputs as float64 tensors by name, and the parameters as keyword arguments
with the playground's names and defaults. It returns the steps that are compared: "output", and
"weights" where the variant has a step of that name. `mask` is true where a query may attend.

Where PyTorch has the thing itself, PyTorch's is used: scaled_dot_product_attention, einsum,
TransformerEncoderLayer. `check` holds what can be said in two ways against the other way.
"""

import math

import torch
from torch import nn
from torch.func import functional_call
from torch.nn.attention.bias import causal_lower_right
from torch.nn import functional as F

FLOAT = {"dtype": torch.float64}


# -- Attention by softmax ------------------------------------------------------------------------


def until_own(table, causal):
    """What stands up to the own key, counted from the first, or at the lower right from the last."""
    queries, keys = table.shape[-2:]
    return table.tril(keys - queries if causal == "lower-right" else 0)


def allowed_keys(queries, keys, mask, causal):
    """What each query may read, or None for everything."""
    if causal:
        past = until_own(torch.ones(queries, keys, dtype=torch.bool), causal)
        return past if mask is None else past & mask
    return mask


def additive(bias, allowed):
    """What PyTorch adds to scores: the bias, and −∞ where a query may not read."""
    return bias if allowed is None else bias.masked_fill(~allowed, -math.inf)


def divisor_of(scale, width):
    """What scores are divided by: √width, nothing, or one over the number that PyTorch's scale is."""
    if isinstance(scale, bool):
        return math.sqrt(width) if scale else 1.0
    return 1 / scale


def attend(q, k, v, allowed, scale, mask_fill, temperature=1.0, bias=None):
    """Softmax attention over the last two axes, with either rule for a masked score."""
    divisor = divisor_of(scale, q.shape[-1]) * temperature
    if mask_fill == "-inf":
        added = allowed if bias is None else additive(bias, allowed)
        return F.scaled_dot_product_attention(q, k, v, attn_mask=added, scale=1 / divisor)
    scores = torch.matmul(q, k.transpose(-2, -1)) / divisor
    scores = scores if bias is None else scores + bias
    if allowed is not None:
        scores = scores.masked_fill(~allowed, float(mask_fill))
    return torch.matmul(torch.softmax(scores, dim=-1), v)


def scaled_dot_product(
    q, k, v, bias=None, mask=None, *, scale=True, causal=False, mask_fill="-inf", temperature=1.0
):
    def attention(values):
        plain = mask is None and bias is None and mask_fill == "-inf" and temperature == 1.0
        if causal is True and plain:
            how = {"is_causal": True, "scale": {True: None, False: 1.0}.get(scale, scale)}
            return F.scaled_dot_product_attention(q, k, values, **how)
        if causal == "lower-right" and plain and len(q) <= len(k):
            how = {"scale": {True: None, False: 1.0}.get(scale, scale)}
            corner = causal_lower_right(len(q), len(k))
            return F.scaled_dot_product_attention(q, k, values, attn_mask=corner, **how)
        allowed = allowed_keys(len(q), len(k), mask, causal)
        return attend(q, k, values, allowed, scale, mask_fill, temperature, bias)

    # The weights are what the unit vectors as values give.
    return {"weights": attention(torch.eye(len(k), **FLOAT)), "output": attention(v)}


def argmax(q, k, v, bias=None, mask=None, *, scale=False, causal=False, straight_through=False):
    scores = q @ k.T / divisor_of(scale, q.shape[-1])
    scores = scores if bias is None else scores + bias
    allowed = allowed_keys(len(q), len(k), mask, causal)
    if allowed is not None:
        scores = scores.masked_fill(~allowed, -math.inf)
    weights = F.one_hot(scores.argmax(dim=-1), len(k)).to(torch.float64)
    weights = weights * (scores > -math.inf).any(dim=-1, keepdim=True)
    if straight_through:  # the value of the one-hot rows, the gradient of the softmax
        soft = attend(q, k, torch.eye(len(k), **FLOAT), allowed, scale, "-inf", bias=bias)
        weights = weights + (soft - soft.detach())
    return {"weights": weights, "output": weights @ v}


def multi_head(
    x, w_q, w_k, w_v, w_o, b_q=None, b_k=None, b_v=None, b_o=None, bias=None, mask=None,
    *, heads, scale=True, causal=False, mask_fill="-inf", y=None,
):  # fmt: skip
    """Homework 3: nn.Linear's projections, `split_heads`, attention, `combine_heads`."""
    y = x if y is None else y

    def split_heads(y):
        return y.view(len(y), heads, -1).transpose(0, 1)

    def combine_heads(y):
        return y.transpose(0, 1).contiguous().view(y.shape[1], -1)

    q = split_heads(F.linear(y, w_q, b_q))
    k = split_heads(F.linear(x, w_k, b_k))
    v = split_heads(F.linear(x, w_v, b_v))
    allowed = allowed_keys(len(y), len(x), mask, causal)
    unit = torch.eye(len(x), **FLOAT).expand(heads, len(x), len(x))
    weights = attend(q, k, unit, allowed, scale, mask_fill, bias=bias)
    output = attend(q, k, v, allowed, scale, mask_fill, bias=bias)
    return {"weights": weights, "output": F.linear(combine_heads(output), w_o, b_o)}


def cross(y, x, *weights, **rest):
    """Multi-head attention of y to x: see `torch_multi_head` for nn.MultiheadAttention itself."""
    return multi_head(x, *weights, y=y, **rest)


def transformer_layer(
    x, w_q, w_k, w_v, w_o, b_q, b_k, b_v, b_o, w_1, b_1, w_2, b_2,
    gain_1, shift_1, gain_2, shift_2, bias=None, mask=None,
    *, heads, norm_first=False, activation="relu", causal=False,
):  # fmt: skip
    width, hidden = x.shape[1], len(b_1)
    how = {"dropout": 0.0, "activation": activation, "norm_first": norm_first}
    layer = nn.TransformerEncoderLayer(width, heads, hidden, batch_first=True, **how, **FLOAT)
    weights = {
        "self_attn.in_proj_weight": torch.cat([w_q, w_k, w_v]),
        "self_attn.in_proj_bias": torch.cat([b_q, b_k, b_v]),
        "self_attn.out_proj.weight": w_o,
        "self_attn.out_proj.bias": b_o,
        "linear1.weight": w_1,
        "linear1.bias": b_1,
        "linear2.weight": w_2,
        "linear2.bias": b_2,
        "norm1.weight": gain_1,
        "norm1.bias": shift_1,
        "norm2.weight": gain_2,
        "norm2.bias": shift_2,
    }
    allowed = allowed_keys(len(x), len(x), mask, causal)
    blocked = None if allowed is None else ~allowed
    blocked = blocked if bias is None else additive(bias, allowed)
    return {"output": functional_call(layer.eval(), weights, (x[None], blocked))[0]}


# -- One step of decoding ------------------------------------------------------------------------


def several_tokens(x, prev_k, prev_v, w_q, w_k, w_v, w_o, scale):
    """Tokens in order join a cache of as many heads, and none reads a later one."""
    k, v = (torch.einsum("btd,hdc->bhtc", x, w) for w in (w_k, w_v))
    new_k, new_v = torch.cat([prev_k, k], dim=2), torch.cat([prev_v, v], dim=2)
    q = torch.einsum("btd,hdk->bhtk", x, w_q)
    logits = q @ new_k.transpose(-1, -2) / divisor_of(scale, q.shape[-1])
    allowed = torch.ones(logits.shape[-2:], dtype=torch.bool).tril(prev_k.shape[2])
    weights = torch.softmax(logits.masked_fill(~allowed, -torch.inf), dim=-1)
    return {"weights": weights, "output": torch.einsum("bhtv,hvd->btd", weights @ new_v, w_o)}


def multi_head_decode(x, prev_k, prev_v, w_q, w_k, w_v, w_o, *, scale=False):
    """Homework 4, as printed."""
    if x.dim() == 3:
        return several_tokens(x, prev_k, prev_v, w_q, w_k, w_v, w_o, scale)
    q = torch.einsum("bd,hdq->bhq", x, w_q)
    k = torch.einsum("bd,hdk->bhk", x, w_k)
    v = torch.einsum("bd,hdv->bhv", x, w_v)
    new_k = torch.cat([prev_k, k.unsqueeze(2)], dim=2)
    new_v = torch.cat([prev_v, v.unsqueeze(2)], dim=2)
    logits = torch.einsum("bhq,bhnq->bhn", q, new_k)
    weights = torch.softmax(logits / divisor_of(scale, q.shape[-1]), dim=-1)
    o = torch.einsum("bhn,bhnv->bhv", weights, new_v)
    return {"weights": weights, "output": torch.einsum("bhv,hvd->bd", o, w_o)}


def multi_query_decode(x, prev_k, prev_v, w_q, w_k, w_v, w_o, *, scale=False):
    """Homework 4 with the letters of `logits` mended: bhk, not bkh."""
    if x.dim() == 3:
        share = [t.unsqueeze(1).expand(-1, len(w_q), -1, -1) for t in (prev_k, prev_v)]
        own = [w.expand(len(w_q), -1, -1) for w in (w_k, w_v)]
        return several_tokens(x, *share, w_q, *own, w_o, scale)
    q = torch.einsum("bd,hdk->bhk", x, w_q)
    k = torch.einsum("bd,dk->bk", x, w_k)
    v = torch.einsum("bd,dv->bv", x, w_v)
    new_k = torch.cat([prev_k, k.unsqueeze(1)], dim=1)
    new_v = torch.cat([prev_v, v.unsqueeze(1)], dim=1)
    logits = torch.einsum("bhk,bnk->bhn", q, new_k)
    weights = torch.softmax(logits / divisor_of(scale, q.shape[-1]), dim=-1)
    o = torch.einsum("bhn,bnv->bhv", weights, new_v)
    return {"weights": weights, "output": torch.einsum("bhv,hvd->bd", o, w_o)}


def grouped_query_decode(x, prev_k, prev_v, w_q, w_k, w_v, w_o, *, kv_heads, scale=False):
    """Every key head is repeated for the query heads that share it: head h reads h // (h / g)."""
    share = [t.repeat_interleave(len(w_q) // kv_heads, dim=1) for t in (prev_k, prev_v)]
    own = [t.repeat_interleave(len(w_q) // kv_heads, dim=0) for t in (w_k, w_v)]
    return multi_head_decode(x, *share, w_q, *own, w_o, scale=scale)


# -- Attention by a kernel -----------------------------------------------------------------------


def average(numerator, denominator):
    """Their quotient, row by row; 0 where there is nothing to divide by."""
    nothing = denominator == 0
    quotient = numerator / denominator.masked_fill(nothing, 1.0)[:, None]
    return quotient.masked_fill(nothing[:, None], 0.0)


FEATURES = {
    "elu+1": lambda x: F.elu(x) + 1,
    "relu": F.relu,
    "exp": torch.exp,
}


def similarities(q, k, kernel, degree, offset, scale):
    """sim(q, k) of equation (3) for every pair."""
    if kernel in FEATURES:
        return FEATURES[kernel](q) @ FEATURES[kernel](k).T
    if kernel == "gaussian":
        return torch.exp(-(q[:, None] - k[None]).square().sum(dim=-1) / 2)
    products = q @ k.T / divisor_of(scale, q.shape[-1])
    return {
        "exponential": lambda: torch.exp(products),
        "polynomial": lambda: (products + offset) ** degree,
        "quadratic": lambda: (products + offset) ** 2,
        "dot": lambda: products,
    }[kernel]()


def kernel(q, k, v, *, kernel, degree=3, offset=1, scale=None, causal=False):
    scale = kernel == "exponential" if scale is None else scale
    sim = similarities(q, k, kernel, degree, offset, scale)
    if causal:
        sim = until_own(sim, causal)
    return {"output": average(sim @ v, sim.sum(dim=-1))}


def features(x, feature_map, offset):
    """The feature map of equation (5), row by row; quadratic: φ(q)·φ(k) = (q·k + offset)²."""
    if feature_map != "quadratic":
        return FEATURES[feature_map](x)
    longer = torch.cat([x, torch.full_like(x[:, :1], math.sqrt(offset))], dim=1)
    return torch.einsum("ia,ib->iab", longer, longer).flatten(1)


def linear(q, k, v, *, feature_map, offset=1, causal=False):
    if causal == "lower-right":
        sim = until_own(similarities(q, k, feature_map, 2, offset, False), causal)
        return {"output": average(sim @ v, sim.sum(dim=-1))}
    if causal:
        return linear_recurrent(q, k, v, feature_map=feature_map, offset=offset)
    q, k = features(q, feature_map, offset), features(k, feature_map, offset)
    return {"output": average(q @ (k.T @ v), q @ k.sum(dim=0))}


def linear_recurrent(q, k, v, *, feature_map, offset=1):
    """A scan over the keys; a query after the last key reads the last state."""
    q, k = features(q, feature_map, offset), features(k, feature_map, offset)
    state, total = torch.zeros(k.shape[1], v.shape[1], **FLOAT), torch.zeros(k.shape[1], **FLOAT)
    rows = []
    for step, query in enumerate(q):
        if step < len(k):
            state, total = state + torch.outer(k[step], v[step]), total + k[step]
        rows.append(average((query @ state)[None], (query @ total)[None]))
    return {"output": torch.cat(rows)}


# -- Masks, positions, and two of a kind ---------------------------------------------------------


def biased(q, k, v, bias, scale=True):
    """Softmax attention over the last two axes with numbers added to its scores; −∞ where out."""
    how = {"attn_mask": bias, "scale": {True: None, False: 1.0}.get(scale, scale)}
    return F.scaled_dot_product_attention(q, k, v, **how)


def sliding_window(q, k, v, mask=None, *, window=3, scale=True, mask_fill="-inf"):
    near = torch.ones(len(q), len(k), dtype=torch.bool).tril().triu(1 - window)
    allowed = near if mask is None else near & mask
    weights = attend(q, k, torch.eye(len(k), **FLOAT), allowed, scale, mask_fill)
    return {"weights": weights, "output": attend(q, k, v, allowed, scale, mask_fill)}


def top_k(q, k, v, mask=None, *, top=2, scale=True, causal=False):
    scores = q @ k.T / divisor_of(scale, q.shape[-1])
    allowed = allowed_keys(len(q), len(k), mask, causal)
    if allowed is not None:
        scores = scores.masked_fill(~allowed, -math.inf)
    best = scores.topk(min(top, len(k)), dim=-1).indices
    kept = torch.zeros_like(scores, dtype=torch.bool).scatter(-1, best, True)
    weights = torch.softmax(scores.masked_fill(~kept, -math.inf), dim=-1).nan_to_num(0)
    return {"weights": weights, "output": weights @ v}


def differential(
    q1, k1, q2, k2, v, mask=None, *, scale=True, causal=False, mask_fill="-inf", **others
):
    share = others.get("lambda", 0.8)
    allowed = allowed_keys(len(q1), len(k1), mask, causal)
    eye = torch.eye(len(k1), **FLOAT)
    one, two = (attend(q, k, eye, allowed, scale, mask_fill) for q, k in ((q1, k1), (q2, k2)))
    return {"weights": one - share * two, "output": (one - share * two) @ v}


def alibi(q, k, v, mask=None, *, scale=True):
    heads = torch.arange(len(q), **FLOAT)
    slopes = torch.exp2(-((heads + 1) * 8 / len(q)))
    queries, keys = (torch.arange(t.shape[1], **FLOAT) for t in (q, k))
    bias = slopes[:, None, None] * (keys[None, :] - queries[:, None])
    allowed = allowed_keys(q.shape[1], k.shape[1], mask, True)
    return {"output": biased(q, k, v, bias.masked_fill(~allowed, -math.inf), scale)}


def rope(q, k, v, mask=None, *, base=10000.0, scale=True, causal=False, mask_fill="-inf"):
    """Pairs of neighbours as complex numbers, each times e^{iθ}."""
    n, width = q.shape
    pace = base ** (-torch.arange(0, width, 2, **FLOAT) / width)
    angles = torch.arange(n, **FLOAT)[:, None] * pace

    def turn(x):
        pairs = torch.view_as_complex(x.reshape(n, -1, 2))
        return torch.view_as_real(pairs * torch.polar(torch.ones_like(angles), angles)).flatten(1)

    allowed = allowed_keys(n, n, mask, causal)
    q, k = turn(q), turn(k)
    weights = attend(q, k, torch.eye(n, **FLOAT), allowed, scale, mask_fill)
    return {"weights": weights, "output": attend(q, k, v, allowed, scale, mask_fill)}


def latent(x, w_c, w_q, u_k, u_v, *, scale=True):
    """Keys and values of every head written out, with PyTorch's own attention."""
    c = x @ w_c
    q, k, v = x @ w_q, c @ u_k, c @ u_v
    past = torch.zeros(len(x), len(x), **FLOAT).masked_fill(
        ~allowed_keys(len(x), len(x), None, True), -math.inf
    )
    return {"output": biased(q, k, v, past, scale).transpose(0, 1)}


VARIANTS = {
    "scaled-dot-product": scaled_dot_product,
    "argmax": argmax,
    "multi-head": multi_head,
    "cross": cross,
    "multi-head-decode": multi_head_decode,
    "multi-query-decode": multi_query_decode,
    "grouped-query-decode": grouped_query_decode,
    "kernel": kernel,
    "linear": linear,
    "linear-recurrent": linear_recurrent,
    "transformer-layer": transformer_layer,
    "sliding-window": sliding_window,
    "top-k": top_k,
    "differential": differential,
    "alibi": alibi,
    "rope": rope,
    "latent": latent,
}


# -- The same, said in another way ---------------------------------------------------------------


def other_way(variant, inputs, params):
    """The output by a second formula, or None where there is no other."""
    fill = params.get("mask_fill", "-inf")
    if variant == "scaled-dot-product":
        return plain_attention(**inputs, **params)
    if variant in ("multi-head", "cross") and fill == "-inf" and params.get("scale", True) is True:
        return torch_multi_head(**inputs, heads=params["heads"], causal=params.get("causal"))
    if variant == "transformer-layer":
        return plain_transformer_layer(**inputs, **params)
    if variant in ("linear", "linear-recurrent"):
        q, k, v = inputs["q"], inputs["k"], inputs["v"]
        causal = variant == "linear-recurrent" or params.get("causal")
        name, offset = params["feature_map"], params.get("offset", 1)
        sim = similarities(q, k, name, 2, offset, False)
        sim = until_own(sim, causal) if causal else sim
        return average(sim @ v, sim.sum(dim=-1))
    if variant == "kernel" and params["kernel"] == "exponential":
        scale, causal = params.get("scale", True), params.get("causal", False)
        return plain_attention(**inputs, scale=scale, causal=causal)
    if variant.endswith("-decode") and inputs["x"].dim() == 3:
        return one_by_one(variant, inputs, params)
    if variant == "multi-query-decode":
        whole = dict(inputs)
        for name, place in (("prev_k", 1), ("prev_v", 1), ("w_k", 0), ("w_v", 0)):
            whole[name] = inputs[name].unsqueeze(place)
        return grouped_query_decode(**whole, kv_heads=1, **params)["output"]
    return None


def one_by_one(variant, inputs, params):
    """Each token alone, with the cache that those before it leave."""
    cache = {"prev_k": inputs["prev_k"], "prev_v": inputs["prev_v"]}
    outputs = []
    for t in range(inputs["x"].shape[1]):
        x = inputs["x"][:, t]
        outputs.append(VARIANTS[variant](**{**inputs, **cache, "x": x}, **params)["output"])
        for name, weight in (("prev_k", "w_k"), ("prev_v", "w_v")):
            new = torch.einsum("bd,...dc->b...c", x, inputs[weight])
            cache[name] = torch.cat([cache[name], new.unsqueeze(-2)], dim=-2)
    return torch.stack(outputs, dim=1)


def plain_attention(
    q, k, v, bias=None, mask=None, scale=True, causal=False, mask_fill="-inf", temperature=1.0
):
    """exp over its sum, with no softmax of PyTorch's."""
    scores = q @ k.T / divisor_of(scale, q.shape[-1]) / temperature
    scores = scores if bias is None else scores + bias
    allowed = allowed_keys(len(q), len(k), mask, causal)
    if allowed is not None:
        scores = scores.masked_fill(~allowed, float(mask_fill))
    most = scores.amax(dim=-1, keepdim=True)
    shares = torch.exp(scores - most.masked_fill(most == -math.inf, 0.0))
    return average(shares @ v, shares.sum(dim=-1))


def torch_multi_head(
    x, w_q, w_k, w_v, w_o, b_q=None, b_k=None, b_v=None, b_o=None, bias=None, mask=None,
    *, heads, causal, y=None,
):  # fmt: skip
    """nn.MultiheadAttention, which has no wider values; it wants all biases, and true = blocked."""
    width = x.shape[1]
    if len(w_v) != width:
        return None
    zeros = torch.zeros(width, **FLOAT)
    b_q, b_k, b_v, b_o = (zeros if b is None else b for b in (b_q, b_k, b_v, b_o))
    weights = {
        "in_proj_weight": torch.cat([w_q, w_k, w_v]),
        "in_proj_bias": torch.cat([b_q, b_k, b_v]),
        "out_proj.weight": w_o,
        "out_proj.bias": b_o,
    }
    y = x if y is None else y
    allowed = allowed_keys(len(y), len(x), mask, causal)
    blocked = None if allowed is None else ~allowed
    blocked = blocked if bias is None else additive(bias, allowed)
    how = {"attn_mask": blocked, "need_weights": False}
    module = nn.MultiheadAttention(width, heads, **FLOAT)
    return functional_call(module, weights, (y, x, x), how)[0]


def plain_transformer_layer(
    x, w_1, b_1, w_2, b_2, gain_1, shift_1, gain_2, shift_2,
    *, heads, norm_first=False, activation="relu", causal=False, **attention,
):  # fmt: skip
    """Equation (1) of the homework, from `multi_head`; eps is 1e-5."""

    def norm(y, gain, shift):
        centred = y - y.mean(dim=-1, keepdim=True)
        spread = centred.square().mean(dim=-1, keepdim=True)
        return centred / (spread + 1e-5).sqrt() * gain + shift

    def attend_all(y):
        return multi_head(y, **attention, heads=heads, causal=causal)["output"]

    def feed_forward(y):
        hidden = y @ w_1.T + b_1
        if activation == "relu":
            return hidden.clamp(min=0) @ w_2.T + b_2
        return hidden / 2 * (1 + torch.erf(hidden / math.sqrt(2))) @ w_2.T + b_2

    if norm_first:
        x = x + attend_all(norm(x, gain_1, shift_1))
        return x + feed_forward(norm(x, gain_2, shift_2))
    x = norm(x + attend_all(x), gain_1, shift_1)
    return norm(x + feed_forward(x), gain_2, shift_2)


# -- Checks --------------------------------------------------------------------------------------


def differ(one, two):
    """The largest difference, as a share of what it is a difference of, or of 1."""
    return ((one - two).abs() / two.abs().clamp(min=1)).max().item()


def check_reference(variant, inputs, params, output, upstream):
    """The gradients; refuses what is not a number, or on which two formulas disagree."""
    wanted = {name: t for name, t in inputs.items() if t.requires_grad}

    def gradients(output):
        grown = torch.autograd.grad(output, wanted.values(), upstream, allow_unused=True)
        return {
            name: torch.zeros_like(t) if g is None else g
            for (name, t), g in zip(wanted.items(), grown)
        }

    found = gradients(output)
    assert all(torch.isfinite(t).all() for t in (output, *found.values())), "not finite"
    other = other_way(variant, inputs, params)
    if other is not None:
        errors = [differ(output, other)]
        errors += [differ(found[name], g) for name, g in gradients(other).items()]
        assert max(errors) < 2e-13, f"{variant}: two formulas differ: {errors}"
    return found


def too_close(variant, inputs, params):
    """Whether rounding alone could change the answer much: these numbers are drawn again.

    Argmax: two keys nearly tie. Kernels: similarities cancel and nearly leave nothing to divide by.
    An exact tie and a denominator of exactly 0 are fine: both have a rule.
    """
    with torch.no_grad():
        if variant in ("argmax", "top-k"):
            scores = inputs["q"] @ inputs["k"].T
            gaps = (scores[:, :, None] - scores[:, None, :]).abs()
            return bool(((gaps > 0) & (gaps < 1e-9)).any())
        if variant not in ("kernel", "linear", "linear-recurrent"):
            return False
        name = params.get("kernel", params.get("feature_map"))
        if name in FEATURES or name in ("exponential", "gaussian"):
            return False  # no similarity is negative
        how = (name, params.get("degree", 3), params.get("offset", 1), params.get("scale", False))
        q, k = inputs["q"], inputs["k"]
        signed, unsigned = similarities(q, k, *how), similarities(q.abs(), k.abs(), *how)
        if params.get("causal") or variant == "linear-recurrent":
            signed, unsigned = (until_own(sim, params.get("causal")) for sim in (signed, unsigned))
        total, most = signed.sum(dim=-1).abs(), unsigned.sum(dim=-1)
        return bool(((total > 0) & (total < 0.05 * most)).any())
