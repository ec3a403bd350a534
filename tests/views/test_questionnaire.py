"""The questionnaire: one question per page, saved as one goes, and its overview."""

import html
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.catalogue import load
from assessments.models import Answer, Assessment, Role, UseCase
from assessments.services import answers as answering
from tests.factories import (
    client_of,
    make_answer,
    make_answers,
    make_assessment,
    make_member,
    make_use_case,
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


def url(assessment: Assessment, code: str, use_case: UseCase | None = None) -> str:
    query = {"fall": use_case.code} if use_case else None
    return reverse("question", args=[assessment.pk, code], query=query)


def overview(assessment: Assessment, use_case: UseCase | None = None) -> str:
    query = {"fall": use_case.code} if use_case else None
    return reverse("questions", args=[assessment.pk], query=query)


def html_of(response: Any) -> str:
    """The page with single spaces between everything."""
    return " ".join(response.content.decode().split()).replace(" >", ">")


def text(response: Any) -> str:
    """The words of the page, without tags and with single spaces."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", html_of(response))).split())


def stored(assessment: Assessment, code: str, use_case: UseCase | None = None) -> Answer:
    answer = answering.stored(assessment, code, use_case)
    assert answer is not None
    return answer


def test_a_question_shows_its_levels_evidence_and_why_it_is_asked(
    client: Client, assessment: Assessment
) -> None:
    question = load().questions["KT1"]
    claim = load().evidence(question)[0]
    source = load().sources[claim.sources[0]]

    words = text(client.get(url(assessment, "KT1")))

    assert question.text.de in words
    assert all(level.label.de in words for level in question.levels)
    assert "Wissen wir noch nicht" in words
    assert question.why.de in words
    assert claim.claim.de in words
    assert f"{source.title} ({source.dated})" in words
    assert "Frage 1 von 31 · Kontrolle" in words


@pytest.mark.parametrize(("use_cases", "answered"), [(0, 0), (3, 20)])
def test_opening_a_question_asks_the_database_six_times(
    client: Client,
    assessment: Assessment,
    django_assert_num_queries: DjangoAssertNumQueries,
    use_cases: int,
    answered: int,
) -> None:
    for _ in range(use_cases):
        make_use_case(assessment, archetype="customer_chat")
    asked = [q for q in load().asked if q.levels][:answered]
    make_answers(assessment, **{q.code: q.levels[0].code for q in asked})

    with django_assert_num_queries(6):
        client.get(url(assessment, "NA1"))


@pytest.mark.parametrize(("before", "queries"), [("2", 10), ("", 11)])
def test_an_autosave_asks_the_database_ten_times_the_very_first_once_more(
    client: Client,
    assessment: Assessment,
    django_assert_num_queries: DjangoAssertNumQueries,
    before: str,
    queries: int,
) -> None:
    if before:
        make_answer(assessment, "KT1", before)
    sent = {"level": "3", "version": "1" if before else "0"}

    with django_assert_num_queries(queries):
        response = client.post(url(assessment, "KT1"), sent, headers=HTMX)

    assert response.status_code == 200
    assert stored(assessment, "KT1").level == "3"


def test_an_autosave_answers_with_nothing_that_people_type_in(
    client: Client, assessment: Assessment
) -> None:
    sent = {"level": "2", "reason": "Kundenverträge", "confidence": "proven", "version": "0"}

    response = client.post(url(assessment, "KT1"), sent, headers=HTMX)

    page = html_of(response)
    assert page.lstrip().startswith('<span class="save')
    assert re.findall(r'id="([\w-]+)"[^>]*hx-swap-oob', page) == [
        *("id_version", "progress", "topics", "moves", "undo-answer", "answer-problem")
    ]
    assert "<textarea" not in page
    assert 'type="radio"' not in page
    assert 'name="version" id="id_version" value="1"' in page
    saved = stored(assessment, "KT1")
    assert (saved.level, saved.reason, saved.confidence) == ("2", "Kundenverträge", "proven")


def test_what_an_answer_moves_is_told_for_every_option_in_the_same_order(
    client: Client, assessment: Assessment
) -> None:
    response = client.post(url(assessment, "KT1"), {"level": "3", "version": "0"}, headers=HTMX)

    words = text(response)
    moves = [
        f"{load().options[code].short.de} {how}"
        for code, how in {
            "api_us": "deutlich schlechter",
            "prop_eu_cloud": "deutlich schlechter",
            "open_eu_api": "etwas besser",
            "open_eu_gpu": "etwas besser",
            "open_onprem": "deutlich besser",
        }.items()
    ]
    assert " ".join(moves) in words
    ruled_out = "; ".join(load().options[code].short.de for code in ("api_us", "prop_eu_cloud"))
    assert f"Ist das verbindlich, schließt die Antwort aus: {ruled_out}" in words


def test_next_without_an_answer_says_what_to_do_and_keeps_the_reason(
    client: Client, assessment: Assessment
) -> None:
    response = client.post(
        url(assessment, "KT1"), {"reason": "noch offen", "version": "0", "go": "next"}
    )

    words = text(response)
    assert response.status_code == 422
    assert "<title>Fehler: Frage: " in html_of(response)
    assert words.count("Wählen Sie eine Antwort oder „Wissen wir noch nicht“.") == 2
    assert 'href="#id_level_0"' in html_of(response)
    assert "noch offen" in words
    assert not Answer.objects.exists()


def test_next_leads_on_back_leads_back_and_the_last_one_to_the_overview(
    client: Client, assessment: Assessment
) -> None:
    def after(code: str, go: str) -> str:
        return str(client.post(url(assessment, code), {"level": "9", "go": go}).headers["Location"])

    assert after("KT1", "next") == url(assessment, "KT2")
    assert after("KT2", "back") == url(assessment, "KT1")
    assert after("KT1", "back") == overview(assessment)
    assert after("NA4", "next") == overview(assessment)
    assert [a.level for a in Answer.objects.all()] == ["9", "9", "9"]


def test_a_question_that_became_pointless_is_left_out(
    client: Client, assessment: Assessment
) -> None:
    response = client.post(url(assessment, "AN1"), {"level": "1", "version": "0", "go": "next"})

    visible = [q.code for q in load().visible({"AN1": "1"})]
    following = visible[visible.index("AN1") + 1]
    assert "AN2" not in visible
    assert response.headers["Location"] == url(assessment, following)
    assert f"von {len(visible)}" in text(client.get(url(assessment, following)))
    assert "entfällt diese Frage" in text(client.get(url(assessment, "AN2")))


def test_a_second_tab_is_refused_and_both_answers_are_shown(
    client: Client, assessment: Assessment
) -> None:
    make_answer(assessment, "KT1", "2", reason="aus dem ersten Fenster")
    sent = {"level": "4", "reason": "aus dem zweiten Fenster", "version": "0"}

    response = client.post(url(assessment, "KT1"), sent, headers=HTMX)

    words = text(response)
    assert response.status_code == 409
    assert response.headers["HX-Retarget"] == "#answer-problem"
    assert load().questions["KT1"].levels[1].label.de in words
    assert load().questions["KT1"].levels[3].label.de in words
    assert "aus dem ersten Fenster" in words
    assert "aus dem zweiten Fenster" in words
    assert stored(assessment, "KT1").level == "2"


def test_one_click_keeps_my_answer(client: Client, assessment: Assessment) -> None:
    make_answer(assessment, "KT1", "2")
    sent = {"level": "4", "reason": "unsere Regel", "version": "0"}
    refused = client.post(url(assessment, "KT1"), {**sent, "go": "next"})
    assert refused.status_code == 409
    assert "unsere Regel" in text(refused)
    keep = re.search(r'name="keep" value="(\d+)"', html_of(refused))
    assert keep is not None

    response = client.post(url(assessment, "KT1"), {**sent, "keep": keep[1]})

    assert response.headers["Location"] == url(assessment, "KT1")
    assert (stored(assessment, "KT1").level, stored(assessment, "KT1").version) == ("4", 2)


def test_keeping_my_answer_is_refused_again_if_a_third_one_came_between(
    client: Client, assessment: Assessment
) -> None:
    answer = make_answer(assessment, "KT1", "2")
    Answer.objects.filter(pk=answer.pk).update(level="3", version=2)

    response = client.post(url(assessment, "KT1"), {"level": "4", "version": "0", "keep": "1"})

    assert response.status_code == 409
    assert stored(assessment, "KT1").level == "3"


def test_saving_the_same_twice_is_no_conflict(client: Client, assessment: Assessment) -> None:
    sent = {"level": "2", "version": "0"}
    client.post(url(assessment, "KT1"), sent, headers=HTMX)

    again = client.post(url(assessment, "KT1"), sent, headers=HTMX)

    assert again.status_code == 200
    assert stored(assessment, "KT1").version == 1


@pytest.mark.parametrize(
    ("written", "language", "read"),
    [("120", "de", 120), ("1.200", "de", 1200), ("1,200", "en", 1200), ("1 200", "de", 1200)],
)
def test_a_number_is_read_as_people_write_it(
    assessment: Assessment, written: str, language: str, read: int
) -> None:
    assert assessment.created_by is not None
    client = client_of(assessment.created_by, language=language)

    client.post(url(assessment, "KP1"), {"number": written, "version": "0"}, headers=HTMX)

    assert stored(assessment, "KP1").number == read


@pytest.mark.parametrize("written", ["viele", "-1", "1,5", "1000001", "1.20", "٣"])
def test_a_bad_number_is_refused_with_words_at_the_field(
    client: Client, assessment: Assessment, written: str
) -> None:
    sent = {"number": written, "version": "0"}

    page = client.post(url(assessment, "KP1"), {**sent, "go": "next"})
    autosave = client.post(url(assessment, "KP1"), sent, headers=HTMX)

    message = "Geben Sie eine ganze Zahl von 0 bis 1.000.000 ein, zum Beispiel 120."
    assert page.status_code == autosave.status_code == 422
    assert html_of(page).count(message) == 2
    assert html_of(autosave).count(message) == 2
    assert f'value="{written}"' in html_of(page)
    assert not Answer.objects.exists()


def test_the_number_counts_over_do_not_know(client: Client, assessment: Assessment) -> None:
    client.post(url(assessment, "KP1"), {"number": "50", "level": "9", "version": "0"})

    assert (stored(assessment, "KP1").number, stored(assessment, "KP1").level) == (50, "")


@pytest.mark.parametrize(
    "sent", [{"level": "7"}, {"level": "2", "confidence": "certain"}, {"reason": "x" * 2001}]
)
def test_invented_values_are_refused(
    client: Client, assessment: Assessment, sent: dict[str, str]
) -> None:
    response = client.post(url(assessment, "KT1"), {**sent, "version": "0"}, headers=HTMX)

    assert response.status_code == 422
    assert not Answer.objects.exists()


def test_a_use_case_shows_the_companys_answer_until_it_has_its_own(
    client: Client, assessment: Assessment
) -> None:
    make_answer(assessment, "KT1", "2")
    case = make_use_case(assessment, "Kundenchat")

    words = text(client.get(url(assessment, "KT1", case)))

    assert "Nur für den Anwendungsfall „Kundenchat“" in words
    assert "Sie sehen die Antwort des Unternehmens." in words
    assert "Wieder die Antwort des Unternehmens nehmen" not in words


def test_walking_through_a_use_case_makes_no_answers_of_its_own(
    client: Client, assessment: Assessment
) -> None:
    make_answer(assessment, "KT1", "2", reason="Beschluss")
    case = make_use_case(assessment)

    for code, level in (("KT1", "2"), ("KT2", "")):
        sent = {"level": level, "reason": "Beschluss" if level else "", "version": "0"}
        response = client.post(url(assessment, code, case), {**sent, "go": "next"})

        assert response.status_code == 302
    assert not Answer.objects.filter(use_case=case).exists()


def test_an_override_holds_for_its_use_case_and_can_be_dropped(
    client: Client, assessment: Assessment
) -> None:
    make_answer(assessment, "KT1", "2")
    case = make_use_case(assessment, "NDA-Zeichnungen")
    client.post(url(assessment, "KT1", case), {"level": "4", "version": "0"}, headers=HTMX)
    assert stored(assessment, "KT1", case).level == "4"
    assert stored(assessment, "KT1").level == "2"

    response = client.post(url(assessment, "KT1", case), {"go": "inherit"})

    assert response.headers["Location"] == url(assessment, "KT1", case)
    assert answering.stored(assessment, "KT1", case) is None


def test_only_what_may_differ_is_asked_for_a_use_case(
    client: Client, assessment: Assessment
) -> None:
    case = make_use_case(assessment)

    assert client.get(url(assessment, "KT5", case)).status_code == 404
    assert client.get(url(assessment, "KT1", case)).status_code == 200
    assert client.get(f"{url(assessment, 'KT1')}?fall=UC9").status_code == 404


@pytest.mark.parametrize("code", ["NA3", "XX1", "T1a"])
def test_a_question_nobody_asks_is_not_found(
    client: Client, assessment: Assessment, code: str
) -> None:
    assert client.get(url(assessment, code)).status_code == 404


def test_the_overview_begins_with_how_much_it_is(client: Client, assessment: Assessment) -> None:
    words = text(client.get(overview(assessment)))

    # 31 questions at 45 seconds are 23.25 minutes.
    assert "31 Fragen, etwa 24 Minuten" in words
    assert "Sie können jederzeit unterbrechen" in words
    assert "Als Nächstes: Was ist Ihnen am wichtigsten?" in words


def test_the_overview_shows_answers_and_what_differs_in_use_cases(
    client: Client, assessment: Assessment
) -> None:
    make_answers(assessment, KT1="3", KT2="9")
    case = make_use_case(assessment, "Kundenchat")
    make_answer(assessment, "KT1", "1", use_case=case)

    words = text(client.get(overview(assessment)))

    assert "2 von 31 Fragen sind beantwortet" in words
    assert load().questions["KT1"].levels[2].label.de in words
    assert load().questions["KT1"].levels[0].label.de in words
    assert "Wissen wir noch nicht" in words
    assert "Kundenchat 1 eigene Antwort" in words
    own = text(client.get(overview(assessment, case)))
    assert "eigene Antwort" in own
    assert "wie das Unternehmen" in own


@pytest.mark.parametrize("use_cases", [0, 4])
def test_the_overview_asks_the_database_seven_times(
    client: Client,
    assessment: Assessment,
    django_assert_num_queries: DjangoAssertNumQueries,
    use_cases: int,
) -> None:
    for _ in range(use_cases):
        make_use_case(assessment, archetype="customer_chat")

    with django_assert_num_queries(7):
        client.get(overview(assessment))


def test_a_colleague_may_answer_a_viewer_may_read_a_stranger_sees_nothing(
    assessment: Assessment,
) -> None:
    assert assessment.created_by is not None
    organisation = organisation_of(assessment.created_by)
    colleague = client_of(make_member(organisation, role=Role.CONSULTANT))
    viewer = client_of(make_member(organisation, role=Role.VIEWER))
    stranger = client_of(make_member())
    address, sent = url(assessment, "KT1"), {"level": "2", "version": "0"}

    for client, read, write in ((colleague, 200, 200), (viewer, 200, 403), (stranger, 404, 404)):
        assert client.get(overview(assessment)).status_code == read
        assert client.get(address).status_code == read
        assert client.get(address, headers=HTMX).status_code == read
        assert client.post(address, sent, headers=HTMX).status_code == write
        assert client.post(address, sent).status_code == (302 if write == 200 else write)
    assert Client().post(address, sent, headers=HTMX).status_code == 302


def test_a_viewer_sees_answers_but_no_way_to_change_them(assessment: Assessment) -> None:
    assert assessment.created_by is not None
    viewer = make_member(organisation_of(assessment.created_by), role=Role.VIEWER)

    page = html_of(client_of(viewer).get(url(assessment, "KT1")))

    assert "Sie können diese Antworten lesen, aber nicht ändern." in page
    assert "data-autosave" not in page
    assert 'name="go" value="back"' not in page
