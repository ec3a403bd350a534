"""Two results of one company side by side: which there are, and what changed between two."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from assessments.catalogue import Catalogue, load
from assessments.engine.comparison import Comparison, Stored, compare, standings
from assessments.engine.dossier import Dossier
from assessments.engine.reading import kept_dossier
from assessments.engine.recommendation import read_recommendation
from assessments.engine.result import Recommendation
from assessments.models import Assessment, CatalogueSnapshot, Evaluation, ReportEdition, User

from . import snapshots

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Moment:
    """One result that can be compared. name: of its report's version, "" without.

    title: of its assessment. follows_id: the assessment that one repeats.
    """

    evaluation_id: int
    assessment_id: int
    follows_id: int | None
    title: str
    number: int
    day: date
    name: str
    shown: bool

    @property
    def key(self) -> str:
        """What the address calls it."""
        return str(self.evaluation_id)


def moments(user: User, company_id: int) -> tuple[Moment, ...]:
    """Return every result of a company this user may see, the newest first; two queries.

    shown: worth offering – the first and the newest of an assessment, the last of each day, and
    what a named version of the report rests on.
    """
    rows = list(
        Evaluation.objects.visible_to(user)
        .filter(assessment__company_id=company_id)
        .select_related("assessment")
        .only("number", "created_at", "assessment", "assessment__title", "assessment__follows")
        .order_by("-created_at", "-pk")
    )
    named = dict(
        ReportEdition.objects.visible_to(user)
        .filter(assessment__company_id=company_id)
        .exclude(name="")
        .order_by("number")
        .values_list("evaluation_id", "name")
    )
    offered = _worth_offering(rows) | named.keys()
    return tuple(
        Moment(
            row.pk,
            row.assessment_id,
            row.assessment.follows_id,
            row.assessment.title,
            row.number,
            timezone.localdate(row.created_at),
            named.get(row.pk, ""),
            row.pk in offered,
        )
        for row in rows
    )


def _worth_offering(rows: Iterable[Evaluation]) -> set[int]:
    """rows: the newest first."""
    last: dict[tuple[int, date], int] = {}
    first: dict[int, int] = {}
    for row in rows:
        last.setdefault((row.assessment_id, timezone.localdate(row.created_at)), row.pk)
        first[row.assessment_id] = row.pk
    return {*last.values(), *first.values()}


def default_pair(
    assessment: Assessment, found: tuple[Moment, ...]
) -> tuple[Moment | None, Moment | None]:
    """Return what to compare unless somebody chooses: an earlier result with the newest.

    Earlier is the last one of the assessment that this one repeats, else the last named version,
    else this one's first result.
    """
    mine = [m for m in found if m.assessment_id == assessment.pk]
    if not mine:
        return None, None
    newest, earlier = mine[0], mine[1:]
    if assessment.follows_id is not None:
        repeated = [m for m in found if m.assessment_id == assessment.follows_id]
        if repeated:
            return repeated[0], newest
    named = next((m for m in earlier if m.name), None)
    return named or (earlier[-1] if earlier else None), newest


@dataclass(frozen=True, slots=True)
class Side:
    """One of two results. kept: False where its catalogue was not kept, then `catalogue` is
    today's. recommendation: None where this product no longer reads it.
    """

    moment: Moment
    dossier: Dossier
    recommendation: Recommendation | None
    catalogue: Catalogue
    kept: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """Two results and what changed from one to the other."""

    before: Side
    after: Side
    comparison: Comparison


def compared(user: User, before: Moment, after: Moment, found: tuple[Moment, ...]) -> Compared:
    """Return what changed between two results; a query, and one for each old catalogue."""
    rows = {
        row.pk: row
        for row in Evaluation.objects.visible_to(user).filter(
            pk__in=(before.evaluation_id, after.evaluation_id)
        )
    }
    sides = tuple(_side(moment, rows[moment.evaluation_id]) for moment in (before, after))
    return Compared(
        sides[0],
        sides[1],
        compare(
            sides[0].dossier,
            sides[1].dossier,
            *_catalogues(sides[0], sides[1]),
            same_ids=_origin(before, found) == _origin(after, found),
            stored=(_stored(sides[0]), _stored(sides[1])),
        ),
    )


def _side(moment: Moment, row: Evaluation) -> Side:
    catalogue, kept = _catalogue(row)
    dossier = kept_dossier(row.dossier, catalogue)
    if kept and not _computes(dossier, catalogue):
        catalogue, kept = load(), False
        dossier = kept_dossier(row.dossier, catalogue)
    return Side(moment, dossier, _recommendation(row), catalogue, kept)


def _catalogue(row: Evaluation) -> tuple[Catalogue, bool]:
    try:
        return snapshots.catalogue_of(row.catalogue_sha256), True
    except CatalogueSnapshot.DoesNotExist:
        return load(), False
    except Exception:  # whatever an older form lacks, it is as good as not kept
        logger.warning("catalogue %s cannot be read any more", row.catalogue_sha256)
        return load(), False


def _computes(dossier: Dossier, catalogue: Catalogue) -> bool:
    """False where today's engine cannot work with a catalogue of old."""
    try:
        standings(dossier, catalogue)
    except (KeyError, ValueError):
        logger.warning("catalogue %s is too old to compute with", catalogue.sha256)
        return False
    return True


def _recommendation(row: Evaluation) -> Recommendation | None:
    try:
        return read_recommendation(row.recommendation)
    except Exception:  # whatever an older form lacks, the inputs can still be compared
        logger.warning("evaluation %s cannot be read any more", row.pk)
        return None


def _catalogues(before: Side, after: Side) -> tuple[Catalogue, Catalogue]:
    """Where one was not kept, the other stands for both: nothing is made up between them."""
    if before.kept == after.kept:
        return before.catalogue, after.catalogue
    known = before.catalogue if before.kept else after.catalogue
    return known, known


def _stored(side: Side) -> Stored | None:
    if side.recommendation is None:
        return None
    return Stored(side.recommendation, side.catalogue if side.kept else None)


def _origin(moment: Moment, found: tuple[Moment, ...]) -> int:
    """The assessment at the beginning of all repetitions."""
    follows = {m.assessment_id: m.follows_id for m in found}
    here, seen = moment.assessment_id, set[int]()
    while (before := follows.get(here)) is not None and here not in seen:
        seen.add(here)
        here = before
    return here
