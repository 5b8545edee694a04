"""Trains a model: python3 train.py causal | masked. Run again, it goes on where it was stopped.

A batch depends on the seed and the step alone and there is no dropout, so a run that was stopped
ends with the same model. Every line of log.jsonl has the losses since the last one and the scores.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
from torch.nn.functional import cross_entropy

from initial import initialise
from kinds import KINDS, LOGGED_EARLY

RUNS = Path(__file__).parent / "runs"
WARM_UP, FALL = 200, 0.3  # steps at the start; the share of all steps at the end
KEPT = 200  # steps between checkpoints


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--steps", type=int, help="stop early (a trial)")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    kind, folder = KINDS[options.kind], RUNS / options.kind
    data = kind.data(folder)
    model = kind.network()
    initialise(model, kind.seed, kind.config.initializer_range, kind.base)
    optimiser = torch.optim.AdamW(
        model.parameters(), lr=kind.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True
    )
    train(kind, folder, data, model, optimiser, options.steps or kind.steps)


def train(kind, folder, data, model, optimiser, last):
    step, losses = restore(folder, model, optimiser)
    while True:
        if step % kind.logged == 0 or step in LOGGED_EARLY:
            log(folder, line_of(step, means(losses), *kind.measure(model, data)))
            losses = []
        if step % KEPT == 0 or step == last:
            save(folder, step, losses, model, optimiser)
        if step >= last:
            return
        for group in optimiser.param_groups:
            group["lr"] = kind.rate * schedule(step, kind.steps)
        losses.append(train_step(kind, data, model, optimiser, step))
        step += 1


def log(folder, line):
    """One line more; lines of a run that went further than its checkpoint give way."""
    file = folder / "log.jsonl"
    lines = file.read_text().splitlines() if file.exists() else []
    lines = [old for old in lines if json.loads(old)["step"] < line["step"]]
    file.write_text("\n".join([*lines, json.dumps(line)]) + "\n")
    best = {name: max(map(max, heads)) for name, heads in line["scores"].items()}
    print(time.strftime("%H:%M:%S"), json.dumps({**line, "scores": best}), flush=True)


def line_of(step, losses, held_out, scores):
    rounded = {
        name: [[round(score, 4) for score in heads] for heads in layers.tolist()]
        for name, layers in scores.items()
    }
    return {"step": step, "loss": losses, "held_out": round(held_out, 4), "scores": rounded}


def save(folder, step, losses, model, optimiser):
    state = {"step": step, "losses": losses}
    state |= {"model": model.state_dict(), "optimiser": optimiser.state_dict()}
    torch.save(state, folder / "checkpoint.new")
    (folder / "checkpoint.new").replace(folder / "checkpoint.pt")


def restore(folder, model, optimiser):
    """The step to go on with, and the losses since the last line of the log."""
    if not (folder / "checkpoint.pt").exists():
        return 0, []
    state = torch.load(folder / "checkpoint.pt", weights_only=True)
    model.load_state_dict(state["model"])
    optimiser.load_state_dict(state["optimiser"])
    return state["step"], state["losses"]


def train_step(kind, data, model, optimiser, step):
    """One step; the mean loss of each kind of sequence."""
    ids, targets, rows, more = kind.batch(data, step, np.random.default_rng([kind.seed, step]))
    where = targets >= 0
    loss = cross_entropy(model(ids, where, **more), targets[where], reduction="none")
    optimiser.zero_grad()
    loss.mean().backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
    optimiser.step()
    of_row = where.nonzero()[:, 0]
    names = np.array(rows)[of_row.numpy()]
    return {name: loss.detach()[torch.tensor(names == name)].mean().item() for name in set(rows)}


def schedule(step, steps):
    """Rises to 1, stays there, falls to 0 over the last steps: their number can be settled late."""
    return min((step + 1) / WARM_UP, 1, (steps - step) / (FALL * steps))


def means(losses):
    names = sorted({name for loss in losses for name in loss})
    found = {name: [loss[name] for loss in losses if name in loss] for name in names}
    return {name: round(sum(values) / len(values), 4) for name, values in found.items()}


if __name__ == "__main__":
    main()
