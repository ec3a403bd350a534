"""What somebody said about importance, and how it fits together, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from assessments.catalogue import load
from assessments.engine.pairs import split, unlinked
from assessments.engine.weighing import AhpConsistency, Judgement, Weighing
from assessments.engine.weights import whole_points
from assessments.forms.importance_pairs import FIGURES
from assessments.models import Method
from assessments.services import weighing
from assessments.templatetags.display import plain

from .seat import PAIR, Seat

SCALE = tuple(range(1, 10))
PROPOSAL = "vorschlag"  # query key of a pair's page: a figure that is filled in, not stored


@dataclass(frozen=True, slots=True)
class Doubt:
    """The comparison that fits the others least. url: where to look at it again."""

    subject: str
    said: str
    fits: str
    url: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The weights of some values, criterion → whole percent, and what to know about them.

    weights: empty as long as the values are too few; todo: then says what is missing.
    """

    weights: tuple[tuple[str, int], ...]
    todo: str
    remarks: tuple[str, ...]
    doubt: Doubt | None
    is_saved: bool

    @property
    def largest(self) -> int:
        """The largest weight: its bar is full."""
        return max((percent for _, percent in self.weights), default=1)


def short(code: str) -> str:
    """The short name of a criterion."""
    return load().criteria[code].short.in_language(get_language() or "de")


def summary(seat: Seat, values: Mapping[str, Any], *, is_saved: bool) -> Summary:
    """Weigh these values with the engine and put what it says into words."""
    found = weighing.weighed(seat.method, values) if values else None
    if found is None:
        return Summary((), _todo(seat.method, values), (), None, is_saved)
    percents = whole_points(found.weights)
    return Summary(
        tuple((short(code), percent) for code, percent in percents.items()),
        "",
        tuple(_remarks(found)),
        _doubt(seat, found),
        is_saved,
    )


def _todo(method: Method, values: Mapping[str, Any]) -> str:
    if method != Method.AHP:
        return _("Nothing is saved yet.")
    codes = tuple(load().criteria)
    apart = len(unlinked(tuple(values), codes)) if values else len(codes) - 1
    return ngettext(
        "%(n)d more comparison, then the first weights stand here.",
        "%(n)d more comparisons, then the first weights stand here.",
        apart,
    ) % {"n": apart}


def _remarks(found: Weighing) -> list[str]:
    remarks = []
    if "equal_weights" in found.warnings:
        remarks.append(_("All criteria count the same."))
    unheeded = [short(code) for code, weight in found.weights.items() if not weight]
    if unheeded:
        remarks.append(_("Counts nothing: %(names)s.") % {"names": ", ".join(unheeded)})
    if found.consistency and "inconsistent" not in found.warnings:
        remarks.append(_("Your comparisons fit together well."))
    if isinstance(found.consistency, AhpConsistency) and found.consistency.completed:
        left = len(found.consistency.completed)
        remarks.append(
            ngettext(
                "%(n)d comparison is open. You may stop here; it would make the weights finer.",
                "%(n)d comparisons are open. You may stop here; more make the weights finer.",
                left,
            )
            % {"n": left}
        )
    return remarks


def _doubt(seat: Seat, found: Weighing) -> Doubt | None:
    """Point at one comparison, if the whole does not hold together; never more than a hint."""
    judgement = found.worst
    if "inconsistent" not in found.warnings or judgement is None:
        return None
    fits = _closest(judgement)
    first, second = short(judgement.first), short(judgement.second)
    if seat.method == Method.AHP:
        pair = f"{judgement.first}-{judgement.second}"
        url = seat.url(**{PAIR: pair, PROPOSAL: f"{fits:.4g}"})
    else:
        against_best = judgement.first == seat_best(seat)
        field = f"best_{judgement.second}" if against_best else f"worst_{judgement.first}"
        url = f"#id_{field}"
    return Doubt(
        _("%(first)s compared with %(second)s") % {"first": first, "second": second},
        compared(judgement.first, judgement.second, judgement.given),
        compared(judgement.first, judgement.second, fits),
        url,
    )


def seat_best(seat: Seat) -> str:
    """The most valuable step this person named, if any."""
    return str(seat.stored.values.get("best", "")) if seat.stored else ""


def _closest(judgement: Judgement) -> float:
    """The proposal as people can say it: a whole figure 1 … 9, or 1 through one."""
    wanted = judgement.proposed
    if wanted >= 1:
        return min(SCALE, key=lambda figure: abs(figure - wanted))
    return 1 / min(SCALE, key=lambda figure: abs(figure - 1 / wanted))


def compared(first: str, second: str, figure: float) -> str:
    """Say how many times as much one criterion matters as another."""
    if figure < 1:
        first, second, figure = second, first, 1 / figure
    rounded = round(figure)
    if abs(figure - 1) < 0.005:
        return _("both equally important")
    whole = abs(figure / rounded - 1) < 0.02
    times = plain(rounded if whole else round(figure, 1))
    return _("%(name)s %(times)s times as important") % {"name": short(first), "times": times}


def said(method: Method, values: Mapping[str, Any]) -> dict[str, str]:
    """What these values say, line by line: label → words."""
    if method == Method.BEST_WORST:
        return _said_best_worst(values)
    if method == Method.AHP:
        return {
            _("%(first)s and %(second)s") % {"first": short(one), "second": short(other)}: words
            for (one, other), words in (
                (split(pair), compared(*split(pair), figure)) for pair, figure in values.items()
            )
        }
    codes = [code for code in load().criteria if code in values]
    if method == Method.RANK:
        return {short(code): _("place %(n)s") % {"n": plain(values[code])} for code in codes}
    return {short(code): plain(values[code]) for code in codes}


def _said_best_worst(values: Mapping[str, Any]) -> dict[str, str]:
    best, worst = values["best"], values["worst"]
    lines = {_("Most valuable step"): short(best), _("Least valuable step"): short(worst)}
    for code, figure in values["best_to_others"].items():
        lines[f"{short(best)} – {short(code)}"] = _figure(figure)
    for code, figure in values["others_to_worst"].items():
        lines[f"{short(code)} – {short(worst)}"] = _figure(figure)
    return lines


def _figure(figure: float) -> str:
    return str(FIGURES[int(figure)]) if figure in FIGURES else plain(figure)


def both(
    method: Method, mine: Mapping[str, Any], stored: Mapping[str, Any]
) -> list[tuple[str, str, str]]:
    """(label, mine, stored) of everything either says."""
    ours, theirs = said(method, mine), said(method, stored)
    return [(label, ours.get(label, "–"), theirs.get(label, "–")) for label in {**ours, **theirs}]
