"""Evaluate an assessment and keep the result with all its inputs."""

from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from assessments.catalogue import Catalogue
from assessments.engine.dossier import Dossier
from assessments.engine.reading import dossier_document, dossier_sha256
from assessments.engine.recommendation import (
    ENGINE_VERSION,
    read_recommendation,
    recommend,
    recommendation_document,
)
from assessments.engine.result import Recommendation
from assessments.models import Assessment, Evaluation

from . import calibration, dossiers, snapshots

TRIES = 5  # others that may take the same number at the same moment


def evaluate(
    assessment: Assessment, dossier: Dossier | None = None, catalogue: Catalogue | None = None
) -> tuple[Dossier, Recommendation, Evaluation]:
    """Return the result of what is answered now; the same input is computed only once.

    dossier: what `dossiers.of_assessment` says; catalogue: what `calibration.catalogue_for`
    says, if they are at hand.
    """
    if catalogue is None:
        catalogue = calibration.catalogue_for(assessment)
    if dossier is None:
        dossier = dossiers.of_assessment(assessment)
    key = {
        "dossier_sha256": dossier_sha256(dossier),
        "catalogue_sha256": catalogue.sha256,
        "engine_version": ENGINE_VERSION,
    }
    evaluation = _stored(assessment, key)
    if evaluation is None:
        snapshots.keep(catalogue)
        made = recommendation_document(recommend(dossier, catalogue))
        evaluation = _keep(assessment, dossier, made, key)
    # What is stored is rounded: the first look shows the same figures as every later one.
    return dossier, read_recommendation(evaluation.recommendation), evaluation


def _stored(assessment: Assessment, key: dict[str, str]) -> Evaluation | None:
    return Evaluation.objects.filter(assessment=assessment, **key).defer("dossier").first()


def _keep(
    assessment: Assessment, dossier: Dossier, made: dict[str, Any], key: dict[str, str]
) -> Evaluation:
    """Store a result under the next number, unless somebody stored the same one meanwhile."""
    for attempt in range(TRIES):
        try:
            with transaction.atomic():
                last = assessment.evaluations.aggregate(last=Max("number"))["last"] or 0
                return Evaluation.objects.create(
                    assessment=assessment,
                    number=last + 1,
                    dossier=dossier_document(dossier),
                    recommendation=made,
                    seed=made["seed"],
                    **key,
                )
        except IntegrityError:
            # Another tab took the number: with the same answers, or with others.
            stored = _stored(assessment, key)
            if stored is not None:
                return stored
            if attempt == TRIES - 1:
                raise
    raise AssertionError("unreachable")
