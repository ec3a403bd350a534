"""Bars of the tornado against the whole engine with one input moved."""

from dataclasses import replace

import pytest

from assessments.catalogue import load
from assessments.catalogue.content import Catalogue
from assessments.catalogue.technology import HardwareSet
from assessments.engine.case import Appraisal, Scenario, appraise_all
from assessments.engine.dossier import Dossier, GivenAnswer
from assessments.engine.draws import SHOCKS
from assessments.engine.figures import Figures
from assessments.engine.result import TornadoBar
from assessments.engine.tornado import tornado
from assessments.engine.variations import variations
from tests.engine.catalogues import judged
from tests.engine.dossiers import DEMOS, OPTIONS, A, B, C, demo, made, without


def first(
    dossier: Dossier, catalogue: Catalogue | None = None, scenario: Scenario | None = None
) -> Appraisal:
    catalogue = catalogue or load()
    return appraise_all(dossier, catalogue, Figures.of(catalogue), scenario or Scenario())[0]


def bars(
    dossier: Dossier, scenario: Scenario | None = None, catalogue: Catalogue | None = None
) -> dict[tuple[str, str | None], TornadoBar]:
    catalogue = catalogue or load()
    figures, appraisal = Figures.of(catalogue), first(dossier, catalogue, scenario)
    varied = list(variations(0, appraisal, dossier, catalogue, figures))
    return {(b.code, b.option): b for b in tornado(appraisal, varied, catalogue, figures)}


def lead(appraisal: Appraisal, pair: tuple[str, ...]) -> float:
    return appraisal.scores[pair[0]] - appraisal.scores[pair[1]]


def with_level(criterion: str, option: str, level: float) -> Catalogue:
    """Judged base levels alone, one of them another."""
    entry = load().criteria[criterion]
    band = replace(entry.base[option], level=level)
    criteria = load().criteria | {criterion: replace(entry, base=entry.base | {option: band})}
    return replace(judged(load()), criteria=criteria)


def with_figure(code: str, end: str) -> Catalogue:
    """The catalogue with one assumption at an end of its range."""
    figure = load().assumptions[code]
    at = replace(figure, value=getattr(figure, end))
    return replace(load(), assumptions=load().assumptions | {code: at})


@pytest.mark.parametrize("name", DEMOS)
def test_a_base_levels_bar_is_the_lead_at_the_ends_of_its_band(name: str) -> None:
    appraisal = first(demo(name), judged(load()))
    pair = appraisal.ranking[:2]
    every = bars(demo(name), catalogue=judged(load()))
    found = [bar for bar in every.values() if bar.kind == "base_level"]

    assert len(found) >= 6
    for bar in found:
        band = load().criteria[bar.code].base[str(bar.option)]
        at = {"low": band.low, "high": band.high, "likely": band.level}
        for end, points in ((bar.low_at, bar.low), (bar.high_at, bar.high)):
            moved = first(demo(name), with_level(bar.code, str(bar.option), at[end]))
            assert lead(moved, pair) == pytest.approx(points, abs=1e-6)


@pytest.mark.parametrize(
    ("shock", "figure"),
    [
        ("token_price", "token_price_factor"),
        ("power", "electricity_eur_per_kwh"),
        ("volume", "volume_factor"),
    ],
)
def test_a_cost_bar_is_the_lead_at_the_ends_of_its_range(shock: str, figure: str) -> None:
    # Usage in tokens: the volume's range is that of its factor alone. Power at the end of
    # every figure in it: kilowatts, cooling and price.
    dossier = demo("lindqvist")
    appraisal = first(dossier, judged(load()))  # power and cooling also move the footprint
    bar = bars(dossier, catalogue=judged(load()))[shock, None]
    pair = appraisal.ranking[:2]
    codes = [figure, "pue"] if shock == "power" else [figure]
    for end, points in ((bar.low_at, bar.low), (bar.high_at, bar.high)):
        catalogue = judged(load())
        for code in codes:
            catalogue = replace(
                catalogue,
                assumptions=catalogue.assumptions
                | {code: with_figure(code, end).assumptions[code]},
            )
        if shock == "power":
            catalogue = replace(catalogue, hardware=tuple(with_power(s, end) for s in HARDWARE))
        moved = first(dossier, catalogue)
        assert lead(moved, pair) == pytest.approx(points, abs=1e-6)


HARDWARE = load().hardware


def with_power(found: HardwareSet, end: str) -> HardwareSet:
    at = {"low": found.kilowatts_low, "likely": found.kilowatts, "high": found.kilowatts_high}
    return replace(found, kilowatts=at[end])


def test_an_open_answers_bar_spans_the_leads_over_its_levels() -> None:
    dossier = without(made(), "FA3")
    pair = first(dossier).ranking[:2]
    leads = {
        level.code: lead(
            first(
                replace(dossier, answers=dossier.answers | {"FA3": GivenAnswer(level=level.code)})
            ),
            pair,
        )
        for level in load().questions["FA3"].levels
    }
    bar = bars(dossier)["FA3", None]

    assert bar.kind == "answer"
    assert (bar.low, bar.high) == pytest.approx((min(leads.values()), max(leads.values())))
    assert leads[bar.low_at] == pytest.approx(bar.low)
    assert leads[bar.high_at] == pytest.approx(bar.high)


def test_only_open_answers_have_a_bar() -> None:
    kinds = {bar.kind for bar in bars(made()).values()}
    answers = {
        code
        for (code, _), bar in bars(without(made(), "FA3", "SO1")).items()
        if bar.kind == "answer"
    }

    assert "answer" not in kinds
    assert answers == {"FA3", "SO1"}


def test_the_widest_bar_comes_first_and_every_bar_holds_the_lead() -> None:
    appraisal = first(demo("fadenwerk"))
    now = lead(appraisal, appraisal.ranking[:2])
    found = list(bars(demo("fadenwerk")).values())
    widths = [bar.high - bar.low for bar in found]

    assert widths == sorted(widths, reverse=True)
    assert min(widths) > 0
    for bar in found:
        assert bar.kind == "answer" or bar.low - 1e-9 <= now <= bar.high + 1e-9


def test_cost_bars_are_named_after_their_shock() -> None:
    codes = {bar.code for bar in bars(demo("hallweg")).values() if bar.kind == "cost"}

    assert codes
    assert codes <= set(SHOCKS)


def test_a_figure_that_hits_both_alike_has_no_bar() -> None:
    # Two proprietary services at the same price: the rate moves both alike.
    scenario = Scenario(cut=tuple(o for o in OPTIONS if o not in (A, B)))
    catalogue = load()
    prices = {p.capability: p for p in catalogue.prices if p.option == A}
    same = tuple(
        replace(prices[p.capability], option=B) if p.option == B else p for p in catalogue.prices
    )
    twins = replace(catalogue, prices=same)
    figures = Figures.of(twins)
    appraisal = appraise_all(made(), twins, figures, scenario)[0]
    codes = {bar.code for bar in tornado(appraisal, (), twins, figures)}

    assert set(appraisal.ranking) == {A, B}
    assert "exchange" not in codes


@pytest.mark.parametrize("left", [(), (C,)])
def test_without_a_second_option_there_is_no_tornado(left: tuple[str, ...]) -> None:
    assert bars(made(), Scenario(cut=tuple(o for o in OPTIONS if o not in left))) == {}
