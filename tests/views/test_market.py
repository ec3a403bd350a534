"""The market picture: every model with its facts, blanks named and counted, filters, CSV.

No test here may touch the database, so neither does the page.
"""

import csv
import io
import re
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from assessments.catalogue import load
from assessments.views import market as view
from assessments.views.market import blanks, shown
from tests.forms.test_market import form

HTMX = {"HX-Request": "true"}
MODELS = load().models


def page(query: str = "", language: str = "de", **headers: str) -> str:
    client = Client(headers=headers)
    client.cookies["django_language"] = language
    answer = client.get(reverse("market") + query)
    assert answer.status_code == 200
    return answer.content.decode()


def names(text: str) -> list[str]:
    """The open models of the page, in their order."""
    table = text.split('id="models"')[1].split('id="h-closed"', maxsplit=1)[0]
    return re.findall(r'<th scope="row">\s*<b>(.*?)</b>', table)


def test_all_models_stand_from_a_to_z() -> None:
    assert names(page()) == sorted(MODELS, key=str.casefold)


def test_closed_models_stand_in_a_table_of_their_own() -> None:
    text = page()

    rows = re.findall(r"<b>(.*?)</b>", text[text.index('id="h-closed"') :])
    assert rows == sorted(load().closed_models, key=str.casefold)


def test_what_nobody_checked_is_said_and_counted() -> None:
    rows = shown(load(), form())
    unranked = sum(model.german_rank is None for model in MODELS.values())
    counted = dict(blanks(rows))

    assert counted.get("Rang auf Deutsch", counted.get("German rank", 0)) == unranked
    assert page().count("nicht geprüft") + page().count("not checked") >= sum(counted.values())


@pytest.mark.parametrize(
    ("query", "passes"),
    [
        ("?largest=10", lambda m: m.total_b is not None and m.total_b <= 10),
        ("?country=DE", lambda m: "DE" in m.country),
        ("?untrapped=on", lambda m: m.trap == "none"),
        ("?ranked=on", lambda m: m.german_rank is not None),
        ("?country=FR&largest=30", lambda m: "FR" in m.country and m.total_b <= 30),
    ],
)
def test_a_filter_leaves_what_passes_it(query: str, passes: object) -> None:
    expected = sorted((m.code for m in MODELS.values() if passes(m)), key=str.casefold)  # type: ignore[operator]

    assert names(page(query)) == expected


def test_a_model_of_two_countries_is_found_under_both() -> None:
    both = [model.code for model in MODELS.values() if model.country == "FR/US"]

    assert both
    assert set(both) <= set(names(page("?country=FR"))) & set(names(page("?country=US")))


def test_blank_facts_stand_last_in_every_order() -> None:
    dated = [MODELS[name].released for name in names(page("?order=released"))]
    sized = [MODELS[name].total_b for name in names(page("?order=size"))]

    known = [date for date in dated if date]
    assert dated[: len(known)] == known
    assert known[0] >= known[-1]
    assert sized == sorted(sized, key=lambda size: (size is None, size or 0))


def test_htmx_gets_the_table_and_the_count_alone() -> None:
    text = page("?largest=10", **HTMX)

    assert "<html" not in text
    assert "<figure" not in text
    assert 'id="models"' in text
    assert 'id="say" hx-swap-oob="innerHTML"' in text


@pytest.mark.parametrize("entry", ["viel", "0", "-3", "1e999", "1.000.000"])
def test_a_size_that_cannot_be_used_is_said_at_its_field(entry: str) -> None:
    for headers in ({}, HTMX):
        text = page(f"?largest={entry}", **headers)

        assert 'id="id_largest_error"' in text
        assert len(names(text)) == len(MODELS)


def test_an_unknown_country_or_order_changes_nothing() -> None:
    assert names(page("?country=XX&order=zufall")) == names(page())


def test_nothing_found_says_what_to_do() -> None:
    text = page("?largest=0,1")

    assert names(text) == []
    assert "Kein offenes Modell" in text or "No open model passes" in text


@pytest.mark.parametrize(("language", "mark"), [("de", ";"), ("en", ",")])
def test_the_table_comes_as_a_file_for_a_spreadsheet(language: str, mark: str) -> None:
    client = Client()
    client.cookies["django_language"] = language
    answer = client.get(reverse("market_csv"), {"untrapped": "on"})

    text = answer.content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=mark))
    free = [model for model in MODELS.values() if model.trap == "none"]
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert len(rows) == 1 + len(free) + len(load().closed_models)
    assert {len(row) for row in rows} == {17}
    qwen = next(row for row in rows if row[1] == "Qwen3-8B")
    assert qwen[4] == ("8,19" if language == "de" else "8.19")
    assert qwen[13] == "144"  # 2 × 36 layers × 8 heads × 128 × 2 bytes


def test_the_ranks_are_attributed_with_date_and_licence() -> None:
    text = page(language="en")

    assert "EuroEval" in text
    assert "MIT licence" in text
    assert "as of 26 Jan 2026" in text


def test_known_ranks_are_drawn_and_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = load()
    ranked = {
        code: replace(model, german_rank=1 + place / 50, released=f"2025-{1 + place % 12:02d}-01")
        for place, (code, model) in enumerate(MODELS.items())
    }
    closed = {
        code: replace(model, german_rank=1.4, released="2025-06-01")
        for code, model in catalogue.closed_models.items()
    }
    known = replace(catalogue, models=ranked, closed_models=closed)
    monkeypatch.setattr(view, "load", lambda: known)

    text = page(language="en")

    assert text.count("<figure") == 2
    assert "No German rank is known yet" not in text
    assert len(names(page("?ranked=on"))) == len(MODELS)
    by_rank = names(page("?order=rank"))
    assert by_rank == sorted(MODELS, key=lambda code: (ranked[code].german_rank, code.casefold()))


@pytest.mark.parametrize(
    ("note", "words"),
    [
        (None, ""),
        ("val", "smaller set of tests"),
        ("#thinking, val", "with long thinking, smaller set of tests"),
        ("FP8", "FP8"),
    ],
)
def test_remarks_on_a_rank_stand_in_words(note: str | None, words: str) -> None:
    with translation.override("en"):
        assert view.rank_note(note) == words


def test_days_are_written_as_people_do_and_months_stay() -> None:
    with translation.override("de"):
        assert view.written_day("2026-04-17") == "17.04.2026"
        assert view.written_day("2026-05") == "2026-05"
        assert view.written_day(None) is None
