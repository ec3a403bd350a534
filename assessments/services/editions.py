"""Editions of the report: what somebody has seen of it stays, word for word."""

import gzip
import hashlib
import json
import threading
from collections import OrderedDict
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from assessments.catalogue import Catalogue
from assessments.engine.dossier import Dossier
from assessments.engine.result import Recommendation
from assessments.models import Assessment, Evaluation, ReportEdition, User
from assessments.report.builder import REPORT_VERSION, Cover
from assessments.report.chapters.material import Material
from assessments.report.contents import Contents, contents_of, frozen, thawed
from assessments.report.planned import PlannedStep
from assessments.report.sentences import paths
from assessments.report.voice import Voice

from . import calibration, evaluations, plan

LANGUAGES = ("de", "en")
TRIES = 5  # others that may take the same number at the same moment
KEPT = 8  # contents per process


class UnreadableEditionError(Exception):
    """The edition was written in a form that this product no longer reads."""


_lock = threading.Lock()
_kept: OrderedDict[tuple[str, str], Contents] = OrderedDict()


def edition_of(
    assessment: Assessment, user: User | None = None, dossier: Dossier | None = None
) -> ReportEdition:
    """Return the edition of what counts now; the same input is written only once.

    `assessment.company.organisation` should be fetched with it. user: whose look made it.
    """
    catalogue = calibration.catalogue_for(assessment)
    dossier, recommendation, evaluation = evaluations.evaluate(assessment, dossier, catalogue)
    entries = list(plan.entries(assessment))
    steps = {
        language: plan.planned(entries, None, Voice(catalogue, language)) for language in LANGUAGES
    }
    key = _content_sha256(assessment, evaluation, steps["en"])
    edition = _stored(assessment, key)
    if edition is None:
        made = _documents(assessment, evaluation, (dossier, recommendation, catalogue), steps)
        edition = _keep(assessment, evaluation, user, key, made)
    return edition


def rename(edition: ReportEdition, name: str) -> None:
    """Name an edition; "" takes the name away."""
    edition.name = name
    edition.save(update_fields=["name"])


def contents(edition: ReportEdition, language: str) -> Contents:
    """Return everything the edition says in one language; kept, for it never changes.

    Raises UnreadableEditionError.
    """
    language = language if language in LANGUAGES else LANGUAGES[0]
    key = edition.content_sha256, language
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    try:
        made = thawed(_unpacked(edition)[language])
    except Exception as error:  # whatever an older form lacks, the edition cannot be shown
        raise UnreadableEditionError from error
    with _lock:
        _kept[key] = made
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made


def report_version(edition: ReportEdition) -> str:
    """Return the `REPORT_VERSION` the edition was written with."""
    version: str = _unpacked(edition).get("version", "1")  # the first did not say so
    return version


def _content_sha256(
    assessment: Assessment, evaluation: Evaluation, steps: tuple[PlannedStep, ...]
) -> str:
    organisation = assessment.company.organisation
    written = json.dumps(
        [
            (REPORT_VERSION, evaluation.number),
            (evaluation.dossier_sha256, evaluation.catalogue_sha256, evaluation.engine_version),
            (organisation.name, organisation.colour, organisation.logo_id),
            [(s.title, s.detail, s.owner, str(s.due), s.status, s.reason, s.lapsed) for s in steps],
        ],
    )
    return hashlib.sha256(written.encode()).hexdigest()


def _stored(assessment: Assessment, key: str) -> ReportEdition | None:
    return ReportEdition.objects.filter(assessment=assessment, content_sha256=key).first()


def _documents(
    assessment: Assessment,
    evaluation: Evaluation,
    judged: tuple[Dossier, Recommendation, Catalogue],
    steps: dict[str, tuple[PlannedStep, ...]],
) -> dict[str, Any]:
    """Return what `ReportEdition.documents` and `headline` hold."""
    dossier, recommendation, catalogue = judged
    organisation = assessment.company.organisation
    cover = Cover(
        evaluation.number, organisation.name, organisation.colour, evaluation.dossier_sha256
    )
    documents: dict[str, Any] = {"version": REPORT_VERSION}
    headline = {}
    material = Material(dossier, recommendation, Voice(catalogue, LANGUAGES[0]))
    for language in LANGUAGES:
        material = material.spoken(Voice(catalogue, language), steps[language])
        documents[language] = frozen(contents_of(material, cover))
        headline[language] = paths.hybrid(
            recommendation.company, recommendation.use_cases, material.voice
        )
    text = json.dumps(documents, ensure_ascii=False).encode()
    return {"documents": gzip.compress(text, mtime=0), "headline": headline}


def _unpacked(edition: ReportEdition) -> dict[str, Any]:
    documents: dict[str, Any] = json.loads(gzip.decompress(edition.documents))
    return documents


def _keep(
    assessment: Assessment,
    evaluation: Evaluation,
    user: User | None,
    key: str,
    made: dict[str, Any],
) -> ReportEdition:
    """Store an edition under the next number, unless somebody stored the same one meanwhile."""
    for attempt in range(TRIES):
        try:
            with transaction.atomic():
                last = assessment.editions.aggregate(last=Max("number"))["last"] or 0
                return ReportEdition.objects.create(
                    assessment=assessment,
                    evaluation=evaluation,
                    number=last + 1,
                    content_sha256=key,
                    logo_id=assessment.company.organisation.logo_id,
                    created_by=user,
                    **made,
                )
        except IntegrityError:
            stored = _stored(assessment, key)
            if stored is not None:
                return stored
            if attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable")
