"""Charts: the finding above, words and a table beside, and only the colours agreed on."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assessments.report import charts, figures, template
from assessments.report.blocks import Chart
from assessments.report.voice import Voice
from tests.report import made

DATED = date(2026, 11, 23)
LEVELS: dict[str, int | None] = {"T1": 2, "T2": 3, "T3": 2, "T4": None, "T5": 3}


def every_chart(voice: Voice) -> list[Chart]:
    result = made.result({"api_us": ("KO-07",)})
    found = [
        charts.contributions_chart(result, voice, DATED),
        charts.comparison_chart(result, voice, DATED),
        charts.comparison_chart(result, voice, DATED, dots=True),
        charts.costs_chart(result, voice, DATED),
        charts.shares_chart(result, voice, DATED),
        charts.importance_chart(made.WEIGHTS, voice, DATED),
        charts.readiness_chart(LEVELS, {"T1": 2, "T5": 4}, voice, DATED),
    ]
    assert None not in found
    return [chart for chart in found if chart]


def texts_in(value: Any) -> list[str]:
    """Every string a figure may show."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for inner in value.values() for text in texts_in(inner)]
    if isinstance(value, list | tuple):
        return [text for inner in value for text in texts_in(inner)]
    return []


def test_every_chart_comes_with_finding_words_and_table(german: Voice, english: Voice) -> None:
    for voice in (german, english):
        for chart in every_chart(voice):
            assert chart.title and not chart.title.endswith(".")
            assert chart.subtitle.endswith(".") and chart.alt.endswith(".")
            assert "2026.11" in chart.caption and "2026" in chart.caption
            assert {len(row) for row in chart.table.rows} == {len(chart.table.head)}


def test_chart_names_are_distinct(german: Voice) -> None:
    names = [chart.name for chart in every_chart(german)]

    assert len(set(names)) == len(names)


def test_ids_with_odd_letters_still_give_distinct_names(german: Voice) -> None:
    names = [
        charts.costs_chart(replace(made.result(), id=key), german, DATED).name
        for key in ("A_1", "A-1", "A 1", "Ä1")
    ]

    assert len(set(names)) == 4


def test_no_chart_text_holds_markup(german: Voice) -> None:
    for chart in every_chart(german):
        shown = texts_in(chart.figure.to_plotly_json())
        assert [text for text in shown if "<b" in text or "<i" in text] == []


def test_no_chart_shows_a_tool_bar_or_a_title_of_its_own(german: Voice) -> None:
    for chart in every_chart(german):
        assert chart.figure.layout.title.text is None


def test_contributions_show_printed_points_and_pale_exclusions(german: Voice) -> None:
    result = made.result({"api_us": ("KO-07",)})
    figure = figures.contributions(result, german)

    control = figure.data[0]
    assert control.text == ("18", "22", "18", "12", "4")  # 22 % of 82, 100, 80, 55 and 20
    assert control.marker.color[:4] == (template.CRITERIA_COLOURS["KT"],) * 4
    assert control.marker.color[4] == template.EXCLUDED
    totals = [note.text for note in figure.layout.annotations[5:]]
    assert totals == ["82", "70", "68", "64", "(50)"]


def test_narrow_segments_carry_no_number(german: Voice) -> None:
    figure = figures.contributions(made.result(), german)

    sustainability = figure.data[6]
    assert sustainability.text[3] == ""  # 6 % of 50 = 3 points


def test_two_profiles_close_their_line_over_seven_axes(german: Voice) -> None:
    options = made.result().options
    figure = figures.comparison_radar(
        ("open_eu_api", options["open_eu_api"]), ("api_us", options["api_us"]), german
    )

    other, mine = figure.data
    assert len(mine.r) == 8 and mine.r[0] == mine.r[-1] == 82
    assert mine.line.color == template.FIRST and mine.line.dash == "solid"
    assert other.line.color == template.COMPARED and other.line.dash == "dash"


def test_only_the_first_rank_is_petrol(german: Voice) -> None:
    figure = figures.costs(made.result({"api_us": ("KO-07",)}), german)

    assert figure.data[0].marker.color == (
        template.FIRST, template.REST, template.REST, template.REST, template.EXCLUDED,
    )  # fmt: skip


def test_shares_say_below_one_instead_of_zero(german: Voice) -> None:
    chart = charts.shares_chart(made.result(), german, DATED)

    assert chart is not None
    assert [row[1] for row in chart.table.rows] == ["91", "7", "unter 1", "2", "0"]


def test_one_way_left_gives_nothing_to_compare(german: Voice) -> None:
    alone = made.result({code: ("KO-26b",) for code in made.OPTIONS if code != "open_onprem"})

    assert charts.comparison_chart(alone, german, DATED) is None
    assert charts.shares_chart(alone, german, DATED) is None


@pytest.mark.parametrize(
    ("levels", "needed", "lacking", "title"),
    [
        (LEVELS, {"T1": 2}, (), "Die Reife genügt für das Ziel, soweit angegeben"),
        (LEVELS, {"T3": 4}, (), "Für das Ziel fehlt noch Reife bei „Verhalten und Kompetenzen“"),
        (LEVELS, {"T1": 2}, ("T2",), "Für das Ziel fehlt noch Reife bei „Prozessorientierung“"),
        (LEVELS, {}, (), "So weit ist Ihr Betrieb heute"),
        (dict.fromkeys(LEVELS), {"T1": 2}, (), "Zum Reifegrad fehlen noch Angaben"),
    ],
)
def test_readiness_titles(
    german: Voice,
    levels: dict[str, int | None],
    needed: dict[str, int],
    lacking: tuple[str, ...],
    title: str,
) -> None:
    chart = charts.readiness_chart(levels, needed, german, DATED, lacking=lacking)

    assert chart.title == title


def test_importance_names_what_counts_most(german: Voice) -> None:
    flat = dict.fromkeys(made.CRITERIA, 1 / 7)

    assert charts.importance_chart(flat, german, DATED).title == (
        "Alle Kriterien zählen gleich viel"
    )
    assert charts.importance_chart(made.WEIGHTS, german, DATED).title == (
        "Am meisten zählt für Sie: Kontrolle"
    )
