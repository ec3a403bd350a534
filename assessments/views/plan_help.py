"""Where the company stands, theme by theme, and what help there is on the way up."""

from dataclasses import dataclass
from datetime import date

from assessments.catalogue import load
from assessments.catalogue.help import HelpOffer, HelpStanding
from assessments.engine.gaps import MEDIUM
from assessments.engine.result import Recommendation
from assessments.services.maturity import Standing, standings

from .plan_board import Board


@dataclass(frozen=True, slots=True)
class Offer:
    """One kind of help and whether one may still count on it."""

    entry: HelpOffer
    standing: HelpStanding


@dataclass(frozen=True, slots=True)
class ThemeHelp:
    """One theme below the top. needed: the level the recommended ways ask for, None = enough."""

    standing: Standing
    needed: int | None
    offers: tuple[Offer, ...]

    @property
    def weight(self) -> int:
        """Importance times the levels lacking, as the engine orders the next steps."""
        said = self.standing.importance
        lacking = self.needed - (self.standing.level or 0) if self.needed else 0
        return (int(said.code) if said else MEDIUM) * lacking


def themes_with_help(board: Board) -> list[ThemeHelp]:
    """Themes that can still rise: what the ways lack most first, then the weakest.

    Lacking most: importance times levels lacking, medium importance where nobody said.
    """
    needed = needed_levels(board.recommendation)
    themes = [
        _theme(standing, needed, board.today)
        for standing in standings(load(), board.answers)
        if standing.level is not None and standing.level < len(standing.theme.actions)
    ]
    return sorted(themes, key=lambda t: (-t.weight, t.standing.level))


def ended_offers(today: date) -> list[HelpOffer]:
    """Programmes that still stand in many lists but can no longer be had."""
    return [offer for offer in load().help_offers if offer.standing(today) == "ended"]


def needed_levels(recommendation: Recommendation | None) -> dict[str, int]:
    """The level each theme needs for every start and target together."""
    results = recommendation.use_cases if recommendation else ()
    ways = {way for r in results for way in (r.start_option, r.target_option) if way}
    needed: dict[str, int] = {}
    for way in ways:
        for theme, level in load().options[way].readiness.items():
            needed[theme] = max(level, needed.get(theme, 0))
    return needed


def _theme(standing: Standing, needed: dict[str, int], today: date) -> ThemeHelp:
    level = standing.level or 0
    code = standing.theme.code
    offers = tuple(
        Offer(offer, offer.standing(today))
        for offer in load().help_offers
        if offer.fits(code, level) and offer.standing(today) != "ended"
    )
    return ThemeHelp(standing, needed[code] if needed.get(code, 0) > level else None, offers)
