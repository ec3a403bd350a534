"""Rules an organisation does not apply: seen by its members, changed by its owners."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.catalogue import load
from assessments.forms.rule_switch import RuleSwitchForm
from assessments.models import Member, Organisation, Role, RuleSwitch
from assessments.services import rule_switches as switching

from .access import MemberRequest

PAGE = "rules/switches.html"


@require_http_methods(["GET", "POST"])
def rule_switches(request: MemberRequest) -> HttpResponse:
    """List the rules that are off; owners switch one off, on again, or undo that."""
    if request.method == "GET":
        return render(request, PAGE, _context(request))
    organisation = _owned(request)
    if "on" in request.POST or "back" in request.POST:
        return _switch(request, organisation)
    off = frozenset(switching.switched_off(organisation.pk))
    form = RuleSwitchForm(request.POST, off=off)
    if form.is_valid():
        rule, reason = form.cleaned_data["rule"], form.cleaned_data["reason"]
        try:
            switching.switch_off(organisation, rule, reason, user=request.user)
        except switching.AlreadyOffError:
            form.add_error("rule", _("This rule is off already."))
        else:
            messages.success(request, _("%s is off. Results and reports say so.") % rule)
            return redirect("rule_switches")
    return render(request, PAGE, _context(request, organisation.pk, form), status=422)


def _switch(request: MemberRequest, organisation: Organisation) -> HttpResponse:
    """Switch a rule on again, or undo that."""
    key = request.POST.get("on") or request.POST.get("back") or ""
    rows = RuleSwitch.objects.ruled_by(request.user).filter(organisation=organisation)
    row = rows.filter(pk=key if key.isdecimal() else 0).first()
    if row is None:
        raise Http404
    if "on" in request.POST:
        switching.switch_on(row, user=request.user)
        return redirect(f"{request.path}?an={row.pk}")
    try:
        switching.switch_back(row)
    except switching.AlreadyOffError:
        messages.error(request, _("This rule is off already."))
    return redirect("rule_switches")


def _owned(request: MemberRequest) -> Organisation:
    """The organisation named in the form, if this person owns it; else 404, 403."""
    key = request.POST.get("organisation", "")
    wanted = {"pk": key} if key.isdecimal() else {"pk": 0}
    owned = Organisation.objects.owned_by(request.user).filter(**wanted).first()
    if owned is not None:
        return owned
    if Organisation.objects.visible_to(request.user).filter(**wanted).exists():
        raise PermissionDenied
    raise Http404


def _context(
    request: MemberRequest, chosen: int | None = None, form: RuleSwitchForm | None = None
) -> dict[str, Any]:
    """Each organisation with its rules that are off, and the form of those who own it."""
    members = Member.objects.visible_to(request.user)
    mine = members.filter(user=request.user).select_related("organisation")
    rows = RuleSwitch.objects.visible_to(request.user).select_related("by", "ended_by")
    switches = list(rows)
    groups = [
        _group(member, [s for s in switches if s.organisation_id == member.organisation_id])
        for member in mine.order_by("organisation__name", "organisation_id")
    ]
    back = request.GET.get("an", "")
    for group in groups:
        key = group["organisation"].pk
        if form and key == chosen:
            group["form"] = form
        group["undo"] = next((s for s in group["ended"] if str(s.pk) == back), None)
    return {"groups": groups, "form": form}


def _group(member: Member, switches: Iterable[RuleSwitch]) -> dict[str, Any]:
    rules = load().rules
    known = [s for s in switches if s.rule in rules]
    off = [(s, rules[s.rule]) for s in known if s.ended_at is None]
    codes = frozenset(rule.id for _, rule in off)
    prefix = f"o{member.organisation_id}-%s"
    return {
        "organisation": member.organisation,
        "owner": member.role == Role.OWNER,
        "off": off,
        "ended": [s for s in known if s.ended_at is not None],
        "form": RuleSwitchForm(off=codes, auto_id=prefix),
    }
