"""What one set of hardware carries, by hand and with the demo companies."""

from dataclasses import replace
from math import inf

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from assessments.catalogue import load
from assessments.catalogue.technology import HardwareSet
from assessments.engine.capacity import (
    alone_seconds,
    answer_seconds,
    at_once,
    busy_seconds,
    is_computed,
    mean_request,
    people_at_once,
    per_million_tokens,
    request_seconds,
    sequences,
    tokens_per_month,
)
from assessments.engine.case import cases
from assessments.engine.figures import Figures, fixed
from assessments.engine.result import Range
from assessments.engine.usage import Volume, pattern_of, units
from tests.engine.dossiers import DEMOS, D, E, demo

FIGURES = Figures.of(load())
RENTED_M = FIGURES.sets[D, "M"]  # Qwen3-32B at 4 bit on one L40S


def asked(requests: float, read: float = 2000, written: float = 200) -> Volume:
    tokens_in, tokens_out = requests * read, requests * written
    return Volume(fixed(tokens_in), fixed(tokens_out), fixed(requests), known=True)


def without_facts(found: HardwareSet) -> Figures:
    """The figures, this set's model with unknown layers."""
    blank = replace(FIGURES.models[found.model], full_layers=None)
    return replace(FIGURES, models={**FIGURES.models, found.model: blank})


def test_a_million_tokens_as_llmtco_has_it() -> None:
    # llmtco.com: 1.50 USD an hour at 2,000 tokens a second are 0.21 USD per million.
    assert per_million_tokens(1.5, 2000) == pytest.approx(0.2083, abs=0.0001)
    assert round(per_million_tokens(1.5, 2000), 2) == 0.21


@pytest.mark.parametrize(("price", "speed"), [(-1, 2000), (1, 0), (1, float("nan"))])
def test_a_negative_price_or_no_speed_is_refused(price: float, speed: float) -> None:
    with pytest.raises(ValueError, match="a price of 0 or more"):
        per_million_tokens(price, speed)


def test_the_mean_request_is_the_volume_by_request() -> None:
    request = mean_request(asked(1000, 3000, 500), FIGURES)

    assert (request.read, request.written, request.held) == (3000, 500, 3500)


def test_without_any_use_the_default_request_stands() -> None:
    request = mean_request(asked(0), FIGURES)

    assert (request.read, request.written) == pytest.approx((5 * 800, 0.6 * 800 * 1.5))


def test_memory_bounds_the_requests_at_once() -> None:
    # 25.28 GB beside weights and engine, 8,192 tokens of 256 KiB take 2.147 GB each.
    assert sequences(RENTED_M, FIGURES) == 11
    # Requests of 2,200 tokens take 0.577 GB each; collected work may take its time.
    assert sequences(RENTED_M, FIGURES, asked(1000), "4") == 43


def test_reading_for_others_bounds_the_requests_at_once() -> None:
    # 200 tokens at 10 a second: 20 s. With 15 at once a step reads 17.6085 + 15 × 0.57672 GB,
    # 45.42 ms, and 14 other questions take 14 × 0.7239 s: 19.2 s together; with 16, 20.1 s.
    assert sequences(RENTED_M, FIGURES, asked(1000), "1") == 15
    assert people_at_once(FIGURES, D, "M", asked(1000), "1") == 15


def test_speed_bounds_the_requests_at_once() -> None:
    # 20 ms a token at most: 2 ms delay leave 18 ms × 864 GB/s × 0.7 = 10.9 GB, and the
    # weights alone are 17.6.
    figures = Figures.of(load(), {"least_tokens_per_second": 50.0})

    assert sequences(RENTED_M, figures) == 1
    # 40 ms: 38 ms × 604.8 GB/s = 22.98 GB, less the weights 5.37: two caches of 2.147.
    figures = Figures.of(load(), {"least_tokens_per_second": 25.0})
    assert sequences(RENTED_M, figures) == 2


def test_a_service_has_no_set() -> None:
    assert people_at_once(FIGURES, "open_eu_api", "M", asked(1000)) is None


def test_a_request_alone_by_hand() -> None:
    # Reading: 2 × 32.76e9 × 2,000 ÷ (362.05e12 × 0.5) = 0.7239 s. A step: (17.6085 GB +
    # 2,200 × 262,144 B) ÷ (864 GB/s × 0.7) + 2 ms = 32.068 ms; 200 of them 6.4136 s.
    found = alone_seconds(RENTED_M, asked(1000), FIGURES)

    assert found.likely == pytest.approx(0.7239 + 6.4136, abs=0.001)
    assert found.low < found.likely < found.high


def test_a_full_set_reads_every_prompt_and_writes_for_all() -> None:
    # 43 × 0.7239 s; a step reads 17.6085 GB + 43 × 0.57672 GB = 42.407 GB: 72.118 ms.
    found = request_seconds(RENTED_M, asked(1000), FIGURES, "4")

    assert found.likely == pytest.approx(43 * 0.72389 + 200 * 0.072118, abs=0.01)
    assert request_seconds(RENTED_M, asked(1000), FIGURES).likely == pytest.approx(
        15 * 0.72389 + 200 * 0.045419, abs=0.01
    )


def test_requests_at_once_are_arrivals_by_time() -> None:
    # 3,600 requests in 0.2 × 730 h, three times the mean at the peak, 60 s each.
    found = at_once(asked(3600), "1", FIGURES, fixed(60))

    assert found.likely == pytest.approx(3600 / (0.2 * 730) * 3 / 60)
    assert found.low == pytest.approx(3600 / (0.3 * 730) * 2 / 60)
    assert found.high == pytest.approx(3600 / (0.15 * 730) * 5 / 60)


def test_at_the_full_volume_the_peak_fills_exactly_one_set() -> None:
    full = tokens_per_month(RENTED_M, asked(1000), "1", FIGURES)
    volume = asked(full / 2200)
    peak = at_once(volume, "1", FIGURES, request_seconds(RENTED_M, volume, FIGURES))

    assert peak.likely == pytest.approx(sequences(RENTED_M, FIGURES, volume))


def test_the_full_volume_is_the_same_however_much_is_asked() -> None:
    few, many = (tokens_per_month(RENTED_M, asked(n), "3", FIGURES) for n in (10, 1e7))

    assert few == pytest.approx(many)


def test_a_busy_set_answers_between_alone_and_full() -> None:
    quiet, normal, crowded = (
        busy_seconds(RENTED_M, asked(n), "1", FIGURES).likely for n in (1, 100_000, 1e9)
    )

    assert quiet == pytest.approx(alone_seconds(RENTED_M, asked(1), FIGURES).likely)
    assert quiet < normal < crowded
    assert crowded == pytest.approx(request_seconds(RENTED_M, asked(1), FIGURES).likely)


def test_a_service_answers_at_its_measured_speed() -> None:
    speed = FIGURES.speeds["open_eu_api"]
    found = answer_seconds("open_eu_api", "M", asked(1000), FIGURES)

    assert found is not None
    assert found.likely == pytest.approx(speed.first_s + 200 / speed.tokens)
    assert found.high == pytest.approx(speed.first_high_s + 200 / speed.tokens_low)
    assert answer_seconds("unknown", "M", asked(1000), FIGURES) is None


def test_a_set_answers_alone_or_as_in_the_busiest_hour() -> None:
    volume = asked(100_000)
    alone = answer_seconds(D, "M", volume, FIGURES)
    busy = answer_seconds(D, "M", volume, FIGURES, "1")

    assert alone == alone_seconds(RENTED_M, volume, FIGURES)
    assert busy == busy_seconds(RENTED_M, volume, "1", FIGURES)


@pytest.mark.parametrize("name", DEMOS)
def test_one_set_carries_each_use_case_of_the_demo_companies(name: str) -> None:
    dossier = demo(name)
    for case in cases(dossier, load(), FIGURES):
        needed, pattern = case.answers.level("FA1"), pattern_of(case.answers)
        for option in (D, E):
            found = FIGURES.sets[option, str(needed)]
            full = tokens_per_month(found, case.volume, pattern, FIGURES)

            assert units(case.volume.tokens.likely, full) == 1, (case.use_case.id, option)


def test_every_set_of_the_catalogue_is_computed_from_known_facts() -> None:
    assert all(is_computed(found, FIGURES) for found in FIGURES.sets.values())


def test_missing_facts_fall_back_to_the_documented_figures() -> None:
    figures = without_facts(RENTED_M)

    assert not is_computed(RENTED_M, figures)
    assert sequences(RENTED_M, figures) == 4
    # Each at 10 tokens a second; 2,000 tokens read by the card's known computing power.
    found = request_seconds(RENTED_M, asked(1000), figures)
    assert found.likely == pytest.approx(4 * 0.72389 + 200 / 10, abs=0.001)


def test_a_card_without_tensor_figures_reads_at_the_documented_speed() -> None:
    card = replace(FIGURES.gpus[RENTED_M.gpu], tensor_tflops=None)
    figures = replace(FIGURES, gpus={**FIGURES.gpus, RENTED_M.gpu: card})
    known, unknown = (alone_seconds(RENTED_M, asked(1000), f) for f in (FIGURES, figures))

    assert not is_computed(RENTED_M, figures)
    assert unknown.likely - known.likely == pytest.approx(2.0 - 0.7239, abs=0.001)


@pytest.mark.parametrize(
    "volume",
    [
        asked(0),
        asked(1e12),
        asked(1, 1e12, 1e12),
        asked(1, 0, 0),
        Volume(fixed(inf), fixed(1), fixed(1), known=True),
    ],
)
def test_no_volume_breaks_the_capacity(volume: Volume) -> None:
    full = tokens_per_month(RENTED_M, volume, "1", FIGURES)

    assert 1 <= full < inf
    assert sequences(RENTED_M, FIGURES, volume) >= 1
    assert busy_seconds(RENTED_M, volume, "1", FIGURES).likely > 0


def test_own_values_of_zero_break_nothing() -> None:
    own = dict.fromkeys(
        ("least_tokens_per_second", "fallback_sequences", "prefill_efficiency"), 0.0
    )
    figures = Figures.of(load(), own)

    assert tokens_per_month(RENTED_M, asked(1000), "1", figures) >= 1
    assert tokens_per_month(RENTED_M, asked(1000), "1", without_facts(RENTED_M)) >= 1


SETS = st.sampled_from(sorted(FIGURES.sets))


@for_all(SETS, st.floats(1, 1e6), st.floats(1, 100_000), st.floats(1, 20_000))
@settings(deadline=None)
def test_a_higher_peak_leaves_less_room(
    lane: tuple[str, str], requests: float, read: float, written: float
) -> None:
    found, volume = FIGURES.sets[lane], asked(requests, read, written)
    higher = Figures.of(load(), {"peak_factor_1": 6.0})
    usual = tokens_per_month(found, volume, "1", FIGURES)

    assert tokens_per_month(found, volume, "1", higher) == pytest.approx(max(usual / 2, 1))


@for_all(SETS, st.floats(1, 1e6), st.floats(1, 100_000), st.floats(1, 20_000))
@settings(deadline=None)
def test_bounds_enclose_the_likely_time(
    lane: tuple[str, str], requests: float, read: float, written: float
) -> None:
    found: Range = request_seconds(FIGURES.sets[lane], asked(requests, read, written), FIGURES)

    assert 0 < found.low <= found.likely <= found.high
