"""`manage.py check_figures` is silent where the figures agree and names each that does not."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from assessments.catalogue import load
from assessments.management.commands import check_figures
from assessments.management.commands.check_figures import differences
from assessments.services import service_energy


def test_the_shipped_figures_agree() -> None:
    out = StringIO()
    call_command("check_figures", stdout=out)

    assert "All figures as in genai-prices 0.2.3 and ecologits 0.11.3." in out.getvalue()


def test_every_kind_of_figure_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = load()
    price, row, mix = catalogue.prices[0], catalogue.energy[0], catalogue.mixes["DEU"]
    changed = replace(
        catalogue,
        prices=(replace(price, per_million_out=0.51), *catalogue.prices[1:]),
        energy=(replace(row, kwh_high=row.kwh_high * 1.02), *catalogue.energy[1:]),
        mixes={**catalogue.mixes, "DEU": replace(mix, kg_per_kwh=0.33)},
    )
    monkeypatch.setattr(check_figures, "load", lambda: changed)
    out = StringIO()

    with pytest.raises(CommandError, match="3 figures"):
        call_command("check_figures", stdout=out)
    assert out.getvalue().splitlines() == [
        "prices.toml: api_us S per_million_out: 0.51 here, 0.5 in the package",
        f"energy.toml: api_us S kwh_high: {row.kwh_high * 1.02} here, 0.415 in the package",
        "electricity.toml: DEU: 0.33 here, 0.32965 in the package",
    ]


def test_an_unknown_model_is_named_not_a_crash() -> None:
    catalogue = load()
    lost = replace(catalogue.prices[0], list_model="openai/gpt-99")
    found = list(differences(replace(catalogue, prices=(lost,), energy=(), mixes={})))

    assert [(d.file, d.entry, d.ours) for d in found] == [
        ("prices.toml", "api_us S list_model", "openai/gpt-99")
    ]


def test_another_version_of_a_package_is_a_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service_energy, "VERSION", "0.11.2")
    found = list(differences(replace(load(), prices=(), energy=(), mixes={})))

    assert [(d.entry, d.ours, d.theirs) for d in found] == [("VERSION", "0.11.2", "0.11.3")]
