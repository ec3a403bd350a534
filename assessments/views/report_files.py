"""Files of a report: asked for, watched while they are made, taken along."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.forms.report_file import ReportFileForm
from assessments.models import (
    Assessment,
    FileFormat,
    FileProblem,
    FileStatus,
    ReportEdition,
    ReportFile,
    WordTemplate,
)
from assessments.report.selection import read_selection
from assessments.services import editions, files
from assessments.services.editions import UnreadableEditionError
from assessments.services.printing import Wanted, steps_of

from .access import MemberRequest, assessment_for, wants_fragment
from .edition import edition_for, sent_file
from .report_choice import APPENDIX, CASE, WITHOUT, ReportChoice, choice_of, query_of

PAGE = "report_files/file.html"
PATIENCE = 2.0  # seconds a request waits before it shows the progress


def download_context(
    assessment: Assessment, edition: ReportEdition, choice: ReportChoice
) -> dict[str, Any]:
    """What the download panel and the list of finished files show."""
    templates = WordTemplate.objects.present().filter(
        organisation_id=assessment.company.organisation_id
    )
    return {
        "formats": [(form, form.label, purpose(form)) for form in FileFormat],
        "templates": templates.defer("docx"),
        "download_query": choice.query,
        "files": files.ready(assessment),
    }


def purpose(form: FileFormat) -> str:
    """Return what a form is good for, in the reader's language."""
    words = {
        FileFormat.PDF: _("To sign and to send. Accessible, for the archive."),
        FileFormat.DOCX: _("To go on writing in, in your own template."),
        FileFormat.XLSX: _("All numbers, to go on computing with."),
        FileFormat.CSV: _("The same tables for other programs."),
        FileFormat.JSON: _("Everything put in and the result, for machines."),
    }
    return words[form]


@require_safe
def report_file_new(request: MemberRequest, assessment_id: int, number: int) -> HttpResponse:
    """Ask for a file. The same request finds the same file, so that asking changes nothing."""
    edition = edition_for(request, assessment_id, number)
    form = ReportFileForm(request.GET, organisation=edition.assessment.company.organisation_id)
    if not form.is_valid():
        for problems in form.errors.values():
            messages.error(request, " ".join(str(problem) for problem in problems))
        return _back(request, edition)
    wanted: Wanted = form.wanted()
    try:
        choice = choice_of(request.GET, editions.contents(edition, wanted.language).report)
    except UnreadableEditionError:  # its page says what can still be done
        return redirect("report_edition", assessment_id, number)
    wanted = replace(wanted, selection=choice.selection)
    row = files.ask(edition, request.user, wanted, form.template())
    row = files.wait_for(row, PATIENCE)
    name = "report_file_load" if row.status == FileStatus.DONE else "report_file"
    return redirect(name, assessment_id, row.pk)


def _back(request: MemberRequest, edition: ReportEdition) -> HttpResponse:
    """To the version with the parts that were chosen, where files are offered."""
    page = reverse("report_edition", args=[edition.assessment_id, edition.number])
    kept = QueryDict(mutable=True)
    for key in (WITHOUT, CASE, APPENDIX):
        kept.setlist(key, request.GET.getlist(key))
    query = f"?{kept.urlencode()}" if kept.urlencode() else ""
    return redirect(f"{page}{query}#dateien")


@require_safe
def report_file(request: MemberRequest, assessment_id: int, file_id: int) -> HttpResponse:
    """Show how far a file is; htmx asks again every second, and is answered when it changed."""
    assessment = assessment_for(request, assessment_id)
    row = _file_for(request, assessment_id, file_id)
    files.start(row)
    state = f"{row.status}-{row.step}"
    if wants_fragment(request) and request.GET.get("stand") == state:
        return HttpResponse(status=204)
    context = {"assessment": assessment, "file": row, "step_words": _step_words(row)}
    context["state"] = state
    context["waiting"] = row.status in (FileStatus.QUEUED, FileStatus.RUNNING)
    context["gone"] = files.is_gone(row)
    context["problem_words"] = _problem_words(row)
    context["again"] = _again(row)
    if wants_fragment(request):
        return render(request, f"{PAGE}#state", context)
    return render(request, PAGE, context)


def _step_words(row: ReportFile) -> str:
    words = {
        "read": _("reading the report"),
        "draw": _("drawing the figures"),
        "write": _("writing the file"),
    }
    names = steps_of(FileFormat(row.format))
    if not 1 <= row.step <= len(names):
        return _("Waiting for its turn.")
    return _("Step %(number)s of %(total)s: %(what)s") % {
        "number": row.step,
        "total": len(names),
        "what": words[names[row.step - 1]],
    }


def _problem_words(row: ReportFile) -> str:
    words = {
        FileProblem.TEMPLATE: _("The report could not be put into your template. Try without it."),
        FileProblem.UNREADABLE: _("This version is too old for new files. Take a newer one."),
        FileProblem.NO_ROOM: _("The server has no room for files. Tell whoever runs Modellwahl."),
    }
    usual = _("Try again in a moment. Printing from the browser works too.")
    return words.get(FileProblem(row.problem), usual) if row.problem else usual


def _again(row: ReportFile) -> str:
    """Return the address that asks for the same file again."""
    query = QueryDict(query_of(read_selection(row.selection)), mutable=True)
    query["format"], query["sprache"] = row.format, row.language
    if row.template_id and row.problem != FileProblem.TEMPLATE:
        query["vorlage"] = str(row.template_id)
    address = reverse("report_file_new", args=[row.edition.assessment_id, row.edition.number])
    return f"{address}?{query.urlencode()}"


@require_safe
def report_file_load(request: MemberRequest, assessment_id: int, file_id: int) -> HttpResponseBase:
    """Send a finished file; one on its way or gone leads back to its page."""
    row = _file_for(request, assessment_id, file_id)
    if row.status != FileStatus.DONE or files.is_gone(row):
        return redirect("report_file", assessment_id, file_id)
    return sent_file(row, row.edition)


def _file_for(request: MemberRequest, assessment_id: int, file_id: int) -> ReportFile:
    rows = ReportFile.objects.visible_to(request.user).filter(
        edition__assessment_id=assessment_id, pk=file_id
    )
    rows = rows.select_related("edition__assessment__company", "template")
    row = rows.defer("edition__documents", "template__docx").first()
    if row is None:
        raise Http404
    return row
