"""The chapter on method says what is computed, how much of a mark, and on which scale."""

import pytest

from assessments.catalogue import load
from assessments.report.chapters.base_levels import base_table, scale_table
from assessments.report.chapters.material import Material
from assessments.report.chapters.method import assumptions, method
from assessments.report.voice import Voice
from tests.report import made


def material(language: str = "de") -> Material:
    result = made.result()
    return Material(made.dossier(result), made.recommendation(result), Voice(load(), language))


def test_every_criterion_says_how_much_of_its_mark_is_computed() -> None:
    rows = {row[0]: row[-1] for row in base_table(material()).rows}
    parts = {load().criteria[code].label.de: part for code, part in EXPECTED.items()}

    assert rows == parts


EXPECTED = {
    "KT": "0\u00a0%",
    "SO": "0\u00a0%",
    "KP": "100\u00a0%",
    "AN": "0\u00a0%",
    "FA": "50\u00a0%",
    "PE": "50\u00a0%",
    "NA": "50\u00a0%",
}


def test_the_scales_show_the_figure_of_every_mark() -> None:
    rows = [row[1:6] for row in scale_table(material()).rows]

    assert rows == [
        ("2", "8", "30", "120", "480"),
        ("30", "120", "480", "1.920", "7.680"),
        ("1.000", "200", "40", "8", "1,6"),
        ("1", "2", "4", "8", "16"),
    ]


@pytest.mark.parametrize("language", ["de", "en"])
def test_both_tables_stand_among_the_assumptions(language: str) -> None:
    given = material(language)
    blocks = assumptions(given).blocks

    assert base_table(given) in blocks
    assert scale_table(given) in blocks


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", "Antworten verschieben die Noten nur"), ("en", "Answers only adjust the marks")],
)
def test_the_method_says_that_answers_only_adjust(language: str, words: str) -> None:
    assert words in repr(method(material(language)).blocks)
