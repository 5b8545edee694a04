"""Attention as both models compute it: split into heads, attend, merge."""

from torch.nn.functional import scaled_dot_product_attention


def split(x, heads):
    """[batch, tokens, heads · d] -> [batch, heads, tokens, d]"""
    return x.unflatten(-1, (heads, -1)).transpose(1, 2)


def merge(x):
    """[batch, heads, tokens, d] -> [batch, tokens, heads · d]"""
    return x.transpose(1, 2).flatten(2)


def attend(q, k, v, causal, seen=None):
    """softmax(q·kᵀ/√d)·v. Where `seen` is a list, the weights are appended to it."""
    if seen is None:
        return scaled_dot_product_attention(q, k, v, is_causal=causal)
    scores = q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5
    if causal:
        ahead = scores.new_ones(scores.shape[-2:]).triu(1).bool()
        scores = scores.masked_fill(ahead, float("-inf"))
    weights = scores.softmax(-1)
    seen.append(weights.detach())
    return weights @ v
