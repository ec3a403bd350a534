"""Save what a respondent says about importance, by any method, and which one counts."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from assessments.catalogue import load
from assessments.engine.pairs import joined
from assessments.engine.weighing import Weighing, weigh
from assessments.models import Assessment, Importance, Method, Response

TRIES = 5  # saves of other pairs that may come between


class StaleImportanceError(Exception):
    """Somebody saved other values meanwhile; `stored` is what stands now."""

    def __init__(self, stored: Importance) -> None:
        self.stored = stored
        super().__init__("the values were changed meanwhile")


def weighed(method: str, values: Mapping[str, Any]) -> Weighing | None:
    """What these values weigh; None as long as they are too few."""
    try:
        return weigh(method, values, tuple(load().criteria))
    except ValueError:
        return None


def said(response: Response, method: Method) -> Importance | None:
    """Return what somebody said by one method."""
    return Importance.objects.filter(response=response, method=method).first()


@transaction.atomic
def save(
    response: Response, method: Method, values: Mapping[str, Any], *, version: int
) -> Importance:
    """Save what a form has checked; a respondent's first weights count at once.

    version: the one the form was filled from, 0 for the first time. Raises
    StaleImportanceError when another save with other values came between.
    """
    now = _write(response, method, dict(values), version)
    _count_the_first(now)
    _changed(response)
    return now


def _write(response: Response, method: Method, values: dict[str, Any], version: int) -> Importance:
    mine = Importance.objects.filter(response=response, method=method)
    if version == 0:
        saved = _first(response, method, values)
    else:
        saved = mine.filter(version=version).update(
            values=values, version=F("version") + 1, updated_at=timezone.now()
        )
    now = mine.get()
    if not saved and now.values != values:
        raise StaleImportanceError(now)
    return now


def _first(response: Response, method: Method, values: dict[str, Any]) -> int:
    try:
        with transaction.atomic():
            Importance.objects.create(response=response, method=method, values=values)
    except IntegrityError:
        return 0
    return 1


def save_pair(
    response: Response, winner: str, other: str, figure: float, *, before: float | None
) -> Importance:
    """Save one comparison: how many times as much the winner matters as the other, 1 … 9.

    before: what the page showed for winner over other, None for nothing. Comparisons of other
    pairs may come between; raises StaleImportanceError if this one was changed.
    """
    for _ in range(TRIES):
        stored = Importance.objects.filter(response=response, method=Method.AHP).first()
        values = dict(stored.values) if stored else {}
        now = pair_figure(values, winner, other)
        if stored and not _alike(now, before) and not _alike(now, figure):
            raise StaleImportanceError(stored)
        values.pop(joined(other, winner), None)
        values[joined(winner, other)] = figure
        try:
            return save(response, Method.AHP, values, version=stored.version if stored else 0)
        except StaleImportanceError as stale:
            last = stale.stored
    raise StaleImportanceError(last)


def pair_figure(values: Mapping[str, float], first: str, second: str) -> float | None:
    """How many times as much the first matters as the second; None where nobody said."""
    if (figure := values.get(joined(first, second))) is not None:
        return figure
    mirror = values.get(joined(second, first))
    return None if mirror is None else 1 / mirror


def _alike(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one / other - 1) < 0.01


def pairs_in_order() -> list[tuple[str, str]]:
    """All pairs of criteria as they are asked: each once, every criterion first as often.

    Round the circle of criteria, then two apart, then three: the first round links all, so
    that one may stop early.
    """
    codes = tuple(load().criteria)
    pairs: dict[frozenset[str], tuple[str, str]] = {}
    for step in range(1, len(codes) // 2 + 1):
        for here, code in enumerate(codes):
            other = codes[(here + step) % len(codes)]
            pairs.setdefault(frozenset((code, other)), (code, other))
    return list(pairs.values())


def choose(importance: Importance) -> None:
    """Let this method count for its respondent. Raises ValueError if it gives no weights yet."""
    if weighed(importance.method, importance.values) is None:
        raise ValueError("these values are too few for weights")
    with transaction.atomic():
        # One at a time: two clicks at once must not leave the respondent with two.
        Response.objects.select_for_update().get(pk=importance.response_id)
        others = Importance.objects.filter(response_id=importance.response_id)
        others.filter(is_chosen=True).update(is_chosen=False)
        others.filter(pk=importance.pk).update(is_chosen=True)
        _changed(importance.response)


def _count_the_first(importance: Importance) -> None:
    if importance.is_chosen or weighed(importance.method, importance.values) is None:
        return
    Response.objects.select_for_update().get(pk=importance.response_id)
    others = Importance.objects.filter(response_id=importance.response_id, is_chosen=True)
    if not others.exists():
        Importance.objects.filter(pk=importance.pk).update(is_chosen=True)
        importance.is_chosen = True


def _changed(response: Response) -> None:
    Assessment.objects.filter(pk=response.assessment_id).update(changed_at=timezone.now())
