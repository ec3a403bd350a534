"""A use case's form: title, usage in people's words or tokens, and intake questions."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.catalogue import load
from assessments.engine.dossier import Usage
from assessments.models import UseCase
from assessments.models.use_case import MOST, USAGE_FIELDS

from .numbers import NumberField
from .profile_fields import entered, fields_of, initial_of, local

# Usage questions whose answers are columns of the use case, not intake entries.
COLUMNS = {
    "F3": "users",
    "F4": "requests_per_user_per_day",
    "F5": "pages_in",
    "F6": "pages_out",
}
PER_MONTH = {
    "requests_per_month": _("Requests per month"),
    "input_tokens_per_month": _("Input tokens per month"),
    "output_tokens_per_month": _("Output tokens per month"),
}


class NewUseCaseForm(forms.Form):
    """What a new use case starts from: a template, or a title alone."""

    archetype = forms.ChoiceField(required=False)
    title = forms.CharField(
        max_length=120,
        required=False,
        label=_("Own title"),
        error_messages={
            "max_length": _("At most %(limit_value)d characters; you have %(show_value)d.")
        },
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        templates = load().archetypes.values()
        field = self.fields["archetype"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", ""), *((t.code, local(t.label)) for t in templates)]
        field.error_messages["invalid_choice"] = _("Choose one of the templates listed here.")

    def clean(self) -> dict[str, Any]:
        """A use case needs a name: its own, or that of its template."""
        cleaned = super().clean() or {}
        template = load().archetypes.get(cleaned.get("archetype", ""))
        if not cleaned.get("title") and template is None and not self.errors:
            self.add_error("title", _("Enter a title or choose a template."))
        elif not cleaned.get("title") and template is not None:
            cleaned["title"] = local(template.label)
        return cleaned

    @property
    def usage(self) -> dict[str, float]:
        """The template's usual volumes."""
        template = load().archetypes.get(self.cleaned_data["archetype"])
        return dict(template.usage) if template else {}


class UseCaseForm(forms.Form):
    """All of a use case that is not asked by the questionnaire."""

    title = forms.CharField(
        max_length=120,
        label=_("Title"),
        error_messages={
            "required": _("Enter a title."),
            "max_length": _("At most %(limit_value)d characters; you have %(show_value)d."),
        },
    )
    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, use_case: UseCase) -> None:
        intake = load().intake
        self.asked = tuple(q for q in intake.values() if q.code not in COLUMNS)
        initial = {"title": use_case.title, "version": use_case.version}
        initial |= {field: getattr(use_case, field) for field in USAGE_FIELDS}
        super().__init__(data, initial=initial | initial_of(self.asked, use_case.intake))
        for code, column in COLUMNS.items():
            self.fields[column] = next(field for _code, field in fields_of(intake[code]))
        for name, label in PER_MONTH.items():
            self.fields[name] = _per_month(label)
        for question in self.asked:
            self.fields.update(dict(fields_of(question)))

    @property
    def usage_fields(self) -> list[forms.BoundField]:
        """Usage fields in people's words."""
        return [self[column] for column in COLUMNS.values()]

    @property
    def month_fields(self) -> list[forms.BoundField]:
        """Usage per month, for those who have measured it; counts before people's words."""
        return [self[name] for name in PER_MONTH]

    @property
    def has_month(self) -> bool:
        """True where a figure per month is entered or wrong, so that it must be seen."""
        return any(field.value() or field.errors for field in self.month_fields)

    @property
    def intake_fields(self) -> list[forms.BoundField]:
        """The intake questions."""
        return [self[name] for q in self.asked for name, _field in fields_of(q)]

    @property
    def usage(self) -> Usage:
        """What is typed of the usage; an entry that cannot be read counts as left blank."""
        if not self.is_bound:
            return Usage(**{name: self.initial.get(name) for name in USAGE_FIELDS})
        self.full_clean()
        return Usage(**{name: self.cleaned_data.get(name) for name in USAGE_FIELDS})

    @property
    def entered(self) -> dict[str, Any]:
        """Columns and intake for the service."""
        cleaned: Mapping[str, Any] = self.cleaned_data
        columns = {field: cleaned.get(field) for field in USAGE_FIELDS}
        return {"title": cleaned["title"], **columns, "intake": entered(self.asked, cleaned)}


def _per_month(label: Any) -> NumberField:
    message = _("Enter a number from 0 to 1,000,000,000,000.")
    return NumberField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), message),
    )
