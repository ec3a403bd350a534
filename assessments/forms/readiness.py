"""The sentences chosen in one readiness theme, each with the version it began from."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessments.catalogue import DONT_KNOW
from assessments.catalogue.entries import Statement
from assessments.models import Answer


class ReadinessForm(forms.Form):
    """For each statement `T1a` (level, blank = none chosen), `version-T1a` and `was-T1a`.

    The last two say what the page showed at first: a sentence nobody touched is not saved
    again, so it never meets another person's save. given: stored answers by statement code.
    How much the theme matters is one of the statements, under the theme's code.
    """

    def __init__(
        self,
        statements: Sequence[Statement],
        data: Any = None,
        *,
        given: dict[str, Answer] | None = None,
    ):
        self.statements, self.given = statements, given or {}
        super().__init__(data)
        language = get_language() or "de"
        for statement in statements:
            stored = self.given.get(statement.code)
            codes = [str(n) for n in range(1, len(statement.levels) + 1)]
            self.fields[statement.code] = forms.ChoiceField(
                required=False,
                label=statement.label.in_language(language),
                widget=forms.RadioSelect,
                choices=[("", "")] + [(code, code) for code in (*codes, DONT_KNOW)],
                initial=stored.level if stored else "",
                error_messages={"invalid_choice": _("Choose one of the sentences listed here.")},
            )
            self.fields[f"version-{statement.code}"] = forms.IntegerField(
                required=False,
                min_value=0,
                widget=forms.HiddenInput,
                initial=stored.version if stored else 0,
            )
            self.fields[f"was-{statement.code}"] = forms.CharField(
                required=False, widget=forms.HiddenInput, initial=stored.level if stored else ""
            )

    def level(self, statement: Statement) -> str:
        """The chosen level, "" for none."""
        return str(self.cleaned_data.get(statement.code, ""))

    def version(self, statement: Statement) -> int:
        """The version to replace: after a conflict the one the person saw and chose to replace."""
        code, _separator, seen = str(self.data.get("keep", "")).partition(":")
        if code == statement.code and seen.isdecimal():
            return int(seen)
        return self.cleaned_data.get(f"version-{statement.code}") or 0

    def changed_statements(self) -> list[Statement]:
        """Those with another sentence than the page began with and than is stored now.

        `take` names one whose stored sentence the person chose to keep.
        """
        stored = {code: answer.level for code, answer in self.given.items()}
        return [
            s
            for s in self.statements
            if self.level(s) not in ("", self.cleaned_data[f"was-{s.code}"], stored.get(s.code))
            and self.data.get("take") != s.code
        ]
