"""The company's form: its name and the profile questions U1 … U14."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.catalogue import load
from assessments.models import Company, Organisation

from .profile_fields import entered, fields_of, initial_of, refuse_mixed


class CompanyForm(forms.Form):
    """Name and profile; `version` is the one the form was filled from."""

    name = forms.CharField(
        label=_("Name of the company"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"required": _("Enter the company's name.")},
    )
    version = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, company: Company | None = None) -> None:
        self.questions = tuple(load().profile.values())
        initial: dict[str, Any] = {"version": 0}
        if company is not None:
            initial = {"name": company.name, "version": company.version}
            initial |= initial_of(self.questions, company.profile)
        super().__init__(data, initial=initial)
        for question in self.questions:
            self.fields.update(dict(fields_of(question)))

    def clean(self) -> dict[str, Any]:
        """Refuse answers that contradict each other within one question."""
        cleaned = super().clean() or {}
        refuse_mixed(self, self.questions)
        return cleaned

    def _bound(self, *, required: bool) -> list[forms.BoundField]:
        wanted = [
            name
            for question in self.questions
            if question.required == required
            for name, _field in fields_of(question)
        ]
        return [self[name] for name in wanted]

    @property
    def needed(self) -> list[forms.BoundField]:
        """The few fields without which no rule can be judged."""
        first = ["organisation"] if "organisation" in self.fields else []
        return [self[name] for name in (*first, "name")] + self._bound(required=True)

    @property
    def further(self) -> list[forms.BoundField]:
        """Fields that sharpen the result; each may stay blank."""
        return self._bound(required=False)

    @property
    def profile(self) -> dict[str, Any]:
        """The entered profile as the dossier holds it."""
        return entered(self.questions, self.cleaned_data)


class NewCompanyForm(CompanyForm):
    """A new company; asks for the organisation only where there is a choice."""

    def __init__(self, data: Any = None, *, organisations: list[Organisation]) -> None:
        super().__init__(data)
        self.organisations = organisations
        if len(organisations) > 1:
            self.fields["organisation"] = forms.ChoiceField(
                label=_("Organisation"),
                choices=[(str(o.pk), o.name) for o in organisations],
                error_messages={"invalid_choice": _("Choose one of the answers listed here.")},
            )

    @property
    def chosen_organisation(self) -> Organisation:
        """The chosen organisation, or the only one."""
        chosen = self.cleaned_data.get("organisation")
        return next((o for o in self.organisations if str(o.pk) == chosen), self.organisations[0])
