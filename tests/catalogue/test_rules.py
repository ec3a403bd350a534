"""Rules are complete, sourced and readable – and shut out exactly what they should."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from assessments.catalogue import load
from assessments.catalogue.entries import ProfileQuestion
from assessments.catalogue.law import Rule
from assessments.engine.answers import Answers
from assessments.engine.dossier import GivenAnswer
from assessments.engine.rules import Facts, Screening, screen

A, B, C, D, E = ("api_us", "prop_eu_cloud", "open_eu_api", "open_eu_gpu", "open_onprem")

# Contracts, licences, directives and technique have no article to name.
WITHOUT_ARTICLE = {"KO-07", "KO-07a", "KO-14", "KO-14a", "KO-15", "KO-23", "KO-24", "KO-24a"}
WITHOUT_ARTICLE |= {"KO-25", "KO-26a", "KO-26b", "KO-26c", "KO-26d", "KO-06", "KO-06a"}
ARTICLE = re.compile(r"§|Art\. \d|\d+ O \d+/\d+")

HALLWEG: dict[str, Any] = {
    "U4": "outside_eu",
    "U6": "yes_basic",
    "U8": ["kritis_nis2", "export_control"],
}
HALLWEG |= {"U1": "28", "U9": "some", "U10": True}
LINDQVIST: dict[str, Any] = {"U1": "69", "U6": "yes_cloud", "U9": "none", "U10": False}
LINDQVIST |= {"U8": ["professional_secrecy"]}
FADENWERK: dict[str, Any] = {"U1": "47", "U6": "yes_cloud", "U9": "none", "U10": False}
FADENWERK |= {"U8": []}

# No rule hangs on these levels; a case below changes what it is about.
CALM = {"KT1": "1", "KT2": "1", "SO1": "3", "SO2": "2", "SO3": "2", "SO5": "2"}
CALM |= {"AN4": "3", "FA4": "1", "FA5": "1", "PE3": "1"}


def test_every_rule_of_the_notes_is_there_in_order() -> None:
    numbers = [rule.id[:5] for rule in load().rules.values()]

    assert sorted(set(numbers)) == [f"KO-{n:02}" for n in range(1, 27)]
    assert numbers == sorted(numbers)
    assert [id_ for id_ in load().rules if not re.fullmatch(r"KO-\d\d[a-d]?", id_)] == []


def test_every_rule_is_dated_sourced_and_worded_in_both_languages() -> None:
    for rule in load().rules.values():
        assert rule.valid_as_of == date(2026, 11, 23), rule.id
        assert rule.source in load().sources, rule.id
        for text in (rule.title, rule.text, rule.legal_basis, *rule.safeguards):
            assert text.de.strip() and text.en.strip() and text.de != text.en, rule.id


def test_every_rule_of_law_names_its_article() -> None:
    missing = {
        rule.id
        for rule in load().rules.values()
        if not (ARTICLE.search(rule.legal_basis.de) and ARTICLE.search(rule.legal_basis.en))
    }

    assert missing == WITHOUT_ARTICLE


def test_nothing_from_memory_own_judgement_or_contract_counts_as_verified() -> None:
    unread = {"MEMORY", "OWN", "CONTRACT"}

    assert [r.id for r in load().rules.values() if r.verified and r.source in unread] == []


def test_titles_are_short_and_texts_have_two_sentences_of_fifteen_words_at_most() -> None:
    for rule in load().rules.values():
        for language in ("de", "en"):
            assert len(rule.title.in_language(language)) <= 60, rule.id
            sentences = re.split(r"(?<=[^0-9]{2})\. (?=[A-ZÄÖÜ])", rule.text.in_language(language))
            assert len(sentences) <= 2, rule.id
            for sentence in sentences + [s.in_language(language) for s in rule.safeguards]:
                assert len(sentence.split()) <= 15, f"{rule.id}: {sentence}"


def test_gates_and_conditions_name_options_and_duties_concern_all() -> None:
    for rule in load().rules.values():
        assert bool(rule.options) == (rule.kind != "duty"), rule.id
        assert list(rule.options) == [o for o in load().options if o in rule.options], rule.id


def test_conditions_and_duties_say_what_to_do_and_every_rule_has_a_trigger() -> None:
    for rule in load().rules.values():
        assert rule.safeguards or rule.kind in ("gate", "flag"), rule.id
        assert rule.when and all(rule.when), rule.id


def test_every_answer_a_rule_waits_for_can_be_given() -> None:
    for rule, fact in _facts():
        if "answer" in fact:
            question = load().questions[fact["answer"]]
            assert all(question.level(level) for level in fact["in"]), f"{rule.id}: {fact}"
            assert "binding" not in fact or question.binding_text, f"{rule.id}: {fact}"


def test_every_profile_and_intake_value_a_rule_waits_for_can_be_given() -> None:
    for rule, fact in _facts():
        for table in ("profile", "intake"):
            if table in fact:
                question: ProfileQuestion = getattr(load(), table)[fact[table]]
                several = question.kind == "choices"
                assert set(fact) == {table, "has" if several else "in"}, f"{rule.id}: {fact}"
                wanted = [fact["has"]] if several else fact["in"]
                assert set(wanted) <= _possible(question), f"{rule.id}: {fact}"


def test_hallweg_may_not_send_secret_documents_to_third_countries() -> None:
    service = _screen(HALLWEG, {"KT1": "2", "KT2": "3", "FA4": "3"})

    assert _excluded(service) == [A]
    assert "KO-07" in service.touching[A]
    assert {service.states[rule] for rule in ("KO-05", "KO-08", "KO-13", "KO-18")} == {"holds"}


def test_hallweg_keeps_all_options_for_unlisted_code() -> None:
    assert _excluded(_screen(HALLWEG, {"KT1": "2", "KT2": "2"})) == []


def test_hallweg_evaluates_listed_drawings_in_house_only() -> None:
    drawings = _screen(HALLWEG, {"KT1": "4!", "KT2": "4", "FA4": "3"})

    assert _excluded(drawings) == [A, B, C, D]
    assert {"KO-07", "KO-09a", "KO-26b"} <= set(drawings.touching[A])
    assert {"KO-09", "KO-26b"} <= set(drawings.touching[C])
    assert drawings.states["KO-09b"] == "holds"  # the service office in the US


def test_lindqvist_may_use_neither_proprietary_option_for_client_work() -> None:
    post = _screen(LINDQVIST, {"KT1": "3!", "KT2": "4", "FA4": "3"})

    assert _excluded(post) == [A, B]
    assert {"KO-01a", "KO-26a"} <= set(post.touching[A])
    assert {"KO-01b", "KO-26a"} <= set(post.touching[B])
    assert post.states["KO-01"] == "holds"


def test_lindqvist_keeps_all_options_for_research_without_clients() -> None:
    assert _excluded(_screen(LINDQVIST, {"KT1": "2", "KT2": "1", "FA4": "3"})) == []


def test_fadenwerk_meets_no_gate_at_all() -> None:
    given = {"KT1": "2", "KT2": "2", "FA5": "4"}
    chat = _screen(FADENWERK, given, archetype="customer_chat")
    gates = {id_ for id_ in chat.states if load().rules[id_].kind == "gate"}

    assert (_excluded(chat), gates) == ([], set())
    assert {"KO-04", "KO-17", "KO-18"} <= set(chat.states)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"KT1": "3!"}, [A, B]),
        ({"KT1": "3"}, []),  # a wish shuts nothing out
        ({"KT1": "4!"}, [A, B, C, D]),
        ({"KT1": "4"}, []),
        ({"KT1": "2!"}, []),
        ({"SO3": "4"}, [A, B]),
        ({"SO3": "3"}, []),
        ({"SO5": "3"}, [A, B]),
        ({"PE3": "3"}, [A, B, C, D]),
        ({"PE3": "2"}, []),
        ({"KT2": "4"}, []),
        ({"SO2": "4"}, []),
    ],
)
def test_answers_shut_out(answers: dict[str, str], expected: list[str]) -> None:
    assert _excluded(_screen(FADENWERK, answers)) == expected


@pytest.mark.parametrize(
    ("profile", "data", "expected"),
    [
        ({"U8": ["professional_secrecy"]}, "4", [A]),
        ({"U8": ["professional_secrecy"]}, "3", []),
        ({"U8": ["health_social_data"]}, "4", [A]),
        ({"U8": ["health_social_data"]}, "2", []),
        ({"U8": ["defence_classified"]}, "4", [A, B, C, D]),
        ({"U8": ["defence_classified"]}, "2", []),
        ({"U8": ["export_control"]}, "4", [A]),
        ({"U8": ["kritis_nis2", "financial_supervision", "public_sector"]}, "4", []),
        ({"U9": "some"}, "3", [A]),
        ({"U9": "many"}, "4", [A]),
        ({"U9": "unchecked"}, "3", [A]),
        ({"U9": "unchecked"}, "2", []),
    ],
)
def test_profile_and_data_shut_out(profile: dict[str, Any], data: str, expected: list[str]) -> None:
    assert _excluded(_screen(FADENWERK | profile, {"KT2": data})) == expected


@pytest.mark.parametrize(
    ("effect", "check", "expected"),
    [
        ("no", "4", []),
        ("supports", "4", []),
        ("decides", "1", []),
        ("decides", "4", [A, B, C, D, E]),
        ("prohibited", "1", [A, B, C, D, E]),
    ],
)
def test_decisions_about_people_shut_out(effect: str, check: str, expected: list[str]) -> None:
    screening = _screen(FADENWERK, {"FA5": check}, intake={"F9": effect, "F10": "no"})

    assert _excluded(screening) == expected


def test_an_option_with_all_its_safeguards_is_open_again() -> None:
    agreed = {"KO-01b": {C: True}, "KO-03": {C: True}, "KO-04": {C: True}}
    post = _screen(LINDQVIST, {"KT2": "4"}, confirmed=agreed)

    assert (post.status[C], post.status[D]) == ("open", "conditional")


def test_a_refused_safeguard_shuts_the_option_out() -> None:
    post = _screen(LINDQVIST, {"KT2": "4"}, confirmed={"KO-01b": {D: False}})

    assert _excluded(post) == [A, D]


def test_what_nobody_said_shuts_nothing_out() -> None:
    silent = screen(load(), Facts(Answers({}, frozenset()), {}, {}, None), {})

    assert _excluded(silent) == []
    assert silent.states["KO-26b"] == silent.states["KO-01a"] == "unclear"
    assert silent.states["KO-18"] == silent.states["KO-20"] == "holds"


def _facts() -> Iterator[tuple[Rule, dict[str, Any]]]:
    for rule in load().rules.values():
        for facts in rule.when:
            for fact in facts:
                yield rule, fact


def _possible(question: ProfileQuestion) -> set[Any]:
    if question.kind == "yes_no":
        return {True, False}
    return {choice.code for choice in question.choices}


def _screen(
    profile: dict[str, Any],
    answers: dict[str, str],
    *,
    archetype: str | None = None,
    intake: dict[str, Any] | None = None,
    confirmed: dict[str, dict[str, bool]] | None = None,
) -> Screening:
    """Screen one use case; an answer with "!" is binding."""
    given = {
        code: GivenAnswer(level=level.rstrip("!"), binding=level.endswith("!"))
        for code, level in (CALM | answers).items()
    }
    outside = {"F9": "no", "F10": "no"} if intake is None else intake
    facts = Facts(Answers(given, frozenset()), profile, outside, archetype)
    return screen(load(), facts, confirmed or {})


def _excluded(screening: Screening) -> list[str]:
    return [option for option, status in screening.status.items() if status == "excluded"]
