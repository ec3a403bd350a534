"""Which model's price shall stand in for a way's, out of the price list."""

from dataclasses import dataclass

from assessments.catalogue import load
from assessments.catalogue.entries import LanePrice
from assessments.services import list_prices
from assessments.services.list_prices import Choice, ListPriceError


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address names. lane: None = not a way with a price; models: the provider's."""

    lane: LanePrice | None
    provider: str
    models: tuple[Choice, ...]
    problem: str


def lane_code(price: LanePrice) -> str:
    """Return the word for a way and a class in an address."""
    return f"{price.option}_{price.capability}"


def wanted(lane: str, provider: str) -> Wanted:
    """Read an address; problem: why no models can be shown, in words."""
    price = next((p for p in load().prices if lane_code(p) == lane), None)
    if not provider:
        return Wanted(price, "", (), "")
    try:
        return Wanted(price, provider, list_prices.choices(provider), "")
    except ListPriceError as error:
        return Wanted(price, "", (), str(error))


def model_of(given: Wanted, list_model: str) -> Choice | None:
    """Return the model with this id among the provider's."""
    return next((model for model in given.models if model.list_model == list_model), None)
