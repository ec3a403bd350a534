"""A link to a report for somebody without an account."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.services.share_links import MOST_DAYS, default_end


class ShareLinkForm(forms.Form):
    """For whom, until when, in which language."""

    recipient = forms.CharField(
        label=_("For whom"),
        help_text=_("Such as “management” or “data protection officer”. Only your team sees it."),
        max_length=80,
        error_messages={
            "required": _("Say for whom the link is, so that you find it again."),
            "max_length": _("At most %(limit_value)d characters; you have %(show_value)d."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    ends_on = forms.DateField(
        label=_("Works until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Say until when the link works."),
            "invalid": _("Enter a day such as 2026-12-31."),
        },
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_on"].initial = default_end

    def clean_ends_on(self) -> date:
        """A link ends today at the earliest and in a year at the latest."""
        day: date = self.cleaned_data["ends_on"]
        today = timezone.localdate()
        if day < today:
            raise forms.ValidationError(_("This day is over. Choose today or a later one."))
        if day > today + timedelta(days=MOST_DAYS):
            raise forms.ValidationError(_("A link works for a year at most: choose a day."))
        return day
