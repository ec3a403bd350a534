"""A figure for every criterion: 100 points, sliders 0 to 10, or swings up to 100."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from assessments.catalogue import Catalogue
from assessments.models import Importance, Method

from .numbers import NumberField, WholeNumberField

TOTAL = 100
HIGHEST_RATING, START_RATING = 10, 5
FULL_SWING = 100


class ImportanceForm(forms.Form):
    """What every method needs: the version the form began from, and values to store.

    stored: what the fields begin with; values: in its place, without being stored.
    """

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        catalogue: Catalogue,
        data: Any = None,
        *,
        stored: Importance | None = None,
        values: Mapping[str, Any] | None = None,
    ):
        self.catalogue = catalogue
        self.codes = tuple(catalogue.criteria)
        shown = values or (stored.values if stored else {})
        version = stored.version if stored else 0
        super().__init__(data, initial={**self.beginning(shown), "version": version})

    def beginning(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """What the fields show for these values, by field name."""
        return dict(values)

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned values as the method stores them."""
        raise NotImplementedError

    @property
    def replaces(self) -> int:
        """The version to replace: after a conflict the one the person saw and chose to replace."""
        keep = str(self.data.get("keep", ""))
        return int(keep) if keep.isdecimal() else self.cleaned_data["version"] or 0


class _FigureForm(ImportanceForm):
    """One field per criterion, named by its code."""

    def __init__(self, catalogue: Catalogue, data: Any = None, **begin: Any):
        super().__init__(catalogue, data, **begin)
        language = get_language() or "de"
        for code, criterion in catalogue.criteria.items():
            self.fields[code] = self.figure(label=criterion.label.in_language(language))

    def figure(self, *, label: str) -> forms.Field:
        """The field of one criterion."""
        raise NotImplementedError

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned figures by criterion code; a blank one is 0."""
        return {code: self.cleaned_data.get(code) or 0 for code in self.codes}


def _one_message(message: Any, *names: str) -> dict[str, Any]:
    return dict.fromkeys(("invalid", "min_value", "max_value", *names), message)


class PointsForm(_FigureForm):
    """One whole number per criterion, blank = 0; together exactly 100."""

    def figure(self, *, label: str) -> forms.Field:
        """Whole points from 0 to 100."""
        return WholeNumberField(
            required=False,
            label=label,
            min_value=0,
            max_value=TOTAL,
            error_messages=_one_message(_("Enter a whole number from 0 to 100.")),
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a sum other than 100, saying how many points to add or remove."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        rest = TOTAL - sum(cleaned.get(code) or 0 for code in self.codes)
        if rest > 0:
            text = ngettext("Give out %(rest)d more point.", "Give out %(rest)d more points.", rest)
            self.add_error(None, text % {"rest": rest})
        elif rest < 0:
            text = ngettext("Take away %(over)d point.", "Take away %(over)d points.", -rest)
            self.add_error(None, text % {"over": -rest})
        return cleaned

    @property
    def sum_shown(self) -> int:
        """The sum of what the fields show now; what is no number counts as 0."""
        return sum(self._shown(code) for code in self.codes)

    def _shown(self, code: str) -> int:
        written = str(self[code].value() or 0).strip()
        return int(written) if written.isdecimal() else 0


class RatingForm(_FigureForm):
    """A slider from 0 to 10 for every criterion; one must be above 0."""

    def beginning(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """All sliders start in the middle."""
        return dict.fromkeys(self.codes, START_RATING) | dict(values)

    def figure(self, *, label: str) -> forms.Field:
        """A number from 0 to 10."""
        return NumberField(
            label=label,
            min_value=0,
            max_value=HIGHEST_RATING,
            error_messages=_one_message(_("Choose a number from 0 to 10."), "required"),
        )

    def clean(self) -> dict[str, Any]:
        """Refuse sliders that are all at 0."""
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.get(code) for code in self.codes):
            self.add_error(None, _("Move at least one slider above 0."))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned figures, 7.0 stored as 7."""
        return {code: _plain(self.cleaned_data[code]) for code in self.codes}


class SwingForm(_FigureForm):
    """The most valuable step is 100, every other a figure beside it."""

    top = forms.ChoiceField(
        label=_("The step that helps you most"),
        error_messages={
            "required": _("Choose the step that helps you most."),
            "invalid_choice": _("Choose the step that helps you most."),
        },
    )

    def __init__(self, catalogue: Catalogue, data: Any = None, **begin: Any):
        super().__init__(catalogue, data, **begin)
        top = self.fields["top"]
        assert isinstance(top, forms.ChoiceField)
        language = get_language() or "de"
        top.choices = [(c, k.label.in_language(language)) for c, k in catalogue.criteria.items()]

    def beginning(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The first of the highest is the most valuable step."""
        top = max(values, key=lambda code: values[code]) if values else ""
        return {**values, "top": top}

    def figure(self, *, label: str) -> forms.Field:
        """A number from 0 to 100."""
        return NumberField(
            required=False,
            label=label,
            min_value=0,
            max_value=FULL_SWING,
            error_messages=_one_message(_("Enter a number from 0 to 100.")),
        )

    def clean(self) -> dict[str, Any]:
        """Take the most valuable step for 100; ask for every other figure."""
        cleaned = super().clean() or {}
        for code in self.codes:
            blank = code not in self.errors and cleaned.get(code) is None
            if blank and code != cleaned.get("top"):
                self.add_error(code, _("Enter a number from 0 to 100."))
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """The cleaned figures with 100 for the most valuable step."""
        figures = {code: _plain(self.cleaned_data[code] or 0) for code in self.codes}
        return figures | {self.cleaned_data["top"]: FULL_SWING}

    @property
    def top_shown(self) -> str:
        """The most valuable step the page shows now."""
        return str(self["top"].value() or "")


def _plain(figure: float) -> float:
    return int(figure) if float(figure).is_integer() else figure


FIGURE_FORMS: dict[Method, type[ImportanceForm]] = {
    Method.POINTS: PointsForm,
    Method.RATING: RatingForm,
    Method.SWING: SwingForm,
}
