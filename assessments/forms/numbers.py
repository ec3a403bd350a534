"""Numbers as people type them: 24.000.000, 0,5 or 24,000,000 – by the reader's language."""

import re
from typing import Any

from django import forms
from django.utils.translation import get_language

_SWAPPED = str.maketrans(",.", ".,")
_PLAIN = re.compile(r"[+\-−]?(\d+[.,]?\d*|[.,]\d+)", re.ASCII)
_SPACES = re.compile(r"[\s\u00a0\u202f'’]")


def read_number(text: str, language: str) -> float:
    """Return the number in this text; grouping may be left out, a lone sign is forgiven.

    German groups with a dot, English with a comma. A single separator that cannot be
    grouping ("2.5" in German) is taken for the decimal one. Raises ValueError otherwise.
    """
    plain = _SPACES.sub("", text)
    group, decimal = (",", ".") if language.startswith("en") else (".", ",")
    grouped = rf"[+\-−]?\d{{1,3}}(?:{re.escape(group)}\d{{3}})+(?:{re.escape(decimal)}\d*)?"
    if re.fullmatch(grouped, plain):
        plain = plain.replace(group, "")
    if not _PLAIN.fullmatch(plain):
        raise ValueError(f"not a number: {text!r}")
    return float(plain.replace(",", ".").replace("−", "-"))


def write_number(number: float, language: str) -> str:
    """Return the number grouped, with as many decimals as it has: 57.120.000 or 0,05."""
    english = f"{number:,.10f}".rstrip("0").rstrip(".") if number % 1 else f"{number:,.0f}"
    return english if language.startswith("en") else english.translate(_SWAPPED)


class NumberField(forms.FloatField):
    """A number in the reader's way of writing."""

    widget = forms.TextInput

    def prepare_value(self, value: Any) -> Any:
        """Show a stored number as people write it; what was typed stays as typed."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            return write_number(value, get_language() or "de")
        return value

    def to_python(self, value: Any) -> Any:
        """Return the number, or refuse with the field's own message."""
        if value in self.empty_values:
            return None
        if isinstance(value, int | float):
            return float(value)
        try:
            return read_number(str(value), get_language() or "de")
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class WholeNumberField(NumberField):
    """A number without decimals."""

    def to_python(self, value: Any) -> Any:
        """Return the whole number; 2,5 is refused, 2,0 is not."""
        number = super().to_python(value)
        if number is None:
            return None
        if not number.is_integer():
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return int(number)
