"""One question's form: level or number, binding, how sure, reason, and the version it began from."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.catalogue import DONT_KNOW
from assessments.catalogue.entries import Question
from assessments.models import Answer, Confidence
from assessments.services.answers import Entered

REASON_LENGTH = 2000


class AnswerForm(forms.Form):
    """Fields of one question; an empty answer with a reason is kept as a note."""

    level = forms.ChoiceField(
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the answers listed here.")},
    )
    number = forms.FloatField(required=False, localize=True)
    binding = forms.BooleanField(required=False)
    confidence = forms.ChoiceField(
        required=False,
        choices=[("", ""), *Confidence.choices],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the three words.")},
    )
    reason = forms.CharField(
        required=False,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "max_length": _("At most %(limit_value)d characters; you have %(show_value)d.")
        },
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)

    def __init__(self, question: Question, data: Any = None, *, stored: Answer | None = None):
        self.question = question
        initial = {"version": 0}
        if stored is not None:
            fields = ("level", "number", "binding", "confidence", "reason", "version")
            initial = {field: getattr(stored, field) for field in fields}
        super().__init__(data, initial=initial)
        self._fit_level()
        self._fit_number()
        if question.binding_text is None:
            del self.fields["binding"]

    def _fit_level(self) -> None:
        codes = [level.code for level in self.question.levels]
        field = self.fields["level"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "")] + [(code, code) for code in (*codes, DONT_KNOW)]

    def _fit_number(self) -> None:
        if self.question.kind != "number":
            del self.fields["number"]
            return
        bounds = {"low": self.question.minimum, "high": self.question.maximum}
        message = _("Enter a whole number from %(low)d to %(high)d, such as 120.") % bounds
        self.fields["number"] = forms.IntegerField(
            required=False,
            localize=True,
            min_value=self.question.minimum,
            max_value=self.question.maximum,
            error_messages={"invalid": message, "min_value": message, "max_value": message},
        )

    def clean(self) -> dict[str, Any]:
        """A number and "we do not know" exclude each other: the number counts."""
        cleaned = super().clean() or {}
        if cleaned.get("number") is not None:
            cleaned["level"] = ""
        return cleaned

    @property
    def entered(self) -> Entered:
        """The cleaned values for the service."""
        data = self.cleaned_data
        return Entered(
            level=data.get("level", ""),
            number=data.get("number"),
            binding=bool(data.get("binding")),
            confidence=data.get("confidence", ""),
            reason=data.get("reason", "").strip(),
        )
