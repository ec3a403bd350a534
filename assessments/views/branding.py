"""How an organisation's reports look: name, colour, logo, and its own Word templates."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.forms.branding import LookForm, WordTemplateForm
from assessments.forms.template_words import placeholder_words
from assessments.forms.upload import left_out
from assessments.models import Logo, Member, Organisation, Role, WordTemplate
from assessments.report.template import PRIMARY
from assessments.services import branding as service
from assessments.services import word_templates

from .access import MemberRequest

PAGE = "branding/branding.html"
LOGO_GONE, TEMPLATE_GONE = "logo", "vorlage"  # what was removed last, for undo


@require_http_methods(["GET", "POST"])
def branding(request: MemberRequest) -> HttpResponse:
    """Show how reports look; owners change it."""
    if request.method == "GET":
        return render(request, PAGE, _context(request))
    organisation = _owned(request)
    for name, act in ACTIONS.items():
        if name in request.POST:
            return act(request, organisation)
    if "title" in request.POST or "docx" in request.FILES:
        return _add_template(request, organisation)
    return _save_look(request, organisation)


def _save_look(request: MemberRequest, organisation: Organisation) -> HttpResponse:
    given = request.POST.copy()
    if "take_colour" in given:
        given["colour"] = str(given["take_colour"])
    form = LookForm(given, request.FILES, left_out=left_out(request), auto_id=_ids(organisation))
    if not form.is_valid():
        context = _context(request, organisation.pk, look=form)
        context["file_again"] = form.cleaned_data.get("logo") is not None
        return render(request, PAGE, context, status=422)
    data = form.cleaned_data
    service.save(organisation, data["name"], data["colour"], data["logo"])
    messages.success(request, _("Saved. Reports made from now on look like this."))
    return redirect("branding")


def _add_template(request: MemberRequest, organisation: Organisation) -> HttpResponse:
    form = WordTemplateForm(
        request.POST, request.FILES, left_out=left_out(request), auto_id=_ids(organisation)
    )
    if form.is_valid():
        name, data = form.cleaned_data["title"], form.cleaned_data["docx"]
        try:
            word_templates.add(organisation, request.user, name, data)
        except word_templates.TooManyTemplatesError:
            form.add_error(
                "docx",
                _("You keep %d templates already. Remove one first.") % word_templates.MOST,
            )
        else:
            messages.success(request, _("The template is ready. Look at the preview."))
            return redirect("branding")
    context = _context(request, organisation.pk, template=form)
    return render(request, PAGE, context, status=422)


def _remove_logo(request: MemberRequest, organisation: Organisation) -> HttpResponse:
    gone = organisation.logo_id
    service.remove_logo(organisation)
    return redirect(f"{request.path}?{LOGO_GONE}={gone}" if gone else request.path)


def _restore_logo(request: MemberRequest, organisation: Organisation) -> HttpResponse:
    rows = Logo.objects.visible_to(request.user).filter(organisation=organisation)
    logo = rows.filter(pk=_key(request, "restore_logo")).first()
    if logo is None:
        raise Http404
    service.restore_logo(organisation, logo)
    return redirect("branding")


def _remove_template(request: MemberRequest, organisation: Organisation) -> HttpResponse:
    template = _template(request, organisation, "remove_template")
    word_templates.remove(template)
    return redirect(f"{request.path}?{TEMPLATE_GONE}={template.pk}")


def _restore_template(request: MemberRequest, organisation: Organisation) -> HttpResponse:
    word_templates.restore(_template(request, organisation, "restore_template"))
    return redirect("branding")


ACTIONS = {
    "remove_logo": _remove_logo,
    "restore_logo": _restore_logo,
    "remove_template": _remove_template,
    "restore_template": _restore_template,
}


def _template(request: MemberRequest, organisation: Organisation, field: str) -> WordTemplate:
    rows = WordTemplate.objects.writable_by(request.user).filter(organisation=organisation)
    template = rows.defer("docx").filter(pk=_key(request, field)).first()
    if template is None:
        raise Http404
    return template


def _key(request: MemberRequest, field: str) -> int:
    value = request.POST.get(field, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 18 else 0


def _owned(request: MemberRequest) -> Organisation:
    """The organisation named in the form, if this person owns it; else 404, 403."""
    wanted = {"pk": _key(request, "organisation")}
    owned = Organisation.objects.owned_by(request.user).filter(**wanted).first()
    if owned is not None:
        return owned
    if Organisation.objects.visible_to(request.user).filter(**wanted).exists():
        raise PermissionDenied
    raise Http404


def _ids(organisation: Organisation) -> str:
    return f"o{organisation.pk}-%s"


def _context(
    request: MemberRequest,
    chosen: int | None = None,
    *,
    look: LookForm | None = None,
    template: WordTemplateForm | None = None,
) -> dict[str, Any]:
    """Each organisation with its look and its templates, and the forms of those who own it."""
    templates = WordTemplate.objects.visible_to(request.user).defer("docx")
    rows = (
        Member.objects.visible_to(request.user)
        .filter(user=request.user)
        .select_related("organisation")
        .prefetch_related(Prefetch("organisation__word_templates", templates))
        .order_by("organisation__name", "organisation_id")
    )
    groups = [_group(request, member) for member in rows]
    for group in groups:
        if group["organisation"].pk == chosen:
            group["look"] = look or group["look"]
            group["template"] = template or group["template"]
    return {"groups": groups, "form": look or template, "placeholders": placeholder_words()}


def _group(request: MemberRequest, member: Member) -> dict[str, Any]:
    organisation = member.organisation
    every = organisation.word_templates.all()
    gone = request.GET.get(TEMPLATE_GONE, "")
    logo = request.GET.get(LOGO_GONE, "")
    owner = member.role == Role.OWNER
    now = {"name": organisation.name, "colour": organisation.colour}
    return {
        "organisation": organisation,
        "owner": owner,
        "shade": organisation.colour or PRIMARY,
        "templates": [t for t in every if t.deleted_at is None],
        "removed": next((t for t in every if t.deleted_at and str(t.pk) == gone), None),
        "removed_logo": logo if owner and not organisation.logo_id and logo.isdecimal() else "",
        "look": LookForm(initial=now, auto_id=_ids(organisation)),
        "template": WordTemplateForm(auto_id=_ids(organisation)),
    }
