"""The typefaces that reports are set in, and nothing else: the same bytes on every machine.

Source Sans Pro sets the report. What it lacks – other scripts, symbols, emoji – comes from Noto
and IBM Plex (SIL Open Font License), as packaged by manimgx-fonts and fontpkg.
"""

import functools
from pathlib import Path
from typing import Any

from ..drawing import fonts

# Asked in this order for what the typeface lacks.
FALLBACKS = {
    "Noto Sans": "NotoSans[wght].ttf",
    # before Noto's Arabic, which sets letters and their dots apart: copied, they come out twice
    "IBM Plex Sans Arabic": "IBMPlexSansArabic-Regular.ttf",
    "Noto Sans Arabic": "NotoSansArabic[wght].ttf",
    "Noto Sans Hebrew": "NotoSansHebrew[wght].ttf",
    "Noto Sans Armenian": "NotoSansArmenian[wght].ttf",
    "Noto Sans Georgian": "NotoSansGeorgian[wght].ttf",
    "Noto Sans Devanagari": "NotoSansDevanagari[wght].ttf",
    "Noto Sans Bengali": "NotoSansBengali[wght].ttf",
    "Noto Sans Tamil": "NotoSansTamil[wght].ttf",
    "Noto Sans Thai": "NotoSansThai[wght].ttf",
    "Noto Emoji": "NotoEmoji[wght].ttf",
    "Noto Sans Symbols": "NotoSansSymbols[wght].ttf",
}


def fallback_directories() -> tuple[Path, ...]:
    """Return the folders of the fallback typefaces."""
    import fontpkg_ibm_plex_sans_arabic
    import manimgx_fonts

    plex = Path(fontpkg_ibm_plex_sans_arabic.__file__).parent / "files"
    return Path(manimgx_fonts.__file__).parent, plex


def _file_of(name: str) -> Path:
    return next(file for folder in fallback_directories() if (file := folder / name).is_file())


@functools.cache
def typefaces() -> Any:
    """Return the fonts as the typesetter takes them."""
    import typst

    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[fonts.directory(), *map(str, fallback_directories())],
    )


@functools.cache
def main_characters() -> frozenset[str]:
    """Return the characters that all weights of the typeface have in common."""
    widths = fonts.metrics()["widths"].values()
    return frozenset(set.intersection(*(set(weight) for weight in widths))) | {"\n"}


@functools.cache
def fallback_characters() -> tuple[frozenset[str], ...]:
    """Return the characters of each fallback typeface; read only when a text needs it."""
    from fontTools.ttLib import TTFont

    found = []
    for name in FALLBACKS.values():
        with TTFont(_file_of(name), lazy=True) as font:
            found.append(frozenset(map(chr, font.getBestCmap())))
    return tuple(found)
