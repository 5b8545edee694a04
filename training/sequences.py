"""Draws what a model sees in a step. The same seed and step give the same batch.

Most of it is text: plain, or a piece of it *again* and again, or *two* parts with a [SEP] in
between. The rest are random tokens with a rule, from which heads learn early to look for a token
that was there before:

    repeat    random tokens again and again
    echo      a token comes with a mark the first time, with itself the second: A ! B ! A A C ! B B
    twins     each random token comes twice in a row: A A B B C C
"""

from dataclasses import dataclass

import numpy as np
import torch

TOKENS = 1024  # in a batch
IGNORED = -100  # a target that does not count
MASKED = 0.3  # of a row's tokens
CAUSAL = {  # from the step on
    0: {"text": 0.65, "repeat": 0.2, "echo": 0.15},
    4200: {"text": 0.65, "again": 0.15, "repeat": 0.2},
}


@dataclass
class Phase:
    """What a masked model sees for a time.

    It begins with twins and with short rows at any position. Until a head looks at neighbours, no
    head has anything to tell apart, and on text alone that never came about.
    """

    shares: dict[str, float]
    longest: int  # tokens in a row, 6 or more
    anywhere: bool  # do the positions begin at any number, or at 0?
    replaced: float = 0.1  # of the chosen tokens: they become another token


ALL_KINDS = {"text": 0.55, "two": 0.1, "again": 0.15, "repeat": 0.2}
MASKED_PHASES = {  # from the step on
    0: Phase({"twins": 1}, longest=32, anywhere=True),
    1000: Phase({"twins": 0.2, "text": 0.8}, longest=64, anywhere=True),
    2500: Phase(ALL_KINDS, longest=128, anywhere=False),
    # A wrong token shows itself only in the other copy: heads look there from every token.
    10_000: Phase(ALL_KINDS, longest=128, anywhere=False, replaced=0.4),
}


def causal_batch(text, words, length, step, generator):
    """ids and targets [batch, length] of next tokens, and each row's kind.

    Where there is a rule, only tokens that it predicts count.
    """
    shares = at_step(CAUSAL, step)
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


def masked_batch(text, words, special, context, step, generator):
    """ids and targets [batch, length] of tokens that were masked, and each row's kind; the segments
    and the first position.

    All rows of a batch are equally long, so that none needs padding.
    """
    phase = at_step(MASKED_PHASES, step)
    length = any_length(6, phase.longest, generator)
    first = int(generator.integers(context - length + 1)) if phase.anywhere else 0
    rows = [
        masked_row(phase, text, words, special, length, generator) for _ in range(TOKENS // length)
    ]
    ids, targets, segments, kinds = zip(*rows)
    ids, targets, segments = (torch.tensor(np.array(part)) for part in (ids, targets, segments))
    return ids, targets, kinds, segments, first


def masked_row(phase, text, words, special, length, generator):
    kind = choose(phase.shares, generator)
    first, second = parts(kind, text, words, length - 3, generator)
    cls, sep = [special["[CLS]"]], [special["[SEP]"]]
    ids = np.concatenate([cls, first, sep] if second is None else [cls, first, sep, second, sep])
    segments = (np.arange(length) > len(first) + 1).astype(np.int64)
    may = ~np.isin(ids, cls + sep)
    chosen = may & (generator.random(length) < MASKED)
    if not chosen.any():
        chosen[generator.choice(np.flatnonzero(may))] = True
    shown = hide(ids, chosen, words, special, phase.replaced, generator)
    return shown, np.where(chosen, ids, IGNORED), segments, kind


def parts(kind, text, words, room, generator):
    """The tokens before and after the [SEP] in the middle, `room` in all.

    Where there is one part alone, there is room for one token more. What comes again does so in the
    same part half of the time, and in the other half in a second one.
    """
    one = kind in ("text", "twins") or kind in ("again", "repeat") and generator.random() < 0.5
    room += one
    middle = generator.integers(1, room) if kind == "two" else room // 2
    if kind in ("text", "two"):
        both = window(text, room, generator)
    elif kind == "twins":
        both = twins(words, room, generator)
    elif kind == "again":
        both = np.resize(window(text, middle, generator), room)
    else:
        both, _ = repeat(words, room, generator)
    return (both, None) if one else (both[:middle], both[middle:])


def hide(ids, chosen, words, special, replaced, generator):
    """Of the chosen tokens, one of ten stays, some become another token, the others [MASK]."""
    lot = generator.random(len(ids))
    ids = np.where(chosen & (lot < 0.9 - replaced), special["[MASK]"], ids)
    return np.where(chosen & (lot >= 1 - replaced), generator.choice(words, len(ids)), ids)


def repeat(words, length, generator):
    """Random tokens again and again, and which of them are predictable."""
    part = generator.choice(words, any_length(3, max(3, length * 2 // 3), generator))
    return np.resize(part, length), np.arange(length) > len(part)


def twins(words, length, generator):
    """Random tokens, each twice in a row; the first may have lost its twin."""
    both = np.repeat(generator.choice(words, length // 2 + 1), 2)
    return both[generator.integers(2) :][:length]


def any_length(least, most, generator):
    """Each order of magnitude as often: short parts teach to copy, short rows to look beside."""
    return int(np.exp(generator.uniform(np.log(least), np.log(most + 1))))


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


def at_step(phases, step):
    return phases[max(start for start in phases if start <= step)]


def choose(shares, generator):
    return str(generator.choice(list(shares), p=list(shares.values())))
