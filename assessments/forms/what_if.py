"""Seven amounts out of an address or a form, in the catalogue's order of criteria."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

MOST = 100
DIGITS = len(str(MOST))


class WrongWeightsError(ValueError):
    """The amounts cannot be reckoned with; the text says what is needed instead."""


def read_points(given: Sequence[str], count: int) -> tuple[int, ...] | None:
    """Return the amounts, or None where none are given.

    given: either one text "20,15,…" or one text per criterion. Raises WrongWeightsError where
    they are not `count` whole numbers from 0 to 100, or all of them 0.
    """
    if not given:
        return None
    parts = given[0].split(",") if len(given) == 1 else list(given)
    if len(parts) != count or not all(map(_is_amount, parts)):
        raise WrongWeightsError(
            _("These weights cannot be used. Seven whole numbers from 0 to 100 are needed.")
        )
    points = tuple(map(int, parts))
    if not any(points):
        raise WrongWeightsError(_("Move at least one slider above 0."))
    return points


def _is_amount(part: str) -> bool:
    # isdigit alone takes "²" and the digits of other scripts
    return part.isascii() and part.isdigit() and len(part) <= DIGITS and int(part) <= MOST


class ScenarioForm(forms.Form):
    """The name under which weights are kept."""

    name = forms.CharField(
        max_length=80,
        label=_("Name of the scenario"),
        error_messages={
            "required": _("Enter a name for the scenario."),
            "max_length": _("At most %(limit_value)d characters; you have %(show_value)d."),
        },
    )
