"""Numbers, money and dates as people write them, in German and English.

German: 12.345,67 € · 22 % · 23.11.2026 · English: €12,345.67 · 22% · 23 November 2026.
A minus is U+2212; the space before a unit does not break.
"""

from datetime import date

NBSP = "\u00a0"
MINUS = "\u2212"
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
LARGE = (  # from the amount on: German, English
    (1e12, "Bio.", "trillion"),
    (1e9, "Mrd.", "billion"),
    (1e6, "Mio.", "million"),
)


def is_german(language: str) -> bool:
    """Return True unless the language is English ("en", "en-gb" …)."""
    return not language.startswith("en")


def number(value: float, language: str, places: int = 0) -> str:
    """Write a number with thousands separators and `places` decimals."""
    rounded = round(value, places) + 0.0  # + 0.0: no "−0"
    written = f"{abs(rounded):,.{places}f}"
    if is_german(language):
        written = written.translate(str.maketrans(",.", ".,"))
    return MINUS + written if rounded < 0 else written


def signed(value: float, language: str, places: int = 0) -> str:
    """Write a difference: +7, −3, ±0."""
    rounded = round(value, places)
    if rounded == 0:
        return "±" + number(0, language, places)
    return ("+" if rounded > 0 else "") + number(rounded, language, places)


def percent(share: float, language: str, places: int = 0) -> str:
    """Write a share of 1 as percent: 0.22 → "22 %" or "22%"."""
    written = number(100 * share, language, places)
    return f"{written}{NBSP}%" if is_german(language) else f"{written}%"


def large(value: float, language: str) -> str:
    """Write a large count with two leading figures: "1,5 Mrd.", "60 million", "250.000"."""
    if abs(value) < 1:
        return number(value, language)
    size = max(len(str(int(abs(value)))) - 2, 0)
    rounded = round(value, -size)
    for amount, german, english in LARGE:
        if abs(rounded) >= amount:
            part = rounded / amount
            places = 0 if abs(part) >= 10 or part == round(part) else 1
            word = german if is_german(language) else english
            return f"{number(part, language, places)}{NBSP}{word}"
    return number(rounded, language)


def euro(value: float, language: str, places: int = 0) -> str:
    """Write an amount in euro."""
    written = number(value, language, places)
    if is_german(language):
        return f"{written}{NBSP}€"
    return f"{MINUS}€{written[1:]}" if written.startswith(MINUS) else f"€{written}"


def rounded_euro(value: float, language: str) -> str:
    """Write an estimate in euro with two leading figures: 2,355 → "2,400 €"."""
    size = max(len(str(int(abs(value)))) - 2, 0)
    return euro(round(value, -size) if size else value, language)


def euro_range(low: float, high: float, language: str) -> str:
    """Write a range of estimates; one amount where both round to the same."""
    first, last = rounded_euro(low, language), rounded_euro(high, language)
    if first == last:
        return last
    if is_german(language):
        return f"{first.removesuffix(NBSP + '€')} bis {last}"
    return f"{first} to {last}"


def in_hundred(share: float, language: str) -> str:
    """Write a share as natural frequency: 0.97 → "97 von 100" or "97 of 100".

    Certainty is never claimed from sampling: it stays within 1 … 99 unless exactly 0 or 1.
    """
    count = round(100 * share)
    if 0 < share < 1:
        count = min(max(count, 1), 99)
    return f"{count} von 100" if is_german(language) else f"{count} of 100"


def times_in_hundred(share: float, language: str) -> str:
    """Write how often of 100, for a list of shares: 0.97 → "97", 0.001 → "unter 1"/"below 1"."""
    if 0 < share < 0.005:
        return "unter 1" if is_german(language) else "below 1"
    return in_hundred(share, language).split(" ", maxsplit=1)[0]


def day(value: date, language: str) -> str:
    """Write a date: "23.11.2026" or "23 November 2026"."""
    if is_german(language):
        return f"{value.day:02d}.{value.month:02d}.{value.year}"
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def listed(items: list[str], language: str, last: str | None = None) -> str:
    """Join words: "A, B und C" or "A, B and C"; `last` replaces the final "und"/"and"."""
    if len(items) < 2:
        return "".join(items)
    word = last or ("und" if is_german(language) else "and")
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def counted(count: int, singular: str, plural: str) -> str:
    """Write a count with its noun; `counted(1, "Pflicht", "Pflichten")` → "1 Pflicht"."""
    return f"{count} {singular if count == 1 else plural}"
