"""One question's form: level or number, binding, how sure, reason, and the version replaced."""

from typing import Any

from django import forms
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from assessments.catalogue import DONT_KNOW
from assessments.catalogue.entries import Question
from assessments.models import Answer, Confidence
from assessments.services.answers import Entered

from .numbers import WholeNumberField

REASON_LENGTH = 2000


class AnswerForm(forms.Form):
    """Fields of one question; an empty answer with a reason is kept as a note.

    stored: the answer given here. inherited: the company's, shown where a use case has
    none. needed: "next" is refused without an answer.
    """

    level = forms.ChoiceField(
        required=False,
        label=_("Your answer"),
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the answers listed here.")},
    )
    number = forms.IntegerField(required=False)
    binding = forms.BooleanField(required=False)
    confidence = forms.ChoiceField(
        required=False,
        label=_("How sure are you of this answer?"),
        choices=[("", ""), *Confidence.choices],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the three words.")},
    )
    reason = forms.CharField(
        required=False,
        label=_("Reason"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "max_length": _("At most %(limit_value)d characters; you have %(show_value)d.")
        },
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        question: Question,
        data: Any = None,
        *,
        stored: Answer | None = None,
        inherited: Answer | None = None,
        needed: bool = False,
    ):
        self.question, self.needed = question, needed
        self.stored = stored
        shown = stored or inherited
        self.before = Entered.of(shown) if shown else Entered()
        fields = ("level", "number", "binding", "confidence", "reason")
        initial = {field: getattr(self.before, field) for field in fields}
        if initial["number"] is not None:
            initial["number"] = int(initial["number"])
        super().__init__(data, initial=initial | {"version": stored.version if stored else 0})
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
        highest = formats.number_format(self.question.maximum, force_grouping=True)
        message = _("Enter a whole number from %(low)d to %(high)s, such as 120.") % {
            "low": self.question.minimum,
            "high": highest,
        }
        self.fields["number"] = WholeNumberField(
            required=False,
            label=_("Number"),
            min_value=self.question.minimum,
            max_value=self.question.maximum,
            error_messages={"invalid": message, "min_value": message, "max_value": message},
        )

    def clean(self) -> dict[str, Any]:
        """A number and "we do not know" exclude each other: the number counts."""
        cleaned = super().clean() or {}
        if cleaned.get("number") is not None:
            cleaned["level"] = ""
        self._ask_for_an_answer(cleaned)
        return cleaned

    def _ask_for_an_answer(self, cleaned: dict[str, Any]) -> None:
        given = cleaned.get("level") or cleaned.get("number") is not None
        if given or self.errors or not (self.needed and self.data.get("go") == "next"):
            return
        if self.question.kind == "number":
            self.add_error("number", _("Enter a number or choose “We do not know yet”."))
        else:
            self.add_error("level", _("Choose an answer or “We do not know yet”."))

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

    @property
    def is_unchanged(self) -> bool:
        """True where nothing would be stored but what already counts here."""
        return self.entered == self.before

    @property
    def replaces(self) -> int:
        """The version to replace: after a conflict the one the person saw and chose to replace."""
        keep = str(self.data.get("keep", ""))
        return int(keep) if keep.isdecimal() else self.cleaned_data["version"] or 0
