"""What matters how much: six ways of asking, one result."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.catalogue import load
from assessments.forms.importance import FIGURE_FORMS, TOTAL, ImportanceForm, PointsForm
from assessments.forms.importance_order import RankForm
from assessments.forms.importance_pairs import BestWorstForm, EndsForm
from assessments.models import Method
from assessments.services import weighing
from assessments.services.weighing import StaleImportanceError

from . import pairs, statements
from .access import MemberRequest
from .seat import Seat, frame, seat_for, usable

PAGE = "importance/importance.html"
PRESET = "vorlage"  # the query key that fills in a ready spread
ENDS = "enden"  # the query key that asks for the most and least valuable step again
PREVIEW = "preview"  # sent along to see the weights without saving


@require_http_methods(["GET", "POST"])
def importance(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Show what one respondent says by one method, preview it, save it, or let it count."""
    seat = seat_for(request, assessment_id)
    if request.POST.get("choose"):
        return _choose(request, seat)
    if seat.method == Method.AHP:
        return pairs.page(request, seat)
    if seat.method == Method.BEST_WORST:
        return _best_worst(request, seat)
    return _page(request, seat, _form(request, seat), **_preset(request, seat))


def _choose(request: MemberRequest, seat: Seat) -> HttpResponse:
    """Let this method count for this respondent."""
    if seat.stored and usable(seat):
        weighing.choose(seat.stored)
        messages.success(request, _("These weights count now."))
    else:
        messages.warning(request, _("Save weights first. Then they can count."))
    return redirect(seat.url())


def _preset(request: MemberRequest, seat: Seat) -> dict[str, Any]:
    """The ready spread somebody asked to see in the fields."""
    if seat.method != Method.POINTS or request.method != "GET":
        return {}
    code = request.GET.get(PRESET, "")
    return {"preset": next((p for p in load().presets if p.code == code), None)}


def _form(request: MemberRequest, seat: Seat) -> ImportanceForm:
    data: QueryDict | None = request.POST if request.method == "POST" else None
    if seat.method == Method.RANK:
        return RankForm(load(), data, stored=seat.stored)
    preset = _preset(request, seat).get("preset")
    values = preset.points if preset else None
    return FIGURE_FORMS[seat.method](load(), data, stored=seat.stored, values=values)


def _best_worst(request: MemberRequest, seat: Seat) -> HttpResponse:
    """First the two ends, then the comparisons with them."""
    begin = seat.stored.values if seat.stored else {}
    named = "beste" in request.GET or "geringste" in request.GET
    ends = EndsForm(load(), request.GET if named else None, begin=begin)
    if request.GET.get(ENDS) or (named and not ends.is_valid()) or not (named or begin):
        context = {**_context(request, seat, None), "form": ends, "ends": ends}
        return render(request, PAGE, context, status=422 if named else 200)
    chosen = ends.ends if named else {"best": begin["best"], "worst": begin["worst"]}
    data = request.POST if request.method == "POST" else None
    return _page(request, seat, BestWorstForm(load(), data, stored=seat.stored, **chosen))


def _page(request: MemberRequest, seat: Seat, form: ImportanceForm, **more: Any) -> HttpResponse:
    """Show the form, move a row of it, preview it, or save it."""
    if request.method == "GET" or request.POST.get("move"):
        return render(request, PAGE, {**_context(request, seat, form), **more})
    valid = form.is_valid()
    if request.POST.get(PREVIEW):
        shown = statements.summary(seat, form.values if valid else {}, is_saved=False)
        return render(request, f"{PAGE}#summary", {"summary": shown, "seat": seat})
    if not valid:
        context = {**_context(request, seat, form), "has_errors": True}
        return render(request, PAGE, context, status=422)
    try:
        weighing.save(seat.who, seat.method, form.values, version=form.replaces)
    except StaleImportanceError as conflict:
        context = {**_context(request, seat, form), **_both(seat, form, conflict)}
        return render(request, PAGE, context, status=409)
    messages.success(request, _saved_words(seat))
    return redirect(seat.url() if request.POST.get("stay") else seat.onward)


def _saved_words(seat: Seat) -> str:
    """What is saved, and what counts if it is not this."""
    if seat.chosen is None or seat.chosen.method == seat.method:
        return _("The weights are saved.")
    return _("The weights are saved. “%(method)s” still counts.") % {
        "method": seat.chosen.get_method_display()
    }


def _both(seat: Seat, form: ImportanceForm, conflict: StaleImportanceError) -> dict[str, Any]:
    """What a refused save and the stored values say, line by line."""
    return {
        "both": statements.both(seat.method, form.values, conflict.stored.values),
        "keep": conflict.stored.version,
        "has_errors": True,
    }


def _context(request: MemberRequest, seat: Seat, form: ImportanceForm | None) -> dict[str, Any]:
    stored = seat.stored.values if seat.stored else {}
    criteria = load().criteria
    context = {
        **frame(request, seat),
        "form": form,
        "summary": statements.summary(seat, stored, is_saved=True),
        "action": seat.url(),
        "part": f"importance/_{seat.method.value}.html",
        "criteria": criteria,
    }
    if isinstance(form, RankForm):
        context["rows"] = [(criteria[code], *row) for code, *row in form.rows]
    elif isinstance(form, BestWorstForm):
        context |= _compared(form)
        context["action"] = seat.url(beste=form.best, geringste=form.worst)
    elif form is not None:
        context["rows"] = [(c, form[code], form.errors.get(code)) for code, c in criteria.items()]
    if isinstance(form, PointsForm):
        rest = TOTAL - form.sum_shown
        percent = min(form.sum_shown, TOTAL)
        context |= {"presets": load().presets, "rest": rest, "over": -rest, "percent": percent}
    return context


def _compared(form: BestWorstForm) -> dict[str, Any]:
    """The questions against the best and against the worst: (criterion, field)."""
    criteria = load().criteria
    return {
        "best": criteria[form.best],
        "worst": criteria[form.worst],
        "from_best": [(criteria[c], form[f"best_{c}"]) for c in (*form.middle, form.worst)],
        "to_worst": [(criteria[c], form[f"worst_{c}"]) for c in form.middle],
    }
