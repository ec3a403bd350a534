"""What readiness lacks most: every theme's gap, weighted by how much the theme matters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessments.catalogue.content import Catalogue

from .dossier import Dossier
from .readiness import theme_levels
from .result import UseCaseResult

NOT_IMPORTANT, MEDIUM = 1, 2


@dataclass(frozen=True, slots=True)
class Gap:
    """One theme whose level is known.

    importance: 1 (not) … 3 (high), medium where nobody said. to_start, to_target: levels
    lacking for every start and for every target; negative where the theme is further than
    needed. bars: it keeps a use case from starting with its target, by its level or otherwise
    (nobody to run a server, no time to buy one).
    """

    theme: str
    level: int
    importance: int
    to_start: int
    to_target: int
    bars: bool

    @property
    def weight(self) -> float:
        """Importance times the levels lacking."""
        return float(self.importance * max(self.to_start, self.to_target, 0))


def gaps(
    dossier: Dossier, catalogue: Catalogue, results: Sequence[UseCaseResult]
) -> tuple[Gap, ...]:
    """Return the themes in the order to work on them.

    The greatest weight first; among equals what matters more, then what is nearest to lacking
    for a start, for a target, and the weakest. A theme said not to matter comes last unless it
    bars a target. Own judgement.
    """
    starts = {r.start_option for r in results} - {None}
    targets = {r.target_option for r in results} - {None}
    barring = {theme for result in results for theme in result.start_themes}
    found = [
        Gap(
            theme=theme,
            level=level,
            importance=dossier.theme_importance.get(theme, MEDIUM),
            to_start=_needed(catalogue, theme, starts) - level,
            to_target=_needed(catalogue, theme, targets) - level,
            bars=theme in barring,
        )
        for theme, level in theme_levels(catalogue, dossier.readiness).items()
        if level is not None
    ]
    return tuple(sorted(found, key=_place))


def _place(gap: Gap) -> tuple[bool, float, int, int, int, int]:
    waits = gap.importance == NOT_IMPORTANT and not gap.bars
    return waits, -gap.weight, -gap.importance, -gap.to_start, -gap.to_target, gap.level


def _needed(catalogue: Catalogue, theme: str, ways: Iterable[str | None]) -> int:
    needed = (catalogue.options[way].readiness.get(theme, 1) for way in ways if way)
    return max(needed, default=1)
