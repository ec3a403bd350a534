"""How numbers came about: worked out again, it is the stored result to the last digit."""

import json

import pytest

from assessments.catalogue import load
from assessments.catalogue.content import Catalogue
from assessments.catalogue.reading import DATA
from assessments.engine.reading import read_dossier
from assessments.engine.recommendation import recommend
from assessments.engine.result import Recommendation
from assessments.engine.traces import Workings

DEMOS = ("fadenwerk", "hallweg", "lindqvist")
SIX_DIGITS = 1e-6  # what a recommendation keeps


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load()


@pytest.fixture(scope="module", params=DEMOS)
def told(request: pytest.FixtureRequest, catalogue: Catalogue) -> tuple[Workings, Recommendation]:
    document = json.loads((DATA / "demo" / f"{request.param}.json").read_text("utf-8"))
    dossier = read_dossier(document, catalogue)
    return Workings(dossier, catalogue), recommend(dossier, catalogue, draws=50)


Told = tuple[Workings, Recommendation]


def test_every_mark_is_its_base_plus_its_answers_cut_at_the_ends(told: Told) -> None:
    workings, made = told
    for result in made.use_cases:
        for option, found in result.options.items():
            for criterion, mark in found.criteria.items():
                parts = workings.mark(result.id, criterion, option)
                uncut = parts.base.points + sum(move.points for move in parts.moves)
                assert parts.mark == pytest.approx(mark, abs=SIX_DIGITS)
                assert min(max(uncut, 0), 100) == pytest.approx(mark, abs=SIX_DIGITS)


def test_a_base_mixes_its_computed_and_its_judged_part_by_the_anchors_share(told: Told) -> None:
    workings, made = told
    mixed = 0
    for result in made.use_cases:
        for option in result.options:
            for criterion in ("FA", "PE", "NA"):
                base = workings.mark(result.id, criterion, option).base
                if base.computed is None or base.judged is None:
                    continue
                mixed += 1
                whole = base.share * base.computed + (1 - base.share) * base.judged
                assert base.points == pytest.approx(whole, abs=SIX_DIGITS)
    assert mixed > 20


def test_every_weight_is_importance_times_factor_over_the_total(told: Told) -> None:
    workings, made = told
    for result in made.use_cases:
        for criterion, weight in result.weights.items():
            parts = workings.weight(result.id, criterion)
            counting = [shown.need for shown in parts.shown if shown.counts]
            if counting:
                assert parts.need == pytest.approx(sum(counting) / len(counting))
            assert parts.factor == pytest.approx(0.25 + 1.25 * parts.need)
            assert parts.raw == pytest.approx(parts.importance * parts.factor)
            assert parts.raw / parts.total == pytest.approx(weight, abs=SIX_DIGITS)


def test_every_cost_is_tokens_by_price_plus_sets_plus_care(told: Told) -> None:
    workings, made = told
    for result in made.use_cases:
        volume = workings.appraisals[result.id].case.volume
        for option, found in result.options.items():
            parts = workings.cost(result.id, option)
            read, written = volume.input_tokens.likely, volume.output_tokens.likely
            usage = (read * parts.rates[0] + written * parts.rates[1]) / 1e6
            whole = usage + parts.sets * parts.per_set + parts.care
            assert whole == pytest.approx(found.cost_eur_per_month.likely, abs=0.001)


def test_every_footprint_is_the_stored_one(told: Told) -> None:
    workings, made = told
    for result in made.use_cases:
        for option, found in result.options.items():
            kg = workings.footprint(result.id, option).kg
            assert found.co2e_kg_per_month is not None
            assert kg.likely == pytest.approx(found.co2e_kg_per_month.likely, abs=1e-4)


def test_the_start_is_the_first_way_of_the_ranking_that_may_start(told: Told) -> None:
    workings, made = told
    for result in made.use_cases:
        free = [code for code in result.ranking if workings.may_start(result.id, code)]
        assert (free[0] if free else None) == result.start_option


def test_every_readiness_level_is_the_mean_rounded_down_and_capped(told: Told) -> None:
    workings, made = told
    for code, level in made.company.readiness.items():
        parts = workings.theme(code)
        assert parts.level == level
        if parts.mean is not None and parts.cap is not None:
            assert level == min(int(parts.mean), parts.cap)


def test_without_readiness_no_level_is_claimed(catalogue: Catalogue) -> None:
    document = json.loads((DATA / "demo" / "fadenwerk.json").read_text("utf-8"))
    workings = Workings(read_dossier(document | {"readiness": {}}, catalogue), catalogue)

    assert workings.theme("T1").level is None
