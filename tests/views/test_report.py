"""The report: one long page now and in every kept version, its parts, and the same as a PDF."""

import gzip
import io
import json
import re
from datetime import UTC, datetime

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.models import (
    Assessment,
    Calibration,
    Company,
    FileFormat,
    ReportEdition,
    Role,
    SectionComment,
    User,
)
from assessments.report import pdf
from assessments.report.drawing import DrawingError
from assessments.services import editions, examples
from assessments.templatetags import charts
from assessments.views.edition import filename
from tests.factories import (
    client_of,
    make_action,
    make_answer,
    make_assessment,
    make_company,
    make_member,
    make_use_case,
    organisation_of,
)

pytestmark = pytest.mark.django_db

QUERIES = 19


def example(owner: User, name: str = "fadenwerk") -> Assessment:
    return examples.add_example(organisation_of(owner), name, title="Beispiel", user=owner)


def page_of(client: Client, assessment: Assessment) -> str:
    answer = client.get(reverse("report", args=[assessment.pk]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_contents_list_names_every_chapter_that_stands_in_the_page() -> None:
    owner = make_member()

    page = page_of(client_of(owner), example(owner))

    contents = page[page.index('class="rep-toc"') :].split("</ol>")[0]
    anchors = [part.split('"')[0] for part in contents.split('href="#')[1:]]
    assert anchors[0] == "summary"
    assert {"use-case-UC1", "rules", "readiness", "method", "sources", "answers"} <= set(anchors)
    assert [a for a in anchors if page.count(f'id="{a}"') != 1] == []


def test_the_page_states_company_day_and_number() -> None:
    owner = make_member()

    page = page_of(client_of(owner), example(owner))

    facts = page[page.index('class="rep-facts"') :].split("</dl>")[0]
    assert "Fadenwerk Online GmbH" in facts
    assert "23.11.2026" in facts
    assert "Nr. 1" in facts
    assert organisation_of(owner).name in facts


def test_the_report_speaks_the_language_of_the_page() -> None:
    owner = make_member()
    assessment = example(owner)

    german = page_of(client_of(owner), assessment)
    english = page_of(client_of(owner, language="en"), assessment)

    assert "Welches Sprachmodell, auf welchem Weg?" in german
    assert "Which language model, which way?" in english
    assert "Sprachmodell" not in english[english.index("<h1") :].split("</h1>")[0]


def test_queries_do_not_grow_with_use_cases(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    owner = make_member()
    client = client_of(owner)
    small, large = example(owner, "fadenwerk"), example(owner, "hallweg")
    for assessment in (small, large):
        page_of(client, assessment)

    for assessment in (small, large):
        with django_assert_num_queries(QUERIES):
            page_of(client, assessment)


def test_the_pdf_is_tagged_and_in_the_readers_language() -> None:
    owner = make_member()
    assessment = example(owner)
    url = reverse("report_pdf", args=[assessment.pk])

    german = client_of(owner).get(url)
    english = client_of(owner, language="en").get(url)

    assert german["Content-Type"] == "application/pdf"
    for answer, language in ((german, "de"), (english, "en")):
        with pikepdf.open(io.BytesIO(answer.content)) as document:
            assert str(document.Root.Lang).startswith(language)
            assert "/StructTreeRoot" in document.Root


def test_the_pdf_is_named_after_company_version_and_day() -> None:
    owner = make_member()
    assessment = example(owner)
    day = editions.edition_of(assessment).created_at.date().isoformat()

    answer = client_of(owner).get(reverse("report_pdf", args=[assessment.pk]))

    name = f"Modellwahl-Fadenwerk-Online-GmbH-Version-1-{day}.pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize(
    ("company", "name"),
    [
        ("Müller & Söhne KG", "Modellwahl-Müller-Söhne-KG-Version-2-2026-11-25.pdf"),
        ("../../etc/passwd", "Modellwahl-etc-passwd-Version-2-2026-11-25.pdf"),
        ('Zitat "GmbH"\r\nX: 1', "Modellwahl-Zitat-GmbH-X-1-Version-2-2026-11-25.pdf"),
        ("…", "Modellwahl-Version-2-2026-11-25.pdf"),
        ("x" * 200, f"Modellwahl-{'x' * 60}-Version-2-2026-11-25.pdf"),
    ],
)
def test_file_names_are_safe_everywhere(company: str, name: str) -> None:
    assessment = Assessment(company=Company(name=company))
    made = datetime(2026, 11, 25, 12, tzinfo=UTC)

    edition = ReportEdition(assessment=assessment, number=2, created_at=made)

    assert filename(edition, FileFormat.PDF) == name


def test_a_failed_pdf_says_that_printing_still_works(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = make_member()
    assessment = example(owner)

    def broken(*_: object) -> bytes:
        raise RuntimeError("typesetter")

    monkeypatch.setattr(pdf, "report_pdf", broken)

    answer = client_of(owner).get(reverse("report_pdf", args=[assessment.pk]))

    assert answer.status_code == 503
    assert "Drucken im Browser geht weiterhin" in answer.content.decode()
    assert f'href="{reverse("report", args=[assessment.pk])}"' in answer.content.decode()


@pytest.mark.parametrize("name", ["report", "report_pdf"])
def test_everybody_of_the_organisation_may_read_and_nobody_else(name: str) -> None:
    owner = make_member()
    assessment = example(owner)
    url = reverse(name, args=[assessment.pk])
    home = organisation_of(owner)
    readers = [owner, make_member(home), make_member(home, role=Role.VIEWER)]

    assert [client_of(user).get(url).status_code for user in readers] == [200, 200, 200]
    assert client_of(make_member()).get(url).status_code == 404
    assert Client().get(url).status_code == 302
    assert client_of(owner).post(url).status_code == 405


def test_without_answers_there_is_no_report_and_no_pdf() -> None:
    owner = make_member()
    assessment = make_assessment(owner)
    client = client_of(owner)

    nothing = page_of(client, assessment)
    make_use_case(assessment)
    unanswered = page_of(client, assessment)
    document = client.get(reverse("report_pdf", args=[assessment.pk]))

    assert f'class="btn btn-1" href="{reverse("use_cases", args=[assessment.pk])}"' in nothing
    assert f'class="btn btn-1" href="{reverse("questions", args=[assessment.pk])}"' in unanswered
    assert document.status_code == 302
    assert document["Location"] == reverse("report", args=[assessment.pk])


def test_what_people_typed_stays_text() -> None:
    owner = make_member()
    company = make_company(organisation_of(owner), name="<b>Fett</b> & Söhne")
    assessment = example(owner)
    assessment.company = company
    assessment.save()

    page = page_of(client_of(owner), assessment)

    assert "<b>Fett</b>" not in page
    assert "&lt;b&gt;Fett&lt;/b&gt; &amp; Söhne" in page


def kept_page(client: Client, edition: ReportEdition, query: str = "") -> str:
    url = reverse("report_edition", args=[edition.assessment_id, edition.number])
    answer = client.get(f"{url}?{query}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def the_report(page: str) -> str:
    """What the report says, without what the page around it offers for it."""
    head, rest = page.split('<div class="rep-do noprint">')
    body = head[head.index('<div class="report">') :] + rest[rest.index('id="summary"') :]
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", body.split("</article>")[0])


def test_the_head_says_which_version_of_which_result_this_is() -> None:
    owner = make_member()
    assessment = example(owner)

    page = page_of(client_of(owner), assessment)

    edition = assessment.editions.get()
    sum_ = edition.evaluation.dossier_sha256
    facts = page[page.index('class="rep-facts"') :].split("</dl>")[0]
    assert "<dt>Version</dt> <dd> 1, " in facts
    assert f"<summary>{sum_[:12]} …</summary> <code>{sum_}</code>" in facts
    assert "2026.11, Preise vom 23.11.2026" in facts


def test_a_kept_version_stays_as_it_was_whatever_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = make_member()
    client, assessment = client_of(owner), example(owner)
    first = editions.edition_of(assessment, owner)
    before, blocks = the_report(kept_page(client, first)), editions.contents(first, "de").report

    record = assessment.responses.get(kind="record")
    record.answers.filter(question="KT1", use_case=None).delete()
    make_answer(assessment, "KT1", "1")
    make_action(assessment)
    organisation = organisation_of(owner)
    organisation.name = "Ganz anderer Name"
    organisation.colour = "#7a1f5c"
    organisation.save()
    second = editions.edition_of(assessment, owner)
    Calibration.objects.create(
        organisation=organisation,
        kind="effect",
        code="KT1.2.api_us",
        points=1,
        reason="Eigener Vertrag",
        version=1,
    )
    third = editions.edition_of(assessment, owner)
    editions._kept.clear()  # another process, after an update with other sentences
    monkeypatch.setattr("assessments.report.chapters.summary.summary", lambda *_: 1 / 0)
    monkeypatch.setattr("assessments.report.chapters.use_case.use_case", lambda *_: 1 / 0)

    again = kept_page(client, first)

    assert (second.number, third.number) == (2, 3)
    assert the_report(again) == before
    stored = ReportEdition.objects.get(pk=first.pk)
    assert bytes(stored.documents) == bytes(first.documents)
    assert editions.contents(stored, "de").report.sections[0] == blocks.sections[0]
    assert "Ganz anderer Name" not in the_report(again)


def test_an_older_version_names_the_newest_and_compares_with_it() -> None:
    owner = make_member()
    client, assessment = client_of(owner), example(owner)
    first = editions.edition_of(assessment, owner)
    alone = kept_page(client, first)
    make_action(assessment)
    editions.edition_of(assessment, owner)

    page = kept_page(client, first)

    assert "Die neueste ist" not in alone
    assert "Sie lesen Version 1 vom" in page
    assert "Die neueste ist Version 2." in page
    assert f'href="{reverse("report", args=[assessment.pk])}"' in page
    compare = reverse("comparison", args=[assessment.pk])
    assert f'href="{compare}?von={first.evaluation_id}"' in page
    assert client.get(f"{compare}?von={first.evaluation_id}").status_code == 200


@pytest.mark.parametrize("query", ["ohne=costs&ohne=rules", "auswahl=1&teil=summary&anhang=1"])
def test_chapters_left_out_are_named_and_not_shown(query: str) -> None:
    owner = make_member()
    edition = editions.edition_of(example(owner), owner)
    url = reverse("report_edition", args=[edition.assessment_id, edition.number])
    report = editions.contents(edition, "de").report
    title = next(s.title for s in report.sections if s.id == "costs")

    answer = client_of(owner).get(f"{url}?{query}", follow=True)

    page = answer.content.decode()
    assert 'id="costs"' not in page
    assert 'id="rules"' not in page
    assert 'id="summary"' in page
    assert 'id="answers"' in page
    said = page[page.index("Nicht enthalten:") :].split("</p>")[0]
    assert " ".join(title.split()) in " ".join(said.split())


def test_use_cases_and_appendix_are_chosen() -> None:
    owner = make_member()
    edition = editions.edition_of(example(owner, "hallweg"), owner)

    page = kept_page(client_of(owner), edition, "fall=UC2&anhang=0&fall=UC99&ohne=nichts")

    assert 'id="use-case-UC2"' in page
    assert 'id="use-case-UC1"' not in page
    assert 'id="answers"' not in page
    form = page[page.index('class="stack" method="get" action="/b/') :].split("</form>")[0]
    ticked = [part for part in form.split("<input")[1:] if "checked" in part.split(">")[0]]
    assert [part for part in ticked if 'name="fall"' in part and 'value="UC2"' not in part] == []
    assert [part for part in ticked if 'name="anhang"' in part] == []


def test_a_form_without_javascript_leads_to_the_short_address() -> None:
    owner = make_member()
    edition = editions.edition_of(example(owner), owner)
    url = reverse("report_edition", args=[edition.assessment_id, edition.number])
    chapters = "teil=summary&teil=costs&teil=robustness&teil=group&teil=readiness&teil=rules"

    answer = client_of(owner).get(f"{url}?auswahl=1&anhang=1&{chapters}")

    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{url}?ohne=")
    assert "teil" not in answer["Location"]


def test_htmx_gets_the_report_alone_and_the_short_address() -> None:
    owner = make_member()
    edition = editions.edition_of(example(owner), owner)
    url = reverse("report_edition", args=[edition.assessment_id, edition.number])

    answer = client_of(owner).get(f"{url}?ohne=costs", headers={"HX-Request": "true"})

    page = answer.content.decode()
    assert page.strip().startswith('<div id="body"')
    assert "<html" not in page
    assert answer["HX-Push-Url"] == f"{url}?ohne=costs"


def test_with_every_chapter_left_out_the_page_says_so() -> None:
    owner = make_member()
    edition = editions.edition_of(example(owner), owner)
    url = reverse("report_edition", args=[edition.assessment_id, edition.number])
    ids = [s.id for s in editions.contents(edition, "de").report.sections if not s.use_case]
    every = "&".join(f"ohne={i}" for i in ids)

    page = client_of(owner).get(f"{url}?{every}&fall=UC1&anhang=0").content.decode()
    nothing = client_of(owner).get(f"{url}?auswahl=1", follow=True).content.decode()

    assert 'id="use-case-UC1"' in page
    assert 'id="summary"' not in page
    assert "Nicht enthalten:" in nothing


def test_a_version_that_cannot_be_read_any_more_says_so_and_leads_on() -> None:
    owner = make_member()
    client, assessment = client_of(owner), example(owner)
    first = editions.edition_of(assessment, owner)
    make_action(assessment)
    editions.edition_of(assessment, owner)
    old = gzip.compress(json.dumps({"version": "0", "de": {"title": "?"}}).encode())
    ReportEdition.objects.filter(pk=first.pk).update(documents=old, content_sha256="0" * 64)

    answer = client.get(reverse("report_edition", args=[assessment.pk, 1]))

    assert answer.status_code == 410
    page = answer.content.decode()
    assert "Diese Version lässt sich nicht mehr anzeigen" in page
    assert f'href="{reverse("report", args=[assessment.pk])}"' in page
    assert f'href="{reverse("report_editions", args=[assessment.pk])}"' in page


def test_a_figure_that_cannot_be_drawn_leaves_its_table(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = make_member()
    assessment = example(owner)

    def broken(*_: object) -> None:
        raise DrawingError("no engine")

    monkeypatch.setattr(charts, "pictures", broken)
    charts._kept.clear()

    page = page_of(client_of(owner), assessment)

    assert "Die Tabelle sagt dasselbe" in page
    assert 'class="picture' not in page


def test_a_chart_that_is_shown_again_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = make_member()
    client, edition = client_of(owner), editions.edition_of(example(owner), owner)
    first = kept_page(client, edition)
    monkeypatch.setattr(charts, "pictures", lambda *_: 1 / 0)

    assert the_report(kept_page(client, edition)) == the_report(first)


def test_unknown_versions_are_not_found() -> None:
    owner = make_member()
    assessment = example(owner)

    assert client_of(owner).get(f"/b/{assessment.pk}/bericht/7/").status_code == 404
    assert client_of(owner).get(f"/b/{assessment.pk}/bericht/0/").status_code == 404


def test_comments_add_no_query_each(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    owner = make_member()
    client, assessment = client_of(owner), example(owner)
    page_of(client, assessment)

    for many in (1, 3):
        for number in range(many):
            SectionComment.objects.create(
                assessment=assessment,
                author=owner,
                section="costs",
                edition_number=1,
                text=f"{number}",
            )
        with django_assert_num_queries(QUERIES):
            page_of(client, assessment)
