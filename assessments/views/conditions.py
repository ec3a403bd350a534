"""Clear up the conditions: what must be in place for each way, and what that changes at once."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.catalogue import load
from assessments.engine.positions import Position, positions
from assessments.forms.safeguard import SafeguardForm
from assessments.models import Assessment, Safeguard
from assessments.report.sentences import safeguards as sentences
from assessments.report.sentences.safeguards import Standing
from assessments.report.voice import Voice
from assessments.services import calibration, dossiers, safeguards
from assessments.services.safeguards import Place, StaleSafeguardError

from . import condition_rows
from .access import MemberRequest, assessment_for, may_change, wants_fragment
from .condition_rows import Row
from .results import missing_input
from .steps import steps_of

PAGE = "conditions/conditions.html"
SAVED = "conditions/_saved.html"
ROW = "conditions/_row.html"


@require_safe
def conditions(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Show every condition that holds, or may hold, with its ways."""
    assessment = assessment_for(request, assessment_id)
    return render(request, PAGE, _page(assessment))


@require_http_methods(["GET", "POST"])
def condition(request: MemberRequest, assessment_id: int, rule: str, option: str) -> HttpResponse:
    """Keep what is said about one condition for one way; say what that changes."""
    assessment = assessment_for(request, assessment_id)
    place = (rule, option)
    dossier, judged = dossiers.of_assessment(assessment), calibration.catalogue_for(assessment)
    before = () if missing_input(dossier) else positions(dossier, judged)
    if not condition_rows.concerned(place, before):
        raise Http404
    if request.method == "GET":
        return redirect(_address(assessment, place))
    form = SafeguardForm(request.POST, name=condition_rows.row_key(place))
    if not form.is_valid():
        return _refused(request, assessment, place, before, form, status=422)
    version = form.cleaned_data["version"]
    try:
        stored = safeguards.record(assessment, place, form.said, version=version, user=request.user)
    except StaleSafeguardError as error:
        return _stale(request, assessment, place, before, form, error.stored)
    now = replace(dossier, confirmed=safeguards.confirmed(assessment))
    standings = sentences.standings(positions(now, judged), now.confirmed, _voice(), before)
    row = condition_rows.row(place, before, stored)
    return _saved(request, assessment, row, standings)


def _page(assessment: Assessment) -> dict[str, Any]:
    dossier = dossiers.of_assessment(assessment)
    context: dict[str, Any] = {
        "assessment": assessment,
        "missing": missing_input(dossier),
        "steps": steps_of(assessment, "results"),
        "may_write": may_change(assessment),
    }
    if context["missing"]:
        return context
    found = positions(dossier, calibration.catalogue_for(assessment))
    stored = safeguards.of_assessment(assessment)
    cards = condition_rows.cards(assessment, found, stored, timezone.localdate())
    return context | {
        "cards": cards,
        "open": sum(card.open for card in cards),
        "standings": sentences.standings(found, dossier.confirmed, _voice()),
        "switched_off": dossier.switched_off,
    }


def _saved(
    request: MemberRequest, assessment: Assessment, row: Row, standings: Sequence[Standing]
) -> HttpResponse:
    """The row with what its save changed; without htmx the page, at that row."""
    words = sentences.outcome(standings, _voice())
    if not wants_fragment(request):
        messages.success(request, words)
        return redirect(_address(assessment, (row.rule.id, row.option.code)))
    context = {"assessment": assessment, "row": row, "standings": standings, "outcome": words}
    return render(request, SAVED, context | {"may_write": True, "swapped": True})


def _stale(
    request: MemberRequest,
    assessment: Assessment,
    place: Place,
    before: Sequence[Position],
    form: SafeguardForm,
    stored: Safeguard,
) -> HttpResponse:
    """Somebody was quicker: both are shown, and saving again puts in what was sent here."""
    form.add_error("state", _("Meanwhile this was changed. Save again to put in yours."))
    seen: QueryDict = form.data.copy()  # type: ignore[attr-defined]
    seen["version"] = str(stored.version)
    form.data = seen
    return _refused(request, assessment, place, before, form, status=409, stored=stored)


def _refused(
    request: MemberRequest,
    assessment: Assessment,
    place: Place,
    before: Sequence[Position],
    form: SafeguardForm,
    *,
    status: int,
    stored: Safeguard | None = None,
) -> HttpResponse:
    """The row as it was sent, with what is wrong; stored: what stands there now instead."""
    told = stored or safeguards.of_assessment(assessment).get(place)
    row = condition_rows.row(place, before, told, form)
    context = {"assessment": assessment, "row": row, "may_write": True, "stale": stored}
    if wants_fragment(request):
        return render(request, ROW, context | {"swapped": True}, status=status)
    page = _page(assessment)
    page |= {"refused": row, "stale": stored, "form": form}
    return render(request, PAGE, page, status=status)


def _address(assessment: Assessment, place: Place) -> str:
    return f"{reverse('conditions', args=[assessment.pk])}#{condition_rows.row_key(place)}"


def _voice() -> Voice:
    return Voice(load(), get_language() or "de")
