"""Rules in words: triggers, promises, validity, rules switched off, before and after."""

from dataclasses import replace
from datetime import date

import pytest

from assessments.catalogue import load
from assessments.engine.dossier import Dossier
from assessments.engine.positions import positions
from assessments.report.sentences import rules as words
from assessments.report.sentences.safeguards import outcome, standings
from assessments.report.sentences.triggers import triggers
from assessments.report.voice import Voice
from tests.engine.dossiers import A, B, C, D, made

GERMAN, ENGLISH = Voice(load(), "de"), Voice(load(), "en")


@pytest.mark.parametrize(
    ("rule", "german"),
    [
        ("KO-13", ("Betriebsrat: „ja“",)),
        ("KO-18", ("immer",)),
        ("KO-23", ("Betrieb ohne Internet: „Immer“",)),
        ("KO-26b", ("Ort der Verarbeitung: „Nur im eigenen Haus“ (verbindlich)",)),
        ("KO-17", ("Kontakt nach außen: „Ja“", "Vorlage der Aufgabe: „Kundenchat“")),
        ("KO-25", ("Anpassung und Betrieb: „Niemand“ und IT-Dienstleister: „Nein“",)),
    ],
)
def test_a_trigger_is_told_in_the_words_of_the_questions(
    rule: str, german: tuple[str, ...]
) -> None:
    assert triggers(load().rules[rule], GERMAN) == german


def test_no_trigger_shows_a_code() -> None:
    for voice in (GERMAN, ENGLISH):
        for rule in load().rules.values():
            for line in triggers(rule, voice):
                assert "_" not in line and "None" not in line, rule.id


def test_a_promise_is_told_for_every_way_it_concerns() -> None:
    said = {"KO-04": {A: False, C: True}}

    assert words.safeguard_note(load().rules["KO-04"], said, GERMAN) == (
        "Erfüllt für „Offen, EU-Dienst“. Nicht erfüllt für „Proprietär, direkt“. "
        "Noch offen für „Proprietär, EU-Cloud“ und „Offen, EU-Mietserver“."
    )
    assert words.safeguard_note(load().rules["KO-23"], said, GERMAN) == ""


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2027, 11, 23), "Stand 23.11.2026."),
        (
            date(2027, 11, 24),
            "Stand 23.11.2026. Seit 23.11.2027 neu zu prüfen, hier weiter angewandt.",
        ),
        (None, "Stand 23.11.2026."),
    ],
)
def test_an_old_rule_says_that_it_needs_another_look(today: date | None, expected: str) -> None:
    assert words.basis_note(load().rules["KO-01"], GERMAN, today) == expected


def test_a_rule_past_its_end_says_so() -> None:
    rule = replace(load().rules["KO-03"], valid_until=date(2026, 12, 31))

    assert words.basis_note(rule, ENGLISH, date(2027, 1, 1)) == (
        "As of 23 November 2026, not yet checked. Ended on 31 December 2026, still applied here."
    )


def test_a_rule_switched_off_is_named_with_its_reason() -> None:
    off = {"KO-07": "geprüft", "KO-99": "alt"}

    assert words.switched_off(off, GERMAN) == (
        "KO-07 Verträge verbieten Drittstaaten. Grund: geprüft",
        "KO-99: alt",
    )


def told(before: Dossier, after: Dossier) -> str:
    was, now = positions(before, load()), positions(after, load())
    return outcome(standings(now, after.confirmed, GERMAN, was), GERMAN)


def test_what_nothing_changes_is_told_as_unchanged() -> None:
    dossier = made({"KT2": "1"})
    first = positions(dossier, load())[0].first or ""

    assert told(dossier, dossier) == f"Empfehlung jetzt: {GERMAN.option(first)}, unverändert."


def test_a_recommendation_that_moves_is_told_with_the_one_before() -> None:
    dossier = made()
    first, second, *_ = positions(dossier, load())[0].ranking
    waits = " (1 Bedingung offen)" if second != "open_onprem" else ""
    after = replace(dossier, confirmed={"KO-04": {first: False}})
    if second == A:
        waits = " (2 Bedingungen offen)"

    assert told(dossier, after) == (
        f"Empfehlung jetzt: {GERMAN.option(second)}{waits}. Vorher: {GERMAN.quoted(first)}."
    )


def test_the_last_promise_of_a_way_is_told() -> None:
    dossier = made()
    after = replace(dossier, confirmed={"KO-04": {D: True}})

    assert told(dossier, after).endswith("„Offen, EU-Mietserver“ hat keine offene Bedingung mehr.")
    assert told(after, dossier).endswith("„Offen, EU-Mietserver“ wartet wieder auf eine Bedingung.")


def test_of_several_use_cases_the_changed_ones_are_named() -> None:
    dossier = made(use_cases=2)
    after = replace(dossier, confirmed={"KO-04": {B: False}})
    back = told(after, dossier)

    assert "„Proprietär, EU-Cloud“ ist ausgeschlossen." in told(dossier, after)
    assert "„Aufgabe 1“ und „Aufgabe 2“" in told(dossier, after)
    assert "„Proprietär, EU-Cloud“ ist wieder möglich, mit Bedingungen." in back


def test_where_nothing_is_left_it_says_so() -> None:
    dossier = made({"PE3": "3", "SO2": "4"})
    after = replace(dossier, confirmed={"KO-19": {"open_onprem": False}})

    assert told(dossier, after) == (
        "Empfehlung jetzt: Kein Weg ist erlaubt. Vorher: „Offen, eigener Server“."
    )
