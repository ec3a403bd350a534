"""What an option costs a month in the class a use case needs: usage, hardware, care."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.catalogue.entries import SourcingOption

from .answers import Answers
from .figures import CLASSES, Figures, fixed, plus, times
from .result import MonthlyCost, Range
from .usage import Volume, monthly_capacity, units

# Where FA1 is unknown, the figure likely to hold is that of this class, the dearer middle one.
CAUTIOUS_CLASS = "L"
HOURS_PER_MONTH = 730
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


def exchange(option: SourcingOption, figures: Figures) -> Range:
    """How far the exchange rate may move the price of a proprietary (dollar) model, around 1."""
    if option.open_weights:
        return fixed(1)
    rate = figures.range("usd_eur")
    return times(rate, fixed(1 / rate.likely))


def power_cost(option: SourcingOption, capability: str, figures: Figures) -> Range:
    """EUR a month for the electricity of one set of hardware that one pays oneself."""
    if option.code not in PAYS_ELECTRICITY:
        return fixed(0)
    kilowatts = times(figures.range(f"unit_kw_{capability}"), figures.range("pue"))
    return times(kilowatts, fixed(HOURS_PER_MONTH), figures.range("electricity_eur_per_kwh"))


def set_cost(option: SourcingOption, capability: str, figures: Figures) -> Range:
    """EUR a month for one set of hardware, rent or purchase and electricity.

    The likely value is the lane's price, which holds both.
    """
    whole = figures.prices[option.code, capability].fixed_eur_per_month
    power, spread = power_cost(option, capability, figures), figures.range("hardware_price_factor")
    bare = whole - power.likely
    return Range(
        bare * spread.low + power.low,
        whole + bare * (spread.likely - 1),
        bare * spread.high + power.high,
    )


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
    second set is paid for once the first cannot serve the volume.
    """
    price = figures.prices[option.code, capability]
    million = fixed(token_price / 1e6)
    usage = times(
        plus(
            times(volume.input_tokens, fixed(price.eur_per_million_in)),
            times(volume.output_tokens, fixed(price.eur_per_million_out)),
        ),
        million,
        figures.range("token_price_factor"),
        exchange(option, figures),
    )
    capacity = monthly_capacity(capability, answers, figures)
    tokens = volume.tokens
    sets = Range(*(float(units(t, capacity)) for t in (tokens.low, tokens.likely, tokens.high)))
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
