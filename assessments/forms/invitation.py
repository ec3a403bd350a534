"""Whom to ask for what, until when."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessments.catalogue import load
from assessments.models import InvitationKind, RespondentRole, UseCase
from assessments.services.invitations import READINESS

DAYS, MOST_DAYS = 14, 365
TOO_LONG = {"max_length": _("At most %(limit_value)d characters; you have %(show_value)d.")}
DAY = {"type": "date"}


class InvitationForm(forms.Form):
    """Everything about an invitation; topics and use cases are offered as they are."""

    kind = forms.ChoiceField(
        label=_("Kind of link"),
        choices=InvitationKind.choices,
        initial=InvitationKind.PERSONAL,
        widget=forms.RadioSelect,
    )
    label = forms.CharField(
        label=_("For whom"),
        help_text=_("A name or a role, such as “head of purchasing”."),
        max_length=160,
        error_messages={"required": _("Say for whom the link is."), **TOO_LONG},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(
        label=_("From where do they look at the company?"),
        choices=[("", _("They say it themselves")), *RespondentRole.choices],
        required=False,
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("We send the link there. Without one you pass it on yourself."),
        required=False,
        error_messages={"invalid": _("Enter an address such as name@company.de.")},
    )
    topics = forms.MultipleChoiceField(
        label=_("Topics"),
        help_text=_("Nothing ticked: all of them."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    use_cases = forms.MultipleChoiceField(
        label=_("Use cases"),
        help_text=_("Asked beside the company as a whole."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    asks_importance = forms.BooleanField(
        label=_("Ask what matters how much"), required=False, initial=True
    )
    is_anonymous = forms.BooleanField(
        label=_("Promise anonymity: answers are shown in groups of three and more only"),
        required=False,
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    greeting = forms.CharField(
        label=_("Greeting"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=TOO_LONG,
    )
    ends_on = forms.DateField(
        label=_("Works until"),
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        error_messages={
            "required": _("Say until when the link works."),
            "invalid": _("Enter a day such as 2026-12-31."),
        },
    )
    remind_on = forms.DateField(
        label=_("Remind me of them on"),
        required=False,
        widget=forms.DateInput(attrs=DAY, format="%Y-%m-%d"),
        error_messages={"invalid": _("Enter a day such as 2026-12-31.")},
    )

    def __init__(self, use_cases: list[UseCase], data: Any = None) -> None:
        """use_cases: those of the assessment that may be asked about."""
        language = get_language() or "de"
        initial = {"language": language, "ends_on": _today() + timedelta(days=DAYS)}
        super().__init__(data, initial=initial)
        criteria = load().criteria.values()
        topics = [(c.code, c.label.in_language(language)) for c in criteria]
        self._offer("topics", [*topics, (READINESS, str(_("Readiness")))])
        self._offer("use_cases", [(u.code, u.title) for u in use_cases])
        if not use_cases:
            del self.fields["use_cases"]

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices

    def clean_ends_on(self) -> date:
        """A link ends today at the earliest and in a year at the latest."""
        day: date = self.cleaned_data["ends_on"]
        if day < _today():
            raise forms.ValidationError(_("This day is over. Choose today or a later one."))
        if day > _today() + timedelta(days=MOST_DAYS):
            raise forms.ValidationError(_("A link works for a year at most: choose a day."))
        return day

    def clean(self) -> dict[str, Any]:
        """An open link goes to nobody by mail; a reminder comes before the end."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == InvitationKind.OPEN and cleaned.get("email"):
            text = _("One link for several is not sent by mail. Leave the address empty.")
            self.add_error("email", text)
        if cleaned.get("is_anonymous") and cleaned.get("asks_importance"):
            text = _("Weights are shown by person. Leave them out, or promise no anonymity.")
            self.add_error("asks_importance", text)
        remind, end = cleaned.get("remind_on"), cleaned.get("ends_on")
        if remind and end and not _today() <= remind <= end:
            self.add_error("remind_on", _("Choose a day from today to the end of the link."))
        return cleaned

    @property
    def entered(self) -> dict[str, Any]:
        """The model's fields but the kind."""
        fields = {name: value for name, value in self.cleaned_data.items() if name != "kind"}
        return fields


def _today() -> date:
    return timezone.localdate()
