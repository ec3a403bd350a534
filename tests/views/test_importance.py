"""Importance by every method but pairs: show, preview, save, let it count."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.catalogue import load
from assessments.models import Assessment, Importance, Method, Role
from assessments.services.answers import record_of
from tests.factories import (
    ORDER,
    POINTS,
    client_of,
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


def url(assessment: Assessment, method: str = "", **query: Any) -> str:
    wanted = {"methode": method} if method else {}
    return reverse("importance", args=[assessment.pk], query={**wanted, **query})


def sent(**changed: Any) -> dict[str, Any]:
    return {**POINTS, "version": 0, **changed}


def stored_values(assessment: Assessment, method: str = "points") -> dict[str, Any]:
    stored = Importance.objects.filter(response=record_of(assessment), method=method).first()
    return stored.values if stored else {}


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
    assert "Die Gewichte sind gespeichert." in words_of(response)
    assert stored_values(assessment) == POINTS
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
    assert stored_values(assessment) == POINTS


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
    assert "Kontrolle 25 20 Souveränität 10 15 Kosten und Ablauf 15 15" in words
    assert field_values(page)["KT"] == "25"
    assert stored_values(assessment) == POINTS
    keep = re.search(r'name="keep" value="(\d+)"', page)
    assert keep is not None
    assert client.post(url(assessment), {**mine, "keep": keep[1]}).status_code == 302
    assert stored_values(assessment) == {**POINTS, "KT": 25, "SO": 10}


RATING = {"KT": 10, "SO": 10, "KP": 10, "AN": 10, "FA": 10, "PE": 0, "NA": 0}
SWING = {"KT": 50, "SO": "", "KP": 25, "AN": 25, "FA": 0, "PE": 0, "NA": 0, "top": "SO"}
LAST_FIRST = {"order": ["NA", "PE", "FA", "AN", "KP", "SO", "KT"], "level": ["FA", "KT"]}
ENDS = {"beste": "KT", "geringste": "NA"}
COMPARED = {f"best_{c}": "2" for c in ("SO", "KP", "AN", "FA", "PE", "NA")} | {
    f"worst_{c}": "1" for c in ("SO", "KP", "AN", "FA", "PE")
}
FORMS: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    ("rating", {}, RATING, RATING),
    ("swing", {}, SWING, {**{k: v for k, v in SWING.items() if k != "top"}, "SO": 100}),
    ("rank", {}, LAST_FIRST, {"NA": 1, "PE": 2, "FA": 2, "AN": 4, "KP": 5, "SO": 6, "KT": 6}),
    (
        "best_worst",
        ENDS,
        COMPARED,
        {
            "best": "KT",
            "worst": "NA",
            "best_to_others": dict.fromkeys(("SO", "KP", "AN", "FA", "PE", "NA"), 2),
            "others_to_worst": dict.fromkeys(("SO", "KP", "AN", "FA", "PE"), 1),
        },
    ),
]


@pytest.mark.parametrize(("method", "query", "form", "values"), FORMS)
def test_every_method_keeps_what_was_said_and_shows_it_again(
    client: Client,
    assessment: Assessment,
    method: str,
    query: dict[str, Any],
    form: dict[str, Any],
    values: dict[str, Any],
) -> None:
    answer = client.post(url(assessment, method, **query), {**form, "version": 0})

    assert answer["Location"] == reverse("readiness", args=[assessment.pk])
    assert stored_values(assessment, method) == values
    page = html_of(client.get(url(assessment, method)))
    assert "Wie gespeichert, in Prozent." in page
    assert "Diese Gewichtung zählt" in page
    again = client.post(url(assessment, method, **query), {**form, "version": 1})
    assert again.status_code == 302
    assert Importance.objects.get().version == 2


@pytest.mark.parametrize(
    ("method", "query", "changed", "message"),
    [
        ("rating", {}, {**RATING, "KT": "viel"}, "Wählen Sie eine Zahl von 0 bis 10."),
        ("rating", {}, {**RATING, "KT": 11}, "Wählen Sie eine Zahl von 0 bis 10."),
        ("rating", {}, dict.fromkeys(RATING, 0), "mindestens einen Regler höher als 0"),
        ("swing", {}, {**SWING, "top": ""}, "Wählen Sie den Schritt, der Ihnen am meisten hilft."),
        ("swing", {}, {**SWING, "KT": ""}, "Geben Sie eine Zahl von 0 bis 100 ein."),
        ("swing", {}, {**SWING, "KT": 101}, "Geben Sie eine Zahl von 0 bis 100 ein."),
        ("rank", {}, {"order": ["NA", "NA"]}, "Die Reihenfolge war unvollständig."),
        ("best_worst", ENDS, {**COMPARED, "best_SO": ""}, "Wählen Sie eine der Antworten."),
        ("best_worst", ENDS, {**COMPARED, "worst_PE": "10"}, "Wählen Sie eine der Antworten."),
    ],
)
def test_what_cannot_be_weighed_is_refused_with_what_to_do(
    client: Client,
    assessment: Assessment,
    method: str,
    query: dict[str, Any],
    changed: dict[str, Any],
    message: str,
) -> None:
    response = client.post(url(assessment, method, **query), changed)

    assert response.status_code == 422
    assert words_of(response).startswith("Fehler: ")
    assert message in words_of(response)
    assert not Importance.objects.exists()


def test_a_refused_form_shows_what_was_entered(client: Client, assessment: Assessment) -> None:
    page = html_of(client.post(url(assessment, "swing"), {**SWING, "KT": "abc", "KP": "37"}))

    assert field_values(page)["KT"] == "abc"
    assert field_values(page)["KP"] == "37"
    assert re.search(r'value="SO" id="id_top_1" checked', page)


def test_the_two_ends_are_asked_first(client: Client, assessment: Assessment) -> None:
    first = words_of(client.get(url(assessment, "best_worst")))
    alike = client.get(url(assessment, "best_worst", beste="KT", geringste="KT"))
    half = client.get(url(assessment, "best_worst", beste="KT"))
    next_page = words_of(client.get(url(assessment, "best_worst", **ENDS)))

    assert "Weiter zu den Vergleichen" in first
    assert alike.status_code == half.status_code == 422
    assert "Wählen Sie einen anderen als den wichtigsten Schritt." in words_of(alike)
    assert "Wählen Sie den unwichtigsten Schritt." in words_of(half)
    assert "Wie viel mehr zählt „Kontrolle“ als die anderen?" in next_page


def test_another_worst_step_keeps_the_comparisons_with_the_best(
    client: Client, assessment: Assessment
) -> None:
    client.post(url(assessment, "best_worst", **ENDS), {**COMPARED, "version": 0})

    page = html_of(client.get(url(assessment, "best_worst", beste="KT", geringste="PE")))

    selected = re.findall(r'<select name="(\w+)"(?:(?!</select>).)*?value="(\d)" selected', page)
    assert dict(selected) == {f"best_{c}": "2" for c in ("SO", "KP", "AN", "FA", "NA", "PE")}


def test_a_contradiction_is_pointed_at_and_blocks_nothing(
    client: Client, assessment: Assessment
) -> None:
    """KT matters 2 times as much as NA, yet PE 9 times, and KT 2 times as much as PE."""
    form = {**COMPARED, "worst_PE": "9", "version": 0}

    answer = client.post(url(assessment, "best_worst", **ENDS), form)

    assert answer.status_code == 302
    page = html_of(client.get(url(assessment, "best_worst")))
    assert "Ein Vergleich passt nicht zu den anderen." in page
    assert 'href="#id_worst_PE"' in page
    assert "Sie sagten: Performanz 9-mal so wichtig. Ihre anderen Antworten sagen: beide" in page


@pytest.mark.parametrize(
    ("move", "rows"),
    [
        ("down-NA", ["PE", "NA", "FA", "AN", "KP", "SO", "KT"]),
        ("up-KT", ["NA", "PE", "FA", "AN", "KP", "KT", "SO"]),
        ("up-NA", LAST_FIRST["order"]),
        ("down-KT", LAST_FIRST["order"]),
        ("up-XX", LAST_FIRST["order"]),
        ("nonsense", LAST_FIRST["order"]),
    ],
)
def test_the_arrows_move_a_row_without_saving(
    client: Client, assessment: Assessment, move: str, rows: list[str]
) -> None:
    response = client.post(url(assessment, "rank"), {**LAST_FIRST, "move": move})

    assert response.status_code == 200
    assert re.findall(r'name="order" value="(\w\w)"', html_of(response)) == rows
    assert not Importance.objects.exists()


def test_a_moved_row_leaves_its_ties(client: Client, assessment: Assessment) -> None:
    page = html_of(client.post(url(assessment, "rank"), {**LAST_FIRST, "move": "up-KT"}))

    assert re.findall(r'name="level" value="(\w\w)" checked', page) == ["FA"]


@pytest.mark.parametrize(("method", "query", "form", "values"), FORMS)
def test_a_preview_weighs_and_saves_nothing(
    client: Client,
    assessment: Assessment,
    method: str,
    query: dict[str, Any],
    form: dict[str, Any],
    values: dict[str, Any],
) -> None:
    response = client.post(url(assessment, method, **query), {**form, "preview": "1"})

    page = html_of(response)
    assert "<h1" not in page
    assert "Vorschau in Prozent. Noch nicht gespeichert." in page
    percents = re.findall(r"<b>(\d+)&nbsp;%</b>", page)
    assert sum(map(int, percents)) == 100
    assert not Importance.objects.exists()


def test_the_preview_of_five_equal_sliders_is_20_percent_each(
    client: Client, assessment: Assessment
) -> None:
    page = html_of(client.post(url(assessment, "rating"), {**RATING, "preview": "1"}))

    assert re.findall(r"<b>(\d+)&nbsp;%</b>", page) == ["20", "20", "20", "20", "20", "0", "0"]
    assert "Zählt nicht: Performanz, Nachhaltigkeit." in page


def test_a_preview_of_something_unfinished_says_so(client: Client, assessment: Assessment) -> None:
    response = client.post(url(assessment), {**POINTS, "KT": 0, "preview": "1"})

    assert response.status_code == 200
    assert "Füllen Sie den Rest aus" in words_of(response)


def test_another_method_counts_on_request(client: Client, assessment: Assessment) -> None:
    make_importance(assessment)
    saved = client.post(url(assessment, "rank"), {**LAST_FIRST, "version": 0}, follow=True)
    assert "Es zählt weiter „100 Punkte“." in words_of(saved)

    client.post(url(assessment, "rank"), {"choose": "1"})

    assert Importance.objects.get(is_chosen=True).method == Method.RANK
    assert stored_values(assessment) == POINTS
    assert "Diese Gewichtung zählen lassen" not in words_of(client.get(url(assessment, "rank")))


def test_nothing_cannot_count(client: Client, assessment: Assessment) -> None:
    response = client.post(url(assessment, "swing"), {"choose": "1"}, follow=True)

    assert "Speichern Sie erst Gewichte. Dann können sie zählen." in words_of(response)


@pytest.mark.parametrize("query", [{"wer": "0"}, {"wer": "x"}, {"methode": "dice"}])
def test_nobody_by_no_method_is_not_found(
    client: Client, assessment: Assessment, query: dict[str, str]
) -> None:
    assert client.get(url(assessment, **query)).status_code == 404


def test_respondents_of_another_assessment_are_not_found(
    client: Client, assessment: Assessment
) -> None:
    other = make_respondent(make_assessment(assessment.created_by))

    assert client.get(url(assessment, wer=other.pk)).status_code == 404


def test_each_respondent_has_values_of_their_own(client: Client, assessment: Assessment) -> None:
    make_importance(assessment)
    other = make_respondent(assessment, "IT")

    answer = client.post(url(assessment, wer=other.pk), sent(KT=10, SO=25))

    assert answer["Location"] == reverse("importance_group", args=[assessment.pk])
    assert stored_values(assessment) == POINTS
    assert other.importances.get().values == {**POINTS, "KT": 10, "SO": 25}
    assert '<span class="pre">IT</span>' in html_of(client.get(url(assessment, wer=other.pk)))


def test_saving_only_stays_here(client: Client, assessment: Assessment) -> None:
    answer = client.post(url(assessment), sent(stay="1"))

    record = record_of(assessment)
    assert answer["Location"] == url(assessment, wer=record.pk, methode="points")


@pytest.mark.parametrize(("method", "form"), [("rank", LAST_FIRST), ("rating", RATING)])
def test_a_stale_save_by_any_method_shows_both(
    client: Client, assessment: Assessment, method: str, form: dict[str, Any]
) -> None:
    stored = dict.fromkeys(RATING, 3) if method == "rating" else ORDER
    make_importance(assessment, stored, method=Method(method))

    refused = client.post(url(assessment, method), {**form, "version": 0})

    assert refused.status_code == 409
    shown = "Kontrolle Platz 6 Platz 1" if method == "rank" else "Kontrolle 10 3"
    assert shown in words_of(refused)
    assert stored_values(assessment, method) == stored
    kept = client.post(url(assessment, method), {**form, "version": 0, "keep": "1"})
    assert kept.status_code == 302
    assert stored_values(assessment, method) != stored


@pytest.mark.parametrize("others", [0, 3])
@pytest.mark.parametrize("method", [m for m in Method.values if m != "ahp"])
def test_opening_asks_the_database_eight_times(
    client: Client,
    assessment: Assessment,
    django_assert_num_queries: DjangoAssertNumQueries,
    others: int,
    method: str,
) -> None:
    for number in range(others):
        make_use_case(assessment, archetype="customer_chat")
        other = make_respondent(assessment, f"Rolle {number}")
        make_importance(assessment, respondent=other)
    query = {"wer": record_of(assessment).pk}

    with django_assert_num_queries(8):
        client.get(url(assessment, method, **query))


@pytest.mark.parametrize("method", Method.values)
def test_a_colleague_may_weigh_a_viewer_may_read_a_stranger_sees_nothing(
    assessment: Assessment, method: str
) -> None:
    assert assessment.created_by is not None
    organisation = organisation_of(assessment.created_by)
    people = (
        (make_member(organisation, role=Role.CONSULTANT), 200, {200, 302, 422}),
        (make_member(organisation, role=Role.VIEWER), 200, {403}),
        (make_member(), 404, {404}),
    )

    for person, read, write in people:
        client = client_of(person)
        for action in ({}, {"preview": "1"}, {"choose": "1"}, {"move": "up-SO", **LAST_FIRST}):
            assert client.get(url(assessment, method)).status_code == read
            for headers in ({}, {"HX-Request": "true"}):
                answer = client.post(url(assessment, method), {**sent(), **action}, headers=headers)
                assert answer.status_code in write


def test_a_viewer_reads_what_was_said_without_any_button(assessment: Assessment) -> None:
    assert assessment.created_by is not None
    make_importance(assessment, ORDER, method=Method.RANK)
    viewer = make_member(organisation_of(assessment.created_by), role=Role.VIEWER)

    page = html_of(client_of(viewer).get(url(assessment, "rank")))

    assert "Sie können diese Gewichte lesen, aber nicht ändern." in page
    assert 'name="move"' not in page
    assert "hx-post" not in page
