"""Charts: the finding above, words and a table beside, and only the colours agreed on."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
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
        charts.difference_chart(result, voice, DATED),
        charts.ranks_chart(result, voice, DATED),
        charts.crossing_chart(result, voice, DATED),
        charts.tornado_chart(result, voice, DATED),
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


def test_one_way_left_gives_nothing_to_compare(german: Voice) -> None:
    alone = made.result({code: ("KO-26b",) for code in made.OPTIONS if code != "open_onprem"})

    assert charts.comparison_chart(alone, german, DATED) is None
    assert charts.difference_chart(alone, german, DATED) is None
    assert charts.ranks_chart(alone, german, DATED) is None
    assert charts.crossing_chart(alone, german, DATED) is None
    assert charts.tornado_chart(alone, german, DATED) is None


def test_ranks_print_whole_percents_and_say_below_one_instead_of_zero(german: Voice) -> None:
    chart = charts.ranks_chart(made.result(), german, DATED)

    assert chart is not None
    assert chart.title == "„Offen, EU-Dienst“ liegt in 91 von 100 Rechenläufen auf Platz 1"
    assert [row[:2] for row in chart.table.rows] == [
        ("Offen, EU-Dienst", "91"),
        ("Offen, eigener Server", "7"),
        ("Proprietär, EU-Cloud", "2"),
        ("Offen, EU-Mietserver", "unter 1"),
        ("Proprietär, direkt", "0"),
    ]
    assert [len(row) for row in chart.table.rows] == [6] * 5


def test_the_way_most_often_first_leads_the_ranks_whatever_its_points(german: Voice) -> None:
    result = made.result()
    shares = dict.fromkeys(made.OPTIONS, 0.1) | {"prop_eu_cloud": 0.6}
    often = made.acceptability(result.ranking, shares)

    chart = charts.ranks_chart(replace(result, acceptability={"group": often}), german, DATED)

    assert chart is not None and chart.table.rows[0][:2] == ("Proprietär, EU-Cloud", "60")


def test_every_bar_of_the_ranks_is_a_hundred_percent_in_one_hue(german: Voice) -> None:
    result = made.result({"api_us": ("KO-07",)})
    figure = figures.ranks(result, result.ranking, german)

    assert [trace.marker.color for trace in figure.data] == list(template.RANKS[:4])
    for row in range(4):
        assert sum(trace.x[row] for trace in figure.data) == pytest.approx(100)


def test_the_differences_add_up_to_the_distance(german: Voice) -> None:
    chart = charts.difference_chart(made.result(), german, DATED)

    # By hand: 18 % of 88 − 45 is 7.74, 16 % of 78 − 40 is 6.08 … the sum is 11.56.
    assert chart is not None
    assert [(row[0], row[3]) for row in chart.table.rows] == [
        ("Kosten und Ablauf", "+7,7"),
        ("Fähigkeiten", "+6,1"),
        ("Performanz", "+2,8"),
        ("Nachhaltigkeit", "+2,4"),
        ("Souveränität", "±0,0"),
        ("Anpassbarkeit", "−3,5"),
        ("Kontrolle", "−4,0"),
    ]
    assert chart.table.totals == ("Summe", "81,6", "70,0", "+11,6")
    values = chart.figure.data[0].x
    assert values[-1] == pytest.approx(sum(values[:-1]))
    assert chart.title == (
        "„Offen, EU-Dienst“ liegt vor „Offen, eigener Server“, vor allem durch Kosten und Ablauf"
    )


def test_an_excluded_way_that_would_lead_is_said_to_be_out(german: Voice) -> None:
    out = made.result({"open_eu_api": ("KO-07",)})

    chart = charts.difference_chart(out, german, DATED, other="open_eu_api")

    assert out.ranking[0] == "open_onprem"
    assert chart is not None and chart.title == (
        "Ohne Ausschluss läge „Offen, EU-Dienst“ vorn, vor allem durch Kosten und Ablauf"
    )
    assert chart.table.totals[-1] == "−11,6"


def test_lines_run_from_the_value_without_a_criterion_to_its_fit(german: Voice) -> None:
    result = made.result()
    figure = figures.crossing(result, "AN", german)

    lines = {trace.name: trace.y for trace in figure.data if trace.name}
    for code in made.OPTIONS:
        option = result.options[code]
        start, end = lines[german.short(code)]
        assert end == option.criteria["AN"]
        assert 0.9 * start + 0.1 * end == pytest.approx(option.score)  # AN weighs 10 %


def test_the_flip_the_shade_and_the_present_weight_stand_where_they_belong(german: Voice) -> None:
    result = made.result({"open_eu_gpu": ("KO-07",)})
    # Without AN: 84.2 and 67.5; both are level at t = 16.7 / (16.7 + 35) = 32 %.
    rest = [(result.options[code].score - 0.1 * fit) / 0.9
            for code, fit in (("open_eu_api", 60), ("open_onprem", 95))]  # fmt: skip
    flip = (rest[0] - rest[1]) / (rest[0] - rest[1] + 35)

    chart = charts.crossing_chart(result, german, DATED, criterion="AN")

    assert chart is not None
    band, now = chart.figure.layout.shapes
    assert (band.x0, band.x1, now.x0) == pytest.approx((0, 100 * flip, 10))
    diamond, dot = chart.figure.data[-2:]
    assert diamond.x == pytest.approx([100 * flip]) and dot.x == pytest.approx([10])
    assert chart.title == (
        "Über 32\u00a0% Gewicht für Anpassbarkeit liegt „Offen, eigener Server“ vorn"
    )
    assert [mark.detail for mark in chart.legend] == [
        "10\u00a0%",
        "0\u00a0%–32\u00a0%",
        "32\u00a0%",
    ]


def test_the_criterion_nearest_to_a_flip_is_drawn_unless_another_is_named(german: Voice) -> None:
    result = made.result()

    named = [
        charts.crossing_chart(result, german, DATED, criterion=code) for code in (None, "KP", "XX")
    ]

    assert [chart.name[-2:] for chart in named if chart] == ["SO", "KP", "SO"]


def test_names_at_the_ends_of_the_lines_never_touch(german: Voice) -> None:
    result = made.result()
    for criterion in made.CRITERIA:
        figure = figures.crossing(result, criterion, german)
        names = {german.short(code) for code in made.OPTIONS}
        places = sorted(note.y for note in figure.layout.annotations if note.text in names)
        pixels = (figure.layout.height - figure.layout.margin.t - figure.layout.margin.b) / 108
        gaps = [(b - a) * pixels for a, b in pairwise(places)]
        assert min(gaps) >= 17.9
        assert places[0] >= -10 and places[-1] <= 110


def test_the_tornado_crosses_zero_where_first_place_is_lost(german: Voice) -> None:
    chart = charts.tornado_chart(made.result(), german, DATED)

    assert chart is not None
    ahead, behind = chart.figure.data
    assert (ahead.base[0], ahead.x[0]) == (0, 12.25)
    assert (behind.base[0], behind.x[0]) == (-1.5, 1.5)
    assert chart.title == "1 Annahme kann allein den Vorsprung kosten"
    assert chart.table.rows == (
        ("Fähigkeiten: Offen, eigener Server", "−1,5", "+12,2"),
        ("Aufwand der Betreuung", "+9,0", "+14,0"),
        (f"Offene Frage: {german.question('KT2')}", "+10,0", "+13,0"),
    )


def test_the_tornado_shows_the_widest_bars_alone(german: Voice) -> None:
    many = made.TORNADO * 5

    chart = charts.tornado_chart(replace(made.result(), tornado=many), german, DATED)

    assert chart is not None and len(chart.table.rows) == 8


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
