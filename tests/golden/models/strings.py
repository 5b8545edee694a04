"""Texts that tokenizers stumble over, from a seed: the same for every tokenizer that is asked."""

import random

WORDS = (
    "the dog ran sitting in car Jaime Salazar is running for election despite his party mr "
    "unbelievable tokenization antidisestablishmentarianism I'm you're we've they'll he'd don't "
    "it's O'Brien rock'n'roll naïve café résumé Ångström Zürich İstanbul ıspanak ẞtraße "
    "coöperate ﬁne ﬂow Ⅻ ½ ² ①"
).split()
PIECES = {
    "emoji": ["😀", "🥰", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇩🇪", "👍🏽", "🫠", "🪿", "☺️", "❤", "1️⃣", "🧑🏿‍🚀"],
    "cjk": ["漢字", "かな", "カタカナ", "한국어", "中", "文", "〇", "𠀀", "豈", "。", "、", "「引用」", "ｆｕｌｌ"],
    "accents": ["é", "e\u0301", "ñ", "n\u0303", "å", "Å", "ộ", "o\u0323\u0302", "o\u0302\u0323", "ø", "đ"],
    "scripts": ["Привет", "мир", "γειά", "שָׁלוֹם", "مَرْحَبًا", "नमस्ते", "สวัสดี", "Հայ", "ქართ", "አማ", "ཀ", "ᚠ"],
    "spaces": [" ", "  ", "   ", "\t", "\n", "\n\n", "\r\n", "\u00a0", "\u2003", "\u3000", "\u200b", "\u2028", "\x0b", "\x0c", "\x85"],
    "control": ["\x00", "\x01", "\x07", "\x1b", "\x7f", "\ufffd", "\ufeff", "\u202e", "\u2066", "\u00ad", "\ue000", "\U000f0000", "\u0378"],
    "marks": ["\u0301", "\u0308\u0301", "\u20dd", "\u0488", "\u093f", "Z̸̢̛͎̈́a̵l̷g̶o̴"],
    "punctuation": list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~") + ["…", "—", "«", "»", "¿", "§", "・", "٪", "'s", "'S", "'ll", "''", "'"],
    "numbers": ["0", "42", "3.14", "1,000", "１２", "١٢", "Ⅷ", "²", "1e-9", "0x1F"],
    "special": ["[CLS]", "[SEP]", "[MASK]", "[PAD]", "[UNK]", "<|endoftext|>", "[mask]", "[ MASK ]", "##ing", "Ġ", "<s>", "</s>"],
    "code": ["if(x){", "fn main()", "a_b", "snake_case", "CamelCase", "http://x.y/z?q=1&r=2", "\\frac{1}{2}", "<img onerror=1>"],
}


def strings(count, seed):
    """So many texts, each a mixture of a few kinds."""
    draw = random.Random(seed)
    kinds = list(PIECES)
    for at in range(count):
        if at < 40:
            # The plain ones first, and those of one piece.
            yield ["", " ", "  ", "a", "\n", "The dog ran", " The dog ran ", "[MASK]"][at % 8] * (1 + at // 8)
            continue
        if draw.random() < 0.06:
            # Any characters at all.
            codes = [draw.choice([draw.randrange(0x300), draw.randrange(0x3000), draw.randrange(0x110000)]) for _ in range(draw.randrange(1, 12))]
            yield "".join(chr(code) for code in codes if not 0xD800 <= code < 0xE000)
            continue
        chosen = draw.sample(kinds, draw.randrange(1, 4))
        parts = []
        for _ in range(draw.randrange(1, 14)):
            if draw.random() < 0.55:
                word = draw.choice(WORDS)
                parts.append(draw.choice([word, word.upper(), word.capitalize(), word]))
            else:
                parts.append(draw.choice(PIECES[draw.choice(chosen)]))
            if draw.random() < 0.7:
                parts.append(" ")
        yield "".join(parts)
