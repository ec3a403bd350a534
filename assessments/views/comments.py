"""Remarks on sections of the report, beside the section they belong to.

Everybody who reads the report may remark; who only reads removes their own remarks alone.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from assessments.forms.comment import CommentForm
from assessments.models import ReportEdition, SectionComment
from assessments.services import comments, editions
from assessments.services.editions import UnreadableEditionError

from .access import MemberRequest, assessment_for, may_change, wants_fragment
from .edition import edition_for

PAGE = "report/comments.html"
READ_ON = "version"  # query key: the version somebody reads while they answer an older remark


@require_http_methods(["GET", "POST"])
def section_comments(
    request: MemberRequest, assessment_id: int, number: int, section: str
) -> HttpResponse:
    """Show what was remarked on a section, or add to it."""
    edition = edition_for(request, assessment_id, number, to_read=True)
    title = _title(edition, section)
    if title is None:
        raise Http404
    if request.method == "GET":
        return _page(request, edition, section, title)
    form = CommentForm(request.POST, auto_id=f"k-{section}-%s")
    if not form.is_valid():
        return _page(request, edition, section, title, form=form)
    text = form.cleaned_data["text"]
    comments.write(edition.assessment, request.user, section, number, text)
    if wants_fragment(request):
        return _page(request, edition, section, title)
    return redirect(_back(edition, section))


@require_POST
def section_comment(request: MemberRequest, assessment_id: int, comment_id: int) -> HttpResponse:
    """Settle a remark, open it again, remove it, or bring it back."""
    what = request.POST.get("do", "")
    comment = _comment_for(request, assessment_id, comment_id, what)
    if what == "settle":
        comments.settle(comment, request.user)
    elif what == "reopen":
        comments.reopen(comment)
    elif what == "remove":
        comments.remove(comment)
    elif what == "restore":
        comments.restore(comment)
    else:
        raise Http404
    number = _number(request, comment)
    edition = edition_for(request, assessment_id, number, to_read=True)
    if wants_fragment(request) or what == "remove":
        removed = comment if what == "remove" else None
        title = _title(edition, comment.section) or ""
        return _page(request, edition, comment.section, title, removed=removed)
    return redirect(_back(edition, comment.section))


def _comment_for(
    request: MemberRequest, assessment_id: int, comment_id: int, what: str
) -> SectionComment:
    wanted = {"pk": comment_id, "assessment_id": assessment_id}
    if what in ("remove", "restore"):
        row = SectionComment.objects.removable_by(request.user).filter(**wanted).first()
    else:
        row = SectionComment.objects.writable_by(request.user).filter(**wanted).first()
    if row is None:
        if SectionComment.objects.visible_to(request.user).filter(**wanted).exists():
            raise PermissionDenied
        raise Http404
    return row


def _number(request: MemberRequest, comment: SectionComment) -> int:
    asked = request.GET.get(READ_ON, "")
    return int(asked) if asked.isdecimal() and len(asked) < 9 else comment.edition_number


def _title(edition: ReportEdition, section: str) -> str | None:
    """Return the heading of a section; None if the version has none of that name."""
    try:
        report = editions.contents(edition, get_language() or "de").report
    except UnreadableEditionError:
        return None
    return next((s.title for s in report.sections if s.id == section), None)


def _back(edition: ReportEdition, section: str) -> str:
    page = reverse("report_edition", args=[edition.assessment_id, edition.number])
    return f"{page}#k-{section}"


def _page(
    request: MemberRequest,
    edition: ReportEdition,
    section: str,
    title: str,
    *,
    form: CommentForm | None = None,
    removed: SectionComment | None = None,
) -> HttpResponse:
    assessment = assessment_for(request, edition.assessment_id, to_read=True)
    context: dict[str, Any] = {
        "assessment": assessment,
        "edition": edition,
        "section": section,
        "title": title,
        "remarks": comments.by_section(assessment).get(section),
        "form": form or CommentForm(auto_id=f"k-{section}-%s"),
        "removed": removed,
        "may_write": may_change(assessment),
        "opened": True,
    }
    fragment = wants_fragment(request)
    template = f"{PAGE}#comments" if fragment else PAGE
    return render(request, template, context | {"swapped": fragment}, status=422 if form else 200)
