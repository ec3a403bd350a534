"""Which characters our typefaces can print, and what happens to the others.

PDF/UA forbids text without a glyph. People may type anything: what neither the typeface nor its
fallbacks have (Chinese, private signs …) becomes a visible note before it reaches the printer.
"""

import re
import unicodedata
from collections.abc import Iterator

from .fonts import fallback_characters, main_characters

REPLACEMENT = "[…]"
LONGEST = 40  # letters without a chance to break that still fit a table column
PIECE = 16
SOFT_HYPHEN = "\u00ad"
JOINER = "\u200d"  # makes one picture of several
NON_JOINER = "\u200c"  # keeps two letters apart in Persian, Hindi …
MARKS = frozenset({"Mn", "Mc", "Me"})  # on what stands before them
UNSEEN = frozenset({"Cc", "Cf", "Cs"})  # controls of a terminal, of a line's direction, halves
SKIN_TONES = frozenset(map(chr, range(0x1F3FB, 0x1F400)))


def printable(text: str) -> str:
    """Return the text in characters our typefaces have, with break points in endless words."""
    composed = unicodedata.normalize("NFC", text)
    if not set(composed) <= main_characters():
        composed = _replaced(composed)
    return re.sub(rf"[^\W{SOFT_HYPHEN}]{{{LONGEST},}}", _breakable, composed)


def _replaced(text: str) -> str:
    spaced = "".join(" " if sign in "\t\r" else sign for sign in text)
    seen = "".join(sign for sign in spaced if _kept(sign))
    shown = "".join(_shown(cluster) for cluster in _clusters(seen))
    # a run of unknown characters (a word in another script) counts as one
    return re.sub(rf"(?:{re.escape(REPLACEMENT)}){{2,}}", REPLACEMENT, shown)


def _kept(sign: str) -> bool:
    return sign in ("\n", JOINER, NON_JOINER, SOFT_HYPHEN) or (
        unicodedata.category(sign) not in UNSEEN
    )


def _clusters(text: str) -> Iterator[str]:
    """Yield what is set as one: a character with its marks, pictures joined to one."""
    cluster = ""
    for sign in text:
        mark = _is_mark(sign) or sign in SKIN_TONES
        if cluster and not (mark or sign in (JOINER, NON_JOINER) or cluster.endswith(JOINER)):
            yield cluster
            cluster = ""
        cluster += sign
    if cluster:
        yield cluster


def _shown(cluster: str) -> str:
    """Return the cluster if one typeface has all of it, else its first character, else a note."""
    for known in (main_characters(), *fallback_characters()):
        if known.issuperset(cluster):
            return cluster
    if len(cluster) > 1:
        return _shown(cluster[0])
    return "" if cluster in (JOINER, NON_JOINER) or _is_mark(cluster) else REPLACEMENT


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign) in MARKS


def _breakable(match: re.Match[str]) -> str:
    word = match[0]
    return SOFT_HYPHEN.join(word[start : start + PIECE] for start in range(0, len(word), PIECE))
