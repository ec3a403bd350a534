"""Several ways side by side: which use case takes which lane, and what looking after them costs."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from .cost_result import Course, OptionCosts, Share, View
from .demand import Demand, highest_class
from .equipment import has_spare
from .ownership import Series, Terms, series, terms
from .ownership_draws import Sampled

# The views are draws, not sums of percentiles: their parts add up to their total.
LOW, HIGH = 0.1, 0.9


def option_costs(
    option: str,
    demands: Sequence[Demand],
    samples: tuple[Sampled, Sampled],
    horizon: int,
    token_price: float = 1.0,
) -> tuple[OptionCosts, Terms]:
    """Cost one option that carries these demands; the terms are those of the likely case.

    samples: likely and drawn. horizon: months.
    """
    likely, drawn = samples
    today = terms(option, demands, likely, token_price)
    expected = series(today, likely, horizon).course(0)
    spread = series(terms(option, demands, drawn, token_price), drawn, horizon)
    costs = OptionCosts(
        option=option,
        capability=highest_class(demands),
        use_cases=tuple(demand.use_case for demand in demands),
        views=_views(expected, spread),
        spare=has_spare(option, demands, likely.figures),
    )
    return costs, today


def _views(expected: Course, spread: Series) -> dict[View, Course]:
    totals = spread.totals
    order = np.argsort(totals, kind="stable")
    low, high = (int(order[round(share * (len(order) - 1))]) for share in (LOW, HIGH))
    return {
        "low": spread.course(low) if totals[low] < expected.total else expected,
        "likely": expected,
        "high": spread.course(high) if totals[high] > expected.total else expected,
    }


def shares(
    lanes: Mapping[str, str],
    demands: Iterable[Demand],
    options: Iterable[str],
    samples: tuple[Sampled, Sampled],
    horizon: int,
    token_price: float = 1.0,
) -> tuple[Share, ...]:
    """Split all demands by lane, in the order of the options.

    lanes: use case → option; a use case without a lane is left out. Each share is one of all
    tokens that have a lane; without any tokens every use case counts alike.
    """
    carried = [demand for demand in demands if demand.use_case in lanes]
    tokens = {demand.use_case: demand.volume.tokens.likely for demand in carried}
    if not any(tokens.values()):
        tokens = dict.fromkeys(tokens, 1.0)
    whole = sum(tokens.values())
    return tuple(
        Share(
            option,
            tuple(demand.use_case for demand in mine),
            sum(tokens[demand.use_case] for demand in mine) / whole,
            option_costs(option, mine, samples, horizon, token_price)[0],
        )
        for option in options
        if (mine := [demand for demand in carried if lanes[demand.use_case] == option])
    )


def gateway(lanes: int, likely: Sampled, horizon: int) -> float:
    """EUR over the horizon for looking after several lanes; one lane needs no gateway."""
    if lanes < 2:
        return 0.0
    figures = likely.figures
    return figures.value("gateway_fte") * figures.value("fte_eur_per_year") * horizon / 12
