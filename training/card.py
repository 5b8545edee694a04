"""The card of a model, to read: what it is made of, how it was trained, what its heads do."""

WHAT = {
    "causal": "A GPT-2 of {layers} layers, {heads} heads each, trained to predict the next token.",
    "masked": "A BERT of {layers} layers, {heads} heads each, trained to restore masked tokens.",
}

PATTERNS = {
    "previous_token": ("the token before, on held-out text", 0.8),
    "next_token": ("the token after, on held-out text", 0.8),
    "first_token": ("the first token, on held-out text", 0.5),
    "separator": ("the last [SEP], on held-out text", 0.5),
    "same_token": ("the row's token here and in the other copy, on a random repeat", 0.5),
    "duplicate_token": ("the row's token in the other copy alone, on a random repeat", 0.5),
    "induction": ("what came after the row's token before, on a random repeat", 0.5),
    "induction_on_repeated_text": ("the same, on held-out text that comes twice", 0.3),
    "induction_on_text": ("the same, wherever that token was before, on held-out text", 0.3),
    "copy": ("from a [MASK] to its token in the first part, on a random repeat", 0.5),
    "copy_in_one_part": ("the same, where both copies stand in one part", 0.5),
    "copy_on_text": ("the same, on held-out text that comes twice, in two parts", 0.3),
}

CARD = """# {title}

{what}
{parameters:,} parameters in f16, {context} positions, a vocabulary of {vocabulary:,}.
`transformers` reads these files too. `training/export.py` writes this card: change that file,
not this one.

**It is made for looking at attention.** It writes no sense for long, knows no fact, and speaks the
English of 1611 and 1811 with the opinions of their time.

## Data and licence

The King James Bible and Jane Austen's six novels, 8 million characters, both in the public domain,
from the packages that `training/corpus.py` names (MIT licence). Every twentieth chapter is held
out. {share} % of the sequences are no text but random tokens with a rule (`training/sequences.py`),
from which heads learn to look for a token that was there before. The weights have the licence of
the project.

## Training

{steps:,} steps of about {tokens_per_step:,} tokens, {million:.1f} million tokens in all;
seed {seed}; AdamW, learning rate {rate}. Held-out loss {loss:.3f} nats a token:
perplexity {perplexity}{of}.
`training.json` has the losses and every head's scores by step. Step 0 is the random initialisation,
which the seed gives again.

| step | {kinds} | held out | {patterns} |
|--:|{columns}
{rows}

## What its heads do

A score is the mean weight that a head gives to one place, over rows 33 to 64 of 64 tokens
(`training/scores.py`). Layers and heads count from 0. The aim is the project's.

| pattern | looks at | aim | at step 0 | trained | head | |
|---|---|--:|--:|--:|---|---|
{heads_table}
"""


def card(name, kind, training):
    log, config = training["log"], kind.config
    layers, heads = kind.shape
    kinds = sorted({kind for line in log for kind in line["loss"]})
    patterns = list(log[-1]["scores"])
    return CARD.format(
        title=f"The {name} model",
        what=WHAT[name].format(layers=layers, heads=heads),
        parameters=training["parameters"],
        context=kind.context,
        vocabulary=config.vocab_size,
        share=round(100 * kind.synthetic),
        steps=training["steps"],
        tokens_per_step=training["tokens_per_step"],
        million=training["steps"] * training["tokens_per_step"] / 1e6,
        seed=kind.seed,
        rate=kind.rate,
        loss=log[-1]["held_out"],
        perplexity=training["perplexity"],
        of=" of the 15 % that are masked" if name == "masked" else "",
        kinds=" | ".join(kinds),
        patterns=" | ".join(patterns),
        columns="--:|" * (len(kinds) + 1 + len(patterns)),
        rows="\n".join(curve(line, kinds, patterns) for line in milestones(log)),
        heads_table="\n".join(pattern_row(pattern, log) for pattern in patterns),
    )


def milestones(log):
    """About a dozen lines of the log, each some 1.5 times as far as the one before."""
    chosen = [log[0]]
    for line in log[1:]:
        if line["step"] >= 1.5 * chosen[-1]["step"] or line is log[-1]:
            chosen.append(line)
    return chosen


def curve(line, kinds, patterns):
    losses = [f"{line['loss'][kind]:.2f}" if kind in line["loss"] else "" for kind in kinds]
    layers = [line["scores"].get(pattern) for pattern in patterns]
    scores = [f"{best(of)[0]:.2f}" if of else "" for of in layers]
    return (
        f"| {line['step']:,} | " + " | ".join([*losses, f"{line['held_out']:.2f}", *scores]) + " |"
    )


def pattern_row(pattern, log):
    looks_at, aim = PATTERNS[pattern]
    before, after = (best(log[at]["scores"][pattern]) for at in (0, -1))
    head = f"layer {after[1]}, head {after[2]}"
    reached = "reached" if after[0] >= aim else "not reached"
    cells = [pattern, looks_at, aim, f"{before[0]:.3f}", f"{after[0]:.3f}", head, reached]
    return f"| {' | '.join(map(str, cells))} |"


def best(layers):
    """The highest score, its layer and its head."""
    return max(
        (score, layer, head)
        for layer, heads in enumerate(layers)
        for head, score in enumerate(heads)
    )
