"""A whole number the way people write it: 1200, 1.200 in German, 1,200 in English, 1 200."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language

_SPACES = re.compile(r"[\s\u00a0\u202f']")


class WholeNumberField(forms.IntegerField):
    """Understands grouped thousands and refuses decimals.

    Django's own field would read a German "1.000" as 1.
    """

    widget = forms.TextInput

    def to_python(self, value: Any) -> int | None:
        """Return the number, or None for an empty entry. Raises ValidationError otherwise."""
        written = _SPACES.sub("", str(value)) if value is not None else ""
        if written == "":
            return None
        separator = r"\." if (get_language() or "de").startswith("de") else ","
        if not re.fullmatch(rf"-?(\d+|\d{{1,3}}({separator}\d{{3}})+)", written, re.ASCII):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return int(re.sub(r"[.,]", "", written))
