"""Does an importance entry hold what its method needs? Every fault with its pointer.

Contradicting oneself is no fault; only what cannot be read as an answer is.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from .pairs import MIRRORED, STRONGEST, WEAKEST, joined, split, unlinked
from .problems import Path, Problem, is_number, pointer
from .weighing import AHP, BEST_WORST, LARGEST, POINTS, RANK, RATING, SWING, TOTAL_POINTS

ROUNDING = 1e-6


def importance_problems(given: Any, criteria: Sequence[str], place: Path) -> Iterator[Problem]:
    """Yield every fault of one respondent's entry; parts of a wrong shape are passed over."""
    if not isinstance(given, Mapping):
        return
    method, values = given.get("method"), given.get("values")
    if isinstance(method, str) and method in _JUDGED and isinstance(values, Mapping):
        yield from _JUDGED[method](method, values, criteria, (*place, "values"))


def weight_problems(importance: Sequence[Any]) -> Iterator[Problem]:
    """Yield a fault if respondents are there and none of them counts."""
    weights = [given.get("weight", 1) for given in importance if isinstance(given, Mapping)]
    if weights and all(is_number(weight) and weight == 0 for weight in weights):
        yield Problem("/importance", "at least one respondent with a weight above 0")


def _codes(values: Mapping[str, Any], codes: Sequence[str], place: Path) -> Iterator[Problem]:
    for code in values:
        if code not in codes:
            yield Problem(pointer((*place, code)), f"one of {', '.join(codes)}")


def _missing(
    values: Mapping[str, Any], codes: Sequence[str], place: Path, expected: str
) -> Iterator[Problem]:
    for code in codes:
        if code not in values:
            yield Problem(pointer((*place, code)), expected)


def _amounts(
    method: str, values: Mapping[str, Any], criteria: Sequence[str], place: Path
) -> Iterator[Problem]:
    yield from _codes(values, criteria, place)
    yield from _missing(values, criteria, place, "a figure for this criterion")
    for code, value in values.items():
        if is_number(value) and not value <= LARGEST[method]:
            yield Problem(pointer((*place, code)), f"0 to {LARGEST[method]}")
    figures = [value for value in values.values() if is_number(value)]
    if len(figures) < len(criteria):
        return
    total = sum(figures)
    if method == POINTS and not abs(total - TOTAL_POINTS) <= ROUNDING:
        yield Problem(pointer(place), f"{TOTAL_POINTS} points in all, found {total:g}")
    elif not total > 0:
        yield Problem(pointer(place), "at least one figure above 0")


def _ranks(
    _: str, values: Mapping[str, Any], criteria: Sequence[str], place: Path
) -> Iterator[Problem]:
    yield from _codes(values, criteria, place)
    yield from _missing(values, criteria, place, "a place for this criterion")
    for code, value in values.items():
        if is_number(value) and value > len(criteria):
            yield Problem(pointer((*place, code)), f"a place from 1 to {len(criteria)}")


def _best_worst(
    _: str, values: Mapping[str, Any], criteria: Sequence[str], place: Path
) -> Iterator[Problem]:
    best, worst = values.get("best"), values.get("worst")
    for role, code in (("best", best), ("worst", worst)):
        if isinstance(code, str) and code not in criteria:
            yield Problem(pointer((*place, role)), f"one of {', '.join(criteria)}")
    if not (isinstance(best, str) and isinstance(worst, str) and {best, worst} <= set(criteria)):
        return
    if best == worst:
        yield Problem(pointer((*place, "worst")), "another criterion than the best")
        return
    middle = [code for code in criteria if code not in (best, worst)]
    tables = {
        name: table
        for name in ("best_to_others", "others_to_worst")
        if isinstance(table := values.get(name), Mapping)
    }
    for name, needed in (("best_to_others", [*middle, worst]), ("others_to_worst", middle)):
        if name in tables:
            here = (*place, name)
            yield from _codes(tables[name], criteria, here)
            yield from _missing(tables[name], needed, here, "1 to 9 for this criterion")
    yield from _repeated(best, worst, tables, place)


def _repeated(
    best: str, worst: str, tables: Mapping[str, Mapping[str, Any]], place: Path
) -> Iterator[Problem]:
    """A criterion against itself is 1; best against worst may stand twice, but only alike."""
    from_best, to_worst = tables.get("best_to_others", {}), tables.get("others_to_worst", {})
    if from_best.get(best, 1) != 1:
        yield Problem(pointer((*place, "best_to_others", best)), "1, or to be left out")
    if to_worst.get(worst, 1) != 1:
        yield Problem(pointer((*place, "others_to_worst", worst)), "1, or to be left out")
    over_worst = from_best.get(worst)
    if is_number(over_worst) and to_worst.get(best, over_worst) != over_worst:
        text = f"{over_worst:g} as in best_to_others/{worst}, or to be left out"
        yield Problem(pointer((*place, "others_to_worst", best)), text)


def _pairs(
    _: str, values: Mapping[str, Any], criteria: Sequence[str], place: Path
) -> Iterator[Problem]:
    sound = []
    for pair, value in values.items():
        first, second = split(pair)
        if first not in criteria or second not in criteria or first == second:
            example = joined(criteria[0], criteria[1])
            yield Problem(pointer((*place, pair)), f"two different criteria such as {example}")
            continue
        sound.append(pair)
        if not is_number(value):
            continue
        if not WEAKEST <= value <= STRONGEST:
            yield Problem(pointer((*place, pair)), "1/9 to 9 (0.111 to 9)")
        mirror = values.get(joined(second, first))
        # Of two contradicting mirrors the one in the catalogue's order counts as meant.
        late = criteria.index(first) > criteria.index(second)
        if late and is_number(mirror) and not abs(value * mirror - 1) <= MIRRORED:
            text = f"1 divided by {joined(second, first)}, or to be left out"
            yield Problem(pointer((*place, pair)), text)
    if apart := unlinked(sound, criteria):
        text = f"pairs that link {criteria[0]} with {', '.join(apart)}"
        yield Problem(pointer(place), text)


_JUDGED: dict[str, Callable[[str, Mapping[str, Any], Sequence[str], Path], Iterator[Problem]]] = {
    **dict.fromkeys((POINTS, RATING, SWING), _amounts),
    RANK: _ranks,
    BEST_WORST: _best_worst,
    AHP: _pairs,
}
