"""Lanes, hybrid, duties, next steps, what-ifs and warnings."""

from dataclasses import replace
from typing import Any

import pytest

from assessments.catalogue import load
from assessments.engine.attention import open_answers, warnings
from assessments.engine.case import Scenario, appraise_all
from assessments.engine.dossier import Dossier, GivenAnswer, GivenImportance, Usage, UseCaseInput
from assessments.engine.figures import Figures
from assessments.engine.recommendation import recommend
from assessments.engine.stress import SCENARIOS, appraised, combined, stress_tests, together
from tests.engine.dossiers import CRITERIA, A, B, C, D, E, demo, given, made, without

FIGURES = Figures.of(load())


def first_use_case(dossier: Dossier, **changes: Any) -> Dossier:
    first: UseCaseInput = replace(dossier.use_cases[0], **changes)
    return replace(dossier, use_cases=(first, *dossier.use_cases[1:]))


def warned(dossier: Dossier) -> tuple[str, ...]:
    return warnings(appraise_all(dossier, load(), FIGURES)[0], dossier)


def test_one_lane_without_special_needs_is_no_hybrid() -> None:
    company = recommend(made(use_cases=2), load()).company

    assert len(company.lanes) == 1
    assert (company.hybrid, company.fail_closed) == (False, ())


@pytest.mark.parametrize("levels", [{"SO1": "4"}, {"PE4": "3"}])
def test_a_needed_fallback_makes_a_hybrid(levels: dict[str, str]) -> None:
    result = recommend(made(levels), load())

    assert result.use_cases[0].fallback_needed
    assert result.company.hybrid


def test_nobody_to_run_the_gateway_makes_no_hybrid() -> None:
    assert not recommend(made({"SO1": "4", "AN4": "1"}), load()).company.hybrid


def test_use_cases_in_two_lanes_make_a_hybrid() -> None:
    dossier = made(use_cases=2)
    own = {"KT1": GivenAnswer("4", binding=True), "KT2": GivenAnswer("3")}
    company = recommend(first_use_case(dossier, answers=own), load()).company

    assert E in company.lanes
    assert len(company.lanes) == 2
    assert company.hybrid
    assert company.fail_closed == ("UC1",)


def test_secret_content_fails_closed_without_any_gate() -> None:
    company = recommend(made({"KT2": "4"}), load()).company

    assert company.fail_closed == ("UC1",)
    assert len(company.lanes) == 1
    assert company.hybrid  # a second lane must never take over what is secret


def test_a_forbidden_use_case_has_no_lane_and_spills_nowhere() -> None:
    dossier = first_use_case(made(), intake={"F9": "prohibited", "F10": "no"})
    result = recommend(dossier, load())
    use_case = result.use_cases[0]

    assert (use_case.ranking, use_case.start_option, use_case.target_option) == ((), None, None)
    assert use_case.start_note == "all_excluded"
    assert (use_case.tied_with_first, use_case.tipping_points) == ((), ())
    assert {test.new_first for test in use_case.stress_tests} == {None}
    assert result.company.lanes == result.company.fail_closed == ()
    assert all(option.rank is None for option in use_case.options.values())
    assert all(option.first_rank_share is None for option in use_case.options.values())


def test_duties_name_the_safeguards_of_the_options_recommended() -> None:
    open_ = recommend(made(), load()).company
    done = recommend(replace(made(), confirmed={"KO-04": {C: True}}), load()).company

    assert "KO-04" in open_.duties
    assert "KO-04" not in done.duties
    assert "KO-04a" not in open_.duties  # a safeguard of A alone, which nobody recommends
    assert {"KO-18", "KO-20"} <= set(done.duties)


def test_a_rule_is_listed_with_its_use_cases_and_its_state() -> None:
    dossier = made(use_cases=2, profile={"U10": None})
    dossier = first_use_case(dossier, answers=given({"KT2": "1"}))
    hits = {hit.rule: hit for hit in recommend(dossier, load()).company.rules}

    assert (hits["KO-04"].state, hits["KO-04"].use_cases) == ("holds", ("UC2",))
    assert (hits["KO-13"].state, hits["KO-13"].use_cases) == ("unclear", ("UC1", "UC2"))


def test_next_steps_close_the_gap_of_the_start_first_then_the_weakest() -> None:
    readiness = {"T1": 2, "T2": 3, "T3": 1, "T4": 3, "T5": 2}
    company = recommend(made(readiness=readiness), load()).company

    # C needs 1/1/2/2/2: T3 lacks one, T5 is level; T1 and T4 are one above, T2 two.
    assert [action.id for action in company.actions] == ["T3-1", "T5-2", "T1-2", "T4-3", "T2-3"]
    assert [action.from_level for action in company.actions] == [1, 2, 2, 3, 3]


def test_a_theme_nobody_spoke_of_has_no_next_step() -> None:
    company = recommend(made(readiness={"T4": 2}), load()).company

    assert [action.id for action in company.actions] == ["T4-2"]
    assert company.readiness == {"T1": None, "T2": None, "T3": None, "T4": 2, "T5": None}


def test_every_what_if_is_answered_for_every_use_case() -> None:
    tests = stress_tests(demo("hallweg"), load(), FIGURES)

    assert [[test.id for test in each] for each in tests] == [list(SCENARIOS)] * 4


def test_dearer_tokens_raise_the_usage_and_nothing_else() -> None:
    now = appraise_all(made(), load(), FIGURES)[0].costs[C]
    dear = appraise_all(made(), load(), FIGURES, SCENARIOS["token_price_x4"])[0].costs[C]
    cheap = appraise_all(made(), load(), FIGURES, SCENARIOS["token_price_div4"])[0].costs[C]

    assert dear.usage.likely == pytest.approx(4 * now.usage.likely)
    assert cheap.usage.likely == pytest.approx(now.usage.likely / 4)
    assert dear.care == cheap.care == now.care


def test_dear_tokens_can_turn_the_result() -> None:
    # A busy code assistant: 2,000 million tokens a month of the strongest class.
    thrift = GivenImportance("record", "rating", dict.fromkeys(CRITERIA, 5.0) | {"KP": 70.0})
    dossier = made({"FA1": "XL", "KP2": "3", "KP3": "3"}, importance=(thrift,))
    busy = first_use_case(dossier, usage=Usage(2_000_000_000, 200_000_000))
    firsts = {test.id: test.new_first for test in stress_tests(busy, load(), FIGURES)[0]}

    assert firsts["token_price_div4"] in ("prop_eu_cloud", C)
    assert firsts["token_price_x4"] == E


def test_without_american_access_no_american_option_is_first() -> None:
    levels = {"FA1": "XL", "FA3": "4", "SO3": "1", "KT2": "1"}
    able = GivenImportance("record", "rating", dict.fromkeys(CRITERIA, 5.0) | {"FA": 70.0})
    dossier = made(levels, importance=(able,))
    before = appraise_all(dossier, load(), FIGURES)[0].ranking[0]
    after = {test.id: test.new_first for test in stress_tests(dossier, load(), FIGURES)[0]}

    assert before in ("api_us", "prop_eu_cloud")
    assert after["us_access_cut"] in (C, D, E)
    assert after["token_price_div4"] == before


def test_when_the_key_person_leaves_own_servers_lose() -> None:
    dossier = made({"AN4": "4"})
    appraisal = appraise_all(dossier, load(), FIGURES)[0]
    scenario = appraise_all(dossier, load(), FIGURES, SCENARIOS["key_person_leaves"])[0]

    assert scenario.scores[E] < appraisal.scores[E]
    assert scenario.scores[C] > appraisal.scores[C]


@pytest.mark.parametrize(
    ("levels", "changes", "expected"),
    [
        ({"FA5": "1", "FA2": "4"}, {}, ()),
        ({"FA5": "4", "FA2": "2"}, {}, ()),
        ({"FA5": "4", "FA2": "3"}, {}, ("FA5",)),
        ({"FA5": "3", "FA2": "4"}, {}, ("FA5",)),
        ({"FA5": "4", "FA2": "1"}, {"archetype": "customer_chat"}, ("FA5",)),
        ({"FA5": "4", "FA2": "1"}, {"intake": {"F10": "yes", "F9": "no"}}, ("FA5",)),
        ({}, {"archetype": "hr"}, ("F9",)),
        ({}, {"intake": {"F9": "supports"}}, ("F9",)),
        ({}, {"archetype": "meeting_minutes"}, ("F7",)),
        ({}, {"intake": {"F7": ["text", "speech"], "F9": "no"}}, ("F7",)),
        ({}, {"intake": {"F7": ["video"], "F9": "no"}}, ("F7",)),
        ({}, {"intake": {"F7": ["text", "scans"], "F9": "no"}}, ()),
        ({}, {"intake": {"F7": None, "F9": "no"}}, ()),
        ({}, {"answers": given({"KT2": "3"})}, ("KT2",)),
        ({}, {"answers": given({"KT2": "1"})}, ()),
        ({"KT2": "9"}, {"answers": given({"KT2": "3"})}, ()),
        ({"AN1": "5", "AN2": "1"}, {}, ("AN2",)),
        ({"AN1": "5", "AN2": "3"}, {}, ()),
    ],
)
def test_answers_that_need_a_second_look_are_named(
    levels: dict[str, str], changes: dict[str, Any], expected: tuple[str, ...]
) -> None:
    assert warned(first_use_case(made(levels), **changes)) == expected


def opened(dossier: Dossier) -> tuple[str, ...]:
    return open_answers(appraise_all(dossier, load(), FIGURES)[0], load())


def test_a_full_questionnaire_leaves_nothing_open() -> None:
    assert opened(made()) == ()


def test_the_open_answer_that_can_move_most_stands_first() -> None:
    # SO3 parts options by up to 7 levels of 7 points, PE1 by 2; FA5 only feeds rules.
    assert opened(without(made(), "PE1", "FA5", "SO3")) == ("SO3", "PE1", "FA5")


def test_the_number_of_requests_is_open_only_without_a_volume() -> None:
    silent = first_use_case(made(), usage=Usage())

    assert opened(silent) == ("KP1",)
    assert opened(made()) == ()


def test_an_answer_for_the_use_case_closes_the_question() -> None:
    dossier = first_use_case(without(made(), "FA3"), answers=given({"FA3": "2"}))

    assert opened(dossier) == ()


def test_questions_hidden_by_another_answer_are_not_open() -> None:
    assert opened(without(made({"AN1": "1"}), "AN2", "AN3")) == ()


def test_without_the_data_framework_personal_data_shut_the_direct_way() -> None:
    personal = {"KT1": "1", "KT2": "2"}
    for levels, shut in ((personal, (A,)), (personal | {"KT2": "1"}, ())):
        found = stress_tests(made(levels), load(), FIGURES)[0]
        test = next(t for t in found if t.id == "data_framework_falls")
        assert test.excluded == shut


def test_a_retired_model_costs_its_integration_again() -> None:
    dossier = made()
    now, then = (
        appraised(dossier, load(), FIGURES, scenario)[0].costs
        for scenario in (Scenario(), SCENARIOS["model_retired"])
    )

    for option in (A, B, C):
        more = FIGURES.value(f"integration_eur_{option}") / 12
        assert then[option].total.likely - now[option].total.likely == pytest.approx(more)
    assert then[D].total == now[D].total
    assert then[E].total == now[E].total


def test_several_what_ifs_at_once_are_one_scenario() -> None:
    both = together(["token_price_x4", "us_access_cut", "key_person_leaves"])

    assert (both.token_price, both.cut) == (4, (A, B))
    assert both.answers["AN4"].level == "1"
    assert combined(made(), load(), ["us_access_cut"], "UC1") == next(
        t for t in stress_tests(made(), load(), FIGURES)[0] if t.id == "us_access_cut"
    )
    with pytest.raises(KeyError):
        together(["flood"])
    with pytest.raises(ValueError, match="not in"):
        combined(made(), load(), ["us_access_cut"], "UC9")


def test_a_lane_without_internet_wants_no_router() -> None:
    dossier = made({"SO1": "2", "PE4": "1"}, use_cases=2)
    offline = replace(dossier.use_cases[1], answers=given({"PE3": "3"}))
    company = recommend(
        replace(dossier, use_cases=(dossier.use_cases[0], offline)), load(), draws=100
    ).company

    assert company.lanes == (C, E)
    assert company.offline == (offline.id,)
    assert not company.hybrid
