"""One answer given otherwise: the quick way must find what the whole engine finds."""

from dataclasses import replace

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from assessments.catalogue import load
from assessments.engine.answer_tipping import answer_tipping_points
from assessments.engine.case import Appraisal, appraise_all
from assessments.engine.dossier import Dossier, GivenAnswer
from assessments.engine.figures import Figures
from assessments.engine.recommendation import recommend
from assessments.engine.result import AnswerTippingPoint
from assessments.engine.variations import Variation, variations
from tests.engine.dossiers import DEMOS, B, C, E, demo, given, made, with_binding, without

FIGURES = Figures.of(load())
LEVELS = {q.code: [level.code for level in q.levels] for q in load().asked if q.kind == "choice"}


def varied(dossier: Dossier, position: int = 0) -> tuple[Appraisal, list[Variation]]:
    appraisal = appraise_all(dossier, load(), FIGURES)[position]
    return appraisal, list(variations(position, appraisal, dossier, load(), FIGURES))


def with_answer(dossier: Dossier, position: int, code: str, changed: GivenAnswer) -> Dossier:
    """The dossier with an answer changed where this use case has it from."""
    use_case = dossier.use_cases[position]
    if code not in use_case.answers:
        return replace(dossier, answers={**dossier.answers, code: changed})
    varied = replace(use_case, answers={**use_case.answers, code: changed})
    rest = dossier.use_cases
    return replace(dossier, use_cases=(*rest[:position], varied, *rest[position + 1 :]))


def whole(dossier: Dossier, position: int, found: Variation) -> Appraisal:
    """The same change through the whole engine."""
    own = dossier.use_cases[position].answers
    answer = own.get(found.question) or dossier.answers.get(found.question) or GivenAnswer()
    changed = replace(answer, level=found.after)
    dossier = with_answer(dossier, position, found.question, changed)
    return appraise_all(dossier, load(), FIGURES)[position]


def agree(dossier: Dossier, position: int = 0) -> None:
    for found in varied(dossier, position)[1]:
        expected = whole(dossier, position, found)
        assert found.scores == pytest.approx(expected.scores, abs=1e-9), found.question
        assert found.ranking == expected.ranking, found.question


@pytest.mark.parametrize("name", DEMOS)
def test_the_quick_way_agrees_with_the_whole_engine_for_the_demos(name: str) -> None:
    for position in range(len(demo(name).use_cases)):
        agree(demo(name), position)


ANSWERS = st.fixed_dictionaries({c: st.sampled_from([*codes, "9"]) for c, codes in LEVELS.items()})


@for_all(ANSWERS, ANSWERS, st.sets(st.sampled_from(sorted(LEVELS)), max_size=6))
@settings(max_examples=15, deadline=None)
def test_the_quick_way_agrees_with_the_whole_engine_whatever_is_answered(
    company: dict[str, str], own: dict[str, str], overridden: set[str]
) -> None:
    dossier = made(company, use_cases=2)
    answers = given({code: own[code] for code in overridden if load().questions[code].per_use_case})
    first = replace(dossier.use_cases[0], answers=answers)

    agree(replace(dossier, use_cases=(first, dossier.use_cases[1])))


def test_known_answers_change_by_one_level_and_unknown_ones_to_any() -> None:
    told = made({"SO1": "1", "SO3": "2"})
    _, found = varied(without(told, "SO2"))
    changes = {
        code: [v.after for v in found if v.question == code] for code in ("SO1", "SO2", "SO3")
    }

    assert changes == {"SO1": ["2"], "SO2": LEVELS["SO2"], "SO3": ["1", "3"]}
    assert {v.before for v in found if v.question == "SO2"} == {None}


def test_hidden_questions_and_numbers_do_not_vary() -> None:
    _, found = varied(made({"AN1": "1"}))

    assert not {"AN2", "AN3", "KP1", "NA3"} & {v.question for v in found}


def test_a_use_cases_own_answer_changes_instead_of_the_companys() -> None:
    dossier = made({"KT2": "1"})
    own = replace(dossier.use_cases[0], answers=given({"KT2": "4"}))
    _, found = varied(replace(dossier, use_cases=(own,)))

    assert [(v.before, v.after, v.own) for v in found if v.question == "KT2"] == [("4", "3", True)]
    assert not any(v.own for v in found if v.question != "KT2")


def test_a_companys_answer_changes_for_every_use_case_that_inherits_it() -> None:
    # KP2 also sets how much of an own server all use cases together would use (NA3).
    agree(made({"KP2": "3"}, use_cases=3), 1)


def test_a_binding_answer_stays_binding() -> None:
    """In the house only, binding: one step down lets the others in again."""
    dossier = with_binding(made(), "KT1", "4")
    appraisal, found = varied(dossier)
    (step,) = (v for v in found if v.question == "KT1")

    assert appraisal.ranking == (E,)
    assert step.ranking[0] == whole(dossier, 0, step).ranking[0]
    assert C in step.ranking
    assert B not in step.ranking  # still binding: no provider under foreign influence


def test_every_answer_that_tips_is_found_and_no_other() -> None:
    for name in DEMOS:
        for position, use_case in enumerate(recommend(demo(name), load()).use_cases):
            _, found = varied(demo(name), position)
            tips = {(p.question, p.after): p.new_first for p in use_case.answer_tipping_points}
            for v in found:
                new = whole(demo(name), position, v).ranking[0]
                assert (new != use_case.ranking[0]) == ((v.question, v.after) in tips)
                assert tips.get((v.question, v.after), new) == new


def test_lindqvist_tips_to_its_own_server_if_texts_must_stay_in_the_house() -> None:
    points = recommend(demo("lindqvist"), load()).use_cases[0].answer_tipping_points

    assert AnswerTippingPoint("KT1", "3", "4", E, own=False) in points


def test_an_answer_that_shuts_out_everything_tips_to_nothing() -> None:
    kept = Variation("KT1", "1", "2", False, {}, (C, B))
    nothing = Variation("KT1", "1", "3", False, {}, ())
    other = Variation("KT2", None, "3", True, {}, (B, C))

    assert answer_tipping_points(C, [kept, nothing, other]) == (
        AnswerTippingPoint("KT1", "1", "3", None, own=False),
        AnswerTippingPoint("KT2", None, "3", B, own=True),
    )


def test_where_nothing_is_left_an_answer_tips_that_lets_an_option_in() -> None:
    lets_in = Variation("KT1", "3", "2", False, {}, (B,))
    keeps_out = Variation("KT1", "3", "4", False, {}, ())

    assert answer_tipping_points(None, [lets_in, keeps_out]) == (
        AnswerTippingPoint("KT1", "3", "2", B, own=False),
    )
