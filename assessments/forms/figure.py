"""An own value in place of one of the catalogue's figures."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from assessments.engine.figure_values import Bounds

from .numbers import NumberField, write_number

NOTE_LENGTH = 200


class FigureForm(forms.Form):
    """One value in its unit, with a note where it comes from.

    bounds: what the value may be. unit: as it stands beside the field. percent: the field
    shows and takes hundredths; the value that comes out is a share all the same.
    """

    value = NumberField(label=gettext_lazy("Own value"))
    note = forms.CharField(
        required=False,
        max_length=NOTE_LENGTH,
        label=gettext_lazy("Note"),
        error_messages={
            "max_length": gettext_lazy(
                "At most %(limit_value)d characters; you have %(show_value)d."
            )
        },
    )
    seen = forms.FloatField(required=False, localize=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, bounds: Bounds, unit: str, percent: bool = False, **kwargs: Any
    ) -> None:
        self.bounds, self.unit, self.percent = bounds, unit, percent
        super().__init__(*args, **kwargs)
        field = self.fields["value"]
        field.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}
        field.help_text = _("From %(least)s to %(most)s %(unit)s.") % self._range
        field.error_messages |= dict.fromkeys(("required", "invalid"), self._wanted)
        self.fields["note"].widget.attrs["autocomplete"] = "off"

    @property
    def _range(self) -> dict[str, str]:
        language, by = get_language() or "de", 100 if self.percent else 1
        least, most = (write_number(round(end * by, 10), language) for end in self.bounds)
        return {"least": least, "most": most, "unit": self.unit}

    @property
    def _wanted(self) -> str:
        return _("Enter a number from %(least)s to %(most)s %(unit)s.") % self._range

    def clean_value(self) -> float:
        """The value as the formulas take it, within its bounds."""
        value: float = self.cleaned_data["value"]
        value = round(value / 100, 12) if self.percent else value
        if not self.bounds.least <= value <= self.bounds.most:
            raise forms.ValidationError(self._wanted)
        return value
