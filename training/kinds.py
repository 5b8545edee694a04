"""The two kinds of model: what each is trained on, how long, and what is measured."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn.functional import cross_entropy

import bert
import gpt
from corpus import documents
from scores import causal_scores, masked_scores
from sequences import CAUSAL, IGNORED, MASKED_PHASES, causal_batch, masked_batch
from vocabulary import END_OF_TEXT, SPECIAL, byte_level_bpe, word_piece

CONTEXT = 128  # tokens, all that a model has positions for
LOGGED_EARLY = (50, 100, 150, 200)


@dataclass
class Data:
    """Ids of the training text, the held-out text, all but the special tokens, and these."""

    text: np.ndarray
    held_out: np.ndarray
    words: np.ndarray
    special: dict[str, int]


@dataclass
class Kind:
    seed: int
    rate: float
    steps: int
    config: gpt.Config
    network: Callable
    data: Callable  # folder for the tokenizer -> Data
    batch: Callable  # Data, step, generator -> ids, targets, the rows' kinds, other arguments
    measure: Callable  # model, Data -> held-out loss, {pattern: scores of heads}
    shape: tuple[int, int]  # layers, heads in each
    synthetic: float  # share of the sequences that are no text
    base: float  # of the sinusoids: the longest is so many times 2π tokens
    context: int = CONTEXT
    prefix: str = ""  # of the names of its weights in the file
    logged: int = 250  # steps between two lines of the log


def causal_data(folder):
    training, held_out = documents()
    tokenizer = kept(byte_level_bpe, training, folder)
    end = tokenizer.token_to_id(END_OF_TEXT)
    return Data(
        text=ids_of(tokenizer, training, [end]),
        held_out=ids_of(tokenizer, held_out, [end]),
        words=np.arange(1, tokenizer.get_vocab_size()),
        special={END_OF_TEXT: end},
    )


def masked_data(folder):
    training, held_out = documents()
    tokenizer = kept(word_piece, training, folder)
    return Data(
        text=ids_of(tokenizer, training, []),
        held_out=ids_of(tokenizer, held_out, []),
        words=np.arange(len(SPECIAL), tokenizer.get_vocab_size()),
        special={token: tokenizer.token_to_id(token) for token in SPECIAL},
    )


def kept(learn, texts, folder):
    """The tokenizer of a run, learned when it begins: the weights are for its ids alone."""
    file = folder / "tokenizer.json"
    if file.exists():
        return Tokenizer.from_file(str(file))
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = learn(texts)
    tokenizer.save(str(file))
    return tokenizer


def ids_of(tokenizer, texts, end):
    """All texts in one row, after each what ends it."""
    encoded = tokenizer.encode_batch(texts, add_special_tokens=False)
    return np.array([id for one in encoded for id in [*one.ids, *end]], np.uint16)


def next_tokens(data, step, generator):
    ids, targets, kinds = causal_batch(data.text, data.words, CONTEXT, step, generator)
    return ids, targets, kinds, {}


def masked_tokens(data, step, generator):
    ids, targets, kinds, segments, first = masked_batch(
        data.text, data.words, data.special, CONTEXT, step, generator
    )
    return ids, targets, kinds, {"segments": segments, "first": first}


def causal_measure(model, data):
    ids = held_out_windows(data.held_out, CONTEXT)
    loss = held_out_loss(model, ids[:, :-1], ids[:, 1:])
    return loss, causal_scores(model, data.held_out, data.words)


def masked_measure(model, data):
    """The loss is that of masked tokens, 15 of 100, with the others all shown."""
    inner = held_out_windows(data.held_out, CONTEXT - 2)
    chosen = np.random.default_rng(0).random(inner.shape) < 0.15
    shown = np.where(chosen, data.special["[MASK]"], inner)
    ends = [(0, 0), (data.special["[CLS]"], data.special["[SEP]"])]
    ids = np.pad(shown, ((0, 0), (1, 1)), constant_values=ends)
    targets = np.pad(np.where(chosen, inner, IGNORED), ((0, 0), (1, 1)), constant_values=IGNORED)
    loss = held_out_loss(model, ids, targets)
    return loss, masked_scores(model, data.held_out, data.words, data.special)


def held_out_windows(held_out, length, most=64):
    """At most so many windows, evenly spread over the held-out text."""
    rows = len(held_out) // length
    windows = held_out[: rows * length].astype(np.int64).reshape(rows, length)
    return windows[:: -(-rows // most)]


@torch.no_grad()
def held_out_loss(model, ids, targets):
    """Nats a token."""
    targets = torch.tensor(targets)
    where = targets >= 0
    return cross_entropy(model(torch.tensor(ids), where), targets[where]).item()


def share_of(shares, *kinds):
    return sum(shares[kind] for kind in kinds)


KINDS = {
    "causal": Kind(
        seed=14,
        rate=3e-3,
        steps=9_000,
        config=gpt.CONFIG,
        network=gpt.Gpt,
        data=causal_data,
        batch=next_tokens,
        measure=causal_measure,
        shape=(gpt.CONFIG.n_layer, gpt.CONFIG.n_head),
        base=10_000.0,
        synthetic=share_of(CAUSAL[max(CAUSAL)], "repeat"),
        prefix="transformer.",
    ),
    "masked": Kind(
        seed=15,
        rate=1e-3,
        steps=28_000,
        config=bert.CONFIG,
        network=bert.Bert,
        data=masked_data,
        batch=masked_tokens,
        measure=masked_measure,
        shape=(bert.CONFIG.num_hidden_layers, bert.CONFIG.num_attention_heads),
        base=50.0,
        logged=500,
        synthetic=share_of(MASKED_PHASES[max(MASKED_PHASES)].shares, "repeat"),
    ),
}
