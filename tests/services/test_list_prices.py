"""List prices: ours equal the pinned list, a second list agrees, and its traps are avoided."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from genai_prices import Usage, calc_price

from assessments.catalogue import load
from assessments.catalogue.entries import LanePrice
from assessments.services import list_prices
from assessments.services.list_prices import ListPriceError, choices, own_values, quote

ROOT = Path(__file__).resolve().parents[2]
SECOND: dict[str, Any] = json.loads(
    (ROOT / "tests/fixtures/second_price_list.json").read_text("utf-8")
)
FROM_THE_LIST = [price for price in load().prices if price.list_model]
FROM_ELSEWHERE = [price for price in load().prices if not price.list_model]
FRIDAY = date(2026, 11, 20)
MILLION = 1_000_000


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def lane(price: LanePrice) -> str:
    return f"{price.option}-{price.capability}"


def second(**wanted: str) -> dict[str, Any]:
    found = [r for r in SECOND["rows"] if all(r[key] == value for key, value in wanted.items())]
    return dict(found[0])


# --- Our prices ----------------------------------------------------------------------------------


@pytest.mark.parametrize("price", FROM_THE_LIST, ids=lane)
def test_the_catalogues_price_is_the_lists_price_of_its_day(price: LanePrice) -> None:
    listed = quote(price.list_model or "", 1000, 1000, at=date.fromisoformat(price.dated))

    assert price.currency == "USD"
    assert price.per_million_in == listed.per_million_in
    assert price.per_million_out == listed.per_million_out
    assert price.cached_in == listed.per_million_cached


def test_every_price_of_a_proprietary_model_is_from_the_list() -> None:
    assert {price.option for price in FROM_ELSEWHERE} == {"open_eu_api"}


def test_the_list_is_the_one_that_was_dated() -> None:
    assert version("genai-prices") == list_prices.LIST_VERSION
    assert list_prices.LIST_DATED.isoformat() == max(price.dated for price in FROM_THE_LIST)


@pytest.mark.parametrize("price", FROM_THE_LIST, ids=lane)
def test_a_second_list_agrees(price: LanePrice) -> None:
    row = second(list_model=price.list_model or "")

    assert price.per_million_in == row["per_million_in"]
    assert price.per_million_out == row["per_million_out"]
    assert price.cached_in == row["per_million_cached"]


@pytest.mark.parametrize("price", FROM_ELSEWHERE, ids=lane)
def test_a_second_list_agrees_on_european_hosts(price: LanePrice) -> None:
    names = {
        "Mistral Small 3.2 24B": "scaleway/mistralai/mistral-small-3.2-24b-instruct-2506",
        "gpt-oss-120b": "scaleway/openai/gpt-oss-120b",
        "Qwen3.5-397B": "scaleway/qwen/qwen3.5-397b-a17b",
    }
    row = second(id=names[price.label.split(" (")[0]])

    assert price.currency == row["currency"] == "EUR"
    assert (price.per_million_in, price.per_million_out) == (
        row["per_million_in"],
        row["per_million_out"],
    )


@pytest.mark.parametrize("row", [r for r in SECOND["rows"] if r["batch_in"]], ids=lambda r: r["id"])
def test_both_lists_agree_on_half_the_price_for_batches(row: dict[str, Any]) -> None:
    single = quote(row["list_model"], 1000, 1000, at=FRIDAY)
    batch = quote(row["list_model"], 1000, 1000, batch=True, at=FRIDAY)

    assert (batch.per_million_in, batch.per_million_out) == (row["batch_in"], row["batch_out"])
    assert batch.usd_per_request == pytest.approx(single.usd_per_request / 2)


def test_the_surcharge_for_the_eu_is_at_least_that_of_the_second_list() -> None:
    lanes = [p for p in FROM_THE_LIST if p.option == "prop_eu_cloud"]
    least = [second(list_model=p.list_model or "")["eu_surcharge"] or 1.1 for p in lanes]

    assert all(1.0 < low <= price.surcharge <= 1.2 for low, price in zip(least, lanes, strict=True))


def test_a_disagreement_between_the_lists_is_noticed() -> None:
    # Mistral Large 4 was cut on 29 October 2026; the second list still has the price before.
    ours = quote("mistral/mistral-large-4", 1000, 1000, at=FRIDAY)
    before = quote("mistral/mistral-large-4", 1000, 1000, at=date(2026, 10, 26))
    row = second(id="mistral/mistral-large-4")

    assert ours.per_million_in == 0.7
    assert before.per_million_in == row["per_million_in"] == 1.36


# --- One request ---------------------------------------------------------------------------------


def test_a_request_is_priced_with_its_cached_part() -> None:
    # 2,000 fresh at 2.50, 3,000 cached at 1.25 and 800 written at 10 USD per million
    found = quote("openai/gpt-4o", 5000, 800, cached=3000, at=FRIDAY)

    assert found.usd_per_request == pytest.approx(0.005 + 0.00375 + 0.008)
    assert found.usd_per_request * 20_000 == pytest.approx(335.0)
    assert (found.per_million_in, found.per_million_out, found.per_million_cached) == (
        2.5,
        10,
        1.25,
    )
    assert found.dated == "2026-11-20"


def test_the_list_says_the_same_when_asked_directly() -> None:
    one = Usage(input_tokens=5000, cache_read_tokens=3000, output_tokens=800)
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    listed = calc_price(one, "gpt-4o", provider_id="openai", genai_request_timestamp=at)

    assert quote(
        "openai/gpt-4o", 5000, 800, cached=3000, at=FRIDAY
    ).usd_per_request == pytest.approx(float(listed.total_price))


def test_long_requests_cost_more_so_one_is_priced_and_multiplied() -> None:
    each = quote("google/gemini-2.5-pro", 5000, 1000, at=FRIDAY)
    at_once = quote("google/gemini-2.5-pro", MILLION, 200_000, at=FRIDAY)

    assert each.usd_per_request * 200 == pytest.approx(3.25)
    assert at_once.usd_per_request == pytest.approx(5.5)
    assert (each.per_million_in, at_once.per_million_in) == (1.25, 2.5)


def test_the_step_begins_above_its_threshold() -> None:
    short, long = (quote("openai/gpt-5.4", tokens, 0, at=FRIDAY) for tokens in (200_000, 300_000))

    assert short.usd_per_request == pytest.approx(0.5)
    assert long.usd_per_request == pytest.approx(1.5)
    assert (
        quote("openai/gpt-5.4", 272_000, 0, at=FRIDAY).per_million_in
        < quote("openai/gpt-5.4", 272_001, 0, at=FRIDAY).per_million_in
    )


def test_office_hours_count_not_the_cheap_night() -> None:
    midnight = calc_price(
        Usage(input_tokens=MILLION, output_tokens=MILLION),
        "deepseek-v4-flash",
        provider_id="deepseek",
        genai_request_timestamp=datetime(2026, 11, 20, tzinfo=UTC),
    )
    found = quote("deepseek/deepseek-v4-flash", 1000, 1000, at=FRIDAY)

    assert (found.per_million_in, found.per_million_out) == (0.30, 1.20)
    assert float(midnight.total_price) == pytest.approx(0.15 + 0.60)


def test_a_weekend_takes_the_friday_before() -> None:
    days = [date(2026, 11, day) for day in (20, 21, 22, 23)]
    hours = [list_prices.office_hours(day) for day in days]

    assert [hour.day for hour in hours] == [20, 20, 20, 23]
    assert {(hour.hour, hour.tzinfo) for hour in hours} == {(9, UTC)}


def test_without_a_cache_price_cached_input_costs_as_much_as_any() -> None:
    plain = quote("ovhcloud/gpt-oss-120b", 5000, 0, at=FRIDAY)
    cached = quote("ovhcloud/gpt-oss-120b", 5000, 0, cached=4000, at=FRIDAY)

    assert cached.per_million_cached is None
    assert cached.usd_per_request == plain.usd_per_request > 0


@pytest.mark.parametrize(
    ("list_model", "reason"),
    [
        ("mistral/mistral-large-latest", "another model tomorrow"),
        ("mistral/magistral-small-latest", "another model tomorrow"),
        ("mistral/mistral-medium", "has no model"),  # an alias of the list for 3.1, not 3.5
        ("openai/gpt-7-unheard-of", "has no model"),
        ("nobody/gpt-4o", "provider"),
        ("gpt-4o", "Name provider and model"),
        ("openai/", "Name provider and model"),
        ("openai/tts-1", "no price per token"),
    ],
)
def test_what_is_not_an_exact_model_with_a_price_is_refused(list_model: str, reason: str) -> None:
    with pytest.raises(ListPriceError, match=reason):
        quote(list_model, 1000, 1000)


@pytest.mark.parametrize(
    ("tokens", "reason"),
    [((-1, 0, 0), "fewer than 0"), ((0, -1, 0), "fewer than 0"), ((10, 0, 11), "from the cache")],
)
def test_impossible_requests_are_refused(tokens: tuple[int, int, int], reason: str) -> None:
    with pytest.raises(ListPriceError, match=reason):
        quote("openai/gpt-4o", *tokens)


def test_nothing_costs_nothing_and_a_trillion_tokens_have_a_price() -> None:
    assert quote("openai/gpt-4o", 0, 0).usd_per_request == 0
    assert quote("openai/gpt-4o", 10**12, 0).usd_per_request == pytest.approx(2.5e6)


@pytest.mark.parametrize(
    ("list_model", "at"),
    [
        ("ovhcloud/gpt-oss-120b", FRIDAY),
        ("mistral/mistral-large-4", date(2026, 10, 1)),  # before the batch price begins
    ],
)
def test_a_batch_price_that_is_not_listed_is_refused_not_guessed(list_model: str, at: date) -> None:
    with pytest.raises(ListPriceError, match="no batch price"):
        quote(list_model, 1000, 1000, batch=True, at=at)


# --- What one may choose -------------------------------------------------------------------------


def test_only_models_for_text_with_a_price_may_be_chosen() -> None:
    ids = [choice.list_model for choice in choices("openai")]

    assert {"openai/gpt-6-luna", "openai/gpt-6.1-sol", "openai/gpt-4o"} <= set(ids)
    assert not [
        found
        for found in ids
        if any(word in found for word in ("latest", "embedding", "image", "audio", "tts", "ft:"))
    ]
    assert "mistral/magistral-medium" not in {c.list_model for c in choices("mistral")}  # withdrawn


def test_every_choice_can_be_quoted() -> None:
    for provider in list_prices.providers():
        for choice in choices(provider):
            found = quote(choice.list_model, 1000, 100)

            assert (found.per_million_in, found.per_million_out) == (
                choice.per_million_in,
                choice.per_million_out,
            )
            assert found.usd_per_request > 0


def test_a_choice_says_from_where_on_it_is_dearer() -> None:
    found = {choice.list_model: choice for choice in choices("openai")}

    assert found["openai/gpt-5.4"].dearer_from == 272_000
    assert found["openai/gpt-4o"].dearer_from is None


def test_providers_are_in_alphabetical_order() -> None:
    names = list(list_prices.providers().values())

    assert names == sorted(names, key=str.casefold)
    assert {"Anthropic", "Mistral", "OpenAI", "OVHcloud AI Endpoints"} <= set(names)


def test_an_unknown_provider_is_refused() -> None:
    with pytest.raises(ListPriceError, match="does not know"):
        choices("nobody")


def test_a_taken_price_becomes_own_values_in_the_lanes_currency() -> None:
    lanes = {(p.option, p.capability): p for p in load().prices}
    taken = quote("openai/gpt-4o", 1000, 100)

    assert own_values(taken, lanes["api_us", "L"], 0.86) == {
        "in_api_us_L": 2.5,
        "out_api_us_L": 10,
        "cached_api_us_L": 1.25,
    }
    assert own_values(taken, lanes["open_eu_api", "M"], 0.8)["out_open_eu_api_M"] == 8


# --- Loaded only when asked ----------------------------------------------------------------------


def test_neither_engine_nor_result_loads_the_lists() -> None:
    code = """
import json, sys
import assessments.engine, assessments.engine.recommendation
from assessments.catalogue import load
from assessments.engine.recommendation import recommend
from tests.engine.dossiers import made
recommend(made(), load(), draws=10)
import django
django.setup()
import assessments.services.list_prices, assessments.services.service_energy
import assessments.urls
print(json.dumps(sorted({"genai_prices", "ecologits", "httpx2"} & set(sys.modules))))
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert json.loads(done.stdout) == []
