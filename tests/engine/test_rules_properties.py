"""What must hold for every company, whatever its answers: strictness, promises, confidence."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

from assessments.catalogue import load
from assessments.engine.dossier import Dossier, GivenAnswer, UseCaseInput
from assessments.engine.positions import Position, positions
from assessments.engine.recommendation import recommend
from tests.engine.dossiers import OPTIONS, USAGE, A, B, C, D, E, made, with_binding, without

STATUS = ("excluded", "conditional", "open")
SURE = ("open", "leaning", "clear")
CHOICES = [question for question in load().asked if question.kind == "choice"]
CONDITIONS = [
    (rule.id, option)
    for rule in load().rules.values()
    if rule.kind == "condition"
    for option in rule.options
]
DUTIES = ("professional_secrecy", "health_social_data", "export_control", "financial_supervision")


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    """Any answers, some of them unknown, any duties, any promises given or refused."""
    levels = {
        question.code: draw(st.sampled_from([*(level.code for level in question.levels), "9"]))
        for question in CHOICES
    }
    profile: dict[str, Any] = {
        "U8": draw(st.none() | st.lists(st.sampled_from(DUTIES), unique=True, max_size=2)),
        "U9": draw(st.sampled_from([None, "none", "some"])),
    }
    said = draw(st.dictionaries(st.sampled_from(CONDITIONS), st.booleans(), max_size=12))
    confirmed: dict[str, dict[str, bool]] = {}
    for (rule, option), in_place in said.items():
        confirmed.setdefault(rule, {})[option] = in_place
    intake = {"F9": draw(st.sampled_from(["no", "supports", "decides"])), "F10": "no"}
    archetype = draw(st.sampled_from([None, "hr", "meeting_minutes", "customer_chat"]))
    use_case = UseCaseInput("UC1", "Aufgabe", archetype, USAGE, {}, intake)
    return replace(made(levels, profile=profile), use_cases=(use_case,), confirmed=confirmed)


def position(dossier: Dossier) -> Position:
    return positions(dossier, load())[0]


def place(found: Position, option: str) -> int:
    """Rank from 0; behind all others where it is excluded."""
    return found.ranking.index(option) if option in found.ranking else len(OPTIONS)


many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@many
@for_all(dossiers())
def test_a_stricter_binding_place_never_adds_an_option(dossier: Dossier) -> None:
    sets = [
        set(position(with_binding(dossier, "KT1", level)).ranking) for level in ("1", "2", "3", "4")
    ]

    assert all(stricter <= looser for looser, stricter in pairwise(sets))
    assert sets[-1] <= {E}


@many
@for_all(dossiers(), st.sampled_from([("PE3", "123"), ("SO3", "1234"), ("SO5", "123")]))
def test_a_stricter_demand_never_adds_an_option(dossier: Dossier, demand: tuple[str, str]) -> None:
    code, levels = demand
    sets = [
        set(position(replace(dossier, answers=dossier.answers | {code: GivenAnswer(n)})).ranking)
        for n in levels
    ]

    assert all(stricter <= looser for looser, stricter in pairwise(sets))


@many
@for_all(dossiers(), st.sampled_from(CONDITIONS))
def test_confirming_a_safeguard_never_lowers_an_option(
    dossier: Dossier, which: tuple[str, str]
) -> None:
    rule, option = which
    said = {**dossier.confirmed, rule: {**dossier.confirmed.get(rule, {}), option: True}}
    before, after = position(dossier), position(replace(dossier, confirmed=said))

    for other in OPTIONS:
        was, now = before.screening.status[other], after.screening.status[other]
        assert STATUS.index(now) >= STATUS.index(was)
    assert place(after, option) <= place(before, option)
    assert set(after.ranking) - set(before.ranking) <= {option}


@many
@for_all(dossiers(), st.sampled_from(CONDITIONS))
def test_refusing_a_safeguard_takes_out_that_option_at_most(
    dossier: Dossier, which: tuple[str, str]
) -> None:
    rule, option = which
    said = {**dossier.confirmed, rule: {**dossier.confirmed.get(rule, {}), option: False}}
    before, after = position(dossier), position(replace(dossier, confirmed=said))

    assert set(before.ranking) - set(after.ranking) <= {option}
    assert set(after.ranking) - set(before.ranking) <= {option}  # once confirmed, now unclear
    if before.screening.states.get(rule) == "holds":
        assert after.screening.status[option] == "excluded"


@many
@for_all(dossiers(), st.sampled_from(list(load().rules)))
def test_switching_a_rule_off_never_takes_an_option_away(dossier: Dossier, rule: str) -> None:
    before = position(dossier)
    after = position(replace(dossier, switched_off={rule: "geprüft"}))

    for option in OPTIONS:
        was, now = before.screening.status[option], after.screening.status[option]
        assert STATUS.index(now) >= STATUS.index(was)
    assert rule not in after.screening.states


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@for_all(dossiers(), st.sampled_from([question.code for question in CHOICES]))
def test_an_answer_that_lowers_confidence_was_named_before_as_one_that_could(
    dossier: Dossier, code: str
) -> None:
    assume(dossier.answers[code].level != "9")
    unknown = recommend(without(dossier, code), load(), draws=400).use_cases[0]
    known = recommend(dossier, load(), draws=400).use_cases[0]

    if SURE.index(known.confidence) < SURE.index(unknown.confidence):
        assert code in unknown.open_answers


def test_an_answer_that_lowers_confidence_is_a_bar_of_the_tornado_before() -> None:
    """Found by search: a high demand on ability turns a tendency into an open result."""
    levels = {question.code: question.levels[0].code for question in CHOICES}
    dossier = made(levels | {"FA1": "M", "KT2": "2"})
    unknown = recommend(without(dossier, "FA1"), load(), draws=400).use_cases[0]

    bars = {bar.code for bar in unknown.tornado if bar.kind == "answer"}
    assert "FA1" in bars and "FA1" in unknown.open_answers


def test_offline_against_only_a_few_and_only_in_the_cloud_leaves_nothing_and_says_why() -> None:
    """Must run offline, yet nobody may have a server: the own server is refused as well."""
    dossier = replace(made({"PE3": "3", "SO2": "4"}), confirmed={"KO-19": {E: False}})
    made_of_it = recommend(dossier, load(), draws=200)
    result = made_of_it.use_cases[0]

    assert result.ranking == ()
    assert (result.start_option, result.start_note) == (None, "all_excluded")
    assert {option.status for option in result.options.values()} == {"excluded"}
    assert all("KO-23" in result.options[option].rules for option in (A, B, C, D))
    assert "KO-19" in result.options[E].rules
    assert (made_of_it.company.lanes, made_of_it.company.hybrid) == ((), False)


def test_offline_with_the_wish_for_the_cloud_leaves_the_own_server() -> None:
    """PE3 = always offline beside KT1 = anywhere: the stricter answer decides."""
    found = position(made({"PE3": "3", "KT1": "1"}))

    assert found.ranking == (E,)


@pytest.mark.parametrize(
    ("use_case", "rule"),
    [
        ({"F9": "prohibited", "F10": "no"}, "KO-10"),
        ({"F9": "decides", "F10": "no"}, "KO-12"),
    ],
)
def test_a_purpose_that_rules_out_every_way_gives_reasons_and_no_winner(
    use_case: dict[str, str], rule: str
) -> None:
    dossier = made({"FA5": "4"})
    dossier = replace(
        dossier, use_cases=tuple(replace(u, intake=use_case) for u in dossier.use_cases)
    )
    result = recommend(dossier, load(), draws=200).use_cases[0]

    assert result.ranking == () and result.target_option is None
    assert all(rule in option.rules for option in result.options.values())
    assert all(option.first_rank_share is None for option in result.options.values())


@pytest.mark.parametrize("archetype", list(load().archetypes))
@pytest.mark.parametrize("end", [0, -1])
def test_a_template_whose_answers_were_all_changed_counts_by_its_answers(
    archetype: str, end: int
) -> None:
    """The template names the task; what was answered instead of its answers decides."""
    questions = load().questions
    changed = {
        code: GivenAnswer(questions[code].levels[end].code)
        for code in load().archetypes[archetype].answers
        if questions[code].per_use_case
    }
    use_case = UseCaseInput("UC1", "Aufgabe", archetype, USAGE, changed, {"F9": "no", "F10": "no"})
    plain = replace(use_case, archetype=None)
    with_template = position(replace(made(), use_cases=(use_case,)))
    without_template = position(replace(made(), use_cases=(plain,)))

    of_templates = {"KO-03", "KO-03a", "KO-11", "KO-16", "KO-17"}
    states = [
        {rule: state for rule, state in found.screening.states.items() if rule not in of_templates}
        for found in (with_template, without_template)
    ]
    assert states[0] == states[1]
    assert set(with_template.ranking) == set(without_template.ranking) != set()
