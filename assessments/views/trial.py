"""What the card "What if …?" shows: sliders, the ranking they lead to, kept scenarios."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import reverse

from assessments.catalogue import load
from assessments.catalogue.entries import Criterion
from assessments.engine.dossier import Dossier
from assessments.engine.result import UseCaseResult
from assessments.engine.weights import whole_points
from assessments.forms.what_if import WrongWeightsError, read_points
from assessments.models import Assessment
from assessments.report.sentences import paths
from assessments.report.sentences import results as sentences
from assessments.report.voice import Voice
from assessments.services import what_ifs

CASE, WEIGHTS = "fall", "g"  # query keys
COMPARED = ("mit", "kriterium")  # query keys: what the charts compare
BAR = 100  # width of a stacked bar in its own units


@dataclass(frozen=True, slots=True)
class Slider:
    """One criterion with its amount and its share of the whole."""

    criterion: Criterion
    number: int
    amount: int
    share: float


@dataclass(frozen=True, slots=True)
class Line:
    """One way in the small ranking: points, change against the saved result, its bar.

    parts: (number of the criterion, start, width) in percent of 100 points.
    """

    rank: int | None
    name: str
    points: int
    change: int
    parts: tuple[tuple[int, float, float], ...]


def trial(
    assessment: Assessment,
    dossier: Dossier,
    result: UseCaseResult,
    importance: dict[str, float],
    given: Sequence[str],
    voice: Voice,
) -> dict[str, Any]:
    """Return the card's context. given: the amounts in the address, unread; wrong ones are
    named and the saved result is shown."""
    saved = tuple(whole_points(importance).values())
    try:
        points, problem = read_points(given, len(saved)), ""
    except WrongWeightsError as error:
        points, problem = None, str(error)
    moved = points is not None and points != saved
    now = result
    if points is not None and moved:
        shares = dict(zip(voice.catalogue.criteria, points, strict=True))
        now = what_ifs.under(dossier, result, shares, voice.catalogue)
    amounts = points or saved
    return {
        "assessment": assessment,
        "case": result.id,
        "sliders": _sliders(amounts),
        "lines": _lines(now, result, voice),
        "words": _words(now, voice),
        "moved": moved,
        "weights_problem": problem,
        "amounts": ",".join(map(str, amounts)),
        "results_url": reverse("results", args=[assessment.pk]),
    }


def _sliders(amounts: Sequence[int]) -> list[Slider]:
    total = sum(amounts)
    rows = zip(load().criteria.values(), amounts, strict=True)
    return [
        Slider(criterion, number, amount, amount / total)
        for number, (criterion, amount) in enumerate(rows, start=1)
    ]


def _lines(now: UseCaseResult, saved: UseCaseResult, voice: Voice) -> list[Line]:
    out = sentences.excluded(now)
    return [_line(code, now, saved, voice) for code in (*now.ranking, *out)]


def _line(code: str, now: UseCaseResult, saved: UseCaseResult, voice: Voice) -> Line:
    points = sentences.points_of(now, code)
    parts, start = [], 0.0
    for number, criterion in enumerate(load().criteria, start=1):
        width = BAR * now.options[code].contributions[criterion] / 100
        parts.append((number, round(start, 2), round(width, 2)))
        start += width
    change = points - sentences.points_of(saved, code)
    return Line(now.options[code].rank, voice.short(code), points, change, tuple(parts))


def _words(now: UseCaseResult, voice: Voice) -> list[str]:
    head = sentences.headline(now, voice)
    return [f"{head.kicker} {head.title}. {sentences.lede(now, voice)}"] + [
        sentence
        for sentence in (
            sentences.confidence(now, voice),
            paths.start(now, voice),
            paths.target(now, voice),
        )
        if sentence
    ]


def address(
    assessment: Assessment, case: str, points: Sequence[int] | str, before: str = ""
) -> str:
    """The result's address with these weights in it.

    before: the address in use; what its charts compare stays.
    """
    shown, query = QueryDict(urlsplit(before).query), QueryDict(mutable=True)
    written = points if isinstance(points, str) else ",".join(map(str, points))
    chosen = {CASE: case, **{key: shown.get(key, "") for key in COMPARED}, WEIGHTS: written}
    query.update({key: value for key, value in chosen.items() if value})
    return f"{reverse('results', args=[assessment.pk])}?{query.urlencode(safe=',')}"


def kept(assessment: Assessment, case: str, removed: str = "") -> dict[str, Any]:
    """The scenarios of an assessment as links, and the one just removed; one query."""
    rows = list(assessment.scenarios.all())
    return {
        "scenarios": [
            (row, address(assessment, case, row.points)) for row in rows if row.deleted_at is None
        ],
        "removed": next((row for row in rows if row.deleted_at and str(row.pk) == removed), None),
    }
