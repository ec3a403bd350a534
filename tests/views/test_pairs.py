"""Pairs: one comparison a screen, an overview, a hint that never blocks."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.models import Assessment, Importance, Method
from assessments.services import weighing
from assessments.services.answers import record_of
from tests.factories import (
    ORDER,
    PAIRS,
    client_of,
    make_assessment,
    make_importance,
    make_member,
    make_respondent,
)

pytestmark = pytest.mark.django_db

ALL = weighing.pairs_in_order()


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment(make_member())


@pytest.fixture
def client(assessment: Assessment) -> Client:
    assert assessment.created_by is not None
    return client_of(assessment.created_by)


def url(assessment: Assessment, pair: str = "", **query: str) -> str:
    wanted: dict[str, Any] = {"methode": "ahp", **({"paar": pair} if pair else {}), **query}
    return reverse("importance", args=[assessment.pk], query=wanted)


def words_of(response: Any) -> str:
    page = response.content.decode()
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def checked(response: Any) -> list[str]:
    page = " ".join(response.content.decode().split())
    found: list[str] = re.findall(
        r'name="(?:more|strength)" value="([\w.]+)" id="\w+" checked', page
    )
    return found


def values(assessment: Assessment) -> dict[str, float]:
    stored = Importance.objects.filter(response=record_of(assessment), method="ahp").first()
    return stored.values if stored else {}


def test_the_first_screen_asks_the_first_pair_over_both_scales(
    client: Client, assessment: Assessment
) -> None:
    words = words_of(client.get(url(assessment)))

    assert "0 von 21 Paaren verglichen" in words
    assert "Paar 1 von 21: Was ist wichtiger?" in words
    assert "Kontrolle und Transparenz Schlechtester Fall:" in words
    assert "Souveränität Schlechtester Fall:" in words
    assert "Noch 6 Vergleiche, dann stehen hier die ersten Gewichte." in words


@pytest.mark.parametrize(
    ("form", "stored"),
    [
        ({"more": "first", "strength": "5"}, {"KT>SO": 5}),
        ({"more": "second", "strength": "3"}, {"SO>KT": 3}),
        ({"more": "equal", "strength": "9"}, {"KT>SO": 1}),
    ],
)
def test_one_answer_is_saved_and_leads_to_the_next_pair(
    client: Client, assessment: Assessment, form: dict[str, str], stored: dict[str, float]
) -> None:
    response = client.post(url(assessment, "KT-SO"), {**form, "before": ""}, follow=True)

    assert values(assessment) == stored
    assert "1 von 21 Paaren verglichen" in words_of(response)
    assert "Paar 2 von 21" in words_of(response)
    wanted = [form["more"]] if form["more"] == "equal" else [form["more"], form["strength"]]
    assert checked(client.get(url(assessment, "SO-KT"))) == wanted


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({}, "Wählen Sie eine Seite oder „gleich wichtig“."),
        ({"more": "first"}, "Wählen Sie, um wie viel er wichtiger ist."),
        ({"more": "first", "strength": "10"}, "strength"),
        ({"more": "first", "strength": "nan"}, "strength"),
        ({"more": "both", "strength": "2"}, "more"),
    ],
)
def test_half_an_answer_says_what_is_missing(
    client: Client, assessment: Assessment, form: dict[str, str], message: str
) -> None:
    response = client.post(url(assessment, "KT-SO"), form)

    assert response.status_code == 422
    assert message in words_of(response) or f'href="#id_{message}"' in response.content.decode()
    assert checked(response) == [v for v in form.values() if v in ("first", "2")]
    assert values(assessment) == {}


def test_a_figure_between_the_words_is_kept(client: Client, assessment: Assessment) -> None:
    make_importance(assessment, {"SO>KT": 4}, method=Method.AHP)

    response = client.get(url(assessment, "KT-SO"))
    assert checked(response) == ["second", "4"]
    before = re.search(r'name="before" value="([^"]*)"', response.content.decode())
    assert before is not None
    form = {"more": "second", "strength": "4", "before": before[1]}
    assert client.post(url(assessment, "KT-SO"), form).status_code == 302

    assert values(assessment) == {"SO>KT": 4}


def test_six_pairs_give_weights_and_one_may_stop(client: Client, assessment: Assessment) -> None:
    for first, second in ALL[:6]:
        form = {"more": "first", "strength": "2", "before": "", "stop": "1"}
        answer = client.post(url(assessment, f"{first}-{second}"), form)

    assert "paar=alle" in answer["Location"]
    words = words_of(client.get(answer["Location"]))
    # 64 : 32 : 16 : 8 : 4 : 2 : 1 of 127
    assert "Kontrolle 50 % Souveränität 25 % Kosten und Ablauf 13 %" in words
    assert "15 Vergleiche sind offen. Sie dürfen aufhören;" in words
    assert "Ihre Vergleiche passen gut zusammen." in words
    assert "Diese Gewichtung zählt" in words


def test_the_last_pair_leads_to_the_overview(client: Client, assessment: Assessment) -> None:
    begun = {f"{first}>{second}": 1 for first, second in ALL[:-1]}
    make_importance(assessment, begun, method=Method.AHP)
    first, second = ALL[-1]

    form = {"more": "equal", "before": ""}
    response = client.post(url(assessment, f"{first}-{second}"), form, follow=True)

    words = words_of(response)
    assert "Alle Paare sind verglichen." in words
    assert "21 von 21 Paaren verglichen" in words
    assert words.count("beide gleich wichtig") == 21


def test_a_contradiction_points_at_one_pair_with_a_proposal(
    client: Client, assessment: Assessment
) -> None:
    """Every criterion twice the next, but the last said to be nine times the first."""
    said = {
        f"{one}>{other}": min(9, 2 ** (here - there))
        for there, one in enumerate(ORDER)
        for here, other in enumerate(ORDER)
        if there < here
    } | {"KT>NA": 1 / 9}
    make_importance(assessment, said, method=Method.AHP)

    page = client.get(url(assessment, "alle"))

    words = words_of(page)
    assert "Ein Vergleich passt nicht zu den anderen." in words
    assert "Sie dürfen ihn auch so lassen." in words
    assert "Nachhaltigkeit gegenüber Kontrolle. Sie sagten: Nachhaltigkeit 9-mal so" in words
    assert "Ihre anderen Antworten sagen: beide gleich wichtig." in words
    link = re.search(r'href="([^"]*vorschlag=[^"]*)"', page.content.decode())
    assert link is not None
    shown = client.get(html.unescape(link[1]))
    assert checked(shown) == ["equal"]
    assert "Eingetragen ist, was Ihre anderen Antworten sagen." in words_of(shown)
    assert values(assessment) == said


@pytest.mark.parametrize(
    ("proposal", "shown"), [("3", ["second", "3"]), ("0.25", ["first", "4"]), ("1", ["equal"])]
)
def test_a_proposal_is_turned_to_the_side_it_is_shown_on(
    client: Client, assessment: Assessment, proposal: str, shown: list[str]
) -> None:
    """Sustainability stands first on this screen."""
    assert checked(client.get(url(assessment, "KT-NA", vorschlag=proposal))) == shown


@pytest.mark.parametrize("proposal", ["0", "-1", "nan", "inf", "1e9", "viel"])
def test_nonsense_for_a_proposal_is_no_proposal(
    client: Client, assessment: Assessment, proposal: str
) -> None:
    response = client.get(url(assessment, "KT-SO", vorschlag=proposal))

    assert response.status_code == 200
    assert checked(response) == []


@pytest.mark.parametrize("pair", ["KT", "KT-KT", "KT-XX", "KT-SO-KP", "-"])
def test_no_such_pair(client: Client, assessment: Assessment, pair: str) -> None:
    assert client.get(url(assessment, pair)).status_code == 404


@pytest.mark.parametrize("decision", ["none", "again"])
def test_a_pair_changed_meanwhile_shows_both_and_one_click_keeps_either(
    client: Client, assessment: Assessment, decision: str
) -> None:
    weighing.save_pair(record_of(assessment), "SO", "KT", 7, before=None)
    mine = {"more": "first", "strength": "3", "before": ""}

    refused = client.post(url(assessment, "KT-SO"), mine)

    assert refused.status_code == 409
    words = words_of(refused)
    assert "Kontrolle – Souveränität Kontrolle 3-mal so wichtig Souveränität 7-mal" in words
    assert values(assessment) == {"SO>KT": 7}
    keep = re.search(r'name="keep" value="([^"]+)"', " ".join(refused.content.decode().split()))
    assert keep is not None
    if decision == "again":
        assert client.post(url(assessment, "KT-SO"), {**mine, "keep": keep[1]}).status_code == 302
        assert values(assessment) == {"KT>SO": 3}


def test_another_pair_saved_meanwhile_is_no_conflict(
    client: Client, assessment: Assessment
) -> None:
    weighing.save_pair(record_of(assessment), "AN", "NA", 7, before=None)

    form = {"more": "first", "strength": "3", "before": ""}
    client.post(url(assessment, "KT-SO"), form)

    assert values(assessment) == {"AN>NA": 7, "KT>SO": 3}


@pytest.mark.parametrize("others", [0, 3])
@pytest.mark.parametrize("pair", ["", "KT-SO", "alle"])
def test_opening_asks_the_database_eight_times(
    client: Client,
    assessment: Assessment,
    django_assert_num_queries: DjangoAssertNumQueries,
    others: int,
    pair: str,
) -> None:
    for number in range(others):
        other = make_respondent(assessment, f"Rolle {number}")
        make_importance(assessment, PAIRS, method=Method.AHP, respondent=other)
    wanted = url(assessment, pair, wer=str(record_of(assessment).pk))

    with django_assert_num_queries(8):
        client.get(wanted)
