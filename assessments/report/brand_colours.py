"""The colour of a consultancy on paper: dark enough to read, whatever was chosen."""

import re

from .template import PRIMARY

READABLE = 4.5  # contrast to white, WCAG 2.2 for text


def contrast_to_white(colour: str) -> float:
    """Return the contrast of "#rrggbb" to white, 1 … 21 (WCAG 2.2)."""
    return 1.05 / (_luminance(colour) + 0.05)


def readable(colour: str) -> str:
    """Return the colour, darkened as little as makes it readable on white; ours for nothing."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return PRIMARY
    parts = _parts(colour)
    for share in range(100, -1, -1):
        darker = "#" + "".join(f"{part * share // 100:02x}" for part in parts)
        if contrast_to_white(darker) >= READABLE:
            return darker
    return PRIMARY


def mixed(colour: str, other: str, share: float) -> str:
    """Return `share` of the colour on the other, both "#rrggbb"."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in _parts(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
