"""Files of an organisation's look: its logo, its Word templates, one to begin with."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.models import FileFormat, Logo, Organisation, WordTemplate
from assessments.services import word_templates
from assessments.services.printing import TYPES

from .access import MemberRequest


@require_safe
def logo_picture(request: MemberRequest, logo_id: int) -> HttpResponse:
    """The picture as it stands on reports."""
    logo = get_object_or_404(Logo.objects.visible_to(request.user), pk=logo_id)
    return HttpResponse(bytes(logo.png), content_type="image/png")


@require_safe
def word_template(request: MemberRequest, template_id: int) -> HttpResponse:
    """The template as it was uploaded."""
    template = _template(request, template_id)
    return _docx(bytes(template.docx), template.name)


@require_safe
def word_template_preview(request: MemberRequest, template_id: int) -> HttpResponse:
    """The report of a demo company, written into the template."""
    template = _template(request, template_id)
    data = word_templates.preview(template, get_language() or "de")
    word = _("preview")
    return _docx(data, f"{template.name} {word}")


@require_safe
def word_starter(request: MemberRequest) -> HttpResponse:
    """A template to begin with, in the colour of the person's organisation."""
    key = request.GET.get("organisation", "")
    rows = Organisation.objects.visible_to(request.user).order_by("pk")
    if key:
        rows = rows.filter(pk=int(key) if key.isdecimal() and len(key) < 18 else 0)
    organisation = rows.first()
    if key and organisation is None:
        raise Http404
    data = word_templates.example_for(organisation or Organisation(), get_language() or "de")
    return _docx(data, _("Template for reports"))


def _template(request: MemberRequest, template_id: int) -> WordTemplate:
    rows = WordTemplate.objects.visible_to(request.user).present()
    return get_object_or_404(rows.select_related("organisation__logo"), pk=template_id)


def _docx(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=TYPES[FileFormat.DOCX])
    file = f"{slugify(name, allow_unicode=True) or 'word'}.docx"
    answer["Content-Disposition"] = content_disposition_header(True, file) or ""
    return answer
