"""The pictures of the market: every model where its facts put it, blanks told, nobody pushed."""

from dataclasses import replace
from math import log10
from typing import Any

import pytest

from assessments.catalogue.content import Catalogue
from assessments.catalogue.technology import ClosedModel, OpenModel
from assessments.report import template
from assessments.report.charts import market
from assessments.report.figures.bubble import numbered
from assessments.report.figures.market import (
    best_of_size,
    ranked,
    records,
    short_name,
    sized,
    year_of,
)
from assessments.report.pictures import pictures
from assessments.report.voice import Voice
from tests.report.test_charts import texts_in


@pytest.fixture(scope="module")
def pattern(catalogue: Catalogue) -> OpenModel:
    return next(iter(catalogue.models.values()))


@pytest.fixture(scope="module")
def made(catalogue: Catalogue, pattern: OpenModel) -> Catalogue:
    """Six open models, one of them without rank, one without size; three closed ones."""

    def model(code: str, rank: float | None, size: float | None, **more: Any) -> OpenModel:
        facts = {"active_b": size, "trap": "none", "released": "2025-03-12"} | more
        return replace(pattern, code=code, german_rank=rank, total_b=size, **facts)

    opened = (
        model("small-8b-it", 2.5, 8.0, released="2024-05-22"),
        model("middle-24B-Instruct-2506", 1.6, 24.0, released="2025-06"),
        model("large-400B", 1.55, 400.0, active_b=17.0, trap="eu_excluded"),
        model("dense-70b", 1.9, 70.0, trap="user_limit", released=None),
        model("unranked-32b", None, 32.0),
        model("unsized", 2.0, None, released="2024"),
    )
    shut = tuple(
        ClosedModel(code, "X", "US", released, None, None, None, rank, None, "S64", "2026-04-17")
        for code, rank, released in (
            ("first-pro", 2.1, "2024-05-13"),
            ("second-pro", 1.62, "2026-03-05"),
            ("third-pro", None, None),
        )
    )
    return replace(
        catalogue,
        models={m.code: m for m in opened},
        closed_models={m.code: m for m in shut},
        sources=catalogue.sources | {"S64": replace(catalogue.sources["S64"], dated="2026-04-17")},
    )


@pytest.fixture
def voice(made: Catalogue) -> Voice:
    return Voice(made, "de")


def test_only_models_with_all_facts_are_drawn_and_the_rest_is_counted(
    made: Catalogue, voice: Voice
) -> None:
    chart = market.bubble(made, voice)

    assert [m.code for m in sized(made)] == [
        "small-8b-it", "middle-24B-Instruct-2506", "large-400B", "dense-70b",
    ]  # fmt: skip
    assert chart is not None
    # 9 models less 4 open and 2 closed ones that are shown.
    assert chart.caption.endswith("3 Modelle ohne geprüfte Angabe fehlen")
    assert "EuroEval" in chart.caption and "17.04.2026" in chart.caption
    assert len(chart.table.rows) == 6


def test_one_blank_is_singular(made: Catalogue) -> None:
    fewer = replace(
        made,
        models={code: m for code, m in made.models.items() if not code.startswith("un")},
    )

    german, english = (market.bubble(fewer, Voice(fewer, language)) for language in ("de", "en"))

    assert german is not None and english is not None
    assert german.caption.endswith("1 Modell ohne geprüfte Angabe fehlt")
    assert english.caption.endswith("1 model without verified facts is missing")


def test_size_is_logarithmic_better_is_up_and_area_is_what_computes(
    made: Catalogue, voice: Voice
) -> None:
    chart = market.bubble(made, voice)

    assert chart is not None
    free, terms, barred, shut = chart.figure.data
    assert free.x == pytest.approx((log10(24), log10(8))) and free.y == (1.6, 2.5)
    assert barred.marker.size == (17.0,) and barred.marker.sizemode == "area"
    assert terms.x == pytest.approx((log10(70),))
    low, high = chart.figure.layout.yaxis.range
    assert low > 2.5 and high < 1.55
    edge = chart.figure.layout.shapes[0].x0
    assert min(shut.x) > edge > log10(400)


def test_colour_tells_the_licence_and_never_the_publisher(made: Catalogue, voice: Voice) -> None:
    chart = market.bubble(made, voice)

    assert chart is not None
    assert [trace.marker.color for trace in chart.figure.data] == [
        template.FIRST, template.COMPARED, template.REST, template.INK,
    ]  # fmt: skip
    assert [mark.label for mark in chart.legend[:4]] == [
        "freie Lizenz",
        "Lizenz mit Bedingungen oder ungeklärt",
        "für Betriebe in der EU nicht freigegeben",
        "geschlossen",
    ]


def test_numbers_stand_where_no_smaller_model_does_as_well(made: Catalogue, voice: Voice) -> None:
    assert [m.code for m in best_of_size(sized(made))] == [
        "small-8b-it", "middle-24B-Instruct-2506", "large-400B",
    ]  # fmt: skip
    assert [(number, model.code) for number, model in numbered(made)] == [
        (1, "small-8b-it"),
        (2, "middle-24B-Instruct-2506"),
        (3, "large-400B"),
        (4, "second-pro"),
        (5, "first-pro"),
    ]
    chart = market.bubble(made, voice)
    assert chart is not None
    assert [mark.detail for mark in chart.legend[4:6]] == ["small-8b", "middle-24B"]


def test_the_title_claims_no_more_than_the_ranks_show(made: Catalogue, voice: Voice) -> None:
    small = market.bubble(made, voice)
    # Without the middle one the best is the largest, and nothing comes within 0.1 of it.
    models = {code: m for code, m in made.models.items() if not code.startswith("middle")}
    large = market.bubble(replace(made, models=models), voice)

    assert small is not None and large is not None
    assert small.title == (
        "Größe allein entscheidet nicht: 24 Mrd. Parameter halten beim Deutsch vorn mit"
    )
    assert large.title == "Die größten offenen Modelle können am besten Deutsch"


def test_a_record_is_better_than_all_before_it(made: Catalogue) -> None:
    opened = [model for model in ranked(made) if not model.closed]

    # 2024-05-22: 2.5; end of 2024: 2.0; 2025-03-12: 1.55; the one of June 2025 is no record.
    assert [model.code for model in records(opened)] == ["small-8b-it", "unsized", "large-400B"]


def test_a_vague_date_counts_at_its_end() -> None:
    assert year_of("2025-06") == year_of("2025-06-31")
    assert year_of("2024") == pytest.approx(2025)
    assert year_of("2026-01-31") == pytest.approx(2026 + 1 / 12)


def test_the_lines_step_up_to_the_day_of_the_ranks(made: Catalogue, voice: Voice) -> None:
    chart = market.gap(made, voice)

    assert chart is not None
    opened, shut = chart.figure.data
    assert opened.y == (2.5, 2.0, 1.55, 1.55) and opened.line.shape == "hv"
    assert shut.y == (2.1, 1.62, 1.62) and shut.line.dash == "dash"
    assert opened.x[-1] == shut.x[-1] == pytest.approx(year_of("2026-04-17"))
    assert chart.caption.endswith("3 Modelle ohne geprüfte Angabe fehlen")  # no rank or no date


@pytest.mark.parametrize(
    ("rank", "de"),
    [
        (1.62, "Beim Deutsch liegen offene und geschlossene Modelle gleichauf"),
        (1.25, "Beim Deutsch liegen geschlossene Modelle 0,3 Ränge vorn"),
        (1.85, "Beim Deutsch liegen offene Modelle 0,3 Ränge vorn"),
    ],
)
def test_who_is_ahead_is_said_only_beyond_a_tenth_of_a_rank(
    made: Catalogue, voice: Voice, rank: float, de: str
) -> None:
    newest = replace(made.closed_models["second-pro"], german_rank=rank)
    chart = market.gap(
        replace(made, closed_models={**made.closed_models, "second-pro": newest}), voice
    )

    assert chart is not None and chart.title == de


def test_one_camp_alone_is_drawn_without_a_verdict(made: Catalogue, voice: Voice) -> None:
    alone = replace(made, closed_models={})

    size, over_time = market.bubble(alone, voice), market.gap(alone, voice)

    assert size is not None and not size.figure.layout.shapes
    assert over_time is not None and len(over_time.figure.data) == 1
    assert over_time.title == "Bestes Deutsch im Lauf der Zeit"


def test_without_ranks_there_is_no_picture(made: Catalogue, voice: Voice) -> None:
    blank = replace(
        made,
        models={code: replace(m, german_rank=None) for code, m in made.models.items()},
        closed_models={},
    )

    assert market.bubble(blank, voice) is None and market.gap(blank, voice) is None


def test_names_lose_their_edition_and_nothing_else() -> None:
    assert [
        short_name(code)
        for code in ("gemma-3-27b-it", "Mistral-Small-3.1-24B-Instruct-2503", "Qwen3-30B-A3B",
                     "command-a-plus-05-2026", "gpt-4o-2024-05-13", "claude-3-7-sonnet-20250219")
    ] == ["gemma-3-27b", "Mistral-Small-3.1-24B", "Qwen3-30B-A3B", "command-a-plus",
         "gpt-4o", "claude-3-7-sonnet"]  # fmt: skip


def test_both_pictures_can_be_drawn_wide_and_narrow_in_both_languages(made: Catalogue) -> None:
    for language in ("de", "en"):
        for chart in (
            market.bubble(made, Voice(made, language)),
            market.gap(made, Voice(made, language)),
        ):
            assert chart is not None and chart.alt.endswith(".") and chart.subtitle.endswith(".")
            assert {len(row) for row in chart.table.rows} == {len(chart.table.head)}
            shown = texts_in(chart.figure.to_plotly_json())
            assert [text for text in shown if "<b>" in text or "<i>" in text] == []
            drawn = pictures(chart)
            assert drawn.wide.svg.startswith("<svg") and drawn.narrow.svg.startswith("<svg")
