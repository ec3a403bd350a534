"""Which characters our typeface can print, and what happens to the others.

PDF/UA forbids text without a glyph. People may type anything, so what the typeface lacks
(emoji, Arabic, Chinese …) is replaced before it reaches the printer.
"""

import functools
import re
import unicodedata

from ..drawing import fonts

REPLACEMENT = "?"
LONGEST = 40  # letters without a chance to break that still fit a table column
PIECE = 16
SOFT_HYPHEN = "\u00ad"


@functools.cache
def known() -> frozenset[str]:
    """Return the characters that all weights we print with have in common."""
    widths = fonts.metrics()["widths"].values()
    return frozenset(set.intersection(*(set(weight) for weight in widths))) | {"\n"}


def printable(text: str) -> str:
    """Return the text in characters our typeface has, with break points in endless words."""
    composed = unicodedata.normalize("NFC", text)
    visible = (
        " " if character in "\t\r" else character
        for character in composed
        if unicodedata.category(character) not in ("Cf", "Mn") or character in known()
    )
    replaced = "".join(c if c in known() else REPLACEMENT for c in visible)
    # a run of unknown characters (a word in another script) counts as one
    joined = re.sub(r"\?{2,}", _runs(composed), replaced)
    return re.sub(rf"\w{{{LONGEST},}}", _breakable, joined)


def _runs(original: str) -> str:
    """Return what a run of question marks becomes: itself if typed so, else one mark."""
    return "??" if "??" in original else REPLACEMENT


def _breakable(match: re.Match[str]) -> str:
    word = match[0]
    return SOFT_HYPHEN.join(word[start : start + PIECE] for start in range(0, len(word), PIECE))
