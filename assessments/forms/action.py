"""An entry of the action plan: what, who, by when, how far."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import ActionItem, ActionStatus
from assessments.models.action import (
    DETAIL_LENGTH,
    EARLIEST,
    LATEST,
    OWNER_LENGTH,
    TITLE_LENGTH,
)

TOO_LONG = _("At most %(limit_value)d characters; you have %(show_value)d.")
DATE_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y"]


class DayInput(forms.DateInput):
    """The browser's calendar; an entry that is no date stays readable in a plain text field."""

    input_type = "date"

    def __init__(self, **attrs: Any) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Show what was typed, whatever it was."""
        context = super().get_context(name, value, attrs)
        if value and not _is_day(context["widget"]["value"]):
            context["widget"]["type"] = "text"
        return context


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


class ActionRowForm(forms.Form):
    """What a row of the plan lets one change. ids differ by entry, names do not."""

    owner = forms.CharField(
        required=False,
        max_length=OWNER_LENGTH,
        label=_("Who"),
        error_messages={"max_length": TOO_LONG},
        widget=forms.TextInput(attrs={"list": "owners", "autocomplete": "off", "class": "inp"}),
    )
    due = forms.DateField(
        required=False,
        label=_("Due"),
        input_formats=DATE_FORMATS,
        error_messages={"invalid": _("Enter a date such as 31.01.2027.")},
        widget=DayInput(**{"class": "inp"}),
    )
    status = forms.ChoiceField(
        label=_("Status"),
        choices=ActionStatus.choices,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choose one of the states listed here.")
        ),
        widget=forms.Select(attrs={"class": "inp"}),
    )
    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, item: ActionItem | None = None) -> None:
        begin = {name: getattr(item, name) for name in self.base_fields} if item else {}
        super().__init__(data, initial=begin, auto_id=f"a{item.pk}-%s" if item else "id_%s")

    def clean_due(self) -> date | None:
        """A day the calendar of a plan can hold."""
        day: date | None = self.cleaned_data["due"]
        if day is not None and not EARLIEST <= day <= LATEST:
            raise forms.ValidationError(
                _("Enter a date between %(first)d and %(last)d."),
                params={"first": EARLIEST.year, "last": LATEST.year},
            )
        return day

    @property
    def entered(self) -> dict[str, Any]:
        """Columns for the service."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class ActionForm(ActionRowForm):
    """A whole entry, to be changed on a page of its own."""

    title = forms.CharField(
        max_length=TITLE_LENGTH,
        label=_("What is to be done?"),
        error_messages={
            "required": _("Say what is to be done."),
            "max_length": TOO_LONG,
        },
    )
    detail = forms.CharField(
        required=False,
        max_length=DETAIL_LENGTH,
        label=_("Details"),
        error_messages={"max_length": TOO_LONG},
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    field_order = ["title", "detail", "owner", "due", "status", "version"]

    def clean_detail(self) -> str:
        """The same line breaks as the database holds, so that nothing seems changed."""
        return str(self.cleaned_data["detail"]).replace("\r\n", "\n")


class NewActionForm(ActionForm):
    """An entry of one's own: it starts open."""

    status = None  # type: ignore[assignment]
    version = None  # type: ignore[assignment]
