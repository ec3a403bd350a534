"""Charts of the cost of ownership: the right figures in the right place, readable by everybody."""

from dataclasses import replace
from datetime import date
from itertools import combinations, pairwise
from math import log10

import pytest

from assessments.catalogue.content import Catalogue
from assessments.engine.cost_result import CostStudy, VolumeCrossing
from assessments.engine.result import Range
from assessments.report import template
from assessments.report.blocks import Chart
from assessments.report.builder import build
from assessments.report.charts import costs as charts
from assessments.report.charts.cost_tables import order, totals_table
from assessments.report.drawing import figure_svg
from assessments.report.figures import lines
from assessments.report.figures.volume import points, window
from assessments.report.figures.years import PART_COLOURS, PART_TEXT
from assessments.report.pictures import pictures
from assessments.report.voice import Voice
from tests.report import made, made_costs
from tests.report.conftest import Evaluated
from tests.report.made_costs import OPTIONS, study
from tests.report.test_charts import texts_in
from tests.report.test_template import VISION, ciede2000, contrast, lab, linear

NB = "\u00a0"
DATED = date(2026, 11, 25)
OUT = {"api_us": ("KO-07",)}
KG = {
    "api_us": Range(0.3, 2, 9),
    "open_eu_api": Range(0.5, 1.4, 6),
    "open_onprem": Range(90, 140, 210),
}


def every_chart(voice: Voice, found: CostStudy) -> list[Chart]:
    drawn = [
        charts.yearly(found, voice, DATED),
        charts.yearly(found, voice, DATED, view="high", key="high"),
        charts.over_volume(found, voice, DATED),
        charts.over_time(found, voice, DATED),
        charts.footprint(KG, voice, DATED),
    ]
    assert None not in drawn
    return [chart for chart in drawn if chart]


def test_every_chart_comes_with_finding_words_and_table(german: Voice, english: Voice) -> None:
    for voice in (german, english):
        for chart in every_chart(voice, study(excluded=OUT)):
            assert chart.title and not chart.title.endswith(".")
            assert chart.subtitle.endswith(".") and chart.alt.endswith(".")
            assert "2026.11" in chart.caption and "2026" in chart.caption
            assert {len(row) for row in chart.table.rows} == {len(chart.table.head)}


def test_no_chart_text_is_styled_by_markup(german: Voice) -> None:
    for chart in every_chart(german, study()):
        shown = texts_in(chart.figure.to_plotly_json())
        assert [text for text in shown if "<b>" in text or "<i>" in text] == []


def test_chart_names_are_distinct_also_for_two_studies_on_a_page(german: Voice) -> None:
    both = every_chart(german, study())[:4] + every_chart(german, study(use_cases=("UC2",)))[:4]
    names = [chart.name for chart in both]

    assert len(set(names)) == 7  # the two charts with a key of their own share it


def test_every_chart_can_be_drawn_wide_and_narrow(german: Voice) -> None:
    for chart in every_chart(german, study(excluded=OUT)):
        drawn = pictures(chart)
        assert drawn.wide.svg.startswith("<svg") and drawn.narrow.svg.startswith("<svg")


def test_parts_of_a_year_are_stacked_and_their_sum_stands_at_the_end(german: Voice) -> None:
    chart = charts.yearly(study(), german, DATED)

    # By hand: E pays 15,000 + 9,000 + 12 · 1,050 = 36,600 in year 1 and 12,600 in years 2 and 3.
    assert chart is not None
    row = order(study()).index("open_onprem") * 3
    amounts = {trace.name: trace.x[row : row + 3] for trace in chart.figure.data}
    assert amounts["Einführung"] == (15_000, 0, 0)
    assert amounts["Technik"] == (9_000, 0, 0)
    assert amounts["Betreuung"] == (10_800, 10_800, 10_800)
    totals = [note.text for note in chart.figure.layout.annotations][-15:]
    assert totals[row : row + 3] == [f"37.000{NB}€", f"13.000{NB}€", f"13.000{NB}€"]


def test_ways_stand_by_their_total_and_excluded_ones_last_and_pale(german: Voice) -> None:
    chart = charts.yearly(study(excluded=OUT), german, DATED)

    assert order(study(excluded=OUT)) == (
        "prop_eu_cloud", "open_onprem", "open_eu_api", "open_eu_gpu", "api_us",
    )  # fmt: skip
    assert chart is not None
    assert chart.figure.data[0].marker.opacity == (1,) * 12 + (0.4,) * 3
    names = [note.text for note in chart.figure.layout.annotations[:5]]
    assert names[-1].endswith(" – ausgeschlossen")


def test_parts_nobody_pays_are_neither_drawn_nor_listed(german: Voice) -> None:
    services = study(options={c: made_costs.costs(c) for c in ("api_us", "open_eu_api")})

    chart = charts.yearly(services, german, DATED)

    assert chart is not None
    assert [mark.label for mark in chart.legend] == ["Einführung", "Verbrauch", "Betreuung"]


def test_the_totals_add_up_and_small_requests_keep_their_digits(german: Voice) -> None:
    table = totals_table(study(), german)

    rows = {row[0]: row[1] for row in table.rows}
    # By hand for A: 12,000 + 36 · 40 + 36 · 300 = 24,240; by 129,600 requests 0.187 €.
    assert rows["Einführung"] == f"12.000{NB}€" and rows["Verbrauch"] == f"1.400{NB}€"
    assert rows["Betreuung"] == f"11.000{NB}€" and rows["Summe"] == f"24.000{NB}€"
    assert rows["Spanne"] == f"19.000 bis 32.000{NB}€"
    assert rows["Heutiger Wert"] == f"23.000{NB}€" and rows["Je Anfrage"] == f"0,19{NB}€"


def test_without_requests_there_is_no_cost_per_request(german: Voice) -> None:
    paid = made_costs.costs("api_us")
    idle = replace(paid.views["likely"], per_request=None)
    views = {**paid.views, "likely": idle}

    table = totals_table(study(options={"api_us": replace(paid, views=views)}), german)

    assert table.rows[-1] == ("Je Anfrage", "–")


def test_parts_are_told_apart_by_everybody_and_neighbours_in_grey() -> None:
    colours = list(PART_COLOURS.values())
    seen = {
        name: {colour: lab(matrix @ linear(colour)) for colour in colours}
        for name, matrix in VISION.items()
    }

    closest = min(
        ciede2000(found[one], found[other])
        for found in seen.values()
        for one, other in combinations(colours, 2)
    )
    assert closest >= 13
    assert min(contrast(colour, "#FFFFFF") for colour in colours) >= 2.95
    grey = {part: float(seen["normal"][PART_COLOURS[part]][0]) for part in PART_COLOURS}
    beside = [*pairwise(PART_COLOURS), ("one_off", "hardware"), ("usage", "care"),
              ("hardware", "care")]  # fmt: skip
    assert min(abs(grey[one] - grey[other]) for one, other in beside) >= 12


@pytest.mark.parametrize("part", PART_COLOURS)
def test_numbers_in_the_bars_can_be_read(part: str) -> None:
    colour, ink = PART_COLOURS[part], PART_TEXT[part]  # type: ignore[index]

    assert contrast(colour, ink) >= 4.5


def test_far_break_evens_make_the_axis_grow_by_tens(german: Voice) -> None:
    seen = window(study())

    # Today 60 M, the last crossing 3,077 M: 51 times, so by tens; a third below, three times above.
    assert seen is not None and seen.log_x and seen.log_y
    assert (seen.low, seen.high) == pytest.approx((20e6, 6e9))  # the curves end at 6,000 M
    chart = charts.over_volume(study(), german, DATED)
    assert chart is not None and chart.figure.layout.xaxis.type == "log"
    assert chart.subtitle.endswith("beide Achsen wachsen in Zehnerschritten.")


def test_near_break_evens_keep_the_axis_plain(german: Voice) -> None:
    near = VolumeCrossing("api_us", "open_eu_api", 150e6, 2.5, 400.0, False)

    seen = window(study(volume_crossings=(near,)))

    assert seen is not None and not seen.log_x and not seen.log_y
    assert (seen.low, seen.high) == pytest.approx((0, 195e6))
    chart = charts.over_volume(study(volume_crossings=(near,)), german, DATED)
    assert chart is not None and chart.figure.layout.xaxis.range == (0, 195e6)
    assert chart.subtitle == "Euro im Monat je nach Menge, wahrscheinliche Werte."


def test_todays_volume_and_every_break_even_are_marked(german: Voice) -> None:
    chart = charts.over_volume(study(), german, DATED)

    assert chart is not None
    diamonds, today = chart.figure.data[-2:]
    assert list(diamonds.x) == [crossing.tokens for crossing in made_costs.CROSSINGS]
    assert list(diamonds.y) == [crossing.eur_per_month for crossing in made_costs.CROSSINGS]
    amber = [c for c in diamonds.marker.color if c == template.ACCENT]
    assert len(amber) == 2  # where the cheapest way changes: 47 and 50 times
    assert today.x == (60e6,) and today.y == pytest.approx((323.4,))  # 300 + 0.39 · 60
    band, line = chart.figure.layout.shapes
    assert (band.x0, band.x1, line.x0) == (36e6, 108e6, 60e6)
    assert chart.legend[0].detail == f"60{NB}Mio."


def test_the_table_holds_every_break_even(german: Voice, english: Voice) -> None:
    chart = charts.over_volume(study(), german, DATED)

    assert chart is not None and len(chart.table.rows) == len(made_costs.CROSSINGS)
    assert chart.table.rows[0] == (
        f"1,5{NB}Mrd.", "Offen, EU-Dienst", "Offen, eigener Server", f"1.300{NB}€",
    )  # fmt: skip
    none = charts.over_volume(study(volume_crossings=()), english, DATED)
    assert none is not None and none.table.head == ("Way", "Euros a month")
    assert none.table.rows[0][1] == "€320"


def test_a_pair_that_changes_often_is_one_row_that_names_both(german: Voice) -> None:
    pair = ("open_eu_gpu", "prop_eu_cloud")
    many = tuple(
        VolumeCrossing(*(pair if n % 2 else pair[::-1]), 4e9 + n * 1e9, 60.0 + n, 4000, bool(n % 2))
        for n in range(4)
    )

    chart = charts.over_volume(study(volume_crossings=many), german, DATED)

    assert chart is not None and chart.table.rows == (
        (
            f"4{NB}Mrd. bis 7{NB}Mrd. (4-mal im Wechsel)",
            "Proprietär, EU-Cloud",
            "Proprietär, EU-Cloud, zwischendurch Offen, EU-Mietserver",
            f"4.000{NB}€",
        ),
    )


def test_steps_stay_upright_and_lines_bend_only_on_a_growing_axis() -> None:
    curve = made_costs.CURVES[3]

    corners = dict.fromkeys(points(curve, 0, 6e9, log=False))  # doubled corners once
    assert list(corners) == [(0, 1400), (3e9, 1400), (3e9, 2800), (6e9, 2800)]
    bent = points(made_costs.CURVES[0], 60e6, 6e9, log=True)
    assert len(bent) > 20
    assert all(y == pytest.approx(300 + 0.39e-6 * x) for x, y in bent)


def test_the_cheapest_is_petrol_and_those_that_take_over_amber(german: Voice) -> None:
    chart = charts.over_volume(study(excluded={"prop_eu_cloud": ("KO-07",)}), german, DATED)

    assert chart is not None
    colours = {trace.name: trace.line.color for trace in chart.figure.data if trace.name}
    assert colours == {
        "Proprietär, direkt": template.FIRST,
        "Proprietär, EU-Cloud": template.EXCLUDED,
        "Offen, EU-Dienst": template.REST,
        "Offen, EU-Mietserver": template.COMPARED,
        "Offen, eigener Server": template.COMPARED,
    }
    dashes = [trace.line.dash for trace in chart.figure.data if trace.name]
    assert len(set(dashes)) == 5


def test_zero_use_draws_the_whole_curve_without_today(german: Voice) -> None:
    zero = Range(0, 0, 0)
    peak = replace(made_costs.PEAK, requests=zero, tokens_in=zero, tokens_out=zero)

    chart = charts.over_volume(study(peak=peak, volume_crossings=()), german, DATED)

    assert chart is not None
    assert not chart.figure.layout.shapes and chart.legend == ()


def test_nothing_to_draw_gives_no_chart(german: Voice) -> None:
    nothing = study(options={}, curves=(), volume_crossings=(), time_crossings=())

    assert charts.yearly(nothing, german, DATED) is None
    assert charts.over_volume(nothing, german, DATED) is None
    assert charts.over_time(nothing, german, DATED) is None
    assert charts.footprint({}, german, DATED) is None


def test_the_sum_paid_so_far_ends_at_the_total_and_marks_the_month(german: Voice) -> None:
    chart = charts.over_time(study(), german, DATED)

    assert chart is not None
    ends = {trace.name: trace.y[-1] for trace in chart.figure.data if trace.name}
    assert ends["Offen, eigener Server"] == pytest.approx(61_800)
    assert ends["Proprietär, direkt"] == pytest.approx(24_240)
    assert list(chart.figure.data[-1].x) == [8, 27]
    assert chart.table.head == ("Weg", "Nach Monat 12", "Nach Monat 24", "Nach Monat 36")
    assert chart.table.rows[0][1:] == (f"16.000{NB}€", f"20.000{NB}€", f"24.000{NB}€")


def test_only_a_change_of_the_cheapest_is_named_above_the_picture(german: Voice) -> None:
    without = dict.fromkeys(("api_us", "prop_eu_cloud"), ("KO-07",))
    chart = charts.over_time(study(excluded=without), german, DATED)

    assert chart is not None
    above = [n.text for n in chart.figure.layout.annotations if "Monat" in n.text]
    assert above == ["Monat 27"]  # in month 8 the service is still cheaper than both


def test_another_view_shows_its_own_sums_without_marks(german: Voice) -> None:
    chart = charts.over_time(study(), german, DATED, view="high")

    assert chart is not None and chart.legend == ()
    ends = {trace.name: trace.y[-1] for trace in chart.figure.data if trace.name}
    assert ends["Proprietär, direkt"] == pytest.approx(1.3 * 24_240)


def test_a_horizon_that_is_no_whole_year_keeps_its_last_month(english: Voice) -> None:
    short = study(horizon=18, options={c: made_costs.costs(c, horizon=18) for c in OPTIONS})

    yearly = charts.yearly(short, english, DATED)
    over_time = charts.over_time(replace(short, time_crossings=()), english, DATED)

    assert yearly is not None and len(yearly.figure.data[0].x) == 10
    assert over_time is not None
    assert over_time.table.head == ("Way", "After month 12", "After month 18")


def test_footprints_stand_by_size_and_only_a_sure_smallest_is_set_apart(german: Voice) -> None:
    level = charts.footprint(KG, german, DATED)
    clear = charts.footprint({**KG, "api_us": Range(20, 30, 40)}, german, DATED)

    assert level is not None and clear is not None
    assert level.figure.data[0].x == (1.4, 2, 140)
    assert set(level.figure.data[0].marker.color) == {template.REST}
    assert clear.figure.data[0].marker.color[0] == template.FIRST


def test_names_at_the_ends_never_touch_and_stay_above_the_axis(german: Voice) -> None:
    for found in (study(), study(excluded=OUT)):
        chart = charts.over_time(found, german, DATED)
        assert chart is not None
        layout = chart.figure.layout
        names = sorted(n.y for n in layout.annotations if n.xref == "paper" and n.x == 1)
        pixels = (layout.height - layout.margin.t - layout.margin.b) / layout.yaxis.range[1]
        assert len(names) == 5
        assert min((b - a) * pixels for a, b in pairwise(names)) >= lines.APART - 0.1
        assert names[0] * pixels >= lines.APART / 2 - 0.1


@pytest.mark.parametrize(
    ("high", "ticks"),
    [
        (100, [0, 20, 40, 60, 80, 100]),
        (9.3, [0, 2, 4, 6, 8]),
        (120_000, [0, 25e3, 50e3, 75e3, 100e3]),
        (0, [0]),
    ],
)
def test_ticks_are_round(high: float, ticks: list[float]) -> None:
    assert lines.nice_ticks(high) == pytest.approx(ticks)


def test_ticks_of_a_growing_axis_are_powers_of_ten_and_finer_where_few_fit() -> None:
    assert lines.decade_ticks(20e6, 6e9, least=2, most=4) == [1e8, 1e9]
    assert lines.decade_ticks(300, 6000, least=3, most=7) == [500, 1000, 2000, 5000]
    assert lines.decade_ticks(1, 1e9, least=2, most=4) == [1, 1e3, 1e6, 1e9]


def test_labels_above_use_two_rows_and_leave_out_a_third_that_would_touch() -> None:
    marks = [lines.Above(place, str(place), "#000000") for place in (0.0, 0.1, 0.2, 0.9)]

    found = lines.above(marks, (0.0, 1.0))

    assert [(note["text"], note["yshift"]) for note in found] == [
        ("0.0", 3), ("0.1", 20), ("0.9", 3),
    ]  # fmt: skip


def test_log_axes_place_their_notes_by_the_logarithm(german: Voice) -> None:
    chart = charts.over_volume(study(), german, DATED)

    assert chart is not None
    today = next(n for n in chart.figure.layout.annotations if n.text == "heute")
    assert today.x == pytest.approx(log10(60e6))


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_report_of_every_demo_company_has_the_chapter_on_costs(
    demos: dict[str, Evaluated], catalogue: Catalogue, language: str
) -> None:
    for dossier, recommendation in demos.values():
        report = build(dossier, recommendation, catalogue, language)
        chapter = next(s for s in report.sections if s.id == "costs")
        kinds = [type(block).__name__ for block in chapter.blocks]
        assert {"de": "drei Jahre", "en": "three years"}[language] in chapter.title
        assert kinds[0] == "Key" and kinds.count("Chart") == 3 and kinds.count("Table") == 1
        for block in chapter.blocks:
            if isinstance(block, Chart):
                assert figure_svg(block.figure, block.name).startswith("<svg")


def test_without_use_cases_there_is_no_chapter_on_costs(catalogue: Catalogue) -> None:
    report = build(made.dossier(), made.recommendation(), catalogue, "de")

    assert "costs" not in [section.id for section in report.sections]
