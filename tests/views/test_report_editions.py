"""All versions of the report: listed, named, opened, compared."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.models import Assessment, ReportEdition, Role, User
from assessments.services import editions, examples
from tests.factories import client_of, make_assessment, make_member, organisation_of

pytestmark = pytest.mark.django_db

QUERIES = 9


@pytest.fixture
def owner() -> User:
    return make_member()


@pytest.fixture
def assessment(owner: User) -> Assessment:
    ours = organisation_of(owner)
    return examples.add_example(ours, "fadenwerk", title="Beispiel", user=owner)


def add(assessment: Assessment, many: int, owner: User | None = None) -> ReportEdition:
    """The real one first, then copies with other numbers: a list does not read them."""
    first = editions.edition_of(assessment, owner)
    for number in range(2, many + 1):
        ReportEdition.objects.create(
            assessment=assessment,
            evaluation=first.evaluation,
            number=number,
            content_sha256=f"{number:064}",
            documents=first.documents,
            headline={"de": f"Satz {number}", "en": f"Sentence {number}"},
        )
    return first


def listed(user: User, assessment: Assessment, query: str = "", language: str = "de") -> str:
    url = reverse("report_editions", args=[assessment.pk])
    answer = client_of(user, language=language).get(f"{url}{query}")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_each_says_when_by_whom_and_what_it_recommended(
    owner: User, assessment: Assessment
) -> None:
    edition = editions.edition_of(assessment, owner)

    page = listed(owner, assessment)

    card = page[page.index('id="v1"') :].split("</li>")[0]
    assert edition.headline["de"] in card
    assert f"Auswertung {edition.evaluation.number}" in card
    assert str(owner) in card
    for name in ("report_edition", "share_links"):
        assert f'href="{reverse(name, args=[assessment.pk, 1])}"' in card
    assert f'{reverse("report_file_new", args=[assessment.pk, 1])}?format=pdf"' in card


def test_only_what_rests_on_another_result_is_compared(owner: User, assessment: Assessment) -> None:
    first = editions.edition_of(assessment, owner)
    assert "Mit heute vergleichen" not in listed(owner, assessment)
    record = assessment.responses.get(kind="record")
    record.answers.filter(use_case=None).earliest("pk").delete()
    editions.edition_of(assessment, owner)

    page = listed(owner, assessment)

    assert page.count("Mit heute vergleichen") == 1
    address = f"{reverse('comparison', args=[assessment.pk])}?von={first.evaluation_id}"
    assert f'href="{address}"' in page
    assert client_of(owner).get(address).status_code == 200


def test_twenty_five_stand_on_a_page_the_newest_first(owner: User, assessment: Assessment) -> None:
    add(assessment, 30)

    first, second, odd = (listed(owner, assessment, q) for q in ("", "?seite=2", "?seite=x"))

    assert first.count('class="card" id="v') == 25
    assert first.index('id="v30"') < first.index('id="v29"')
    assert second.count('class="card" id="v') == 5
    assert "Seite 2 von 2" in second
    assert odd.count('id="v30"') == 1


def test_the_sentence_is_in_the_readers_language(owner: User, assessment: Assessment) -> None:
    add(assessment, 2)

    assert "Satz 2" in listed(owner, assessment)
    assert "Sentence 2" in listed(owner, assessment, language="en")


def test_queries_do_not_grow_with_versions(
    owner: User, assessment: Assessment, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client, url = client_of(owner), reverse("report_editions", args=[assessment.pk])
    add(assessment, 1, owner)
    with django_assert_num_queries(QUERIES):
        client.get(url)
    ReportEdition.objects.all().delete()
    add(assessment, 3, owner)
    with django_assert_num_queries(QUERIES):
        client.get(url)


def test_a_name_is_all_that_changes(owner: User, assessment: Assessment) -> None:
    edition = add(assessment, 30)
    url = reverse("report_edition_name", args=[assessment.pk, 1])

    answer = client_of(owner).post(url, {"name": "  Nach dem Workshop "})

    page = reverse("report_editions", args=[assessment.pk])
    assert (answer.status_code, answer["Location"]) == (302, f"{page}?seite=2#v1")
    after = ReportEdition.objects.get(pk=edition.pk)
    assert after.name == "Nach dem Workshop"
    assert bytes(after.documents) == bytes(edition.documents)
    assert "Version 1: Nach dem Workshop" in listed(owner, assessment, "?seite=2")


def test_a_name_too_long_stays_typed_with_a_message_at_the_field(
    owner: User, assessment: Assessment
) -> None:
    add(assessment, 2)
    url = reverse("report_edition_name", args=[assessment.pk, 1])

    answer = client_of(owner).post(url, {"name": "N" * 81})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'value="{"N" * 81}"' in page
    assert 'aria-describedby="v1-error"' in page
    assert 'href="#v1-name"' in page
    assert not ReportEdition.objects.exclude(name="").exists()


def test_who_only_reads_names_nothing(owner: User, assessment: Assessment) -> None:
    editions.edition_of(assessment, owner)
    viewer = make_member(organisation_of(owner), role=Role.VIEWER)
    url = reverse("report_edition_name", args=[assessment.pk, 1])

    assert "Namen speichern" not in listed(viewer, assessment)
    assert client_of(viewer).post(url, {"name": "Meins"}).status_code == 403
    assert client_of(make_member()).post(url, {"name": "Meins"}).status_code == 404


def test_before_the_first_one_the_page_leads_to_the_report(owner: User) -> None:
    assessment = make_assessment(owner)

    page = listed(owner, assessment)

    assert "Noch keine Version" in page
    assert f'href="{reverse("report", args=[assessment.pk])}"' in page
