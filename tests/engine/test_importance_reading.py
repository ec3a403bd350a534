"""Importance in a dossier: six methods read as written, every fault refused with its place."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from assessments.catalogue import load
from assessments.catalogue.schemas import dossier_schema
from assessments.engine.dossier import GivenImportance
from assessments.engine.reading import (
    DossierError,
    dossier_document,
    dossier_sha256,
    read_dossier,
)
from assessments.engine.recommendation import recommend
from assessments.engine.weighing import METHODS
from tests.engine.dossiers import CRITERIA, demo, demo_document
from tests.engine.statements import AHP, BEST_WORST, POINTS, VALUES

FLAT = dict.fromkeys(CRITERIA, 1)


def document(*entries: Any) -> dict[str, Any]:
    return demo_document("fadenwerk") | {"importance": list(entries)}


def entry(method: Any, values: Any, **more: Any) -> dict[str, Any]:
    return {"respondent": "GF", "method": method, "values": values, **more}


def refused(*entries: Any) -> dict[str, str]:
    with pytest.raises(DossierError) as refusal:
        read_dossier(document(*entries), load())
    return {problem.pointer: problem.expected for problem in refusal.value.problems}


@pytest.mark.parametrize("method", METHODS)
def test_every_method_is_read_and_written_again(method: str) -> None:
    written = document(entry(method, VALUES[method]))
    dossier = read_dossier(written, load())

    assert list(Draft202012Validator(dossier_schema()).iter_errors(written)) == []
    assert dossier.importance == (GivenImportance("GF", method, VALUES[method]),)
    assert dossier_document(dossier)["importance"] == written["importance"]
    assert read_dossier(json.loads(json.dumps(dossier_document(dossier))), load()) == dossier


def test_a_room_of_all_methods_gets_a_recommendation() -> None:
    everybody = [entry(method, VALUES[method], weight=2) for method in METHODS]
    recommendation = recommend(read_dossier(document(*everybody), load()), load())

    assert sum(recommendation.company.importance.values()) == pytest.approx(1, abs=1e-5)
    assert recommendation.use_cases[0].ranking


def test_counting_once_goes_without_saying() -> None:
    plain = read_dossier(document(entry("points", POINTS)), load())
    once = read_dossier(document(entry("points", POINTS, weight=1)), load())
    double = read_dossier(document(entry("points", POINTS, weight=2)), load())

    assert dossier_sha256(once) == dossier_sha256(plain) != dossier_sha256(double)
    assert dossier_document(double)["importance"][0]["weight"] == 2
    assert "weight" not in dossier_document(demo("fadenwerk"))["importance"][0]


def test_the_order_of_writing_changes_nothing() -> None:
    both = {**AHP, "SO>KT": 0.33}
    one = read_dossier(document(entry("ahp", both)), load())
    other = read_dossier(document(entry("ahp", dict(reversed(both.items())))), load())

    assert dossier_sha256(one) == dossier_sha256(other)
    assert recommend(one, load()) == recommend(other, load())


@pytest.mark.parametrize(
    ("method", "values", "pointer", "expected"),
    [
        ("votes", FLAT, "/method", "one of points, rating, swing, rank, best_worst, ahp"),
        (None, FLAT, "/method", "one of points"),
        ("points", [], "/values", "object"),
        ("points", {}, "/values/KT", "a figure for this criterion"),
        ("points", POINTS | {"KT": 25}, "/values", "100 points in all, found 95"),
        ("points", POINTS | {"KT": "30"}, "/values/KT", "number"),
        ("points", POINTS | {"KT": True}, "/values/KT", "number"),
        ("points", POINTS | {"KT": None}, "/values/KT", "number"),
        ("points", POINTS | {"KT": -30}, "/values/KT", "at least 0"),
        ("points", POINTS | {"KT": float("nan")}, "/values/KT", "a finite number"),
        ("points", FLAT | {"KT": 101}, "/values/KT", "0 to 100"),
        ("rating", FLAT | {"KT": 11}, "/values/KT", "0 to 10"),
        ("rating", FLAT | {"XX": 1}, "/values/XX", "one of KT, SO"),
        ("rating", dict.fromkeys(CRITERIA, 0), "/values", "at least one figure above 0"),
        ("swing", FLAT | {"KT": 100.5}, "/values/KT", "0 to 100"),
        ("swing", dict.fromkeys(CRITERIA, 0), "/values", "at least one figure above 0"),
        ("rank", {}, "/values/NA", "a place for this criterion"),
        ("rank", FLAT | {"KT": 0}, "/values/KT", "at least 1"),
        ("rank", FLAT | {"KT": 8}, "/values/KT", "a place from 1 to 7"),
        ("rank", FLAT | {"KT": 1.5}, "/values/KT", "integer"),
        ("rank", FLAT | {"XX": 1}, "/values/XX", "one of KT"),
        ("best_worst", {}, "/values/best", "this key to be present"),
        ("best_worst", FLAT, "/values/KT", "no such key; known here: best, worst"),
        ("best_worst", BEST_WORST | {"best": "XX"}, "/values/best", "one of KT"),
        ("best_worst", BEST_WORST | {"best": 3}, "/values/best", "string"),
        ("best_worst", BEST_WORST | {"best": "NA"}, "/values/worst", "another criterion than"),
        ("best_worst", BEST_WORST | {"best_to_others": 3}, "/values/best_to_others", "object"),
        (
            "best_worst",
            BEST_WORST | {"best_to_others": {"KT": 3}},
            "/values/best_to_others/NA",
            "1 to 9 for this criterion",
        ),
        (
            "best_worst",
            BEST_WORST | {"others_to_worst": {}},
            "/values/others_to_worst/KT",
            "1 to 9 for this criterion",
        ),
        (
            "best_worst",
            BEST_WORST | {"best_to_others": BEST_WORST["best_to_others"] | {"KT": 10}},
            "/values/best_to_others/KT",
            "at most 9",
        ),
        (
            "best_worst",
            BEST_WORST | {"best_to_others": BEST_WORST["best_to_others"] | {"KT": 0.5}},
            "/values/best_to_others/KT",
            "at least 1",
        ),
        (
            "best_worst",
            BEST_WORST | {"best_to_others": BEST_WORST["best_to_others"] | {"KP": 2}},
            "/values/best_to_others/KP",
            "1, or to be left out",
        ),
        (
            "best_worst",
            BEST_WORST | {"others_to_worst": BEST_WORST["others_to_worst"] | {"NA": 2}},
            "/values/others_to_worst/NA",
            "1, or to be left out",
        ),
        (
            "best_worst",
            BEST_WORST | {"others_to_worst": BEST_WORST["others_to_worst"] | {"KP": 8}},
            "/values/others_to_worst/KP",
            "9 as in best_to_others/NA",
        ),
        (
            "best_worst",
            BEST_WORST | {"others_to_worst": BEST_WORST["others_to_worst"] | {"XX": 8}},
            "/values/others_to_worst/XX",
            "one of KT",
        ),
        ("ahp", {}, "/values", "pairs that link KT with SO, KP, AN, FA, PE, NA"),
        ("ahp", {"KT>SO": 3}, "/values", "pairs that link KT with KP, AN, FA, PE, NA"),
        ("ahp", AHP | {"KT>XX": 3}, "/values/KT>XX", "two different criteria such as KT>SO"),
        ("ahp", AHP | {"KT": 3}, "/values/KT", "two different criteria"),
        ("ahp", AHP | {"KT>KT": 1}, "/values/KT>KT", "two different criteria"),
        ("ahp", AHP | {"KT>SO>KP": 1}, "/values/KT>SO>KP", "two different criteria"),
        ("ahp", AHP | {"KT>SO": 9.5}, "/values/KT>SO", "1/9 to 9"),
        ("ahp", AHP | {"KT>SO": 0}, "/values/KT>SO", "1/9 to 9"),
        ("ahp", AHP | {"KT>SO": -3}, "/values/KT>SO", "1/9 to 9"),
        ("ahp", AHP | {"KT>SO": float("nan")}, "/values/KT>SO", "a finite number"),
        ("ahp", AHP | {"KT>SO": "3"}, "/values/KT>SO", "number"),
        ("ahp", AHP | {"SO>KT": 3}, "/values/SO>KT", "1 divided by KT>SO"),
    ],
)
def test_a_fault_is_refused_with_its_place(
    method: Any, values: Any, pointer: str, expected: str
) -> None:
    assert expected in refused(entry(method, values))[f"/importance/0{pointer}"]


@pytest.mark.parametrize("method", METHODS)
def test_one_fault_makes_one_complaint(method: str) -> None:
    assert refused(entry(method, VALUES[method], mood="good")) == {
        "/importance/0/mood": "no such key; known here: respondent, method, values, weight"
    }


@pytest.mark.parametrize(
    ("weight", "expected"), [(-1, "at least 0"), (101, "at most 100"), ("2", "number")]
)
def test_a_respondent_counts_between_0_and_100(weight: Any, expected: str) -> None:
    assert refused(entry("points", POINTS, weight=weight)) == {"/importance/0/weight": expected}


def test_somebody_has_to_count() -> None:
    observers = [entry("points", POINTS, weight=0), entry("ahp", AHP, weight=0)]

    assert refused(*observers) == {"/importance": "at least one respondent with a weight above 0"}


def test_a_missing_method_is_the_only_complaint() -> None:
    assert refused({"respondent": "GF", "values": {"anything": "goes"}}) == {
        "/importance/0/method": "this key to be present"
    }


def test_up_to_five_hundred_may_speak() -> None:
    everybody = [entry("points", POINTS)] * 500
    assert len(read_dossier(document(*everybody), load()).importance) == 500

    assert refused(*everybody, entry("points", POINTS)) == {"/importance": "at most 500 entries"}


def test_contradicting_oneself_is_no_fault() -> None:
    circle = {"KT>SO": 9, "SO>KP": 9, "KP>KT": 9, "KT>AN": 1, "KT>FA": 1, "KT>PE": 1, "KT>NA": 1}
    against = BEST_WORST | {"best_to_others": dict.fromkeys(CRITERIA, 9) | {"KP": 1, "NA": 1}}

    assert read_dossier(document(entry("ahp", circle), entry("best_worst", against)), load())
