"""A BERT of any size: segments, post-norm layers, the masked-word head. Names are BERT's."""

import torch
from torch import nn
from torch.nn.functional import gelu

from attention import attend, merge, split
from gpt import Config

CONFIG = Config(
    model_type="bert",
    architectures=["BertForMaskedLM"],
    vocab_size=2048,
    max_position_embeddings=128,
    type_vocab_size=2,
    hidden_size=128,
    num_hidden_layers=4,
    num_attention_heads=4,
    intermediate_size=256,
    hidden_act="gelu",
    layer_norm_eps=1e-12,
    initializer_range=0.08,
    position_embedding_type="absolute",
    tie_word_embeddings=True,
    pad_token_id=0,
)


class Embeddings(nn.Module):
    def __init__(self, config):
        super().__init__()
        d = config.hidden_size
        self.word_embeddings = nn.Embedding(config.vocab_size, d)
        self.position_embeddings = nn.Embedding(config.max_position_embeddings, d)
        self.token_type_embeddings = nn.Embedding(config.type_vocab_size, d)
        self.LayerNorm = nn.LayerNorm(d, config.layer_norm_eps)

    def forward(self, ids, segments, first):
        positions = self.position_embeddings.weight[first : first + ids.shape[1]]
        return self.LayerNorm(
            self.word_embeddings(ids) + positions + self.token_type_embeddings(segments)
        )


class SelfAttention(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.heads = config.num_attention_heads
        d = config.hidden_size
        self.query, self.key, self.value = nn.Linear(d, d), nn.Linear(d, d), nn.Linear(d, d)

    def forward(self, x, seen):
        q, k, v = (split(part(x), self.heads) for part in (self.query, self.key, self.value))
        return merge(attend(q, k, v, causal=False, seen=seen))


class AddAndNorm(nn.Module):
    """A linear map, added to what went in before, then normalised."""

    def __init__(self, inputs, config):
        super().__init__()
        self.dense = nn.Linear(inputs, config.hidden_size)
        self.LayerNorm = nn.LayerNorm(config.hidden_size, config.layer_norm_eps)

    def forward(self, x, before):
        return self.LayerNorm(self.dense(x) + before)


class Layer(nn.Module):
    def __init__(self, config):
        super().__init__()
        d, inner = config.hidden_size, config.intermediate_size
        self.attention = nn.ModuleDict(
            {"self": SelfAttention(config), "output": AddAndNorm(d, config)}
        )
        self.intermediate = nn.ModuleDict({"dense": nn.Linear(d, inner)})
        self.output = AddAndNorm(inner, config)

    def forward(self, x, seen):
        x = self.attention["output"](self.attention["self"](x, seen), x)
        return self.output(gelu(self.intermediate["dense"](x)), x)


class Predictions(nn.Module):
    def __init__(self, config):
        super().__init__()
        d = config.hidden_size
        self.bias = nn.Parameter(torch.empty(config.vocab_size))
        self.transform = nn.ModuleDict(
            {"dense": nn.Linear(d, d), "LayerNorm": nn.LayerNorm(d, config.layer_norm_eps)}
        )

    def forward(self, x, words):
        x = self.transform["LayerNorm"](gelu(self.transform["dense"](x)))
        return x @ words.T + self.bias


class Bert(nn.Module):
    def __init__(self, config=CONFIG):
        super().__init__()
        layers = nn.ModuleList(Layer(config) for _ in range(config.num_hidden_layers))
        self.bert = nn.ModuleDict(
            {"embeddings": Embeddings(config), "encoder": nn.ModuleDict({"layer": layers})}
        )
        self.cls = nn.ModuleDict({"predictions": Predictions(config)})

    def forward(self, ids, where=None, segments=None, seen=None, first=0):
        """Logits at the places `where` is true, or at all; `seen` collects each layer's weights.

        Positions are counted from `first`.
        """
        embeddings = self.bert["embeddings"]
        x = embeddings(ids, torch.zeros_like(ids) if segments is None else segments, first)
        for layer in self.bert["encoder"]["layer"]:
            x = layer(x, seen)
        x = x if where is None else x[where]
        return self.cls["predictions"](x, embeddings.word_embeddings.weight)
