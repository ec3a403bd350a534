"""One entry of the plan: saved in its row or on a page of its own, removed, brought back."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.forms.action import ActionForm, ActionRowForm
from assessments.models import ActionItem
from assessments.services import plan as service
from assessments.templatetags.display import day

from .access import READING, MemberRequest, assessment_for, may_change, wants_fragment
from .plan import TEMPLATE, page_context
from .plan_board import REMOVED, Board, board_of, context_of
from .steps import steps_of

PAGE = "plan/item.html"
Conflict = tuple[tuple[str, str, str], ...]  # (label, mine, stored)


@require_http_methods(["GET", "POST"])
def plan_item(request: MemberRequest, assessment_id: int, action_id: int) -> HttpResponse:
    """Show one entry with all its words, or save it: whole, or what its row holds."""
    item = _item_for(request, assessment_id, action_id)
    if item.deleted_at is not None:
        return redirect(f"{_plan(item)}?{REMOVED}={item.pk}")
    if request.method == "GET":
        return render(request, PAGE, _context(request, item, ActionForm(item=item)))
    whole = "title" in request.POST
    form = (ActionForm if whole else ActionRowForm)(request.POST, item=item)
    conflict: Conflict = ()
    if form.is_valid():
        try:
            service.change(item, version=_version(request, form), **form.entered)
        except service.StaleActionError as error:
            item = error.stored
            conflict = _differences(form, item)
    if whole:
        return _whole(request, item, form, conflict)
    return _row(request, item, form, conflict)


def _version(request: MemberRequest, form: ActionRowForm) -> int:
    """The version the person saw; after a conflict the one they decided to overwrite."""
    keep = request.POST.get("keep", "")
    return int(keep) if keep.isdecimal() and len(keep) < 10 else form.cleaned_data["version"] or 0


def _whole(
    request: MemberRequest, item: ActionItem, form: ActionRowForm, conflict: Conflict
) -> HttpResponse:
    if form.is_valid() and not conflict:
        return redirect(f"{_plan(item)}?zeige=alle#a{item.pk}")
    context = {**_context(request, item, form), "conflict": conflict, "url": request.path}
    return render(request, PAGE, context, status=409 if conflict else 422)


def _row(
    request: MemberRequest, item: ActionItem, form: ActionRowForm, conflict: Conflict
) -> HttpResponse:
    """The row after a save: alone for htmx, else the page as it was."""
    board = board_of(request, item.assessment)
    good = form.is_valid() and not conflict
    if good and not wants_fragment(request):
        return redirect(f"{_plan(item)}{board.link()}#a{item.pk}")
    # After a save the form starts anew, so that it holds the new version.
    row = board.row(item, None if good else form, conflict=conflict, saved=good)
    status = 200 if good else 409 if conflict else 422
    if wants_fragment(request):
        context = {**context_of(request, board), "row": row, "fragment": True}
        return render(request, f"{TEMPLATE}#row", context, status=status)
    return render(request, TEMPLATE, page_context(request, board, shown=row), status=status)


def _context(request: MemberRequest, item: ActionItem, form: ActionRowForm) -> dict[str, Any]:
    assessment = assessment_for(request, item.assessment_id)
    owners = ActionItem.objects.visible_to(request.user).filter(assessment=assessment).present()
    return {
        "assessment": assessment,
        "item": item,
        "form": form,
        "people": sorted(set(owners.exclude(owner="").values_list("owner", flat=True))),
        "may_change": request.method == "POST" or may_change(assessment),
        "steps": steps_of(assessment, "plan"),
    }


def _differences(form: ActionRowForm, item: ActionItem) -> Conflict:
    """(label, mine, stored) of every field in which the two differ."""
    return tuple(
        (str(form[name].label), _words(form, name, mine), _words(form, name, stored))
        for name, mine in form.entered.items()
        if mine != (stored := getattr(item, name))
    )


def _words(form: ActionRowForm, name: str, value: Any) -> str:
    if name == "due":
        return day(value)
    if name == "status":
        return str(dict(form.fields["status"].choices)[value])  # type: ignore[attr-defined]
    return value or _("Nothing")


@require_POST
def plan_item_remove(request: MemberRequest, assessment_id: int, action_id: int) -> HttpResponse:
    """Take an entry out, or bring it back."""
    item = _item_for(request, assessment_id, action_id)
    undo = bool(request.POST.get("undo"))
    (service.restore if undo else service.remove)(item)
    if wants_fragment(request):
        board = board_of(request, item.assessment)
        board = board if undo else _with_removed(board, item)
        context = {**page_context(request, board), "fragment": True, "focus": "list"}
        return render(request, f"{TEMPLATE}#plan", context)
    path = _plan(item)
    return redirect(f"{path}#a{item.pk}" if undo else f"{path}?{REMOVED}={item.pk}")


def _with_removed(board: Board, item: ActionItem) -> Board:
    return replace(board, query={**board.query, REMOVED: str(item.pk)})


def _plan(item: ActionItem) -> str:
    return reverse("plan", args=[item.assessment_id])


def _item_for(request: MemberRequest, assessment_id: int, action_id: int) -> ActionItem:
    """The entry, removed ones included, if this person may read or change it; else 404 or 403."""
    wanted = {"pk": action_id, "assessment_id": assessment_id}
    rows = ActionItem.objects.visible_to(request.user).select_related("assessment__company")
    if request.method in READING:
        row = rows.filter(**wanted).first()
    else:
        mine = ActionItem.objects.writable_by(request.user)
        row = mine.select_related("assessment__company").filter(**wanted).first()
        if row is None and rows.filter(**wanted).exists():
            raise PermissionDenied
    if row is None:
        raise Http404
    return row
