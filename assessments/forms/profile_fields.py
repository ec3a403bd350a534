"""Form fields for the questions on a company (U1 … U14) and a use case (F1 … F16).

One catalogue question becomes one field (money: two). What the browser sends becomes the
plain value a dossier holds; an entry left blank is absent there and means "we do not know".
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessments.catalogue import Text
from assessments.catalogue.entries import ProfileQuestion

from .numbers import NumberField, WholeNumberField

NONE_OF_THESE, UNKNOWN = "none_of_these", "unknown"
LONG_LIST = 8  # from here on a drop-down list is quicker than radio buttons
MONEY = (
    ("turnover_eur", _("yearly turnover in euro")),
    ("balance_eur", _("balance sheet in euro")),
)


def local(text: Text) -> str:
    """Return a catalogue text in the reader's language."""
    return text.in_language(get_language() or "de")


def fields_of(question: ProfileQuestion) -> Iterator[tuple[str, forms.Field]]:
    """Yield the form fields of one question by name; nothing for those answered elsewhere."""
    words: dict[str, Any] = {
        "label": local(question.text),
        "help_text": local(question.hint) if question.hint else "",
        "required": question.required,
    }
    match question.kind:
        case "choice":
            yield question.code, _choice(question, words)
        case "choices":
            yield question.code, _choices(question, words)
        case "yes_no":
            options = [("yes", _("Yes")), ("no", _("No")), (UNKNOWN, _("We do not know yet"))]
            yield question.code, _radio(options, words)
        case "integer" | "decimal":
            yield question.code, _number(question, words, whole=question.kind == "integer")
        case "money":
            for part, label in MONEY:
                named = {**words, "label": f"{local(question.short)}: {label}"}
                yield f"{question.code}_{part}", _number(question, named, whole=False)
        case "text":
            yield question.code, _text(question, words)


def _choice(question: ProfileQuestion, words: dict[str, Any]) -> forms.Field:
    options = [(choice.code, local(choice.label)) for choice in question.choices]
    if len(options) < LONG_LIST:
        blank = [] if question.required else [(UNKNOWN, _("We do not know yet"))]
        return _radio([*options, *blank], words)
    field = forms.ChoiceField(choices=[("", _("Please choose")), *options], **words)
    field.error_messages |= _choice_messages()
    return field


def _radio(options: list[tuple[str, Any]], words: dict[str, Any]) -> forms.Field:
    field = forms.ChoiceField(choices=options, widget=forms.RadioSelect, **words)
    field.error_messages |= _choice_messages()
    return field


def _choice_messages() -> dict[str, Any]:
    message = _("Choose one of the answers listed here.")
    return {"required": message, "invalid_choice": message}


def _choices(question: ProfileQuestion, words: dict[str, Any]) -> forms.Field:
    options: list[tuple[str, Any]] = [(c.code, local(c.label)) for c in question.choices]
    if question.required:
        options += [(NONE_OF_THESE, _("None of these")), (UNKNOWN, _("We do not know yet"))]
    field = forms.MultipleChoiceField(choices=options, widget=forms.CheckboxSelectMultiple, **words)
    field.error_messages["required"] = _("Tick at least one entry, or “None of these”.")
    field.error_messages["invalid_choice"] = _choice_messages()["invalid_choice"]
    return field


def _number(question: ProfileQuestion, words: dict[str, Any], *, whole: bool) -> forms.Field:
    low, high = question.minimum or 0, question.maximum or 1e12
    bounds = {"low": f"{low:.0f}", "high": f"{high:.0f}"}
    message = (
        _("Enter a whole number from %(low)s to %(high)s.")
        if whole
        else _("Enter a number from %(low)s to %(high)s, such as 2.5.")
    ) % bounds
    kind = WholeNumberField if whole else NumberField
    field: forms.Field = kind(
        min_value=low,
        max_value=high,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric" if whole else "decimal", "autocomplete": "off"}
        ),
        **words,
    )
    field.error_messages |= dict.fromkeys(
        ("required", "invalid", "min_value", "max_value"), message
    )
    return field


def _text(question: ProfileQuestion, words: dict[str, Any]) -> forms.Field:
    longest = int(question.maximum or 300)
    field = forms.CharField(max_length=longest, widget=forms.Textarea(attrs={"rows": 2}), **words)
    field.error_messages["max_length"] = _(
        "At most %(limit_value)d characters; you have %(show_value)d."
    )
    return field


def entered(questions: Iterable[ProfileQuestion], cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was entered as the dossier holds it; entries left blank are absent."""
    values = ((question.code, _value(question, cleaned)) for question in questions)
    return {code: value for code, value in values if value is not None}


def _value(question: ProfileQuestion, cleaned: Mapping[str, Any]) -> Any:
    if question.kind == "money":
        parts = {part: cleaned.get(f"{question.code}_{part}") for part, _label in MONEY}
        return {part: value for part, value in parts.items() if value is not None} or None
    value = cleaned.get(question.code)
    if value in (None, "", [], UNKNOWN):
        return None
    match question.kind:
        case "yes_no":
            return value == "yes"
        case "choices":
            return None if UNKNOWN in value else [code for code in value if code != NONE_OF_THESE]
    return value


def initial_of(questions: Iterable[ProfileQuestion], stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return the form's initial values from what is stored."""
    initial: dict[str, Any] = {}
    for question in questions:
        value = stored.get(question.code)
        if value is None:
            continue
        if question.kind == "money":
            initial |= {f"{question.code}_{part}": amount for part, amount in value.items()}
        elif question.kind == "yes_no":
            initial[question.code] = "yes" if value else "no"
        elif question.kind == "choices":
            initial[question.code] = value or [NONE_OF_THESE]
        else:
            initial[question.code] = value
    return initial


def refuse_mixed(form: forms.Form, questions: Iterable[ProfileQuestion]) -> None:
    """Add an error where "none of these" or "we do not know" stands beside a real entry."""
    for question in questions:
        if question.kind != "choices":
            continue
        chosen = set(form.cleaned_data.get(question.code) or ())
        if len(chosen) > 1 and chosen & {NONE_OF_THESE, UNKNOWN}:
            form.add_error(
                question.code,
                _("“None of these” and “We do not know yet” stand alone. Untick the others."),
            )
