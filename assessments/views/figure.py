"""One figure of the cost model: put in an own value, take the catalogue's again."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.catalogue import load
from assessments.engine.dossier import Dossier
from assessments.forms.figure import NOTE_LENGTH, FigureForm
from assessments.forms.numbers import write_number
from assessments.models import Assessment
from assessments.services import dossiers, figures
from assessments.services.figures import Own, StaleFigureError

from . import figure_rows
from .access import MemberRequest, assessment_for, may_change, wants_fragment
from .cost_choice import Choice, choice_of
from .costs import cost_context
from .figure_rows import Row
from .results import missing_input
from .steps import steps_of

ROW = "costs/_figure.html"
ONE = "costs/figure.html"
CHANGED = "costs/_changed.html"
EU_GRID = "grid_kg_per_kwh_eu"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figure of which assessment, seen from which choice of the costs page."""

    request: MemberRequest
    assessment: Assessment
    dossier: Dossier
    choice: Choice
    code: str

    @property
    def own(self) -> Own:
        """What is stored for the figure."""
        return figures.own(self.assessment, self.code)

    @property
    def row(self) -> Row:
        """The figure as it stands on the page."""
        today = max(self.assessment.as_of, timezone.localdate())
        return figure_rows.row(self.code, self.assessment, today)


@require_http_methods(["GET", "POST"])
def figure(request: MemberRequest, assessment_id: int, figure: str) -> HttpResponse:
    """Show one figure's form; or store its own value, or take the catalogue's again."""
    asked = _asked(request, assessment_id, figure)
    if figure not in figure_rows.entries():
        raise Http404
    if request.method == "GET":
        return _shown(asked)
    if "reset" in request.POST:
        note = request.POST.get("note", asked.own.note)[:NOTE_LENGTH]
        return _put(asked, Own(None, note), asked.own.value)
    form = figure_rows.form(figure, request.POST)
    if not form.is_valid():
        return _rendered(asked, 422, form=form)
    entered = form.cleaned_data
    return _put(asked, Own(entered["value"], entered["note"]), entered["seen"], form)


@require_POST
def electricity_mix(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Take the electricity of another country, as an own value of its CO2e per kWh."""
    asked = _asked(request, assessment_id, EU_GRID)
    mix = load().mixes.get(request.POST.get("mix", ""))
    if mix is not None:
        note = _("Electricity mix: %s") % mix.label.in_language(get_language() or "de")
        figures.put_all(asked.assessment, {EU_GRID: Own(mix.kg_per_kwh, note)})
        messages.success(request, note)
    return redirect(f"{asked.choice.url}#klima")


def _asked(request: MemberRequest, assessment_id: int, code: str) -> Asked:
    assessment = assessment_for(request, assessment_id)
    dossier = dossiers.of_assessment(assessment)
    return Asked(request, assessment, dossier, choice_of(request, assessment.pk, dossier), code)


def _shown(asked: Asked) -> HttpResponse:
    """The form in place of the row, or on a page of its own; whoever only reads gets the row."""
    if not may_change(asked.assessment) or "zeile" in asked.request.GET:
        return _rendered(asked)
    initial = figure_rows.initial(asked.code, asked.assessment)
    return _rendered(asked, form=figure_rows.form(asked.code, initial=initial))


def _put(
    asked: Asked, given: Own, seen: float | None, form: FigureForm | None = None
) -> HttpResponse:
    before = asked.own
    try:
        figures.put(asked.assessment, asked.code, given, seen=seen)
    except StaleFigureError as error:
        asked.assessment.refresh_from_db(fields=["figures"])
        return _stale(asked, form, error.stored)
    if wants_fragment(asked.request):
        return _swapped(asked, before)
    back = given.value is None
    text = _("Catalogue value again: %s") if back else _("Own value stored: %s")
    messages.success(asked.request, text % asked.row.label)
    return redirect(f"{asked.choice.url}#w-{asked.code}")


def _stale(asked: Asked, form: FigureForm | None, stored: Own) -> HttpResponse:
    """Somebody was quicker: both values, and saving again takes this one."""
    if form is None:
        return _rendered(asked, 409)
    words = _("Meanwhile this was changed to %s. Save again to put in yours.")
    form.add_error("value", words % f"{asked.row.value} {asked.row.unit}")
    data = asked.request.POST.copy()
    data["seen"] = "" if stored.value is None else repr(stored.value)
    form.data = data
    return _rendered(asked, 409, form=form)


def _swapped(asked: Asked, before: Own) -> HttpResponse:
    """The row with a way back, and beside it everything that follows from the figure."""
    context = _context(asked)
    if asked.own != before:
        context["before"] = _undo(asked.code, before)
    if missing_input(asked.dossier):
        return render(asked.request, ROW, context)
    dossier = replace(asked.dossier, figures=dossiers.own_figures(asked.assessment))
    context |= cost_context(asked.assessment, dossier, asked.choice) | {"oob": True}
    return render(asked.request, CHANGED, context)


def _undo(code: str, before: Own) -> dict[str, str]:
    """What a form has to send to put back what was there before."""
    if before.value is None:
        return {"reset": "1", "note": before.note}
    percent = figure_rows.entries()[code].percent
    shown = round(before.value * 100, 10) if percent else before.value
    return {"value": write_number(shown, get_language() or "de"), "note": before.note}


def _context(asked: Asked) -> dict[str, Any]:
    mine = asked.own.value
    return {
        "assessment": asked.assessment,
        "choice": asked.choice,
        "row": asked.row,
        "may_write": may_change(asked.assessment),
        "seen": "" if mine is None else repr(mine),
        "focus": True,
    }


def _rendered(asked: Asked, status: int = 200, form: FigureForm | None = None) -> HttpResponse:
    context = _context(asked) | {"form": form}
    if wants_fragment(asked.request):
        if form is not None:  # it takes the place of the link that asked for it
            form.fields["value"].widget.attrs["autofocus"] = True
        return render(asked.request, ROW, context, status=status)
    context["steps"] = steps_of(asked.assessment, "results")
    return render(asked.request, ONE, context, status=status)
