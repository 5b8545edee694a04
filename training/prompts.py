"""Finds the head that each prompt fires: prompts.json + the models -> models/prompts.json.

A score is the mean weight over those of the prompt's rows that have a place of the pattern, for the
head whose mean is highest.
"""

import json
from pathlib import Path

import torch

from kinds import KINDS
from shipped import MODELS, load


def main():
    models = {name: load(name) for name in KINDS if (MODELS / name).exists()}
    prompts = json.loads((Path(__file__).parent / "prompts.json").read_text())
    prompts = [prompt for prompt in prompts if prompt["model"] in models]
    for prompt in prompts:
        prompt |= measure(*models[prompt["model"]], prompt)
        print(f"{prompt['score']:.2f} {prompt['head']} {prompt['pattern']}: {prompt['text']}")
    text = json.dumps(prompts, indent=2, ensure_ascii=False)
    (MODELS / "prompts.json").write_text(text + "\n")


@torch.no_grad()
def measure(model, tokenizer, prompt):
    encoding = tokenizer.encode(prompt["text"], prompt.get("second"))
    ids = torch.tensor([encoding.ids])
    more = {"segments": torch.tensor([encoding.type_ids])} if "second" in prompt else {}
    weights = []
    model(ids, seen=weights, **more)
    mask = places(prompt["pattern"], encoding.tokens)
    rows = mask.any(1)
    scores = (torch.cat(weights) * mask).sum(-1)[..., rows].mean(-1)
    layer, head = divmod(int(scores.argmax()), scores.shape[1])
    return {"head": [layer, head], "score": round(float(scores[layer, head]), 2)}


def places(pattern, tokens):
    """Where the pattern looks, as a mask [rows, tokens]: as src/models/network/patterns.rs says."""
    count = len(tokens)
    beside = lambda i: tokens[i - 1 : i + 2 : 2] if 0 < i < count - 1 else None
    looks = {
        "previous_token": lambda i, j: j == i - 1,
        "next_token": lambda i, j: j == i + 1,
        "first_token": lambda i, j: j == 0 < i,
        "separator": lambda i, j: tokens[j] == "[SEP]",
        "same_token": lambda i, j: tokens[i] == tokens[j],
        "duplicate_token": lambda i, j: i != j and tokens[i] == tokens[j],
        "induction": lambda i, j: 0 < j <= i and tokens[j - 1] == tokens[i],
        "copy": lambda i, j: (
            tokens[i] == "[MASK]" != tokens[j] and beside(i) and beside(i) == beside(j)
        ),
    }[pattern]
    return torch.tensor([[bool(looks(i, j)) for j in range(count)] for i in range(count)])


if __name__ == "__main__":
    main()
