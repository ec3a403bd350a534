"""An organisation's Word templates: kept, removed, brought back, tried."""

import functools
import hashlib
from dataclasses import replace

from django.utils import timezone

from assessments.catalogue import load
from assessments.engine.recommendation import recommend
from assessments.models import Organisation, User, WordTemplate
from assessments.report.blocks import Report
from assessments.report.builder import Cover, report_of
from assessments.report.chapters.material import Material
from assessments.report.voice import Voice
from assessments.report.word import report_docx
from assessments.report.word.starter import starter
from assessments.report.word.template_check import without_attached_template

from .examples import read_example

MOST = 20  # templates of one organisation
PREVIEWED = 2  # chapters


class TooManyTemplatesError(Exception):
    """The organisation keeps as many templates as it may."""


def add(organisation: Organisation, user: User | None, name: str, data: bytes) -> WordTemplate:
    """Keep a template that `template_check.flaws` found sound. Raises TooManyTemplatesError."""
    if organisation.word_templates.filter(deleted_at=None).count() >= MOST:
        raise TooManyTemplatesError
    kept = without_attached_template(data)
    return WordTemplate.objects.create(
        organisation=organisation,
        name=name,
        docx=kept,
        sha256=hashlib.sha256(kept).hexdigest(),
        uploaded_by=user,
    )


def remove(template: WordTemplate) -> None:
    """Take a template out of the list; `restore` brings it back."""
    WordTemplate.objects.filter(pk=template.pk).update(deleted_at=timezone.now())


def restore(template: WordTemplate) -> None:
    """Undo `remove`."""
    WordTemplate.objects.filter(pk=template.pk).update(deleted_at=None)


def example_for(organisation: Organisation, language: str) -> bytes:
    """Return our own template to begin with, in the organisation's colour."""
    return starter(language, organisation.colour)


def preview(template: WordTemplate, language: str) -> bytes:
    """Return the first chapters on a demo company, written into the template."""
    owner = template.organisation
    report = replace(_demo(language), organisation=owner.name, colour=owner.colour)
    logo = bytes(owner.logo.png) if owner.logo else None
    return report_docx(report, logo, bytes(template.docx))


@functools.lru_cache(maxsize=2)
def _demo(language: str) -> Report:
    catalogue, dossier = load(), read_example("hallweg")
    material = Material(dossier, recommend(dossier, catalogue), Voice(catalogue, language))
    whole = report_of(material, Cover())
    # management's page and one use case hold headings, lists, tables, figures: enough to judge
    left_out = tuple(section.title for section in whole.sections[PREVIEWED:])
    return replace(whole, sections=whole.sections[:PREVIEWED], omitted=left_out, version=1)
