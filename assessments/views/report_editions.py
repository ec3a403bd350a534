"""All versions of the report: what they recommended, and what can be done with each."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assessments.forms.edition import EditionNameForm
from assessments.models import Assessment, ReportEdition
from assessments.services import editions

from .access import MemberRequest, assessment_for, may_change
from .edition import edition_for
from .steps import steps_of

PAGE = "report/editions.html"
PER_PAGE = 25
PAGE_KEY = "seite"


@dataclass(frozen=True, slots=True)
class Row:
    """One version in the list. headline: its recommendation in one sentence."""

    edition: ReportEdition
    headline: str
    form: EditionNameForm


@require_safe
def report_editions(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """List all versions, the newest first."""
    assessment = assessment_for(request, assessment_id)
    return _page(request, assessment, request.GET.get(PAGE_KEY))


@require_POST
def report_edition_name(request: MemberRequest, assessment_id: int, number: int) -> HttpResponse:
    """Give a version a name; all else of it never changes."""
    edition = edition_for(request, assessment_id, number)
    form = _form(edition, request.POST)
    page = 1 + edition.assessment.editions.filter(number__gt=number).count() // PER_PAGE
    if not form.is_valid():
        assessment = assessment_for(request, assessment_id, to_read=True)
        return _page(request, assessment, page, {number: form})
    editions.rename(edition, form.cleaned_data["name"])
    messages.success(request, _("The name of version %s is saved.") % number)
    address = reverse("report_editions", args=[assessment_id])
    return redirect(f"{address}?{PAGE_KEY}={page}#v{number}")


def _page(
    request: MemberRequest,
    assessment: Assessment,
    number: str | int | None,
    sent: dict[int, EditionNameForm] | None = None,
) -> HttpResponse:
    """sent: the form that needs another look, by the number of its version."""
    forms = sent or {}
    rows = assessment.editions.listed().select_related("evaluation", "created_by")
    rows = rows.defer("documents", "evaluation__dossier", "evaluation__recommendation")
    page = Paginator(rows, PER_PAGE).get_page(number)
    language = get_language() or "de"
    context: dict[str, Any] = {
        "assessment": assessment,
        "page": page,
        "rows": [
            Row(row, row.headline.get(language, ""), forms.get(row.number) or _form(row))
            for row in page
        ],
        "problem": next(iter(forms.values()), None),
        "newest": page.paginator.count and rows[0].evaluation_id,
        "may_write": may_change(assessment),
        "steps": steps_of(assessment, "report"),
    }
    return render(request, PAGE, context, status=422 if forms else 200)


def _form(edition: ReportEdition, data: Any = None) -> EditionNameForm:
    auto_id, initial = f"v{edition.number}-%s", {"name": edition.name}
    return EditionNameForm(data, auto_id=auto_id, initial=initial)
