"""Pictures for a page: one size of type, and names that fit a phone."""

import json
import re

import pytest

from assessments.catalogue import load
from assessments.report import pictures
from assessments.report.charts import comparison_chart, contributions_chart
from assessments.report.drawing import DrawingError
from assessments.report.voice import Voice
from tests.report import made

VOICE = Voice(load(), "de")
DAY = made.dossier().as_of


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("Offenes Modell auf eigenem Server", "Offenes Modell<br>auf eigenem Server"),
        ("Kosten und Ablauf", "Kosten<br>und Ablauf"),
        ("Performanz", "Performanz"),
        ("", ""),
    ],
)
def test_a_name_breaks_at_the_space_nearest_to_its_middle(text: str, broken: str) -> None:
    assert pictures.two_lines(text) == broken


def test_the_wide_picture_is_scaled_and_the_narrow_one_fits_a_phone() -> None:
    chart = contributions_chart(made.result(), VOICE, DAY)

    drawn = pictures.pictures(chart)

    assert drawn.wide.svg.startswith(f'<svg width="{round(chart.figure.layout.width * 1.1)}"')
    assert drawn.narrow.svg.startswith('<svg width="360"')
    assert 'viewBox="0 0 360 ' in drawn.narrow.svg
    assert not drawn.round


def test_long_names_stand_in_two_lines_on_a_phone_and_in_one_elsewhere() -> None:
    chart = contributions_chart(made.result(), VOICE, DAY)
    name = "Offenes Modell auf gemietetem Grafikserver in der EU"
    assert len(name) > pictures.LONGEST

    drawn = pictures.pictures(chart)

    assert name in drawn.wide.figure
    assert name not in drawn.narrow.figure
    assert json.loads(drawn.narrow.figure)["layout"]["height"] == round(
        chart.figure.layout.height * pictures.TALLER
    )
    assert name in chart.figure.to_json()  # the chart itself is left alone


def test_ids_of_both_pictures_differ() -> None:
    drawn = pictures.pictures(contributions_chart(made.result(), VOICE, DAY))

    wide, narrow = (set(re.findall(r'\bid="([^"]+)"', p.svg)) for p in (drawn.wide, drawn.narrow))

    assert wide
    assert wide & narrow == set()


def test_two_profiles_are_round_and_a_phone_gets_their_dots() -> None:
    radar = comparison_chart(made.result(), VOICE, DAY)
    dots = comparison_chart(made.result(), VOICE, DAY, dots=True)
    assert radar is not None

    drawn = pictures.pictures(radar, dots)

    assert drawn.round
    assert "scatterpolar" in drawn.wide.figure
    assert "scatterpolar" not in drawn.narrow.figure


def test_without_dots_the_names_around_stand_in_two_lines() -> None:
    radar = comparison_chart(made.result(), VOICE, DAY)
    assert radar is not None

    small = json.loads(pictures.pictures(radar).narrow.figure)

    assert small["data"][0]["theta"][2] == "Kosten<br>und Ablauf"


def test_a_failed_drawing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise DrawingError("no V8")

    monkeypatch.setattr(pictures, "figure_svg", broken)

    with pytest.raises(DrawingError, match="no V8"):
        pictures.pictures(contributions_chart(made.result(), VOICE, DAY))
