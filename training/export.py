"""Writes a trained model to models/<kind>/: python3 export.py causal | masked.

    config.json model.safetensors tokenizer.json    as others read them; weights in f16
    training.json    the card as data: losses and every head's scores by step
    README.md        the card to read

The first line of training.json's log is measured again here, and so is the last, on the weights as
shipped, rounded to f16.
"""

import argparse
import hashlib
import json
import math
import shutil

import torch
from safetensors.torch import save_file

from card import card
from initial import POSITIONS, initialise, normal
from kinds import KINDS
from sequences import TOKENS
from shipped import MODELS
from train import RUNS, line_of


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kind", choices=KINDS)
    name = parser.parse_args().kind
    kind, run, folder = KINDS[name], RUNS / name, MODELS / name
    data = kind.data(run)
    state = torch.load(run / "checkpoint.pt", weights_only=True)
    model = kind.network()
    model.load_state_dict({key: of.half().float() for key, of in state["model"].items()})

    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(run / "tokenizer.json", folder)
    write_json(folder / "config.json", {**kind.config, "torch_dtype": "float16"})
    weights = {kind.prefix + key: of.half().contiguous() for key, of in model.state_dict().items()}
    save_file(weights, folder / "model.safetensors", {"format": "pt"})

    log = [json.loads(line) for line in (run / "log.jsonl").read_text().splitlines()]
    log[0] = line_of(0, {}, *kind.measure(initialised(kind), data))
    log[-1] = line_of(state["step"], {}, *kind.measure(model, data)) | {"loss": log[-1]["loss"]}
    training = {
        "model": name,
        "steps": state["step"],
        "tokens_per_step": TOKENS,
        "parameters": sum(of.numel() for of in weights.values()),
        "sha256": hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest(),
        "perplexity": round(math.exp(log[-1]["held_out"]), 2),
        "initial": initial(kind, model),
        "log": log,
    }
    lines = [
        f"{json.dumps(key)}: {json.dumps(value)}" for key, value in training.items() if key != "log"
    ]
    steps = ",\n".join(json.dumps(line, separators=(",", ":")) for line in log)
    (folder / "training.json").write_text(
        "{\n" + ",\n".join(lines) + f',\n"log": [\n{steps}\n]}}\n'
    )
    (folder / "README.md").write_text(card(name, kind, training))


def initialised(kind):
    model = kind.network()
    initialise(model, kind.seed, kind.config.initializer_range, kind.base)
    return model


def initial(kind, model):
    """What the weights of step 0 are made from, and each drawn tensor's first number."""
    drawn = {}
    for stream, (name, tensor) in enumerate(sorted(model.named_parameters())):
        if tensor.dim() > 1 and name not in POSITIONS:
            number = kind.config.initializer_range * normal(kind.seed, stream, 1)[0]
            drawn[kind.prefix + name] = {"stream": stream, "number": round(float(number), 9)}
    sources = {"seed": kind.seed, "deviation": kind.config.initializer_range, "base": kind.base}
    return sources | {"drawn": drawn}


def write_json(file, value):
    file.write_text(json.dumps(value, indent=2) + "\n")


if __name__ == "__main__":
    main()
