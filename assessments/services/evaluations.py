"""Evaluate an assessment and keep the result with all its inputs."""

from django.db import IntegrityError, transaction
from django.db.models import Max

from assessments.catalogue import load
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

from . import dossiers


def evaluate(assessment: Assessment) -> tuple[Dossier, Recommendation, Evaluation]:
    """Return the result of what is answered now; the same input is computed only once."""
    catalogue = load()
    dossier = dossiers.of_assessment(assessment)
    key = {
        "dossier_sha256": dossier_sha256(dossier),
        "catalogue_sha256": catalogue.sha256,
        "engine_version": ENGINE_VERSION,
    }
    evaluation = Evaluation.objects.filter(assessment=assessment, **key).first()
    if evaluation is not None:
        return dossier, read_recommendation(evaluation.recommendation), evaluation
    recommendation = recommend(dossier, catalogue)
    evaluation = _keep(assessment, dossier, recommendation, key)
    return dossier, recommendation, evaluation


def _keep(
    assessment: Assessment, dossier: Dossier, recommendation: Recommendation, key: dict[str, str]
) -> Evaluation:
    try:
        with transaction.atomic():
            last = assessment.evaluations.aggregate(last=Max("number"))["last"] or 0
            return Evaluation.objects.create(
                assessment=assessment,
                number=last + 1,
                dossier=dossier_document(dossier),
                recommendation=recommendation_document(recommendation),
                seed=recommendation.seed,
                **key,
            )
    except IntegrityError:
        # Another tab evaluated the same answers at this moment; its result is the same.
        return Evaluation.objects.get(assessment=assessment, **key)
