"""The group: weights side by side, agreement in words, what to talk about."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.models import Assessment, Method, Role
from assessments.services import evaluations
from tests.factories import (
    ORDER,
    PAIRS,
    POINTS,
    client_of,
    make_answers,
    make_assessment,
    make_importance,
    make_member,
    make_respondent,
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
    return reverse("importance_group", args=[assessment.pk])


def words_of(response: Any) -> str:
    page = response.content.decode()
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def only(criterion: str) -> dict[str, int]:
    return {code: 100 if code == criterion else 0 for code in POINTS}


def say(assessment: Assessment, **points: str) -> None:
    """Everybody gives all points to one criterion: `say(assessment, IT="SO")`."""
    for label, criterion in points.items():
        make_importance(assessment, only(criterion), respondent=make_respondent(assessment, label))


def evaluated(assessment: Assessment) -> None:
    make_use_case(assessment, "Angebote", archetype="offer_writing")
    make_use_case(assessment, "Kundenchat", archetype="customer_chat")
    make_answers(assessment, KT2="1")
    evaluations.evaluate(assessment)


@pytest.mark.parametrize("answered", [0, 1])
def test_with_fewer_than_two_the_page_says_how_to_add_others(
    client: Client, assessment: Assessment, answered: int
) -> None:
    if answered:
        make_importance(assessment)
    make_respondent(assessment, "IT")

    response = client.get(url(assessment))

    assert "Eine Sicht allein ist noch keine Gruppe" in words_of(response)
    assert f'href="{reverse("respondents", args=[assessment.pk])}"' in response.content.decode()


def test_nobody_counting_is_said(client: Client, assessment: Assessment) -> None:
    make_importance(assessment, respondent=make_respondent(assessment, "IT", weight=0))

    assert "Bei allen steht „zählt wie 0“" in words_of(client.get(url(assessment)))


def test_everybody_stands_side_by_side_with_both_means(
    client: Client, assessment: Assessment
) -> None:
    make_importance(assessment)
    order = make_respondent(assessment, "Betriebsrat")
    make_importance(assessment, ORDER, method=Method.RANK, respondent=order)

    words = words_of(client.get(url(assessment)))

    assert "Gemeinsam 100 Punkte 20 % 15 % 15 % 15 % 15 % 10 % 10 %" in words
    # Rank order centroid of seven: 37.0, 22.8, 15.6, 10.9, 7.3, 4.4, 2.0 %
    assert "Betriebsrat Reihenfolge 37 % 23 % 16 % 11 % 7 % 4 % 2 %" in words
    # Means: 28.5, 18.9, 15.3, 12.9, 11.1, 7.2, 6.0 %
    assert "Mittelwert damit rechnet das Ergebnis 29 % 19 % 15 % 13 % 11 % 7 % 6 %" in words
    assert "Geometrisches Mittel zum Vergleich" in words


def test_a_darker_field_has_a_larger_number(client: Client, assessment: Assessment) -> None:
    make_importance(assessment)
    say(assessment, IT="SO")

    page = " ".join(client.get(url(assessment)).content.decode().split())
    cells = [(int(p), int(s)) for s, p in re.findall(r'class="heat h(\d)"> ?(\d+)&nbsp;%', page)]

    assert len(cells) == 4 * 7
    assert all(one[1] <= other[1] for one in cells for other in cells if one[0] < other[0])
    assert {shade for percent, shade in cells if percent == 100} == {6}


@pytest.mark.parametrize(
    ("it", "heading"),
    [
        (POINTS, "Die Gruppe ist sich fast ganz einig"),
        (only("NA"), "Die Meinungen gehen deutlich auseinander"),
    ],
)
def test_the_heading_says_how_far_the_group_agrees(
    client: Client, assessment: Assessment, it: dict[str, int], heading: str
) -> None:
    make_importance(assessment)
    make_importance(assessment, it, respondent=make_respondent(assessment, "IT"))

    response = client.get(url(assessment))

    heads = re.search(r"<h1[^>]*>(.*?)</h1>", response.content.decode(), re.DOTALL)
    assert heads is not None and heads[1].strip() == heading


def test_who_counts_double_has_two_thirds_of_the_say(
    client: Client, assessment: Assessment
) -> None:
    make_importance(assessment)
    double = make_respondent(assessment, "IT", weight=2)
    make_importance(assessment, respondent=double)

    words = words_of(client.get(url(assessment)))

    assert "Gemeinsam 100 Punkte · 33 % der Stimme" in words
    assert "IT 100 Punkte · 67 % der Stimme" in words


def test_from_three_people_on_the_page_says_who_thinks_alike(
    client: Client, assessment: Assessment
) -> None:
    say(assessment, IT="SO", Werk="SO")
    assert "Wer ähnlich denkt" not in words_of(client.get(url(assessment)))

    say(assessment, Vertrieb="FA")

    words = words_of(client.get(url(assessment)))
    assert "Am nächsten: „IT“ und „Werk“ (100 von 100)." in words
    assert "IT 100 100 42 Werk 100 100 42 Vertrieb 42 42 100" in words


def test_a_weight_of_nothing_is_raised_for_the_geometric_mean_and_said(
    client: Client, assessment: Assessment
) -> None:
    make_importance(assessment)
    make_importance(
        assessment,
        {**POINTS, "KT": 30, "NA": 0},
        respondent=make_respondent(assessment, "IT"),
    )

    assert "auf 0,5 % angehoben: IT: Nachhaltigkeit." in words_of(client.get(url(assessment)))


def test_without_a_result_the_page_leads_to_it(client: Client, assessment: Assessment) -> None:
    say(assessment, IT="SO", Werk="FA")

    words = words_of(client.get(url(assessment)))

    assert "Sobald es ein Ergebnis gibt" in words
    assert "Wer allein zu einem anderen Ergebnis käme" not in words


def test_a_minority_is_heard_and_the_topics_name_the_ends(
    client: Client, assessment: Assessment
) -> None:
    say(assessment, IT="SO", Werk="SO", Vertrieb="FA")
    evaluated(assessment)

    words = words_of(client.get(url(assessment)))

    assert "Wer allein zu einem anderen Ergebnis käme" in words
    assert "Angebote: Mit den Gewichten von „Vertrieb“ allein läge „" in words
    assert "Kundenchat: Mit den Gewichten von „Vertrieb“ allein läge „" in words
    assert "Fähigkeiten kann Platz 1 ändern „IT“ gibt 0 %, „Vertrieb“ 100 %." in words
    assert "Gäben alle so viel wie „Vertrieb“, läge „" in words


def test_people_of_one_mind_have_no_minority(client: Client, assessment: Assessment) -> None:
    say(assessment, IT="SO", Werk="SO")
    evaluated(assessment)

    words = words_of(client.get(url(assessment)))

    assert "Alle kämen auch allein auf denselben Platz 1" in words
    assert "Alle geben etwa 100 %. So oder so bleibt" in words


def test_a_use_case_is_chosen_by_its_address(client: Client, assessment: Assessment) -> None:
    say(assessment, IT="SO", Werk="FA")
    evaluated(assessment)

    second = words_of(client.get(url(assessment), {"fall": "UC2"}))

    assert "Bei „Kundenchat“ liegt mit dem Mittelwert" in second
    assert client.get(url(assessment), {"fall": "UC9"}).status_code == 404


def test_a_group_that_compared_in_pairs_sees_its_joint_matrix(
    client: Client, assessment: Assessment
) -> None:
    for label in ("IT", "Werk"):
        person = make_respondent(assessment, label)
        make_importance(assessment, PAIRS, method=Method.AHP, respondent=person)

    words = words_of(client.get(url(assessment)))

    assert "Konsens S* (Goepel) 100 %" in words
    assert "Gemeinsame Vergleichsmatrix 50 % 25 % 13 % 6 % 3 % 2 % 1 %" in words


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_asks_the_database_ten_times(
    client: Client,
    assessment: Assessment,
    django_assert_num_queries: DjangoAssertNumQueries,
    people: int,
) -> None:
    for number in range(people):
        say(assessment, **{f"Rolle {number}": "SO"})
    evaluated(assessment)

    with django_assert_num_queries(10):
        client.get(url(assessment))


def test_members_may_read_a_stranger_sees_nothing(assessment: Assessment) -> None:
    assert assessment.created_by is not None
    say(assessment, IT="SO", Werk="FA")
    organisation = organisation_of(assessment.created_by)
    people = (
        (assessment.created_by, 200),
        (make_member(organisation, role=Role.VIEWER), 200),
        (make_member(), 404),
    )

    for member, read in people:
        for headers in ({}, {"HX-Request": "true"}):
            assert client_of(member).get(url(assessment), headers=headers).status_code == read


def test_500_people_are_shown_without_the_table_of_everybody_with_everybody(
    client: Client, assessment: Assessment
) -> None:
    from assessments.models import Importance, Response, ResponseKind

    kind = ResponseKind.PARTICIPANT
    people = Response.objects.bulk_create(
        Response(assessment=assessment, kind=kind, label=f"Person {n}") for n in range(500)
    )
    Importance.objects.bulk_create(
        Importance(response=p, method="points", values=POINTS, is_chosen=True) for p in people
    )

    response = client.get(url(assessment))

    assert response.status_code == 200
    assert "Am nächsten:" in words_of(response)
    assert response.content.decode().count("Person 499") == 1
