"""Filters of the table of models."""

from assessments.forms.market import MarketForm


def form(**given: str) -> MarketForm:
    return MarketForm(given, {"DE": "Deutschland", "FR": "Frankreich"})


def test_without_an_entry_nothing_is_filtered() -> None:
    asked = form()

    assert asked.is_valid()
    assert not any(asked.cleaned_data.values())


def test_a_size_is_read_and_kept_within_reason() -> None:
    assert form(largest="0.5").is_valid()
    assert list(form(largest="0").errors) == ["largest"]
    assert list(form(largest="100001").errors) == ["largest"]


def test_only_countries_with_a_publisher_can_be_chosen() -> None:
    assert form(country="FR").is_valid()
    assert list(form(country="US").errors) == ["country"]
