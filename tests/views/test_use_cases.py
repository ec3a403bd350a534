"""Use cases: from a template or a title, in an order, removed and brought back."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.catalogue import load
from assessments.models import Role, UseCase
from tests.factories import (
    client_of,
    make_answers,
    make_assessment,
    make_member,
    make_use_case,
    organisation_of,
)

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_a_template_brings_title_volumes_and_answers() -> None:
    owner = make_member()
    assessment = make_assessment(owner)
    template = load().archetypes["mail_triage"]

    client_of(owner).post(reverse("use_cases", args=[assessment.pk]), {"archetype": "mail_triage"})

    made = UseCase.objects.get()
    assert made.title == template.label.de
    assert made.users == template.usage["users"]
    assert {a.question: a.level for a in made.answers.all()} == template.answers


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "Geben Sie einen Titel ein oder wählen Sie eine Vorlage."),
        ({"title": "   "}, "Geben Sie einen Titel ein oder wählen Sie eine Vorlage."),
        ({"archetype": "magic"}, "Wählen Sie eine der Vorlagen aus der Liste."),
        ({"title": "x" * 121}, "Höchstens 120 Zeichen; es sind 121."),
    ],
)
def test_a_use_case_without_a_name_is_refused(data: dict[str, str], message: str) -> None:
    owner = make_member()
    assessment = make_assessment(owner)

    answer = client_of(owner).post(reverse("use_cases", args=[assessment.pk]), data)

    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert not UseCase.objects.exists()


def test_usage_and_intake_are_saved() -> None:
    owner = make_member()
    assessment = make_assessment(owner)
    made = make_use_case(assessment, "Kundenchat")

    client_of(owner).post(
        reverse("use_case", args=[assessment.pk, made.code]),
        {
            "title": "Kundenchat im Shop",
            "version": "1",
            "users": "34",
            "requests_per_user_per_day": "10,5",
            "pages_in": "2,25",
            "F9": "no",
            "F10": "yes",
            "F7": ["text", "scans"],
            "F16": "Antwort in unter 2 Minuten",
        },
    )

    made.refresh_from_db()
    assert (made.title, made.users, made.requests_per_user_per_day) == (
        "Kundenchat im Shop",
        34,
        10.5,
    )
    assert made.intake == {
        "F7": ["text", "scans"],
        "F9": "no",
        "F10": "yes",
        "F16": "Antwort in unter 2 Minuten",
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("users", "-1"),
        ("users", "10000000000"),
        ("pages_in", "NaN"),
        ("input_tokens_per_month", "1e13"),
        ("F9", "perhaps"),
        ("F16", "x" * 501),
    ],
)
def test_a_wrong_entry_is_refused_and_nothing_typed_is_lost(field: str, value: str) -> None:
    owner = make_member()
    assessment = make_assessment(owner)
    made = make_use_case(assessment, "Kundenchat")

    answer = client_of(owner).post(
        reverse("use_case", args=[assessment.pk, made.code]),
        {"title": "Neu", "version": "1", "F2": "Einkauf, Rechnungen", field: value},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Fehler:" in page
    assert "Einkauf, Rechnungen" in page
    made.refresh_from_db()
    assert made.title == "Kundenchat"


def test_a_second_tab_is_refused_with_both_values() -> None:
    owner = make_member()
    assessment = make_assessment(owner)
    made = make_use_case(assessment, "Kundenchat")
    url, client = reverse("use_case", args=[assessment.pk, made.code]), client_of(owner)
    client.post(url, {"title": "Erster", "version": "1", "users": "3"})

    refused = client.post(url, {"title": "Zweiter", "version": "1", "users": "4", "F9": "no"})

    page = refused.content.decode()
    assert refused.status_code == 409
    assert "Erster" in page and "Zweiter" in page
    client.post(url, {"title": "Zweiter", "version": "1", "users": "4", "keep": "2"})
    made.refresh_from_db()
    assert (made.title, made.users) == ("Zweiter", 4)


def test_a_removed_use_case_comes_back_with_its_answers() -> None:
    owner = make_member()
    assessment = make_assessment(owner)
    made = make_use_case(assessment, "Kundenchat", archetype="customer_chat")
    url, client = reverse("use_case_delete", args=[assessment.pk, made.code]), client_of(owner)

    page = client.post(url, follow=True).content.decode()

    assert "„Kundenchat“ ist entfernt." in page
    assert not UseCase.objects.present().exists()
    client.post(url, {"undo": "1"})
    assert UseCase.objects.present().get().answers.count() > 0


def test_moving_swaps_neighbours_and_stops_at_the_ends() -> None:
    owner = make_member()
    assessment = make_assessment(owner)
    first, second = make_use_case(assessment, "Eins"), make_use_case(assessment, "Zwei")
    client = client_of(owner)

    client.post(reverse("use_case_move", args=[assessment.pk, second.code]), {"direction": "up"})
    client.post(reverse("use_case_move", args=[assessment.pk, second.code]), {"direction": "up"})

    assert [u.title for u in UseCase.objects.all()] == ["Zwei", "Eins"]
    assert first.code == "UC1"


def test_htmx_gets_the_list_alone() -> None:
    owner = make_member()
    assessment = make_assessment(owner)
    made = make_use_case(assessment, "Kundenchat")

    answer = client_of(owner).post(
        reverse("use_case_delete", args=[assessment.pk, made.code]), headers=HTMX
    )

    page = answer.content.decode()
    assert "<html" not in page
    assert "„Kundenchat“ ist entfernt." in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_queries_for_one_and_three(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    owner = make_member()
    assessment = make_assessment(owner)
    for number in range(count):
        make_use_case(assessment, f"Fall {number}", archetype="mail_triage")
    make_answers(assessment, KT1="2")
    client = client_of(owner)

    with django_assert_num_queries(7):
        client.get(reverse("use_cases", args=[assessment.pk]))


@pytest.mark.parametrize("role", [Role.VIEWER, None])
def test_only_writers_change_use_cases(role: Role | None) -> None:
    owner = make_member()
    assessment = make_assessment(owner)
    made = make_use_case(assessment, "Kundenchat")
    other = make_member(organisation_of(owner), role=role) if role else make_member()
    client, refused = client_of(other), 403 if role else 404
    pair = [assessment.pk, made.code]

    assert (
        client.post(reverse("use_cases", args=[assessment.pk]), {"title": "x"}).status_code
        == refused
    )
    assert client.post(reverse("use_case", args=pair), {"title": "x"}).status_code == refused
    for name in ("use_case_delete", "use_case_move"):
        assert client.post(reverse(name, args=pair)).status_code == refused
        assert client.post(reverse(name, args=pair), headers=HTMX).status_code == refused
    assert UseCase.objects.present().get().title == "Kundenchat"


def test_300_use_cases_are_listed() -> None:
    owner = make_member()
    assessment = make_assessment(owner)
    UseCase.objects.bulk_create(
        UseCase(assessment=assessment, code=f"UC{n}", position=n, title=f"Fall {n}")
        for n in range(1, 301)
    )

    page = client_of(owner).get(reverse("use_cases", args=[assessment.pk])).content.decode()

    assert "Fall 300" in page
    assert "Mehr als fünf Anwendungsfälle" in page


def shown_back(typed: dict[str, str]) -> str:
    owner = make_member()
    made = make_use_case(make_assessment(owner), "Kundenchat")
    url = reverse("use_case", args=[made.assessment_id, made.code])
    headers = {**HTMX, "HX-Target": "volume"}
    return client_of(owner).get(url, typed, headers=headers).content.decode()


def test_usage_is_shown_back_in_words_while_it_is_typed() -> None:
    shown = shown_back({"users": "40", "requests_per_user_per_day": "6", "pages_in": "2"})

    assert "40 Personen stellen je Arbeitstag je 6 Anfragen." in shown
    assert "Das heißt:" in shown
    assert "<h1" not in shown


@pytest.mark.parametrize("typed", [{}, {"users": "viele"}, {"users": "-3"}, {"users": "1e30"}])
def test_usage_that_cannot_be_read_counts_as_blank(typed: dict[str, str]) -> None:
    assert "Solange Angaben fehlen, rechnen wir mit:" in shown_back(typed)


def test_an_enormous_usage_is_shown_without_a_fault() -> None:
    most = {"requests_per_month": "1000000000000", "input_tokens_per_month": "1000000000000"}

    shown = shown_back(most)

    assert "NaN" not in shown and "∞" not in shown
    assert "Das heißt:" in shown


def test_no_usage_at_all_is_said() -> None:
    assert "Im Monat fällt keine Anfrage an." in shown_back({"requests_per_month": "0"})
