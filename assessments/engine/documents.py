"""A recommendation as plain JSON and back (`modellwahl-recommendation/1`)."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from .result import (
    Acceptability,
    Action,
    AnswerTippingPoint,
    CompanyResult,
    JointChange,
    MonthlyCost,
    OptionResult,
    PathStep,
    Range,
    Recommendation,
    RuleHit,
    ScoreFlip,
    Stability,
    StressTest,
    TippingPoint,
    TornadoBar,
    UseCaseResult,
)

DIGITS = 6
# `from` is a reserved word in Python, so a tipping point's ends have other names in the code.
JSON_NAMES = {"before": "from", "after": "to"}


def recommendation_document(recommendation: Recommendation) -> dict[str, Any]:
    """Return the JSON form: numbers rounded to six digits, dates as ISO text."""
    plain: dict[str, Any] = _plain(recommendation)
    return {"format": plain.pop("format"), **plain}


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {
            JSON_NAMES.get(f.name, f.name): _plain(getattr(value, f.name)) for f in fields(value)
        }
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return round(float(value), DIGITS) + 0.0  # + 0.0: no "-0.0"
    return value.isoformat() if isinstance(value, date) else value


def read_recommendation(document: Mapping[str, Any]) -> Recommendation:
    """Return the recommendation a document holds.

    For documents this engine wrote, now or in an earlier version, which said less: what came
    later is then empty. Any other missing key raises KeyError; nothing is judged.
    """
    return Recommendation(
        engine=document["engine"],
        catalogue=document["catalogue"],
        prices_as_of=date.fromisoformat(document["prices_as_of"]),
        seed=document["seed"],
        draws=document["draws"],
        dossier_sha256=document["dossier_sha256"],
        use_cases=tuple(_use_case(entry) for entry in document["use_cases"]),
        company=_company(document["company"]),
        monte_carlo_error=document.get("monte_carlo_error", 0.0),
        format=document["format"],
    )


def _use_case(entry: Mapping[str, Any]) -> UseCaseResult:
    lists = (*("ranking", "tied_with_first", "start_themes", "warnings", "open_answers"),)
    nested: dict[str, Any] = {
        "options": {code: _option(option) for code, option in entry["options"].items()},
        "tipping_points": tuple(_tipping_point(point) for point in entry["tipping_points"]),
        "stress_tests": tuple(
            StressTest(**{**test, "excluded": tuple(test.get("excluded", ()))})
            for test in entry["stress_tests"]
        ),
        "path": tuple(PathStep(**step) for step in entry.get("path", ())),
    }
    nested |= {key: _LATER[key](entry[key]) for key in _LATER if key in entry}
    return UseCaseResult(**{**entry, **{key: tuple(entry.get(key, ())) for key in lists}, **nested})


def _joint_change(entry: Mapping[str, Any] | None) -> JointChange | None:
    return JointChange(**entry) if entry is not None else None


def _acceptability(entry: Mapping[str, Any]) -> Acceptability:
    ranks = {option: tuple(shares) for option, shares in entry["ranks"].items()}
    return Acceptability(**{**entry, "ranks": ranks})


# What use cases say since engine 1.1.
_LATER: dict[str, Callable[[Any], Any]] = {
    "stability": lambda table: {code: Stability(**entry) for code, entry in table.items()},
    "score_flips": lambda entries: tuple(ScoreFlip(**entry) for entry in entries),
    "joint_change": _joint_change,
    "least_moved": _joint_change,
    "tornado": lambda entries: tuple(TornadoBar(**entry) for entry in entries),
    "answer_tipping_points": lambda entries: tuple(
        AnswerTippingPoint(**_named(AnswerTippingPoint, entry)) for entry in entries
    ),
    "acceptability": lambda table: {mode: _acceptability(e) for mode, e in table.items()},
}


def _option(entry: Mapping[str, Any]) -> OptionResult:
    footprint = entry["co2e_kg_per_month"]
    nested = {
        "rules": tuple(entry["rules"]),
        "cost_eur_per_month": Range(**entry["cost_eur_per_month"]),
        "cost_parts": MonthlyCost(**entry["cost_parts"]),
        "co2e_kg_per_month": Range(**footprint) if footprint is not None else None,
    }
    return OptionResult(**{**entry, **nested})


def _tipping_point(entry: Mapping[str, Any]) -> TippingPoint:
    return TippingPoint(**_named(TippingPoint, entry))


def _named(kind: type[TippingPoint | AnswerTippingPoint], entry: Mapping[str, Any]) -> Any:
    """Give JSON's keys their names in the code."""
    return {name: entry[JSON_NAMES.get(name, name)] for name in kind.__slots__}


def _company(entry: Mapping[str, Any]) -> CompanyResult:
    lists = ("lanes", "fail_closed", "duties", "offline")
    nested = {
        "rules": tuple(
            RuleHit(hit["rule"], hit["state"], tuple(hit["use_cases"]), tuple(hit["options"]))
            for hit in entry["rules"]
        ),
        "actions": tuple(Action(**action) for action in entry["actions"]),
    }
    return CompanyResult(**{**entry, **{key: tuple(entry.get(key, ())) for key in lists}, **nested})
