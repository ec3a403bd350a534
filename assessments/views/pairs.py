"""Pairs: one comparison on each screen, and an overview of all."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from assessments.catalogue import load
from assessments.catalogue.entries import Criterion
from assessments.forms.importance_pairs import EQUAL, FIRST, SECOND, PairForm
from assessments.services import weighing
from assessments.services.weighing import StaleImportanceError

from . import statements
from .access import MemberRequest
from .seat import PAIR, Seat, frame
from .statements import PROPOSAL

PAGE = "importance/pairs.html"
ALL = "alle"  # instead of a pair: the overview


@dataclass(frozen=True, slots=True)
class Pair:
    """Two criteria in the order they are shown. figure: first over second, None = open."""

    first: Criterion
    second: Criterion
    figure: float | None
    url: str
    number: int

    @property
    def words(self) -> str:
        """What was said, or nothing."""
        if self.figure is None:
            return ""
        return statements.compared(self.first.code, self.second.code, self.figure)


def page(request: MemberRequest, seat: Seat) -> HttpResponse:
    """Show one pair or the overview; save one pair."""
    asked = _pairs(seat)
    here = _here(request.GET.get(PAIR, ""), asked)
    if here is None:
        return render(request, PAGE, _context(request, seat, asked, None))
    proposal = _proposal(request, here)
    if request.method == "GET":
        form = PairForm(before=here.figure, shown=proposal)
        context = _context(request, seat, asked, here)
        return render(request, PAGE, {**context, **_asked(here, form), "proposal": proposal})
    form = PairForm(request.POST, before=here.figure)
    if not form.is_valid():
        context = {**_context(request, seat, asked, here), **_asked(here, form)}
        return render(request, PAGE, {**context, "has_errors": True}, status=422)
    return _save(request, seat, asked, here, form)


def _pairs(seat: Seat) -> list[Pair]:
    values = seat.stored.values if seat.stored else {}
    criteria = load().criteria
    return [
        Pair(
            criteria[first],
            criteria[second],
            weighing.pair_figure(values, first, second),
            seat.url(**{PAIR: f"{first}-{second}"}),
            number,
        )
        for number, (first, second) in enumerate(weighing.pairs_in_order(), start=1)
    ]


def _here(wanted: str, asked: list[Pair]) -> Pair | None:
    """The pair somebody wants, the first open one if nothing is said; None: the overview."""
    if wanted == ALL:
        return None
    if not wanted:
        return next((pair for pair in asked if pair.figure is None), None)
    codes = set(wanted.split("-"))
    found = next((pair for pair in asked if {pair.first.code, pair.second.code} == codes), None)
    if found is None:
        raise Http404
    return found


def _proposal(request: MemberRequest, here: Pair) -> float | None:
    """The figure to fill in, first over second as they are shown here."""
    try:
        figure = float(request.GET.get(PROPOSAL, ""))
    except ValueError:
        return None
    if not 1 / 9.5 <= figure <= 9:
        return None
    named_first = request.GET.get(PAIR, "").split("-")[0]
    return figure if named_first == here.first.code else 1 / figure


def _save(
    request: MemberRequest, seat: Seat, asked: list[Pair], here: Pair, form: PairForm
) -> HttpResponse:
    first, second = here.first.code, here.second.code
    keep = request.POST.get("keep", "")
    before = _number(keep) if keep else form.cleaned_data["before"]
    winner, other = (second, first) if form.second_wins else (first, second)
    if form.second_wins and before:
        before = 1 / before
    try:
        weighing.save_pair(seat.who, winner, other, form.figure, before=before)
    except StaleImportanceError as conflict:
        now = weighing.pair_figure(conflict.stored.values, first, second)
        context = {
            **_context(request, seat, asked, here),
            **_asked(here, form),
            "both": _both(here, winner, other, form.figure, now),
            "keep": "none" if now is None else repr(float(now)),
            "has_errors": True,
        }
        return render(request, PAGE, context, status=409)
    following = _next(asked, here)
    if following is None:
        messages.success(request, _("All pairs are compared."))
    target = following.url if following else seat.url(**{PAIR: ALL})
    return redirect(seat.url(**{PAIR: ALL}) if request.POST.get("stop") else target)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _both(
    here: Pair, winner: str, other: str, figure: float, now: float | None
) -> list[tuple[str, str, str]]:
    """The refused comparison and the stored one in words."""
    first, second = here.first.code, here.second.code
    label = f"{statements.short(first)} – {statements.short(second)}"
    stored = statements.compared(first, second, now) if now else "–"
    return [(label, statements.compared(winner, other, figure), stored)]


def _next(asked: list[Pair], here: Pair) -> Pair | None:
    """The next open pair after this one, or from the start."""
    later = [*asked[here.number :], *asked[: here.number - 1]]
    return next((pair for pair in later if pair.figure is None), None)


def _context(
    request: MemberRequest, seat: Seat, asked: list[Pair], here: Pair | None
) -> dict[str, Any]:
    stored = seat.stored.values if seat.stored else {}
    done = sum(pair.figure is not None for pair in asked)
    following = _next(asked, here) if here else None
    return {
        **frame(request, seat),
        "summary": statements.summary(seat, stored, is_saved=True),
        "pairs": asked,
        "here": here,
        "done": done,
        "percent": 100 * done // len(asked),
        "first_open": next((pair for pair in asked if pair.figure is None), None),
        "skip": following.url if following else None,
        "overview": seat.url(**{PAIR: ALL}),
    }


def _asked(here: Pair, form: PairForm) -> dict[str, Any]:
    """The form with the three answers in words."""
    sides = [
        (FIRST, statements.short(here.first.code)),
        (EQUAL, _("equally important")),
        (SECOND, statements.short(here.second.code)),
    ]
    return {"form": form, "sides": sides}
