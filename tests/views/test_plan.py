"""The plan's page: proposals, rows, filters, stale saves, undo, files, queries."""

import html
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from assessments.models import ActionItem, Assessment, Role
from assessments.services.examples import add_example
from tests.factories import (
    client_of,
    make_action,
    make_answer,
    make_assessment,
    make_member,
    organisation_of,
)

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
FIRST, LATER = 20, 14  # queries of the page; the result takes four, its catalogue two
ROW = 19  # queries of a save in a row


@pytest.fixture
def assessment() -> Assessment:
    """A company whose result asks for something."""
    owner = make_member(name="Rita Demo")
    return add_example(organisation_of(owner), "fadenwerk", title="Erste", user=owner)


@pytest.fixture
def client(assessment: Assessment) -> Client:
    assert assessment.created_by is not None
    return client_of(assessment.created_by)


def plan(assessment: Assessment, query: str = "") -> str:
    return reverse("plan", args=[assessment.pk]) + query


def take(assessment: Assessment) -> str:
    return reverse("plan_take", args=[assessment.pk])


def one(item: ActionItem, *, remove: bool = False) -> str:
    return reverse(
        "plan_item_remove" if remove else "plan_item", args=[item.assessment_id, item.pk]
    )


def row(**changed: str) -> dict[str, str]:
    return {"owner": "", "due": "", "status": "open", "version": "1", **changed}


def words_of(response: Any) -> str:
    page = re.sub(r"(?s)<(datalist|select|svg)\b.*?</\1>", " ", response.content.decode())
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def heading(response: Any) -> str:
    found = re.search(r"(?s)<h1[^>]*>(.*?)</h1>", response.content.decode())
    assert found is not None
    return " ".join(html.unescape(found[1]).split())


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def test_an_empty_plan_offers_what_follows_from_the_result(
    client: Client, assessment: Assessment
) -> None:
    answer = client.get(plan(assessment))

    assert re.fullmatch(r"\d+ Vorschläge warten auf Sie", heading(answer))
    words = words_of(answer)
    assert "Alle übernehmen" in words
    assert "Bedingung KO-04 " in words
    assert "KI-Kompetenz fördern" in words


def test_all_proposals_are_taken_at_once_and_then_offered_no_more(
    client: Client, assessment: Assessment
) -> None:
    offered = client.get(plan(assessment)).content.decode().count('name="take"')

    answer = client.post(take(assessment), {"all": "1"}, follow=True)

    assert assessment.actions.count() == offered > 5
    assert 'name="take"' not in answer.content.decode()
    assert f"{offered} Maßnahmen stehen im Plan." in words_of(answer)


def test_one_proposal_is_taken_and_the_next_button_gets_the_focus(
    client: Client, assessment: Assessment
) -> None:
    page = client.get(plan(assessment)).content.decode()
    first, second = re.findall(r'name="take"\s+value="([^"]+)"', page)[:2]

    answer = client.post(take(assessment), {"take": first}, headers=HTMX)

    assert [item.origin for item in assessment.actions.all()] == [first]
    found = answer.content.decode()
    assert f'value="{first}"' not in found
    assert re.search(rf'value="{second}"\s+autofocus', found)
    assert "<html" not in found


def test_a_dropped_proposal_is_kept_as_dropped_and_not_proposed_again(
    client: Client, assessment: Assessment
) -> None:
    client.post(take(assessment), {"drop": "duty:KO-18"})

    item = assessment.actions.get()
    assert (item.origin, item.status) == ("duty:KO-18", "dropped")
    assert 'value="duty:KO-18"' not in client.get(plan(assessment)).content.decode()


def test_an_unknown_origin_takes_nothing(client: Client, assessment: Assessment) -> None:
    client.post(take(assessment), {"take": "duty:KO-99"})

    assert not assessment.actions.exists()


def test_without_answers_there_are_no_proposals_but_own_entries(client: Client) -> None:
    owner = make_member()
    bare = make_assessment(owner)

    answer = client_of(owner).post(plan(bare), {"title": "Kick-off"}, follow=True)

    words = words_of(answer)
    assert "Vorschläge entstehen aus Ihren Antworten." in words
    assert "„Kick-off“ steht im Plan." in words
    assert "Grund ist entfallen" not in words


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ((-1,), "Eine Maßnahme ist überfällig"),
        ((-1, 3, 30), "1 überfällig, 2 in den nächsten 30 Tagen fällig"),
        ((0, 10, 20, 30, 29), "5 Dinge stehen in den nächsten 30 Tagen an"),
        ((31,), "In den nächsten 30 Tagen steht nichts an"),
    ],
)
def test_the_heading_says_what_is_due(
    client: Client, assessment: Assessment, days: tuple[int, ...], said: str
) -> None:
    for number in days:
        make_action(assessment, due=in_days(number))

    assert heading(client.get(plan(assessment))) == said


def test_settled_entries_are_not_due(client: Client, assessment: Assessment) -> None:
    make_action(assessment, due=in_days(3), status="done")
    make_action(assessment, due=in_days(-3), status="dropped")

    answer = client.get(plan(assessment))

    assert heading(answer) == "Alles im Plan ist erledigt"
    assert "1 von 1 Maßnahmen sind erledigt." in words_of(answer)


def test_an_own_entry_is_added(client: Client, assessment: Assessment) -> None:
    form = {"title": "Betriebsrat einladen", "owner": "Frau Ay", "due": "31.01.2027"}

    answer = client.post(plan(assessment), form)

    assert answer.status_code == 302
    item = assessment.actions.get()
    assert (item.origin, item.owner, item.due) == ("", "Frau Ay", date(2027, 1, 31))


def test_an_entry_without_title_is_refused_and_what_was_typed_stays(
    client: Client, assessment: Assessment
) -> None:
    answer = client.post(plan(assessment), {"title": " ", "owner": "Frau Ay", "due": "bald"})

    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="Frau Ay"' in page and 'value="bald"' in page
    assert "Sagen Sie, was zu tun ist." in words_of(answer)
    assert not assessment.actions.exists()


def test_a_row_is_saved_and_htmx_gets_row_heading_and_word(
    client: Client, assessment: Assessment
) -> None:
    item = make_action(assessment, due=in_days(3))

    answer = client.post(one(item), row(status="done", owner="Frau Ay"), headers=HTMX)

    item.refresh_from_db()
    assert (item.status, item.owner, item.due, item.version) == ("done", "Frau Ay", None, 2)
    page = answer.content.decode()
    assert f'id="a{item.pk}"' in page and "<html" not in page
    assert 'name="version" value="2"' in page
    assert heading(answer) == "Alles im Plan ist erledigt"
    assert page.count("hx-swap-oob") == 2


def test_a_row_without_javascript_leads_back_to_its_place(
    client: Client, assessment: Assessment
) -> None:
    item = make_action(assessment)

    answer = client.post(f"{one(item)}?zeige=alle", row(status="doing"))

    assert answer["Location"] == f"{plan(assessment)}?zeige=alle#a{item.pk}"


@pytest.mark.parametrize("headers", [HTMX, {}])
def test_a_bad_date_is_said_at_its_row_and_stays_there(
    client: Client, assessment: Assessment, headers: dict[str, str]
) -> None:
    item = make_action(assessment, due=date(2027, 1, 1), status="done")

    answer = client.post(one(item), row(due="31.02.2027", owner="Frau Ay"), headers=headers)

    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="31.02.2027"' in page and 'value="Frau Ay"' in page
    assert "Geben Sie ein Datum ein, zum Beispiel 31.01.2027." in words_of(answer)
    item.refresh_from_db()
    assert item.due == date(2027, 1, 1)


@pytest.mark.parametrize("headers", [HTMX, {}])
def test_a_stale_row_shows_both_values_and_either_can_be_kept(
    client: Client, assessment: Assessment, headers: dict[str, str]
) -> None:
    item = make_action(assessment)
    client.post(one(item), row(owner="Herr Beck"))

    answer = client.post(one(item), row(owner="Frau Ay"), headers=headers)

    assert answer.status_code == 409
    assert "Wer Frau Ay Herr Beck" in words_of(answer)
    item.refresh_from_db()
    assert item.owner == "Herr Beck"

    client.post(one(item), row(owner="Frau Ay", keep="2"), headers=headers)
    item.refresh_from_db()
    assert (item.owner, item.version) == ("Frau Ay", 3)


def test_the_whole_entry_is_changed_on_its_page(client: Client, assessment: Assessment) -> None:
    item = make_action(assessment, detail="Alt", origin="duty:KO-18")
    assert "Alt" in words_of(client.get(one(item)))

    answer = client.post(one(item), row(title="Neu", detail="a\r\nb"))

    assert answer.status_code == 302
    item.refresh_from_db()
    assert (item.title, item.detail, item.origin) == ("Neu", "a\nb", "duty:KO-18")


def test_a_stale_or_wrong_page_keeps_what_was_typed(client: Client, assessment: Assessment) -> None:
    item = make_action(assessment)
    client.post(one(item), row(owner="Herr Beck"))

    stale = client.post(one(item), row(title="Neu", detail="Mehr"))
    wrong = client.post(one(item), row(title="", detail="Mehr", version="2"))

    assert (stale.status_code, wrong.status_code) == (409, 422)
    assert "Was ist zu tun? Neu Testsatz sammeln" in words_of(stale)
    assert "Mehr" in words_of(wrong)


def test_an_entry_is_removed_and_brought_back(client: Client, assessment: Assessment) -> None:
    item = make_action(assessment, owner="Frau Ay")

    gone = client.post(one(item, remove=True), follow=True)
    assert "„Testsatz sammeln“ ist entfernt." in words_of(gone)
    assert f'id="a{item.pk}"' not in gone.content.decode()
    assert client.get(one(item))["Location"] == f"{plan(assessment)}?entfernt={item.pk}"

    back = client.post(one(item, remove=True), {"undo": "1"}, follow=True)
    assert f'id="a{item.pk}"' in back.content.decode()


def test_htmx_gets_the_plan_with_the_undo_after_a_removal(
    client: Client, assessment: Assessment
) -> None:
    item = make_action(assessment)

    answer = client.post(one(item, remove=True), headers=HTMX)

    assert "„Testsatz sammeln“ ist entfernt. Rückgängig" in words_of(answer)
    assert "<html" not in answer.content.decode()


def test_filters_by_state_and_by_person(client: Client, assessment: Assessment) -> None:
    make_action(assessment, "Offenes", owner="Frau Ay")
    make_action(assessment, "Laufendes", owner="Rita Demo", status="doing")
    make_action(assessment, "Fertiges", status="done")
    make_action(assessment, "Verworfenes", status="dropped")

    def titles(query: str) -> list[str]:
        page = client.get(plan(assessment, query)).content.decode()
        found = re.findall(r'<h3>\s*<a href="/b/\d+/plan/\d+/">\s*(\w+)', page)
        return [str(title) for title in found]

    assert titles("") == ["Offenes", "Laufendes"]
    assert titles("?zeige=erledigt") == ["Fertiges"]
    assert titles("?zeige=verworfen") == ["Verworfenes"]
    assert len(titles("?zeige=alle")) == 4
    assert titles("?wer=Frau+Ay") == ["Offenes"]
    assert titles("?wer=ich") == ["Laufendes"]
    assert titles("?zeige=unsinn&seite=x") == ["Offenes", "Laufendes"]


def test_a_chooser_swaps_the_list_alone(client: Client, assessment: Assessment) -> None:
    make_action(assessment)

    answer = client.get(plan(assessment, "?zeige=alle"), headers={**HTMX, "HX-Target": "plan-list"})

    page = answer.content.decode()
    assert page.lstrip().startswith("<section") and "<h1" not in page


def test_after_another_answer_entries_stay_and_say_that_their_reason_is_gone(
    client: Client, assessment: Assessment
) -> None:
    client.post(take(assessment), {"all": "1"})
    before = list(assessment.actions.values("origin", "title", "due", "owner"))
    theme = "T4"
    for letter in "abcd":
        assessment.responses.get(kind="record").answers.filter(question=f"{theme}{letter}").delete()
        make_answer(assessment, f"{theme}{letter}", "5")

    answer = client.get(plan(assessment, "?zeige=alle"))

    assert list(assessment.actions.values("origin", "title", "due", "owner")) == before
    assert words_of(answer).count("Grund ist entfallen") == 1


def test_300_entries_come_in_pages_of_50(client: Client, assessment: Assessment) -> None:
    ActionItem.objects.bulk_create(
        ActionItem(assessment=assessment, title=f"Nummer {n}", due=in_days(n)) for n in range(300)
    )

    first, last = client.get(plan(assessment)), client.get(plan(assessment, "?seite=6"))

    assert first.content.decode().count('class="act-edit"') == 50
    assert "Seite 1 von 6, 300 Maßnahmen" in words_of(first)
    assert "Nummer 299" in words_of(last)
    assert len(first.content) < 400_000


def test_help_is_dated_and_says_what_has_ended(client: Client, assessment: Assessment) -> None:
    words = words_of(client.get(plan(assessment)))

    assert "Hilfe, die zu Ihrem Reifegrad passt" in words
    assert "KI-Service-Desk und Compliance-Kompass" in words  # T4 stands at level 2
    assert "Stand 23.11.2026" in words
    assert "go-digital (bis 31.12.2024)" in words


def test_a_viewer_reads_and_finds_nothing_to_press(assessment: Assessment) -> None:
    make_action(assessment, owner="Frau Ay", due=date(2027, 1, 31))
    viewer = make_member(assessment.company.organisation, role=Role.VIEWER)

    answer = client_of(viewer).get(plan(assessment))

    assert "Wer Frau Ay Bis 31.01.2027 Stand Offen" in words_of(answer)
    main = answer.content.decode().split("<main")[1].split("</main")[0]
    assert 'method="post"' not in main


def test_entries_of_another_assessment_are_not_found_here(
    client: Client, assessment: Assessment
) -> None:
    other = make_action(make_assessment(assessment.created_by, company=assessment.company))

    assert client.get(reverse("plan_item", args=[assessment.pk, other.pk])).status_code == 404


def test_texts_are_only_shown(client: Client, assessment: Assessment) -> None:
    make_action(assessment, "<script>alert(1)</script>", detail="<b>x</b>", owner='"><img>')

    page = client.get(plan(assessment)).content.decode()

    assert "<script>alert" not in page and "<b>x</b>" not in page and "<img>" not in page


def test_the_plan_is_downloaded_as_calendar_and_workbook(
    client: Client, assessment: Assessment
) -> None:
    make_action(assessment, "Übung", due=date(2027, 1, 31))

    calendar = client.get(reverse("plan_ics", args=[assessment.pk]))
    book = client.get(reverse("plan_xlsx", args=[assessment.pk]))

    assert calendar["Content-Type"] == "text/calendar; charset=utf-8"
    assert "SUMMARY:Übung\r\n" in calendar.content.decode()
    assert book.content.startswith(b"PK")
    today = timezone.localdate().isoformat()
    assert f"Plan-Fadenwerk-Online-GmbH-{today}.ics" in calendar["Content-Disposition"]
    assert f"Plan-Fadenwerk-Online-GmbH-{today}.xlsx" in book["Content-Disposition"]


def test_the_report_prints_the_plan(client: Client, assessment: Assessment) -> None:
    make_action(assessment, "Übung ansetzen", owner="Frau Ay", due=date(2027, 1, 31))

    words = words_of(client.get(reverse("report", args=[assessment.pk])))

    assert "Übung ansetzen Frau Ay 31.01.2027 offen" in words


def test_queries_do_not_grow_with_entries(
    client: Client, assessment: Assessment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(FIRST):
        client.get(plan(assessment))
    for many in (1, 2):
        for _ in range(many):
            make_action(assessment)
        with django_assert_num_queries(LATER):
            client.get(plan(assessment))


def test_saving_a_row_asks_the_same_with_one_and_three_entries(
    client: Client, assessment: Assessment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    item = make_action(assessment)
    client.get(plan(assessment))
    with django_assert_num_queries(ROW):
        client.post(one(item), row(owner="Frau Ay"), headers=HTMX)
    make_action(assessment)
    make_action(assessment)
    with django_assert_num_queries(ROW):
        client.post(one(item), row(owner="Herr Beck", version="2"), headers=HTMX)
