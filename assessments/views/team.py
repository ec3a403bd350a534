"""The team: who belongs to the organisation and what each may do."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.forms.team import MemberForm, RoleForm
from assessments.models import Member, Organisation, Role
from assessments.services import members

from .access import MemberRequest

PAGE = "team/team.html"


@require_http_methods(["GET", "POST"])
def team(request: MemberRequest) -> HttpResponse:
    """List members of all my organisations; owners add somebody."""
    if request.method == "GET":
        return render(request, PAGE, _context(request))
    organisation = _owned(request)
    form = MemberForm(request.POST)
    if form.is_valid():
        try:
            members.add(
                organisation,
                form.cleaned_data["email"],
                Role(form.cleaned_data["role"]),
                sign_in_url=request.build_absolute_uri(reverse("account_request_login_code")),
            )
        except members.AlreadyMemberError:
            form.add_error("email", _("This person belongs to the team already."))
        else:
            messages.success(request, _("The person is in the team and gets a mail."))
            return redirect("team")
    return render(request, PAGE, _context(request, organisation.pk, form=form), status=422)


def _owned(request: MemberRequest) -> Organisation:
    """The organisation named in the form, if this person may change its team; else 404, 403."""
    key = request.POST.get("organisation", "")
    wanted = {"pk": key} if key.isdecimal() else {"pk": 0}
    owned = Organisation.objects.owned_by(request.user).filter(**wanted).first()
    if owned is not None:
        return owned
    if Organisation.objects.visible_to(request.user).filter(**wanted).exists():
        raise PermissionDenied
    raise Http404


def _context(
    request: MemberRequest,
    chosen: int | None = None,
    *,
    form: MemberForm | None = None,
) -> dict[str, Any]:
    """Each organisation with its members and the forms of those who may change it."""
    rows = Member.objects.visible_to(request.user).select_related("organisation", "user")
    groups: dict[int, dict[str, Any]] = {}
    for member in rows.order_by("organisation__name", "organisation_id", "pk"):
        group = groups.setdefault(
            member.organisation_id,
            {"organisation": member.organisation, "members": [], "owner": False},
        )
        group["members"].append(member)
        group["owner"] |= member.user_id == request.user.pk and member.role == Role.OWNER
    for key, group in groups.items():
        mine = key == chosen
        group["form"] = form if form and mine else MemberForm()
    return {"groups": list(groups.values()), "roles": Role.choices, "form": form}


@require_POST
def member(request: MemberRequest, member_id: int) -> HttpResponse:
    """Change a member's role or take the person out; the last owner stays."""
    row = Member.objects.ruled_by(request.user).filter(pk=member_id).first()
    if row is None:
        if Member.objects.visible_to(request.user).filter(pk=member_id).exists():
            raise PermissionDenied
        raise Http404
    form = RoleForm(request.POST)
    try:
        if request.POST.get("remove"):
            members.remove(row)
            messages.success(request, _("The person has left the team. Their entries stay."))
        elif form.is_valid():
            members.change_role(row, Role(form.cleaned_data["role"]))
            messages.success(request, _("The role is saved."))
        else:
            messages.error(request, _("Choose one of the roles listed here."))
    except members.LastOwnerError:
        messages.error(request, _("Somebody must own the organisation. Name another owner first."))
    return redirect("team")
