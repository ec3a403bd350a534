"""The start page of whoever is signed in: what is open, and how to begin."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.models import Assessment, Company, Organisation
from assessments.services import assessing, examples

from .access import MemberRequest, assessment_for, company_for, wants_fragment

PAGE = "dashboard/dashboard.html"
PER_PAGE = 50


@require_safe
def dashboard(request: MemberRequest) -> HttpResponse:
    """List the assessments this person may see, newest change first; searchable."""
    part = "#list" if wants_fragment(request) else ""
    return render(request, f"{PAGE}{part}", _context(request, request.GET))


def _context(request: MemberRequest, given: Any) -> dict[str, Any]:
    words, archived = given.get("q", "").strip()[:100], given.get("archiv") == "1"
    mine = Assessment.objects.visible_to(request.user).select_related("company")
    rows = mine.exclude(archived_at=None) if archived else mine.current()
    found = list(rows.matching(words).with_counts()[: PER_PAGE + 1])
    removed = given.get("entfernt", "")
    return {
        "assessments": found[:PER_PAGE],
        "more": len(found) > PER_PAGE,
        "q": words,
        "archived": archived,
        "today": timezone.localdate(),
        "any": bool(found) or mine.exists() or _companies(request).exists(),
        "without": [] if words or archived else list(_companies(request).without_assessment()),
        "removed": mine.filter(pk=removed).first() if removed.isdecimal() else None,
        "may_write": Organisation.objects.writable_by(request.user).exists(),
    }


def _companies(request: MemberRequest) -> Any:
    return Company.objects.visible_to(request.user)


@require_POST
def assessment_new(request: MemberRequest, company_id: int) -> HttpResponse:
    """Start another assessment of a company."""
    mine = company_for(request, company_id)
    made = assessing.start(mine, _("Choice of model"), user=request.user)
    return redirect("use_cases", made.pk)


@require_POST
def assessment_archive(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Put an assessment into the archive, or bring it back."""
    mine = assessment_for(request, assessment_id)
    undo = bool(request.POST.get("undo"))
    if undo:
        assessing.bring_back(mine)
    else:
        assessing.archive(mine)
    if wants_fragment(request):
        given = {**request.POST.dict(), "entfernt": "" if undo else str(mine.pk)}
        return render(request, f"{PAGE}#list", _context(request, given))
    path = reverse("dashboard")
    return redirect(path if undo else f"{path}?entfernt={mine.pk}")


@require_POST
def example_add(request: MemberRequest, name: str) -> HttpResponse:
    """Copy one of the invented companies into the person's organisation, to look around."""
    if name not in examples.NAMES:
        raise Http404
    organisation = Organisation.objects.writable_by(request.user).first()
    if organisation is None:
        raise PermissionDenied
    title = _("Example")
    made = examples.add_example(organisation, name, title=title, user=request.user)
    messages.success(request, _("The example is yours to change. Nothing of it is real."))
    return redirect("results", made.pk)
