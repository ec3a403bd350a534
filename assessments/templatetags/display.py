"""How values look on screen: bilingual texts, numbers, money, shares, dates.

Numbers follow the active language (12.345,67 or 12,345.67), the minus is U+2212, and a
no-break space stands before % and €. A missing value (None) shows as "–".
"""

from datetime import date

from django import template
from django.utils import formats
from django.utils.translation import get_language

from assessments.catalogue.entries import Text

register = template.Library()

NONE = "–"
NBSP = "\u00a0"


@register.filter
def local(text: Text | str | None) -> str:
    """Return a catalogue text in the reader's language; nothing for None."""
    if text is None:
        return ""
    return text.in_language(get_language() or "de") if isinstance(text, Text) else text


@register.filter
def number(value: float | None, decimals: int = 0) -> str:
    """Write a number with grouped thousands."""
    if value is None:
        return NONE
    rounded = round(value, decimals) or 0.0  # no "−0"
    written = formats.number_format(abs(rounded), decimals, use_l10n=True, force_grouping=True)
    return f"−{written}" if rounded < 0 else str(written)


@register.filter
def plain(value: float | None) -> str:
    """Write a number with as many decimals as it has, at most three."""
    if value is None:
        return NONE
    decimals = next(d for d in range(4) if d == 3 or round(value, d) == round(value, 3))
    return number(value, decimals)


@register.filter
def signed(value: float | None, decimals: int = 0) -> str:
    """Write a difference: +29, −14, ±0."""
    if value is None:
        return NONE
    rounded = round(value, decimals)
    sign = "±" if rounded == 0 else "+" if rounded > 0 else ""
    return sign + number(rounded, decimals)


@register.filter
def euro(value: float | None, decimals: int = 0) -> str:
    """Write an amount in EUR."""
    return NONE if value is None else f"{number(value, decimals)}{NBSP}€"


@register.filter
def share(value: float | None, decimals: int = 0) -> str:
    """Write a share from 0 to 1 as a percentage."""
    return NONE if value is None else f"{number(value * 100, decimals)}{NBSP}%"


@register.filter
def day(value: date | None) -> str:
    """Write a date: 23.11.2026 in German, 23 Nov 2026 in English."""
    if value is None:
        return NONE
    german = (get_language() or "de").startswith("de")
    return str(formats.date_format(value, "d.m.Y" if german else "j M Y"))


@register.filter
def item(mapping: dict[str, object], key: str) -> object:
    """Look a key up that is only known at run time; nothing where it is missing."""
    return mapping.get(key, "")
