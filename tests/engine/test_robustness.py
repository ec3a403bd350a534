"""Draws: shares that can be checked against closed forms, and doubt that is not overstated."""

from dataclasses import replace

import numpy as np
import pytest

from assessments.catalogue import load
from assessments.catalogue.content import Catalogue
from assessments.engine.case import Appraisal, Scenario, appraise_all
from assessments.engine.cost_draws import drawn_costs
from assessments.engine.dossier import Dossier
from assessments.engine.draws import BATCH, Array, Draws, draw, draw_all, triangular
from assessments.engine.figures import CLASSES, Figures
from assessments.engine.importance_draws import Room
from assessments.engine.recommendation import DRAWS
from assessments.engine.result import Range
from assessments.engine.robustness import Robustness, Sample, robustness
from assessments.engine.weights import respondents, voices
from tests.engine.catalogues import judged
from tests.engine.dossiers import CRITERIA, OPTIONS, A, B, C, E, demo, made, without

FIGURES = Figures.of(load())
SEED = 20261123


def drawn(catalogue: Catalogue | None = None, seed: int = SEED) -> Draws:
    return draw(catalogue or load(), seed, DRAWS)


def sampled(dossier: Dossier, catalogue: Catalogue, seed: int = SEED, count: int = DRAWS) -> Sample:
    people = respondents(dossier.importance, CRITERIA)
    return Sample.of(catalogue, Room.of(people, voices(dossier.importance)), seed, count)


def costs(appraisal: Appraisal, draws: Draws, figures: Figures = FIGURES) -> dict[str, Array]:
    capability = appraisal.case.answers.level("FA1") or "L"
    rows = drawn_costs(load().options.values(), appraisal.case, figures, draws, capability)
    return dict(zip(OPTIONS, rows, strict=True))


def sure(
    dossier: Dossier, catalogue: Catalogue | None = None, scenario: Scenario | None = None
) -> Robustness:
    catalogue = catalogue or load()
    figures = Figures.of(catalogue)
    appraisal = appraise_all(dossier, catalogue, figures, scenario or Scenario())[0]
    return robustness(appraisal, catalogue, figures, sampled(dossier, catalogue))


def with_base(option: str, low: float, level: float, high: float) -> Catalogue:
    """Judged base levels alone, others for one option in every criterion."""
    criteria = {
        code: replace(
            criterion,
            base={
                o: replace(band, low=low, level=level, high=high) if o == option else band
                for o, band in criterion.base.items()
            },
        )
        for code, criterion in load().criteria.items()
    }
    return replace(judged(load()), criteria=criteria)


def exact() -> Catalogue:
    """Judged base levels alone, without doubt about them."""
    criteria = {
        code: replace(
            criterion,
            base={
                o: replace(band, low=band.level, high=band.level)
                for o, band in criterion.base.items()
            },
        )
        for code, criterion in load().criteria.items()
    }
    return replace(judged(load()), criteria=criteria)


def test_the_triangular_distribution_has_its_mean_and_its_bounds() -> None:
    quantiles = (np.arange(100_000) + 0.5) / 100_000
    values = triangular(quantiles, Range(1, 2, 6))

    assert values.mean() == pytest.approx(3, abs=1e-3)  # (1 + 2 + 6) / 3
    assert values.var() == pytest.approx(21 / 18, abs=1e-3)  # (1 + 4 + 36 - 2 - 6 - 12) / 18
    assert values.min() >= 1
    assert values.max() <= 6
    assert (np.diff(values) >= 0).all()


def test_a_figure_without_doubt_stays() -> None:
    assert (triangular(np.array([0.0, 0.5, 1.0]), Range(2, 2, 2)) == 2).all()


def test_base_levels_stay_in_their_bands_with_the_mean_of_their_triangle() -> None:
    draws, appraisal = drawn(), appraise_all(demo("hallweg"), load(), FIGURES)[0]
    for code, bands in appraisal.ground.levels.items():
        for option, band in bands.items():
            values = draws.level(code, option, band)
            assert band.low <= values.min() <= values.max() <= band.high
            mean = (band.low + band.likely + band.high) / 3
            assert values.mean() == pytest.approx(mean, abs=0.02)


def test_the_first_batch_of_many_draws_is_that_of_few() -> None:
    few, many = draw_all(load(), SEED, BATCH), draw_all(load(), SEED, 2 * BATCH + 500)

    assert [batch.count for batch in many] == [BATCH, BATCH, 500]
    assert np.array_equal(few[0].base["KT"][A], many[0].base["KT"][A])
    assert not np.array_equal(many[0].base["KT"][A], many[1].base["KT"][A])


@pytest.mark.parametrize("count", [0, -1])
def test_without_a_draw_there_is_no_answer(count: int) -> None:
    with pytest.raises(ValueError, match="at least one draw"):
        draw_all(load(), SEED, count)


def test_shares_sum_to_one_over_the_allowed_options() -> None:
    shares = sure(demo("fadenwerk")).first_share

    assert sum(shares.values()) == pytest.approx(1)
    assert set(shares) == set(OPTIONS)


def test_two_equal_options_share_the_first_place() -> None:
    # B becomes a copy of A: same bands, effects, price and care; only own draws differ.
    options = load().options
    criteria = {
        code: replace(c, base=c.base | {B: c.base[A]}) if c.base else c
        for code, c in load().criteria.items()
    }
    questions = {
        code: replace(
            q,
            levels=tuple(
                replace(level, effects=level.effects | {B: level.effects.get(A, 0)})
                for level in q.levels
            ),
        )
        for code, q in load().questions.items()
    }
    lanes = {p.capability: p for p in load().prices if p.option == A}
    prices = tuple(
        replace(lanes[p.capability], option=B) if p.option == B else p for p in load().prices
    )
    twins = replace(
        judged(load()), options=options, criteria=criteria, questions=questions, prices=prices
    )
    appraisal = appraise_all(
        made(), twins, Figures.of(twins), Scenario(cut=tuple(o for o in OPTIONS if o not in (A, B)))
    )[0]
    shares = robustness(appraisal, twins, Figures.of(twins), sampled(made(), twins)).first_share

    assert appraisal.scores[A] == pytest.approx(appraisal.scores[B])
    assert shares[B] == pytest.approx(0.5, abs=0.02)


def test_without_doubt_the_first_of_the_ranking_is_first_in_every_draw() -> None:
    one = made(importance=(replace(made().importance[0], values={"KT": 100.0}),))

    assert sure(one, exact()).first_share[E] == 1.0
    assert sure(one, exact()).confidence == "clear"


def test_the_only_option_left_is_clear() -> None:
    result = sure(made(), scenario=Scenario(cut=tuple(o for o in OPTIONS if o != C)))

    assert result.first_share == {C: 1.0}
    assert result.confidence == "clear"


def test_nothing_left_is_open() -> None:
    result = sure(made(), scenario=Scenario(cut=OPTIONS))

    assert (dict(result.first_share), result.confidence) == ({}, "open")


def test_an_excluded_option_cannot_matter_however_good_it_is() -> None:
    cut = Scenario(cut=(A,))
    poor = sure(made(), with_base(A, 0, 0, 0), cut)
    perfect = sure(made(), with_base(A, 4, 4, 4), cut)

    assert poor == perfect


def test_excluding_the_option_that_is_never_first_changes_no_share() -> None:
    everything = sure(demo("fadenwerk"))
    never = next(option for option, share in everything.first_share.items() if share == 0)
    rest = sure(demo("fadenwerk"), scenario=Scenario(cut=(never,)))

    assert rest.first_share == {o: s for o, s in everything.first_share.items() if o != never}


def test_the_share_of_an_excluded_option_goes_to_the_others() -> None:
    everything = sure(demo("fadenwerk")).first_share
    rest = sure(demo("fadenwerk"), scenario=Scenario(cut=(C,))).first_share

    assert sum(rest.values()) == pytest.approx(1)
    assert all(rest[option] >= everything[option] for option in rest)


def test_an_unknown_answer_lowers_the_confidence() -> None:
    told = made({"KT1": "2", "SO1": "3", "SO3": "3", "SO5": "2"})
    first: Appraisal = appraise_all(told, load(), FIGURES)[0]
    unsure = without(told, "SO1", "SO2", "SO3", "SO5", "FA1", "FA2", "FA3", "KT1")

    assert sure(unsure).first_share[first.ranking[0]] < sure(told).first_share[first.ranking[0]]


def test_other_seeds_move_a_share_within_its_sampling_error() -> None:
    dossier = demo("lindqvist")
    appraisal = appraise_all(dossier, load(), FIGURES)[0]
    shares = [
        robustness(appraisal, load(), FIGURES, sampled(dossier, load(), seed)).first_share[C]
        for seed in range(5)
    ]

    assert max(shares) - min(shares) < 0.04  # 8 · √(p(1−p)/N) for p = ½


def test_drawn_costs_lie_within_the_bounds_of_the_range() -> None:
    dossier = demo("hallweg")
    for appraisal in appraise_all(dossier, load(), FIGURES):
        for code, cost in costs(appraisal, drawn()).items():
            bounds = appraisal.costs[code].total
            assert bounds.low <= cost.min() <= cost.max() <= bounds.high


def test_a_shared_shock_moves_all_options_the_same_way() -> None:
    appraisal = appraise_all(made(), load(), FIGURES)[0]
    cost = costs(appraisal, drawn())

    assert np.corrcoef(cost[A], cost[B])[0, 1] > 0.999


def test_the_exchange_rate_moves_dollar_prices_alone() -> None:
    rate = replace(load().assumptions["usd_eur"], low=0.86, high=0.86)
    steady = Figures.of(replace(load(), assumptions=load().assumptions | {"usd_eur": rate}))
    appraisal = appraise_all(made(), load(), FIGURES)[0]
    here, there = costs(appraisal, drawn()), costs(appraisal, drawn(), steady)
    moved = [not np.array_equal(here[option], there[option]) for option in OPTIONS]

    assert moved == [True, True, False, False, False]


def test_power_moves_the_own_server_alone() -> None:
    price = replace(load().assumptions["electricity_eur_per_kwh"], low=0.25, high=0.25)
    figures = load().assumptions | {"electricity_eur_per_kwh": price}
    steady = Figures.of(replace(load(), assumptions=figures))
    appraisal = appraise_all(made(), load(), FIGURES)[0]
    here, there = costs(appraisal, drawn()), costs(appraisal, drawn(), steady)
    moved = [not np.array_equal(here[option], there[option]) for option in OPTIONS]

    assert moved == [False, False, False, False, True]


def test_an_unknown_class_is_drawn_from_all_four() -> None:
    dossier = without(made(), "FA1")
    appraisal = appraise_all(dossier, load(), FIGURES)[0]
    quantiles = drawn().quantiles(list(load().questions).index("FA1"))
    level = (quantiles * len(CLASSES)).astype(np.intp)
    own = [load().options[E]]
    server = drawn_costs(own, appraisal.case, FIGURES, drawn(), level)[0]

    means = [server[level == place].mean() for place in range(4)]
    assert means == sorted(means)
    assert [(level == place).mean() for place in range(4)] == pytest.approx([0.25] * 4, abs=0.02)


def test_a_gate_that_may_still_hold_is_never_clear() -> None:
    told = demo("hallweg")
    asked = replace(
        told, company=replace(told.company, profile=told.company.profile | {"U9": None})
    )

    assert sure(told).confidence == "clear"
    assert sure(asked).confidence == "clear"  # KO-07 could only shut out A
    assert sure(without(asked, "PE3")).confidence == "leaning"  # offline would shut out C


@pytest.mark.parametrize(
    ("known", "confidence"),
    [(30, "clear"), (23, "clear"), (22, "leaning"), (15, "leaning"), (14, "open")],
)
def test_open_questions_cap_the_confidence(known: int, confidence: str) -> None:
    # Control alone counts and is fully answered: the own server is first in every draw.
    one = made(importance=(replace(made().importance[0], values={"KT": 100.0}),))
    ruleless = replace(exact(), rules={})
    choices = [q.code for q in load().asked if q.kind == "choice"]
    assert choices[:5] == ["KT1", "KT2", "KT3", "KT4", "KT5"]
    assert len(choices) == 30

    result = sure(without(one, *choices[known:]), ruleless)

    assert result.first_share[E] == 1.0
    assert result.confidence == confidence
