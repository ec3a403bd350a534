"""Where every option stands without any draw: what a single confirmed safeguard changes."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.catalogue.content import Catalogue

from .case import appraise_all
from .dossier import Dossier
from .figures import Figures
from .rules import Facts, Screening, unknown_facts
from .start import start


@dataclass(frozen=True, slots=True)
class Position:
    """One use case: ranking and screening as `recommend` finds them, its start option.

    unknown: rule that may hold → codes of the questions whose answers are missing for it.
    """

    id: str
    title: str
    ranking: tuple[str, ...]
    screening: Screening
    start_option: str | None
    unknown: Mapping[str, tuple[str, ...]]

    @property
    def first(self) -> str | None:
        """The recommended option, None where every option is excluded."""
        return self.ranking[0] if self.ranking else None


def positions(dossier: Dossier, catalogue: Catalogue) -> tuple[Position, ...]:
    """Return the position of every use case of the dossier."""
    figures = Figures.of(catalogue, dossier.figures)
    found = []
    for appraisal in appraise_all(dossier, catalogue, figures):
        case, screening = appraisal.case, appraisal.screening
        facts = Facts.of(dossier, case.use_case, case.answers)
        found.append(
            Position(
                case.use_case.id,
                case.use_case.title,
                appraisal.ranking,
                screening,
                start(appraisal, dossier, catalogue, figures).option,
                {
                    rule: unknown_facts(catalogue.rules[rule], facts)
                    for rule, state in screening.states.items()
                    if state == "unclear"
                },
            )
        )
    return tuple(found)
