"""The catalogue pushes nobody: every way can come first, order and names count for nothing."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

import pytest

from assessments.catalogue import load
from assessments.catalogue.content import Catalogue
from assessments.catalogue.entries import Level
from assessments.engine.case import appraise_all
from assessments.engine.dossier import Dossier, GivenImportance, Usage
from assessments.engine.figures import Figures
from assessments.engine.neutrality import Balance, Camps, balances, camps, first_places
from assessments.engine.recommendation import recommend
from tests.engine.dossiers import CRITERIA, DEMOS, OPTIONS, A, B, C, D, E, demo, made

# Tokens a month.
SMALL, MIDDLE, LARGE = 2_000_000, 100_000_000, 3_000_000_000
# What a company says counts; the others count nothing.
SAME = dict.fromkeys(CRITERIA, 1.0)
RESULTS_ALONE = {"FA": 50.0, "KP": 30.0, "PE": 20.0}

FRONTIER = {"KT2": "1", "FA1": "XL", "FA2": "3", "FA3": "4", "SO3": "1", "SO4": "3", "AN4": "1"}
BATCH = {"KP2": "3", "PE1": "4", "PE2": "1", "AN4": "4", "KP5": "3"}
# Five companies as one may meet them: answers, tokens, importance. The pattern is that of the
# domain notes 2.5 (c): harmless frontier work, a model of one's own for many, a document factory.
COMPANIES: Mapping[str, tuple[Mapping[str, str], int, Mapping[str, float]]] = {
    # A software house: public code, the newest abilities at once, nobody to operate a server.
    A: ({**FRONTIER, "KT1": "1", "KP2": "1", "KP5": "1"}, MIDDLE, RESULTS_ALONE),
    # Engineers with hard drafts: texts stay in the EU, an owner from the US is fine.
    B: ({**FRONTIER, "KT1": "2", "AN3": "2", "KP2": "1", "KP5": "1"}, SMALL, SAME),
    # A trader's mail: ordinary data, bursts in office hours, an IT service provider.
    C: (
        {"KT1": "2", "SO1": "3", "KP2": "1", "KP5": "3", "AN4": "2", "NA1": "3"},
        SMALL,
        SAME,
    ),
    # A platform with a model of its own and many users, and no room for servers.
    D: (
        {"AN1": "5", "AN2": "4", "AN4": "4", "KT3": "3", "KT4": "3", "KP2": "3", "KP3": "1"}
        | {"KP4": "3", "KP5": "3", "PE2": "4", "PE4": "3", "NA2": "3", "FA1": "L"},
        LARGE,
        SAME,
    ),
    # A document factory around the clock with data scientists, its waste heat in use.
    E: (
        {**BATCH, "KT2": "3", "KT4": "3", "SO3": "3", "KP3": "3", "KP4": "3", "AN1": "5"}
        | {"AN2": "4", "AN3": "3", "NA1": "3", "NA2": "1", "FA1": "M"},
        LARGE,
        SAME,
    ),
}


def company(option: str) -> Dossier:
    levels, tokens, counts = COMPANIES[option]
    importance = GivenImportance(
        "record", "rating", {code: counts.get(code, 0.0) for code in CRITERIA}
    )
    dossier = made(levels, importance=(importance,))
    usage = Usage(input_tokens_per_month=tokens, output_tokens_per_month=tokens / 10)
    return replace(dossier, use_cases=(replace(dossier.use_cases[0], usage=usage),))


@pytest.mark.parametrize("option", OPTIONS)
def test_every_way_can_come_first(option: str) -> None:
    """Without any rule that leaves one way alone: all five are in the race."""
    result = recommend(company(option), load()).use_cases[0]

    assert result.ranking[0] == option
    assert set(result.ranking) == set(OPTIONS)
    shares = {code: found.first_rank_share or 0 for code, found in result.options.items()}
    assert max(shares, key=shares.__getitem__) == option


@pytest.mark.parametrize("order", [OPTIONS[::-1], (C, A, E, B, D)])
@pytest.mark.parametrize("option", OPTIONS)
def test_the_order_of_the_options_changes_no_score(order: tuple[str, ...], option: str) -> None:
    shuffled = replace(load(), options={code: load().options[code] for code in order})

    here, there = (
        appraise_all(company(option), catalogue, Figures.of(catalogue))[0]
        for catalogue in (load(), shuffled)
    )

    assert there.scores == pytest.approx(here.scores)
    assert there.ranking == here.ranking


def exchanged(one: str, other: str) -> Catalogue:
    """The catalogue with the starting levels and effects of two options exchanged."""
    names = {one: other, other: one}
    catalogue = load()

    def level_of(level: Level) -> Level:
        return replace(level, effects={names.get(o, o): p for o, p in level.effects.items()})

    return replace(
        catalogue,
        criteria={
            code: replace(c, base={names.get(o, o): b for o, b in c.base.items()})
            for code, c in catalogue.criteria.items()
        },
        questions={
            code: replace(q, levels=tuple(level_of(level) for level in q.levels))
            for code, q in catalogue.questions.items()
        },
    )


@pytest.mark.parametrize(("one", "other"), list(combinations(OPTIONS, 2)))
def test_exchanged_levels_and_effects_exchange_the_judged_criteria(one: str, other: str) -> None:
    """A name earns nothing: who is judged like another gets the other's points."""
    mirror = exchanged(one, other)
    for option in OPTIONS:
        here, there = (
            appraise_all(company(option), catalogue, Figures.of(catalogue))[0].measures
            for catalogue in (load(), mirror)
        )
        for criterion in ("KT", "SO", "AN"):  # the others are computed, at least in part
            assert there[criterion][one] == pytest.approx(here[criterion][other])
            assert there[criterion][other] == pytest.approx(here[criterion][one])


def small() -> Catalogue:
    """One criterion with levels 1 and 2 against 3, 4 and 2; one question with two answers."""
    catalogue = load()
    kt, question = catalogue.criteria["KT"], catalogue.questions["KT1"]
    levels = dict(zip(OPTIONS, (1, 2, 3, 4, 2), strict=True))
    first, second = question.levels[:2]
    return replace(
        catalogue,
        criteria={
            "KT": replace(kt, base={o: replace(kt.base[o], level=v) for o, v in levels.items()})
        }
        | {"KP": catalogue.criteria["KP"]},
        questions={
            "KT1": replace(
                question,
                levels=(
                    replace(first, effects={A: 2, B: -1, "hybrid": 2}),
                    replace(second, effects={A: -1, B: -2, C: 1}),
                ),
            )
        },
    )


def test_camps_are_compared_by_their_mean_level_where_levels_are_judged() -> None:
    assert camps(small()) == (Camps("KT", 1.5, 3.0),)
    assert camps(small())[0].difference == 1.5


def test_effects_are_summed_for_and_against_every_option() -> None:
    found = balances(small())

    assert found == (
        *(Balance(A, 2, -1), Balance(B, 0, -3), Balance(C, 1, 0)),
        *(Balance(D, 0, 0), Balance(E, 0, 0)),
    )
    assert [b.total for b in found] == [1, -3, 1, 0, 0]
    assert [b.share_gained for b in found] == [pytest.approx(2 / 3), 0, 1, 0.5, 0.5]


def test_first_places_without_draws_are_those_of_the_recommendation() -> None:
    places = first_places([demo(name) for name in DEMOS], load())
    results = [result for name in DEMOS for result in recommend(demo(name), load(), 10).use_cases]

    assert [place.title for place in places] == [result.title for result in results]
    for place, result in zip(places, results, strict=True):
        assert place.option == result.ranking[0]
        for code, option in result.options.items():
            assert place.scores[code] == pytest.approx(option.score, abs=1e-5)
