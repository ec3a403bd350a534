"""Numbers as people write them in German and English."""

from datetime import date

import pytest

from assessments.report import numbers


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (numbers.number(12345.678, "de", 2), "12.345,68"),
        (numbers.number(12345.678, "en", 2), "12,345.68"),
        (numbers.number(-3, "de"), "−3"),
        (numbers.number(-0.2, "de"), "0"),
        (numbers.signed(7, "de"), "+7"),
        (numbers.signed(-0.4, "en"), "±0"),
        (numbers.percent(0.22, "de"), "22\u00a0%"),
        (numbers.percent(0.22, "en"), "22%"),
        (numbers.euro(-5, "en"), "−€5"),
        (numbers.rounded_euro(2355, "de"), "2.400\u00a0€"),
        (numbers.rounded_euro(7.6, "en"), "€8"),
        (numbers.euro_range(432, 561, "de"), "430 bis 560\u00a0€"),
        (numbers.euro_range(478, 481, "en"), "€480"),
        (numbers.in_hundred(0.97, "de"), "97 von 100"),
        (numbers.in_hundred(0.9999, "en"), "99 of 100"),
        (numbers.in_hundred(0.0001, "en"), "1 of 100"),
        (numbers.in_hundred(1.0, "de"), "100 von 100"),
        (numbers.times_in_hundred(0.004, "de"), "unter 1"),
        (numbers.times_in_hundred(0.0, "en"), "0"),
        (numbers.times_in_hundred(0.978, "en"), "98"),
        (numbers.day(date(2026, 11, 3), "de"), "03.11.2026"),
        (numbers.day(date(2026, 11, 3), "en"), "3 November 2026"),
        (numbers.listed(["A", "B", "C"], "de"), "A, B und C"),
        (numbers.listed(["A"], "en"), "A"),
        (numbers.counted(1, "Pflicht", "Pflichten"), "1 Pflicht"),
    ],
)
def test_numbers_are_written_as_people_do(written: str, expected: str) -> None:
    assert written == expected
