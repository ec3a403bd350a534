"""The form for one own value: reads numbers as people write them, names unit and range."""

import pytest
from django.utils.translation import override

from assessments.engine.figure_values import Bounds
from assessments.forms.figure import FigureForm


def form(value: str, note: str = "", *, percent: bool = False) -> FigureForm:
    limits = Bounds(0, 1) if percent else Bounds(0, 10_000)
    data = {"value": value, "note": note, "seen": ""}
    return FigureForm(data, bounds=limits, unit="%" if percent else "€", percent=percent)


@pytest.mark.parametrize(
    ("language", "typed", "value"),
    [
        ("de", "0,15", 0.15),
        ("de", "1.250", 1250.0),
        ("de", "1.250,50", 1250.5),
        ("de", "0.15", 0.15),
        ("en", "0.15", 0.15),
        ("en", "1,250", 1250.0),
    ],
)
def test_numbers_are_read_as_the_reader_writes_them(
    language: str, typed: str, value: float
) -> None:
    with override(language):
        given = form(typed)

        assert given.is_valid(), given.errors
        assert given.cleaned_data["value"] == value


def test_percent_becomes_a_share() -> None:
    with override("de"):
        given = form("12,5", percent=True)

        assert given.is_valid()
        assert given.cleaned_data["value"] == 0.125


@pytest.mark.parametrize(
    ("typed", "percent", "words"),
    [
        ("", False, "Geben Sie eine Zahl von 0 bis 10.000 € ein."),
        ("viel", False, "Geben Sie eine Zahl von 0 bis 10.000 € ein."),
        ("-1", False, "Geben Sie eine Zahl von 0 bis 10.000 € ein."),
        ("10.001", False, "Geben Sie eine Zahl von 0 bis 10.000 € ein."),
        ("101", True, "Geben Sie eine Zahl von 0 bis 100 % ein."),
        ("9" * 400, False, "Geben Sie eine Zahl von 0 bis 10.000 € ein."),
        ("NaN", False, "Geben Sie eine Zahl von 0 bis 10.000 € ein."),
        ("1e3", False, "Geben Sie eine Zahl von 0 bis 10.000 € ein."),
    ],
)
def test_what_cannot_be_is_answered_with_unit_and_range(
    typed: str, percent: bool, words: str
) -> None:
    with override("de"):
        given = form(typed, percent=percent)

        assert not given.is_valid()
        assert given.errors["value"] == [words]
        assert given["value"].value() == typed


def test_a_note_is_short_enough_to_read() -> None:
    with override("en"):
        given = form("1", "x" * 201)

        assert given.errors["note"] == ["At most 200 characters; you have 201."]
