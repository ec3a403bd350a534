"""What must not matter: options that are out, copies, names, order, a shock shared by all."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from assessments.catalogue import load
from assessments.catalogue.content import Catalogue
from assessments.engine.acceptability import monte_carlo_error
from assessments.engine.case import Scenario, appraise_all
from assessments.engine.dossier import Dossier
from assessments.engine.draws import draw_all
from assessments.engine.figures import Figures
from assessments.engine.importance_draws import Room
from assessments.engine.recommendation import recommend
from assessments.engine.robustness import Robustness, Sample, contest, robustness
from assessments.engine.weights import respondents, voices
from tests.engine.catalogues import judged
from tests.engine.dossiers import CRITERIA, DEMOS, OPTIONS, A, C, demo, made

DRAWS = 2_000
LEVELS = {
    q.code: st.sampled_from([*(level.code for level in q.levels), "9"])
    for q in load().asked
    if q.kind == "choice"
}
ANSWERS = st.fixed_dictionaries(LEVELS)


def sure(
    dossier: Dossier, catalogue: Catalogue | None = None, cut: tuple[str, ...] = ()
) -> Robustness:
    catalogue = catalogue or load()
    figures = Figures.of(catalogue)
    people = respondents(dossier.importance, CRITERIA)
    sample = Sample.of(catalogue, Room.of(people, voices(dossier.importance)), 1, DRAWS)
    appraisal = appraise_all(dossier, catalogue, figures, Scenario(cut=cut))[0]
    return robustness(appraisal, catalogue, figures, sample)


def one_grid() -> Catalogue:
    """The catalogue with the same electricity for all options: A alone has that of the US."""
    figures = load().assumptions
    grid = replace(figures["grid_kg_per_kwh_eu"], code="grid_kg_per_kwh_us")
    return replace(load(), assumptions=figures | {grid.code: grid})


def renamed(names: Mapping[str, str]) -> Catalogue:
    """This catalogue with a copy of an option for every name: new → original."""
    catalogue = one_grid()
    return replace(
        catalogue,
        options=catalogue.options
        | {n: replace(catalogue.options[o], code=n) for n, o in names.items()},
        criteria={
            code: replace(c, base=c.base | {n: c.base[o] for n, o in names.items()})
            if c.base
            else c
            for code, c in catalogue.criteria.items()
        },
        questions={
            code: replace(
                q,
                levels=tuple(
                    replace(
                        level,
                        effects=level.effects
                        | {n: level.effects[o] for n, o in names.items() if o in level.effects},
                    )
                    for level in q.levels
                ),
            )
            for code, q in catalogue.questions.items()
        },
        rules={
            code: replace(
                rule, options=(*rule.options, *(n for n, o in names.items() if o in rule.options))
            )
            for code, rule in catalogue.rules.items()
        },
        prices=(
            *catalogue.prices,
            *(
                replace(p, option=n)
                for n, o in names.items()
                for p in catalogue.prices
                if p.option == o
            ),
        ),
        hardware=(
            *catalogue.hardware,
            *(
                replace(s, option=n)
                for n, o in names.items()
                for s in catalogue.hardware
                if s.option == o
            ),
        ),
        energy=(
            *catalogue.energy,
            *(
                replace(e, option=n)
                for n, o in names.items()
                for e in catalogue.energy
                if e.option == o
            ),
        ),
        speeds=catalogue.speeds
        | {
            n: replace(catalogue.speeds[o], option=n)
            for n, o in names.items()
            if o in catalogue.speeds
        },
        assumptions=catalogue.assumptions
        | {f"care_fte_{n}": catalogue.assumptions[f"care_fte_{o}"] for n, o in names.items()},
    )


@for_all(ANSWERS, st.sampled_from(OPTIONS[:4]))
@settings(max_examples=15, deadline=None)
def test_a_copy_of_an_option_changes_no_other(levels: dict[str, str], original: str) -> None:
    twins = renamed({"copy": original})
    here = appraise_all(made(levels), one_grid(), Figures.of(one_grid()))[0]
    there = appraise_all(made(levels), twins, Figures.of(twins))[0]

    assert {o: there.scores[o] for o in OPTIONS} == here.scores
    assert there.scores["copy"] == here.scores[original]
    assert tuple(o for o in there.ranking if o != "copy") == here.ranking
    assert there.screening.status["copy"] == here.screening.status[original]


def test_a_copy_of_an_option_changes_no_draw_of_the_others() -> None:
    twins = renamed({"copy": C})
    here, there = (
        contest(
            appraise_all(made(), catalogue, Figures.of(catalogue))[0],
            catalogue,
            Figures.of(catalogue),
            draw_all(catalogue, 3, DRAWS),
        ).fits[0]
        for catalogue in (one_grid(), twins)
    )

    assert np.array_equal(there.fits[:, : len(OPTIONS)], here.fits)
    assert np.array_equal(there.scales, here.scales)


def test_a_copy_takes_first_places_from_its_original_alone_where_nothing_is_in_doubt() -> None:
    exact = {
        code: replace(c, base={o: replace(b, low=b.level, high=b.level) for o, b in c.base.items()})
        for code, c in renamed({"copy": C}).criteria.items()
    }
    twins = replace(judged(renamed({"copy": C})), criteria=exact)
    shares = sure(demo("fadenwerk"), twins).first_share

    assert shares[C] == shares["copy"] > 0
    assert sum(shares.values()) == pytest.approx(1)


@for_all(ANSWERS, st.sampled_from(OPTIONS))
@settings(max_examples=10, deadline=None)
def test_shutting_an_option_out_changes_nothing_between_the_others(
    levels: dict[str, str], out: str
) -> None:
    here, there = sure(made(levels)), sure(made(levels), cut=(out,))

    for mode, found in there.modes.items():
        before = here.modes[mode]
        assert set(found.ranks) == set(before.ranks) - {out}
        for option, wins in found.winning.items():
            assert wins == {o: s for o, s in before.winning[option].items() if o != out}
            assert found.ranks[option][0] >= before.ranks[option][0] - 1e-9
            assert found.expected_loss[option] <= before.expected_loss[option] + 1e-6


def test_however_good_an_option_that_is_out_it_changes_nothing() -> None:
    best = {
        code: replace(
            c, base=c.base | {A: replace(c.base[A], low=4, level=4, high=4)} if c.base else {}
        )
        for code, c in load().criteria.items()
    }
    lifted = replace(load(), criteria=best)
    here, there = (sure(demo("hallweg"), catalogue, cut=(A,)) for catalogue in (load(), lifted))

    assert here == there


@for_all(st.permutations(OPTIONS))
@settings(max_examples=6, deadline=None)
def test_the_order_of_the_options_changes_shares_by_chance_alone(order: list[str]) -> None:
    shuffled = replace(load(), options={code: load().options[code] for code in order})
    here, there = sure(demo("fadenwerk")), sure(demo("fadenwerk"), shuffled)

    for option, share in here.first_share.items():
        assert there.first_share[option] == pytest.approx(share, abs=2 * monte_carlo_error(DRAWS))


@for_all(st.floats(0.1, 50))
@settings(max_examples=10, deadline=None)
def test_scaling_all_importance_changes_no_share(factor: float) -> None:
    dossier = demo("lindqvist")
    given = dossier.importance[0]
    rating = replace(given, method="rating", values={c: p / 10 for c, p in given.values.items()})
    scaled = replace(rating, values={c: factor * p for c, p in rating.values.items()})
    here, there = (sure(replace(dossier, importance=(one,))) for one in (rating, scaled))

    assert there.first_share == pytest.approx(here.first_share, abs=2e-3)
    assert there.confidence == here.confidence


@pytest.mark.parametrize("name", DEMOS)
def test_the_order_of_the_room_changes_no_score(name: str) -> None:
    dossier = demo(name)
    one = dossier.importance[0]
    two = replace(one, respondent="IT", method="rating", values=dict.fromkeys(CRITERIA, 5.0))
    here, there = (
        recommend(replace(dossier, importance=people), load(), DRAWS)
        for people in ((one, two), (two, one))
    )

    for left, right in zip(here.use_cases, there.use_cases, strict=True):
        assert left.ranking == right.ranking
        assert left.weights == pytest.approx(right.weights, abs=2e-6)
        for option in left.ranking:
            shares = [u.options[option].first_rank_share for u in (left, right)]
            assert shares[0] == pytest.approx(shares[1], abs=2 * monte_carlo_error(DRAWS))


def test_a_price_that_rises_for_all_alike_changes_no_rank() -> None:
    """Cost counts in doublings of the cheapest: twice the price of everything is no difference."""
    figures = load().assumptions
    doubled = {
        code: replace(f, value=2 * f.value, low=2 * f.low, high=2 * f.high)
        for code, f in figures.items()
        if code in ("fte_eur_per_year", "electricity_eur_per_kwh")
    }
    prices = tuple(replace(p, surcharge=2 * p.surcharge) for p in load().prices)
    hardware = tuple(
        replace(
            found,
            eur_per_hour=found.eur_per_hour and 2 * found.eur_per_hour,
            purchase_eur=found.purchase_eur and 2 * found.purchase_eur,
        )
        for found in load().hardware
    )
    dearer = replace(load(), assumptions=figures | doubled, prices=prices, hardware=hardware)
    here, there = sure(demo("hallweg")), sure(demo("hallweg"), dearer)

    assert there.first_share == pytest.approx(here.first_share, abs=1e-3)
