"""Draws what a model sees in a step. The same seed and step give the same batch.

Most of it is text. The rest are random tokens with a rule, from which heads learn early to look for
a token that was there before. A *repeat* is random tokens again and again. In an *echo* a random
token is followed by a mark the first time (for the masked model: if it comes once only), and by
itself the second time: A ! B ! A A C ! B B.
"""

import numpy as np
import torch

TOKENS = 1024  # in a batch
IGNORED = -100  # a target that does not count
MASKED = 0.2  # of the tokens that may be masked
CAUSAL = {"text": 0.65, "repeat": 0.2, "echo": 0.15}
MASKED_KINDS = {"text": 0.4, "two": 0.15, "again": 0.1, "repeat": 0.15, "echo": 0.2}


def causal_batch(text, words, length, generator):
    """ids and targets [batch, length] of next tokens, and each row's kind.

    In a repeat or an echo only tokens that the rule predicts count.
    """
    rows = [causal_row(text, words, length + 1, generator) for _ in range(TOKENS // length)]
    ids, predictable, kinds = zip(*rows)
    ids, predictable = torch.tensor(np.array(ids)), torch.tensor(np.array(predictable))
    return ids[:, :-1], ids[:, 1:].masked_fill(~predictable[:, 1:], IGNORED), kinds


def causal_row(text, words, length, generator):
    kind = choose(CAUSAL, generator)
    if kind == "text":
        return window(text, length, generator), np.ones(length, bool), kind
    if kind == "repeat":
        return *repeat(words, length, generator), kind
    return *echo(words, length, came_before, generator), kind


def masked_batch(text, words, special, generator):
    """ids and targets [batch, length] of tokens that were masked, each row's kind, the segments.

    All rows of a batch are equally long, so that none needs padding. Batches differ in length.
    """
    length = int(generator.integers(32, 129))
    rows = [masked_row(text, words, special, length, generator) for _ in range(TOKENS // length)]
    ids, targets, segments, kinds = zip(*rows)
    ids, targets, segments = (torch.tensor(np.array(part)) for part in (ids, targets, segments))
    return ids, targets, kinds, segments


def masked_row(text, words, special, length, generator):
    kind = choose(MASKED_KINDS, generator)
    first, second, predictable = two_parts(kind, text, words, length - 3, generator)
    cls, sep = [special["[CLS]"]], [special["[SEP]"]]
    ids = np.concatenate([cls, first, sep] if second is None else [cls, first, sep, second, sep])
    segments = (np.arange(length) > len(first) + 1).astype(np.int64)
    may = ~np.isin(ids, cls + sep)
    may[may] = predictable
    chosen = may & (generator.random(length) < MASKED)
    if not chosen.any():
        chosen[generator.choice(np.flatnonzero(may))] = True
    shown = hide(ids, chosen, words, special, generator)
    return shown, np.where(chosen, ids, IGNORED), segments, kind


def two_parts(kind, text, words, room, generator):
    """The tokens before and after the [SEP] in the middle, `room` in all, and which may be masked.

    Of "text" there is one part alone, and so there is room for one token more.
    """
    if kind == "text":
        return window(text, room + 1, generator), None, True
    middle, predictable = room // 2, True
    if kind == "two":
        middle = generator.integers(4, room - 3)
        both = window(text, room, generator)
    elif kind == "again":
        both = np.resize(window(text, middle, generator), room)
    elif kind == "repeat":
        both, _ = repeat(words, room, generator)
    else:
        both, predictable = echo(words, room, comes_twice, generator)
    return both[:middle], both[middle:], predictable


def hide(ids, chosen, words, special, generator):
    """Of the chosen tokens, eight of ten become [MASK], one becomes another token, one stays."""
    lot = generator.random(len(ids))
    ids = np.where(chosen & (lot < 0.8), special["[MASK]"], ids)
    return np.where(chosen & (lot >= 0.9), generator.choice(words, len(ids)), ids)


def repeat(words, length, generator):
    """Random tokens again and again, and which of them the ones before foretell."""
    part = generator.choice(words, any_length(length * 2 // 3, generator))
    return np.resize(part, length), np.arange(length) > len(part)


def echo(words, length, is_echoed, generator):
    """Couples of a random token and the mark or itself, and which of them the rule predicts.

    A token comes once or twice. The mark is the first of the words.
    """
    count = -(-length // 2)
    once = generator.choice(words[1:], count, replace=False)
    every = generator.permutation(np.concatenate([once[: count // 3], once[: count - count // 3]]))
    every = every.tolist()
    after = [
        token if is_echoed(token, every[:at], every) else words[0] for at, token in enumerate(every)
    ]
    ids = np.stack([every, after], 1).reshape(-1)[:length]
    return ids, np.arange(length) % 2 == 1


def came_before(token, before, every):
    return token in before


def comes_twice(token, before, every):
    return every.count(token) > 1


def any_length(most, generator):
    """From 3 to `most`, each order of magnitude as often: short parts teach a model to copy."""
    return int(np.exp(generator.uniform(np.log(3), np.log(most + 1))))


def window(text, length, generator):
    at = generator.integers(len(text) - length)
    return text[at : at + length].astype(np.int64)


def choose(shares, generator):
    return str(generator.choice(list(shares), p=list(shares.values())))
