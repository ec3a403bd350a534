"""Answers to moved weights, quick enough for a slider; nothing is stored."""

import threading
from collections import OrderedDict
from collections.abc import Mapping

from assessments.catalogue import Catalogue, load
from assessments.engine.dossier import Dossier
from assessments.engine.reading import dossier_sha256
from assessments.engine.result import UseCaseResult
from assessments.engine.what_if import Prepared, moved, prepare, what_if

KEPT = 16  # prepared use cases per process, about 1.5 MB each

_lock = threading.Lock()
_prepared: OrderedDict[tuple[str, str, str], Prepared] = OrderedDict()


def under(
    dossier: Dossier,
    result: UseCaseResult,
    points: Mapping[str, int],
    catalogue: Catalogue | None = None,
) -> UseCaseResult:
    """Return the use case's result if these points were the importance. Raises ValueError.

    catalogue: what the result was judged by; the shipped one unless named.
    """
    answers = what_if(_of(dossier, result.id, catalogue or load()), points)
    return moved(result, answers[0])


def _of(dossier: Dossier, case: str, catalogue: Catalogue) -> Prepared:
    """What does not depend on weights; kept, because a slider asks many times."""
    key = dossier_sha256(dossier), case, catalogue.sha256
    with _lock:
        if key in _prepared:
            _prepared.move_to_end(key)
            return _prepared[key]
    made = prepare(dossier, catalogue, only=case)
    with _lock:
        _prepared[key] = made
        while len(_prepared) > KEPT:
            _prepared.popitem(last=False)
    return made
