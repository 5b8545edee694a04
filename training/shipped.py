"""The models that ship, loaded again from their files."""

from pathlib import Path

from safetensors.torch import load_file
from tokenizers import Tokenizer

from kinds import KINDS

MODELS = Path(__file__).parent.parent / "models"


def load(name):
    """The network with the weights of its file, and its tokenizer."""
    kind, folder = KINDS[name], MODELS / name
    model = kind.network()
    weights = load_file(folder / "model.safetensors")
    model.load_state_dict(
        {key.removeprefix(kind.prefix): of.float() for key, of in weights.items()}
    )
    return model, Tokenizer.from_file(str(folder / "tokenizer.json"))
