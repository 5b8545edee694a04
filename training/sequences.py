"""Draws what a model sees in a step. The same seed and step give the same batch.

Most of it is text: plain, or a piece of it *again* and again, or *two* parts with a [SEP] in
between. The rest are random tokens with a rule, from which heads learn early to look for a token
that was there before:

    repeat    random tokens again and again
    echo      a token comes with a mark the first time, with itself the second: A ! B ! A A C ! B B
"""

import numpy as np
import torch

TOKENS = 1024  # in a batch
IGNORED = -100  # a target that does not count
MASKED = 0.3  # of a row's tokens
CAUSAL = {  # from the step on
    0: {"text": 0.65, "repeat": 0.2, "echo": 0.15},
    4200: {"text": 0.65, "again": 0.15, "repeat": 0.2},
}
MASKED_KINDS = {"text": 0.6, "two": 0.2, "again": 0.1, "repeat": 0.1}


def causal_batch(text, words, length, step, generator):
    """ids and targets [batch, length] of next tokens, and each row's kind.

    Where there is a rule, only tokens that it predicts count.
    """
    shares = CAUSAL[max(start for start in CAUSAL if start <= step)]
    rows = [causal_row(shares, text, words, length + 1, generator) for _ in range(TOKENS // length)]
    ids, predictable, kinds = zip(*rows)
    ids, predictable = torch.tensor(np.array(ids)), torch.tensor(np.array(predictable))
    return ids[:, :-1], ids[:, 1:].masked_fill(~predictable[:, 1:], IGNORED), kinds


def causal_row(shares, text, words, length, generator):
    kind = choose(shares, generator)
    if kind == "text":
        return window(text, length, generator), np.ones(length, bool), kind
    if kind == "again":
        part = window(text, generator.integers(8, length * 2 // 3), generator)
        return np.resize(part, length), np.ones(length, bool), kind
    rule = {"repeat": repeat, "echo": echo}[kind]
    return *rule(words, length, generator), kind


def masked_batch(text, words, special, generator):
    """ids and targets [batch, length] of tokens that were masked, each row's kind, the segments.

    All rows of a batch are equally long, so that none needs padding. Batches differ in length: from
    short rows, in which few tokens are there to look at, a model learns to look at neighbours.
    """
    length = int(np.exp(generator.uniform(np.log(6), np.log(129))))
    rows = [masked_row(text, words, special, length, generator) for _ in range(TOKENS // length)]
    ids, targets, segments, kinds = zip(*rows)
    ids, targets, segments = (torch.tensor(np.array(part)) for part in (ids, targets, segments))
    return ids, targets, kinds, segments


def masked_row(text, words, special, length, generator):
    kind = choose(MASKED_KINDS, generator)
    first, second = two_parts(kind, text, words, length - 3, generator)
    cls, sep = [special["[CLS]"]], [special["[SEP]"]]
    ids = np.concatenate([cls, first, sep] if second is None else [cls, first, sep, second, sep])
    segments = (np.arange(length) > len(first) + 1).astype(np.int64)
    may = ~np.isin(ids, cls + sep)
    chosen = may & (generator.random(length) < MASKED)
    if not chosen.any():
        chosen[generator.choice(np.flatnonzero(may))] = True
    shown = hide(ids, chosen, words, special, generator)
    return shown, np.where(chosen, ids, IGNORED), segments, kind


def two_parts(kind, text, words, room, generator):
    """The tokens before and after the [SEP] in the middle, `room` in all.

    Of "text" there is one part alone, and so there is room for one token more.
    """
    if kind == "text":
        return window(text, room + 1, generator), None
    middle = room // 2
    if kind == "two":
        middle = generator.integers(1, room)
        both = window(text, room, generator)
    elif kind == "again":
        both = np.resize(window(text, middle, generator), room)
    else:
        both, _ = repeat(words, room, generator)
    return both[:middle], both[middle:]


def hide(ids, chosen, words, special, generator):
    """Of the chosen tokens, eight of ten become [MASK], one becomes another token, one stays."""
    lot = generator.random(len(ids))
    ids = np.where(chosen & (lot < 0.8), special["[MASK]"], ids)
    return np.where(chosen & (lot >= 0.9), generator.choice(words, len(ids)), ids)


def repeat(words, length, generator):
    """Random tokens again and again, and which of them are predictable."""
    part = generator.choice(words, any_length(max(3, length * 2 // 3), generator))
    return np.resize(part, length), np.arange(length) > len(part)


def any_length(most, generator):
    """From 3 to `most`, each order of magnitude as often: short parts teach to copy."""
    return int(np.exp(generator.uniform(np.log(3), np.log(most + 1))))


def echo(words, length, generator):
    """Couples of a random token and the mark or itself, and which of them are predictable.

    The mark is the first of the words.
    """
    count = -(-length // 2)
    once = generator.choice(words[1:], count, replace=False)
    every = generator.permutation(np.concatenate([once[: count // 3], once[: count - count // 3]]))
    every = every.tolist()
    after = [token if token in every[:at] else words[0] for at, token in enumerate(every)]
    ids = np.stack([every, after], 1).reshape(-1)[:length]
    return ids, np.arange(length) % 2 == 1


def window(text, length, generator):
    at = generator.integers(len(text) - length)
    return text[at : at + length].astype(np.int64)


def choose(shares, generator):
    return str(generator.choice(list(shares), p=list(shares.values())))
