"""Answers to moved weights, quick enough for a slider; nothing is stored."""

import threading
from collections import OrderedDict
from collections.abc import Mapping

from assessments.catalogue import load
from assessments.engine.dossier import Dossier
from assessments.engine.reading import dossier_sha256
from assessments.engine.result import UseCaseResult
from assessments.engine.what_if import Prepared, moved, prepare, what_if

KEPT = 16  # prepared use cases per process, about 1.5 MB each

_lock = threading.Lock()
_prepared: OrderedDict[tuple[str, str], Prepared] = OrderedDict()


def under(dossier: Dossier, result: UseCaseResult, points: Mapping[str, int]) -> UseCaseResult:
    """Return the use case's result if these points were the importance. Raises ValueError."""
    answers = what_if(_of(dossier, result.id), points)
    return moved(result, answers[0])


def _of(dossier: Dossier, case: str) -> Prepared:
    """What does not depend on weights; kept, because a slider asks many times."""
    key = dossier_sha256(dossier), case
    with _lock:
        if key in _prepared:
            _prepared.move_to_end(key)
            return _prepared[key]
    made = prepare(dossier, load(), only=case)
    with _lock:
        _prepared[key] = made
        while len(_prepared) > KEPT:
            _prepared.popitem(last=False)
    return made
