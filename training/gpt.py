"""A GPT-2 of any size: pre-norm blocks, learned positions, the tied output. Names are GPT-2's."""

import torch
from torch import nn
from torch.nn.functional import gelu, linear

from attention import attend, merge, split


class Config(dict):
    """config.json; a name in it is an attribute."""

    __getattr__ = dict.__getitem__


CONFIG = Config(
    model_type="gpt2",
    architectures=["GPT2LMHeadModel"],
    vocab_size=2048,
    n_positions=128,
    n_embd=128,
    n_layer=3,
    n_head=4,
    n_inner=256,
    activation_function="gelu_new",
    layer_norm_epsilon=1e-5,
    initializer_range=0.05,
    scale_attn_weights=True,
    scale_attn_by_inverse_layer_idx=False,
    tie_word_embeddings=True,
    bos_token_id=0,
    eos_token_id=0,
)


class Conv1D(nn.Module):
    """A linear map whose weight is stored [in, out], as GPT-2's are."""

    def __init__(self, inputs, outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(inputs, outputs))
        self.bias = nn.Parameter(torch.empty(outputs))

    def forward(self, x):
        return linear(x, self.weight.T, self.bias)


class Attention(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.heads = config.n_head
        self.c_attn = Conv1D(config.n_embd, 3 * config.n_embd)
        self.c_proj = Conv1D(config.n_embd, config.n_embd)

    def forward(self, x, seen):
        q, k, v = (split(part, self.heads) for part in self.c_attn(x).chunk(3, dim=-1))
        return self.c_proj(merge(attend(q, k, v, causal=True, seen=seen)))


class Mlp(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.c_fc = Conv1D(config.n_embd, config.n_inner)
        self.c_proj = Conv1D(config.n_inner, config.n_embd)

    def forward(self, x):
        return self.c_proj(gelu(self.c_fc(x), approximate="tanh"))


class Block(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.ln_1 = nn.LayerNorm(config.n_embd, config.layer_norm_epsilon)
        self.attn = Attention(config)
        self.ln_2 = nn.LayerNorm(config.n_embd, config.layer_norm_epsilon)
        self.mlp = Mlp(config)

    def forward(self, x, seen):
        x = x + self.attn(self.ln_1(x), seen)
        return x + self.mlp(self.ln_2(x))


class Gpt(nn.Module):
    def __init__(self, config=CONFIG):
        super().__init__()
        self.wte = nn.Embedding(config.vocab_size, config.n_embd)
        self.wpe = nn.Embedding(config.n_positions, config.n_embd)
        self.h = nn.ModuleList(Block(config) for _ in range(config.n_layer))
        self.ln_f = nn.LayerNorm(config.n_embd, config.layer_norm_epsilon)

    def forward(self, ids, where=None, seen=None):
        """Logits at the places `where` is true, or at all; `seen` collects each layer's weights."""
        x = self.wte(ids) + self.wpe.weight[: ids.shape[1]]
        for block in self.h:
            x = block(x, seen)
        x = x if where is None else x[where]
        return self.ln_f(x) @ self.wte.weight.T
