"""A draw is a company that had given the drawn answers: the whole engine must agree with it."""

from dataclasses import replace

import numpy as np
import pytest

from assessments.catalogue import load
from assessments.catalogue.content import Catalogue
from assessments.engine.case import Appraisal, appraise_all
from assessments.engine.dossier import Dossier, GivenAnswer
from assessments.engine.draws import Draws, draw, triangular
from assessments.engine.figures import Figures
from assessments.engine.fit_draws import FitDraws, fit_draws
from assessments.engine.weights import FLOOR, SLOPE
from tests.engine.dossiers import CRITERIA, DEMOS, OPTIONS, demo, made, without

DRAWN = draw(load(), 5, 300)
UNKNOWN = ("KT2", "KT3", "SO1", "SO2", "SO3", "FA3", "FA4", "PE1", "NA1", "KP3")
JUDGED = [place for place, code in enumerate(CRITERIA) if load().criteria[code].base]


def exact() -> Catalogue:
    """The catalogue without doubt about levels and figures."""
    catalogue = load()
    return replace(
        catalogue,
        hardware=tuple(
            replace(s, kilowatts_low=s.kilowatts, kilowatts_high=s.kilowatts)
            for s in catalogue.hardware
        ),
        energy=tuple(replace(e, kwh_low=e.kwh, kwh_high=e.kwh) for e in catalogue.energy),
        speeds={
            code: replace(
                s,
                first_low_s=s.first_s,
                first_high_s=s.first_s,
                tokens_low=s.tokens,
                tokens_high=s.tokens,
            )
            for code, s in catalogue.speeds.items()
        },
        criteria={
            code: replace(
                c, base={o: replace(b, low=b.level, high=b.level) for o, b in c.base.items()}
            )
            for code, c in catalogue.criteria.items()
        },
        assumptions={
            code: replace(figure, low=figure.value, high=figure.value)
            for code, figure in catalogue.assumptions.items()
        },
    )


def drawn(dossier: Dossier, catalogue: Catalogue, draws: Draws) -> tuple[Appraisal, FitDraws]:
    figures = Figures.of(catalogue)
    appraisal = appraise_all(dossier, catalogue, figures)[0]
    return appraisal, fit_draws(appraisal.case, catalogue, figures, draws)


def table(appraisal: Appraisal) -> np.ndarray:
    return np.array([[appraisal.fit[code][option] for option in OPTIONS] for code in CRITERIA])


@pytest.mark.parametrize("name", DEMOS)
def test_without_doubt_every_draw_is_what_was_answered(name: str) -> None:
    catalogue = exact()
    appraisal, found = drawn(demo(name), catalogue, draw(catalogue, 5, 20))

    for number in range(20):
        assert found.fits[:, :, number] == pytest.approx(table(appraisal), abs=1e-4)
    scales = [FLOOR + SLOPE * appraisal.needs[code] for code in CRITERIA]
    assert found.scales == pytest.approx(np.array(scales)[:, None])


def test_a_draw_of_unknown_answers_is_the_company_that_answers_so() -> None:
    catalogue = exact()
    draws = draw(catalogue, 5, 12)
    dossier = without(made(), *UNKNOWN)
    _, found = drawn(dossier, catalogue, draws)
    questions = list(catalogue.questions)

    for number in range(draws.count):
        levels = {
            code: catalogue.questions[code].levels[
                int(
                    draws.quantiles(questions.index(code))[number]
                    * len(catalogue.questions[code].levels)
                )
            ]
            for code in UNKNOWN
        }
        told = {code: GivenAnswer(level=level.code) for code, level in levels.items()}
        answers = dossier.answers | told
        expected, _ = drawn(replace(dossier, answers=answers), catalogue, draws)
        assert found.fits[:, :, number] == pytest.approx(table(expected), abs=1e-4)
        scales = [FLOOR + SLOPE * expected.needs[code] for code in CRITERIA]
        assert found.scales[:, number] == pytest.approx(scales)


def test_an_unknown_class_costs_what_the_drawn_class_costs() -> None:
    catalogue = exact()
    draws = draw(catalogue, 5, 12)
    _, found = drawn(without(made(), "FA1"), catalogue, draws)
    quantiles = draws.quantiles(list(catalogue.questions).index("FA1"))

    for number, level in enumerate((quantiles * 4).astype(int)):
        _, told = drawn(made({"FA1": "SMLX"[level].replace("X", "XL")}), catalogue, draws)
        # Own hardware is used less or more in another class; its answer (NA3) is of one class.
        rows = [place for place, code in enumerate(CRITERIA) if code != "NA"]
        assert found.fits[rows, :, number] == pytest.approx(told.fits[rows, :, number], abs=1e-4)


def test_base_levels_move_the_fit_by_25_points_each() -> None:
    appraisal, found = drawn(made(), load(), DRAWN)

    for place in JUDGED:
        code = CRITERIA[place]
        for column, option in enumerate(OPTIONS):
            band = appraisal.ground.levels[code][option]
            moved = triangular(DRAWN.base[code][option], band) - band.likely
            unclipped = 25 * (appraisal.measures[code][option] + moved)
            assert found.fits[place, column] == pytest.approx(unclipped.clip(0, 100), abs=1e-3)


def test_weights_are_importance_scaled_by_need() -> None:
    appraisal, found = drawn(made(), load(), DRAWN)
    importance = np.full((len(CRITERIA), DRAWN.count), 1 / len(CRITERIA))
    weights = found.weights(importance)

    assert weights.sum(axis=0) == pytest.approx(np.ones(DRAWN.count))
    expected = np.array([appraisal.weights[code] for code in CRITERIA])
    assert weights == pytest.approx(np.tile(expected[:, None], DRAWN.count))
