"""Write tests/golden/models/networks.json: small random networks, as transformers computes them.

    pip install torch==2.7.1 transformers==5.24.0 numpy
    python tests/golden/models/networks.py

Weights come from their names by a formula that the test has as well (`cells`), so that the file
holds only what comes out: float32 numbers of a run in float64, in base 64.
"""

import base64
import json
import platform
import random
from pathlib import Path

import numpy
import torch
import transformers
from transformers.models.bert import modeling_bert
from transformers.models.gpt2 import modeling_gpt2

OUT = Path(__file__).with_name("networks.json")
MASK = 0xFFFFFFFF


def cells(name, shape):
    """xorshift32 from the FNV-1a hash of the name: numbers around 0, and around 1 for norms."""
    state = 0x811C9DC5
    for byte in name.encode():
        state = (state ^ byte) * 0x01000193 & MASK
    state = state or 1
    count = int(numpy.prod(shape))
    numbers = numpy.empty(count, numpy.float32)
    is_norm = any(part in name for part in ("ln_", "LayerNorm")) and name.endswith("weight")
    # Dense layers are small enough for nothing to saturate, and large enough for heads to choose.
    scale, shift = (0.5, 1.0) if is_norm else (1.5 if "emb" in name or "wte" in name or "wpe" in name else 0.9, 0.0)
    for at in range(count):
        state ^= state << 13 & MASK
        state ^= state >> 17
        state ^= state << 5 & MASK
        numbers[at] = numpy.float32(state >> 8) / numpy.float32(1 << 24) - numpy.float32(0.5)
    return numbers.reshape(shape) * numpy.float32(scale) + numpy.float32(shift)


def rounded(numbers, dtype):
    """As the file will hold them."""
    tensor = torch.from_numpy(numbers)
    return tensor.to(getattr(torch, dtype)).to(torch.float64)


GPT2 = dict(model_type="gpt2", vocab_size=29, n_positions=16)
BERT = dict(model_type="bert", vocab_size=31, max_position_embeddings=16)
NETWORKS = [
    # config, head, format of the weights, prefix, ids, segments
    (dict(GPT2, n_embd=12, n_layer=2, n_head=3), True, "float32", True, 7, None),
    (dict(GPT2, n_embd=8, n_layer=1, n_head=1, n_inner=20), True, "float32", False, 1, None),
    (dict(GPT2, n_embd=20, n_layer=3, n_head=2, activation_function="gelu"), True, "float16", True, 9, None),
    (dict(GPT2, n_embd=18, n_layer=2, n_head=6, activation_function="relu", layer_norm_epsilon=1e-3), True, "bfloat16", True, 16, None),
    (dict(GPT2, n_embd=16, n_layer=3, n_head=4, scale_attn_by_inverse_layer_idx=True), True, "float32", True, 5, None),
    (dict(GPT2, n_embd=10, n_layer=2, n_head=5, scale_attn_weights=False), True, "float32", False, 6, None),
    (dict(GPT2, n_embd=9, n_layer=2, n_head=3, tie_word_embeddings=False, vocab_size=13), True, "float32", True, 8, None),
    (dict(BERT, hidden_size=12, num_hidden_layers=2, num_attention_heads=3, intermediate_size=28), True, "float32", True, 7, [0, 0, 0, 0, 1, 1, 1]),
    (dict(BERT, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=11, hidden_act="gelu_new"), True, "float16", True, 4, None),
    (dict(BERT, hidden_size=8, num_hidden_layers=3, num_attention_heads=8, intermediate_size=8, hidden_act="relu", layer_norm_eps=1e-5), True, "float32", True, 9, None),
    (dict(BERT, hidden_size=14, num_hidden_layers=2, num_attention_heads=7, intermediate_size=30, type_vocab_size=3), False, "float32", False, 5, [2, 0, 1, 1, 2]),
    (dict(BERT, hidden_size=20, num_hidden_layers=2, num_attention_heads=2, intermediate_size=24, layer_norm_eps=0.1), True, "bfloat16", True, 16, None),
    (dict(BERT, hidden_size=10, num_hidden_layers=2, num_attention_heads=1, intermediate_size=40), False, "float32", True, 1, None),
    (dict(BERT, hidden_size=6, num_hidden_layers=4, num_attention_heads=3, intermediate_size=17, tie_word_embeddings=False), True, "float32", True, 6, None),
]


class Probe:
    """Attention as transformers writes it, keeping every table of every head."""

    def __init__(self):
        self.layers = []

    def __call__(self, module, query, key, value, attention_mask, scaling=None, dropout=0.0, **_):
        scores = query @ key.transpose(2, 3) * scaling
        weights = torch.softmax(scores if attention_mask is None else scores + attention_mask, -1)
        output = weights @ value * module.__dict__.get("kept", 1.0)
        tables = dict(q=query, k=key, v=value, scores=scores, weights=weights, output=output)
        self.layers.append(tables)
        return output.transpose(1, 2).contiguous(), weights


def packed(tensor):
    return base64.b64encode(tensor.detach().numpy().astype("<f4").tobytes()).decode()


def build(config, has_head):
    kind = config["model_type"]
    given = {name: value for name, value in config.items() if name != "model_type"}
    made = {"gpt2": transformers.GPT2Config, "bert": transformers.BertConfig}[kind](**given)
    made._attn_implementation = "eager"
    made.attn_pdrop = made.embd_pdrop = made.resid_pdrop = 0.0
    of = {
        ("gpt2", True): transformers.GPT2LMHeadModel,
        ("bert", True): transformers.BertForMaskedLM,
        ("bert", False): transformers.BertModel,
    }
    return of[kind, has_head](made).eval().double()


def attention_modules(model):
    name = "attn" if model.config.model_type == "gpt2" else "attention.self"
    return [module for path, module in model.named_modules() if path.endswith("." + name)]


def golden(at, config, has_head, dtype, has_prefix, count, segments):
    draw = random.Random(at)
    model = build(config, has_head)
    prefix = {"gpt2": "transformer.", "bert": "bert."}[config["model_type"]]
    shapes = {}
    tied = config.get("tie_word_embeddings", True)
    state = model.state_dict()
    for name, tensor in state.items():
        plain = name.removeprefix(prefix)
        is_copy = plain == "lm_head.weight" or plain.startswith("cls.predictions.decoder.")
        is_unused = not tied and plain == "cls.predictions.bias"
        if tied and is_copy or is_unused or not tensor.dtype.is_floating_point:
            continue
        shapes[plain] = list(tensor.shape)
    with torch.no_grad():
        parameters = dict(model.named_parameters(remove_duplicate=False))
        for name, parameter in parameters.items():
            plain = name.removeprefix(prefix)
            if plain in shapes:
                parameter.copy_(rounded(cells(plain, shapes[plain]), dtype))
    ids = [draw.randrange(config["vocab_size"]) for _ in range(count)]
    ids[-1] = ids[0]
    inputs = dict(input_ids=torch.tensor([ids]), output_hidden_states=True)
    if config["model_type"] == "bert":
        inputs["token_type_ids"] = torch.tensor([segments or [0] * count])

    def run():
        probe = Probe()
        modeling_gpt2.eager_attention_forward = probe
        modeling_bert.eager_attention_forward = probe
        return probe, model(**inputs)

    probe, out = run()
    heads = probe.layers[0]["q"].shape[1]
    layers = len(probe.layers)
    found = {
        "config": config,
        "dtype": dtype,
        "prefix": prefix if has_prefix else "",
        "shapes": shapes,
        "ids": ids,
        "segments": segments or [],
        "hidden": [packed(hidden[0]) for hidden in out.hidden_states],
        "layers": [{name: packed(table[0]) for name, table in tables.items()} for tables in probe.layers],
    }
    if not has_head:
        return found
    found["logits"] = packed(out.logits[0])
    token, position = draw.randrange(config["vocab_size"]), draw.randrange(count)
    layer, head = draw.randrange(layers), draw.randrange(heads)
    found["gradients"] = []
    for layer, head in {(0, 0), (layers - 1, heads - 1), (layer, head)}:
        tables = probe.layers[layer]
        names = ["scores", "weights", "q", "k", "v"]
        slopes = torch.autograd.grad(
            out.logits[0, position, token], [tables[name] for name in names], retain_graph=True
        )
        tensors = {name: packed(slope[0, head]) for name, slope in zip(names, slopes)}
        found["gradients"].append(
            {"token": token, "position": position, "head": [layer, head], **tensors}
        )
    off = sorted({(layer, head), (0, 0), (layers - 1, draw.randrange(heads))})
    for at, module in enumerate(attention_modules(model)):
        kept = torch.ones(1, heads, 1, 1, dtype=torch.float64)
        for layer, head in off:
            if layer == at:
                kept[0, head] = 0
        module.__dict__["kept"] = kept
    _, out = run()
    found["ablated"] = {"off": [list(head) for head in off], "logits": packed(out.logits[0])}
    return found


torch.set_num_threads(1)
networks = [golden(at, *network) for at, network in enumerate(NETWORKS)]
made_with = {
    "torch": torch.__version__,
    "transformers": transformers.__version__,
    "python": platform.python_version(),
}
lines = ",\n".join(json.dumps(network, separators=(",", ":")) for network in networks)
OUT.write_text(f'{{"made_with": {json.dumps(made_with)}, "networks": [\n{lines}\n]}}\n')
