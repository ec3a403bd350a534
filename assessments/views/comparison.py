"""What has changed between two results of a company, cause by cause."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from assessments.models import Answer, Assessment
from assessments.report import compared as report
from assessments.report.voice import Voice
from assessments.services import calibration, comparisons, dossiers, evaluations, remeasuring
from assessments.services.comparisons import Moment, Side

from .access import MemberRequest, assessment_for, may_change
from .results import missing_input
from .steps import steps_of

PAGE = "comparison/comparison.html"
FROM, TO = "von", "bis"  # query keys


@dataclass(frozen=True, slots=True)
class Pick:
    """One entry of a chooser."""

    moment: Moment
    current: bool


@require_safe
def comparison(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Show what has changed between two results; unless chosen, from before to now."""
    assessment = assessment_for(request, assessment_id)
    dossier = dossiers.of_assessment(assessment)
    missing = missing_input(dossier)
    if not missing:  # the newest result is that of what is answered now
        judged = calibration.catalogue_for(assessment)
        evaluations.evaluate(assessment, dossier, judged)
    found = comparisons.moments(request.user, assessment.company_id)
    before, after = _chosen(request, assessment, found)
    answers = list(Answer.objects.of_record(assessment))
    context: dict[str, Any] = {
        "assessment": assessment,
        "missing": missing,
        "unchecked": remeasuring.unchecked(assessment, answers),
        "may_write": may_change(assessment),
        "steps": steps_of(assessment, "results", answers),
    }
    if before is not None and after is not None:
        context |= _compared(request, before, after, found)
    return render(request, PAGE, context)


def _chosen(
    request: MemberRequest, assessment: Assessment, found: tuple[Moment, ...]
) -> tuple[Moment | None, Moment | None]:
    keys = {moment.key: moment for moment in found}
    wanted = [request.GET.get(name) for name in (FROM, TO)]
    if any(key and key not in keys for key in wanted):
        raise Http404
    usual = comparisons.default_pair(assessment, found)
    before, after = (
        keys[key] if key else default for key, default in zip(wanted, usual, strict=True)
    )
    return before, after


def _compared(
    request: MemberRequest, before: Moment, after: Moment, found: tuple[Moment, ...]
) -> dict[str, Any]:
    both = comparisons.compared(request.user, before, after, found)
    shown = report.compared(both.comparison, _result(both.before), _result(both.after))
    offered = [m for m in found if m.shown or m in (before, after)]
    return {
        "before": both.before,
        "after": both.after,
        "shown": shown,
        "same": both.comparison.is_same,
        "from_picks": [Pick(m, m is before) for m in offered],
        "to_picks": [Pick(m, m is after) for m in offered],
        "titles": len({m.assessment_id for m in offered}) > 1,
    }


def _result(side: Side) -> report.Result:
    voice = Voice(side.catalogue, get_language() or "de")
    return report.Result(side.dossier, side.recommendation, voice)
