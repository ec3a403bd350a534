"""How a number came about, ready to read: formula, steps, and the facts behind them."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a calculation. trace: the code of the trace behind its value, or ""."""

    label: str
    value: str
    text: str = ""
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One answer or figure a number rests on. dated: ready to read, or ""."""

    label: str
    value: str
    source: str = ""
    url: str = ""
    dated: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """One number. code: such as "UC1.score.open_eu_api". formula: in words."""

    code: str
    title: str
    value: str
    formula: str
    steps: tuple[Step, ...] = ()
    facts: tuple[Fact, ...] = ()


Traces = Mapping[str, Trace]
