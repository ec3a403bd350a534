"""A dossier is read whole or refused whole: every fault at once, with pointer and expectation."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from assessments.catalogue import load
from assessments.catalogue.schemas import dossier_schema
from assessments.engine.dossier import CompanyInput, GivenAnswer, Usage
from assessments.engine.reading import (
    DossierError,
    dossier_document,
    dossier_sha256,
    read_dossier,
)
from tests.engine.dossiers import CRITERIA, DEMOS, demo, demo_document, made

Change = Callable[[dict[str, Any]], Any]


def refused(document: Any) -> dict[str, str]:
    with pytest.raises(DossierError) as refusal:
        read_dossier(document, load())
    return {problem.pointer: problem.expected for problem in refusal.value.problems}


def changed(change: Change) -> dict[str, Any]:
    document = demo_document("hallweg")
    change(document)
    return document


def put(*path: str | int, value: Any) -> Change:
    def change(document: Any) -> None:
        for part in path[:-1]:
            document = document[part]
        document[path[-1]] = value

    return change


@pytest.mark.parametrize("name", DEMOS)
def test_the_schema_accepts_the_demo_companies(name: str) -> None:
    assert list(Draft202012Validator(dossier_schema()).iter_errors(demo_document(name))) == []


@pytest.mark.parametrize("name", DEMOS)
def test_what_is_written_is_what_was_read(name: str) -> None:
    document = dossier_document(demo(name))

    assert read_dossier(json.loads(json.dumps(document)), load()) == demo(name)
    assert document["answers"].keys() == demo_document(name)["answers"].keys()


def test_whole_numbers_are_written_as_such_and_blanks_left_out() -> None:
    document = dossier_document(demo("hallweg"))

    assert json.dumps(document["importance"][0]["values"]["KT"]) == "20"
    assert document["company"]["profile"]["U5"] == 3
    assert document["answers"]["KT5"] == {"level": "1", "confidence": "estimated"}
    assert document["answers"]["KP1"]["number"] == 928
    assert document["use_cases"][3]["answers"]["KT1"]["binding"] is True


def test_a_number_of_zero_is_an_answer() -> None:
    zero = replace(made(), answers={"KP1": GivenAnswer(number=0.0)})

    assert dossier_document(zero)["answers"] == {"KP1": {"number": 0}}
    assert read_dossier(dossier_document(zero), load()) == zero


def test_the_hash_knows_content_not_notation() -> None:
    document = demo_document("hallweg")
    document["company"]["profile"] = dict(reversed(document["company"]["profile"].items()))
    document["use_cases"][0]["usage"]["users"] = 34.0

    assert dossier_sha256(read_dossier(document, load())) == dossier_sha256(demo("hallweg"))


def test_the_hash_changes_with_every_answer() -> None:
    other = changed(put("answers", "NA4", "level", value="3"))

    assert dossier_sha256(read_dossier(other, load())) != dossier_sha256(demo("hallweg"))


@pytest.mark.parametrize("document", [None, 3, "x", []])
def test_only_an_object_is_a_dossier(document: Any) -> None:
    assert refused(document) == {"": "object"}


@pytest.mark.parametrize(
    ("change", "pointer", "expected"),
    [
        (put("format", value="modellwahl-dossier/2"), "/format", '"modellwahl-dossier/1"'),
        (put("surprise", value=1), "/surprise", "no such key"),
        (put("language", value="fr"), "/language", "one of de, en"),
        (put("as_of", value="23.11.2026"), "/as_of", "text of the form"),
        (put("as_of", value="2026-02-30"), "/as_of", "a date such as"),
        (put("catalogue", value="newest"), "/catalogue", "text of the form"),
        (put("company", "name", value=""), "/company/name", "at least 1 character"),
        (put("company", "size", value=3), "/company/size", "no such key; known here: name"),
        (put("company", "profile", "U15", value=1), "/company/profile/U15", "one of U1, U2"),
        (put("company", "profile", "U1", value="99"), "/company/profile/U1", "one of 01, 02"),
        (put("company", "profile", "U2", value=2.5), "/company/profile/U2", "a whole number"),
        (put("company", "profile", "U2", value=True), "/company/profile/U2", "a whole number"),
        (put("company", "profile", "U2", value=-1), "/company/profile/U2", "1 to 100000"),
        (put("company", "profile", "U5", value="3"), "/company/profile/U5", "a number, 0 to"),
        (put("company", "profile", "U3", value=24), "/company/profile/U3", "an object with"),
        (
            put("company", "profile", "U3", value={"turnover": 1}),
            "/company/profile/U3/turnover",
            "turnover_eur, balance_eur",
        ),
        (
            put("company", "profile", "U3", "balance_eur", value=-5),
            "/company/profile/U3/balance_eur",
            "EUR, 0 to",
        ),
        (put("company", "profile", "U6", value="maybe"), "/company/profile/U6", "one of no, yes"),
        (put("company", "profile", "U8", value="none"), "/company/profile/U8", "a list of"),
        (
            put("company", "profile", "U8", value=["export_control", "nato"]),
            "/company/profile/U8/1",
            "each once",
        ),
        (
            put("company", "profile", "U8", value=["export_control", "export_control"]),
            "/company/profile/U8/1",
            "each once",
        ),
        (put("company", "profile", "U10", value="yes"), "/company/profile/U10", "true or false"),
        (put("answers", "KT9", value={"level": "1"}), "/answers/KT9", "a question code"),
        (put("answers", "NA3", value={"level": "1"}), "/answers/NA3", "computed from the usage"),
        (put("answers", "KT1", "level", value="7"), "/answers/KT1/level", "one of 1, 2, 3, 4, 9"),
        (put("answers", "FA1", "level", value="1"), "/answers/FA1/level", "one of S, M, L, XL, 9"),
        (put("answers", "KT1", "level", value=2), "/answers/KT1/level", "string"),
        (put("answers", "KT1", value={}), "/answers/KT1/level", "one of 1, 2"),
        (put("answers", "KT1", "number", value=3), "/answers/KT1/number", "has levels"),
        (put("answers", "KT1", "sure", value=1), "/answers/KT1/sure", "no such key"),
        (put("answers", "KT2", "binding", value=True), "/answers/KT2/binding", "false"),
        (put("answers", "KT1", "binding", value="yes"), "/answers/KT1/binding", "boolean"),
        (put("answers", "KT1", "confidence", value="no"), "/answers/KT1/confidence", "one of est"),
        (put("answers", "KT1", "reason", value="x" * 2001), "/answers/KT1/reason", "at most 2000"),
        (put("answers", "KP1", value={}), "/answers/KP1", "a number, or level"),
        (put("answers", "KP1", value={"level": "1"}), "/answers/KP1/level", '"9", or a number'),
        (put("answers", "KP1", "number", value=-1), "/answers/KP1/number", "at least 0"),
        (
            put("answers", "KP1", value={"level": "9", "number": 3}),
            "/answers/KP1",
            "not both",
        ),
        (put("readiness", "T6", value=1), "/readiness/T6", "a theme T1 to T5"),
        (put("readiness", "T1", value=6), "/readiness/T1", "at most 5"),
        (put("readiness", "T1", value=0), "/readiness/T1", "at least 1"),
        (put("readiness", "T1", value=2.5), "/readiness/T1", "integer"),
        (put("theme_importance", value={"T1a": 1}), "/theme_importance/T1a", "a theme T1 to T5"),
        (put("theme_importance", value={"T1": 4}), "/theme_importance/T1", "at most 3"),
        (put("theme_importance", value={"T1": 0}), "/theme_importance/T1", "at least 1"),
        (put("theme_importance", value={"T1": True}), "/theme_importance/T1", "integer"),
        (put("use_cases", 1, "id", value="UC1"), "/use_cases/1/id", "no other use case has"),
        (put("use_cases", 0, "id", value="a b"), "/use_cases/0/id", "text of the form"),
        (put("use_cases", 0, "title", value=""), "/use_cases/0/title", "at least 1"),
        (put("use_cases", 0, "archetype", value="poem"), "/use_cases/0/archetype", "mail_triage"),
        (
            put("use_cases", 0, "answers", "SO3", value={"level": "1"}),
            "/use_cases/0/answers/SO3",
            "once, for the company",
        ),
        (
            put("use_cases", 0, "answers", "KP1", value={"number": 3}),
            "/use_cases/0/answers/KP1",
            "once, for the company",
        ),
        (put("use_cases", 0, "usage", "users", value=-1), "/use_cases/0/usage/users", "at least 0"),
        (put("use_cases", 0, "usage", "users", value="9"), "/use_cases/0/usage/users", "number"),
        (put("use_cases", 0, "usage", "user", value=9), "/use_cases/0/usage/user", "no such key"),
        (put("use_cases", 0, "intake", "F3", value=9), "/use_cases/0/intake/F3", "usage/users"),
        (put("use_cases", 0, "intake", "F8", value="2"), "/use_cases/0/intake/F8", "to KT2"),
        (put("use_cases", 0, "intake", "F9", value="yes"), "/use_cases/0/intake/F9", "one of no"),
        (
            put("use_cases", 0, "intake", "F16", value="x" * 501),
            "/use_cases/0/intake/F16",
            "at most 500",
        ),
        (put("confirmed", "KO-99", value={}), "/confirmed/KO-99", "a rule that names a safeguard"),
        (put("confirmed", "KO-26a", value={}), "/confirmed/KO-26a", "names a safeguard"),  # a gate
        (put("switched_off", value={"KO-99": "so"}), "/switched_off/KO-99", "a rule such as KO-07"),
        (put("switched_off", value={"KO-07": ""}), "/switched_off/KO-07", "at least 1"),
        (put("switched_off", value={"KO-07": 1}), "/switched_off/KO-07", "string"),
        (
            put("confirmed", "KO-04", value={"open_onprem": True}),
            "/confirmed/KO-04/open_onprem",
            "one of api_us",
        ),
        (
            put("confirmed", "KO-04", value={"api_us": "yes"}),
            "/confirmed/KO-04/api_us",
            "boolean",
        ),
        (put("importance", 0, "method", value="votes"), "/importance/0/method", "one of points"),
        (
            put("importance", 0, "values", "KT", value=21),
            "/importance/0/values",
            "100 points in all, found 101",
        ),
        (
            put("importance", 0, "values", "KT", value=-20),
            "/importance/0/values/KT",
            "at least 0",
        ),
        (put("importance", 0, "values", "XX", value=0), "/importance/0/values/XX", "one of KT"),
    ],
)
def test_a_fault_is_refused_with_its_place(change: Change, pointer: str, expected: str) -> None:
    problems = refused(changed(change))

    assert expected in problems[pointer]


def test_a_figure_for_every_criterion_is_expected() -> None:
    document = demo_document("hallweg")
    del document["importance"][0]["values"]["SO"]

    assert refused(document) == {"/importance/0/values/SO": "a figure for this criterion"}


def test_ratings_need_no_sum_but_one_above_zero() -> None:
    document = demo_document("hallweg")
    document["importance"][0] |= {"method": "rating", "values": dict.fromkeys(CRITERIA, 0)}
    assert refused(document) == {"/importance/0/values": "at least one figure above 0"}

    document["importance"][0]["values"]["KT"] = 7
    assert read_dossier(document, load()).importance[0].values["KT"] == 7


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_numbers_that_are_none_are_refused_everywhere(number: float) -> None:
    document = demo_document("hallweg")
    document["importance"][0]["values"]["KT"] = number
    document["use_cases"][0]["usage"]["users"] = number
    document["company"]["profile"]["U5"] = number
    with pytest.raises(DossierError) as refusal:
        read_dossier(document, load())

    places = {p.pointer for p in refusal.value.problems if p.expected == "a finite number"}
    assert places == {
        "/importance/0/values/KT",
        "/use_cases/0/usage/users",
        "/company/profile/U5",
    }


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_text_that_no_database_can_keep_is_refused(text: str) -> None:
    document = changed(put("company", "name", value=text))

    assert refused(document) == {"/company/name": "text without NUL or half characters"}


def test_all_faults_are_named_at_once() -> None:
    document = demo_document("hallweg")
    document["extra"] = 1
    document["answers"]["KT1"]["level"] = "8"
    document["use_cases"][2]["answers"]["FA1"]["level"] = "XXL"
    document["use_cases"][2]["usage"]["pages_in"] = -1
    document["company"]["profile"]["U9"] = "perhaps"
    document["importance"][0]["values"]["NA"] = 0
    del document["use_cases"][3]["title"]

    assert set(refused(document)) == {
        "/extra",
        "/answers/KT1/level",
        "/use_cases/2/answers/FA1/level",
        "/use_cases/2/usage/pages_in",
        "/company/profile/U9",
        "/importance/0/values",
        "/use_cases/3/title",
    }


def test_a_pointer_escapes_slash_and_tilde() -> None:
    document = changed(put("a/b~c", value=1))

    assert set(refused(document)) == {"/a~1b~0c"}


def test_the_message_lists_every_place() -> None:
    with pytest.raises(DossierError, match=r"/language: one of de, en") as refusal:
        read_dossier(changed(put("language", value="fr")), load())

    pointer, expected = refusal.value.problems[0]
    assert (pointer, expected) == ("/language", "one of de, en")


def test_what_is_not_said_is_not_known() -> None:
    document = {
        "format": "modellwahl-dossier/1",
        "catalogue": "2026.11",
        "language": "en",
        "as_of": "2026-11-23",
        "company": {"name": "New", "profile": {"U2": None, "U8": None}},
        "use_cases": [{"id": "UC1", "title": "Something"}],
    }
    dossier = read_dossier(document, load())

    assert dossier.company == CompanyInput("New", {"U2": None, "U8": None})
    assert dossier.use_cases[0].usage == Usage()
    assert (dossier.answers, dossier.importance, dossier.readiness) == ({}, (), {})


def test_reading_leaves_the_document_alone() -> None:
    document = demo_document("lindqvist")
    before = copy.deepcopy(document)
    read_dossier(document, load())

    assert document == before


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@for_all(st.sampled_from(DEMOS), st.data())
@settings(max_examples=150, deadline=None)
def test_nonsense_anywhere_is_refused_never_a_crash(name: str, data: st.DataObject) -> None:
    document: Any = demo_document(name)
    here = document
    while True:
        keys = list(here) if isinstance(here, dict) else list(range(len(here)))
        key = data.draw(st.sampled_from(keys))
        inner = here[key]
        if not inner or not isinstance(inner, dict | list) or data.draw(st.booleans()):
            here[key] = data.draw(JSON)
            break
        here = inner

    try:
        dossier = read_dossier(document, load())
    except DossierError as error:
        assert error.problems
        assert all(p.pointer == "" or p.pointer.startswith("/") for p in error.problems)
    else:
        assert read_dossier(dossier_document(dossier), load()) == dossier


def test_a_promise_under_a_number_counts_for_its_variants_and_no_neighbour() -> None:
    document = demo_document("hallweg")
    document["confirmed"] = {
        "KO-01": {"open_eu_api": True, "open_eu_gpu": True},  # KO-01 itself is a duty
        "KO-01b": {"open_eu_gpu": False},
        "KO-04": {"api_us": True},  # says nothing of KO-04a, the transfer
    }

    read = read_dossier(document, load())

    assert read.confirmed == {
        "KO-01b": {"open_eu_api": True, "open_eu_gpu": False},
        "KO-04": {"api_us": True},
    }
    assert read_dossier(dossier_document(read), load()) == read


def test_rules_switched_off_come_along_and_change_the_hash() -> None:
    document = demo_document("hallweg")
    document["switched_off"] = {"KO-07": "geprüft"}

    read = read_dossier(document, load())

    assert read.switched_off == {"KO-07": "geprüft"}
    assert dossier_document(read)["switched_off"] == {"KO-07": "geprüft"}
    assert "switched_off" not in dossier_document(demo("hallweg"))
    assert dossier_sha256(read) != dossier_sha256(demo("hallweg"))
