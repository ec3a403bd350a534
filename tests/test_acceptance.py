"""The three demo companies against the experts' results (domain notes 8.3 to 8.5).

Every "accept if" line is a test. Scores may differ by six points, costs by two percent, and
less than five points between two options is a tie.
"""

import functools
from dataclasses import replace

import pytest

from assessments.catalogue import load
from assessments.engine.recommendation import recommend
from assessments.engine.result import Recommendation, UseCaseResult
from tests.engine.dossiers import OPTIONS, A, B, C, D, E, demo

# Scores and EUR a month of A, B, C, D, E in the reference calculation, with the excluded lanes.
REFERENCE = {
    ("hallweg", "UC1"): ((44, 59, 82, 66, 70), (339, 340, 478, 2355, 1571), {A}),
    ("hallweg", "UC2"): ((46, 60, 83, 60, 64), (375, 382, 483, 4078, 1904), {A}),
    ("hallweg", "UC3"): ((54, 68, 80, 54, 55), (767, 811, 603, 12313, 5200), set()),
    ("hallweg", "UC4"): ((39, 51, 76, 61, 73), (335, 335, 470, 2355, 1571), {A, B, C, D}),
    ("lindqvist", "UC1"): ((40, 48, 78, 74, 74), (335, 335, 470, 2355, 1571), {A, B}),
    ("lindqvist", "UC2"): ((40, 48, 78, 74, 74), (336, 336, 472, 2355, 1571), {A, B}),
    ("lindqvist", "UC3"): ((55, 72, 82, 58, 61), (352, 354, 474, 4078, 1904), set()),
    ("fadenwerk", "UC1"): ((70, 79, 85, 66, 50), (387, 393, 555, 2355, 1571), set()),
    ("fadenwerk", "UC2"): ((66, 78, 81, 59, 62), (339, 340, 477, 2355, 1571), set()),
    ("fadenwerk", "UC3"): ((68, 77, 82, 58, 57), (338, 338, 473, 2355, 1330), set()),
}
CASES = pytest.mark.parametrize(("company", "use_case"), REFERENCE)


@functools.cache
def recommended(company: str) -> Recommendation:
    return recommend(demo(company), load())


def result(company: str, use_case: str) -> UseCaseResult:
    return next(u for u in recommended(company).use_cases if u.id == use_case)


def excluded(use_case: UseCaseResult) -> set[str]:
    return {code for code, option in use_case.options.items() if option.status == "excluded"}


@CASES
def test_scores_are_those_of_the_reference(company: str, use_case: str) -> None:
    scores, _, _ = REFERENCE[company, use_case]
    found = [result(company, use_case).options[option].score for option in OPTIONS]

    assert found == pytest.approx(scores, abs=6)


@CASES
def test_costs_are_those_of_the_reference(company: str, use_case: str) -> None:
    _, costs, _ = REFERENCE[company, use_case]
    options = result(company, use_case).options
    found = [options[option].cost_eur_per_month.likely for option in OPTIONS]

    assert found == pytest.approx(costs, rel=0.02)


@CASES
def test_gates_are_those_of_the_reference(company: str, use_case: str) -> None:
    assert excluded(result(company, use_case)) == REFERENCE[company, use_case][2]


@CASES
def test_the_first_is_that_of_the_reference(company: str, use_case: str) -> None:
    scores, _, out = REFERENCE[company, use_case]
    allowed = {o: s for o, s in zip(OPTIONS, scores, strict=True) if o not in out}

    assert result(company, use_case).ranking[0] == max(allowed, key=lambda o: allowed[o])


# --- D1 Hallweg ---------------------------------------------------------------------------------


def test_hallweg_shuts_out_the_direct_way_for_agreements_and_lists() -> None:
    for code in ("UC1", "UC2", "UC4"):
        assert A in excluded(result("hallweg", code))
        assert any(rule.startswith("KO-07") for rule in result("hallweg", code).options[A].rules)


def test_hallweg_serves_listed_drawings_only_on_an_own_server_and_later() -> None:
    use_case = result("hallweg", "UC4")

    assert use_case.ranking == (E,)
    assert (use_case.target_option, use_case.start_option) == (E, None)
    assert (use_case.start_note, use_case.start_themes) == ("readiness", ("T5",))
    assert any(rule.startswith("KO-09") for rule in use_case.options[C].rules)


@pytest.mark.parametrize("code", ["UC1", "UC2"])
def test_hallweg_starts_service_and_offers_on_the_open_service(code: str) -> None:
    use_case = result("hallweg", code)

    assert use_case.ranking[0] == use_case.start_option == use_case.target_option == C
    assert use_case.start_note is None


def test_hallweg_starts_programming_on_a_stronger_model_and_tests_the_open_service() -> None:
    use_case = result("hallweg", "UC3")

    assert (use_case.start_option, use_case.target_option) == (B, C)
    assert use_case.start_note == "capability_floor"


@pytest.mark.parametrize("code", ["UC1", "UC2", "UC3"])
def test_hallweg_never_rents_a_server_except_in_a_tie(code: str) -> None:
    use_case = result("hallweg", code)

    if D in use_case.ranking[:2]:
        third = use_case.options[use_case.ranking[2]]
        assert use_case.options[D].score - third.score < 5


def test_hallweg_is_a_hybrid_that_fails_closed() -> None:
    company = recommended("hallweg").company

    assert company.hybrid
    assert company.lanes == (C, E)
    assert "UC4" in company.fail_closed


def test_hallweg_has_to_mind_works_council_nis_2_and_literacy() -> None:
    assert {"KO-05", "KO-13", "KO-18", "KO-08"} <= set(recommended("hallweg").company.duties)


def test_hallweg_begins_with_rules_and_training_for_its_people() -> None:
    assert recommended("hallweg").company.actions[0].id == "T3-2"


# --- D2 Lindqvist -------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["UC1", "UC2"])
def test_lindqvist_shuts_out_proprietary_models_for_client_files(code: str) -> None:
    use_case = result("lindqvist", code)

    assert excluded(use_case) == {A, B}
    for option in (A, B):
        assert any(rule.startswith("KO-01") for rule in use_case.options[option].rules)


@pytest.mark.parametrize("code", ["UC1", "UC2"])
def test_lindqvist_keeps_the_own_server_as_a_close_alternative(code: str) -> None:
    use_case = result("lindqvist", code)

    assert use_case.ranking[0] == use_case.start_option == use_case.target_option == C
    assert E in use_case.tied_with_first
    assert D not in (use_case.start_option, use_case.target_option)


def test_lindqvist_is_not_ready_for_an_own_server() -> None:
    levels = recommended("lindqvist").company.readiness

    assert levels["T5"] == 2 < load().options[E].readiness["T5"]


@pytest.mark.parametrize("code", ["UC1", "UC2"])
def test_lindqvist_is_told_that_the_result_leans(code: str) -> None:
    use_case = result("lindqvist", code)

    assert use_case.confidence == "leaning"
    assert use_case.tipping_points[0].new_first in (D, E)


def test_lindqvist_may_research_anywhere_with_a_proprietary_model_in_second_place() -> None:
    use_case = result("lindqvist", "UC3")

    assert excluded(use_case) == set()
    assert use_case.ranking[:2] == (C, B)


def test_lindqvist_begins_with_contracts_and_the_end_of_private_accounts() -> None:
    company = recommended("lindqvist").company
    private_accounts = load().rules["KO-04b"].safeguards

    assert company.duties[:3] == ("KO-01", "KO-01b", "KO-04")
    assert "KO-04b" in company.duties
    assert any("private" in safeguard.en for safeguard in private_accounts)
    assert company.actions[0].id == "T3-2"  # the policy that ends private accounts


def test_lindqvist_never_spills_client_files_to_another_lane() -> None:
    assert recommended("lindqvist").company.fail_closed == ("UC1", "UC2")


# --- D3 Fadenwerk -------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["UC1", "UC2", "UC3"])
def test_fadenwerk_chooses_between_two_services_close_together(code: str) -> None:
    use_case = result("fadenwerk", code)

    assert excluded(use_case) == set()
    assert set(use_case.ranking[:2]) == {B, C}
    assert abs(use_case.options[B].score - use_case.options[C].score) <= 7
    assert set(use_case.ranking[-2:]) == {D, E}


def test_fadenwerk_needs_a_fallback_for_its_chat() -> None:
    fallback = [u.id for u in recommended("fadenwerk").use_cases if u.fallback_needed]

    assert fallback == ["UC1"]
    assert recommended("fadenwerk").company.hybrid


def test_fadenwerk_tells_its_customers_and_checks_the_chat() -> None:
    assert "KO-17" in recommended("fadenwerk").company.duties
    assert "FA5" in result("fadenwerk", "UC1").warnings


def test_fadenwerk_may_use_the_direct_way_for_product_texts_alone() -> None:
    status = {u.id: u.options[A].status for u in recommended("fadenwerk").use_cases}

    assert status == {"UC1": "conditional", "UC2": "open", "UC3": "conditional"}


def test_fadenwerk_is_no_nis_2_case() -> None:
    hits = {hit.rule for hit in recommended("fadenwerk").company.rules}

    assert not any(rule.startswith("KO-05") for rule in hits)


def test_fadenwerk_begins_with_its_contracts() -> None:
    assert recommended("fadenwerk").company.actions[0].id == "T4-2"


# --- All three ----------------------------------------------------------------------------------


@pytest.mark.parametrize("company", ["hallweg", "lindqvist", "fadenwerk"])
def test_themes_said_statement_by_statement_give_the_same_start(company: str) -> None:
    dossier = demo(company)
    levels = {code: dossier.readiness[code[:2]] for code in load().statements}
    spelled_out = recommend(replace(dossier, readiness=levels), load())

    assert [(u.start_option, u.start_note) for u in spelled_out.use_cases] == [
        (u.start_option, u.start_note) for u in recommended(company).use_cases
    ]
