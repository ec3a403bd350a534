"""100 points over the seven criteria, and the version they began from."""

from typing import Any

from django import forms
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from assessments.catalogue import Catalogue
from assessments.models import Importance

from .numbers import WholeNumberField

TOTAL = 100


class ImportanceForm(forms.Form):
    """One whole number per criterion, blank = 0; together exactly 100.

    points: what the fields show before anything is sent, by criterion code.
    """

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        catalogue: Catalogue,
        data: Any = None,
        *,
        stored: Importance | None = None,
        points: dict[str, int] | None = None,
    ):
        shown = points or (stored.points if stored else {})
        super().__init__(data, initial={**shown, "version": stored.version if stored else 0})
        self.codes = tuple(catalogue.criteria)
        message = _("Enter a whole number from 0 to 100.")
        language = get_language() or "de"
        for code, criterion in catalogue.criteria.items():
            self.fields[code] = WholeNumberField(
                required=False,
                label=criterion.label.in_language(language),
                min_value=0,
                max_value=TOTAL,
                error_messages={"invalid": message, "min_value": message, "max_value": message},
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
    def points(self) -> dict[str, int]:
        """The cleaned points by criterion code."""
        return {code: self.cleaned_data.get(code) or 0 for code in self.codes}

    @property
    def replaces(self) -> int:
        """The version to replace: after a conflict the one the person saw and chose to replace."""
        keep = str(self.data.get("keep", ""))
        return int(keep) if keep.isdecimal() else self.cleaned_data["version"] or 0

    @property
    def sum_shown(self) -> int:
        """The sum of what the fields show now; what is no number counts as 0."""
        return sum(self._shown(code) for code in self.codes)

    def _shown(self, code: str) -> int:
        written = str(self[code].value() or 0).strip()
        return int(written) if written.isdecimal() else 0
