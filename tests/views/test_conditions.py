"""Clearing up conditions: what holds, what is said, and what that changes at once."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.models import Assessment, Role, RuleSwitch, Safeguard, SafeguardState
from assessments.services import safeguards
from assessments.services.examples import add_example
from assessments.services.safeguards import Said
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
PAGE = 13
SAVE = 16


@pytest.fixture
def assessment() -> Assessment:
    owner = make_member()
    return add_example(organisation_of(owner), "hallweg", title="Erste", user=owner)


@pytest.fixture
def client(assessment: Assessment) -> Client:
    assert assessment.created_by is not None
    return client_of(assessment.created_by)


def page(assessment: Assessment) -> str:
    return reverse("conditions", args=[assessment.pk])


def row(assessment: Assessment, rule: str = "KO-04", option: str = "open_eu_api") -> str:
    return reverse("condition", args=[assessment.pk, rule, option])


def words_of(response: Any) -> str:
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(text).split())


def said(state: str = "met", **more: Any) -> dict[str, str]:
    empty = {"said_by": "", "said_on": "", "note": "", "version": "0"}
    return empty | {"state": state} | more


def test_every_condition_that_holds_stands_there_with_its_ways(
    client: Client, assessment: Assessment
) -> None:
    response = client.get(page(assessment))

    cards = response.context["cards"]
    assert [card.rule.id for card in cards] == ["KO-04", "KO-04a", "KO-08", "KO-09"]
    assert [len(card.rows) for card in cards] == [4, 1, 4, 3]
    words = words_of(response)
    assert "Der Vertrag zur Auftragsverarbeitung ist geschlossen." in words
    assert "Art. 28 DSGVO" in words and "Stand 23.11.2026" in words
    assert "kein Rechtsrat" in words
    assert "Anwendungsfälle: Service-Wissen (RAG Handbücher), Angebotsentwürfe" in words  # KO-08
    assert "Ohnehin ausgeschlossen durch KO-26b." in words  # KO-09: the listed drawings


def test_a_condition_that_may_hold_names_the_missing_answer() -> None:
    assessment = make_assessment(make_member())
    make_use_case(assessment)
    make_answers(assessment, KT1="1", KT2="4")
    assert assessment.created_by is not None

    response = client_of(assessment.created_by).get(page(assessment))

    card = next(card for card in response.context["cards"] if card.rule.id == "KO-22")
    assert (card.holds, [q.name for q in card.unknown]) == (False, ["Besondere Regeln"])
    assert "noch unklar, ob sie gilt" in words_of(response)


def test_saying_met_swaps_the_row_and_tells_what_changes(
    client: Client, assessment: Assessment
) -> None:
    sent = said(said_by="Frau Meier", said_on="2026-11-20", note="Vertrag Nr. 7")

    response = client.post(row(assessment), sent, headers=HTMX)

    assert response.status_code == 200
    words = words_of(response)
    assert "Laut Frau Meier · 20.11.2026 · Vertrag Nr. 7" in words
    assert "Empfehlung jetzt: unverändert." in words
    # Code is only personal data; the other three wait for KO-08 too.
    assert "„Programmierhilfe SPS/Software“: „Offen, EU-Dienst“ hat keine offene Bedingung" in words
    assert 'id="KO-04-open_eu_api"' in response.content.decode()
    assert 'hx-swap-oob="true"' in response.content.decode()
    assert Safeguard.objects.get().said_by == "Frau Meier"


def test_refusing_what_the_recommendation_rests_on_names_before_and_after(
    client: Client, assessment: Assessment
) -> None:
    response = client.post(row(assessment), said("refused"), headers=HTMX)

    words = words_of(response)
    assert "Vorher: „Offen, EU-Dienst“." in words
    assert "„Offen, EU-Dienst“ ist ausgeschlossen." in words
    assert "Rangfolge vorher: 1 Offen, EU-Dienst ·" in words


def test_without_htmx_the_page_comes_back_at_the_row(
    client: Client, assessment: Assessment
) -> None:
    response = client.post(row(assessment), said("met"))

    assert response.headers["Location"] == f"{page(assessment)}#KO-04-open_eu_api"
    assert "Empfehlung jetzt: unverändert." in words_of(client.get(page(assessment)))


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({"said_on": "gestern"}, "Geben Sie ein Datum ein, zum Beispiel 30.11.2026."),
        ({"said_by": "x" * 121}, "Höchstens 120 Zeichen"),
        ({"state": "vielleicht"}, "Wählen Sie eine der"),
    ],
)
def test_what_cannot_be_kept_is_said_at_the_field_and_stays_typed(
    client: Client,
    assessment: Assessment,
    headers: dict[str, str],
    sent: dict[str, str],
    problem: str,
) -> None:
    response = client.post(row(assessment), said(note="bleibt", **sent), headers=headers)

    assert response.status_code == 422
    assert problem in words_of(response)
    assert 'value="bleibt"' in response.content.decode()
    assert not Safeguard.objects.exists()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_stale_save_shows_both_and_the_next_one_counts(
    client: Client, assessment: Assessment, headers: dict[str, str]
) -> None:
    place = ("KO-04", "open_eu_api")
    other = Said(SafeguardState.MET, "Herr Kurz", None, "Vertrag liegt vor")
    safeguards.record(assessment, place, other, version=0, user=None)

    response = client.post(row(assessment), said("refused"), headers=headers)

    assert response.status_code == 409
    words = words_of(response)
    assert "Jetzt steht dort: erfüllt; durch wen: Herr Kurz" in words
    assert re.search(r'value="refused"[^>]*checked', response.content.decode())
    again = client.post(row(assessment), said("refused", version=1), headers=headers)
    assert again.status_code in (200, 302)
    assert Safeguard.objects.get().state == "refused"


@pytest.mark.parametrize(
    ("rule", "option"),
    [
        ("KO-04", "open_onprem"),  # not concerned
        ("KO-07", "api_us"),  # a gate
        ("KO-22", "api_us"),  # does not hold here
        ("KO-99", "api_us"),
        ("KO-04", "x"),
    ],
)
def test_what_is_no_condition_here_cannot_be_confirmed(
    client: Client, assessment: Assessment, rule: str, option: str
) -> None:
    assert client.post(row(assessment, rule, option), said()).status_code == 404
    assert client.get(row(assessment, rule, option)).status_code == 404


def test_a_viewer_reads_and_meets_no_form(assessment: Assessment) -> None:
    viewer = make_member(assessment.company.organisation, role=Role.VIEWER)
    client = client_of(viewer)

    response = client.get(page(assessment))

    assert "Sie können dies lesen, aber nicht ändern." in words_of(response)
    assert "cond-form" not in response.content.decode()
    assert client.post(row(assessment), said()).status_code == 403


def test_without_use_cases_or_answers_the_page_says_what_comes_first() -> None:
    assessment = make_assessment(make_member())
    assert assessment.created_by is not None

    response = client_of(assessment.created_by).get(page(assessment))

    assert "Noch gibt es keine Bedingungen" in words_of(response)


def test_a_rule_switched_off_is_told_and_its_condition_is_gone(
    client: Client, assessment: Assessment
) -> None:
    RuleSwitch.objects.create(
        organisation=assessment.company.organisation, rule="KO-08", reason="Alles öffentlich"
    )

    response = client.get(page(assessment))

    assert "KO-08" not in [card.rule.id for card in response.context["cards"]]
    assert "KO-08 : Alles öffentlich" in words_of(response)


def test_the_database_is_asked_as_often_with_one_word_as_with_many(
    client: Client, assessment: Assessment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.post(row(assessment), said())
    client.get(page(assessment))  # says the message
    with django_assert_num_queries(PAGE):
        client.get(page(assessment))
    for option in ("api_us", "prop_eu_cloud", "open_eu_gpu"):
        client.post(row(assessment, option=option), said(), headers=HTMX)

    with django_assert_num_queries(PAGE):
        client.get(page(assessment))
    with django_assert_num_queries(SAVE):
        client.post(row(assessment), said("refused", version=1), headers=HTMX)


def test_results_lead_to_the_conditions(client: Client, assessment: Assessment) -> None:
    response = client.get(reverse("results", args=[assessment.pk]))

    assert f'href="{page(assessment)}"' in response.content.decode()
