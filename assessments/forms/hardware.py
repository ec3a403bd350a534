"""What the sizing calculator is asked: model, format, cards, length, people at once."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from assessments.engine.figures import Figures

from .numbers import NumberField, WholeNumberField, write_number
from .profile_fields import local

MOST_CARDS = 64
MOST_TOKENS = 10_000_000  # ten times what any model of the catalogue reads
MOST_PEOPLE = 10_000
TOKENS, PAGES = "tokens", "pages"
SERVER, SINGLE = "server", "single"
# What the calculator starts from: an example of the catalogue, not a recommendation.
EXAMPLE = ("open_onprem", "M")
EXAMPLE_PEOPLE = 4


def _unknown() -> dict[str, Any]:
    text = gettext_lazy("“%(value)s” is not in our list. Choose an entry of the list.")
    return {"invalid_choice": text, "required": gettext_lazy("Choose an entry of the list.")}


def _counted() -> dict[str, Any]:
    return {
        "required": gettext_lazy("Enter a number."),
        "invalid": gettext_lazy("Enter a whole number, for example 4."),
    }


class SizingForm(forms.Form):
    """One question to the calculator. What the address leaves out stands as in the example."""

    model = forms.ChoiceField(label=gettext_lazy("Model"), error_messages=_unknown())
    quantisation = forms.ChoiceField(
        label=gettext_lazy("Format of the weights"),
        help_text=gettext_lazy("Fewer bits need less memory and lose some quality."),
        error_messages=_unknown(),
    )
    gpu = forms.ChoiceField(
        label=gettext_lazy("Graphics card or computer"), error_messages=_unknown()
    )
    count = WholeNumberField(label=gettext_lazy("How many of them"), error_messages=_counted())
    length = NumberField(
        label=gettext_lazy("Length of a conversation"),
        help_text=gettext_lazy("Question, attached documents and answer together."),
        error_messages={
            "required": gettext_lazy("Enter a number."),
            "invalid": gettext_lazy("Enter a number, for example 8000."),
        },
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Counted in"),
        choices=((TOKENS, gettext_lazy("Tokens")), (PAGES, gettext_lazy("Pages"))),
        error_messages=_unknown(),
    )
    people = WholeNumberField(
        label=gettext_lazy("People at the same moment"),
        help_text=gettext_lazy("Not all who use it: only those whose answer is being written."),
        error_messages=_counted(),
    )
    use = forms.ChoiceField(
        label=gettext_lazy("Operation"),
        choices=(
            (SERVER, pgettext_lazy("operation", "Server for several people")),
            (SINGLE, pgettext_lazy("operation", "One person at one computer")),
        ),
        error_messages=_unknown(),
    )

    def __init__(self, given: Mapping[str, Any], figures: Figures) -> None:
        """given: the address's query, plain values; figures: of the catalogue."""
        self.figures = figures
        super().__init__({**example(figures), **given})
        entries = {
            "model": [(code, code) for code in sorted(figures.models, key=str.casefold)],
            "quantisation": [(code, _format_name(code, figures)) for code in figures.quantisations],
            "gpu": [(code, code) for code in sorted(figures.gpus, key=str.casefold)],
        }
        for name, choices in entries.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
        for name in ("count", "length", "people"):
            self.fields[name].widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean_count(self) -> int:
        """A number of cards one operates together."""
        return int(_within(self.cleaned_data["count"], 1, MOST_CARDS))

    def clean_people(self) -> int:
        """Somebody has to ask."""
        return int(_within(self.cleaned_data["people"], 1, MOST_PEOPLE))

    def clean(self) -> dict[str, Any]:
        """What only several entries together tell: the length in tokens, one person alone."""
        cleaned = super().clean() or {}
        if cleaned.get("length") is not None and "unit" in cleaned:
            page = self.figures.value("tokens_per_page")
            each = page if cleaned["unit"] == PAGES else 1.0
            try:
                _within(cleaned["length"], 1, int(MOST_TOKENS / each))
            except forms.ValidationError as error:
                self.add_error("length", error)
            else:
                cleaned["tokens"] = cleaned["length"] * each
        if cleaned.get("use") == SINGLE and cleaned.get("people", 1) > 1:
            self.add_error("people", _("One person means 1. For more choose the server."))
        return cleaned


def example(figures: Figures) -> dict[str, str]:
    """The entries the calculator starts from."""
    found = figures.sets[EXAMPLE]
    language = get_language() or "de"
    return {
        "model": found.model,
        "quantisation": found.quantisation,
        "gpu": found.gpu,
        "count": str(found.gpus),
        "length": write_number(found.context, language),
        "unit": TOKENS,
        "people": str(EXAMPLE_PEOPLE),
        "use": SERVER,
    }


def _within(value: float, least: int, most: int) -> float:
    if least <= value <= most:
        return value
    language = get_language() or "de"
    ends = {"least": write_number(least, language), "most": write_number(most, language)}
    raise forms.ValidationError(_("Enter a number from %(least)s to %(most)s.") % ends)


def _format_name(code: str, figures: Figures) -> str:
    found = figures.quantisations[code]
    bits = write_number(round(found.bits, 2), get_language() or "de")
    return _("%(name)s: %(bits)s bits") % {"name": local(found.label), "bits": bits}
