"""When to measure again."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.models.action import LATEST
from assessments.services.remeasuring import in_months

from .action import DATE_FORMATS, DayInput

HALF_YEAR, YEAR, OWN, NEVER = "6", "12", "own", "never"


class ReminderForm(forms.Form):
    """In half a year, in a year, on a day of one's own, or never."""

    when = forms.ChoiceField(
        label=_("When do you want to measure again?"),
        choices=[
            (HALF_YEAR, _("In 6 months")),
            (YEAR, _("In 12 months")),
            (OWN, _("On another day")),
            (NEVER, _("No reminder")),
        ],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), _("Choose one of the options.")
        ),
    )
    day = forms.DateField(
        required=False,
        label=_("Day"),
        help_text=_("Only for “On another day”."),
        input_formats=DATE_FORMATS,
        error_messages={"invalid": _("Enter a date such as 31.01.2027.")},
        widget=DayInput(**{"class": "inp"}),
    )

    def clean(self) -> dict[str, Any]:
        """A day of one's own lies ahead; it is needed only where it was chosen."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("when") != OWN:
            self.errors.pop("day", None)
            return found
        day = found.get("day")
        if "day" not in self.errors and day is None:
            self.add_error("day", _("Enter the day on which you want to be reminded."))
        elif day is not None and not timezone.localdate() < day <= LATEST:
            self.add_error("day", _("Enter a day in the future."))
        return found

    @property
    def chosen(self) -> date | None:
        """The day, None for no reminder."""
        when, today = self.cleaned_data["when"], timezone.localdate()
        if when == OWN:
            own: date = self.cleaned_data["day"]
            return own
        return None if when == NEVER else in_months(today, int(when))
