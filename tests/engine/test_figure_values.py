"""Own values in a dossier: which figures there are, and what they may be."""

import json
from pathlib import Path
from typing import Any

import pytest

from assessments.catalogue import load
from assessments.engine.figure_values import bounds, figure_problems
from assessments.engine.figures import Figures, figure_codes
from assessments.engine.problems import Problem
from assessments.engine.reading import (
    DossierError,
    dossier_document,
    dossier_sha256,
    read_dossier,
)

HALLWEG = Path("assessments/data/demo/hallweg.json")


def document(**figures: Any) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(HALLWEG.read_text("utf-8"))
    return {**made, "figures": figures} if figures else made


def test_own_values_survive_reading_and_writing() -> None:
    dossier = read_dossier(document(usd_eur=0.9, in_open_eu_api_M=0.2), load())

    assert dossier.figures == {"usd_eur": 0.9, "in_open_eu_api_M": 0.2}
    assert dossier_document(dossier)["figures"] == {"usd_eur": 0.9, "in_open_eu_api_M": 0.2}
    assert read_dossier(dossier_document(dossier), load()) == dossier


def test_a_dossier_without_own_values_keeps_its_hash() -> None:
    dossier = read_dossier(document(), load())

    assert "figures" not in dossier_document(dossier)
    assert dossier_sha256(dossier) != dossier_sha256(read_dossier(document(usd_eur=0.86), load()))


def test_an_own_value_counts_in_the_figures() -> None:
    figures = Figures.of(load(), {"usd_eur": 0.5, "in_api_us_M": 2.0})

    assert figures.value("usd_eur") == 0.5
    assert figures.eur_per_million("api_us", "M", "in") == 1.0


@pytest.mark.parametrize(
    ("figures", "pointer", "expected"),
    [
        ({"usd_euro": 1}, "/figures/usd_euro", "the code of an assumption"),
        ({"usd_eur": 0}, "/figures/usd_eur", "a number from 0.1 to 10"),
        ({"discount_rate": -1}, "/figures/discount_rate", "a number from -0.95 to 5"),
        ({"pue": 0.9}, "/figures/pue", "a number from 1 to 3"),
        ({"in_api_us_M": -0.1}, "/figures/in_api_us_M", "a number from 0 to 10000"),
        ({"hour_open_onprem_M": 1}, "/figures/hour_open_onprem_M", "the code of an assumption"),
        ({"usd_eur": "0.9"}, "/figures/usd_eur", "number"),
        ({"usd_eur": float("nan")}, "/figures/usd_eur", "a finite number"),
        ({"usd_eur": True}, "/figures/usd_eur", "number"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(
    figures: dict[str, Any], pointer: str, expected: str
) -> None:
    with pytest.raises(DossierError) as refused:
        read_dossier(document(**figures), load())

    assert [problem.pointer for problem in refused.value.problems] == [pointer]
    assert refused.value.problems[0].expected.startswith(expected)


def test_every_catalogue_value_lies_within_its_own_bounds() -> None:
    outside = [
        code
        for code, value in figure_codes(load()).items()
        if not bounds(code, load()).least <= value <= bounds(code, load()).most
    ]

    assert outside == []
    assert list(figure_problems(figure_codes(load()), load())) == []


@pytest.mark.parametrize(
    ("code", "least", "most"),
    [
        ("input_energy_share", 0, 1),  # not a price, though it begins like one
        ("in_api_us_M", 0, 10_000),
        ("hourly_eur", 0, 1000),
        ("hour_open_eu_gpu_M", 0, 10_000),
        ("busy_share_1", 0.01, 1),
        ("decode_efficiency", 0.01, 1),
        ("lifetime_months", 1, 240),
        ("growth_per_year", -0.95, 5),
    ],
)
def test_bounds_follow_the_unit_unless_a_formula_divides(
    code: str, least: float, most: float
) -> None:
    assert bounds(code, load()) == (least, most)


def test_a_place_with_a_slash_is_written_as_a_pointer() -> None:
    assert list(figure_problems({"a/b": 1}, load())) == [
        Problem("/figures/a~1b", "the code of an assumption, a price or a set of hardware")
    ]
