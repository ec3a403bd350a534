"""The typeface of screen and print: Source Sans Pro (SIL Open Font License) from its package."""

import functools
import shutil
import tempfile
from pathlib import Path
from typing import Any

FAMILY = "Source Sans Pro"
STYLES = {400: "Regular", 600: "Semibold", 700: "Bold"}
ITALIC = "It"


def file_of(style: str) -> Path:
    """Return the TrueType file of one style ("Regular", "Semibold", "Bold", "It")."""
    import font_source_sans_pro

    return Path(font_source_sans_pro.font_directory) / f"SourceSansPro-{style}.ttf"


@functools.cache
def _room() -> tempfile.TemporaryDirectory[str]:
    # kept for the life of the process: the files are read when a glyph is first needed
    room = tempfile.TemporaryDirectory(prefix="modellwahl-fonts-")
    for style in (*STYLES.values(), ITALIC):
        shutil.copy(file_of(style), room.name)
    return room


def directory() -> str:
    """Return a folder that holds our four TrueType files and nothing else.

    The package has each style twice (OTF and TTF) and five weights we do not use; a search
    through it may find either, and the PDF would differ from machine to machine.
    """
    return _room().name


@functools.cache
def metrics() -> dict[str, Any]:
    """Return advance widths, ascent and descent in em: what V8 needs to measure text.

    {"widths": {weight: {character: em}}, "ascent": em, "descent": em}
    """
    from fontTools.ttLib import TTFont

    found: dict[str, Any] = {"widths": {}}
    for weight, style in STYLES.items():
        with TTFont(file_of(style)) as font:
            em = font["head"].unitsPerEm
            advances = font["hmtx"]
            found["widths"][weight] = {
                chr(code): round(advances[glyph][0] / em, 4)
                for code, glyph in font.getBestCmap().items()
            }
            if weight == 400:
                found["ascent"] = font["hhea"].ascent / em
                found["descent"] = -font["hhea"].descent / em
    return found
