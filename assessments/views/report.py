"""The report: one long page to read and to print, and the same as an accessible PDF."""

import logging
import re

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from assessments.engine.dossier import Dossier
from assessments.models import Assessment
from assessments.report.blocks import Report
from assessments.services import dossiers, editions

from .access import MemberRequest, assessment_for
from .results import missing_input
from .steps import steps_of

PAGE = "report/report.html"
FAILED = "report/failed.html"
logger = logging.getLogger(__name__)


@require_safe
def report(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Show the whole report in the reader's language."""
    assessment = assessment_for(request, assessment_id)
    dossier = dossiers.of_assessment(assessment)
    context = {
        "assessment": assessment,
        "missing": missing_input(dossier),
        "steps": steps_of(assessment, "report"),
    }
    if not context["missing"]:
        context["report"] = _built(request, assessment, dossier)
    return render(request, PAGE, context)


@require_safe
def report_pdf(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Download the report as PDF; where that fails, say that printing still works."""
    # imported here: the typesetter costs start-up time that only this page needs
    from assessments.report.pdf import report_pdf as printed

    assessment = assessment_for(request, assessment_id)
    dossier = dossiers.of_assessment(assessment)
    if missing_input(dossier):
        return redirect("report", assessment.pk)
    try:
        pdf = printed(_built(request, assessment, dossier))
    except Exception:  # whatever breaks in there, the reader still needs a way to paper
        logger.exception("the PDF of assessment %s could not be made", assessment.pk)
        context = {"assessment": assessment, "steps": steps_of(assessment, "report")}
        return render(request, FAILED, context, status=503)
    name = filename(assessment.company.name, dossier)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        pdf, content_type="application/pdf", headers={"Content-Disposition": disposition}
    )


def _built(request: MemberRequest, assessment: Assessment, dossier: Dossier) -> Report:
    edition = editions.edition_of(assessment, request.user, dossier)
    return editions.contents(edition, get_language() or "de").report


def filename(company: str, dossier: Dossier) -> str:
    """Return "Modellwahl-Hallweg-Sondermaschinen-GmbH-2026-11-23.pdf"; letters keep umlauts."""
    safe = re.sub(r"[^\w]+", "-", company).strip("-_")[:60].rstrip("-_")
    return (
        "-".join(part for part in ("Modellwahl", safe, dossier.as_of.isoformat()) if part) + ".pdf"
    )
