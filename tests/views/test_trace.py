"""Why: how one number of a report came about, as a page and beside the report."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.models import Assessment, Role, User
from assessments.services import editions, examples
from tests.factories import client_of, make_member, organisation_of

pytestmark = pytest.mark.django_db

QUERIES = 6  # session, user, edition; answers, use cases and seats for the row of steps
BESIDE = {"HX-Request": "true"}


def example(owner: User, name: str = "fadenwerk") -> Assessment:
    return examples.add_example(organisation_of(owner), name, title="Beispiel", user=owner)


def address(assessment: Assessment, code: str) -> str:
    edition = editions.edition_of(assessment)
    return reverse("trace", args=[assessment.pk, edition.number, code])


def words(client: Client, url: str, **headers: str) -> str:
    answer = client.get(url, headers=headers or None)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_a_number_tells_its_formula_steps_and_the_way_deeper() -> None:
    owner = make_member()
    url = address(example(owner), "UC1.points.KT.open_onprem")

    page = words(client_of(owner), url)

    assert "Gewicht des Kriteriums × Note des Wegs." in page
    deeper = url.replace("UC1.points.KT.open_onprem", "UC1.mark.KT.open_onprem")
    assert f'href="{deeper}?von=UC1.points.KT.open_onprem"' in page
    assert "hx-get" not in page.split("<main")[1].split("</main>")[0]


def test_the_way_back_leads_through_the_numbers_one_came_through() -> None:
    owner = make_member()
    url = address(example(owner), "UC1.weight.KT")
    trail = "?von=UC1.score.open_onprem&von=UC1.points.KT.open_onprem"

    page = words(client_of(owner), url + trail)

    last = url.replace("UC1.weight.KT", "UC1.points.KT.open_onprem")
    assert f'href="{last}?von=UC1.score.open_onprem"' in page
    crumb = page[page.index('class="crumb"') :].split("</nav>")[0]
    assert crumb.count("<a") == 4  # company, report, two numbers


def test_a_trail_of_nonsense_is_passed_over() -> None:
    owner = make_member()
    url = address(example(owner), "UC1.weight.KT")

    page = words(client_of(owner), url + "?von=<script>&von=UC1.weight.KT&von=")

    assert "&lt;script&gt;" not in page
    assert "Zurück zum Bericht" in page


def test_beside_the_report_comes_the_part_alone_with_a_heading_to_go_to() -> None:
    owner = make_member()
    url = address(example(owner), "UC1.score.open_onprem")

    part = words(client_of(owner), url, **BESIDE)

    assert "<html" not in part
    assert '<h2 id="h-warum" tabindex="-1">' in part
    assert "data-close" in part
    assert part.count('hx-target="#warum"') == 7


def test_the_page_leads_back_to_the_chapter_with_the_number() -> None:
    owner = make_member()
    assessment = example(owner)
    report = reverse("report_edition", args=[assessment.pk, 1])

    for code, chapter in (
        ("UC1.score.open_onprem", "use-case-UC1"),
        ("costs.total.open_onprem.36", "costs"),
        ("readiness.T1", "readiness"),
        ("importance.KT", "group"),
    ):
        page = words(client_of(owner), address(assessment, code))
        assert f'href="{report}#{chapter}"' in page


@pytest.mark.parametrize("code", ["UC9.score.open_onprem", "x", "UC1.score", "ä b<i>"])
def test_an_unknown_code_is_said_kindly(code: str) -> None:
    owner = make_member()

    answer = client_of(owner).get(address(example(owner), code))

    assert answer.status_code == 404
    assert "Diese Zahl steht nicht im Bericht" in answer.content.decode()


def test_an_unknown_version_is_not_found() -> None:
    owner = make_member()
    url = reverse("trace", args=[example(owner).pk, 7, "UC1.confidence"])

    assert client_of(owner).get(url).status_code == 404


def test_whoever_may_read_sees_it_and_a_stranger_does_not() -> None:
    owner = make_member()
    url = address(example(owner), "UC1.confidence")
    viewer = make_member(organisation_of(owner), role=Role.VIEWER)

    assert client_of(viewer).get(url).status_code == 200
    assert client_of(make_member()).get(url).status_code == 404
    assert client_of(owner).post(url).status_code == 405


def test_it_speaks_the_language_of_the_page() -> None:
    owner = make_member()
    url = address(example(owner), "UC1.weight.KT")

    page = words(client_of(owner, language="en"), url)

    assert "Importance × (0.25 + 1.25 × need)" in page
    assert "Step by step" in page


def test_the_report_opens_its_numbers() -> None:
    owner = make_member()
    assessment = example(owner)

    page = words(client_of(owner), reverse("report", args=[assessment.pk]))

    assert page.count('class="why"') > 300


def test_queries_do_not_grow_with_use_cases_or_versions(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for name in ("fadenwerk", "hallweg"):
        owner = make_member()
        url = address(example(owner, name), "UC1.confidence")
        client = client_of(owner)
        client.get(url)
        with django_assert_num_queries(QUERIES):
            client.get(url)
