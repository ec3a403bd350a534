"""Cost studies made by hand: what the charts and sentences must be able to show."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from assessments.engine.cost_result import (
    PARTS,
    CostStudy,
    Course,
    OptionCosts,
    Part,
    Peak,
    Share,
    TimeCrossing,
    VolumeCrossing,
    VolumeCurve,
)
from assessments.engine.result import Range

OPTIONS = ("api_us", "prop_eu_cloud", "open_eu_api", "open_eu_gpu", "open_onprem")
HORIZON = 36
# EUR: once, then each month usage, hardware, power, maintenance, care; a purchase in month 1.
MONTHLY: dict[str, tuple[float, float, float, float, float, float, float]] = {
    "api_us": (12000, 40, 0, 0, 0, 300, 0),
    "prop_eu_cloud": (12000, 120, 0, 0, 0, 300, 0),
    "open_eu_api": (12000, 1050, 0, 0, 0, 450, 0),
    "open_eu_gpu": (15000, 0, 1000, 0, 0, 1300, 0),
    "open_onprem": (15000, 0, 0, 90, 60, 900, 9000),
}
PEAK = Peak(
    requests=Range(2000, 3600, 6000),
    tokens_in=Range(30e6, 50e6, 90e6),
    tokens_out=Range(6e6, 10e6, 18e6),
    at_once=Range(1, 2.4, 6),
    known=True,
)


def course(code: str, factor: float = 1.0, horizon: int = HORIZON) -> Course:
    """Every month alike, but for the introduction and the purchase in month 1."""
    once, usage, hardware, power, maintenance, care, purchase = MONTHLY[code]
    steady: Mapping[Part, float] = {
        "usage": usage, "hardware": hardware, "power": power, "maintenance": maintenance,
        "care": care, "one_off": 0.0,
    }  # fmt: skip
    months = {part: [factor * steady[part]] * horizon for part in PARTS}
    months["one_off"][0] += factor * once
    months["hardware"][0] += factor * purchase
    total = sum(map(sum, months.values()))
    return Course(
        months={part: tuple(paid) for part, paid in months.items()},
        servers=(1 if purchase or hardware else 0,) * horizon,
        total=total,
        present_value=0.95 * total,
        per_request=total / (3600 * horizon),
    )


def costs(code: str, low: float = 0.8, high: float = 1.3, horizon: int = HORIZON) -> OptionCosts:
    return OptionCosts(
        option=code,
        capability="L",
        use_cases=("UC1",),
        views={
            "low": course(code, low, horizon),
            "likely": course(code, 1.0, horizon),
            "high": course(code, high, horizon),
        },
        spare=False,
    )


# EUR a month: A 300 + 0.39 €/M, B 300 + 0.6 €/M, C 450 + 0.54 €/M, D 1,400 and 2,800 from
# 3,000 M on, E 1,260, 1,500 from 2,100 M on and 1,740 from 4,000 M on. Crossings by hand.
CURVES = (
    VolumeCurve("api_us", (0, 6e9), (300, 2640)),
    VolumeCurve("prop_eu_cloud", (0, 6e9), (300, 3900)),
    VolumeCurve("open_eu_api", (0, 6e9), (450, 3690)),
    VolumeCurve("open_eu_gpu", (0, 3e9, 3e9, 6e9), (1400, 1400, 2800, 2800)),
    VolumeCurve(
        "open_onprem",
        (0, 2.1e9, 2.1e9, 4e9, 4e9, 6e9),
        (1260, 1260, 1500, 1500, 1740, 1740),
    ),
)
CROSSINGS = (
    VolumeCrossing("open_eu_api", "open_onprem", 1.5e9, 25.0, 1260.0, False),
    VolumeCrossing("prop_eu_cloud", "open_onprem", 1.6e9, 26.67, 1260.0, False),
    VolumeCrossing("open_eu_api", "open_eu_gpu", 1.759e9, 29.3, 1400.0, False),
    VolumeCrossing("prop_eu_cloud", "open_eu_gpu", 1.833e9, 30.6, 1400.0, False),
    VolumeCrossing("open_onprem", "open_eu_gpu", 2.1e9, 35.0, 1500.0, True),
    VolumeCrossing("prop_eu_cloud", "open_eu_api", 2.5e9, 41.67, 1800.0, False),
    VolumeCrossing("api_us", "open_eu_gpu", 2.8205e9, 47.0, 1400.0, False),
    VolumeCrossing("open_eu_gpu", "open_onprem", 3e9, 50.0, 2800.0, True),
    VolumeCrossing("api_us", "open_onprem", 3.0769e9, 51.3, 1500.0, False),
)
TIME = (
    TimeCrossing("open_eu_gpu", "open_onprem", 8, 32_400.0),
    TimeCrossing("open_eu_api", "open_onprem", 27, 52_350.0),
)


def study(**changes: Any) -> CostStudy:
    made = CostStudy(
        use_cases=("UC1",),
        horizon=HORIZON,
        peak=PEAK,
        options={code: costs(code) for code in OPTIONS},
        curves=CURVES,
        volume_crossings=CROSSINGS,
        time_crossings=TIME,
        benefit=Range(800, 2000, 4000),
    )
    return replace(made, **changes)


def split_study() -> CostStudy:
    lanes = (
        Share("open_eu_api", ("UC1", "UC2"), 0.8, costs("open_eu_api")),
        Share("open_onprem", ("UC3",), 0.2, costs("open_onprem")),
    )
    return study(use_cases=("UC1", "UC2", "UC3"), split=lanes, gateway=12_000.0)
