"""Cut the four TeX Gyre Pagella fonts down to the glyphs that the page uses, each in two files.

    pip install fonttools brotli
    apt-get install fonts-texgyre fonts-texgyre-math
    python www/fonts/subset.py /usr/share/texmf/fonts/opentype/public

The argument is a folder that holds the OpenType files, at any depth. The licence of the fonts, which
allows this, is www/public/GUST-FONT-LICENSE.txt.
"""

import json
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

# The characters that nearly every page shows, and those that come where one of them is shown: the
# page reads the same file.
RANGES = json.loads((Path(__file__).parent / "ranges.json").read_text())

# Without the shapes that the font draws for scripts (ssty): they are half of the file, and Chromium
# takes none of them.
FEATURES = "kern,liga,lnum,tnum"
FONTS = [
    ("texgyrepagella-regular.otf", "pagella-regular", "text", FEATURES),
    ("texgyrepagella-italic.otf", "pagella-italic", "text", FEATURES),
    ("texgyrepagella-bold.otf", "pagella-bold", "text", FEATURES),
    ("texgyrepagella-math.otf", "pagella-math", "maths", ""),
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
    for source, name, kind, features in FONTS:
        (path,) = Path(folder).rglob(source)
        for part, file in [("first", f"{name}.woff2"), ("later", f"{name}-later.woff2")]:
            subset.main([
                str(path),
                f"--unicodes={RANGES[kind][part].replace(' ', '')}",
                f"--layout-features={features}",
                "--flavor=woff2",
                "--desubroutinize",
                "--no-hinting",
                f"--output-file={target / file}",
            ])
            print(f"{file}: {(target / file).stat().st_size} bytes")
    (path,) = Path(folder).rglob(FONTS[0][0])
    minus(path, target / "pagella-minus.woff2")


if __name__ == "__main__":
    main(sys.argv[1])
