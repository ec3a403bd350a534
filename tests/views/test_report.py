"""The report: one long page, the same as a PDF, and a way to paper where that fails."""

import io
from datetime import date

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.models import Assessment, Role, User
from assessments.report import pdf
from assessments.services import examples
from assessments.views.report import filename
from tests.factories import (
    client_of,
    make_assessment,
    make_company,
    make_member,
    make_use_case,
    organisation_of,
)
from tests.report import made

pytestmark = pytest.mark.django_db

QUERIES = 16


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


def test_the_pdf_is_named_after_company_and_day() -> None:
    owner = make_member()

    answer = client_of(owner).get(reverse("report_pdf", args=[example(owner).pk]))

    assert answer["Content-Disposition"] == (
        'attachment; filename="Modellwahl-Fadenwerk-Online-GmbH-2026-11-23.pdf"'
    )


@pytest.mark.parametrize(
    ("company", "name"),
    [
        ("Müller & Söhne KG", "Modellwahl-Müller-Söhne-KG-2026-11-23.pdf"),
        ("../../etc/passwd", "Modellwahl-etc-passwd-2026-11-23.pdf"),
        ('Zitat "GmbH"\r\nX: 1', "Modellwahl-Zitat-GmbH-X-1-2026-11-23.pdf"),
        ("…", "Modellwahl-2026-11-23.pdf"),
        ("x" * 200, f"Modellwahl-{'x' * 60}-2026-11-23.pdf"),
    ],
)
def test_file_names_are_safe_everywhere(company: str, name: str) -> None:
    dossier = made.dossier(made.result())

    assert dossier.as_of == date(2026, 11, 23)
    assert filename(company, dossier) == name


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
