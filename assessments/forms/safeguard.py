"""What somebody may say about the safeguards of one condition for one way."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import Safeguard, SafeguardState
from assessments.services.safeguards import Said

TOO_LONG = _("At most %(limit_value)d characters; you have %(show_value)d.")


class SafeguardForm(forms.Form):
    """The three choices, by whom, when, and a note.

    name: distinguishes the form from others on the page. stored: what was said before, if
    anything. version: of the row the person sees, so that a stale save is noticed.
    """

    state = forms.ChoiceField(
        choices=SafeguardState.choices,
        label=_("Is everything in place?"),
        widget=forms.RadioSelect(attrs={"class": "cond-state"}),
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choose one of the answers listed here.")
        ),
    )
    said_by = forms.CharField(
        required=False,
        max_length=120,
        label=_("By whom"),
        error_messages={"max_length": TOO_LONG},
    )
    said_on = forms.DateField(
        required=False,
        localize=False,
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        label=_("When"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"invalid": _("Enter a date such as 2026-11-30.")},
    )
    note = forms.CharField(
        required=False,
        max_length=500,
        label=_("Note"),
        error_messages={"max_length": TOO_LONG},
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, localize=False)

    def __init__(self, data: Any = None, *, name: str, stored: Safeguard | None = None) -> None:
        said = Said.of(stored) if stored else Said()
        initial = {
            "state": said.state,
            "said_by": said.said_by,
            "said_on": said.said_on,
            "note": said.note,
            "version": stored.version if stored else 0,
        }
        super().__init__(data, initial=initial, auto_id=f"{name}-%s")
        for field in ("said_by", "note"):
            self.fields[field].widget.attrs["autocomplete"] = "off"

    @property
    def said(self) -> Said:
        """What the valid form says."""
        given = self.cleaned_data
        return Said(
            SafeguardState(given["state"]), given["said_by"], given["said_on"], given["note"]
        )

    @property
    def details_given(self) -> bool:
        """True where somebody is, or was, about to say by whom, when or why."""
        fields = ("said_by", "said_on", "note")
        return bool(self.errors) or any(self[field].value() for field in fields)
