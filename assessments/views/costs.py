"""Costs over years: totals, break-evens, footprint, and the figures behind them."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from assessments.engine.dossier import Dossier
from assessments.models import Assessment
from assessments.report.voice import Voice
from assessments.services import calibration, dossiers

from . import cost_choice, figure_rows
from .access import MemberRequest, assessment_for, may_change, wants_fragment
from .cost_cards import cards, without_trials
from .cost_choice import Choice, choice_of
from .results import missing_input
from .steps import steps_of

PAGE = "costs/costs.html"


@require_safe
def costs(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Show the costs; htmx swaps all but the figures behind them."""
    assessment = assessment_for(request, assessment_id)
    dossier = dossiers.of_assessment(assessment)
    missing = missing_input(dossier)
    choice = choice_of(request, assessment.pk, dossier)
    fragment = wants_fragment(request) and not missing
    context: dict[str, Any] = {"assessment": assessment, "missing": missing}
    if not fragment:
        context["steps"] = steps_of(assessment, "results")
    if not missing:
        context |= cost_context(assessment, dossier, choice)
    if fragment:
        return render(request, f"{PAGE}#swapped", {**context, "oob": True})
    if not missing:
        context |= _figures(assessment, context["classes"])
    return render(request, PAGE, context)


def cost_context(assessment: Assessment, dossier: Dossier, choice: Choice) -> dict[str, Any]:
    """Return what the part that is swapped needs."""
    catalogue = calibration.catalogue_for(assessment)
    voice = Voice(catalogue, get_language() or "de")
    return {
        **cards(choice, dossier, voice),
        "assessment": assessment,
        "catalogue": catalogue,
        "dossier": dossier,
        "choice": choice,
        "cases": cost_choice.cases(choice, dossier),
        "horizons": cost_choice.horizons(choice),
        "views": cost_choice.views(choice),
        "plain_url": without_trials(choice),
        "may_write": may_change(assessment),
    }


def _figures(assessment: Assessment, classes: dict[str, str]) -> dict[str, Any]:
    today = max(assessment.as_of, timezone.localdate())
    return {"groups": figure_rows.groups(assessment, today, classes)}
