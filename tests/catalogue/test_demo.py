"""The three demo companies speak the catalogue's codes and hold together in themselves."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assessments.catalogue import load
from assessments.catalogue.entries import DONT_KNOW, ProfileQuestion
from assessments.catalogue.reading import DATA

Document = dict[str, Any]

FILES = sorted((DATA / "demo").glob("*.json"))
CONFIDENCE = {"estimated", "fairly_sure", "proven"}
CRITERIA = ["KT", "SO", "KP", "AN", "FA", "PE", "NA"]
WORKING_DAYS = 21
READ_AND_WRITTEN = {"input_tokens_per_month", "output_tokens_per_month"}
USAGE = READ_AND_WRITTEN | {"users", "requests_per_user_per_day", "requests_per_month"}


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def dossier(request: pytest.FixtureRequest) -> Document:
    """One demo company after the other."""
    path: Path = request.param
    document: Document = json.loads(path.read_text("utf-8"))
    return document


def read(name: str) -> Document:
    document: Document = json.loads((DATA / "demo" / f"{name}.json").read_text("utf-8"))
    return document


def known(question: ProfileQuestion, value: Any) -> bool:
    """Does the value fit the question's kind, choices and bounds?"""
    codes = {choice.code for choice in question.choices}
    fits: dict[str, Callable[[], bool]] = {
        "choice": lambda: value in codes,
        "choices": lambda: isinstance(value, list) and set(value) <= codes,
        "yes_no": lambda: isinstance(value, bool),
        "integer": lambda: type(value) is int and within(question, value),
        "decimal": lambda: type(value) in (int, float) and within(question, value),
        "money": lambda: (
            set(value) == {"turnover_eur", "balance_eur"}
            and all(within(question, amount) for amount in value.values())
        ),
        "text": lambda: isinstance(value, str) and 0 < len(value) <= (question.maximum or 2000),
    }
    return question.kind in fits and fits[question.kind]()


def within(question: ProfileQuestion, value: float) -> bool:
    low = question.minimum if question.minimum is not None else float("-inf")
    high = question.maximum if question.maximum is not None else float("inf")
    return low <= value <= high


def answer_sets(dossier: Document) -> list[Document]:
    """The company's answers and those of every use case."""
    return [dossier["answers"], *(case["answers"] for case in dossier["use_cases"])]


def test_there_are_three_demo_companies() -> None:
    assert [path.stem for path in FILES] == ["fadenwerk", "hallweg", "lindqvist"]
    assert {read(path.stem)["company"]["name"] for path in FILES} == {
        "Fadenwerk Online GmbH",
        "Hallweg Sondermaschinen GmbH",
        "Kanzlei Lindqvist & Partner",
    }


def test_a_demo_file_is_a_dossier_of_this_catalogue(dossier: Document) -> None:
    assert set(dossier) == {
        *("format", "catalogue", "language", "as_of", "company", "importance", "answers"),
        *("readiness", "use_cases", "confirmed"),
    }
    assert dossier["format"] == "modellwahl-dossier/1"
    assert dossier["catalogue"] == load().version
    assert dossier["language"] == "de"
    assert date.fromisoformat(dossier["as_of"]) == date(2026, 11, 23)


def test_the_profile_is_complete_and_uses_known_codes(dossier: Document) -> None:
    profile = dossier["company"]["profile"]

    assert list(profile) == list(load().profile)
    for code, value in profile.items():
        assert known(load().profile[code], value), f"{code} = {value}"


def test_importance_spends_exactly_100_points_over_the_seven_criteria(dossier: Document) -> None:
    [given] = dossier["importance"]

    assert given["method"] == "points"
    assert given["respondent"] == "Geschäftsführung"
    assert list(given["values"]) == CRITERIA
    assert sum(given["values"].values()) == 100


def test_the_company_answers_every_question_that_is_asked(dossier: Document) -> None:
    assert list(dossier["answers"]) == [question.code for question in load().asked]


def test_every_answer_names_a_level_of_its_question(dossier: Document) -> None:
    for answers in answer_sets(dossier):
        for code, answer in answers.items():
            question = load().questions[code]
            if question.kind == "number":
                assert question.minimum <= answer["number"] <= question.maximum
                assert "level" not in answer
            else:
                assert answer["level"] == DONT_KNOW or question.level(answer["level"]), code


def test_only_questions_that_offer_it_carry_a_binding_flag(dossier: Document) -> None:
    for answers in answer_sets(dossier):
        for code, answer in answers.items():
            if "binding" in answer:
                assert load().questions[code].binding_text is not None, code


def test_every_answer_says_how_sure_it_is_and_reasons_are_one_short_sentence(
    dossier: Document,
) -> None:
    rows = [answer for answers in answer_sets(dossier) for answer in answers.values()]
    reasons = [row["reason"] for row in rows if "reason" in row]

    assert {row["confidence"] for row in rows} == CONFIDENCE
    assert len(reasons) >= 0.4 * len(rows)
    assert [r for r in reasons if len(r.split()) > 15 or not r.endswith(".")] == []


def test_readiness_gives_each_theme_a_level(dossier: Document) -> None:
    assert list(dossier["readiness"]) == list(load().themes)
    assert set(dossier["readiness"].values()) <= {1, 2, 3, 4, 5}


def test_use_cases_come_from_known_templates_and_are_numbered(dossier: Document) -> None:
    cases = dossier["use_cases"]

    assert [case["id"] for case in cases] == [f"UC{n}" for n in range(1, len(cases) + 1)]
    assert {case["archetype"] for case in cases} <= set(load().archetypes)
    assert all(case["title"] for case in cases)


def test_use_cases_override_only_what_may_differ_per_use_case(dossier: Document) -> None:
    for case in dossier["use_cases"]:
        wrong = [code for code in case["answers"] if not load().questions[code].per_use_case]
        assert wrong == [], case["id"]


def test_intake_answers_use_known_codes_and_leave_the_rest_to_the_questions(
    dossier: Document,
) -> None:
    for case in dossier["use_cases"]:
        assert {"F9", "F10", "F16"} <= set(case["intake"])
        for code, value in case["intake"].items():
            assert known(load().intake[code], value), f"{case['id']} {code} = {value}"


def test_users_and_requests_agree_with_the_requests_of_a_month(dossier: Document) -> None:
    for case in dossier["use_cases"]:
        usage = case["usage"]
        assert READ_AND_WRITTEN < set(usage) <= USAGE
        if "users" in usage:
            a_day = usage["users"] * usage["requests_per_user_per_day"]
            assert usage["requests_per_month"] == a_day * WORKING_DAYS, case["id"]


def test_requests_a_working_day_add_up_over_the_use_cases(dossier: Document) -> None:
    a_month = sum(case["usage"]["requests_per_month"] for case in dossier["use_cases"])

    assert dossier["answers"]["KP1"]["number"] == pytest.approx(a_month / WORKING_DAYS, rel=0.01)


@pytest.mark.parametrize(
    ("name", "millions"),
    [
        # Text read and written in million tokens a month, rounded to one decimal.
        ("hallweg", [(57.1, 3.6), (12.1, 2.5), (90.7, 7.1), (15.1, 1.0)]),
        ("lindqvist", [(10.0, 1.9), (25.2, 1.3), (6.3, 0.9)]),
        ("fadenwerk", [(420.0, 42.0), (24.0, 10.0), (28.1, 5.5)]),
    ],
)
def test_volumes_are_those_of_the_worked_examples(
    name: str, millions: list[tuple[float, float]]
) -> None:
    usages = [case["usage"] for case in read(name)["use_cases"]]

    assert [
        (usage["input_tokens_per_month"] / 1e6, usage["output_tokens_per_month"] / 1e6)
        for usage in usages
    ] == [pytest.approx(pair, abs=0.05) for pair in millions]


def test_places_are_binding_where_a_contract_or_a_decision_says_so() -> None:
    hallweg, lindqvist, fadenwerk = read("hallweg"), read("lindqvist"), read("fadenwerk")
    drawings, research = hallweg["use_cases"][3]["answers"], lindqvist["use_cases"][2]["answers"]

    assert place(hallweg["answers"]) == ("2", False)
    assert place(drawings) == ("4", True)
    assert place(lindqvist["answers"]) == ("3", True)
    assert place(research) == ("2", False)
    assert place(fadenwerk["answers"]) == ("2", False)


def place(answers: Document) -> tuple[str, bool]:
    return answers["KT1"]["level"], answers["KT1"]["binding"]


def test_outsiders_talk_to_the_ai_in_the_customer_chat_alone() -> None:
    talking = [
        (name, case["id"])
        for name in ("hallweg", "lindqvist", "fadenwerk")
        for case in read(name)["use_cases"]
        if case["intake"]["F10"] == "yes"
    ]

    assert talking == [("fadenwerk", "UC1")]


def test_templates_prefill_only_what_may_differ_per_use_case() -> None:
    for archetype in load().archetypes.values():
        wrong = [code for code in archetype.answers if not load().questions[code].per_use_case]
        assert wrong == [], archetype.code
        assert {"KT2", "FA1", "FA2", "FA5", "PE1"} <= set(archetype.answers), archetype.code
        assert archetype.source in load().sources, archetype.code


def test_templates_prefill_a_whole_volume() -> None:
    wanted = {"users", "requests_per_user_per_day", "pages_in", "pages_out"}
    for archetype in load().archetypes.values():
        assert set(archetype.usage) == wanted, archetype.code
        assert all(amount > 0 for amount in archetype.usage.values()), archetype.code
