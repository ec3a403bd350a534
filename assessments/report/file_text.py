"""Text as it may stand in a file that other programs open."""

from unicodedata import category

NO_TEXT = frozenset({"Cc", "Cs"})  # control characters, halves of characters
LONGEST = 32_767  # UTF-16 units in a cell of a workbook
# Signs a formula begins with, also as wide as East Asian keyboards type them.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def plain(text: str) -> str:
    """Return the text without control characters, but with line breaks."""
    return "".join(sign for sign in text if sign == "\n" or _is_text(sign))


def _is_text(sign: str) -> bool:
    point = ord(sign)
    # The 66 points that Unicode never gives to a character; what it gives later is text.
    never = 0xFDD0 <= point <= 0xFDEF or point & 0xFFFE == 0xFFFE
    return not never and category(sign) not in NO_TEXT


def one_line(text: str) -> str:
    """Return the text in one line."""
    return " ".join(plain(text).split())


def in_cell(text: str) -> str:
    """Return the text as a cell can hold it; a longer one ends in "…"."""
    whole = plain(text)
    units = whole.encode("utf-16-le")  # what workbooks count in: an emoji is two
    if len(units) <= 2 * LONGEST:
        return whole
    return units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def harmless(text: str) -> str:
    """Return the text so that no spreadsheet takes it for a formula."""
    whole = plain(text)
    return f"'{whole}" if whole.lstrip().startswith(FORMULA) else whole
