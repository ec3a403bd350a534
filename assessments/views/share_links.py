"""Links to one version of the report: made, listed, ended."""

import io
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.forms.share_link import ShareLinkForm
from assessments.models import ReportEdition, ShareLink
from assessments.report.selection import read_selection
from assessments.services import editions
from assessments.services import share_links as sharing
from assessments.services.editions import UnreadableEditionError

from . import once
from .access import MemberRequest, assessment_for, may_change
from .edition import edition_for
from .report_choice import ReportChoice, choice_of
from .steps import steps_of

PAGE = "share/share_links.html"


@require_http_methods(["GET", "POST"])
def share_links(request: MemberRequest, assessment_id: int, number: int) -> HttpResponse:
    """Show who can read the report, or make a link; its secret is shown this once."""
    edition = edition_for(request, assessment_id, number)
    language = get_language() or "de"
    try:
        choice = choice_of(request.GET, editions.contents(edition, language).report)
    except UnreadableEditionError:  # its page says what can still be done
        return redirect("report_edition", assessment_id, number)
    if request.method == "GET":
        form = ShareLinkForm(initial={"language": language})
        return render(request, PAGE, _context(request, edition, choice, form))
    form = ShareLinkForm(request.POST)
    if not form.is_valid():
        context = _context(request, edition, choice, form)
        return render(request, PAGE, context | {"has_errors": True}, status=422)
    if once.is_repeated(request):
        messages.info(request, _("This link exists already. It was shown once."))
        return redirect("share_links", assessment_id, number)
    link, token = sharing.share(
        edition, request.user, selection=choice.selection, **form.cleaned_data
    )
    address = request.build_absolute_uri(reverse("shared_report", args=[token]))
    context = _context(request, edition, choice, ShareLinkForm(initial={"language": language}))
    context |= {"made": link, "address": address, "code": qr_code(address)}
    return render(request, PAGE, context)


def qr_code(text: str) -> SafeString:
    """Return a QR code as inline SVG; our own drawing, nothing typed gets into its markup."""
    # imported here: only pages with a code need it
    import segno

    drawing = io.BytesIO()
    segno.make(text, error="m").save(
        drawing, kind="svg", xmldecl=False, svgns=False, border=4, omitsize=True, svgclass="qr"
    )
    return mark_safe(drawing.getvalue().decode())  # noqa: S308


def _context(
    request: MemberRequest, edition: ReportEdition, choice: ReportChoice, form: ShareLinkForm
) -> dict[str, Any]:
    assessment = assessment_for(request, edition.assessment_id)
    rows = ShareLink.objects.visible_to(request.user).filter(edition__assessment=assessment)
    rows = rows.select_related("edition").defer("edition__documents")
    today = timezone.localdate()
    return {
        "assessment": assessment,
        "edition": edition,
        "choice": choice,
        "form": form,
        "once": once.fresh_key(),
        "links": [
            (
                row,
                row.revoked_at is None and row.ends_on >= today,
                bool(read_selection(row.selection)),
            )
            for row in rows
        ],
        "may_write": may_change(assessment) or request.method == "POST",
        "steps": steps_of(assessment, "report"),
    }


@require_POST
def share_link_end(request: MemberRequest, assessment_id: int, link_id: int) -> HttpResponse:
    """End a link now; it never works again."""
    wanted = {"pk": link_id, "edition__assessment_id": assessment_id}
    rows = ShareLink.objects.select_related("edition").defer("edition__documents")
    row = rows.writable_by(request.user).filter(**wanted).first()
    if row is None:
        if ShareLink.objects.visible_to(request.user).filter(**wanted).exists():
            raise PermissionDenied
        raise Http404
    sharing.revoke(row)
    messages.success(request, _("The link has ended. Nobody can open it any more."))
    return redirect("share_links", assessment_id, row.edition.number)
