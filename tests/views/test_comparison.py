"""What has changed: the page, its chooser, and measuring again with its reminder."""

import html
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from assessments.models import Assessment, Evaluation, Role, User
from assessments.services import answers, editions, evaluations, examples, remeasuring
from assessments.services.answers import Entered
from tests.factories import client_of, make_assessment, make_member, organisation_of

pytestmark = pytest.mark.django_db

QUERIES = 16  # of the page; the results were computed before


@pytest.fixture
def owner() -> User:
    return make_member()


@pytest.fixture
def assessment(owner: User) -> Assessment:
    return examples.add_example(organisation_of(owner), "fadenwerk", title="Erste", user=owner)


@pytest.fixture
def client(owner: User) -> Client:
    return client_of(owner)


def change(assessment: Assessment, level: str, question: str = "KT1") -> Evaluation:
    before = answers.stored(assessment, question, None)
    assert before is not None and assessment.created_by is not None
    user = assessment.created_by
    answers.save(assessment, question, Entered(level), version=before.version, user=user)
    return evaluations.evaluate(assessment)[2]


def page(assessment: Assessment, query: str = "") -> str:
    return reverse("comparison", args=[assessment.pk]) + query


def words_of(response: Any) -> str:
    text = re.sub(r"(?s)<svg\b.*?</svg>", " ", response.content.decode())
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def heading(response: Any) -> str:
    found = re.search(r"(?s)<h1[^>]*>(.*?)</h1>", response.content.decode())
    assert found is not None
    return " ".join(html.unescape(found[1]).split())


def test_a_single_result_has_nothing_to_be_compared_with(
    client: Client, assessment: Assessment
) -> None:
    answer = client.get(page(assessment))

    assert heading(answer) == "Noch gibt es nichts zu vergleichen"
    assert assessment.evaluations.count() == 1


def test_without_answers_the_page_says_what_is_missing(owner: User) -> None:
    bare = make_assessment(owner)

    answer = client_of(owner).get(page(bare))

    assert answer.status_code == 200
    assert "Noch gibt es kein Ergebnis" in words_of(answer)


def test_one_changed_answer_is_told_with_its_effect(client: Client, assessment: Assessment) -> None:
    evaluations.evaluate(assessment)
    change(assessment, "1")

    answer = client.get(page(assessment))

    words = words_of(answer)
    assert re.match(r"Die Empfehlung", heading(answer))
    assert "KT1 Ort der Verarbeitung" in words
    assert "Unverändert: Anwendungsfälle, Unternehmen, Reifegrad, Gewichtung," in words
    assert "Die Ursachen wirken hier nacheinander, in dieser Reihenfolge." in words


def test_what_is_not_yet_evaluated_is_the_newest_result(
    client: Client, assessment: Assessment
) -> None:
    evaluations.evaluate(assessment)
    before = answers.stored(assessment, "KT1", None)
    assert before is not None and assessment.created_by is not None
    answers.save(
        assessment, "KT1", Entered("1"), version=before.version, user=assessment.created_by
    )

    assert "KT1 Ort der Verarbeitung" in words_of(client.get(page(assessment)))


def test_two_results_are_chosen(client: Client, assessment: Assessment) -> None:
    first = evaluations.evaluate(assessment)[2]
    second = change(assessment, "1")
    editions.rename(editions.edition_of(assessment), "Nach dem Workshop")
    change(assessment, "2", "PE1")

    answer = client.get(page(assessment, f"?von={second.pk}&bis={first.pk}"))

    chosen = re.findall(r'<option\s+value="(\d+)"\s+selected', answer.content.decode())
    assert chosen == [str(second.pk), str(first.pk)]
    assert "Nach dem Workshop" in words_of(answer)
    assert "PE1" not in words_of(answer)


def test_a_result_with_itself_has_not_changed(client: Client, assessment: Assessment) -> None:
    first = evaluations.evaluate(assessment)[2]

    answer = client.get(page(assessment, f"?von={first.pk}&bis={first.pk}"))

    assert heading(answer) == "Nichts hat sich geändert"


@pytest.mark.parametrize("odd", ["x", "-1", "999999999999999999999999", "0", "%00", "١"])
def test_an_unknown_result_is_not_found(client: Client, assessment: Assessment, odd: str) -> None:
    evaluations.evaluate(assessment)

    assert client.get(page(assessment, f"?von={odd}")).status_code == 404


def test_results_of_another_company_are_not_found(
    client: Client, owner: User, assessment: Assessment
) -> None:
    other = examples.add_example(organisation_of(owner), "hallweg", title="X", user=owner)
    theirs = evaluations.evaluate(other)[2]

    assert client.get(page(assessment, f"?von={theirs.pk}")).status_code == 404


def test_results_of_another_assessment_of_the_company_are_offered(
    client: Client, owner: User, assessment: Assessment
) -> None:
    first = evaluations.evaluate(assessment)[2]
    again = remeasuring.repeat(assessment, "Zweite Messung", user=owner)
    change(again, "1")

    answer = client.get(page(again))

    assert f'<option value="{first.pk}" selected' in re.sub(r"\s+", " ", answer.content.decode())
    words = words_of(answer)
    assert "Zweite Messung" in words
    assert "Bitte prüfen Sie sie." in words


def test_what_people_typed_is_escaped(client: Client, owner: User, assessment: Assessment) -> None:
    evaluations.evaluate(assessment)
    assessment.use_cases.filter(code="UC1").update(title="<script>alert(1)</script> ä 😀 שלום")

    answer = client.get(page(assessment))

    assert "<script>alert(1)" not in answer.content.decode()
    assert "Anderer Name" in words_of(answer)


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_catalogue_that_was_not_kept_is_said(
    client: Client, assessment: Assessment, language: str
) -> None:
    first = evaluations.evaluate(assessment)[2]
    change(assessment, "1")
    Evaluation.objects.filter(pk=first.pk).update(catalogue_sha256="0" * 64)
    client.cookies["django_language"] = language

    words = words_of(client.get(page(assessment)))

    assert {
        "de": "Der Katalog von damals wurde nicht aufbewahrt.",
        "en": "The catalogue of then was not kept.",
    }[language] in words


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_results(
    owner: User,
    assessment: Assessment,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    evaluations.evaluate(assessment)
    for number in range(count):
        change(assessment, str(number + 1))
    client = client_of(owner)
    client.get(page(assessment))

    with django_assert_num_queries(QUERIES):
        client.get(page(assessment))


def remeasure(assessment: Assessment) -> str:
    return reverse("remeasure", args=[assessment.pk])


def remind(assessment: Assessment) -> str:
    return reverse("reminder", args=[assessment.pk])


def test_measuring_again_takes_over_and_leads_to_the_questions(
    client: Client, assessment: Assessment
) -> None:
    assert heading(client.get(remeasure(assessment))).startswith("Neu messen")

    answer = client.post(remeasure(assessment), follow=True)

    made = assessment.followed_by.get()
    assert answer.redirect_chain[-1][0] == reverse("questions", args=[made.pk])
    assert made.title.startswith("Neu gemessen am ")
    assert "Alles ist übernommen." in words_of(answer)
    assert heading(client.get(remeasure(assessment))) == "Hier wurde schon neu gemessen"


def test_a_copied_answer_says_so_until_it_is_saved(client: Client, assessment: Assessment) -> None:
    client.post(remeasure(assessment))
    made = assessment.followed_by.get()
    address = reverse("question", args=[made.pk, "KT1"])
    assert "Übernommen vom 23.11.2026." in words_of(client.get(address))

    copied = answers.stored(made, "KT1", None)
    assert copied is not None and made.created_by is not None
    answers.save(made, "KT1", Entered.of(copied), version=copied.version, user=made.created_by)

    assert "Übernommen vom" not in words_of(client.get(address))
    assert "Übernommen vom" not in words_of(
        client.get(reverse("question", args=[assessment.pk, "KT1"]))
    )


@pytest.mark.parametrize(("when", "months"), [("6", 6), ("12", 12)])
def test_a_reminder_is_set_shown_and_dropped(
    client: Client, assessment: Assessment, when: str, months: int
) -> None:
    answer = client.post(remind(assessment), {"when": when, "day": "gestern"}, follow=True)

    assessment.refresh_from_db()
    assert assessment.remeasure_on == remeasuring.in_months(timezone.localdate(), months)
    assert "Die Erinnerung steht auf dem" in words_of(answer)
    client.post(remind(assessment), {"when": "never"})
    assessment.refresh_from_db()
    assert assessment.remeasure_on is None


def test_a_day_of_ones_own(client: Client, assessment: Assessment) -> None:
    day = timezone.localdate() + timedelta(days=40)

    client.post(remind(assessment), {"when": "own", "day": f"{day:%d.%m.%Y}"})

    assessment.refresh_from_db()
    assert assessment.remeasure_on == day


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({}, "Wählen Sie eine der Möglichkeiten."),
        ({"when": "7"}, "Wählen Sie eine der Möglichkeiten."),
        ({"when": "own"}, "Geben Sie den Tag ein"),
        ({"when": "own", "day": "31.02.2027"}, "Geben Sie ein Datum ein"),
        ({"when": "own", "day": "01.01.2020"}, "Geben Sie einen Tag in der Zukunft ein."),
        ({"when": "own", "day": "01.01.9999"}, "Geben Sie einen Tag in der Zukunft ein."),
    ],
)
def test_a_wrong_day_is_refused_and_stays(
    client: Client, assessment: Assessment, form: dict[str, str], said: str
) -> None:
    answer = client.post(remind(assessment), form)

    assert answer.status_code == 422
    assert said in words_of(answer)
    if "31.02" in form.get("day", ""):
        assert 'value="31.02.2027"' in answer.content.decode()
    assessment.refresh_from_db()
    assert assessment.remeasure_on is None


def test_the_reminder_is_a_calendar_entry(client: Client, assessment: Assessment) -> None:
    remeasuring.remind(assessment, date(2027, 5, 25))

    answer = client.get(reverse("reminder_ics", args=[assessment.pk]))

    text = answer.content.decode()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "DTSTART;VALUE=DATE:20270525\r\n" in text
    assert "DTEND;VALUE=DATE:20270526\r\n" in text
    assert "TRIGGER:-P7D" in text
    assert f"SUMMARY:Modellwahl neu messen: {assessment.company.name}" in text


def test_a_due_reminder_stands_on_the_start_page_until_it_is_followed(
    client: Client, owner: User, assessment: Assessment
) -> None:
    start = reverse("dashboard")
    remeasuring.remind(assessment, timezone.localdate() + timedelta(days=1))
    assert "Fällig seit" not in words_of(client.get(start))
    remeasuring.remind(assessment, timezone.localdate())
    assert "Fällig seit" in words_of(client.get(start))

    client.post(remeasure(assessment))

    assert "Fällig seit" not in words_of(client.get(start))


def test_a_viewer_sees_no_buttons_and_changes_nothing(assessment: Assessment, owner: User) -> None:
    viewer = client_of(make_member(organisation_of(owner), role=Role.VIEWER))

    shown = viewer.get(remeasure(assessment)).content.decode()

    assert reverse("reminder", args=[assessment.pk]) not in shown
    assert viewer.post(remeasure(assessment)).status_code == 403
    assert viewer.post(remind(assessment), {"when": "6"}).status_code == 403
    assert not assessment.followed_by.exists()


def test_two_assessments_that_have_nothing_to_do_with_each_other_match_by_title(
    client: Client, owner: User, assessment: Assessment
) -> None:
    first = evaluations.evaluate(assessment)[2]
    other = examples.add_example(organisation_of(owner), "hallweg", title="Andere", user=owner)
    other.company = assessment.company
    other.save()

    answer = client.get(page(other, f"?von={first.pk}"))

    assert heading(answer) == "Kein Anwendungsfall ist in beiden Bewertungen"
