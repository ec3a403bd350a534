"""Who is invited to answer: made, watched, reminded, ended."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.forms.invitation import InvitationForm
from assessments.models import Assessment, Invitation, InvitationKind, Response, UseCase
from assessments.services import invitation_mail
from assessments.services import invitations as inviting

from . import once
from .access import MemberRequest, assessment_for, may_change
from .share_links import qr_code
from .steps import steps_of

PAGE = "invitations/invitations.html"


@require_http_methods(["GET", "POST"])
def invitations(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """List invitations with what has come back; make one, whose link is shown this once."""
    assessment = assessment_for(request, assessment_id)
    cases = list(UseCase.objects.present().filter(assessment=assessment))
    if request.method == "GET":
        return render(request, PAGE, _context(request, assessment, InvitationForm(cases)))
    form = InvitationForm(cases, request.POST)
    if not form.is_valid():
        context = _context(request, assessment, form)
        return render(request, PAGE, context | {"has_errors": True}, status=422)
    if once.is_repeated(request):
        messages.info(request, _("This invitation exists already. Its link was shown once."))
        return redirect("invitations", assessment_id)
    kind = InvitationKind(form.cleaned_data["kind"])
    made, token = inviting.invite(assessment, request.user, kind, form.entered)
    address = _address(request, token)
    sent = invitation_mail.send(made, address)
    context = _context(request, assessment, InvitationForm(cases))
    context |= {"made": made, "address": address, "code": qr_code(address), "sent": sent}
    return render(request, PAGE, context)


def _address(request: MemberRequest, token: str) -> str:
    return request.build_absolute_uri(reverse("guest_enter", args=[token]))


def _context(
    request: MemberRequest, assessment: Assessment, form: InvitationForm
) -> dict[str, Any]:
    rows = Invitation.objects.visible_to(request.user).filter(assessment=assessment)
    today = timezone.localdate()
    return {
        "assessment": assessment,
        "form": form,
        "once": once.fresh_key(),
        "rows": [
            {
                "invitation": row,
                "works": row.revoked_at is None and row.ends_on >= today,
                "people": list(row.responses.all()),
                "due": row.remind_on is not None and row.remind_on <= today,
            }
            for row in rows.prefetch_related("responses__answers")
        ],
        "may_write": may_change(assessment) or request.method == "POST",
        "steps": steps_of(assessment, "questions"),
    }


@require_POST
def invitation(request: MemberRequest, assessment_id: int, invitation_id: int) -> HttpResponse:
    """End an invitation, or give it a new link – by mail where there is an address."""
    row = _invitation_for(request, assessment_id, invitation_id)
    what = request.POST.get("do", "")
    if what == "end":
        inviting.revoke(row)
        messages.success(request, _("The link has ended. What was answered stays."))
        return redirect("invitations", assessment_id)
    if what != "renew":
        raise Http404
    end = max(row.ends_on, timezone.localdate() + inviting.LONGER)
    address = _address(request, inviting.renew(row, end))
    row.refresh_from_db()
    sent = invitation_mail.send(row, address, reminder=True)
    assessment = assessment_for(request, assessment_id)
    cases = list(UseCase.objects.present().filter(assessment=assessment))
    context = _context(request, assessment, InvitationForm(cases))
    context |= {"made": row, "address": address, "code": qr_code(address), "sent": sent}
    return render(request, PAGE, context)


def _invitation_for(request: MemberRequest, assessment_id: int, invitation_id: int) -> Invitation:
    wanted = {"pk": invitation_id, "assessment_id": assessment_id}
    related = "assessment__company__organisation"
    rows = Invitation.objects.select_related(related)
    row = rows.writable_by(request.user).filter(**wanted).first()
    if row is None:
        if Invitation.objects.visible_to(request.user).filter(**wanted).exists():
            raise PermissionDenied
        raise Http404
    return row


@require_POST
def response_reopen(request: MemberRequest, assessment_id: int, response_id: int) -> HttpResponse:
    """Let somebody who has handed in go on."""
    wanted = {"pk": response_id, "assessment_id": assessment_id, "invitation__isnull": False}
    row = Response.objects.writable_by(request.user).filter(**wanted).first()
    if row is None:
        if Response.objects.visible_to(request.user).filter(**wanted).exists():
            raise PermissionDenied
        raise Http404
    inviting.reopen(row)
    messages.success(request, _("%s can go on answering.") % row)
    return redirect("invitations", assessment_id)
