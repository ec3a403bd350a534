"""Other weights: live answers that store nothing, scenarios that are found again."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.catalogue import load
from assessments.models import Assessment, Importance, Role, Scenario, User
from assessments.services import examples, what_ifs
from assessments.services.evaluations import evaluate
from tests.factories import client_of, make_member, organisation_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
SAVED = "20,20,15,10,20,5,10"
COST_ONLY = "0,0,100,0,0,0,0"


@pytest.fixture
def owner() -> User:
    return make_member()


@pytest.fixture
def assessment(owner: User) -> Assessment:
    organisation = organisation_of(owner)
    return examples.add_example(organisation, "hallweg", title="Erste", user=owner)


def live(client: Client, assessment: Assessment, weights: str, case: str = "UC3") -> str:
    url = reverse("what_if", args=[assessment.pk])
    return client.get(url, {"fall": case, "g": weights}, headers=HTMX).content.decode()


def test_unmoved_weights_show_the_saved_result(owner: User, assessment: Assessment) -> None:
    page = live(client_of(owner), assessment, SAVED)

    assert "Rangfolge mit Ihrer Gewichtung" in page
    assert page.count("±0") == 5
    assert "Zurücksetzen" not in page


def test_moved_weights_move_the_ranking_and_store_nothing(
    owner: User, assessment: Assessment
) -> None:
    before = list(Importance.objects.values())

    page = live(client_of(owner), assessment, COST_ONLY)

    assert "Rangfolge mit diesen Gewichten" in page
    assert "Zurücksetzen" in page
    assert list(Importance.objects.values()) == before
    assert assessment.evaluations.count() == 1


def test_the_figures_are_the_engines(owner: User, assessment: Assessment) -> None:
    dossier, recommendation, _ = evaluate(assessment)
    result = recommendation.use_cases[2]
    points = dict(zip(load().criteria, (0, 0, 100, 0, 0, 0, 0), strict=True))

    moved = what_ifs.under(dossier, result, points)

    # Only cost counts: the points are the cost fit, and the best cost fit is first.
    fit = {code: option.criteria["KP"] for code, option in result.options.items()}
    assert {c: o.score for c, o in moved.options.items()} == pytest.approx(fit, abs=1e-5)
    assert fit[moved.ranking[0]] == max(fit.values())
    assert sum(moved.weights.values()) == pytest.approx(1)


def test_the_address_carries_the_weights(owner: User, assessment: Assessment) -> None:
    client, url = client_of(owner), reverse("what_if", args=[assessment.pk])
    query = {"fall": "UC3", "g": COST_ONLY.split(",")}

    moved = client.get(url, query, headers=HTMX)
    plain = client.get(url, query)

    expected = f"{reverse('results', args=[assessment.pk])}?fall=UC3&g={COST_ONLY}"
    assert moved["HX-Replace-Url"] == expected
    assert plain["Location"] == expected
    page = client.get(expected).content.decode()
    assert "Rangfolge mit diesen Gewichten" in page
    assert 'value="100"' in page


UNUSABLE = "Diese Gewichte lassen sich nicht verwenden."
ALL_ZERO = "Stellen Sie mindestens einen Regler höher als 0."


@pytest.mark.parametrize(
    ("weights", "problem"),
    [
        ("1,2,3", UNUSABLE),
        ("1,2,3,4,5,6,7,8", UNUSABLE),
        ("a,b,c,d,e,f,g", UNUSABLE),
        ("-1,2,3,4,5,6,7", UNUSABLE),
        ("0,0,0,0,0,0,0", ALL_ZERO),
        ("NaN,1,1,1,1,1,1", UNUSABLE),
        ("²,1,1,1,1,1,1", UNUSABLE),
        ("101,1,1,1,1,1,1", UNUSABLE),
        ("00020,1,1,1,1,1,1", UNUSABLE),
        ("", UNUSABLE),
    ],
)
def test_wrong_weights_are_named_and_change_nothing(
    owner: User, assessment: Assessment, weights: str, problem: str
) -> None:
    client, url = client_of(owner), reverse("what_if", args=[assessment.pk])

    answer = client.get(url, {"fall": "UC3", "g": weights}, headers=HTMX)
    page = client.get(reverse("results", args=[assessment.pk]), {"fall": "UC3", "g": weights})

    assert answer.status_code == 422
    assert problem in answer.content.decode()
    assert "<ol>" not in answer.content.decode()  # the last valid ranking stays on the page
    assert answer["HX-Retarget"] == "#what-if-problem"
    assert "HX-Replace-Url" not in answer
    assert page.status_code == 200
    assert problem in page.content.decode()
    assert "Rangfolge mit Ihrer Gewichtung" in page.content.decode()


def test_the_address_keeps_what_the_charts_compare(owner: User, assessment: Assessment) -> None:
    path = reverse("results", args=[assessment.pk])
    before = f"http://testserver{path}?fall=UC3&mit=api_us&kriterium=KT&ansicht=gross&fremd=1"

    answer = client_of(owner).get(
        reverse("what_if", args=[assessment.pk]),
        {"fall": "UC3", "g": COST_ONLY},
        headers={**HTMX, "HX-Current-URL": before},
    )

    assert answer["HX-Replace-Url"] == f"{path}?fall=UC3&mit=api_us&kriterium=KT&g={COST_ONLY}"


def test_the_first_use_case_answers_if_none_is_named(owner: User, assessment: Assessment) -> None:
    url = reverse("what_if", args=[assessment.pk])

    answer = client_of(owner).get(url, {"g": COST_ONLY}, headers=HTMX)

    assert "fall=UC1&" in answer["HX-Replace-Url"]


def test_removing_a_scenario_keeps_the_weights_on_trial(
    owner: User, assessment: Assessment
) -> None:
    row = Scenario.objects.create(assessment=assessment, name="x", points=[1] * 7)
    client, url = client_of(owner), reverse("scenario", args=[assessment.pk, row.pk])
    here = f"{reverse('results', args=[assessment.pk])}?fall=UC3&g={COST_ONLY}"

    gone = client.post(url, {"fall": "UC3", "g": COST_ONLY})
    back = client.post(url, {"fall": "UC3", "g": COST_ONLY, "undo": "1"})

    assert gone["Location"] == f"{here}&entfernt={row.pk}"
    assert back["Location"] == here


def test_an_unknown_use_case_is_not_found(owner: User, assessment: Assessment) -> None:
    url = reverse("what_if", args=[assessment.pk])

    assert client_of(owner).get(url, {"fall": "UC9"}, headers=HTMX).status_code == 404


def test_a_scenario_is_kept_opened_removed_and_brought_back(
    owner: User, assessment: Assessment
) -> None:
    client = client_of(owner)
    data = {"name": "Nur <b>Kosten</b>", "fall": "UC3", "g": COST_ONLY}

    page = client.post(reverse("scenario_new", args=[assessment.pk]), data, follow=True)

    kept = Scenario.objects.get()
    assert kept.points == [0, 0, 100, 0, 0, 0, 0]
    assert "Nur &lt;b&gt;Kosten" in page.content.decode()
    assert f"g={COST_ONLY}" in page.content.decode()
    url = reverse("scenario", args=[assessment.pk, kept.pk])
    gone = client.post(url, {"fall": "UC3"}, follow=True).content.decode()
    assert "ist entfernt." in gone
    client.post(url, {"undo": "1", "fall": "UC3"})
    assert Scenario.objects.present().count() == 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"name": "", "g": COST_ONLY}, "Geben Sie dem Szenario einen Namen."),
        ({"name": "x" * 81, "g": COST_ONLY}, "Höchstens 80 Zeichen; es sind 81."),
        ({"name": "ohne Gewichte"}, "Bewegen Sie zuerst die Regler."),
        ({"name": "falsch", "g": "1,2"}, "Bewegen Sie zuerst die Regler."),
    ],
)
def test_a_scenario_needs_a_name_and_weights(
    owner: User, assessment: Assessment, data: dict[str, str], message: str
) -> None:
    url = reverse("scenario_new", args=[assessment.pk])

    page = client_of(owner).post(url, {"fall": "UC3", **data}, follow=True).content.decode()

    assert message in page
    assert not Scenario.objects.exists()


def test_viewers_try_but_do_not_keep_and_strangers_see_nothing(
    owner: User, assessment: Assessment
) -> None:
    viewer = client_of(make_member(organisation_of(owner), role=Role.VIEWER))
    stranger = client_of(make_member())
    row = Scenario.objects.create(assessment=assessment, name="x", points=[1] * 7)
    new, one = (
        reverse("scenario_new", args=[assessment.pk]),
        reverse("scenario", args=[assessment.pk, row.pk]),
    )

    assert "Rangfolge mit diesen Gewichten" in live(viewer, assessment, COST_ONLY)
    assert viewer.post(new, {"name": "y", "g": COST_ONLY}).status_code == 403
    assert viewer.post(one).status_code == 403
    assert (
        "Szenario merken"
        not in viewer.get(reverse("results", args=[assessment.pk])).content.decode()
    )
    url = reverse("what_if", args=[assessment.pk])
    assert stranger.get(url, {"fall": "UC3"}, headers=HTMX).status_code == 404
    assert stranger.post(new, {"name": "y", "g": COST_ONLY}).status_code == 404
    assert stranger.post(one).status_code == 404


def test_a_scenario_of_another_assessment_is_out_of_reach(
    owner: User, assessment: Assessment
) -> None:
    other = examples.add_example(organisation_of(owner), "lindqvist", title="Zwei", user=owner)
    row = Scenario.objects.create(assessment=other, name="x", points=[1] * 7)

    answer = client_of(owner).post(reverse("scenario", args=[assessment.pk, row.pk]))

    assert answer.status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_live_answer_costs_the_same_queries_for_one_and_three_scenarios(
    owner: User,
    assessment: Assessment,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        Scenario.objects.create(assessment=assessment, name=f"{number}", points=[1] * 7)
    client = client_of(owner)
    live(client, assessment, SAVED)

    with django_assert_num_queries(10):
        live(client, assessment, COST_ONLY)
