"""An edition as one document for other programs: what was put in, what came out, by what."""

from assessments.engine.exported import Versions, canonical, export_document
from assessments.models import Evaluation, ReportEdition

from . import editions


def export_json(edition: ReportEdition) -> bytes:
    """Return `modellwahl-export/1`; the same edition gives the same bytes.

    Raises UnreadableEditionError where the edition's own form cannot be read.
    """
    evaluation = Evaluation.objects.get(pk=edition.evaluation_id)
    versions = Versions(
        catalogue=evaluation.recommendation["catalogue"],
        catalogue_sha256=evaluation.catalogue_sha256,
        engine=evaluation.engine_version,
        fingerprint=evaluation.dossier_sha256,
        seed=evaluation.seed,
        report=editions.report_version(edition),
        edition=edition.number,
        evaluation=evaluation.number,
        made_at=evaluation.created_at.isoformat(),
    )
    return canonical(export_document(evaluation.dossier, evaluation.recommendation, versions))
