"""An own starting level or an own effect, with the reason it differs from the catalogue."""

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from assessments.services.calibration import Given

from .numbers import write_number

HALVES = [half / 2 for half in range(9)]  # 0 … 4
POINTS = range(-2, 3)
SHORTEST, LONGEST = 10, 400


def write_value(given: Given, language: str) -> str:
    """Write a value as people read it: "2,5 (1–3)" or "+1"."""
    if given.points is not None:
        return _signed(given.points)
    level, low, high = (
        write_number(v or 0, language) for v in (given.level, given.low, given.high)
    )
    return f"{level} ({low}–{high})"


def _signed(points: int) -> str:
    return f"+{points}" if points > 0 else f"−{-points}" if points < 0 else "0"


def _levels() -> list[tuple[str, str]]:
    language = get_language() or "de"
    return [(f"{level:g}", write_number(level, language)) for level in HALVES]


def _points() -> list[tuple[str, str]]:
    """With a sign: +2, 0, −1."""
    return [(str(points), _signed(points)) for points in POINTS]


def _level_field(label: Any) -> forms.TypedChoiceField:
    wanted = gettext_lazy("Choose a level from 0 to 4.")
    return forms.TypedChoiceField(
        label=label,
        choices=_levels,
        coerce=float,
        error_messages={"required": wanted, "invalid_choice": wanted},
    )


class _ReasonForm(forms.Form):
    """What both kinds have: the reason, and the version the person had before their eyes.

    trial: nothing is stored, so that a reason may still be missing.
    """

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("It stands in every report beside your value."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Say why, in at least ten characters."),
            "max_length": gettext_lazy(
                "At most %(limit_value)d characters; you have %(show_value)d."
            ),
        },
    )
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args: Any, trial: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.trial = trial
        self.fields["reason"].required = not trial

    def clean_reason(self) -> str:
        """The reason in one line."""
        reason = " ".join(str(self.cleaned_data["reason"]).split())
        if not self.trial and len(reason) < SHORTEST:
            raise forms.ValidationError(_("Say why, in at least ten characters."))
        return reason


class LevelForm(_ReasonForm):
    """A starting level with its band."""

    level = _level_field(gettext_lazy("Level"))
    low = _level_field(gettext_lazy("Band from"))
    high = _level_field(gettext_lazy("Band to"))
    field_order = ("level", "low", "high", "reason")

    def clean(self) -> dict[str, Any]:
        """The level must lie within its band."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        level, low, high = (cleaned.get(name) for name in ("level", "low", "high"))
        if None not in (level, low) and low > level:  # type: ignore[operator]
            self.add_error("low", _("The band must not begin above the level."))
        if None not in (level, high) and high < level:  # type: ignore[operator]
            self.add_error("high", _("The band must not end below the level."))
        return cleaned

    @staticmethod
    def shown(given: Given) -> dict[str, Any]:
        """The fields for a value."""
        return {name: f"{getattr(given, name):g}" for name in ("level", "low", "high")}

    def given(self) -> Given:
        """The value; valid forms only."""
        cleaned = self.cleaned_data
        return Given(cleaned["reason"], cleaned["level"], cleaned["low"], cleaned["high"])


class EffectForm(_ReasonForm):
    """The points one answer gives one way."""

    points = forms.TypedChoiceField(
        label=gettext_lazy("Points"),
        choices=_points,
        coerce=int,
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), gettext_lazy("Choose points from −2 to +2.")
        ),
    )
    field_order = ("points", "reason")

    @staticmethod
    def shown(given: Given) -> dict[str, Any]:
        """The fields for a value."""
        return {"points": given.points}

    def given(self) -> Given:
        """The value; valid forms only."""
        return Given(self.cleaned_data["reason"], points=self.cleaned_data["points"])
