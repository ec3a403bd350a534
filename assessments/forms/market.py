"""What the table of models shows: filters and order, all from the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .numbers import NumberField

LARGEST = 100_000  # billions of parameters; no model comes near it

ORDERS = {
    "name": _("Name, A to Z"),
    "publisher": _("Publisher, A to Z"),
    "size": _("Size, smallest first"),
    "rank": _("German rank, best first"),
    "released": _("Release date, newest first"),
    "context": _("Context, longest first"),
}


class MarketForm(forms.Form):
    """Filters for the open models; nothing given = all of them by name."""

    largest = NumberField(
        required=False,
        label=_("At most … billion parameters"),
        error_messages={"invalid": _("Enter a number, for example 70.")},
    )
    country = forms.ChoiceField(
        required=False,
        label=_("Seat of the publisher"),
        error_messages={"invalid_choice": _("Choose one of the countries listed here.")},
    )
    order = forms.ChoiceField(
        required=False,
        label=_("Order"),
        choices=tuple(ORDERS.items()),
        error_messages={"invalid_choice": _("Choose one of the orders listed here.")},
    )
    untrapped = forms.BooleanField(required=False, label=_("Only licences without a known trap"))
    ranked = forms.BooleanField(required=False, label=_("Only models with a German rank"))

    def __init__(self, data: Any, countries: dict[str, str]) -> None:
        """countries: code → name, in the order in which they are offered."""
        super().__init__(data)
        field = self.fields["country"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All")), *countries.items()]
        self.fields["largest"].widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean_largest(self) -> float | None:
        """A size somebody may look for."""
        value: float | None = self.cleaned_data["largest"]
        if value is not None and not 0 < value <= LARGEST:
            raise forms.ValidationError(_("Enter a number from 0.1 to 100,000."))
        return value
