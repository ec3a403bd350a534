"""Dossiers for the engine's tests: the demo companies and one made of levels alone."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from assessments.catalogue import load
from assessments.catalogue.reading import DATA
from assessments.engine.dossier import (
    CompanyInput,
    Dossier,
    GivenAnswer,
    GivenImportance,
    Usage,
    UseCaseInput,
)
from assessments.engine.reading import read_dossier

A, B, C, D, E = ("api_us", "prop_eu_cloud", "open_eu_api", "open_eu_gpu", "open_onprem")
OPTIONS = (A, B, C, D, E)
CRITERIA = ("KT", "SO", "KP", "AN", "FA", "PE", "NA")
DEMOS = ("hallweg", "lindqvist", "fadenwerk")

# Every question answered, and no rule hangs on an answer but the ones on personal data.
CALM = dict.fromkeys((q.code for q in load().asked if q.kind == "choice"), "1") | {
    "KT2": "2",
    "AN1": "3",
    "AN4": "3",
    "FA1": "M",
}
PROFILE: Mapping[str, Any] = {
    "U1": "47",
    "U2": 40,
    "U4": "one_de",
    "U6": "yes_cloud",
    "U7": ["m365"],
    "U8": [],
    "U9": "none",
    "U10": False,
    "U14": 3,
}
INTAKE: Mapping[str, Any] = {"F9": "no", "F10": "no"}
USAGE = Usage(input_tokens_per_month=50_000_000, output_tokens_per_month=5_000_000)
EQUAL = GivenImportance("record", "swing", dict.fromkeys(CRITERIA, 50.0))


def demo_document(name: str) -> dict[str, Any]:
    """One demo company as parsed JSON, fresh for every test that changes it."""
    document: dict[str, Any] = json.loads((DATA / "demo" / f"{name}.json").read_text("utf-8"))
    return document


@cache
def demo(name: str) -> Dossier:
    return read_dossier(demo_document(name), load())


def given(levels: Mapping[str, str]) -> dict[str, GivenAnswer]:
    return {code: GivenAnswer(level=level) for code, level in levels.items()}


def made(
    levels: Mapping[str, str] | None = None,
    *,
    profile: Mapping[str, Any] | None = None,
    readiness: Mapping[str, int] | None = None,
    importance: tuple[GivenImportance, ...] = (EQUAL,),
    use_cases: int = 1,
) -> Dossier:
    """A company with calm answers; `levels` and `profile` change what a test is about."""
    return Dossier(
        catalogue=load().version,
        language="de",
        as_of=date(2026, 11, 23),
        company=CompanyInput("Muster GmbH", {**PROFILE, **(profile or {})}),
        importance=importance,
        answers=given({**CALM, **(levels or {})}),
        readiness=dict(readiness or dict.fromkeys(("T1", "T2", "T3", "T4", "T5"), 3)),
        use_cases=tuple(
            UseCaseInput(f"UC{n}", f"Aufgabe {n}", None, USAGE, {}, dict(INTAKE))
            for n in range(1, use_cases + 1)
        ),
    )


def with_binding(dossier: Dossier, code: str, level: str) -> Dossier:
    answers = {**dossier.answers, code: GivenAnswer(level=level, binding=True)}
    return replace(dossier, answers=answers)


def without(dossier: Dossier, *codes: str) -> Dossier:
    """The dossier with these answers never given."""
    answers = {code: a for code, a in dossier.answers.items() if code not in codes}
    return replace(dossier, answers=answers)
