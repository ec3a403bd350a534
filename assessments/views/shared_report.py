"""A report for whoever has its link: read-only, without an account."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from assessments.models import FileFormat, FileStatus
from assessments.report.selection import read_selection
from assessments.services import files, printing
from assessments.services import share_links as sharing
from assessments.services.editions import UnreadableEditionError
from assessments.services.printing import Wanted

from .edition import sent_file

PAGE, OVER = "share/report.html", "share/over.html"
WAIT, FAILED = "share/wait.html", "share/failed.html"
PATIENCE = 5.0  # seconds a request waits for the PDF before it asks the reader to


@login_not_required
@require_safe
def shared_report(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show the version and the parts the link stands for."""
    link = sharing.find(token)
    if link is None:
        return _over(request)
    with translation.override(link.language):
        try:
            report = printing.shown(link.edition, link.language, read_selection(link.selection))
        except UnreadableEditionError:
            return _over(request)
        sharing.opened(link)
        context = {"link": link, "report": report, "edition": link.edition, "token": token}
        context["organisation"] = link.edition.assessment.company.organisation
        return _private(render(request, PAGE, context))


@login_not_required
@require_safe
def shared_report_pdf(request: HttpRequest, token: str) -> HttpResponseBase:
    """Download what the link shows as PDF; made once, however often it is asked for."""
    link = sharing.find(token)
    if link is None:
        return _over(request)
    wanted = Wanted(FileFormat.PDF, link.language, read_selection(link.selection))
    row = files.wait_for(files.ask(link.edition, None, wanted), PATIENCE)
    if row.status == FileStatus.DONE:
        return _private(sent_file(row, link.edition))
    with translation.override(link.language):
        if row.status == FileStatus.FAILED:
            return _private(render(request, FAILED, {"token": token}, status=503))
        return _private(render(request, WAIT, {"token": token}, status=202))


def _over(request: HttpRequest) -> HttpResponseBase:
    """One page for links that ended, were withdrawn, or never were: it gives nothing away."""
    return _private(render(request, OVER, status=404))


def _private(response: HttpResponseBase) -> HttpResponseBase:
    """The address is a secret: it goes to no other page, no search engine, no cache."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    add_never_cache_headers(response)
    return response
