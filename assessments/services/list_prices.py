"""List prices of proprietary and hosted models out of the installed price list, offline.

The list (genai-prices) takes half a second and a hundred megabytes to load: it is imported only
when somebody asks for a price, never to compute a result. Its numbers are USD without VAT, and
without any surcharge for processing in the EU.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from assessments.catalogue.entries import LanePrice

if TYPE_CHECKING:
    from genai_prices.types import ModelInfo, Provider

# The list says of no price when it was last read: this day somebody compared it with the
# providers' pages. A test refuses another version until the day is set anew.
LIST_VERSION = "0.2.3"
LIST_DATED = date(2026, 11, 23)

# Prices depend on the hour with some providers. This is 10 or 11 o'clock in Germany.
OFFICE_HOUR = time(9, tzinfo=UTC)
SATURDAY = 5

BATCH = {"processing": "batch"}
MILLION = 1_000_000

# "-latest" points at another model from one day to the next, and lists disagree on which.
MOVING = re.compile(r"(^|[-_/:.])latest$")
# Models that do something else than read and write text, fine-tuned ones, free trials.
OTHER_WORK = re.compile(
    r"(^|[-_/:. ])(embed\w*|bge|ocr|tts|image\w*|banana|audio|omni|sonic|live|realtime|rerank\w*"
    r"|transcribe|voxtral|moderation|safeguard|search|vision|whisper|video|speech|guard\w*"
    r"|robotics|computer-use|deep-research|free|ft)(?=[-_/:. ]|\d|$)",
    re.IGNORECASE,
)


class ListPriceError(ValueError):
    """The price list cannot answer; the message says why, in words for the screen."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What one request costs by the list, USD without VAT.

    list_model: "provider/model". per_million_*: the rates that hold for a request of this
    length; cached is None where the provider has no price for it, and cached input then costs
    as much as any. dated: ISO day the price holds for.
    """

    list_model: str
    name: str
    usd_per_request: float
    per_million_in: float
    per_million_out: float
    per_million_cached: float | None
    batch: bool
    dated: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A model whose price may be taken over; USD per million tokens of a short request.

    dearer_from: input tokens above which a request costs more per token, None if never.
    """

    list_model: str
    name: str
    per_million_in: float
    per_million_out: float
    per_million_cached: float | None
    context: int | None
    dearer_from: int | None


def office_hours(day: date) -> datetime:
    """Return nine o'clock UTC of this day, or of the Friday before a weekend."""
    weekend = max(0, day.weekday() - SATURDAY + 1)
    return datetime.combine(day - timedelta(days=weekend), OFFICE_HOUR)


def quote(
    list_model: str,
    input_tokens: int,
    output_tokens: int,
    cached: int = 0,
    batch: bool = False,
    at: date = LIST_DATED,
) -> Quote:
    """Price one request; for many, multiply, because long requests cost more per token.

    list_model: "provider/model", the exact id. cached: the part of input_tokens read from a
    cache. at: the day whose office hours count. Raises ListPriceError for an unknown or moving
    id, a model without price, impossible numbers of tokens, and a batch price that is not listed.
    """
    provider, model = _find(list_model)
    _check_tokens(input_tokens, output_tokens, cached)
    when, context = office_hours(at), BATCH if batch else None
    if batch and not _has_batch_price(model, when):
        raise ListPriceError(_("The price list has no batch price for %s.") % _name(model))
    prices = model.get_prices(when, context)
    if prices.input_mtok is None or prices.output_mtok is None:
        raise ListPriceError(_("The price list has no price per token for %s.") % _name(model))
    cost = _cost(provider, model, (input_tokens, output_tokens, cached), when, context)
    return Quote(
        list_model,
        _name(model),
        cost,
        _rate(prices.input_mtok, input_tokens),
        _rate(prices.output_mtok, input_tokens),
        _known_rate(prices.cache_read_mtok, input_tokens),
        batch,
        when.date().isoformat(),
    )


def providers() -> dict[str, str]:
    """Return every provider with a model to choose: id → name, in alphabetical order."""
    named = {p.id: p.name for p in _list() if any(_is_choice(p, m, LIST_DATED) for m in p.models)}
    return dict(sorted(named.items(), key=lambda item: item[1].casefold()))


def choices(provider: str, at: date = LIST_DATED) -> tuple[Choice, ...]:
    """Return the provider's current text models with a price, by name.

    Raises ListPriceError for a provider the list does not know.
    """
    found = _provider(provider)
    offered = (_choice(found, m, at) for m in found.models if _is_choice(found, m, at))
    return tuple(sorted(offered, key=lambda choice: (choice.name.casefold(), choice.list_model)))


def own_values(taken: Quote | Choice, price: LanePrice, usd_eur: float) -> dict[str, float]:
    """Return the figures (code → value) that put this price in the place of a lane's.

    usd_eur: EUR per USD, for a lane whose price is in EUR. The lane's surcharge for the EU
    still comes on top.
    """
    rate = usd_eur if price.currency == "EUR" else 1.0
    lane = f"{price.option}_{price.capability}"
    rates = {"in": taken.per_million_in, "out": taken.per_million_out}
    if taken.per_million_cached is not None:
        rates["cached"] = taken.per_million_cached
    return {f"{part}_{lane}": value * rate for part, value in rates.items()}


def _list() -> "list[Provider]":
    from genai_prices.data import providers

    return providers


def _provider(code: str) -> "Provider":
    found = next((p for p in _list() if p.id == code), None)
    if found is None:
        raise ListPriceError(_("The price list does not know the provider “%s”.") % code)
    return found


def _find(list_model: str) -> "tuple[Provider, ModelInfo]":
    """Find by exact id: the list's own search takes aliases, and some are wrong."""
    code, slash, wanted = list_model.partition("/")
    if not slash or not wanted:
        raise ListPriceError(_("Name provider and model, as in “openai/gpt-6-luna”."))
    if MOVING.search(wanted):
        text = _("“%s” can be another model tomorrow. Choose an exact one.")
        raise ListPriceError(text % wanted)
    provider = _provider(code)
    model = next((m for m in provider.models if m.id == wanted), None)
    if model is None:
        text = _("The price list has no model “%(model)s” at %(provider)s.")
        raise ListPriceError(text % {"model": wanted, "provider": provider.name})
    return provider, model


def _check_tokens(input_tokens: int, output_tokens: int, cached: int) -> None:
    if min(input_tokens, output_tokens, cached) < 0:
        raise ListPriceError(_("A request cannot have fewer than 0 tokens."))
    if cached > input_tokens:
        raise ListPriceError(_("More tokens come from the cache than the request reads."))


def _cost(
    provider: "Provider",
    model: "ModelInfo",
    tokens: tuple[int, int, int],
    when: datetime,
    context: Mapping[str, str] | None,
) -> float:
    from genai_prices import Usage

    read, written, cached = tokens
    usage = Usage(input_tokens=read, output_tokens=written, cache_read_tokens=cached)
    try:
        result = model.calc_price(
            usage, provider, genai_request_timestamp=when, price_context=context
        )
    except (LookupError, ValueError) as error:
        text = _("The price list cannot price %(model)s: %(reason)s")
        raise ListPriceError(text % {"model": _name(model), "reason": error}) from error
    return float(result.total_price)


def _has_batch_price(model: "ModelInfo", when: datetime) -> bool:
    """Say so ourselves: the list silently takes the standard price instead."""
    return any(
        variant.when == BATCH and (variant.constraint is None or variant.constraint.active(when))
        for variant in model.price_variants or ()
    )


def _is_choice(provider: "Provider", model: "ModelInfo", at: date) -> bool:
    """Whether this is a current model for text with a price.

    Entries the list knows neither context nor cache price of are old or kept for completeness.
    """
    prices = model.get_prices(office_hours(at))
    priced = _base(prices.input_mtok) > 0 and _base(prices.output_mtok) > 0
    described = model.context_window is not None or prices.cache_read_mtok is not None
    moving = MOVING.search(model.id) or OTHER_WORK.search(f"{model.id} {model.name or ''}")
    return priced and described and not model.deprecated and not moving


def _choice(provider: "Provider", model: "ModelInfo", at: date) -> Choice:
    prices = model.get_prices(office_hours(at))
    starts = [tier.start for tier in getattr(prices.input_mtok, "tiers", ())]
    return Choice(
        f"{provider.id}/{model.id}",
        _name(model),
        _rate(prices.input_mtok, 0),
        _rate(prices.output_mtok, 0),
        _known_rate(prices.cache_read_mtok, 0),
        model.context_window,
        min(starts, default=None),
    )


def _name(model: "ModelInfo") -> str:
    return model.name or model.id


def _base(price: Any) -> float:
    return float(getattr(price, "base", price) or 0)


def _rate(price: Any, input_tokens: int) -> float:
    """USD per million: of the highest step this long a request reaches."""
    reached = [t.price for t in getattr(price, "tiers", ()) if input_tokens > t.start]
    return float(reached[-1]) if reached else _base(price)


def _known_rate(price: Any, input_tokens: int) -> float | None:
    return None if price is None else _rate(price, input_tokens)
