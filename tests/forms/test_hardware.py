"""What the calculator takes and what it refuses, each time at the field that is wrong."""

import pytest
from django.utils import translation

from assessments.catalogue import load
from assessments.engine.figures import Figures
from assessments.forms.hardware import SizingForm

FIGURES = Figures.of(load())


def form(**given: str) -> SizingForm:
    return SizingForm(given, FIGURES)


@pytest.fixture(autouse=True)
def _german() -> object:
    with translation.override("de"):
        yield


def test_without_any_entry_the_example_of_the_catalogue_stands() -> None:
    asked = form()

    assert asked.is_valid()
    found = FIGURES.sets["open_onprem", "M"]
    assert asked.cleaned_data["model"] == found.model
    assert asked.cleaned_data["gpu"] == found.gpu
    assert asked.cleaned_data["tokens"] == found.context


def test_pages_become_tokens() -> None:
    asked = form(length="10", unit="pages")

    assert asked.is_valid()
    assert asked.cleaned_data["tokens"] == 10 * FIGURES.value("tokens_per_page")


def test_numbers_are_read_as_people_write_them() -> None:
    asked = form(length="32.768")

    assert asked.is_valid()
    assert asked.cleaned_data["tokens"] == 32_768


@pytest.mark.parametrize(
    ("field", "entry"),
    [
        ("model", "gpt-9"),
        ("quantisation", "Q0"),
        ("gpu", "Grafikkarte"),
        ("unit", "words"),
        ("use", "cloud"),
        ("count", "0"),
        ("count", "-1"),
        ("count", "1,5"),
        ("count", "65"),
        ("count", ""),
        ("people", "0"),
        ("people", "10.001"),
        ("people", "viele"),
        ("length", "0"),
        ("length", "1.000.000.000.000"),
        ("length", "nan"),
        ("length", "-5"),
    ],
)
def test_what_cannot_be_used_is_refused_at_its_field(field: str, entry: str) -> None:
    asked = form(**{field: entry})

    assert not asked.is_valid()
    assert list(asked.errors) == [field]


def test_one_person_at_one_computer_is_one_person() -> None:
    asked = form(use="single", people="2")

    assert list(asked.errors) == ["people"]
    assert form(use="single", people="1").is_valid()


def test_a_length_in_pages_has_the_same_limit_as_one_in_tokens() -> None:
    most = int(10_000_000 / FIGURES.value("tokens_per_page"))

    assert form(length=str(most), unit="pages").is_valid()
    assert not form(length=str(most + 1), unit="pages").is_valid()
