"""Initial weights from a seed, number for number those that src/base/chance.rs draws.

Tensor n of the file, by name, takes stream n of the seed. Biases are 0, the scales of layer norms
are 1, positions are sinusoids, every other number is normal with the deviation `initializer_range`.
"""

import numpy as np
import torch

MULTIPLIER = 6364136223846793005
WORD = 2**64
POSITIONS = ("wpe.weight", "bert.embeddings.position_embeddings.weight")


def initialise(model, seed, deviation, base):
    for stream, (name, tensor) in enumerate(sorted(model.named_parameters())):
        if name in POSITIONS:
            numbers = deviation * sinusoids(*tensor.shape, base)
        elif name.endswith("bias"):
            numbers = np.zeros(tensor.numel())
        elif tensor.dim() == 1:
            numbers = np.ones(tensor.numel())
        else:
            numbers = deviation * normal(seed, stream, tensor.numel())
        with torch.no_grad():
            tensor.copy_(torch.tensor(numbers).view_as(tensor))


def sinusoids(positions, width, base):
    """The embeddings of Vaswani et al. 2017 times √2: their mean square is 1. Its base is 10,000.

    A head finds the token before by turning them a step back, so such heads come early.
    """
    turns = np.arange(positions)[:, None] * base ** -(np.arange(0, width, 2) / width)
    return np.sqrt(2) * np.stack([np.sin(turns), np.cos(turns)], 2).reshape(positions, width)


def normal(seed, stream, count):
    """Box and Muller's normal numbers: each takes two shares, the cosine alone is used."""
    words = pcg32(seed, stream, 4 * count).astype(np.uint64)
    shares = ((words[1::2] << np.uint64(32) | words[0::2]) >> np.uint64(11)) * 2.0**-53
    radius, angle = shares[0::2], shares[1::2]
    return np.sqrt(-2 * np.log(1 - radius)) * np.cos(2 * np.pi * angle)


def pcg32(seed, stream, count):
    """O'Neill's PCG-XSH-RR 64/32. Steps that are 2ⁿ long double the states known so far."""
    increment = 2 * stream + 1
    states = np.array([(MULTIPLIER * (seed + increment) + increment) % WORD], np.uint64)
    multiplier, addend = MULTIPLIER, increment
    while len(states) < count:
        states = np.concatenate([states, states * np.uint64(multiplier) + np.uint64(addend)])
        addend = (multiplier + 1) * addend % WORD
        multiplier = multiplier**2 % WORD
    states = states[:count]
    mixed = ((states >> np.uint64(18) ^ states) >> np.uint64(27)).astype(np.uint32)
    turn = (states >> np.uint64(59)).astype(np.uint32)
    return mixed >> turn | mixed << (-turn & np.uint32(31))
