"""Cut the four TeX Gyre Pagella fonts down to the glyphs that the page uses.

    pip install fonttools brotli
    apt-get install fonts-texgyre fonts-texgyre-math
    python www/fonts/subset.py /usr/share/texmf/fonts/opentype/public

The argument is a folder that holds the OpenType files, at any depth. The licence of the fonts, which
allows this, is www/public/GUST-FONT-LICENSE.txt.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

LATIN = "U+0020-007E,U+00A0-00FF"
PUNCTUATION = "U+2013,U+2014,U+2018,U+2019,U+201C,U+201D,U+2026,U+2007,U+2009,U+202F"
NUMBERS = "U+2070,U+2074-208E"  # superscript and subscript digits and signs
SYMBOLS = "U+2190-2193,U+2202,U+2207,U+2211,U+2212,U+2215,U+221A,U+221E,U+2248,U+2260,U+2264,U+2265,U+22A4,U+22C5,U+2032"
GREEK = "U+0391-03A9,U+03B1-03C9,U+03D5"
TEXT = ",".join([LATIN, PUNCTUATION, NUMBERS, SYMBOLS, "U+03C0,U+03C3,U+03BC,U+03C6,U+03BB"])

# Upright digits and letters, the italic alphabet that MathML picks for single letters, and signs.
ITALIC = "U+1D434-1D467,U+210E,U+1D6FC-1D714"
SIGNS = "U+2061-2064,U+2016,U+2020,U+2033,U+2208,U+2209,U+220F,U+2217-2219,U+2223,U+2225,U+2227,U+2229,U+222A,U+2261,U+2299,U+2297,U+2295,U+22C5,U+22EE,U+22EF,U+27E6,U+27E7,U+27E8,U+27E9,U+230A,U+230B,U+2308,U+2309,U+211D,U+1D7D9"
MATHS = ",".join(["U+0020-007E,U+00A0,U+00B1,U+00B7,U+00D7,U+00AC", PUNCTUATION, SYMBOLS, GREEK, ITALIC, SIGNS])

# Without the shapes that the font draws for scripts (ssty): they are half of the file, and Chromium
# takes none of them.
FONTS = [
    ("texgyrepagella-regular.otf", "pagella-regular.woff2", TEXT, "kern,liga,lnum,tnum"),
    ("texgyrepagella-italic.otf", "pagella-italic.woff2", TEXT, "kern,liga,lnum,tnum"),
    ("texgyrepagella-bold.otf", "pagella-bold.woff2", TEXT, "kern,liga,lnum,tnum"),
    ("texgyrepagella-math.otf", "pagella-math.woff2", MATHS, ""),
]


def minus(path: Path, target: Path) -> None:
    """One glyph: what a keyboard's hyphen looks like in a blank, where it means minus."""
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = []
    options.hinting = False
    font = TTFont(path)
    glyph = font.getBestCmap()[0x2212]
    for table in font["cmap"].tables:
        table.cmap = {0x2D: glyph}
    cut = subset.Subsetter(options)
    cut.populate(unicodes=[0x2D])
    cut.subset(font)
    subset.save_font(font, str(target), options)


def main(folder: str) -> None:
    target = Path(__file__).parent
    for source, name, unicodes, features in FONTS:
        (path,) = Path(folder).rglob(source)
        subset.main([
            str(path),
            f"--unicodes={unicodes}",
            f"--layout-features={features}",
            "--flavor=woff2",
            "--desubroutinize",
            "--no-hinting",
            f"--output-file={target / name}",
        ])
        print(f"{name}: {(target / name).stat().st_size} bytes")
    (path,) = Path(folder).rglob(FONTS[0][0])
    minus(path, target / "pagella-minus.woff2")


if __name__ == "__main__":
    main(sys.argv[1])
