"""Readiness: five themes, a sentence chosen for each statement."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.catalogue import load
from assessments.models import Answer, Assessment, Role
from assessments.services.maturity import Standing
from assessments.views.plan_help import ThemeHelp
from tests.factories import (
    client_of,
    make_answers,
    make_assessment,
    make_member,
    organisation_of,
)

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def assessment() -> Assessment:
    return make_assessment(make_member())


@pytest.fixture
def client(assessment: Assessment) -> Client:
    assert assessment.created_by is not None
    return client_of(assessment.created_by)


def url(assessment: Assessment, theme: str = "T1") -> str:
    return reverse("readiness_theme", args=[assessment.pk, theme])


def html_of(response: Any) -> str:
    """The page with single spaces between everything."""
    return " ".join(response.content.decode().split()).replace(" >", ">")


def words_of(response: Any) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", html_of(response))).split())


def levels(assessment: Assessment) -> dict[str, str]:
    return {a.question: a.level for a in Answer.objects.of_record(assessment)}


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of the page as a browser would send them."""
    return dict(
        re.findall(r'<input type="hidden" name="((?:version|was)-\w+)" value="(\d*)"', page)
    )


def test_a_theme_shows_each_statement_with_five_sentences(
    client: Client, assessment: Assessment
) -> None:
    words = words_of(client.get(url(assessment)))

    theme = load().themes["T1"]
    assert theme.description.de in words
    for statement in theme.statements:
        assert statement.label.de in words
        assert all(sentence.de in words for sentence in statement.levels)
    assert words.count("Wissen wir noch nicht") == 5


def test_each_theme_asks_how_much_it_matters_with_every_answer_described(
    client: Client, assessment: Assessment
) -> None:
    for theme in load().themes.values():
        page = client.get(url(assessment, theme.code))
        words = words_of(page)

        assert theme.importance.de in words
        assert "Nicht wichtig Unser Vorhaben gelingt auch ohne Fortschritt" in words
        assert "Mittel Fortschritt hilft uns" in words
        assert "Hoch Ohne Fortschritt" in words
        assert f'name="{theme.code}" value="9"' in html_of(page)


def test_how_much_a_theme_matters_is_saved_like_a_sentence(
    client: Client, assessment: Assessment
) -> None:
    sent = {"statement": "T1", "T1": "3", "T1a": "5", "version-T1": "0"}

    response = client.post(url(assessment), sent, headers=HTMX)

    assert response.status_code == 200
    assert levels(assessment) == {"T1": "3"}
    assert hidden(html_of(response)) == {"version-T1": "1", "was-T1": "3"}
    assert "Wichtigkeit: hoch." in words_of(response)
    # The theme's statements are counted alone.
    assert "0 von 4 Aussagen" in words_of(response)


def test_without_javascript_importance_is_saved_with_the_rest(
    client: Client, assessment: Assessment
) -> None:
    make_answers(assessment, T1="3")
    page = html_of(client.get(url(assessment)))
    sent = {**hidden(page), "T1": "9", "T1a": "2", "go": "next"}

    response = client.post(url(assessment), sent)

    assert 'name="T1" value="3" id="id_T1_2"' in page
    assert response.headers["Location"] == url(assessment, "T2")
    assert levels(assessment) == {"T1": "9", "T1a": "2"}


def test_importance_changed_by_somebody_else_is_shown_with_both_answers(
    client: Client, assessment: Assessment
) -> None:
    make_answers(assessment, T1="2")
    sent = {**hidden(html_of(client.get(url(assessment)))), "T1": "3", "T1a": "4"}
    Answer.objects.filter(question="T1").update(level="1", version=2)

    refused = client.post(url(assessment), {**sent, "go": "next"})
    alone = client.post(url(assessment), {**sent, "statement": "T1"}, headers=HTMX)

    assert (refused.status_code, alone.status_code) == (409, 409)
    assert "Ihre Antwort Hoch" in words_of(refused)
    assert "Gespeicherte Antwort Nicht wichtig" in words_of(refused)
    assert alone.headers["HX-Retarget"] == "#problem-T1"
    assert levels(assessment) == {"T1": "1", "T1a": "4"}
    again = {**sent, **hidden(html_of(refused))}
    assert client.post(url(assessment), {**again, "keep": "T1:2"}).status_code == 302
    assert levels(assessment)["T1"] == "3"


@pytest.mark.parametrize("wrong", ["4", "5", "0", "x"])
def test_an_invented_importance_is_refused(
    client: Client, assessment: Assessment, wrong: str
) -> None:
    sent = {"T1": wrong, "T1a": "3"}

    alone = client.post(url(assessment), {**sent, "statement": "T1"}, headers=HTMX)
    together = client.post(url(assessment), {**sent, "go": "next"})

    assert (alone.status_code, together.status_code) == (422, 422)
    assert 'href="#id_T1_0"' in html_of(together)
    assert levels(assessment) == {}


def test_the_importance_of_another_theme_is_not_taken_on_this_page(
    client: Client, assessment: Assessment
) -> None:
    client.post(url(assessment, "T1"), {"statement": "T2", "T2": "3"}, headers=HTMX)

    assert levels(assessment) == {}


def test_the_overview_says_what_matters(client: Client, assessment: Assessment) -> None:
    make_answers(assessment, T1="3", T2="1", T3="9")

    words = words_of(client.get(reverse("readiness", args=[assessment.pk])))

    assert words.count("Wichtigkeit: hoch.") == words.count("Wichtigkeit: nicht wichtig.") == 1
    assert words.count("Wichtigkeit: noch offen, zählt als mittel.") == 3
    assert "Hält das Thema Ihren Start auf, nennt das Ergebnis es trotzdem." in words
    assert "Wie weit ist das Unternehmen mit KI?" in words  # no statement is assessed yet


def test_one_statement_is_saved_alone_and_the_next_step_follows(
    client: Client, assessment: Assessment
) -> None:
    make_answers(assessment, T1a="3")
    sent = {"statement": "T1b", "T1a": "5", "T1b": "1", "version-T1b": "0"}

    response = client.post(url(assessment), sent, headers=HTMX)

    page, theme = html_of(response), load().themes["T1"]
    assert response.status_code == 200
    assert levels(assessment) == {"T1a": "3", "T1b": "1"}
    # The mean of 3 and 1 is 2; one above the weakest is 2 as well.
    assert "Stufe 2 von 5" in words_of(response)
    assert f"Verantwortung: {theme.statements[1].levels[0].de}" in words_of(response)
    assert theme.actions[1].action.de in words_of(response)
    assert hidden(page) == {"version-T1b": "1", "was-T1b": "1"}
    assert 'type="radio"' not in page


def test_an_autosave_asks_the_database_nine_times(
    client: Client, assessment: Assessment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_answers(assessment, T1a="3", T2a="2", KT1="1")

    with django_assert_num_queries(9):
        client.post(
            url(assessment), {"statement": "T1a", "T1a": "4", "version-T1a": "1"}, headers=HTMX
        )
    assert levels(assessment)["T1a"] == "4"


def test_without_javascript_the_whole_theme_is_saved_at_once(
    client: Client, assessment: Assessment
) -> None:
    sent = hidden(html_of(client.get(url(assessment))))

    response = client.post(url(assessment), {**sent, "T1a": "2", "T1c": "9", "go": "next"})

    assert response.headers["Location"] == url(assessment, "T2")
    assert levels(assessment) == {"T1a": "2", "T1c": "9"}
    assert client.post(url(assessment, "T5"), {"go": "next"}).headers["Location"] == reverse(
        "readiness", args=[assessment.pk]
    )
    assert client.post(url(assessment, "T2"), {"go": "back"}).headers["Location"] == url(assessment)


def test_a_sentence_nobody_touched_meets_no_conflict(
    client: Client, assessment: Assessment
) -> None:
    make_answers(assessment, T1a="2")
    sent = hidden(html_of(client.get(url(assessment))))
    Answer.objects.filter(question="T1a").update(level="4", version=2)

    response = client.post(url(assessment), {**sent, "T1a": "2", "T1b": "3", "go": "next"})

    assert response.status_code == 302
    assert levels(assessment) == {"T1a": "4", "T1b": "3"}


def test_a_second_tab_is_refused_with_both_sentences_and_the_rest_is_saved(
    client: Client, assessment: Assessment
) -> None:
    make_answers(assessment, T1a="2")
    sent = {**hidden(html_of(client.get(url(assessment)))), "T1a": "3", "T1b": "5"}
    Answer.objects.filter(question="T1a").update(level="4", version=2)

    refused = client.post(url(assessment), {**sent, "go": "next"})

    sentences = load().themes["T1"].statements[0].levels
    assert refused.status_code == 409
    assert f"Ihre Antwort {sentences[2].de}" in words_of(refused)
    assert f"Gespeicherte Antwort {sentences[3].de}" in words_of(refused)
    assert levels(assessment) == {"T1a": "4", "T1b": "5"}
    again = {**sent, **hidden(html_of(refused))}
    assert again["version-T1b"] == "1"
    assert client.post(url(assessment), {**again, "take": "T1a"}).status_code == 302
    assert levels(assessment)["T1a"] == "4"
    assert client.post(url(assessment), {**again, "keep": "T1a:2"}).status_code == 302
    assert levels(assessment)["T1a"] == "3"


def test_a_refused_autosave_says_so_at_its_statement(
    client: Client, assessment: Assessment
) -> None:
    make_answers(assessment, T1a="2")
    sent = {"statement": "T1a", "T1a": "3", "version-T1a": "0"}

    stale = client.post(url(assessment), sent, headers=HTMX)
    invented = client.post(url(assessment), {**sent, "T1a": "7"}, headers=HTMX)

    assert (stale.status_code, invented.status_code) == (409, 422)
    assert stale.headers["HX-Retarget"] == invented.headers["HX-Retarget"] == "#problem-T1a"
    assert 'name="keep" value="T1a:1"' in html_of(stale)
    assert "Wählen Sie einen der aufgeführten Sätze." in words_of(invented)
    assert levels(assessment) == {"T1a": "2"}


def test_an_invented_sentence_is_refused_and_what_was_chosen_stays(
    client: Client, assessment: Assessment
) -> None:
    response = client.post(url(assessment), {"T1a": "7", "T1b": "3", "go": "next"})

    page = html_of(response)
    assert response.status_code == 422
    assert 'name="T1b" value="3" id="id_T1b_2" checked' in page
    assert levels(assessment) == {}


def test_the_overview_names_level_limit_and_next_step(
    client: Client, assessment: Assessment
) -> None:
    make_answers(assessment, T2a="4", T2b="4", T2c="1", T2d="9")
    theme = load().themes["T2"]

    words = words_of(client.get(reverse("readiness", args=[assessment.pk])))

    # The mean of 4, 4 and 1 is 3, but the weakest statement allows 2.
    assert "erste Versuche Stufe 2 von 5 4 von 4 Aussagen · 1 noch unbekannt" in words
    assert f"{theme.statements[2].label.de}: {theme.statements[2].levels[0].de}" in words
    assert theme.actions[1].action.de in words
    assert words.count("noch nicht eingeschätzt") == 4
    assert "4 von 21 Aussagen sind eingeschätzt" in words


@pytest.mark.parametrize("answered", [0, 3])
def test_opening_asks_the_database_six_times(
    client: Client,
    assessment: Assessment,
    django_assert_num_queries: DjangoAssertNumQueries,
    answered: int,
) -> None:
    make_answers(assessment, **dict.fromkeys(("T1a", "T1", "T2a")[:answered], "3"))

    with django_assert_num_queries(6):
        client.get(url(assessment))
    with django_assert_num_queries(6):
        client.get(reverse("readiness", args=[assessment.pk]))


def test_an_unknown_theme_is_not_found(client: Client, assessment: Assessment) -> None:
    assert client.get(url(assessment, "T9")).status_code == 404


def test_a_colleague_may_answer_a_viewer_may_read_a_stranger_sees_nothing(
    assessment: Assessment,
) -> None:
    assert assessment.created_by is not None
    organisation = organisation_of(assessment.created_by)
    people = (
        (make_member(organisation, role=Role.CONSULTANT), 200, 200),
        (make_member(organisation, role=Role.VIEWER), 200, 403),
        (make_member(), 404, 404),
    )
    sent = {"statement": "T1a", "T1a": "2", "version-T1a": "0"}
    matters = {"statement": "T1", "T1": "3", "version-T1": "0"}

    for person, read, write in people:
        client = client_of(person)
        assert client.get(reverse("readiness", args=[assessment.pk])).status_code == read
        assert client.get(url(assessment)).status_code == read
        assert client.post(url(assessment), sent, headers=HTMX).status_code == write
        assert client.post(url(assessment), sent).status_code == (302 if write == 200 else write)
        assert client.post(url(assessment), matters, headers=HTMX).status_code == write


@pytest.mark.parametrize(
    ("importance", "needed", "weight"),
    [("3", 3, 6), ("1", 3, 2), (None, 3, 4), ("3", None, 0)],
)
def test_help_goes_first_where_importance_times_levels_lacking_is_greatest(
    importance: str | None, needed: int | None, weight: int
) -> None:
    catalogue = load()
    said = catalogue.theme_importance[importance] if importance else None
    standing = Standing(catalogue.themes["T1"], 1, 4, 0, (), said)

    assert ThemeHelp(standing, needed, ()).weight == weight
