"""Rules: three-valued, before every score, and without pity or favour."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any, Literal

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st

from assessments.catalogue import Text, load
from assessments.catalogue.content import Catalogue
from assessments.catalogue.law import Rule
from assessments.engine.answers import effective
from assessments.engine.case import Appraisal, Scenario, appraise_all
from assessments.engine.dossier import Dossier, GivenAnswer
from assessments.engine.figures import Figures
from assessments.engine.rules import Facts, State, rule_state, screen
from tests.engine.dossiers import CALM, OPTIONS, A, B, C, D, E, given, made, with_binding

NOTHING = Text("–", "–")
Fact = dict[str, Any]


def rule(
    *alternatives: tuple[Fact, ...],
    id: str = "KO-90",
    kind: Literal["gate", "condition", "duty", "flag"] = "gate",
    options: tuple[str, ...] = (A,),
) -> Rule:
    return Rule(
        id, kind, NOTHING, NOTHING, options, alternatives, (), NOTHING, "OWN",
        date(2026, 11, 23), True,
    )  # fmt: skip


def facts(levels: dict[str, str] | None = None, **known: Any) -> Facts:
    answers = effective(load(), given({**CALM, **(levels or {})}), {}, {})
    return Facts(answers, known.get("profile", {}), known.get("intake", {}), known.get("archetype"))


def only(*rules: Rule) -> Catalogue:
    return replace(load(), rules={r.id: r for r in rules})


def status(here: Catalogue, dossier: Dossier | None = None, **more: Any) -> dict[str, str]:
    dossier = replace(dossier or made(), **more)
    return dict(appraise_all(dossier, here, Figures.of(here))[0].screening.status)


@pytest.mark.parametrize(
    ("fact", "known", "state"),
    [
        ({"answer": "KT2", "in": ["2"]}, {}, "holds"),
        ({"answer": "KT2", "in": ["3", "4"]}, {}, "not"),
        ({"answer": "KT2", "in": ["3"]}, {"levels": {"KT2": "9"}}, "unclear"),
        ({"answer": "KT1", "in": ["1"], "binding": True}, {}, "not"),
        ({"answer": "KT1", "in": ["3"], "binding": True}, {"levels": {"KT1": "9"}}, "unclear"),
        ({"answer": "AN2", "in": ["1"]}, {"levels": {"AN1": "1"}}, "not"),  # hidden
        ({"profile": "U8", "has": "export_control"}, {}, "unclear"),
        ({"profile": "U8", "has": "export_control"}, {"profile": {"U8": None}}, "unclear"),
        ({"profile": "U8", "has": "export_control"}, {"profile": {"U8": []}}, "not"),
        (
            {"profile": "U8", "has": "export_control"},
            {"profile": {"U8": ["export_control"]}},
            "holds",
        ),
        ({"profile": "U10", "in": [True]}, {"profile": {"U10": True}}, "holds"),
        ({"profile": "U10", "in": [True]}, {"profile": {"U10": False}}, "not"),
        ({"profile": "U2", "at_least": 50}, {"profile": {"U2": 50}}, "holds"),
        ({"intake": "F9", "in": ["decides"]}, {}, "unclear"),
        ({"intake": "F9", "in": ["decides"]}, {"intake": {"F9": "no"}}, "not"),
        ({"archetype": ["hr"]}, {"archetype": "hr"}, "holds"),
        ({"archetype": ["hr"]}, {}, "not"),
        ({"always": True}, {}, "holds"),
    ],
)
def test_a_fact_holds_may_hold_or_does_not(fact: Fact, known: dict[str, Any], state: State) -> None:
    levels = known.pop("levels", None)

    assert rule_state(rule((fact,)), facts(levels, **known)) == state


HOLDS: Fact = {"always": True}
UNCLEAR: Fact = {"profile": "U9", "in": ["some"]}
NOT: Fact = {"archetype": ["hr"]}


@pytest.mark.parametrize(
    ("alternatives", "state"),
    [
        ([(HOLDS, UNCLEAR)], "unclear"),
        ([(HOLDS, UNCLEAR, NOT)], "not"),
        ([(NOT,), (UNCLEAR,)], "unclear"),
        ([(NOT,), (UNCLEAR,), (HOLDS,)], "holds"),
        ([(HOLDS, HOLDS)], "holds"),
    ],
)
def test_all_facts_of_one_alternative_must_hold(
    alternatives: list[tuple[Fact, ...]], state: State
) -> None:
    assert rule_state(rule(*alternatives), facts()) == state


def test_a_gate_that_holds_excludes_only_what_it_hits() -> None:
    here = only(rule((HOLDS,), options=(A, D)))

    assert status(here) == {A: "excluded", B: "open", C: "open", D: "excluded", E: "open"}


def test_an_unclear_gate_leaves_the_option_in_and_marks_it() -> None:
    here = only(rule(({"profile": "U3", "in": ["x"]},)))
    appraisal = appraise_all(made(), here, Figures.of(here))[0]

    assert appraisal.screening.status[A] == "conditional"
    assert A in appraisal.ranking
    assert appraisal.screening.touching[A] == ("KO-90",)


@pytest.mark.parametrize(
    ("confirmed", "expected"),
    [
        ({}, "conditional"),
        ({"KO-90": {A: True}}, "open"),
        ({"KO-90": {A: False}}, "excluded"),
        ({"KO-90": {B: True}}, "conditional"),
        ({"KO-90a": {A: True}}, "conditional"),  # another rule's safeguard
    ],
)
def test_a_condition_waits_for_its_safeguard(
    confirmed: dict[str, dict[str, bool]], expected: str
) -> None:
    here = only(rule((HOLDS,), kind="condition"))

    assert status(here, confirmed=confirmed)[A] == expected


def test_a_promise_on_one_condition_does_not_count_for_its_neighbour() -> None:
    plain, variant = (rule((HOLDS,), id=id_, kind="condition") for id_ in ("KO-90", "KO-90a"))
    here = only(plain, variant)

    assert status(here, confirmed={"KO-90": {A: True}})[A] == "conditional"
    assert status(here, confirmed={"KO-90": {A: True}, "KO-90a": {A: True}})[A] == "open"
    assert status(here, confirmed={"KO-90": {A: True}, "KO-90a": {A: False}})[A] == "excluded"


def test_a_rule_switched_off_neither_holds_nor_touches() -> None:
    here = only(rule((HOLDS,)), rule((HOLDS,), id="KO-91", options=(B,)))
    dossier = replace(made(), switched_off={"KO-90": "geprüft"})
    screening = appraise_all(dossier, here, Figures.of(here))[0].screening

    assert (screening.status[A], screening.status[B]) == ("open", "excluded")
    assert (screening.states, screening.touching[A]) == ({"KO-91": "holds"}, ())


def test_a_refused_safeguard_of_an_unclear_condition_excludes_nothing() -> None:
    here = only(rule(({"profile": "U3", "in": ["x"]},), kind="condition"))

    assert status(here, confirmed={"KO-90": {A: False}})[A] == "conditional"


def test_duties_and_flags_change_no_status() -> None:
    here = only(rule((HOLDS,), kind="duty"), rule((HOLDS,), id="KO-91", kind="flag"))
    outcome = screen(here, facts(), {})

    assert set(outcome.status.values()) == {"open"}
    assert outcome.touching[A] == ("KO-91",)


def test_no_score_brings_an_excluded_option_back() -> None:
    here = only(rule((HOLDS,), options=OPTIONS))

    assert appraise_all(made(), here, Figures.of(here))[0].ranking == ()


def test_a_stress_test_cuts_options_like_a_gate() -> None:
    here = only()
    appraisal = appraise_all(made(), here, Figures.of(here), Scenario(cut=(A, B)))[0]

    assert set(appraisal.ranking) == {C, D, E}


@for_all(
    st.sets(st.sampled_from(OPTIONS)),
    st.sampled_from(["1", "2", "3"]),
    st.sampled_from(["1", "3"]),
)
@settings(max_examples=40, deadline=None)
def test_excluding_options_never_changes_the_others(cut: set[str], place: str, cope: str) -> None:
    dossier = made({"KT1": place, "SO1": cope})
    figures = Figures.of(load())
    before = appraise_all(dossier, load(), figures)[0]
    after = appraise_all(dossier, load(), figures, Scenario(cut=tuple(cut)))[0]

    assert after.scores == before.scores
    assert after.ranking == tuple(o for o in before.ranking if o not in cut)


def allowed(dossier: Dossier) -> set[str]:
    appraisal: Appraisal = appraise_all(dossier, load(), Figures.of(load()))[0]
    return set(appraisal.ranking)


@for_all(
    st.sampled_from(["1", "2", "3", "4"]),
    st.sampled_from(["1", "4"]),
    st.lists(st.sampled_from(["professional_secrecy", "export_control"]), unique=True),
)
@settings(max_examples=30, deadline=None)
def test_a_stricter_binding_answer_never_adds_an_option(
    data: str, mandate: str, applies: list[str]
) -> None:
    dossier = made({"KT2": data, "SO3": mandate}, profile={"U8": applies})
    wish = allowed(replace(dossier, answers=dossier.answers | {"KT1": GivenAnswer("4")}))
    sets = [allowed(with_binding(dossier, "KT1", level)) for level in ("1", "2", "3", "4")]

    for looser, stricter in pairwise(sets):
        assert stricter <= looser
    assert sets[-1] <= {E}
    assert wish == sets[0]  # a wish shuts out nothing
