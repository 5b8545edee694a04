"""Compares a shipped model's logits with those of `transformers`: python3 check.py causal | masked.

pip install transformers
"""

import argparse

import torch
from transformers import BertForMaskedLM, GPT2LMHeadModel

from shipped import MODELS, load

THEIRS = {"causal": GPT2LMHeadModel, "masked": BertForMaskedLM}
TEXT = "And God said, Let there be light: and there was light."


@torch.no_grad()
def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=THEIRS)
    name = parser.parse_args().kind
    ours, tokenizer = load(name)
    theirs = THEIRS[name].from_pretrained(MODELS / name, dtype=torch.float32).eval()
    ids = torch.tensor([tokenizer.encode(TEXT).ids])
    apart = (ours(ids) - theirs(ids).logits).abs().max().item()
    print(f"{name}: {ids.shape[1]} tokens, logits at most {apart:.1e} apart")
    if apart > 1e-4:
        raise SystemExit("The shipped model is not the network that was trained.")


if __name__ == "__main__":
    main()
