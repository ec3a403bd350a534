"""What matters how much: 100 points over the seven criteria."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.catalogue import load
from assessments.forms.importance import TOTAL, ImportanceForm
from assessments.models import Assessment
from assessments.services import weighing
from assessments.services.weighing import StaleImportanceError

from .access import MemberRequest, assessment_for, may_change
from .steps import steps_of

PAGE = "importance/importance.html"
PRESET = "vorlage"  # the query key that fills in a ready spread


@require_http_methods(["GET", "POST"])
def importance(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Show the points (a preset fills them in, unsaved) or save them."""
    assessment = assessment_for(request, assessment_id)
    stored = weighing.stored(assessment)
    if request.method == "GET":
        code = request.GET.get(PRESET, "")
        preset = next((p for p in load().presets if p.code == code), None)
        form = ImportanceForm(load(), stored=stored, points=preset.points if preset else None)
        return render(request, PAGE, _context(request, assessment, form, preset=preset))
    form = ImportanceForm(load(), request.POST, stored=stored)
    if not form.is_valid():
        context = {**_context(request, assessment, form), "has_errors": True}
        return render(request, PAGE, context, status=422)
    try:
        weighing.save(assessment, form.points, version=form.replaces)
    except StaleImportanceError as conflict:
        context = {**_context(request, assessment, form), **_both(form, conflict)}
        return render(request, PAGE, context, status=409)
    messages.success(request, _("Your points are saved."))
    return redirect("readiness", assessment_id)


def _both(form: ImportanceForm, conflict: StaleImportanceError) -> dict[str, Any]:
    """The two spreads of a refused save, row by row."""
    stored = conflict.stored.points
    rows = [
        (criterion, form.points[code], stored.get(code, 0))
        for code, criterion in load().criteria.items()
    ]
    return {"both": rows, "conflict": conflict.stored, "has_errors": True}


def _context(
    request: MemberRequest, assessment: Assessment, form: ImportanceForm, **more: Any
) -> dict[str, Any]:
    rest = TOTAL - form.sum_shown
    return {
        "assessment": assessment,
        "form": form,
        "rows": [(c, form[code], form.errors.get(code)) for code, c in load().criteria.items()],
        "presets": load().presets,
        "rest": rest,
        "over": -rest,
        "percent": min(form.sum_shown, TOTAL),
        "may_change": may_change(request, assessment),
        "steps": steps_of(assessment, "importance"),
        **more,
    }
