"""What an option costs a month in the class a use case needs: usage, hardware, care."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.catalogue.entries import SourcingOption

from .answers import Answers
from .capacity import tokens_per_month
from .figures import CLASSES, Figures, fixed, plus, times
from .result import MonthlyCost, Range
from .usage import Volume, pattern_of, units

# Where FA1 is unknown, the figure likely to hold is that of this class, the dearer middle one.
CAUTIOUS_CLASS = "L"
HOURS_PER_MONTH = 730
BATCH = "4"  # KP2: collected, the result may wait until tomorrow
# Who rents a server pays its electricity with the rent.
PAYS_ELECTRICITY = ("open_onprem",)


@dataclass(frozen=True, slots=True)
class LaneCost:
    """EUR a month of one option by part, each with its bounds."""

    usage: Range
    hardware: Range
    care: Range

    @property
    def total(self) -> Range:
        """All parts together."""
        return plus(self.usage, self.hardware, self.care)

    @property
    def parts(self) -> MonthlyCost:
        """The likely values by part."""
        return MonthlyCost(self.usage.likely, self.hardware.likely, self.care.likely)


def care_cost(option: str, figures: Figures) -> Range:
    """EUR a month for the people who look after an option."""
    share, year = figures.range(f"care_fte_{option}"), figures.range("fte_eur_per_year")
    return times(share, year, fixed(1 / 12))


def exchange(option: SourcingOption, capability: str, figures: Figures) -> Range:
    """How far the exchange rate may move a price listed in dollars, around 1."""
    price = figures.prices.get((option.code, capability))
    if price is None or price.currency == "EUR":
        return fixed(1)
    rate = figures.range("usd_eur")
    return times(rate, fixed(1 / rate.likely)) if rate.likely else fixed(1)


def token_rates(
    option: str, capability: str, answers: Answers, figures: Figures
) -> tuple[float, float]:
    """EUR per million tokens read and written, at the likely values.

    A share of what is read counts at the price for repeated text; work that may wait until
    morning (KP2 = 4) at the price of batch jobs.
    """
    cached = min(max(figures.value("cached_share"), 0.0), 1.0)
    fresh = figures.eur_per_million(option, capability, "in")
    repeated = figures.eur_per_million(option, capability, "cached")
    batch = figures.value("batch_price_factor") if answers.level("KP2") == BATCH else 1.0
    read = (1 - cached) * fresh + cached * repeated
    return read * batch, figures.eur_per_million(option, capability, "out") * batch


def power_cost(option: SourcingOption, capability: str, figures: Figures) -> Range:
    """EUR a month for the electricity of one set of hardware that one pays oneself."""
    found = figures.sets.get((option.code, capability))
    if found is None or option.code not in PAYS_ELECTRICITY:
        return fixed(0)
    power = Range(found.kilowatts_low, found.kilowatts, found.kilowatts_high)
    kilowatts = times(power, figures.range("pue"))
    return times(kilowatts, fixed(HOURS_PER_MONTH), figures.range("electricity_eur_per_kwh"))


def bare_set_cost(option: str, capability: str, figures: Figures) -> float:
    """EUR a month for rent, or for the purchase over its service life, without electricity."""
    found = figures.sets.get((option, capability))
    if found is None:
        return 0.0
    if found.eur_per_hour is not None:
        return found.eur_per_hour * min(max(figures.value("rented_hours"), 0), HOURS_PER_MONTH)
    return (found.purchase_eur or 0.0) / max(figures.value("lifetime_months"), 1.0)


def set_cost(option: SourcingOption, capability: str, figures: Figures) -> Range:
    """EUR a month for one set of hardware, rent or purchase and electricity."""
    bare = fixed(bare_set_cost(option.code, capability, figures))
    spread = figures.range("hardware_price_factor")
    return plus(times(bare, spread), power_cost(option, capability, figures))


def sets_needed(
    option: str, capability: str, volume: Volume, answers: Answers, figures: Figures
) -> Range:
    """Sets of hardware that carry the peak of this volume, 0 for a shared service."""
    found = figures.sets.get((option, capability))
    if found is None:
        return fixed(0)
    full = tokens_per_month(found, volume, pattern_of(answers), figures)
    tokens = volume.tokens
    return Range(*(float(units(t, full)) for t in (tokens.low, tokens.likely, tokens.high)))


def lane_cost(
    option: SourcingOption,
    capability: str,
    volume: Volume,
    answers: Answers,
    figures: Figures,
    token_price: float = 1.0,
) -> LaneCost:
    """Cost one option in one capability class.

    token_price: factor on the price per token (stress tests). Hardware is step-fixed: a
    second set is paid for once the first cannot serve the peak.
    """
    million = fixed(token_price / 1e6)
    read, written = token_rates(option.code, capability, answers, figures)
    usage = times(
        plus(
            times(volume.input_tokens, fixed(read)),
            times(volume.output_tokens, fixed(written)),
        ),
        million,
        figures.range("token_price_factor"),
        exchange(option, capability, figures),
    )
    sets = sets_needed(option.code, capability, volume, answers, figures)
    hardware = times(set_cost(option, capability, figures), sets)
    return LaneCost(usage, hardware, care_cost(option.code, figures))


def costs(
    options: Mapping[str, SourcingOption],
    volume: Volume,
    answers: Answers,
    figures: Figures,
    token_price: float = 1.0,
) -> dict[str, LaneCost]:
    """Cost every option in the class FA1 asks for.

    With FA1 unknown the bounds span all classes.
    """
    needed = answers.level("FA1")

    def of(option: SourcingOption) -> LaneCost:
        if needed is not None:
            return lane_cost(option, needed, volume, answers, figures, token_price)
        each = [lane_cost(option, c, volume, answers, figures, token_price) for c in CLASSES]
        likely = each[CLASSES.index(CAUTIOUS_CLASS)]
        return LaneCost(
            _spanning(likely.usage, [lane.usage for lane in each]),
            _spanning(likely.hardware, [lane.hardware for lane in each]),
            likely.care,
        )

    return {code: of(option) for code, option in options.items()}


def _spanning(likely: Range, ranges: list[Range]) -> Range:
    return Range(min(r.low for r in ranges), likely.likely, max(r.high for r in ranges))
