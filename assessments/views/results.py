"""The result: the answer first, then the ranking, how sure it is, and why."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from assessments.catalogue import load
from assessments.engine.dossier import Dossier
from assessments.engine.result import UseCaseResult
from assessments.models import Assessment
from assessments.report import screen
from assessments.report.blocks import Table
from assessments.report.chapters.material import Material
from assessments.report.chapters.summary import overview_table
from assessments.report.sentences import paths, steps
from assessments.report.voice import Voice
from assessments.services import calibration, dossiers, evaluations

from .access import MemberRequest, assessment_for, may_change, wants_fragment
from .shocks import shocks
from .steps import steps_of
from .trial import WEIGHTS, kept, trial

PAGE = "results/results.html"
CASE, OTHER, CRITERION, VIEW = "fall", "mit", "kriterium", "ansicht"  # query keys
LARGE = "gross"  # the large view
PARTS = {
    "comparison": "#comparison",
    "crossing": "#crossing",
    "shocks": "#shocks",
}  # by htmx target


@dataclass(frozen=True, slots=True)
class Choice:
    """One link of a chooser; cells: what else its row says."""

    code: str
    name: str
    url: str
    current: bool
    cells: tuple[str, ...] = ()


@require_safe
def results(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Show the result of one use case; htmx swaps it, or one chart that has a chooser."""
    assessment = assessment_for(request, assessment_id)
    dossier = dossiers.of_assessment(assessment)
    missing = missing_input(dossier)
    large = request.GET.get(VIEW) == LARGE
    context: dict[str, Any] = {"assessment": assessment, "missing": missing, "large": large}
    part = _part(request) if not missing else ""
    if not part and not large:
        context["steps"] = steps_of(assessment, "results")
    if not missing:
        context |= _result(request, assessment, dossier)
    return render(request, f"{PAGE}{part}", {**context, "fragment": bool(part)})


def missing_input(dossier: Dossier) -> str:
    """What a result cannot be without: "use_cases", "answers", or nothing."""
    if not dossier.use_cases:
        return "use_cases"
    return "" if dossier.answers else "answers"


def _part(request: MemberRequest) -> str:
    """Which part of the page is asked for; nothing = the whole."""
    if not wants_fragment(request):
        return ""
    return PARTS.get(request.htmx.target or "", "#result")


def _result(request: MemberRequest, assessment: Assessment, dossier: Dossier) -> dict[str, Any]:
    judged = calibration.catalogue_for(assessment)
    _, recommendation, evaluation = evaluations.evaluate(assessment, dossier, judged)
    voice = Voice(judged, get_language() or "de")
    material = Material(dossier, recommendation, voice)
    result = _chosen(request, material)
    wanted = request.GET.get(OTHER), request.GET.get(CRITERION)
    shown = screen.screen(material, result, *wanted)
    links = _Links(request, assessment, result.id)
    importance, given = recommendation.company.importance, request.GET.getlist(WEIGHTS)
    return {
        "result": result,
        "shown": shown,
        "evaluation": evaluation,
        "switched_off": dossier.switched_off,
        "catalogue": recommendation.catalogue,
        "overview": _overview(material, links),
        "others": _others(material, result, shown, links),
        "criteria": _criteria(material, result, shown, links),
        "answers": _answers(assessment, result, shown),
        "neighbours": _neighbours(material, result, links),
        "company_words": (
            paths.hybrid(recommendation.company, material.results, voice),
            *paths.reasons(recommendation.company, material.results, material.titles, voice),
        ),
        "open_questions": _open_questions(assessment, result, shown),
        "open_work": steps.open_work(recommendation, voice),
        "links": links,
        "shocks": shocks(dossier, voice.catalogue, result, request.GET, voice),
        "trial": trial(assessment, dossier, result, importance, given, voice),
        "kept": kept(assessment, result.id, request.GET.get("entfernt", "")),
        "may_write": may_change(assessment),
    }


def _chosen(request: MemberRequest, material: Material) -> UseCaseResult:
    wanted = request.GET.get(CASE)
    if not wanted:
        return material.results[0]
    found = next((result for result in material.results if result.id == wanted), None)
    if found is None:
        raise Http404
    return found


class _Links:
    """Addresses of this page: another use case, another comparison, the other view."""

    def __init__(self, request: MemberRequest, assessment: Assessment, case: str) -> None:
        self.path = reverse("results", args=[assessment.pk])
        self.case = case
        self.other = request.GET.get(OTHER, "")
        self.criterion = request.GET.get(CRITERION, "")
        self.view = LARGE if request.GET.get(VIEW) == LARGE else ""
        self.weights = ",".join(request.GET.getlist(WEIGHTS))

    def to(self, **changes: str) -> str:
        """This address with other query values; an empty one goes."""
        query = QueryDict(mutable=True)
        chosen = {CASE: self.case, OTHER: self.other, CRITERION: self.criterion, VIEW: self.view}
        chosen |= {WEIGHTS: self.weights}
        query.update({key: value for key, value in (chosen | changes).items() if value})
        return f"{self.path}?{query.urlencode(safe=',')}"

    def case_url(self, case: str) -> str:
        """The result of another use case; what its charts compare is chosen anew."""
        return self.to(**{CASE: case, OTHER: "", CRITERION: ""})

    @property
    def large(self) -> str:
        """The view for a projector."""
        return self.to(**{VIEW: LARGE})

    @property
    def normal(self) -> str:
        """The view for a desk."""
        return self.to(**{VIEW: ""})


def _overview(material: Material, links: _Links) -> dict[str, Any] | None:
    """All use cases in one table whose titles choose; None for a single one."""
    if len(material.results) < 2:
        return None
    table: Table = overview_table(material)
    rows = [
        Choice(result.id, row[0], links.case_url(result.id), result.id == links.case, row[1:])
        for result, row in zip(material.results, table.rows, strict=True)
    ]
    return {"table": table, "rows": rows}


def _others(
    material: Material, result: UseCaseResult, shown: screen.Screen, links: _Links
) -> list[Choice]:
    """The ways rank 1 can be compared with."""
    if shown.comparison is None:
        return []
    return [
        Choice(
            code,
            material.voice.short(code),
            links.to(**{OTHER: code}),
            code == shown.comparison.other,
        )
        for code in result.options
        if code != result.ranking[0]
    ]


def _criteria(
    material: Material, result: UseCaseResult, shown: screen.Screen, links: _Links
) -> list[Choice]:
    """The criteria whose weight can be drawn from nothing to everything."""
    if shown.changes.crossing is None:
        return []
    return [
        Choice(
            code,
            material.voice.criterion_short(code),
            links.to(**{CRITERION: code}),
            code == shown.changes.crossing.criterion,
        )
        for code in result.stability
    ]


def _answers(assessment: Assessment, result: UseCaseResult, shown: screen.Screen) -> list[Choice]:
    """The answers that alone would change first place, each with the page where it is given."""
    rows = []
    for tip in shown.changes.answers:
        url = reverse("question", args=[assessment.pk, tip.question])
        if tip.own:
            url += f"?{urlencode({CASE: result.id})}"
        rows.append(Choice(tip.question, tip.name, url, False, (tip.text,)))
    return rows


def _neighbours(
    material: Material, result: UseCaseResult, links: _Links
) -> tuple[Choice | None, Choice | None]:
    """The use case before and after this one, for the large view."""
    ids = [other.id for other in material.results]
    here = ids.index(result.id)
    before = ids[here - 1] if here else None
    after = ids[here + 1] if here + 1 < len(ids) else None
    return _neighbour(material, before, links), _neighbour(material, after, links)


def _neighbour(material: Material, case: str | None, links: _Links) -> Choice | None:
    if case is None:
        return None
    return Choice(case, material.titles[case], links.case_url(case), False)


def _open_questions(
    assessment: Assessment, result: UseCaseResult, shown: screen.Screen
) -> list[Choice]:
    """What is still open, each with the page where it is answered."""
    rows = []
    for code, name in shown.open_questions:
        if code in load().questions:
            url = reverse("question", args=[assessment.pk, code])
        elif code in load().profile:
            url = reverse("company", args=[assessment.company_id])
        else:
            url = reverse("use_case", args=[assessment.pk, result.id])
        rows.append(Choice(code, name, url, False))
    return rows
