"""Comments on sections of the report: who may write, settle and remove, and what stays typed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.forms.comment import LONGEST
from assessments.models import Assessment, ReportEdition, Role, SectionComment, User
from assessments.services import editions, examples
from tests.factories import client_of, make_action, make_member, organisation_of

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def owner() -> User:
    return make_member()


@pytest.fixture
def viewer(owner: User) -> User:
    return make_member(organisation_of(owner), role=Role.VIEWER)


@pytest.fixture
def edition(owner: User) -> ReportEdition:
    ours = organisation_of(owner)
    made = examples.add_example(ours, "fadenwerk", title="Beispiel", user=owner)
    return editions.edition_of(made, owner)


def where(edition: ReportEdition, section: str = "costs") -> str:
    return reverse("section_comments", args=[edition.assessment_id, edition.number, section])


def one(edition: ReportEdition, author: User, text: str = "Stimmt das?") -> SectionComment:
    return SectionComment.objects.create(
        assessment=edition.assessment, author=author, section="costs", edition_number=1, text=text
    )


def act(client: Client, row: SectionComment, do: str, query: str = "", **fields: Any) -> Any:
    url = reverse("section_comment", args=[row.assessment_id, row.pk])
    return client.post(f"{url}{query}", {"do": do}, **fields)


def read(client: Client, assessment: Assessment, number: int) -> str:
    url = reverse("report_edition", args=[assessment.pk, number])
    return " ".join(client.get(url).content.decode().split())


def test_without_javascript_one_comes_back_to_the_section(
    owner: User, edition: ReportEdition
) -> None:
    client = client_of(owner)

    answer = client.post(where(edition), {"text": "Stimmt das?"})

    page = reverse("report_edition", args=[edition.assessment_id, 1])
    assert (answer.status_code, answer["Location"]) == (302, f"{page}#k-costs")
    row = SectionComment.objects.get()
    assert (row.text, row.section, row.edition_number, row.author) == (
        "Stimmt das?",
        "costs",
        1,
        owner,
    )
    assert "Stimmt das?" in read(client, edition.assessment, 1)


def test_htmx_gets_the_section_and_the_count_of_the_contents_list(
    owner: User, edition: ReportEdition
) -> None:
    answer = client_of(owner).post(where(edition), {"text": "Stimmt das?"}, headers=HTMX)

    part = answer.content.decode()
    assert part.strip().startswith('<details class="comments noprint" id="k-costs" open')
    assert 'id="n-costs" hx-swap-oob="true"' in " ".join(part.split())
    assert "<html" not in part


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "Schreiben Sie zuerst etwas."),
        (" \r\n ", "Schreiben Sie zuerst etwas."),
        ("ä" * (LONGEST + 1), "Höchstens 2000 Zeichen"),
    ],
)
def test_a_refusal_stands_at_the_field_and_keeps_what_was_typed(
    owner: User, edition: ReportEdition, text: str, problem: str, headers: dict[str, str]
) -> None:
    answer = client_of(owner).post(where(edition), {"text": text}, headers=headers)

    page = answer.content.decode()
    assert answer.status_code == 422
    error = page[page.index('id="k-costs-text_error"') :].split("</div>")[0]
    assert problem in error.replace("\u202f", "").replace("2.000", "2000")
    assert text.strip() in page
    assert 'aria-describedby="k-costs-text_error"' in page
    assert not SectionComment.objects.exists()


def test_a_line_break_counts_as_one_character(owner: User, edition: ReportEdition) -> None:
    text = "a\r\n" * (LONGEST // 2 - 1) + "bc"

    answer = client_of(owner).post(where(edition), {"text": text})

    assert answer.status_code == 302
    assert len(SectionComment.objects.get().text) == LONGEST


def test_who_only_reads_may_comment_and_remove_only_that(
    owner: User, viewer: User, edition: ReportEdition
) -> None:
    client, others = client_of(viewer), one(edition, owner)
    client.post(where(edition), {"text": "Aus der Fachabteilung"})
    mine = SectionComment.objects.get(author=viewer)

    page = read(client, edition.assessment, 1)

    address = reverse("section_comment", args=[edition.assessment_id, mine.pk])
    assert page.count(f'action="{address}?version=1"') == 1
    assert f'id="k{mine.pk}-settle"' not in page
    assert f"kommentar/{others.pk}/" not in page
    refused = [act(client, mine, "settle"), act(client, others, "settle")]
    refused += [act(client, others, "remove"), act(client, mine, "reopen")]
    assert [answer.status_code for answer in refused] == [403] * 4
    assert act(client, mine, "remove").status_code == 200
    assert act(client, mine, "restore").status_code == 302
    assert SectionComment.objects.present().count() == 2


def test_writers_settle_open_again_remove_and_bring_back(
    owner: User, viewer: User, edition: ReportEdition
) -> None:
    client, row = client_of(owner), one(edition, viewer)

    act(client, row, "settle")
    settled = read(client, edition.assessment, 1)
    act(client, row, "reopen")
    opened = read(client, edition.assessment, 1)
    removed = act(client, row, "remove").content.decode()
    without = read(client, edition.assessment, 1)
    act(client, row, "restore")

    assert 'class="settled"' in settled
    assert "1<span" not in settled[settled.index('id="n-costs"') :].split("</li>")[0]
    assert 'class="settled"' not in opened
    assert "1<span" in opened[opened.index('id="n-costs"') :].split("</li>")[0]
    assert "Der Kommentar ist entfernt." in removed
    assert 'name="do" value="restore"' in removed
    assert row.text not in without
    assert SectionComment.objects.present().get() == row


def test_a_later_version_says_which_one_it_was_written_on(
    owner: User, edition: ReportEdition
) -> None:
    client, row = client_of(owner), one(edition, owner)
    make_action(edition.assessment)
    second = editions.edition_of(edition.assessment, owner)

    first_page, page = (read(client, edition.assessment, n) for n in (1, second.number))
    answer = act(client, row, "settle", "?version=2", headers=HTMX)

    assert "zu Version 1 geschrieben" not in first_page
    assert "zu Version 1 geschrieben" in page
    assert "zu Version 1 geschrieben" in answer.content.decode()
    assert where(second) in answer.content.decode()


def test_one_on_a_chapter_that_is_gone_is_still_seen(owner: User, edition: ReportEdition) -> None:
    row = one(edition, owner)
    SectionComment.objects.filter(pk=row.pk).update(section="use-case-UC99")

    page = read(client_of(owner), edition.assessment, 1)

    gone = page[page.index('id="h-elsewhere"') :]
    assert "Stimmt das?" in gone
    assert 'bericht/1/#k-use-case-UC99"' in gone


def test_what_people_typed_stays_text(owner: User, edition: ReportEdition) -> None:
    one(edition, owner, "<script>alert(1)</script>\nZweite Zeile")

    page = read(client_of(owner), edition.assessment, 1)

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>Zweite Zeile" in page


@pytest.mark.parametrize("section", ["nichts", "use-case-UC99"])
def test_sections_that_do_not_exist_take_none(
    owner: User, edition: ReportEdition, section: str
) -> None:
    assert client_of(owner).post(where(edition, section), {"text": "?"}).status_code == 404
    assert client_of(owner).get(where(edition, section)).status_code == 404


@pytest.mark.parametrize(("do", "query"), [("", ""), ("burn", ""), ("settle", "?version=99")])
def test_odd_requests_are_not_found(
    owner: User, edition: ReportEdition, do: str, query: str
) -> None:
    assert act(client_of(owner), one(edition, owner), do, query).status_code == 404


@pytest.mark.parametrize("query", ["?version=x", "?version=²", "?version=999999999999"])
def test_an_odd_version_means_the_one_it_was_written_on(
    owner: User, edition: ReportEdition, query: str
) -> None:
    answer = act(client_of(owner), one(edition, owner), "settle", query)

    assert answer.status_code == 302
    assert "/bericht/1/#k-costs" in answer["Location"]


def test_strangers_write_nothing(edition: ReportEdition, owner: User) -> None:
    stranger, row = client_of(make_member()), one(edition, owner)

    assert stranger.post(where(edition), {"text": "Hallo"}).status_code == 404
    assert act(stranger, row, "remove").status_code == 404
    assert SectionComment.objects.present().get() == row
