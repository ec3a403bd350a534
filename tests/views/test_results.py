"""The result page: the answer first; who may see it; what it costs in queries."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.engine.result import UseCaseResult
from assessments.models import Assessment, Evaluation, Role, User
from assessments.report import pictures
from assessments.report.drawing import DrawingError
from assessments.services import evaluations, examples
from tests.factories import (
    client_of,
    make_answers,
    make_assessment,
    make_member,
    make_use_case,
    organisation_of,
)
from tests.report import made

pytestmark = pytest.mark.django_db

FIRST_LOOK, LATER_LOOK = 20, 14  # queries; the result takes four, its catalogue two
FRAGMENT = 11  # the step navigation stays as it is


def example(owner: User, name: str = "hallweg") -> Assessment:
    return examples.add_example(organisation_of(owner), name, title="Beispiel", user=owner)


def address(assessment: Assessment, query: str = "") -> str:
    return reverse("results", args=[assessment.pk]) + query


def text(client: Client, url: str, **headers: str) -> str:
    """The page with every run of white space as one space."""
    answer = client.get(url, headers=headers)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def show(monkeypatch: pytest.MonkeyPatch, *results: UseCaseResult, **company: Any) -> None:
    """Let the engine answer with these results."""
    evaluate = evaluations.evaluate

    def answered(assessment: Assessment, *known: Any) -> Any:
        given, _, stored = evaluate(assessment, *known)
        return given, made.recommendation(*results, **company), stored

    monkeypatch.setattr(evaluations, "evaluate", answered)


def test_the_answer_stands_first() -> None:
    owner = make_member()
    assessment = example(owner)
    _, recommendation, _ = evaluations.evaluate(assessment)
    first = recommendation.use_cases[0]

    page = text(client_of(owner), address(assessment))

    heading = page.index('id="h1"')
    assert first.ranking[0] == "open_eu_api"
    assert "Offenes Modell als fertiger Dienst in der EU" in page[heading : heading + 300]
    assert f"{round(first.options['open_eu_api'].score)} von 100 Punkten" in page
    assert heading < page.index('id="h-rank"') < page.index('id="h-rob"') < page.index('id="h-con"')


def test_every_use_case_can_be_chosen_by_a_plain_link() -> None:
    owner = make_member()
    assessment = example(owner)
    client = client_of(owner)

    page = text(client, address(assessment))
    other = text(client, address(assessment, "?fall=UC4"))

    for code in ("UC1", "UC2", "UC3", "UC4"):
        link = f'href="{address(assessment)}?fall={code}" '
        shown = [each[each.index(link) :].split(">")[0] for each in (page, other)]
        current = ["aria-current" in each for each in shown]
        assert current == [code == "UC1", code == "UC4"]
    assert "Gelistete/NDA-Zeichnungen auswerten · Stand" in other


def test_the_compared_way_is_a_plain_link_too() -> None:
    owner = make_member()
    assessment = example(owner)

    page = text(client_of(owner), address(assessment, "?fall=UC1&mit=api_us"))

    link = f'id="mit-api_us" href="{address(assessment)}?fall=UC1&amp;mit=api_us"'
    assert link in page
    assert 'aria-current="true"' in page[page.index(link) :].split(">")[0]
    assert "Ohne Ausschluss wären es" in page  # the one excluded is compared as if allowed


@pytest.mark.parametrize("query", ["?mit=unknown", "?mit=", "?mit=open_eu_api"])
def test_what_cannot_be_compared_gives_way_to_the_second(query: str) -> None:
    owner = make_member()
    assessment = example(owner)

    page = text(client_of(owner), address(assessment, query))

    current = page[page.index('id="mit-open_onprem"') :].split(">")[0]
    assert 'aria-current="true"' in current


def test_an_unknown_use_case_is_not_found() -> None:
    owner = make_member()

    answer = client_of(owner).get(address(example(owner), "?fall=UC99"))

    assert answer.status_code == 404


def test_an_excluded_way_shows_rule_title_article_and_points() -> None:
    owner = make_member()

    page = text(client_of(owner), address(example(owner)))

    out = page[page.index('<li class="out">') :].split("</li>")[0]
    assert "Ausgeschlossen: KO-07" in out
    assert "KO-07 Verträge verbieten Drittstaaten (" in out
    assert "wenn erlaubt" in out


def test_the_first_look_stores_the_result_and_later_ones_only_read(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    owner = make_member()
    assessment = example(owner)
    client = client_of(owner)

    with django_assert_num_queries(FIRST_LOOK):
        client.get(address(assessment))
    with django_assert_num_queries(LATER_LOOK):
        client.get(address(assessment))
    with django_assert_num_queries(FRAGMENT):
        client.get(address(assessment), headers={"HX-Request": "true", "HX-Target": "result"})

    assert Evaluation.objects.count() == 1


def test_queries_do_not_grow_with_use_cases_and_answers(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    owner = make_member()
    assessment = make_assessment(owner)
    make_answers(assessment, KT1="2")
    for number in range(12):
        make_use_case(assessment, f"Fall {number}", archetype="customer_chat", users=10)
    client = client_of(owner)

    with django_assert_num_queries(FIRST_LOOK):
        client.get(address(assessment))
    with django_assert_num_queries(LATER_LOOK):
        client.get(address(assessment, "?fall=UC12"))


def test_everybody_of_the_organisation_may_read_and_nobody_else() -> None:
    owner = make_member()
    assessment = example(owner)
    home = organisation_of(owner)
    readers = [owner, make_member(home), make_member(home, role=Role.VIEWER)]
    parts: list[dict[str, str]] = [
        {},
        {"HX-Request": "true", "HX-Target": "crossing"},
        {"HX-Request": "true", "HX-Target": "result"},
        {"HX-Request": "true", "HX-Target": "comparison"},
    ]

    for headers in parts:
        url = address(assessment)
        assert [client_of(u).get(url, headers=headers).status_code for u in readers] == [200] * 3
        assert client_of(make_member()).get(url, headers=headers).status_code == 404
        assert Client().get(url, headers=headers).status_code == 302


def test_nothing_can_be_sent_here() -> None:
    owner = make_member()

    assert client_of(owner).post(address(example(owner))).status_code == 405


def test_without_a_use_case_the_page_says_where_to_begin() -> None:
    owner = make_member()
    assessment = make_assessment(owner)

    page = text(client_of(owner), address(assessment))

    assert "Noch gibt es kein Ergebnis" in page
    assert f'class="btn btn-1" href="{reverse("use_cases", args=[assessment.pk])}"' in page
    assert not Evaluation.objects.exists()


def test_without_an_answer_the_page_leads_to_the_questions() -> None:
    owner = make_member()
    assessment = make_assessment(owner)
    make_use_case(assessment)

    page = text(client_of(owner), address(assessment))

    assert "Noch ist keine Frage beantwortet" in page
    assert f'class="btn btn-1" href="{reverse("questions", args=[assessment.pk])}"' in page
    assert not Evaluation.objects.exists()


def test_few_answers_make_a_provisional_result_with_links_to_the_open_questions() -> None:
    owner = make_member()
    assessment = make_assessment(owner)
    make_use_case(assessment, users=10)
    make_answers(assessment, KT1="2")

    page = text(client_of(owner), address(assessment))

    assert "Vorläufig: Noch" in page
    assert f'href="{reverse("question", args=[assessment.pk, "KT2"])}"' in page


def test_the_weight_drawn_is_a_plain_link_too() -> None:
    owner = make_member()
    assessment = example(owner)

    page = text(client_of(owner), address(assessment, "?kriterium=KT&mit=api_us"))

    link = f'id="gewicht-KT" href="{address(assessment)}?fall=UC1&amp;mit=api_us&amp;kriterium=KT"'
    assert link in page
    assert 'aria-current="true"' in page[page.index(link) :].split(">")[0]
    assert "je nach Gewicht von „Kontrolle“" in page
    other_case = f'href="{address(assessment)}?fall=UC2" '
    assert other_case in page  # what its charts compare is chosen anew


def test_an_unknown_criterion_gives_way_to_the_nearest_flip() -> None:
    owner = make_member()
    assessment = example(owner)
    _, recommendation, _ = evaluations.evaluate(assessment)
    nearest = recommendation.use_cases[0].tipping_points[0].criterion

    page = text(client_of(owner), address(assessment, "?kriterium=XX"))

    current = page[page.index(f'id="gewicht-{nearest}"') :].split(">")[0]
    assert 'aria-current="true"' in current


def test_robustness_states_places_duel_precision_and_the_other_modes() -> None:
    owner = make_member()

    page = text(client_of(owner), address(example(owner)))

    card = page[page.index('id="h-rob"') :].split("</section>")[0]
    for words in (
        "97 von 100 Rechenläufen auf Platz 1",
        "Im Zweikampf schlägt „Offen, EU-Dienst“ den Weg",
        "Jede Häufigkeit ist auf ±2 von 100 genau.",
        "Zusammen genügen",
        "Keine einzelne Antwort ändert Platz 1",
        "Nur die Reihenfolge",
        "Ohne Gewichte",
    ):
        assert words in card


def test_an_answer_that_tips_leads_to_its_question() -> None:
    owner = make_member()
    hallweg, lindqvist = example(owner), example(owner, "lindqvist")
    client = client_of(owner)

    own = text(client, address(hallweg, "?fall=UC4"))
    shared = text(client, address(lindqvist))

    question = reverse("question", args=[hallweg.pk, "KT1"])
    assert f'<a href="{question}?fall=UC4">Ort der Verarbeitung</a>' in own
    question = reverse("question", args=[lindqvist.pk, "KT1"])
    assert f'<a href="{question}">Ort der Verarbeitung</a>' in shared
    assert client.get(f"{question}").status_code == 200
    assert (
        client.get(reverse("question", args=[hallweg.pk, "KT1"]) + "?fall=UC4").status_code == 200
    )


def test_one_way_alone_has_neither_lines_nor_tornado() -> None:
    owner = make_member()

    page = text(client_of(owner), address(example(owner), "?fall=UC4"))

    assert not [part for part in ('id="crossing"', 'id="h-torn"', 'id="h-places"') if part in page]


def test_htmx_gets_the_lines_alone() -> None:
    owner = make_member()
    assessment = example(owner)

    part = text(
        client_of(owner),
        address(assessment, "?kriterium=FA"),
        **{"HX-Request": "true", "HX-Target": "crossing"},
    )

    assert part.startswith('<section class="card a-line" id="crossing"')
    assert part.count("</section>") == 1
    assert "„Fähigkeiten“" in part


def test_htmx_gets_the_part_it_asks_for() -> None:
    owner = make_member()
    assessment = example(owner)
    client = client_of(owner)
    url = address(assessment, "?fall=UC2")

    result = text(client, url, **{"HX-Request": "true", "HX-Target": "result"})
    comparison = text(client, url, **{"HX-Request": "true", "HX-Target": "comparison"})
    restored = text(client, url, **{"HX-Request": "true", "HX-History-Restore-Request": "true"})

    assert result.startswith("<title>Ergebnis: Angebotsentwürfe – Modellwahl</title>")
    assert result.count('<div id="result"') == 1
    assert comparison.startswith('<section class="card a-rad" id="comparison"')
    assert 'id="h-rank"' not in comparison
    assert restored.startswith("<!DOCTYPE html>")


def test_the_large_view_leaves_out_the_side_and_leads_to_the_neighbours() -> None:
    owner = make_member()
    assessment = example(owner)

    page = text(client_of(owner), address(assessment, "?fall=UC2&ansicht=gross"))

    path = address(assessment)
    assert 'id="h-rank"' in page
    assert 'id="h-con"' in page
    assert not [part for part in ("h-paths", "h-all", "h-cost", "nav-steps") if part in page]
    assert f'id="before" href="{path}?fall=UC1&amp;ansicht=gross"' in page
    assert f'id="after" href="{path}?fall=UC3&amp;ansicht=gross"' in page


def test_all_ways_excluded_is_an_answer_too(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = make_member()
    assessment = example(owner)
    show(monkeypatch, made.result(excluded=dict.fromkeys(made.OPTIONS, ("KO-07",))))

    page = text(client_of(owner), address(assessment))

    assert "Kein Weg ist erlaubt" in page
    assert "Starten Sie noch nicht" in page
    assert 'id="comparison"' not in page
    assert 'id="h-con"' not in page


def test_level_ways_are_both_named(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = make_member()
    assessment = example(owner)
    first, second = made.result().ranking[:2]
    show(monkeypatch, made.result(tied_with_first=(second,), confidence="open"))

    page = text(client_of(owner), address(assessment))

    heading = page[page.index('id="h1"') :].split("</h1>")[0]
    assert "Gleichauf" in heading
    assert "oder" in heading
    assert (first, second) == ("open_eu_api", "open_onprem")


def test_what_people_typed_stays_text(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = make_member()
    assessment = example(owner)
    nasty = '<script>alert("1")</script>'
    other = replace(made.result(), id="UC2", title="Zweiter")
    show(monkeypatch, made.result(title=nasty), other)

    page = text(client_of(owner), address(assessment))

    assert nasty not in page
    assert "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;" in page


def test_a_chart_that_cannot_be_drawn_gives_its_table(monkeypatch: pytest.MonkeyPatch) -> None:
    owner = make_member()
    assessment = example(owner)

    def broken(*_: object) -> str:
        raise DrawingError("no V8")

    monkeypatch.setattr(pictures, "figure_svg", broken)

    page = text(client_of(owner), address(assessment))

    assert page.count("Dieses Bild ließ sich nicht zeichnen") == 7
    assert "data-explore" not in page
    assert "main-svg" not in page


def test_english_readers_read_english() -> None:
    owner = make_member()
    assessment = example(owner)

    page = text(client_of(owner, language="en"), address(assessment))

    assert "Best fit:" in page
    assert "Open the report" in page
    assert "Rangfolge" not in page


def test_what_ifs_can_be_ticked_and_are_played_together() -> None:
    owner = make_member()
    client, url = client_of(owner), address(example(owner))

    plain = text(client, url)
    both = text(client, url + "?probe=us_access_cut&probe=volume_x10&probe=flood")
    part = text(client, url + "?probe=us_access_cut", HX_Request="true", HX_Target="shocks")

    assert "Alles Angekreuzte zusammen:" not in plain
    assert "Alles Angekreuzte zusammen:" in both
    assert both.count("checked") == plain.count("checked") + 2
    assert part.startswith("<section") and 'id="shocks"' in part
