"""100 points over the seven criteria."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.catalogue import load
from assessments.models import Assessment, Importance, Role
from assessments.services import weighing
from tests.factories import (
    POINTS,
    client_of,
    make_assessment,
    make_importance,
    make_member,
    make_use_case,
    organisation_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment(make_member())


@pytest.fixture
def client(assessment: Assessment) -> Client:
    assert assessment.created_by is not None
    return client_of(assessment.created_by)


def url(assessment: Assessment) -> str:
    return reverse("importance", args=[assessment.pk])


def sent(**changed: Any) -> dict[str, Any]:
    return {**POINTS, "version": 0, **changed}


def stored_points(assessment: Assessment) -> dict[str, int]:
    stored = weighing.stored(assessment)
    return stored.points if stored else {}


def html_of(response: Any) -> str:
    """The page with single spaces between everything."""
    return " ".join(response.content.decode().split()).replace(" >", ">")


def words_of(response: Any) -> str:
    page = html_of(response)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def field_values(page: str) -> dict[str, str]:
    fields = re.findall(r'<input id="id_(\w\w)" name="\w\w"[^>]*? value="([^"]*)"', page)
    return dict(fields)


def test_every_criterion_stands_in_its_order_with_worst_and_best_case(
    client: Client, assessment: Assessment
) -> None:
    response = client.get(url(assessment))

    words, values = words_of(response), field_values(html_of(response))
    assert list(values) == ["KT", "SO", "KP", "AN", "FA", "PE", "NA"]
    assert set(values.values()) == {"0"}
    for criterion in load().criteria.values():
        assert f"{criterion.worst.de} Bester Fall: {criterion.best.de}" in words
    assert "Noch 100 Punkte verteilen" in words


def test_saved_points_lead_on_and_come_back(client: Client, assessment: Assessment) -> None:
    response = client.post(url(assessment), sent(), follow=True)

    assert response.redirect_chain == [(reverse("readiness", args=[assessment.pk]), 302)]
    assert "Ihre Punkte sind gespeichert." in words_of(response)
    assert stored_points(assessment) == POINTS
    page = html_of(client.get(url(assessment)))
    assert field_values(page) == {code: str(points) for code, points in POINTS.items()}
    assert "Alle Punkte sind verteilt" in page


@pytest.mark.parametrize(
    ("points", "message", "rest"),
    [
        ({"KT": 10}, "Verteilen Sie noch 10 Punkte.", "Noch 10 Punkte verteilen"),
        ({"KT": 19}, "Verteilen Sie noch 1 Punkt.", "Noch 1 Punkt verteilen"),
        ({"KT": 25}, "Nehmen Sie 5 Punkte weg.", "5 Punkte zu viel"),
        ({"KT": ""}, "Verteilen Sie noch 20 Punkte.", "Noch 20 Punkte verteilen"),
    ],
)
def test_another_sum_than_100_says_what_to_do_and_loses_nothing(
    client: Client, assessment: Assessment, points: dict[str, object], message: str, rest: str
) -> None:
    response = client.post(url(assessment), sent(**points))

    words, values = words_of(response), field_values(html_of(response))
    assert response.status_code == 422
    assert words.startswith("Fehler: ")
    assert message in words
    assert rest in words
    assert values["KT"] == str(points["KT"])
    assert values["SO"] == str(POINTS["SO"])
    assert not Importance.objects.exists()


@pytest.mark.parametrize("wrong", ["-5", "101", "zehn", "10,5"])
def test_what_is_no_number_of_points_is_refused_at_its_field(
    client: Client, assessment: Assessment, wrong: str
) -> None:
    response = client.post(url(assessment), sent(KT=wrong))

    page = html_of(response)
    assert response.status_code == 422
    assert words_of(response).count("Geben Sie eine ganze Zahl von 0 bis 100 ein.") == 2
    assert 'href="#id_KT"' in page
    assert field_values(page)["KT"] == wrong


def test_a_preset_is_filled_in_without_being_saved(client: Client, assessment: Assessment) -> None:
    make_importance(assessment)
    preset = next(p for p in load().presets if p.code == "quick_start")

    page = html_of(client.get(url(assessment), {"vorlage": "quick_start"}))

    assert field_values(page) == {code: str(points) for code, points in preset.points.items()}
    assert f"„{preset.label.de}“ ist eingetragen." in page
    assert stored_points(assessment) == POINTS


def test_an_unknown_preset_changes_nothing(client: Client, assessment: Assessment) -> None:
    page = html_of(client.get(url(assessment), {"vorlage": "magic"}))

    assert set(field_values(page).values()) == {"0"}


def test_a_second_tab_is_refused_and_one_click_keeps_either(
    client: Client, assessment: Assessment
) -> None:
    make_importance(assessment)
    mine = sent(KT=25, SO=10)

    refused = client.post(url(assessment), mine)

    words, page = words_of(refused), html_of(refused)
    assert refused.status_code == 409
    assert "Kontrolle 25 20 Souveränität 10 15" in words
    assert field_values(page)["KT"] == "25"
    assert stored_points(assessment) == POINTS
    keep = re.search(r'name="keep" value="(\d+)"', page)
    assert keep is not None
    assert client.post(url(assessment), {**mine, "keep": keep[1]}).status_code == 302
    assert stored_points(assessment) == {**POINTS, "KT": 25, "SO": 10}


@pytest.mark.parametrize("use_cases", [0, 3])
def test_opening_asks_the_database_eight_times(
    client: Client,
    assessment: Assessment,
    django_assert_num_queries: DjangoAssertNumQueries,
    use_cases: int,
) -> None:
    for _ in range(use_cases):
        make_use_case(assessment, archetype="customer_chat")

    with django_assert_num_queries(8):
        client.get(url(assessment))


def test_a_colleague_may_weigh_a_viewer_may_read_a_stranger_sees_nothing(
    assessment: Assessment,
) -> None:
    assert assessment.created_by is not None
    organisation = organisation_of(assessment.created_by)
    people = (
        (make_member(organisation, role=Role.CONSULTANT), 200, 302),
        (make_member(organisation, role=Role.VIEWER), 200, 403),
        (make_member(), 404, 404),
    )

    for person, read, write in people:
        client = client_of(person)
        assert client.get(url(assessment)).status_code == read
        assert client.post(url(assessment), sent()).status_code == write
        again = client.post(url(assessment), sent(), headers={"HX-Request": "true"})
        assert again.status_code == write
