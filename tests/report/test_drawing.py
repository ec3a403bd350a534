"""The drawing room: the same picture as a real browser draws, and nothing a page must refuse."""

import asyncio
import base64
import json
import re
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any
from xml.etree import ElementTree

import plotly.graph_objects as go
import pytest
from playwright.sync_api import Browser, Page
from plotly.offline import get_plotlyjs

from assessments.report import template
from assessments.report.blocks import Chart
from assessments.report.drawing import DrawingError, figure_svg, fonts, picture
from assessments.report.voice import Voice
from tests.report.test_charts import every_chart

FARTHEST = 2.0  # px between the two drawings
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
PLACES = ("x", "y", "width", "height", "cx", "cy", "r", "d", "transform")


@pytest.fixture(scope="module")
def browser_page(chromium: Browser) -> Page:
    """A page with our typeface and the plotly.js of the installed package."""
    faces = "".join(
        f"@font-face{{font-family:'{fonts.FAMILY}';font-weight:{weight};"
        f"src:url(data:font/ttf;base64,{base64.b64encode(fonts.file_of(style).read_bytes()).decode()})}}"
        for weight, style in fonts.STYLES.items()
    )
    page = chromium.new_page()
    page.set_content(f"<style>{faces}</style><p>.</p>")
    page.evaluate(
        "async (family) => { for (const w of [400, 600, 700])"
        " await document.fonts.load(`${w} 15px '${family}'`); }",
        fonts.FAMILY,
    )
    page.add_script_tag(content=get_plotlyjs())
    return page


def drawn_by_chromium(page: Page, chart: Chart) -> str:
    figure = json.loads(chart.figure.to_json())
    return str(
        page.evaluate(
            "figure => Plotly.toImage(figure, {format: 'svg', imageDataOnly: true})", figure
        )
    )


def places(svg: str) -> list[tuple[str, tuple[float, ...]]]:
    """Every drawn element with the numbers that say where it stands, in document order."""
    found = []
    for element in ElementTree.fromstring(svg).iter():
        tag = element.tag.rpartition("}")[2]
        if tag in {"text", "tspan", "path", "g"}:
            values = " ".join(element.get(name, "") for name in PLACES)
            found.append((tag, tuple(float(n) for n in NUMBER.findall(values))))
    return [(tag, numbers) for tag, numbers in found if numbers]


def words(svg: str) -> list[str]:
    return [
        element.text or ""
        for element in ElementTree.fromstring(svg).iter()
        if element.tag.endswith("}text") and element.text
    ]


def test_v8_draws_every_kind_of_chart_as_chromium_does(browser_page: Page, german: Voice) -> None:
    for chart in every_chart(german):
        ours = figure_svg(chart.figure, chart.name)
        theirs = drawn_by_chromium(browser_page, chart)

        assert words(ours) == words(theirs), chart.name
        mine, other = places(ours), places(theirs)
        assert [(t, len(n)) for t, n in mine] == [(t, len(n)) for t, n in other], chart.name
        worst = max(
            abs(a - b)
            for (_, one), (_, two) in zip(mine, other, strict=True)
            for a, b in zip(one, two, strict=True)
        )
        assert worst <= FARTHEST, chart.name


def bars(**more: Any) -> go.Figure:
    return template.figure([go.Bar(x=[1, 2], y=["a", "b"], orientation="h")], height=120, **more)


def test_the_same_figure_gives_the_same_bytes() -> None:
    first = figure_svg(bars(), "one")
    picture._draw.cache_clear()

    assert figure_svg(bars(), "one") == first


def test_threads_get_their_own_picture() -> None:
    names = [f"Balken-{n}" for n in range(8)]
    found: dict[str, str] = {}

    def draw(name: str) -> None:
        figure = template.figure([go.Bar(x=[1], y=[name], orientation="h")], height=100)
        found[name] = figure_svg(figure, "c")

    threads = [threading.Thread(target=draw, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    for name in names:
        assert name in words(found[name])


def test_a_context_born_beside_an_event_loop_serves_other_threads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(picture, "_contexts", {})
    picture._draw.cache_clear()

    async def served() -> bool:
        figure_svg(bars(), "one")
        later = threading.Thread(target=figure_svg, args=(bars(xaxis_title="später"), "two"))
        later.daemon = True
        later.start()
        later.join(timeout=30)
        return not later.is_alive()

    with ThreadPoolExecutor(max_workers=1) as pool:  # a thread without a loop of its own yet
        assert pool.submit(asyncio.run, served()).result()


def test_a_strict_policy_lets_the_picture_through(german: Voice) -> None:
    for chart in every_chart(german):
        svg = figure_svg(chart.figure, chart.name)
        assert " style=" not in svg
        assert "<style" not in svg and "<script" not in svg
        assert "http" not in svg.replace("http://www.w3.org/", "")


def test_every_id_carries_the_name_of_its_picture(german: Voice) -> None:
    svg = figure_svg(every_chart(german)[1].figure, "radar-7")
    ids = set(re.findall(r'\bid="([^"]+)"', svg))
    used = set(re.findall(r"url\(#([^)]+)\)", svg))

    assert ids and all(one.startswith("radar-7-") for one in ids)
    assert used <= ids


def test_size_is_left_to_the_page() -> None:
    root = ElementTree.fromstring(figure_svg(bars(), "one"))

    assert root.get("viewBox") == f"0 0 {template.WIDTH} 120"
    assert root.get("width") is None and root.get("aria-hidden") == "true"


def test_typed_text_stays_text() -> None:
    figure = template.figure(
        [go.Bar(x=[1], y=['<script>alert("1")</script> & „ä“'], orientation="h")], height=100
    )
    svg = figure_svg(figure, "one")

    assert "<script" not in svg
    assert "„ä“" in svg


@pytest.mark.parametrize("name", ["", "1a", "a b", 'a"', "ä"])
def test_a_name_that_cannot_be_an_id_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        figure_svg(bars(), name)


def test_a_figure_without_size_is_refused() -> None:
    with pytest.raises(ValueError, match="width"):
        figure_svg(go.Figure([go.Bar(x=[1], y=[1])]), "one")


def test_a_kind_nobody_has_tested_is_refused() -> None:
    figure = template.figure([go.Heatmap(z=[[1]])], height=100)

    with pytest.raises(ValueError, match="heatmap"):
        figure_svg(figure, "one")


def test_a_broken_engine_is_a_drawing_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise OSError("no V8 here")

    monkeypatch.setattr(picture, "_context", broken)
    picture._draw.cache_clear()

    with pytest.raises(DrawingError, match="no V8 here"):
        figure_svg(bars(title_text=str(date(2026, 1, 1))), "one")


def test_the_typeface_folder_holds_four_files_and_no_other() -> None:
    from pathlib import Path

    names = sorted(path.name for path in Path(fonts.directory()).iterdir())

    assert names == [
        "SourceSansPro-Bold.ttf",
        "SourceSansPro-It.ttf",
        "SourceSansPro-Regular.ttf",
        "SourceSansPro-Semibold.ttf",
    ]


def test_widths_come_from_the_typeface() -> None:
    widths = fonts.metrics()["widths"]

    assert widths[400]["0"] == widths[400]["1"] == 0.497  # figures of one width, in em
    assert widths[700]["W"] > widths[400]["W"] > widths[400]["i"]


def test_a_machine_without_v8_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    picture.forget()
    monkeypatch.setitem(sys.modules, "py_mini_racer", None)
    monkeypatch.setitem(sys.modules, "py_mini_racer._exc", None)

    with pytest.raises(DrawingError, match="V8 cannot be loaded here"):
        figure_svg(go.Figure(go.Bar(y=[1]), layout={"width": 300, "height": 200}), "a")
