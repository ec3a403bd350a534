"""Every rule on its own: what makes it hold, what just misses it, what leaves it unclear.

The expectations are written by hand; nothing is read off the rules themselves. An answer with
"!" is binding, None means nobody said it.
"""

from typing import Any

import pytest

from assessments.catalogue import load
from assessments.engine.answers import effective
from assessments.engine.dossier import GivenAnswer
from assessments.engine.rules import Facts, rule_state, unknown_facts
from tests.engine.dossiers import CALM, INTAKE, PROFILE

Case = dict[str, Any]
SECRECY, HEALTH, NIS2 = "professional_secrecy", "health_social_data", "kritis_nis2"
DEFENCE, EXPORT, FINANCE = "defence_classified", "export_control", "financial_supervision"
PUBLIC = "public_sector"


def with_duty(duty: str, **more: Any) -> Case:
    return {"U8": [duty], **more}


# Rule → (holds, does not hold, unclear). Several cases where several alternatives lead there.
Cases = tuple[list[Case], list[Case], list[Case]]
KO_01: Cases = (
    [with_duty(SECRECY, KT2="4")],
    [with_duty(SECRECY, KT2="3"), with_duty(HEALTH, KT2="4"), {"U8": None, "KT2": "3"}],
    [{"U8": None, "KT2": "4"}, with_duty(SECRECY, KT2="9"), with_duty(SECRECY, KT2=None)],
)
KO_02: Cases = (
    [with_duty(HEALTH, KT2="4")],
    [with_duty(HEALTH, KT2="3"), with_duty(SECRECY, KT2="4")],
    [{"U8": None, "KT2": "4"}, with_duty(HEALTH, KT2="9")],
)
KO_03: Cases = (
    [with_duty(HEALTH, KT2="4"), {"archetype": "hr", "KT2": "4"}],
    [{"archetype": "hr", "KT2": "3"}, with_duty(HEALTH, KT2="2"), with_duty(SECRECY, KT2="4")],
    [{"archetype": "hr", "KT2": "9"}, {"U8": None, "KT2": "4"}],
)
KO_04: Cases = (
    [{"KT2": "2"}, {"KT2": "3"}, {"KT2": "4"}],
    [{"KT2": "1"}],
    [{"KT2": "9"}, {"KT2": None}],
)
KO_06: Cases = (
    [with_duty(DEFENCE, KT2="4")],
    [with_duty(DEFENCE, KT2="3"), with_duty(EXPORT, KT2="4")],
    [with_duty(DEFENCE, KT2="9"), {"U8": None, "KT2": "4"}],
)
KO_07: Cases = (
    [
        {"U9": "some", "KT2": "3"},
        {"U9": "many", "KT2": "4"},
        {"U9": "unchecked", "KT2": "3"},  # unread counts as forbidden
    ],
    [{"U9": "none", "KT2": "4"}, {"U9": "many", "KT2": "2"}],
    [{"U9": None, "KT2": "3"}, {"U9": "some", "KT2": "9"}],
)
KO_09: Cases = (
    [with_duty(EXPORT, KT2="4")],
    [with_duty(EXPORT, KT2="3"), {"U8": [], "KT2": "4"}],
    [{"U8": None, "KT2": "4"}, with_duty(EXPORT, KT2="9")],
)
KO_24: Cases = (
    [{"SO3": "4"}, {"SO5": "3"}, {"SO3": "9", "SO5": "3"}],
    [{"SO3": "3", "SO5": "2"}],
    [{"SO3": "9"}, {"SO5": "9"}],
)
ALWAYS: Cases = ([{}], [], [])
PLACE_EU: Cases = ([{"KT1": "3!"}], [{"KT1": "3"}, {"KT1": "2!"}, {"KT1": "4!"}], [{"KT1": "9"}])

RULES: dict[str, Cases] = {
    "KO-01": KO_01,
    "KO-01a": KO_01,
    "KO-01b": KO_01,
    "KO-02": KO_02,
    "KO-02a": KO_02,
    "KO-03": KO_03,
    "KO-03a": KO_03,
    "KO-04": KO_04,
    "KO-04a": KO_04,
    "KO-04b": KO_04,
    "KO-05": ([with_duty(NIS2)], [with_duty(FINANCE), {"U8": []}], [{"U8": None}]),
    "KO-05a": (
        [with_duty(NIS2, SO1="4")],
        [with_duty(NIS2, SO1="3"), {"U8": [], "SO1": "4"}],
        [with_duty(NIS2, SO1="9"), {"U8": None, "SO1": "4"}],
    ),
    "KO-05b": (
        [with_duty(NIS2, U1="35")],
        [with_duty(NIS2, U1="36"), {"U8": [], "U1": "35"}],
        [with_duty(NIS2, U1=None), {"U8": None, "U1": "35"}],
    ),
    "KO-06": KO_06,
    "KO-06a": KO_06,
    "KO-07": KO_07,
    "KO-07a": KO_07,
    "KO-08": ([{"KT2": "3"}], [{"KT2": "2"}, {"KT2": "4"}], [{"KT2": "9"}]),
    "KO-09": KO_09,
    "KO-09a": KO_09,
    "KO-09b": (
        [with_duty(EXPORT, KT2="4", U4="outside_eu")],
        [with_duty(EXPORT, KT2="4", U4="one_de"), with_duty(EXPORT, KT2="3", U4="outside_eu")],
        [with_duty(EXPORT, KT2="4", U4=None)],
    ),
    "KO-10": ([{"F9": "prohibited"}], [{"F9": "decides"}, {"F9": "no"}], [{"F9": None}]),
    "KO-11": (
        [
            {"F9": "supports"},
            {"F9": "decides"},
            {"archetype": "hr"},
            {"archetype": "hr", "F9": None},
        ],
        [{"F9": "no"}, {"F9": "prohibited"}],
        [{"F9": None}],
    ),
    "KO-12": (
        [{"F9": "decides", "FA5": "4"}],
        [{"F9": "decides", "FA5": "3"}, {"F9": "supports", "FA5": "4"}],
        [{"F9": "decides", "FA5": "9"}, {"F9": None, "FA5": "4"}],
    ),
    "KO-13": ([{"U10": True}], [{"U10": False}], [{"U10": None}]),
    "KO-14": ALWAYS,
    "KO-14a": ([{"FA4": "3"}, {"FA4": "4"}], [{"FA4": "2"}], [{"FA4": "9"}]),
    "KO-15": (
        [{"SO3": "4"}, {"SO5": "3"}, with_duty(PUBLIC), with_duty(DEFENCE)],
        [with_duty(NIS2, SO3="3", SO5="2")],
        [{"U8": None}, {"SO3": "9"}, {"SO5": "9"}],
    ),
    "KO-16": ([{"archetype": "meeting_minutes"}], [{"archetype": "translation"}, {}], []),
    "KO-17": (
        [
            {"F10": "yes"},
            {"archetype": "customer_chat"},
            {"archetype": "customer_chat", "F10": None},
        ],
        [{"F10": "no"}],
        [{"F10": None}],
    ),
    "KO-18": ALWAYS,
    "KO-19": ([{"SO2": "4"}], [{"SO2": "3"}], [{"SO2": "9"}]),
    "KO-20": ALWAYS,
    "KO-21": ALWAYS,
    "KO-22": ([with_duty(FINANCE)], [with_duty(PUBLIC)], [{"U8": None}]),
    "KO-23": ([{"PE3": "3"}], [{"PE3": "2"}], [{"PE3": "9"}]),
    "KO-24": KO_24,
    "KO-24a": KO_24,
    "KO-25": (
        [{"AN4": "1", "U6": "no"}],
        [{"AN4": "2", "U6": "no"}, {"AN4": "1", "U6": "yes_basic"}],
        [{"AN4": "9", "U6": "no"}, {"AN4": "1", "U6": None}],
    ),
    "KO-26a": PLACE_EU,
    "KO-26b": ([{"KT1": "4!"}], [{"KT1": "4"}, {"KT1": "3!"}], [{"KT1": "9"}]),
    "KO-26c": ([{"KT1": "2!"}], [{"KT1": "2"}, {"KT1": "1"}], [{"KT1": "9"}]),
    "KO-26d": PLACE_EU,
}
STATES = ("holds", "not", "unclear")
SINGLE = [
    pytest.param(rule, case, state, id=f"{rule} {state} {case}")
    for rule, cases in RULES.items()
    for state, group in zip(STATES, cases, strict=True)
    for case in group
]


def facts(case: Case) -> Facts:
    """Calm answers, a full profile, and what the case changes; None takes an entry away."""
    own = {code: level for code, level in case.items() if code in load().questions}
    levels = {code: level for code, level in (CALM | own).items() if level is not None}
    given = {
        code: GivenAnswer(level=level.rstrip("!"), binding=level.endswith("!"))
        for code, level in levels.items()
    }
    profile = {**PROFILE, **{code: v for code, v in case.items() if code.startswith("U")}}
    intake = {**INTAKE, **{code: v for code, v in case.items() if code in INTAKE}}
    return Facts(effective(load(), given, {}, {}), profile, intake, case.get("archetype"))


def test_every_rule_of_the_catalogue_has_its_cases() -> None:
    assert list(RULES) == list(load().rules)


def test_every_rule_that_waits_for_something_has_cases_on_either_side() -> None:
    for rule, (holds, misses, unclear) in RULES.items():
        kinds = {kind for facts_ in load().rules[rule].when for fact in facts_ for kind in fact}
        assert holds, rule
        assert misses or kinds == {"always"}, rule
        assert unclear or kinds <= {"always", "archetype"}, rule


@pytest.mark.parametrize(("rule", "case", "state"), SINGLE)
def test_a_rule_alone(rule: str, case: Case, state: str) -> None:
    assert rule_state(load().rules[rule], facts(case)) == state


@pytest.mark.parametrize("rule", list(RULES))
def test_switched_off_it_never_holds(rule: str) -> None:
    holding = facts(RULES[rule][0][0])
    off = Facts(
        holding.answers, holding.profile, holding.intake, holding.archetype, frozenset([rule])
    )

    assert rule_state(load().rules[rule], off) == "not"


@pytest.mark.parametrize(
    ("rule", "case", "expected"),
    [
        ("KO-01", {"U8": None, "KT2": "4"}, ("U8",)),
        ("KO-01", {"U8": None, "KT2": "9"}, ("U8", "KT2")),
        ("KO-01", {"U8": None, "KT2": "3"}, ()),  # the other fact settles it
        ("KO-12", {"F9": None, "FA5": "4"}, ("F9",)),
        ("KO-15", {"U8": None, "SO3": "9"}, ("SO3", "U8")),
        ("KO-18", {}, ()),
    ],
)
def test_an_unclear_rule_names_the_answers_it_waits_for(
    rule: str, case: Case, expected: tuple[str, ...]
) -> None:
    assert unknown_facts(load().rules[rule], facts(case)) == expected
