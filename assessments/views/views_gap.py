"""The gap of views: consultant against company, management against IT."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.catalogue import load
from assessments.models import RespondentRole
from assessments.report.blocks import Table
from assessments.report.charts.views_gap import views_gap_chart
from assessments.report.voice import Voice
from assessments.services import calibration, dossiers, side_by_side, views_gap
from assessments.services.views_gap import OTHERS, RECORD, Gap

from .access import MemberRequest, assessment_for
from .steps import steps_of

PAGE = "responses/views_gap.html"
ONE, OTHER = "eine", "andere"  # query keys


@require_safe
def gap_of_views(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Compare two groups by criterion and by question, the widest gap first."""
    assessment = assessment_for(request, assessment_id)
    dossier = dossiers.of_assessment(assessment)
    judged = calibration.catalogue_for(assessment)
    rows = side_by_side.rows(assessment, dossier, judged)
    groups = views_gap.present(rows)
    one, other = _pair(request, groups)
    found = views_gap.gaps(rows, one, other)
    voice = Voice(judged, get_language() or "de")
    names = {RECORD: _("Counts now"), OTHERS: _("All others")}
    names |= {role.value: str(role.label) for role in RespondentRole}
    context: dict[str, Any] = {
        "assessment": assessment,
        "groups": [(code, names[code]) for code in groups],
        "one": one,
        "other": other,
        "names": (names[one], names[other]),
        "steps": steps_of(assessment, "questions"),
    }
    if found:
        both = names[one], names[other]
        context["chart"] = views_gap_chart(_means(found), both, voice, assessment.as_of)
        context["table"] = _table(found, both, voice)
    return render(request, PAGE, context)


def _pair(request: MemberRequest, groups: tuple[str, ...]) -> tuple[str, str]:
    """The two groups asked for; the record and all others unless they are there."""
    one, other = request.GET.get(ONE, ""), request.GET.get(OTHER, "")
    if one in groups and other in groups and one != other:
        return one, other
    return RECORD, OTHERS


def _means(found: list[Gap]) -> dict[str, tuple[float, float]]:
    """Criterion → both groups' mean place over its questions."""
    means = {}
    for code in load().criteria:
        of_criterion = [gap for gap in found if gap.question.criterion == code]
        if of_criterion:
            count = len(of_criterion)
            means[code] = (
                sum(gap.one for gap in of_criterion) / count,
                sum(gap.other for gap in of_criterion) / count,
            )
    return means


def _table(found: list[Gap], names: tuple[str, str], voice: Voice) -> Table:
    rows = tuple(
        (
            voice.question(gap.question.code) + (f": {gap.use_case.title}" if gap.use_case else ""),
            f"{voice.percent(gap.one)} ({gap.people[0]})",
            f"{voice.percent(gap.other)} ({gap.people[1]})",
            voice.percent(gap.distance),
        )
        for gap in found
    )
    return Table(
        caption=_("Mean place of the answers by question; in brackets how many people"),
        head=(_("Question"), *names, _("Distance")),
        rows=rows,
        numeric=(1, 2, 3),
        widths=(1, 0, 0, 0),
    )
