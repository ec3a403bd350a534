"""The company: what is asked once, for all its assessments."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.forms.company import CompanyForm, NewCompanyForm
from assessments.models import Assessment, Company, Organisation
from assessments.services import assessing, companies

from .access import MemberRequest, company_for
from .steps import steps_of

PAGE = "company/company.html"


@require_http_methods(["GET", "POST"])
def company_new(request: MemberRequest) -> HttpResponse:
    """Ask for a new company and start its first assessment."""
    organisations = list(Organisation.objects.writable_by(request.user))
    if not organisations:
        raise PermissionDenied
    entered = request.POST if request.method == "POST" else None
    form = NewCompanyForm(entered, organisations=organisations)
    if request.method == "POST" and form.is_valid():
        made = companies.create(form.chosen_organisation, form.cleaned_data["name"], form.profile)
        assessment = assessing.start(made, _("Choice of model"), user=request.user)
        return redirect("use_cases", assessment.pk)
    return render(request, PAGE, {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def company(request: MemberRequest, company_id: int) -> HttpResponse:
    """Show the company's profile, or save it; a stale save is refused with both values."""
    mine = company_for(request, company_id)
    latest = Assessment.objects.visible_to(request.user).current().filter(company=mine).first()
    if request.method == "GET":
        return render(request, PAGE, _context(mine, latest, CompanyForm(company=mine)))
    form = CompanyForm(request.POST)
    if not form.is_valid():
        return render(request, PAGE, _context(mine, latest, form), status=422)
    keep = request.POST.get("keep", "")
    version = int(keep) if keep.isdecimal() else form.cleaned_data["version"] or 0
    try:
        companies.change(mine, form.cleaned_data["name"], form.profile, version=version)
    except companies.StaleCompanyError:
        mine.refresh_from_db()
        context = {**_context(mine, latest, form), "conflict": _differences(mine, form)}
        return render(request, PAGE, context, status=409)
    messages.success(request, _("The company is saved."))
    return redirect("use_cases", latest.pk) if latest else redirect("dashboard")


def _context(mine: Company, latest: Assessment | None, form: CompanyForm) -> dict[str, Any]:
    steps = []
    if latest is not None:
        latest.company = mine
        steps = steps_of(latest, "company")
    return {"form": form, "company": mine, "assessment": latest, "steps": steps}


def _differences(mine: Company, form: CompanyForm) -> list[tuple[str, str, str]]:
    """(label, entered, stored) of every field that differs from what stands now."""
    stored = CompanyForm(company=mine)
    rows = []
    for field in [*form.needed, *form.further]:
        now = stored.get_initial_for_field(stored.fields[field.name], field.name)
        entered = form.cleaned_data.get(field.name)
        if _shown(field, entered) != _shown(field, now):
            rows.append((str(field.label), _shown(field, entered), _shown(field, now)))
    return rows


def _shown(field: Any, value: Any) -> str:
    """A value in the words of its field."""
    if value in (None, "", []):
        return "–"
    words = dict(getattr(field.field, "choices", ()))
    values = value if isinstance(value, list) else [value]
    return ", ".join(str(words.get(v, v)) for v in values)
