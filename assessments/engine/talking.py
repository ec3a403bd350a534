"""What to talk about: answers on which people differ, by what their difference would change.

Not the spread alone counts: two steps apart on a question that moves nothing can wait, one step
on a question that changes first place cannot.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from assessments.catalogue.content import Catalogue

from .case import Appraisal, appraise_all
from .dossier import Dossier, GivenAnswer
from .figures import Figures

Agreement = Literal["none", "single", "same", "close", "apart"]
Asked = tuple[str, str]  # question, use case ("" for the company)


@dataclass(frozen=True, slots=True)
class Talk:
    """One question on which people differ.

    flips: use cases whose first place depends on whom one follows. spread: points by which the
    lead of today's first differs between the answers, the largest over the use cases.
    """

    question: str
    use_case: str
    flips: tuple[str, ...]
    spread: float


def agreement(places: Collection[int]) -> Agreement:
    """Say how far answers agree. places: of the chosen levels on their scale, from 0.

    none: nobody answered; close: at most one step apart; apart: more.
    """
    if len(places) < 2:
        return "single" if places else "none"
    width = max(places) - min(places)
    return "same" if width == 0 else "close" if width == 1 else "apart"


def talks(
    dossier: Dossier, catalogue: Catalogue, opinions: Mapping[Asked, Collection[str]]
) -> tuple[Talk, ...]:
    """Return the questions with differing answers, the most worth talking about first.

    opinions: the levels people chose by question; fewer than two different ones are passed
    over. First come those that would change first place, then those that move the lead most.
    """
    figures = Figures.of(catalogue, dossier.figures)
    today = appraise_all(dossier, catalogue, figures)
    found = []
    for (question, use_case), levels in opinions.items():
        different = tuple(dict.fromkeys(levels))
        if len(different) < 2:
            continue
        worlds = [
            appraise_all(_with(dossier, question, use_case, level), catalogue, figures)
            for level in different
        ]
        found.append(_talk(question, use_case, today, worlds))
    return tuple(sorted(found, key=lambda talk: (-len(talk.flips), -round(talk.spread, 6))))


def _with(dossier: Dossier, question: str, use_case: str, level: str) -> Dossier:
    """Return the dossier with this answer given by everybody together."""
    answer = GivenAnswer(level=level)
    if not use_case:
        return replace(dossier, answers={**dossier.answers, question: answer})
    cases = tuple(
        replace(u, answers={**u.answers, question: answer}) if u.id == use_case else u
        for u in dossier.use_cases
    )
    return replace(dossier, use_cases=cases)


def _talk(
    question: str,
    use_case: str,
    today: tuple[Appraisal, ...],
    worlds: list[tuple[Appraisal, ...]],
) -> Talk:
    flips, spread = [], 0.0
    for at, appraisal in enumerate(today):
        firsts = {world[at].ranking[:1] for world in worlds}
        if len(firsts) > 1:
            flips.append(appraisal.case.use_case.id)
        leads = [_lead(appraisal.ranking[:1], world[at]) for world in worlds]
        spread = max(spread, max(leads) - min(leads))
    return Talk(question, use_case, tuple(flips), spread)


def _lead(first: tuple[str, ...], appraisal: Appraisal) -> float:
    """Points of today's first before the best other that is allowed."""
    if not first:
        return 0.0
    others = [appraisal.scores[code] for code in appraisal.ranking if code != first[0]]
    return appraisal.scores[first[0]] - max(others, default=0.0)
