"""Write src/models/tokenizer/classes.rs: what Hugging Face's tokenizers takes each character for.

    pip install tokenizers==0.23.3
    python tests/golden/models/classes.py

Its regular expressions and its BERT normaliser have Unicode tables of different ages. Ids are the
same only where a character has the same class, so the classes are read off by asking it.
"""

from pathlib import Path

import tokenizers
from tokenizers import Regex, normalizers, pre_tokenizers

OUT = Path(__file__).parents[3] / "src" / "models" / "tokenizer" / "classes.rs"


def removes(pattern):
    split = pre_tokenizers.Split(Regex(pattern), "removed")
    return lambda char: not split.pre_tokenize_str(char)


def normaliser(**on):
    off = dict(clean_text=False, handle_chinese_chars=False, strip_accents=False, lowercase=False)
    return normalizers.BertNormalizer(**{**off, **on}).normalize_str


words = pre_tokenizers.BertPreTokenizer()
clean, strip = normaliser(clean_text=True), normaliser(strip_accents=True)
ideographs = normaliser(handle_chinese_chars=True)
CLASSES = {
    "LETTERS": ("`\\p{L}` of the byte-level pattern.", removes(r"\p{L}")),
    "NUMBERS": ("`\\p{N}` of the byte-level pattern.", removes(r"\p{N}")),
    "PUNCTUATION": (
        "What BERT splits off as a word of its own.",
        lambda char: len(words.pre_tokenize_str(f"a{char}b")) == 3,
    ),
    "CONTROL": ("What BERT drops from a text.", lambda char: clean(char) == ""),
    "ACCENTS": (
        "What BERT drops from a decomposed text where it strips accents.",
        lambda char: strip(char) == "",
    ),
    "IDEOGRAPHS": ("What BERT puts spaces around.", lambda char: ideographs(char) != char),
}


def ranges(is_in):
    found = []
    for code in range(0x110000):
        if 0xD800 <= code < 0xE000 or not is_in(chr(code)):
            continue
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return found


lines = [
    "//! Classes of characters, as ranges of code points, first and last.",
    "//!",
    f"//! Written by `tests/golden/models/classes.py` from tokenizers {tokenizers.__version__}, so that the",
    "//! words of a text are its words.",
    '#![allow(clippy::unreadable_literal, reason = "code points are written without separators")]',
]
for name, (doc, is_in) in CLASSES.items():
    lines += ["", f"/// {doc}", "#[rustfmt::skip]", f"pub const {name}: &[(u32, u32)] = &["]
    row = "   "
    for first, last in ranges(is_in):
        item = f" (0x{first:x}, 0x{last:x}),"
        if len(row) + len(item) > 100:
            lines.append(row)
            row = "   "
        row += item
    lines += [row, "];"]
lines += [
    "",
    "/// Is this character in the class?",
    "#[must_use]",
    "pub fn is_in(class: &[(u32, u32)], char: char) -> bool {",
    "    let code = char as u32;",
    "    let after = class.partition_point(|(first, _)| *first <= code);",
    "    after.checked_sub(1).is_some_and(|at| code <= class[at].1)",
    "}",
]
OUT.write_text("\n".join(lines) + "\n")
