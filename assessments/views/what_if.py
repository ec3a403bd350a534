"""Other weights, tried out: live answers, and scenarios to find again."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.catalogue import load
from assessments.forms.what_if import ScenarioForm, WrongWeightsError, read_points
from assessments.models import Assessment, Scenario
from assessments.report.voice import Voice
from assessments.services import calibration, dossiers, evaluations, scenarios

from .access import MemberRequest, assessment_for, wants_fragment
from .trial import CASE, WEIGHTS, address, trial

LIVE = "results/_what_if_live.html"


@require_safe
def what_if(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Answer to moved sliders: ranking, words and bars; without htmx the whole result page."""
    assessment = assessment_for(request, assessment_id)
    case, given = request.GET.get(CASE, ""), request.GET.getlist(WEIGHTS)
    if not wants_fragment(request):
        return redirect(address(assessment, case, ",".join(given)))
    context = _context(assessment, case, given)
    if context["weights_problem"]:  # what was shown before stays
        response = render(request, f"{LIVE}#problem", context, status=422)
        response["HX-Retarget"] = "#what-if-problem"
        return response
    response = render(request, LIVE, context)
    amounts = context["amounts"] if context["moved"] else ""
    before = request.htmx.current_url or ""
    response["HX-Replace-Url"] = address(assessment, context["case"], amounts, before)
    return response


def _context(assessment: Assessment, case: str, given: list[str]) -> dict[str, Any]:
    dossier = dossiers.of_assessment(assessment)
    if not dossier.use_cases or not dossier.answers:
        raise Http404
    catalogue = calibration.catalogue_for(assessment)
    _, recommendation, _ = evaluations.evaluate(assessment, dossier, catalogue)
    result = next((r for r in recommendation.use_cases if case in ("", r.id)), None)
    if result is None:
        raise Http404
    voice = Voice(catalogue, get_language() or "de")
    importance = recommendation.company.importance
    return trial(assessment, dossier, result, importance, given, voice)


@require_POST
def scenario_new(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Keep the weights of the sliders under a name."""
    assessment = assessment_for(request, assessment_id)
    case = request.POST.get(CASE, "")[:20]
    form = ScenarioForm(request.POST)
    try:
        points = read_points(request.POST.getlist(WEIGHTS), len(load().criteria))
    except WrongWeightsError:
        points = None
    if points is None:
        messages.error(request, _("Move the sliders first; then keep their weights."))
        return redirect(address(assessment, case, ""))
    if form.is_valid():
        scenarios.keep(assessment, form.cleaned_data["name"], points, user=request.user)
        messages.success(request, _("The scenario is kept."))
    else:
        messages.error(request, " ".join(map(str, form.errors["name"])))
    return redirect(address(assessment, case, points))


@require_POST
def scenario(request: MemberRequest, assessment_id: int, scenario_id: int) -> HttpResponse:
    """Remove a scenario, or bring it back."""
    assessment = assessment_for(request, assessment_id)
    rows = Scenario.objects.writable_by(request.user).filter(assessment=assessment)
    row = get_object_or_404(rows, pk=scenario_id)
    case, weights = request.POST.get(CASE, "")[:20], request.POST.get(WEIGHTS, "")[:40]
    here = address(assessment, case, weights)
    if request.POST.get("undo"):
        scenarios.restore(row)
        return redirect(here)
    scenarios.remove(row)
    return redirect(f"{here}{'&' if '?' in here else '?'}entfernt={row.pk}")
