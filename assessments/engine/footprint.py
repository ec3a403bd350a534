"""What running the model emits a month, and how well own hardware would be used."""

from collections.abc import Iterable

from assessments.catalogue.entries import SourcingOption

from .answers import Answers
from .costs import CAUTIOUS_CLASS, HOURS_PER_MONTH
from .figures import Figures, fixed, plus, times
from .result import Range
from .usage import Volume, monthly_capacity, units


def co2e_kg_per_month(
    option: SourcingOption, volume: Volume, answers: Answers, figures: Figures
) -> Range:
    """Emissions of electricity only, without making the hardware or training the model.

    A shared service is charged by token; own or rented hardware runs all month, whether
    used or not. The bounds are wide because vendors publish selectively (domain notes 1.7).
    """
    needed = answers.level("FA1") or CAUTIOUS_CLASS
    if figures.prices[option.code, needed].fixed_eur_per_month > 0:
        power = times(figures.range(f"unit_kw_{needed}"), figures.range("pue"))
        sets = units(volume.tokens.likely, monthly_capacity(needed, answers, figures))
        energy = times(power, fixed(HOURS_PER_MONTH * sets))
    else:
        per_million = figures.range(f"kwh_per_million_out_{needed}")
        reading = times(volume.input_tokens, figures.range("input_energy_share"))
        energy = times(plus(volume.output_tokens, reading), per_million, fixed(1e-6))
    grid = "grid_kg_per_kwh_us" if option.code == "api_us" else "grid_kg_per_kwh_eu"
    return times(energy, figures.range(grid))


def utilisation(loads: Iterable[tuple[Volume, Answers]], figures: Figures) -> float | None:
    """Share of its capacity that own hardware for all use cases together would be used.

    None where no volume is known. The hours in which people work (KP2) limit how much one
    set can serve; more load needs more sets, so the share never reaches one in office hours.
    """
    known = [(volume, answers) for volume, answers in loads if volume.known]
    if not known:
        return None
    worked = needed_sets = 0.0
    for volume, answers in known:
        capability = answers.level("FA1") or CAUTIOUS_CLASS
        tokens = volume.tokens.likely
        worked += tokens / (figures.value(f"unit_mtokens_per_month_{capability}") * 1e6)
        needed_sets += tokens / monthly_capacity(capability, answers, figures)
    return worked / units(needed_sets, 1.0)
