"""The action plan: who does what by when, from the result and from the company itself."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from assessments.forms.action import NewActionForm
from assessments.models import ActionItem, ActionStatus
from assessments.services import plan as service

from .access import MemberRequest, assessment_for, wants_fragment
from .plan_board import REMOVED, Board, Row, board_of, context_of, listing
from .plan_help import ended_offers, themes_with_help
from .steps import steps_of

TEMPLATE = "plan/plan.html"
LIST = "plan-list"  # the part a chooser swaps


@require_http_methods(["GET", "POST"])
def plan(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Show the plan, or add an entry of one's own; htmx swaps the list alone."""
    assessment = assessment_for(request, assessment_id)
    form = NewActionForm(request.POST if request.method == "POST" else None)
    board = board_of(request, assessment)
    if request.method == "POST" and form.is_valid():
        if len(board.present) >= service.MOST:
            form.add_error(None, _("A plan holds 1,000 entries. Remove one first."))
        else:
            made = service.add(assessment, user=request.user, **form.entered)
            messages.success(request, _("“%(name)s” is in the plan.") % {"name": made.title})
            return redirect("plan", assessment.pk)
    if request.method == "GET" and wants_fragment(request) and request.htmx.target == LIST:
        context = {**context_of(request, board), **listing(request, board), "fragment": True}
        return render(request, f"{TEMPLATE}#list", context)
    context = page_context(request, board, form=form)
    return render(request, TEMPLATE, context, status=422 if form.errors else 200)


def page_context(
    request: MemberRequest,
    board: Board,
    *,
    form: NewActionForm | None = None,
    shown: Row | None = None,
) -> dict[str, Any]:
    """The whole page. shown: a row that was refused and must be seen."""
    return {
        **context_of(request, board),
        **listing(request, board, shown),
        "form": form or NewActionForm(),
        "has_errors": shown is not None,
        "suggested": board.suggested(),
        "removed": _removed(board),
        "themes": themes_with_help(board),
        "ended": ended_offers(board.today),
        "steps": steps_of(board.assessment, "plan", board.answers),
    }


def _removed(board: Board) -> ActionItem | None:
    """The entry that was just taken out and can be brought back."""
    wanted = board.query[REMOVED]
    gone = (item for item in board.items if item.deleted_at and str(item.pk) == wanted)
    return next(gone, None)


@require_POST
def plan_take(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Take one proposal or all of them, or drop one for good."""
    assessment = assessment_for(request, assessment_id)
    board = board_of(request, assessment)
    waiting = board.waiting
    wanted = request.POST.get("take") or request.POST.get("drop")
    chosen = waiting if request.POST.get("all") else [p for p in waiting if p.origin == wanted]
    status = ActionStatus.DROPPED if request.POST.get("drop") else ActionStatus.OPEN
    count = service.take(assessment, chosen, user=request.user, today=board.today, status=status)
    if not wants_fragment(request):
        if count and status == ActionStatus.OPEN:
            words = ngettext("One entry is in the plan.", "%(n)d entries are in the plan.", count)
            messages.success(request, words % {"n": count})
        return redirect(f"{reverse('plan', args=[assessment.pk])}#h-proposals")
    after = board_of(request, assessment)
    context = page_context(request, after)
    return render(
        request,
        f"{TEMPLATE}#plan",
        {**context, "fragment": True, "focus": _next_after(waiting, wanted)},
    )


def _next_after(waiting: list[Any], wanted: str | None) -> str:
    """Where the focus goes: the proposal that moves up, else the heading ("list")."""
    origins = [proposal.origin for proposal in waiting]
    if wanted not in origins:
        return "list"
    here = origins.index(wanted)
    rest = origins[here + 1 :] or origins[:here][-1:]
    return rest[0] if rest else "list"
