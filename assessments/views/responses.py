"""All answers side by side: what to talk about, and what is taken over into the record."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.catalogue import DONT_KNOW
from assessments.forms.adoption import AdoptionForm
from assessments.models import Assessment, ChangeKind
from assessments.services import answers, calibration, dossiers, side_by_side
from assessments.services.answers import Deed, Place, StaleAnswerError
from assessments.services.side_by_side import Row

from .access import MemberRequest, assessment_for, may_change
from .place import CASE
from .steps import steps_of

PAGE = "responses/responses.html"
ALL = "alle"  # the value of `zeige` that shows agreement too


@require_safe
def responses(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """List questions by what is worth talking about, with everybody's answers."""
    assessment = assessment_for(request, assessment_id)
    found = _rows(assessment)
    everything = request.GET.get("zeige") == ALL
    differing = [row for row in found if row.agreement in ("close", "apart")]
    context = {
        "assessment": assessment,
        "rows": [_shown(row) for row in (found if everything else differing)],
        "everything": everything,
        "counts": {"all": len(found), "differing": len(differing)},
        "dont_know": DONT_KNOW,
        "may_write": may_change(assessment),
        "steps": steps_of(assessment, "questions"),
    }
    return render(request, PAGE, context)


def _rows(assessment: Assessment) -> list[Row]:
    dossier = dossiers.of_assessment(assessment)
    return side_by_side.rows(assessment, dossier, calibration.catalogue_for(assessment))


def _shown(row: Row) -> dict[str, Any]:
    """A row as drawn: every answer in words."""
    level = row.question.level
    median = level(row.median) if row.median else None
    return {
        "row": row,
        "id": _anchor(row),
        "record": level(row.record.level) if row.record else None,
        "opinions": [(o, level(o.answer.level)) for o in row.opinions],
        "crowd": [(level(code), count) for code, count in row.crowd.items()],
        "median": median,
        "version": row.record.version if row.record else 0,
    }


def _anchor(row: Row) -> str:
    return f"{row.question.code}-{row.use_case.code}" if row.use_case else row.question.code


@require_POST
def response_adopt(request: MemberRequest, assessment_id: int, code: str) -> HttpResponse:
    """Take one answer, or the middle, over into the record; the history says who decided."""
    assessment = assessment_for(request, assessment_id)
    case = request.POST.get(CASE, "")
    found = (r for r in _rows(assessment) if r.question.code == code)
    row = next((r for r in found if (r.use_case.code if r.use_case else "") == case), None)
    form = AdoptionForm(request.POST)
    if row is None or not (form.is_valid() or set(form.errors) <= {"note"}):
        raise Http404
    page = f"{reverse('responses', args=[assessment_id])}?zeige={ALL}#{_anchor(row)}"
    if form.errors:
        messages.error(request, " ".join(str(e) for e in form.errors["note"]))
        return redirect(page)
    entered = side_by_side.taken(row, form.cleaned_data["whose"])
    if entered is None:
        raise Http404
    place = Place(answers.record_of(assessment), code, row.use_case)
    deed = Deed(ChangeKind.ADOPTED, form.cleaned_data["note"])
    try:
        answers.save_for(
            place, entered, version=form.cleaned_data["version"], user=request.user, deed=deed
        )
    except StaleAnswerError:
        messages.warning(request, _("Somebody else has changed this answer meanwhile. Look again."))
    else:
        messages.success(request, _("The answer now counts. The history says who decided."))
    return redirect(page)
