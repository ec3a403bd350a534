"""The costs page: the finding first, every figure editable, and who may do it."""

import re
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from assessments.models import Assessment, Role, User
from assessments.services import examples, figures
from assessments.services.figures import Own
from tests.factories import (
    client_of,
    make_answers,
    make_assessment,
    make_member,
    make_use_case,
    organisation_of,
)

pytestmark = pytest.mark.django_db

PAGE, FRAGMENT, CHANGE = 12, 9, 13  # queries
HTMX = {"HX-Request": "true"}


def example(owner: User, name: str = "lindqvist") -> Assessment:
    return examples.add_example(organisation_of(owner), name, title="Beispiel", user=owner)


def address(assessment: Assessment, query: str = "") -> str:
    return reverse("costs", args=[assessment.pk]) + query


def figure(assessment: Assessment, code: str = "usd_eur", query: str = "") -> str:
    return reverse("figure", args=[assessment.pk, code]) + query


def text(client: Client, url: str, **headers: str) -> str:
    """The page with every run of white space as one space."""
    answer = client.get(url, headers=headers)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def own(assessment: Assessment) -> dict[str, Any]:
    found: dict[str, Any] = Assessment.objects.get(pk=assessment.pk).figures
    return found


def totals(page: str) -> list[str]:
    """The amounts of the list of ways, from top to bottom."""
    return re.findall(r'<p class="t-sum">([^<]+)</p>', page)


def small(owner: User, cases: int, **usage: float) -> Assessment:
    assessment = make_assessment(owner)
    make_answers(assessment, FA1="M", KP2="1", PE4="2")
    for number in range(cases):
        make_use_case(assessment, f"Fall {number}", archetype="mail_triage", **usage)
    return assessment


def test_the_finding_stands_first_and_excluded_ways_last() -> None:
    owner = make_member()

    page = text(client_of(owner), address(example(owner)))

    heading = re.search(r'<h1 id="h1"[^>]*>([^<]+)</h1>', page)
    assert heading and heading[1].startswith("Am günstigsten über drei Jahre: „Offen, EU-Dienst“")
    ways = page[page.index('<ol class="totals">') :].split("</ol>")[0].split("<li ")[1:]
    assert len(ways) == 5
    assert ["ausgeschlossen" in way for way in ways] == [False, False, False, True, True]
    assert "KO-01a" in ways[3]


@pytest.mark.parametrize(
    ("query", "current"),
    [
        ("", ["fall-alle", "jahre-3", "sicht-realistisch"]),
        ("?fall=UC2&jahre=5&sicht=vorsichtig", ["fall-UC2", "jahre-5", "sicht-vorsichtig"]),
        ("?jahre=4&sicht=rosig&probe=nichts", ["fall-alle", "jahre-3", "sicht-realistisch"]),
    ],
)
def test_the_address_says_what_is_shown(query: str, current: list[str]) -> None:
    owner = make_member()

    page = text(client_of(owner), address(example(owner), query))

    links = re.findall(r'<a id="((?:fall|jahre|sicht)-[^"]+)"([^>]*)>', page)
    assert [name for name, rest in links if "aria-current" in rest] == current


def test_five_years_cost_more_than_three_and_the_cautious_view_more_than_the_likely() -> None:
    owner = make_member()
    assessment, client = example(owner), client_of(owner)

    pages = [
        text(client, address(assessment, query))
        for query in ("", "?jahre=5", "?sicht=vorsichtig", "?sicht=optimistisch")
    ]

    likely, longer, cautious, hopeful = ([_amount(t) for t in totals(page)] for page in pages)
    assert all(a < b for a, b in zip(likely, longer, strict=True))
    assert all(a < b for a, b in zip(likely, cautious, strict=True))
    assert all(a >= b for a, b in zip(likely, hopeful, strict=True))


def _amount(written: str) -> int:
    return int(re.sub(r"\D", "", written))


def test_an_unknown_use_case_is_not_found() -> None:
    owner = make_member()

    assert client_of(owner).get(address(example(owner), "?fall=UC99")).status_code == 404


def test_a_change_tried_says_in_a_sentence_what_it_does_and_is_not_stored() -> None:
    owner = make_member()
    assessment, client = example(owner), client_of(owner)

    page = text(client, address(assessment, "?fall=UC1&probe=menge10&probe=preis4"))

    boxes = re.findall(r'<input type="checkbox" name="probe" value="(\w+)" ([^>]*)>', page)
    assert [code for code, rest in boxes if "checked" in rest] == ["preis4", "menge10"]
    said = page[page.index('<p class="note mts">') :].split("</p>")[0]
    amount = r"[\d.]+ €"
    assert re.search(rf"„[^“]+“ bleibt am günstigsten: {amount} statt {amount}\.", said), said
    assert own(assessment) == {}


def test_usage_is_said_back_in_words_with_the_way_to_change_it() -> None:
    owner = make_member()
    assessment = small(owner, 1, users=40, requests_per_user_per_day=6)

    page = text(client_of(owner), address(assessment))

    assert "40 Personen stellen je Arbeitstag je 6 Anfragen." in page
    assert f'href="{reverse("use_case", args=[assessment.pk, "UC1"])}"' in page


def test_every_figure_stands_there_with_unit_source_and_date() -> None:
    owner = make_member()

    page = text(client_of(owner), address(example(owner)))

    row = page[page.index('id="w-usd_eur"') :].split("</li>")[0]
    assert "<b>0,86</b> € je US-Dollar" in row
    assert "23.11.2026 · Fachliche Einschätzung" in row
    old = page[page.index('id="w-pue"') :].split("</li>")[0]
    assert "älter als 90 Tage" in old
    assert "älter als 90 Tage" not in row


def test_an_own_value_moves_the_totals_and_is_marked() -> None:
    owner = make_member()
    assessment, client = example(owner), client_of(owner)
    before = totals(text(client, address(assessment)))

    answer = client.post(
        figure(assessment, "fte_eur_per_year", "?jahre=5"), {"value": "160.000", "note": "Tarif"}
    )
    page = text(client, address(assessment))

    assert answer.status_code == 302
    assert answer["Location"] == f"{address(assessment)}?jahre=5#w-fte_eur_per_year"
    assert own(assessment) == {"fte_eur_per_year": {"value": 160000.0, "note": "Tarif"}}
    assert _amount(totals(page)[0]) > _amount(before[0])
    row = page[page.index('id="w-fte_eur_per_year"') :].split("</li>")[0]
    assert "Eigener Wert" in row
    assert "Katalog: 80.000" in row
    assert "Zurück auf Katalogwert" in row
    assert "Tarif" in row


def test_english_numbers_are_read_the_english_way() -> None:
    owner = make_member()
    assessment = example(owner)

    client_of(owner, language="en").post(figure(assessment), {"value": "0.915"})

    assert own(assessment) == {"usd_eur": {"value": 0.915}}


def test_percent_is_entered_as_percent() -> None:
    owner = make_member()
    assessment, client = example(owner), client_of(owner)

    client.post(figure(assessment, "growth_per_year"), {"value": "35"})

    assert own(assessment) == {"growth_per_year": {"value": 0.35}}
    assert 'value="35"' in text(client, figure(assessment, "growth_per_year"))


def test_htmx_gets_the_row_and_all_that_follows() -> None:
    owner = make_member()
    assessment, client = example(owner), client_of(owner)

    answer = client.post(figure(assessment), {"value": "0,95"}, headers=HTMX)
    page = " ".join(answer.content.decode().split())

    assert answer.status_code == 200
    assert page.startswith('<li class="fig own" id="w-usd_eur">')
    assert '<header class="res-head" id="costs-head"' in page
    assert '<div id="costs" class="stack" hx-swap-oob="true">' in page
    assert "Rückgängig" in page
    assert "<html" not in page


def test_a_value_can_be_undone_and_taken_back_and_the_note_stays() -> None:
    owner = make_member()
    assessment, client = example(owner), client_of(owner)
    client.post(figure(assessment), {"value": "0,95", "note": "Bank"})

    answer = client.post(figure(assessment), {"reset": "1"}, headers=HTMX)
    page = " ".join(answer.content.decode().split())
    undo = dict(re.findall(r'<input type="hidden" name="(value|note)" value="([^"]*)"', page))

    assert own(assessment) == {"usd_eur": {"note": "Bank"}}
    assert undo == {"value": "0,95", "note": "Bank"}
    client.post(figure(assessment), undo, headers=HTMX)
    assert own(assessment) == {"usd_eur": {"value": 0.95, "note": "Bank"}}


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize("typed", ["", "abc", "-1", "11", "1e400"])
def test_a_wrong_value_is_refused_with_range_and_unit_and_kept(
    headers: dict[str, str], typed: str
) -> None:
    owner = make_member()
    assessment = example(owner)

    answer = client_of(owner).post(
        figure(assessment), {"value": typed, "note": "Notiz"}, headers=headers
    )
    page = " ".join(answer.content.decode().split())

    assert answer.status_code == 422
    assert "Geben Sie eine Zahl von 0,1 bis 10 € je US-Dollar ein." in page
    assert 'aria-invalid="true"' in page
    assert 'value="Notiz"' in page
    if typed:
        assert f'value="{typed}"' in page
    assert ("<title>Fehler:" in page) == (not headers)
    assert own(assessment) == {}


def test_somebody_quicker_is_named_with_both_values_and_the_second_try_counts() -> None:
    owner = make_member()
    assessment, client = example(owner), client_of(owner)
    figures.put(assessment, "usd_eur", Own(0.9), seen=None)

    answer = client.post(figure(assessment), {"value": "0,8", "seen": ""}, headers=HTMX)
    page = answer.content.decode()

    assert answer.status_code == 409
    assert "Inzwischen steht hier 0,9 € je US-Dollar." in page
    assert 'value="0,8"' in page
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    assert seen
    client.post(figure(assessment), {"value": "0,8", "seen": seen[1]})
    assert own(assessment) == {"usd_eur": {"value": 0.8}}


def test_an_unknown_figure_is_not_found() -> None:
    owner = make_member()

    assert client_of(owner).get(figure(example(owner), "usd_euro")).status_code == 404


def test_the_electricity_of_another_country_becomes_an_own_value() -> None:
    owner = make_member()
    assessment, client = example(owner), client_of(owner)
    where = reverse("electricity_mix", args=[assessment.pk])

    client.post(where, {"mix": "FRA"})
    client.post(where, {"mix": "ZZZ"})
    page = text(client, address(assessment))

    assert own(assessment)["grid_kg_per_kwh_eu"]["value"] == 0.04144
    assert '<option value="FRA" selected>' in page
    assert "ecologits 0.11.3, dort sind nur Antworten gezählt" in page


def test_the_price_of_another_model_is_taken_over_with_its_name_and_date() -> None:
    owner = make_member()
    assessment, client = example(owner), client_of(owner)
    where = reverse("model_price", args=[assessment.pk])

    page = text(client, f"{where}?weg=api_us_M&anbieter=openai")
    answer = client.post(
        where, {"weg": "api_us_M", "anbieter": "openai", "modell": "openai/gpt-6.1-sol"}
    )

    assert 'name="modell" value="openai/gpt-6.1-sol"' in page
    assert answer["Location"] == f"{address(assessment)}#w-in_api_us_M"
    stored = own(assessment)
    assert {code: entry["value"] for code, entry in stored.items()} == {
        "in_api_us_M": 2.0,
        "out_api_us_M": 10.0,
        "cached_api_us_M": 0.1,
    }
    assert re.fullmatch(r"Preis von .*Sol.*, Liste vom 23\.11\.2026", stored["in_api_us_M"]["note"])
    assert [str(m) for m in get_messages(answer.wsgi_request)]


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"weg": "api_us_M", "anbieter": "nobody", "modell": "x"},
        {"weg": "api_us_M", "anbieter": "openai", "modell": "openai/none"},
        {"weg": "open_onprem_M", "anbieter": "openai", "modell": "openai/gpt-6.1-sol"},
    ],
)
def test_a_price_that_is_not_there_is_refused_in_words(form: dict[str, str]) -> None:
    owner = make_member()
    assessment = example(owner)

    answer = client_of(owner).post(reverse("model_price", args=[assessment.pk]), form)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert own(assessment) == {}


def test_a_viewer_sees_all_and_is_offered_nothing_to_change() -> None:
    owner = make_member()
    assessment = example(owner)
    viewer = make_member(organisation_of(owner), role=Role.VIEWER)
    client = client_of(viewer)

    page = text(client, address(assessment))
    row = text(client, figure(assessment), **HTMX)

    assert len(totals(page)) == 5
    assert "0,86" in page
    for control in ("aendern-", 'name="reset"', 'name="mix"', "modellpreis", 'name="value"'):
        assert control not in page + row
    for url in (figure(assessment), reverse("electricity_mix", args=[assessment.pk])):
        assert client.post(url, {"value": "0,9", "mix": "FRA"}).status_code == 403
    assert client.get(reverse("model_price", args=[assessment.pk])).status_code == 302
    assert own(assessment) == {}


def test_a_stranger_finds_nothing() -> None:
    assessment, client = example(make_member()), client_of(make_member())

    for url in (address(assessment), figure(assessment)):
        assert client.get(url).status_code == 404
        assert client.post(url, {"value": "0,9"}).status_code in {404, 405}
    assert own(assessment) == {}


@pytest.mark.parametrize("cases", [1, 3])
def test_queries_do_not_grow_with_use_cases(
    django_assert_num_queries: DjangoAssertNumQueries, cases: int
) -> None:
    owner = make_member()
    assessment, client = small(owner, cases), client_of(owner)

    with django_assert_num_queries(PAGE):
        client.get(address(assessment))
    with django_assert_num_queries(FRAGMENT):
        client.get(address(assessment, "?jahre=5"), headers={**HTMX, "HX-Target": "costs"})
    with django_assert_num_queries(CHANGE):
        client.post(figure(assessment), {"value": "0,9"}, headers=HTMX)


@pytest.mark.parametrize("missing", ["use_cases", "answers"])
def test_without_input_the_page_says_what_to_enter_first(missing: str) -> None:
    owner = make_member()
    assessment = make_assessment(owner)
    if missing == "answers":
        make_use_case(assessment)

    page = text(client_of(owner), address(assessment))

    assert "Es gibt noch keine Kosten" in page
    goal = "use_cases" if missing == "use_cases" else "questions"
    assert f'href="{reverse(goal, args=[assessment.pk])}"' in page


@pytest.mark.parametrize(
    "usage",
    [
        {"requests_per_month": 0},
        {"input_tokens_per_month": 0, "output_tokens_per_month": 0},
        {"input_tokens_per_month": 1e12, "output_tokens_per_month": 1e12},
        {"requests_per_month": 1e12, "pages_in": 1e6},
    ],
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_nothing_at_all_and_far_too_much_stay_readable(
    usage: dict[str, float], language: str
) -> None:
    owner = make_member()
    assessment = small(owner, 1, **usage)

    page = text(
        client_of(owner, language=language),
        address(assessment, "?jahre=5&sicht=vorsichtig&probe=menge10&probe=personal"),
    )

    shown = re.sub(r'data-figure="[^"]*"', "", page)
    assert re.search(r"\b(nan|inf|None)\b", re.sub(r"<[^>]+>", " ", shown)) is None
    assert len(totals(page)) == 5


def test_the_result_leads_to_the_costs() -> None:
    owner = make_member()
    assessment = example(owner)

    page = text(client_of(owner), reverse("results", args=[assessment.pk]))

    assert f'href="{address(assessment)}"' in page
    assert "Kosten berechnen" in page


def test_a_price_for_repeated_text_can_be_given_where_the_catalogue_has_none() -> None:
    owner = make_member()
    assessment, code = example(owner), "cached_open_eu_api_M"

    answer = client_of(owner).post(figure(assessment, code), {"value": "0,05"})

    assert answer.status_code == 302
    assert own(assessment)[code]["value"] == 0.05
