"""Sharing a report: links are made and ended by the team; whoever has one reads without account."""

import logging
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from assessments.models import FileStatus, ReportEdition, ReportFile, Role, ShareLink, User
from assessments.report.selection import EVERYTHING, Selection
from assessments.services import comments, editions, examples, files, printing, share_links
from assessments.services.printing import Wanted
from tests.factories import client_of, make_member, organisation_of

pytestmark = pytest.mark.django_db

LIST_QUERIES = 8
READING_QUERIES = 2  # the link with all it needs, and that it was opened


@pytest.fixture(autouse=True)
def room(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def owner() -> User:
    return make_member()


@pytest.fixture
def edition(owner: User) -> ReportEdition:
    ours = organisation_of(owner)
    return editions.edition_of(examples.add_example(ours, "hallweg", title="Wahl", user=owner))


def share(
    edition: ReportEdition,
    *,
    days: int = 1,
    selection: Selection = EVERYTHING,
    language: str = "de",
) -> tuple[ShareLink, str]:
    return share_links.share(
        edition,
        make_member(),
        recipient="Vertraulicher Empfang",
        ends_on=timezone.localdate() + timedelta(days=days),
        language=language,
        selection=selection,
    )


def address(edition: ReportEdition) -> str:
    return reverse("share_links", args=[edition.assessment_id, edition.number])


def sent(**fields: Any) -> dict[str, Any]:
    tomorrow = timezone.localdate() + timedelta(days=1)
    return {"recipient": "Vorstand", "ends_on": tomorrow.isoformat(), "language": "de"} | fields


def words(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def read(token: str, client: Client | None = None) -> Any:
    return (client or Client()).get(reverse("shared_report", args=[token]))


# ---- The team's page


def test_a_new_link_is_shown_this_once_with_its_code(owner: User, edition: ReportEdition) -> None:
    client = client_of(owner)

    page = words(client.post(f"{address(edition)}?ohne=costs", sent()))
    later = words(client.get(address(edition)))

    found = re.search(r'value="http://testserver(/bericht/([\w-]{43})/)"', page)
    assert found is not None
    assert 'class="qr"' in page
    assert found[2] not in later
    assert "Vorstand" in later
    assert ShareLink.objects.get().selection["without"] == ["costs"]
    assert Client().get(found[1]).status_code == 200


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"recipient": " "}, "Say for whom the link is"),
        ({"recipient": "x" * 81}, "At most 80 characters; you have 81."),
        ({"ends_on": "never"}, "Enter a day such as 2026-12-31."),
        ({"ends_on": "2020-01-01"}, "This day is over."),
        ({"ends_on": "2999-01-01"}, "for a year at most"),
        ({"language": "fr"}, "fr"),
    ],
)
def test_odd_input_is_kept_with_a_word_at_the_field(
    owner: User, edition: ReportEdition, fields: dict[str, str], said: str
) -> None:
    answer = client_of(owner, language="en").post(address(edition), sent(**fields))

    page = words(answer, 422)
    assert said in page
    assert ("Vorstand" in page) == ("recipient" not in fields)
    assert not ShareLink.objects.exists()


def test_a_link_ends_and_stays_ended(owner: User, edition: ReportEdition) -> None:
    link, token = share(edition)
    end = reverse("share_link_end", args=[edition.assessment_id, link.pk])
    client = client_of(owner)

    answer = client.post(end)
    again = client.post(end)

    assert answer["Location"] == again["Location"] == address(edition)
    assert read(token).status_code == 404
    assert "beendet" in words(client.get(address(edition)))


def test_a_colleague_who_only_reads_sees_links_but_makes_none(
    owner: User, edition: ReportEdition
) -> None:
    link, _ = share(edition)
    client = client_of(make_member(organisation_of(owner), role=Role.VIEWER))

    page = words(client.get(address(edition)))
    made = client.post(address(edition), sent())
    ended = client.post(reverse("share_link_end", args=[edition.assessment_id, link.pk]))

    assert "Vertraulicher Empfang" in page
    assert 'name="recipient"' not in page
    assert (made.status_code, ended.status_code) == (403, 403)
    assert ShareLink.objects.get().revoked_at is None


def test_a_link_is_not_ended_under_another_assessment(owner: User, edition: ReportEdition) -> None:
    link, _ = share(edition)
    other = examples.add_example(organisation_of(owner), "fadenwerk", title="Zwei", user=owner)

    answer = client_of(owner).post(reverse("share_link_end", args=[other.pk, link.pk]))

    assert answer.status_code == 404
    assert ShareLink.objects.get().revoked_at is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many_links_there_are(
    owner: User,
    edition: ReportEdition,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        share(edition)
    client = client_of(owner)

    with django_assert_num_queries(LIST_QUERIES):
        client.get(address(edition))


def test_a_version_that_can_no_longer_be_read_is_not_shared(
    owner: User, edition: ReportEdition
) -> None:
    ReportEdition.objects.update(documents=b"", content_sha256="0" * 64)

    answer = client_of(owner).get(address(edition))

    assert answer["Location"] == reverse("report_edition", args=[edition.assessment_id, 1])


# ---- What the reader sees


def test_the_reader_sees_exactly_the_shared_parts(owner: User, edition: ReportEdition) -> None:
    selection = Selection(without=("readiness", "answers"), appendix=False)
    _, token = share(edition, selection=selection)
    whole = editions.contents(edition, "de").report
    left_out = {s.id for s in whole.sections if s.part == "appendix"} | {"readiness", "answers"}

    page = words(read(token))

    shown = set(re.findall(r'<section class="rep-section[^>]* id="([^"]+)"', page))
    assert shown == {s.id for s in whole.sections} - left_out
    assert "Nicht enthalten:" in page


def test_the_reader_learns_who_shares_until_when_and_which_version(
    owner: User, edition: ReportEdition
) -> None:
    link, token = share(edition, language="en")

    page = words(read(token, client_of(owner, language="de")))

    assert '<html lang="en"' in page
    assert f"{organisation_of(owner).name} shares this report with you." in page
    assert str(link.ends_on.year) in page
    assert re.search(r"<dt>Version</dt> <dd> 1", page)


def test_a_link_shows_its_version_also_after_newer_ones(
    owner: User, edition: ReportEdition
) -> None:
    _, token = share(edition)
    before = re.sub(r"\s+", " ", words(read(token)))
    assessment = edition.assessment
    assessment.company.organisation.name = "Ganz Neu GmbH"
    assessment.company.organisation.save()
    assert editions.edition_of(assessment).number == 2

    after = words(read(token))

    assert re.search(r"<dt>Version</dt> <dd> 1", after)
    assert before[before.index('class="rep-body"') :] == after[after.index('class="rep-body"') :]


@pytest.mark.parametrize("person", [None, "owner"])
def test_nothing_on_the_page_leads_behind_the_sign_in(
    owner: User, edition: ReportEdition, person: str | None
) -> None:
    comments.write(edition.assessment, owner, "summary", 1, "Interne Bemerkung")
    _, token = share(edition)

    page = words(read(token, client_of(owner) if person else Client()))

    links = {link for link in re.findall(r'href="([^"#]+)', page) if link.startswith("/")}
    pages = {link for link in links if not link.startswith("/static/")}
    closed = [link for link in pages if Client().get(link).status_code != 200]
    assert reverse("shared_report_pdf", args=[token]) in pages
    assert [link for link in closed if not link.endswith("/pdf/")] == []
    assert "<form" not in page
    assert "Interne Bemerkung" not in page
    assert "Vertraulicher Empfang" not in page
    assert "/warum/" not in page


def test_no_cookie_no_cache_no_search_engine_no_referrer(
    owner: User, edition: ReportEdition
) -> None:
    _, token = share(edition)

    for answer in (read(token), read("x" * 43)):
        assert not answer.cookies
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert "no-store" in answer["Cache-Control"]
        assert '<meta name="referrer" content="no-referrer">' in answer.content.decode()


def test_reading_takes_two_queries_and_is_counted(
    owner: User, edition: ReportEdition, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _, token = share(edition)

    with django_assert_num_queries(READING_QUERIES):
        read(token)

    assert ShareLink.objects.get().opened == 1


def test_over_withdrawn_guessed_and_cut_links_look_the_same(
    owner: User, edition: ReportEdition
) -> None:
    _, over = share(edition, days=-1)
    withdrawn, token = share(edition)
    share_links.revoke(withdrawn)
    _, whole = share(edition)

    answers = [read(t) for t in (over, token, "A" * 43, whole[:-1], whole + "=", "ü")]
    answers += [Client().get(reverse("shared_report_pdf", args=[t])) for t in (over, whole[:-1])]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert (
        "ask whoever gave it to you" in read(over, client_of(owner, language="en")).content.decode()
    )


def test_a_link_only_reads(edition: ReportEdition) -> None:
    _, token = share(edition)

    assert Client().post(reverse("shared_report", args=[token])).status_code == 405


def test_the_token_is_in_no_log(edition: ReportEdition, caplog: pytest.LogCaptureFixture) -> None:
    _, token = share(edition)
    caplog.set_level(logging.DEBUG)
    logger = logging.getLogger("django.request")
    from config.redaction import WithoutTokens

    caplog.handler.addFilter(WithoutTokens())
    Client().post(reverse("shared_report", args=[token]))
    read(token + "x")
    logger.warning("Not Found: %s", reverse("shared_report", args=[token]))

    assert "/bericht/…/" in caplog.text
    assert token not in caplog.text


# ---- The PDF of the link


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Wanted]:
    """Files are made at once, in the request's own thread."""
    asked: list[Wanted] = []

    def bytes_of(edition: ReportEdition, wanted: Wanted, progress: Any) -> bytes:
        asked.append(wanted)
        return b"%PDF-bytes"

    def start(row: ReportFile) -> None:
        if row.status == FileStatus.QUEUED and files._claimed(row.pk):
            files._make(row.pk)

    monkeypatch.setattr(printing, "made", bytes_of)
    monkeypatch.setattr(files, "start", start)
    return asked


def test_the_pdf_has_the_same_parts_and_is_made_once(
    edition: ReportEdition, made: list[Wanted]
) -> None:
    selection = Selection(appendix=False)
    _, token = share(edition, selection=selection, language="en")

    for _ in range(2):
        answer: Any = Client().get(reverse("shared_report_pdf", args=[token]))
        assert b"".join(answer.streaming_content) == b"%PDF-bytes"

    assert [(w.language, w.selection) for w in made] == [("en", selection)]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"].startswith("attachment")


def test_a_pdf_that_takes_long_asks_for_patience(
    edition: ReportEdition, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, token = share(edition, language="en")

    answer = Client().get(reverse("shared_report_pdf", args=[token]))

    assert "The PDF is being made" in words(answer, 202)
    assert 'http-equiv="refresh"' in answer.content.decode()


def test_a_pdf_that_fails_leads_back_to_the_report(
    edition: ReportEdition, made: list[Wanted], monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*args: Any) -> bytes:
        raise ValueError

    monkeypatch.setattr(printing, "made", breaks)
    _, token = share(edition, language="en")

    answer = Client().get(reverse("shared_report_pdf", args=[token]))

    assert "Printing it from the browser still works." in words(answer, 503)
    assert reverse("shared_report", args=[token]) in answer.content.decode()
