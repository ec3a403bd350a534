"""The report: one long page to read and to print, now and in each kept version; and as a PDF."""

import logging
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django_htmx.http import push_url

from assessments.models import Assessment, FileFormat, ReportEdition
from assessments.report.selection import selected
from assessments.services import comments, dossiers, editions, files, printing
from assessments.services.editions import UnreadableEditionError
from assessments.services.printing import Wanted

from .access import MemberRequest, assessment_for, may_change, wants_fragment
from .edition import edition_for, sent
from .report_choice import CHOSEN, choice_of
from .report_files import download_context
from .results import missing_input
from .steps import steps_of

PAGE, FAILED = "report/report.html", "report/failed.html"
UNREADABLE = "report/unreadable.html"
logger = logging.getLogger(__name__)


@require_safe
def report(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Show the report of what counts now, in the reader's language."""
    assessment = assessment_for(request, assessment_id)
    dossier = dossiers.of_assessment(assessment)
    missing = missing_input(dossier)
    if missing:
        context = {"assessment": assessment, "missing": missing}
        return render(request, PAGE, context | {"steps": steps_of(assessment, "report")})
    edition = editions.edition_of(assessment, request.user, dossier)
    return _page(request, assessment, edition, newest=edition.number)


@require_safe
def report_edition(request: MemberRequest, assessment_id: int, number: int) -> HttpResponse:
    """Show a version as it was."""
    assessment = assessment_for(request, assessment_id)
    edition = edition_for(request, assessment_id, number)
    newest = assessment.editions.values_list("number", flat=True).first()
    return _page(request, assessment, edition, newest=newest or number)


def _page(
    request: MemberRequest, assessment: Assessment, edition: ReportEdition, newest: int
) -> HttpResponse:
    try:
        whole = editions.contents(edition, get_language() or "de").report
    except UnreadableEditionError:
        return _unreadable(request, assessment, edition, newest)
    choice = choice_of(request.GET, whole)
    address = f"{request.path}?{choice.query}".rstrip("?")
    if CHOSEN in request.GET and not wants_fragment(request):
        return redirect(address)
    shown = selected(replace(whole, version=edition.number), choice.selection)
    remarks = comments.by_section(assessment)
    context = {
        "assessment": assessment,
        "edition": edition,
        "newest": newest,
        "report": shown,
        "choice": choice,
        "comments": remarks,
        "elsewhere": comments.without_section(remarks, [s.id for s in whole.sections]),
        "may_write": may_change(assessment),
        "why_url": reverse("report_edition", args=[assessment.pk, edition.number]) + "warum/",
        **download_context(assessment, edition, choice),
    }
    if wants_fragment(request):
        return push_url(render(request, f"{PAGE}#body", context), address)
    return render(request, PAGE, context | {"steps": steps_of(assessment, "report")})


def _unreadable(
    request: MemberRequest, assessment: Assessment, edition: ReportEdition, newest: int
) -> HttpResponse:
    """A version whose form this product no longer knows: its files, and the newest version."""
    kept = [row for row in files.ready(assessment) if row.edition_id == edition.pk]
    context: dict[str, Any] = {"assessment": assessment, "edition": edition, "files": kept}
    context["newest"] = newest
    context["steps"] = steps_of(assessment, "report")
    return render(request, UNREADABLE, context, status=410)


@require_safe
def report_pdf(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Download the newest report as PDF at once; where that fails, printing still works."""
    assessment = assessment_for(request, assessment_id)
    dossier = dossiers.of_assessment(assessment)
    if missing_input(dossier):
        return redirect("report", assessment.pk)
    try:
        edition = editions.edition_of(assessment, request.user, dossier)
        language = get_language() or "de"
        choice = choice_of(request.GET, editions.contents(edition, language).report)
        pdf = printing.made(edition, Wanted(FileFormat.PDF, language, choice.selection))
    except Exception:  # whatever breaks in there, the reader still needs a way to paper
        logger.exception("the PDF of assessment %s could not be made", assessment.pk)
        context: dict[str, Any] = {"assessment": assessment}
        context["steps"] = steps_of(assessment, "report")
        return render(request, FAILED, context, status=503)
    return sent(pdf, edition, FileFormat.PDF)
