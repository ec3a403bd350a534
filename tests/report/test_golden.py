"""The report's whole text is what was read and approved, and its charts state findings."""

import difflib
import re
from itertools import pairwise

import pytest

from assessments.catalogue.content import Catalogue
from assessments.report import template
from assessments.report.blocks import Chart, charts_of
from assessments.report.builder import build
from tests.report import approved
from tests.report.conftest import Evaluated

KINDS = {
    "market-size", "comparison", "contributions", "difference", "crossing", "ranks", "tornado",
    "yearly", "over-volume", "readiness", "importance",
}  # fmt: skip
# What makes a heading a finding: a figure, or a word of comparing, lacking, leading …
FINDING = re.compile(
    r"\d|stärker|schwächer|bring|entscheide|liegt|liegen|bleibt|kostet|fehlt|genügt|ist |sind |"
    r"zählt|zählen|günstig|macht|verursach|stronger|weaker|come|decide| is | are |stays|costs?|"
    r"needs?|enough|counts?|cheap|lead|causes?|kann|can ",
    re.IGNORECASE,
)
BOTH = [(company, language) for company in approved.COMPANIES for language in approved.LANGUAGES]


def charts(demo: Evaluated, catalogue: Catalogue, language: str) -> tuple[Chart, ...]:
    return charts_of(build(*demo, catalogue, language))


@pytest.mark.parametrize(("company", "language"), BOTH)
def test_the_text_is_the_one_approved(
    demos: dict[str, Evaluated], catalogue: Catalogue, company: str, language: str
) -> None:
    made = approved.text(build(*demos[company], catalogue, language)).splitlines()
    kept = approved.written(company, language).read_text("utf-8").splitlines()

    changed = list(difflib.unified_diff(kept, made, lineterm="", n=0))
    assert not changed, "\n".join([approved.AGAIN, *changed[:40]])


@pytest.mark.parametrize(("company", "language"), BOTH)
def test_every_chart_states_its_finding_unit_source_and_date(
    demos: dict[str, Evaluated], catalogue: Catalogue, company: str, language: str
) -> None:
    for chart in charts(demos[company], catalogue, language):
        assert FINDING.search(chart.title) and not chart.title.endswith("."), chart.title
        assert chart.subtitle.endswith("."), chart.title
        assert chart.caption.startswith(("Quelle:", "Source:")), chart.caption
        assert "2026" in chart.caption and catalogue.version in chart.caption
        assert len(chart.alt) > len("Chart.") and chart.alt.endswith(".")
        assert chart.table.rows and chart.table.caption
        assert {len(row) for row in chart.table.rows} == {len(chart.table.head)}


@pytest.mark.parametrize("company", approved.COMPANIES)
def test_at_least_nine_kinds_of_chart_stand_in_the_report(
    demos: dict[str, Evaluated], catalogue: Catalogue, company: str
) -> None:
    names = {chart.name for chart in charts(demos[company], catalogue, "de")}

    missing = {kind for kind in KINDS if not any(kind in name for name in names)}
    assert missing == set()


def lightness(colour: str) -> float:
    """CIE L* of "#rrggbb"."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    y = sum(part * c for part, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


def test_places_one_above_another_differ_in_grey() -> None:
    steps = [abs(lightness(a) - lightness(b)) for a, b in pairwise(template.RANKS)]

    assert min(steps) >= 8


def test_stacked_bars_of_every_report_differ_in_grey_or_are_parted(
    demos: dict[str, Evaluated], catalogue: Catalogue
) -> None:
    seen = 0
    for demo in demos.values():
        for chart in charts(demo, catalogue, "de"):
            if chart.figure.layout.barmode != "stack":
                continue
            bars = [trace for trace in chart.figure.data if trace.type == "bar"]
            for one, other in pairwise(bars):
                fills = [first_colour(trace.marker.color) for trace in (one, other)]
                parted = one.marker.line.color == template.SURFACE and one.marker.line.width >= 1
                assert parted or abs(lightness(fills[0]) - lightness(fills[1])) >= 8, chart.name
                seen += 1
    assert seen


def first_colour(given: object) -> str:
    return str(given if isinstance(given, str) else next(iter(given)))  # type: ignore[call-overload]
