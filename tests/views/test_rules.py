"""The rules for everybody, and the ones an organisation does not apply."""

import html
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.catalogue import load
from assessments.models import Organisation, Role, RuleSwitch
from assessments.services.examples import add_example
from tests.factories import client_of, make_member, organisation_of

pytestmark = pytest.mark.django_db


def words_of(response: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(text).split())


@pytest.fixture
def on_day() -> Iterator[Any]:
    """Sets the day on which the pages are read."""
    with patch("django.utils.timezone.now") as now:

        def set_day(day: date) -> None:
            now.return_value = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("UTC"))

        yield set_day


def test_every_rule_stands_there_with_trigger_article_date_and_mark() -> None:
    response = Client().get(reverse("rules"))

    words, page = words_of(response), response.content.decode()
    for rule in load().rules.values():
        assert f'id="{rule.id}"' in page
        assert rule.title.de in words and rule.legal_basis.de in words
        assert all(need.de in words for need in rule.safeguards)
    marked = [line.rule.id for _, lines in response.context["kinds"] for line in lines]
    assert sorted(marked) == sorted(load().rules)
    # One more in the timetable, and one is part of a rule's own words (KO-07).
    assert words.count("ungeprüft") == sum(not r.verified for r in load().rules.values()) + 2
    assert "kein Rechtsrat" in words
    assert "Heikelste Inhalte: „Geschäftsgeheimnisse“ oder „Besonders geschützte Inhalte“" in words
    assert "Ort der Verarbeitung: „Nur im eigenen Haus“ (verbindlich)" in words


def test_the_timetable_is_told_as_seen_from_today(on_day: Any) -> None:
    on_day(date(2026, 11, 25))

    words = words_of(Client().get(reverse("rules")))

    assert "02.08.2026 bereits eingetreten" in words
    assert "Juli 2026 war erwartet; hier nicht bestätigt" in words
    assert "02.12.2026 in 7 Tagen" in words
    assert "02.12.2027 in etwa 12 Monaten" in words


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 12, 1), "02.12.2026 ab morgen"),
        (date(2026, 12, 2), "02.12.2026 bereits eingetreten"),
    ],
)
def test_a_day_comes_and_goes(on_day: Any, day: date, expected: str) -> None:
    on_day(day)

    assert expected in words_of(Client().get(reverse("rules")))


def test_a_rule_past_its_review_is_marked(on_day: Any) -> None:
    on_day(date(2026, 12, 2))

    words = words_of(Client().get(reverse("rules")))

    assert "2 sind neu zu prüfen." in words  # KO-10 and KO-17: the law changes that day
    assert words.count("seit 01.12.2026 neu zu prüfen, wird weiter angewandt") == 2


def test_models_taken_out_by_their_licence_are_named() -> None:
    response = Client().get(reverse("rules"))

    traps = {model.code for model in response.context["trapped"]}
    assert {"Llama-4-Scout-17B-16E-Instruct", "Llama-4-Maverick-17B-128E-Instruct"} <= traps
    assert [(model.code, hit) for model, hit in response.context["examples"]] == [
        ("Qwen3-8B", False),
        ("Qwen3-32B", False),
        ("gpt-oss-120b", False),
        ("Qwen3.5-397B-A17B", False),
    ]


@pytest.fixture
def ours() -> Organisation:
    return organisation_of(make_member(name="Robin"))


def owner_of(organisation: Organisation) -> Client:
    return client_of(organisation.members.get().user)


def test_an_owner_switches_a_rule_off_and_results_and_report_say_so(ours: Organisation) -> None:
    client = owner_of(ours)
    assessment = add_example(ours, "hallweg", title="Erste", user=None)
    sent = {"organisation": ours.pk, "rule": "KO-07", "reason": "Verträge sind geprüft"}

    response = client.post(reverse("rule_switches"), sent, follow=True)

    assert "KO-07 ist abgeschaltet." in words_of(response)
    assert "Abgeschaltet von Robin" in words_of(response)
    result = client.get(reverse("results", args=[assessment.pk]))
    assert "Ihre Organisation hat eine Regel abgeschaltet" in words_of(result)
    assert "KO-07 : Verträge sind geprüft" in words_of(result)
    report = words_of(client.get(reverse("report", args=[assessment.pk])))
    assert "KO-07 zählt hier nicht." in report
    assert "Abgeschaltete Regeln" in report
    assert "KO-07 Verträge verbieten Drittstaaten. Grund: Verträge sind geprüft" in report


def test_on_again_and_undone(ours: Organisation) -> None:
    client = owner_of(ours)
    row = RuleSwitch.objects.create(organisation=ours, rule="KO-07", reason="geprüft")

    back = client.post(
        reverse("rule_switches"), {"organisation": ours.pk, "on": row.pk}, follow=True
    )
    assert "KO-07 wird wieder angewandt." in words_of(back)
    assert "Alle Regeln werden angewandt." in words_of(back)

    client.post(reverse("rule_switches"), {"organisation": ours.pk, "back": row.pk})
    row.refresh_from_db()
    assert row.ended_at is None


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({"rule": "KO-07", "reason": ""}, "Sagen Sie, warum die Regel nicht gelten soll."),
        ({"rule": "KO-99", "reason": "so"}, "Wählen Sie eine der Regeln aus der Liste."),
        ({"rule": "", "reason": "so"}, "Wählen Sie eine der Regeln aus der Liste."),
        ({"rule": "KO-07", "reason": "x" * 301}, "Höchstens 300 Zeichen"),
    ],
)
def test_without_rule_or_reason_nothing_is_switched_off(
    ours: Organisation, sent: dict[str, str], problem: str
) -> None:
    response = owner_of(ours).post(reverse("rule_switches"), {"organisation": ours.pk, **sent})

    assert response.status_code == 422
    assert problem in words_of(response)
    assert not RuleSwitch.objects.exists()


def test_a_rule_that_is_off_is_not_offered_again(ours: Organisation) -> None:
    RuleSwitch.objects.create(organisation=ours, rule="KO-07", reason="geprüft")

    page = owner_of(ours).get(reverse("rule_switches")).content.decode()

    assert 'value="KO-07"' not in page and 'value="KO-07a"' in page


@pytest.mark.parametrize("role", [Role.CONSULTANT, Role.VIEWER])
def test_only_owners_switch(ours: Organisation, role: Role) -> None:
    RuleSwitch.objects.create(organisation=ours, rule="KO-07", reason="geprüft")
    client = client_of(make_member(ours, role=role))

    page = client.get(reverse("rule_switches"))
    sent = {"organisation": ours.pk, "rule": "KO-08", "reason": "so"}

    assert "Nur wer die Organisation leitet, kann das ändern." in words_of(page)
    assert "geprüft" in words_of(page)
    assert client.post(reverse("rule_switches"), sent).status_code == 403
    assert RuleSwitch.objects.count() == 1


def test_another_organisations_switch_cannot_be_turned(ours: Organisation) -> None:
    theirs = organisation_of(make_member())
    row = RuleSwitch.objects.create(organisation=theirs, rule="KO-07", reason="geprüft")
    client = owner_of(ours)

    for sent in (
        {"organisation": ours.pk, "on": row.pk},
        {"organisation": theirs.pk, "on": row.pk},
    ):
        assert client.post(reverse("rule_switches"), sent).status_code == 404
    row.refresh_from_db()
    assert row.ended_at is None


def test_the_database_is_asked_as_often_with_one_rule_as_with_three(
    ours: Organisation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = owner_of(ours)
    for rule in ("KO-07", "KO-08", "KO-09"):
        RuleSwitch.objects.create(organisation=ours, rule=rule, reason="geprüft")
        with django_assert_num_queries(4):
            client.get(reverse("rule_switches"))
    with django_assert_num_queries(0):
        Client().get(reverse("rules"))
