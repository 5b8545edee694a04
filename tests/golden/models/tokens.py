"""Write tests/golden/models/tokens.json: two small tokenizers, and what they make of hard texts.

    pip install tokenizers==0.23.3
    python tests/golden/models/tokens.py
"""

import json
from pathlib import Path

import tokenizers
from strings import strings
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

OUT = Path(__file__).with_name("tokens.json")
SIZE, COUNT = 600, 130
PLAIN = list(strings(3000, 7))


def byte_level():
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=False)
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    trainer = trainers.BpeTrainer(
        vocab_size=SIZE, special_tokens=["<|endoftext|>"], initial_alphabet=alphabet, show_progress=False
    )
    tokenizer.train_from_iterator(PLAIN, trainer)
    return tokenizer


def word_piece():
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    trainer = trainers.WordPieceTrainer(vocab_size=SIZE, special_tokens=special, show_progress=False)
    tokenizer.train_from_iterator(PLAIN, trainer)
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    return tokenizer


def units(text, at):
    """UTF-16 units before a character."""
    return len(text[:at].encode("utf-16-le")) // 2


def case(tokenizer, text, second=None):
    encoding = tokenizer.encode(text, second)
    offsets = []
    for (start, end), at in zip(encoding.offsets, encoding.sequence_ids):
        of = "" if at is None else [text, second][at]
        offsets.append([units(of, start), units(of, end)])
    decoded = tokenizer.decode(encoding.ids, skip_special_tokens=False)
    return [text, second, encoding.ids, encoding.type_ids, offsets, decoded]


found = {}
for name, tokenizer in {"byte_level": byte_level(), "word_piece": word_piece()}.items():
    texts = list(strings(COUNT, 11))
    cases = [case(tokenizer, text) for text in texts]
    cases += [case(tokenizer, text, texts[-at]) for at, text in enumerate(texts[40:60], 1)]
    found[name] = {"tokenizer": tokenizer.to_str(), "cases": cases}
found["made_with"] = {"tokenizers": tokenizers.__version__}
OUT.write_text(json.dumps(found, ensure_ascii=True, separators=(",", ":")) + "\n")
