"""Answers typed in by their signs, as they stand on the printed sheet."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.catalogue import DONT_KNOW
from assessments.catalogue.entries import Question
from assessments.models import Answer, RespondentRole
from assessments.services.answers import Entered
from assessments.services.asked import asked_of_all


class PaperForm(forms.Form):
    """Somebody who answered on paper."""

    label = forms.CharField(
        label=_("Name or role on the sheet"),
        max_length=160,
        error_messages={
            "required": _("Enter a name. A short form will do."),
            "max_length": _("At most %(limit_value)d characters; you have %(show_value)d."),
        },
    )
    role = forms.ChoiceField(
        label=_("From where do they look at the company?"),
        choices=[("", _("Please choose")), *RespondentRole.choices],
        required=False,
    )


class BulkForm(forms.Form):
    """One short field for every question of the company: the sign, or a number."""

    def __init__(self, data: Any = None, *, stored: Mapping[str, Answer]) -> None:
        """stored: the answers there are, by question; their confidence and reason stay."""
        super().__init__(data)
        self.stored = stored
        for question in _asked():
            answer = stored.get(question.code)
            self.fields[question.code] = forms.CharField(
                required=False,
                label=question.short.de,
                max_length=9,
                initial=_written(answer) if answer else "",
                widget=forms.TextInput(
                    attrs={"class": "inp code", "autocomplete": "off", "inputmode": "text"}
                ),
            )
            self.fields[f"version-{question.code}"] = forms.IntegerField(
                required=False,
                min_value=0,
                widget=forms.HiddenInput,
                initial=answer.version if answer else 0,
            )

    @staticmethod
    def choices_of(question: Question) -> str:
        """The signs that may be typed, such as "1 2 3 4 9"."""
        codes = [level.code for level in question.levels]
        return " ".join([*codes, DONT_KNOW]) if codes else f"{question.minimum} … {DONT_KNOW}"

    def clean(self) -> dict[str, Any]:
        """Judge every field by its question."""
        cleaned = super().clean() or {}
        for question in _asked():
            typed = str(cleaned.get(question.code) or "").strip().upper()
            if question.code not in self.errors and not _fits(typed, question):
                text = _("Enter one of %s.") % self.choices_of(question)
                self.add_error(question.code, text)
        return cleaned

    @property
    def entries(self) -> dict[tuple[str, str], Entered]:
        """What was typed, by (question, ""); empty fields are left out."""
        found = {}
        for question in _asked():
            typed = str(self.cleaned_data.get(question.code) or "").strip().upper()
            if typed:
                found[question.code, ""] = self._entered(question, typed)
        return found

    def _entered(self, question: Question, typed: str) -> Entered:
        before = self.stored.get(question.code)
        kept = Entered.of(before) if before else Entered()
        is_number = question.kind == "number" and typed != DONT_KNOW
        return Entered(
            level="" if is_number else typed,
            number=float(typed) if is_number else None,
            binding=kept.binding,
            confidence=kept.confidence,
            reason=kept.reason,
        )

    @property
    def versions(self) -> dict[tuple[str, str], int]:
        """What the form began from, by (question, "")."""
        return {(q.code, ""): self.cleaned_data.get(f"version-{q.code}") or 0 for q in _asked()}


def _asked() -> list[Question]:
    """The questions people see, then the readiness statements."""
    return [question for question in asked_of_all().values() if question.asked]


def _written(answer: Answer) -> str:
    return answer.level or ("" if answer.number is None else str(int(answer.number)))


def _fits(typed: str, question: Question) -> bool:
    if typed in ("", DONT_KNOW):
        return True
    if question.kind == "number":
        return typed.isdecimal() and question.minimum <= int(typed) <= question.maximum
    return question.level(typed) is not None
