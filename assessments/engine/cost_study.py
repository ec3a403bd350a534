"""The front door to the cost of ownership: a dossier in, every option's years of payments out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assessments.catalogue.content import Catalogue

from .capacity import answer_seconds, at_once
from .case import AS_ANSWERED, Case, Scenario, cases
from .cost_result import CostStudy, OptionCosts, Peak, Share, VolumeCrossing
from .crossings import Line, curves, month_line, time_crossings, volume_crossings
from .demand import Demand
from .dossier import Dossier
from .figures import Figures, fixed, plus, times
from .ownership import terms
from .ownership_draws import DRAWS, Sampled
from .reading import dossier_sha256
from .recommendation import seed_of
from .result import Range
from .rules import Facts, Screening, confirmation, screen
from .split import gateway, option_costs, shares
from .usage import Volume

HORIZON = 36  # months
# How far break-evens are searched: so many times today's volume, at least so many tokens a month.
FURTHEST, FURTHEST_TOKENS = 1_000, 100e9
# What a chart of the volume shows: times today's volume at least, and past the break-evens.
SHOWN, BEYOND = 10, 1.25
# Without any volume break-evens are worked out for this mix of input and output (domain notes).
NOMINAL = Volume(fixed(6e6), fixed(1e6), fixed(0), known=False)
# The peak is told for a service's usual speed: on own hardware speed follows from the peak.
SERVICE = "open_eu_api"
# F15: minutes one request saves; the choices say "about".
MINUTES_SAVED = {
    "1": Range(0.5, 1, 2),
    "3": Range(2, 3, 5),
    "10": Range(6, 10, 15),
    "30": Range(20, 30, 40),
    "more": Range(30, 45, 60),
}


@dataclass(frozen=True, slots=True)
class Basis:
    """What all studies of one dossier share, worked out once."""

    cases: tuple[Case, ...]
    screenings: tuple[Screening, ...]
    dossier: Dossier
    catalogue: Catalogue
    figures: Figures
    likely: Sampled
    drawn: Sampled
    horizon: int
    token_price: float

    @property
    def samples(self) -> tuple[Sampled, Sampled]:
        """The likely case and the drawn ones."""
        return self.likely, self.drawn


def prepare(
    dossier: Dossier,
    catalogue: Catalogue,
    horizon: int = HORIZON,
    scenario: Scenario = AS_ANSWERED,
    draws: int = DRAWS,
) -> Basis:
    """Work out what `study_of` needs for every use case and for all of them together.

    horizon: months, from 1. Pure: the draws' seed comes from the dossier's hash. Raises
    ValueError on a horizon or a number of draws below one.
    """
    if horizon < 1:
        raise ValueError("at least one month")
    figures = Figures.of(catalogue, dossier.figures)
    likely = Sampled.likely(figures)
    found = cases(dossier, catalogue, figures, scenario)
    return Basis(
        cases=found,
        screenings=tuple(_screening(case, dossier, catalogue, scenario) for case in found),
        dossier=dossier,
        catalogue=catalogue,
        figures=figures,
        likely=likely,
        drawn=likely.redrawn(seed_of(dossier_sha256(dossier)), draws),
        horizon=horizon,
        token_price=scenario.token_price,
    )


def study(
    dossier: Dossier,
    catalogue: Catalogue,
    only: str | None = None,
    horizon: int = HORIZON,
    scenario: Scenario = AS_ANSWERED,
    lanes: Mapping[str, str] | None = None,
) -> CostStudy:
    """Cost one use case (`only`, its id), or all of them together. See `study_of`."""
    return study_of(prepare(dossier, catalogue, horizon, scenario), only, lanes)


def studies(
    dossier: Dossier,
    catalogue: Catalogue,
    horizon: int = HORIZON,
    scenario: Scenario = AS_ANSWERED,
    lanes: Mapping[str, str] | None = None,
) -> dict[str | None, CostStudy]:
    """Cost all use cases together (key None) and every one by its id, from one basis."""
    basis = prepare(dossier, catalogue, horizon, scenario)
    ids = (case.use_case.id for case in basis.cases)
    return {only: study_of(basis, only, lanes) for only in (None, *ids)}


def study_of(
    basis: Basis, only: str | None = None, lanes: Mapping[str, str] | None = None
) -> CostStudy:
    """Cost every option for one use case, or for all of them together.

    lanes: use case → option of the recommended split; only the study of all use cases has one.
    Raises ValueError on an id no use case has.
    """
    places = [n for n, case in enumerate(basis.cases) if only in (None, case.use_case.id)]
    if only is not None and not places:
        raise ValueError(f"no use case {only!r}")
    found = [basis.cases[n] for n in places]
    demands = [Demand.of(case) for case in found]
    costs, lines = _options(basis, demands)
    today = sum(demand.volume.tokens.likely for demand in demands)
    meetings = volume_crossings(lines, today, max(FURTHEST * today, FURTHEST_TOKENS))
    split = _split(basis, demands, lanes) if only is None and lanes else ()
    return CostStudy(
        use_cases=tuple(case.use_case.id for case in found),
        horizon=basis.horizon,
        peak=peak(demands, basis.figures),
        options=costs,
        curves=curves(lines, _shown(today, meetings)),
        volume_crossings=meetings,
        time_crossings=time_crossings({code: c.views["likely"] for code, c in costs.items()}),
        benefit=_benefit(found, basis.figures),
        excluded=_excluded([basis.screenings[n] for n in places], basis),
        split=split,
        gateway=gateway(len(split), basis.likely, basis.horizon),
    )


def _options(
    basis: Basis, demands: Sequence[Demand]
) -> tuple[dict[str, OptionCosts], tuple[Line, ...]]:
    """Every option's costs, and its cost of a month over the volume."""
    costs: dict[str, OptionCosts] = {}
    lines: list[Line] = []
    if not demands:
        return costs, ()
    tokens = sum(demand.volume.tokens.likely for demand in demands)
    for option in basis.catalogue.options:
        costs[option], today = option_costs(
            option, demands, basis.samples, basis.horizon, basis.token_price
        )
        if not tokens:
            nominal = [replace(demand, volume=NOMINAL) for demand in demands]
            today = terms(option, nominal, basis.likely, basis.token_price)
        mix = tokens or len(demands) * NOMINAL.tokens.likely
        lines.append(month_line(option, today, mix, basis.horizon))
    return costs, tuple(lines)


def _split(basis: Basis, demands: Sequence[Demand], lanes: Mapping[str, str]) -> tuple[Share, ...]:
    options = basis.catalogue.options
    return shares(lanes, demands, options, basis.samples, basis.horizon, basis.token_price)


def _shown(today: float, crossings: Sequence[VolumeCrossing]) -> float:
    """Tokens a month at which the curves end: past the first break-even of every pair."""
    first: dict[frozenset[str], float] = {}
    for crossing in crossings:
        pair = frozenset((crossing.cheaper_below, crossing.cheaper_above))
        first.setdefault(pair, crossing.tokens)
    return max(SHOWN * today, BEYOND * max(first.values(), default=0.0)) or FURTHEST_TOKENS


def peak(demands: Sequence[Demand], figures: Figures) -> Peak:
    """Return what these use cases ask together in a month, and in its busiest hour."""
    return Peak(
        requests=plus(*(demand.volume.requests for demand in demands)),
        tokens_in=plus(*(demand.volume.input_tokens for demand in demands)),
        tokens_out=plus(*(demand.volume.output_tokens for demand in demands)),
        at_once=plus(*(_at_once(demand, figures) for demand in demands)),
        known=bool(demands) and all(demand.volume.known for demand in demands),
    )


def _at_once(demand: Demand, figures: Figures) -> Range:
    seconds = answer_seconds(SERVICE, demand.capability, demand.volume, figures)
    return at_once(demand.volume, demand.pattern, figures, seconds) if seconds else fixed(0)


def _benefit(found: Sequence[Case], figures: Figures) -> Range | None:
    """EUR a month of working time saved, over the use cases that say how many minutes."""
    saved = [
        times(case.volume.requests, minutes, fixed(1 / 60))
        for case in found
        if (minutes := MINUTES_SAVED.get(str(case.use_case.intake.get("F15"))))
    ]
    return times(plus(*saved), figures.range("hourly_eur")) if saved else None


def _screening(case: Case, dossier: Dossier, catalogue: Catalogue, scenario: Scenario) -> Screening:
    facts = Facts.of(dossier, case.use_case, case.answers)
    return screen(catalogue, facts, dossier.confirmed, scenario.cut)


def _excluded(screenings: Sequence[Screening], basis: Basis) -> dict[str, tuple[str, ...]]:
    """Option → the rules that exclude it somewhere; none for one that a stress test cut."""
    return {
        option: tuple(
            dict.fromkeys(
                rule
                for screening in screenings
                for rule in screening.touching[option]
                if _excludes(rule, option, screening, basis)
            )
        )
        for option in basis.catalogue.options
        if any(screening.status[option] == "excluded" for screening in screenings)
    }


def _excludes(rule: str, option: str, screening: Screening, basis: Basis) -> bool:
    if screening.states.get(rule) != "holds":
        return False
    if basis.catalogue.rules[rule].kind == "gate":
        return True
    refused = confirmation(rule, option, basis.dossier.confirmed) is False
    return basis.catalogue.rules[rule].kind == "condition" and refused
