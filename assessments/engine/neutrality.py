"""Which way the catalogue itself leans: starting levels by camp, effects by option, examples."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessments.catalogue.content import Catalogue

from .case import appraise_all
from .dossier import Dossier
from .figures import Figures


@dataclass(frozen=True, slots=True)
class Camps:
    """Mean judged level 0 … 4 of the ways with a proprietary and with an open model."""

    criterion: str
    proprietary: float
    open: float

    @property
    def difference(self) -> float:
        """Return by how many levels open lies above proprietary."""
        return self.open - self.proprietary


@dataclass(frozen=True, slots=True)
class Balance:
    """Effect points of all possible answers on one option: the sums above and below 0."""

    option: str
    gained: int
    lost: int

    @property
    def total(self) -> int:
        """Return what is left if every answer were given once."""
        return self.gained + self.lost

    @property
    def share_gained(self) -> float:
        """Return the share 0 … 1 of the points that speak for the option; 0.5 without any."""
        all_points = self.gained - self.lost
        return self.gained / all_points if all_points else 0.5


@dataclass(frozen=True, slots=True)
class FirstPlace:
    """The best allowed option of a use case without draws; option None where none is left.

    scores: points 0 … 100 of every option.
    """

    company: str
    use_case: str
    title: str
    option: str | None
    scores: Mapping[str, float]


def camps(catalogue: Catalogue) -> tuple[Camps, ...]:
    """Compare both camps on every criterion that has judged levels."""
    found = []
    for code, criterion in catalogue.criteria.items():
        levels: dict[bool, list[float]] = {False: [], True: []}
        for option, base in criterion.base.items():
            levels[catalogue.options[option].open_weights].append(base.level)
        if levels[False] and levels[True]:
            means = [sum(of) / len(of) for of in (levels[False], levels[True])]
            found.append(Camps(code, *means))
    return tuple(found)


def balances(catalogue: Catalogue) -> tuple[Balance, ...]:
    """Sum the effects of all answers to all questions, option by option."""
    points = [
        level.effects for question in catalogue.questions.values() for level in question.levels
    ]
    return tuple(
        Balance(
            option,
            sum(max(effects.get(option, 0), 0) for effects in points),
            sum(min(effects.get(option, 0), 0) for effects in points),
        )
        for option in catalogue.options
    )


def first_places(dossiers: Iterable[Dossier], catalogue: Catalogue) -> tuple[FirstPlace, ...]:
    """Return the first place of every use case of these dossiers, without any draw."""
    return tuple(
        FirstPlace(
            dossier.company.name,
            appraisal.case.use_case.id,
            appraisal.case.use_case.title,
            appraisal.ranking[0] if appraisal.ranking else None,
            appraisal.scores,
        )
        for dossier in dossiers
        for appraisal in appraise_all(dossier, catalogue, Figures.of(catalogue, dossier.figures))
    )
