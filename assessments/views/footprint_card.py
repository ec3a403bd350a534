"""Electricity and emissions on the costs page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assessments.catalogue import load
from assessments.engine.dossier import Dossier
from assessments.engine.footprint import Footprint
from assessments.engine.result import Range
from assessments.report.charts import costs as charts
from assessments.report.sentences import ownership
from assessments.report.voice import Voice
from assessments.services.costing import Costing
from assessments.services.service_energy import VERSION

EU_GRID = "grid_kg_per_kwh_eu"
USUAL_MIX = "DEU"
PARTS = ("running", "idle", "embodied")


@dataclass(frozen=True, slots=True)
class Emission:
    """One way's electricity and emissions, as written. parts: percent of the likely kg."""

    name: str
    excluded: bool
    kwh: str
    kg: str
    kg_range: str
    request_wh: str
    request_g: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mix:
    """One country's electricity to choose."""

    code: str
    name: str
    current: bool


def footprint_card(
    made: Costing, dossier: Dossier, voice: Voice, first: str | None
) -> dict[str, Any]:
    """Return the card's context. first: the way the charts set apart."""
    kg = {code: found.kg for code, found in made.footprints.items()}
    return {
        "footprint": charts.footprint(kg, voice, dossier.as_of, first=first),
        "footprint_title": ownership.footprint_title(kg, voice),
        "emissions": [
            _emission(code, made.footprints[code], code in made.study.excluded, voice)
            for code in made.study.options
        ],
        "mixes": _mixes(dossier, voice),
        "energy_version": VERSION,
    }


def _emission(code: str, found: Footprint, excluded: bool, voice: Voice) -> Emission:
    return Emission(
        name=voice.option(code),
        excluded=excluded,
        kwh=_small(found.kwh.likely, voice),
        kg=_small(found.kg.likely, voice),
        kg_range=_span(found.kg, voice),
        request_wh=_request(found.per_request_wh, voice),
        request_g=_request(found.per_request_g, voice),
        parts=_parts(found.parts, voice),
    )


def _parts(parts: Mapping[str, float], voice: Voice) -> tuple[str, ...]:
    whole = sum(parts.values())
    return tuple(voice.percent(parts[part] / whole) if whole > 0 else "–" for part in PARTS)


def _request(amount: Range | None, voice: Voice) -> str:
    if amount is None:
        return "–"
    return f"{_small(amount.likely, voice)} ({_span(amount, voice)})"


def _span(amount: Range, voice: Voice) -> str:
    low, high = _small(amount.low, voice), _small(amount.high, voice)
    return low if low == high else f"{low}\u2009–\u2009{high}"


def _small(value: float, voice: Voice) -> str:
    """Write an amount with two leading figures, however small."""
    if value <= 0:
        return voice.number(0)
    places = next((n for n in range(4) if value >= 10 ** (1 - n)), 4)
    if value < 10**-4:
        return voice.say("unter 0,0001", "below 0.0001")
    if value >= 100:
        return voice.number(round(value, 2 - len(str(int(value)))))
    return voice.number(value, places)


def _mixes(dossier: Dossier, voice: Voice) -> list[Mix]:
    """The countries; the one whose figure counts now is current, none for another figure."""
    mine, mixes = dossier.figures.get(EU_GRID), load().mixes
    usual = mixes[USUAL_MIX].kg_per_kwh if mine is None else mine
    current = next((code for code, mix in mixes.items() if mix.kg_per_kwh == usual), "")
    return [
        Mix(code, voice.text(mix.label), code == current)
        for code, mix in sorted(mixes.items(), key=lambda item: voice.text(item[1].label))
    ]
