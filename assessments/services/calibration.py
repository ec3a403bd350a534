"""An organisation's own levels and effects: put in, put back, and the catalogue they make."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from django.db import IntegrityError, transaction

from assessments.catalogue import Catalogue, load
from assessments.catalogue.entries import Criterion, Level, Question, SourcingOption
from assessments.catalogue.overrides import Overrides, OwnEffect, OwnLevel, overridden
from assessments.engine.dossier import Dossier
from assessments.engine.neutrality import FirstPlace, first_places
from assessments.models import Assessment, Calibration, CalibrationKind, Organisation, User

from .examples import NAMES, read_example

BASE, EFFECT = CalibrationKind.BASE, CalibrationKind.EFFECT
KEPT = 64  # catalogues with own values per process


class StaleCalibrationError(Exception):
    """Somebody changed this value meanwhile. stored: what counts now, None = the catalogue's."""

    def __init__(self, stored: Calibration | None) -> None:
        self.stored = stored
        super().__init__(f"now {stored}")


@dataclass(frozen=True, slots=True)
class Given:
    """An own value: `points` for an effect, the other three for a starting level."""

    reason: str
    level: float | None = None
    low: float | None = None
    high: float | None = None
    points: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """One value that may be judged otherwise, with what it belongs to in the catalogue.

    question, level: of an effect; None for a starting level.
    """

    kind: CalibrationKind
    criterion: Criterion
    option: SourcingOption
    question: Question | None = None
    level: Level | None = None

    @property
    def code(self) -> str:
        """Return the code it is stored under."""
        if self.question is None or self.level is None:
            return f"{self.criterion.code}.{self.option.code}"
        return f"{self.question.code}.{self.level.code}.{self.option.code}"

    @property
    def shipped(self) -> Given:
        """Return the value this place holds in its catalogue."""
        if self.level is not None:
            return Given("", points=self.level.effects.get(self.option.code, 0))
        base = self.criterion.base[self.option.code]
        return Given("", base.level, base.low, base.high)


def place_of(catalogue: Catalogue, kind: str, code: str) -> Place | None:
    """Return the place with this code, None where there is nothing to judge."""
    names = code.split(".")
    option = catalogue.options.get(names[-1])
    if option is None:
        return None
    if kind == BASE and len(names) == 2:
        criterion = catalogue.criteria.get(names[0])
        known = criterion is not None and option.code in criterion.base
        return Place(BASE, criterion, option) if criterion and known else None
    if kind == EFFECT and len(names) == 3:
        question = catalogue.questions.get(names[0])
        level = question.level(names[1]) if question else None
        if question and level:
            criterion = catalogue.criteria[question.criterion]
            return Place(EFFECT, criterion, option, question, level)
    return None


def catalogue_of(organisation_id: int) -> Catalogue:
    """Return the catalogue an organisation's assessments are judged by; one query.

    It is the shipped one with the organisation's own values in it. The same values give the
    same object again, so that what was worked out from it is found again.
    """
    return catalogue_with(Calibration.objects.counting(organisation_id))


def catalogue_for(assessment: Assessment) -> Catalogue:
    """Return the catalogue this assessment is judged by; its company should be fetched."""
    return catalogue_of(assessment.company.organisation_id)


def catalogue_with(rows: Iterable[Calibration]) -> Catalogue:
    """Return the shipped catalogue with the values of these rows in it."""
    return _made(overrides_of(rows))


@lru_cache(maxsize=KEPT)
def _made(overrides: Overrides) -> Catalogue:
    return overridden(load(), overrides)


def overrides_of(rows: Iterable[Calibration]) -> Overrides:
    """Return rows as plain values."""
    levels, effects = [], []
    for row in rows:
        names = row.code.split(".")
        if row.level is not None and row.low is not None and row.high is not None:
            criterion, option = names
            levels.append(OwnLevel(criterion, option, row.level, row.low, row.high, row.reason))
        elif row.points is not None:
            question, level, option = names
            effects.append(OwnEffect(question, level, option, row.points, row.reason))
    return Overrides(tuple(levels), tuple(effects))


def tried(organisation_id: int, place: Place, given: Given) -> Catalogue:
    """Return the organisation's catalogue as if this value were its own; nothing is stored."""
    rows = [
        row
        for row in Calibration.objects.counting(organisation_id)
        if (row.kind, row.code) != (place.kind, place.code)
    ]
    return catalogue_with([*rows, _row(organisation_id, place, given)])


def put(
    organisation: Organisation, place: Place, given: Given, *, seen: int, user: User | None
) -> Calibration:
    """Let an own value count in place of the catalogue's and of an earlier own one.

    seen: the version the person had before their eyes, 0 for the catalogue's value. The caller
    has checked that they may change the organisation and that the value is within bounds.
    Raises StaleCalibrationError if another value counts now.
    """
    try:
        with transaction.atomic():
            stored = _stored(organisation, place, seen)
            if stored is not None and said(stored) == given:
                return stored
            _retire(stored)
            row = _row(organisation.pk, place, given)
            row.version = _last_version(organisation, place) + 1
            row.by = user
            row.save()
            return row
    except IntegrityError:  # somebody stored one at the same moment
        raise StaleCalibrationError(active(organisation, place)) from None


@transaction.atomic
def put_back(
    organisation: Organisation, place: Place, version: int, *, seen: int, user: User | None
) -> Calibration | None:
    """Let an earlier own value count again, or the catalogue's (version 0).

    Returns what counts now. Raises StaleCalibrationError, and Calibration.DoesNotExist for a
    version that never was.
    """
    if version:
        rows = Calibration.objects.of_value(organisation.pk, place.kind, place.code)
        return put(organisation, place, said(rows.get(version=version)), seen=seen, user=user)
    _retire(_stored(organisation, place, seen))
    return None


def active(organisation: Organisation, place: Place) -> Calibration | None:
    """Return the own value that counts at this place, None where the catalogue's does."""
    rows = Calibration.objects.of_value(organisation.pk, place.kind, place.code)
    return rows.filter(active=True).select_related("by").first()


def _stored(organisation: Organisation, place: Place, seen: int) -> Calibration | None:
    # Locked, so that two people cannot both believe to follow the same version.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    stored = active(organisation, place)
    if (stored.version if stored else 0) != seen:
        raise StaleCalibrationError(stored)
    return stored


def _retire(stored: Calibration | None) -> None:
    if stored is not None:
        Calibration.objects.filter(pk=stored.pk).update(active=False)


def _last_version(organisation: Organisation, place: Place) -> int:
    newest = Calibration.objects.of_value(organisation.pk, place.kind, place.code).first()
    return newest.version if newest else 0


def said(row: Calibration) -> Given:
    """Return what a row says."""
    return Given(row.reason, row.level, row.low, row.high, row.points)


def _row(organisation_id: int, place: Place, given: Given) -> Calibration:
    return Calibration(
        organisation_id=organisation_id,
        kind=place.kind,
        code=place.code,
        level=given.level,
        low=given.low,
        high=given.high,
        points=given.points,
        reason=given.reason,
    )


def examples_under(catalogue: Catalogue) -> tuple[FirstPlace, ...]:
    """Return who comes first in every use case of the examples, judged by this catalogue."""
    return first_places(_examples(), catalogue)


@cache
def _examples() -> tuple[Dossier, ...]:
    return tuple(read_example(name) for name in NAMES)
