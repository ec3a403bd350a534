"""An option's monthly cost in every draw: shared shocks on volume, prices, rate and care."""

import numpy as np

from assessments.catalogue.entries import SourcingOption

from .case import Case
from .costs import care_cost, exchange
from .draws import Array, Draws, triangular
from .figures import CLASSES, Figures
from .usage import monthly_capacity


def drawn_cost(
    option: SourcingOption,
    case: Case,
    figures: Figures,
    draws: Draws,
    drawn_class: Array | None = None,
) -> Array:
    """Return EUR a month of an option, (N,).

    drawn_class: (N,) places of the capability class where FA1 is unknown.
    """
    if drawn_class is None:
        return _class_cost(option, case.answers.level("FA1") or CLASSES[0], case, figures, draws)
    by_class = np.stack([_class_cost(option, c, case, figures, draws) for c in CLASSES])
    picked: Array = by_class[drawn_class.astype(np.intp), np.arange(draws.count)]
    return picked


def _class_cost(
    option: SourcingOption, capability: str, case: Case, figures: Figures, draws: Draws
) -> Array:
    price, shock = figures.prices[option.code, capability], draws.shocks
    tokens_in = triangular(shock["volume"], case.volume.input_tokens)
    tokens_out = triangular(shock["volume"], case.volume.output_tokens)
    usage = (tokens_in * price.eur_per_million_in + tokens_out * price.eur_per_million_out) / 1e6
    usage *= triangular(shock["token_price"], figures.range("token_price_factor"))
    usage *= triangular(shock["exchange"], exchange(option, figures))
    capacity = monthly_capacity(capability, case.answers, figures)
    sets = np.maximum(1, np.ceil((tokens_in + tokens_out) / capacity))
    hardware = price.fixed_eur_per_month * sets
    hardware *= triangular(shock["hardware_price"], figures.range("hardware_price_factor"))
    return usage + hardware + triangular(shock["care"], care_cost(option.code, figures))
