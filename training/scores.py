"""What each head does: the mean weight that it gives to one place, over rows 33 to 64 of 64 tokens.

Uniform causal attention scores 0.021. The sequences are drawn once, from a seed of their own.
"""

import numpy as np
import torch

from sequences import window

LENGTH, HALF, COUNT = 64, 32, 32
SEED = 64


@torch.no_grad()
def causal_scores(model, text, words):
    """{pattern: [layers, heads]}; `words` are the ids that are no special token."""
    generator = np.random.default_rng(SEED)
    part = generator.choice(words, (COUNT, HALF))
    held_out = np.array([window(text, LENGTH, generator) for _ in range(COUNT)])
    on_repeats = seen(model, np.concatenate([part, part], 1))
    on_text = seen(model, held_out)
    on_again = seen(model, np.concatenate([held_out[:, :HALF]] * 2, 1))
    return {
        "previous_token": mean(on_text, back(1)),
        "first_token": mean(on_text, column(0)),
        "same_token": mean(on_repeats, back(0) | back(HALF)),
        "duplicate_token": mean(on_repeats, back(HALF)),
        "induction": mean(on_repeats, back(HALF - 1)),
        "induction_on_repeated_text": mean(on_again, back(HALF - 1)),
        "induction_on_text": mean(on_text, after_same(torch.tensor(held_out))),
    }


@torch.no_grad()
def masked_scores(model, text, words, special):
    """The same for [CLS] 62 tokens [SEP]; a repeat is 31 tokens twice.

    To copy is to look from a [MASK] at its token in the first copy; every fourth token of the
    second copy is masked. The copies are two parts with a [SEP] in between, or stand in one.
    """
    generator = np.random.default_rng(SEED)
    cls, sep, mask = (special[token] for token in ("[CLS]", "[SEP]", "[MASK]"))
    frame = lambda ids: np.pad(ids, ((0, 0), (1, 1)), constant_values=[(0, 0), (cls, sep)])
    masked = lambda ids: np.where(
        (np.arange(LENGTH) % 4 == 2) & (np.arange(LENGTH) > HALF), mask, ids
    )
    between = np.full((COUNT, 1), sep)
    pair = lambda part: frame(np.concatenate([part, between, part[:, :-1]], 1))
    copy = HALF - 1
    part = generator.choice(words, (COUNT, copy))
    repeats = frame(np.concatenate([part, part], 1))
    held_out = frame(np.array([window(text, LENGTH - 2, generator) for _ in range(COUNT)]))
    second = torch.tensor(np.arange(LENGTH) > HALF).long().expand(COUNT, LENGTH)
    on_text, on_repeats = seen(model, held_out), seen(model, repeats)
    on_one = seen(model, masked(repeats))
    on_pair = seen(model, masked(pair(part)), second)
    on_text_pair = seen(model, masked(pair(held_out[:, 1:HALF])), second)
    rows = torch.arange(HALF, LENGTH)[:, None]
    is_masked, in_copy = (rows % 4 == 2) & (rows > HALF), rows < LENGTH - 1
    return {
        "previous_token": mean(on_text, back(1)),
        "next_token": mean(on_text, back(-1)),
        "first_token": mean(on_text, column(0)),
        "separator": mean(on_text, column(LENGTH - 1)),
        "same_token": mean(on_repeats, (back(0) | back(copy)) & in_copy),
        "duplicate_token": mean(on_repeats, back(copy) & in_copy),
        "copy": mean(on_pair, back(HALF) & is_masked),
        "copy_in_one_part": mean(on_one, back(copy) & is_masked),
        "copy_on_text": mean(on_text_pair, back(HALF) & is_masked),
    }


def seen(model, ids, segments=None):
    """[layers, sequences, heads, rows 33 to 64, tokens]"""
    weights, more = [], {} if segments is None else {"segments": segments}
    model(torch.tensor(ids), seen=weights, **more)
    return torch.stack(weights)[..., HALF:, :]


def back(steps):
    """The place so many steps before each row, as a mask [rows, tokens]."""
    rows, tokens = torch.arange(HALF, LENGTH)[:, None], torch.arange(LENGTH)
    return tokens == rows - steps


def column(place):
    """The same place for every row."""
    return (torch.arange(LENGTH) == place).expand(HALF, LENGTH)


def after_same(ids):
    """Where the token before is the row's own: [sequences, rows, tokens]. Copying looks there."""
    before = torch.nn.functional.pad(ids[:, :-1], (1, 0), value=-1)
    matches = ids[:, HALF:, None] == before[:, None, :]
    earlier = torch.arange(LENGTH) <= torch.arange(HALF, LENGTH)[:, None]
    return matches & earlier


def mean(weights, mask):
    """The mean over rows that have such a place of the weight on all of them: [layers, heads]"""
    mask = mask.expand(weights.shape[1], HALF, LENGTH)
    total = (weights * mask[None, :, None]).sum(-1)
    rows = mask.any(-1)
    return (total * rows[None, :, None]).sum((1, 3)) / rows.sum()
