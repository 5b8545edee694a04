"""Compares a shipped model's logits with those of `transformers`: python3 check.py causal | masked.

pip install transformers
"""

import argparse

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from transformers import BertForMaskedLM, GPT2LMHeadModel

from export import MODELS
from kinds import KINDS

TEXT = "And God said, Let there be light: and there was light."


@torch.no_grad()
def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=KINDS)
    name = parser.parse_args().kind
    kind, folder = KINDS[name], MODELS / name
    theirs = {"causal": GPT2LMHeadModel, "masked": BertForMaskedLM}[name].from_pretrained(
        folder, dtype=torch.float32
    )
    ours = kind.network()
    weights = load_file(folder / "model.safetensors")
    ours.load_state_dict({key.removeprefix(kind.prefix): of.float() for key, of in weights.items()})
    ids = torch.tensor([Tokenizer.from_file(str(folder / "tokenizer.json")).encode(TEXT).ids])
    apart = (ours(ids) - theirs.eval()(ids).logits).abs().max().item()
    print(f"{name}: {ids.shape[1]} tokens, logits at most {apart:.1e} apart")
    if apart > 1e-4:
        raise SystemExit("The shipped model is not the network that was trained.")


if __name__ == "__main__":
    main()
