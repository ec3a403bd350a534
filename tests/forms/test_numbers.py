"""Numbers as people type them."""

import pytest

from assessments.forms.numbers import read_number, write_number


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("24.000.000", "de", 24e6),
        ("24.000.000,5", "de", 24000000.5),
        ("24 000 000", "de", 24e6),
        ("24\u00a0000", "de", 24000.0),
        ("1.500", "de", 1500.0),
        ("2.5", "de", 2.5),
        ("0,5", "de", 0.5),
        ("-3", "de", -3.0),
        ("−3", "de", -3.0),
        ("24,000,000", "en", 24e6),
        ("1,500.25", "en", 1500.25),
        ("0.5", "en", 0.5),
        ("0,5", "en", 0.5),
    ],
)
def test_a_number_is_read(text: str, language: str, number: float) -> None:
    assert read_number(text, language) == number


@pytest.mark.parametrize("text", ["", "viele", "1,2,3", "1.2.3,4", "NaN", "inf", "1e999", "12a"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        read_number(text, "de")


@pytest.mark.parametrize(
    ("number", "german", "english"),
    [(57120000.0, "57.120.000", "57,120,000"), (0.05, "0,05", "0.05"), (34, "34", "34")],
)
def test_a_number_is_written_and_read_back(number: float, german: str, english: str) -> None:
    assert write_number(number, "de") == german
    assert write_number(number, "en") == english
    assert read_number(german, "de") == read_number(english, "en") == number
