"""Comparisons of two criteria: one pair, or all against the best and the worst."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from assessments.catalogue import Catalogue

from .importance import ImportanceForm

FIRST, EQUAL, SECOND = "first", "equal", "second"
STRENGTHS = {
    2: _("a little: twice as much"),
    3: _("somewhat: three times as much"),
    5: _("clearly: five times as much"),
    7: _("very much: seven times as much"),
    9: _("by far: nine times as much"),
}
FIGURES = {
    1: _("1 – just as much"),
    2: _("2 – a little more"),
    3: _("3 – somewhat more"),
    4: _("4 – between 3 and 5"),
    5: _("5 – clearly more"),
    6: _("6 – between 5 and 7"),
    7: _("7 – very much more"),
    8: _("8 – between 7 and 9"),
    9: _("9 – by far more"),
}


def _written(figure: float) -> str:
    """A figure as the value of a choice."""
    return f"{figure:.6g}"


class PairForm(forms.Form):
    """Which of two criteria matters more, and how much more.

    before: the figure the page was made with, first over second ("" = none). shown: in place
    of it, such as a proposal, without being stored.
    """

    more = forms.ChoiceField(
        label=_("Which step is more important?"),
        choices=[(FIRST, ""), (EQUAL, ""), (SECOND, "")],
        error_messages={"required": _("Choose one side, or “equally important”.")},
    )
    strength = forms.ChoiceField(label=_("How much more important?"), required=False)
    before = forms.FloatField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(
        self, data: Any = None, *, before: float | None = None, shown: float | None = None
    ):
        figure = before if shown is None else shown
        super().__init__(data, initial={"before": before, **_beginning(figure)})
        strength = self.fields["strength"]
        assert isinstance(strength, forms.ChoiceField)
        strength.choices = self._choices(figure)

    def _choices(self, figure: float | None) -> list[tuple[str, Any]]:
        """The five words, and a figure between them where one is stored or proposed."""
        wanted = _beginning(figure).get("strength", "")
        known: dict[str, Any] = {_written(number): words for number, words in STRENGTHS.items()}
        sent = str(self.data.get("strength", "")) if self.is_bound else wanted
        if sent and sent not in known and _is_strength(sent):
            known[sent] = _("%(figure)s times as much") % {"figure": sent}
        return sorted(known.items(), key=lambda choice: float(choice[0]))

    def clean(self) -> dict[str, Any]:
        """Ask how much where one side was chosen."""
        cleaned = super().clean() or {}
        one_side = cleaned.get("more") in (FIRST, SECOND)
        if one_side and not cleaned.get("strength") and "strength" not in self.errors:
            self.add_error("strength", _("Choose how much more important it is."))
        return cleaned

    @property
    def figure(self) -> float:
        """How many times as much the more important one matters, 1 … 9."""
        if self.cleaned_data["more"] == EQUAL:
            return 1
        figure = float(self.cleaned_data["strength"])
        return int(figure) if figure.is_integer() else figure

    @property
    def second_wins(self) -> bool:
        """True where the second criterion matters more."""
        return bool(self.cleaned_data["more"] == SECOND)


def _beginning(figure: float | None) -> dict[str, str]:
    if figure is None:
        return {}
    if abs(figure - 1) < 0.005:
        return {"more": EQUAL}
    strength = _nearly_whole(figure if figure > 1 else 1 / figure)
    return {"more": FIRST if figure > 1 else SECOND, "strength": _written(strength)}


def _nearly_whole(figure: float) -> float:
    """0.33 is the mirror of 3: within the tolerance for mirrors a whole number is meant."""
    whole = round(figure)
    return whole if abs(figure / whole - 1) < 0.02 else round(figure, 2)


def _is_strength(written: str) -> bool:
    try:
        return 1 < float(written) <= 9
    except ValueError:
        return False


class BestWorstForm(ImportanceForm):
    """The best against every other criterion, every other against the worst.

    best, worst: two different criteria, chosen before.
    """

    def __init__(
        self, catalogue: Catalogue, data: Any = None, *, best: str, worst: str, **begin: Any
    ):
        self.best, self.worst = best, worst
        super().__init__(catalogue, data, **begin)
        self.middle = [code for code in self.codes if code not in (best, worst)]
        labels = {
            code: criterion.label.in_language(get_language() or "de")
            for code, criterion in catalogue.criteria.items()
        }
        for code in (*self.middle, worst):
            self._ask(f"best_{code}", f"{labels[best]} – {labels[code]}")
        for code in self.middle:
            self._ask(f"worst_{code}", f"{labels[code]} – {labels[worst]}")

    def _ask(self, name: str, label: str) -> None:
        message = _("Choose one of the answers.")
        choices = {_written(number): words for number, words in FIGURES.items()}
        between = self.initial.get(name)
        if between and between not in choices:
            choices[between] = between
        self.fields[name] = forms.ChoiceField(
            label=label,
            choices=[("", _("Please choose")), *choices.items()],
            error_messages={"required": message, "invalid_choice": message},
        )

    def beginning(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What was said against the same best or the same worst stays."""
        begin: dict[str, str] = {}
        if values.get("best") == self.best:
            figures = values.get("best_to_others", {})
            begin |= {f"best_{code}": _written(figure) for code, figure in figures.items()}
        if values.get("worst") == self.worst:
            figures = values.get("others_to_worst", {})
            begin |= {f"worst_{code}": _written(figure) for code, figure in figures.items()}
        return begin

    @property
    def values(self) -> dict[str, Any]:
        """As the engine reads it, see `engine.weighing.weigh`."""
        return {
            "best": self.best,
            "worst": self.worst,
            "best_to_others": {c: self._said(f"best_{c}") for c in (*self.middle, self.worst)},
            "others_to_worst": {c: self._said(f"worst_{c}") for c in self.middle},
        }

    def _said(self, name: str) -> float:
        figure = float(self.cleaned_data[name])
        return int(figure) if figure.is_integer() else figure


class EndsForm(forms.Form):
    """The most and the least valuable step; two different ones."""

    def __init__(self, catalogue: Catalogue, data: Any = None, *, begin: Mapping[str, Any]):
        ends = {"beste": begin.get("best"), "geringste": begin.get("worst")}
        super().__init__(data, initial=ends)
        language = get_language() or "de"
        choices = [(c, k.label.in_language(language)) for c, k in catalogue.criteria.items()]
        for name, label, message in (
            ("beste", _("Most valuable step"), _("Choose the most valuable step.")),
            ("geringste", _("Least valuable step"), _("Choose the least valuable step.")),
        ):
            self.fields[name] = forms.ChoiceField(
                label=label,
                choices=choices,
                error_messages={"required": message, "invalid_choice": message},
            )

    def clean(self) -> dict[str, Any]:
        """Refuse the same step for both."""
        cleaned = super().clean() or {}
        if cleaned.get("beste") and cleaned.get("beste") == cleaned.get("geringste"):
            self.add_error("geringste", _("Choose another step than the most valuable one."))
        return cleaned

    @property
    def ends(self) -> dict[str, str]:
        """The two cleaned codes as the form of the comparisons takes them."""
        return {"best": self.cleaned_data["beste"], "worst": self.cleaned_data["geringste"]}
