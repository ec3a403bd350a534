"""A dossier as plain JSON and back (`modellwahl-dossier/1`): read, judged, written, hashed."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from assessments.catalogue.content import Catalogue

from .dossier import CompanyInput, Dossier, GivenAnswer, GivenImportance, Usage, UseCaseInput
from .judging import content_problems
from .problems import Problem
from .rules import meant_by
from .structure import structure_problems

FORMAT = "modellwahl-dossier/1"


class DossierError(ValueError):
    """The document is no sound dossier.

    problems: every fault as (pointer, expected), a JSON pointer (RFC 6901) and what was
    expected there, in the order of the document.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(f"{p.pointer or '/'}: {p.expected}" for p in problems))


def read_dossier(
    document: Any, catalogue: Catalogue, schema: Mapping[str, Any] | None = None
) -> Dossier:
    """Return the dossier a JSON document holds.

    document: parsed JSON. schema: the dossier's JSON Schema, default the one that ships.
    Raises DossierError with all problems at once.
    """
    if schema is None:
        from assessments.catalogue.schemas import dossier_schema

        schema = dossier_schema()
    found = [*structure_problems(document, schema)]
    if isinstance(document, Mapping):
        broken = {problem.pointer for problem in found}
        found += [p for p in content_problems(document, catalogue) if p.pointer not in broken]
    if found:
        raise DossierError(tuple(dict.fromkeys(found)))
    return _dossier(document, catalogue)


def kept_dossier(document: Mapping[str, Any], catalogue: Catalogue) -> Dossier:
    """Return the dossier of a document that was judged when it was kept.

    catalogue: the one it was judged by; where that is gone, any: only what is said of conditions
    that it does not know is left out.
    """
    return _dossier(document, catalogue)


def _dossier(document: Mapping[str, Any], catalogue: Catalogue) -> Dossier:
    company = document["company"]
    return Dossier(
        catalogue=document["catalogue"],
        language=document["language"],
        as_of=date.fromisoformat(document["as_of"]),
        company=CompanyInput(company["name"], dict(company.get("profile", {}))),
        importance=tuple(
            GivenImportance(
                given["respondent"],
                given["method"],
                _figures(given["values"]),
                float(given.get("weight", 1)),
            )
            for given in document.get("importance", [])
        ),
        answers=_answers(document.get("answers", {})),
        readiness={code: int(level) for code, level in document.get("readiness", {}).items()},
        use_cases=tuple(_use_case(entry) for entry in document["use_cases"]),
        confirmed=_confirmed(document.get("confirmed", {}), catalogue),
        figures={code: float(value) for code, value in document.get("figures", {}).items()},
        switched_off=dict(document.get("switched_off", {})),
        theme_importance={c: int(n) for c, n in document.get("theme_importance", {}).items()},
    )


def _confirmed(
    document: Mapping[str, Mapping[str, bool]], catalogue: Catalogue
) -> dict[str, dict[str, bool]]:
    """Said of a condition itself counts before what is said under the number of its variants."""
    found: dict[str, dict[str, bool]] = {}
    for exactly in (False, True):
        for key, options in document.items():
            for rule in meant_by(catalogue, key):
                if (rule.id == key) == exactly:
                    said = {o: yes for o, yes in options.items() if o in rule.options}
                    found.setdefault(rule.id, {}).update(said)
    return found


def _figures(values: Mapping[str, Any]) -> dict[str, Any]:
    """Copy with every number a float, however deep."""
    return {
        key: _figures(value)
        if isinstance(value, Mapping)
        else (value if isinstance(value, str) else float(value))
        for key, value in values.items()
    }


def _answers(document: Mapping[str, Any]) -> dict[str, GivenAnswer]:
    return {
        code: GivenAnswer(
            level=given.get("level"),
            number=float(given["number"]) if "number" in given else None,
            binding=given.get("binding", False),
            confidence=given.get("confidence"),
            reason=given.get("reason", ""),
        )
        for code, given in document.items()
    }


def _use_case(entry: Mapping[str, Any]) -> UseCaseInput:
    usage = {
        key: float(amount) for key, amount in entry.get("usage", {}).items() if amount is not None
    }
    return UseCaseInput(
        id=entry["id"],
        title=entry["title"],
        archetype=entry.get("archetype"),
        usage=Usage(**usage),
        answers=_answers(entry.get("answers", {})),
        intake=dict(entry.get("intake", {})),
    )


def dossier_document(dossier: Dossier) -> dict[str, Any]:
    """Return the JSON form; what nobody said is left out, whole numbers are written as such."""
    document = {
        "format": FORMAT,
        "catalogue": dossier.catalogue,
        "language": dossier.language,
        "as_of": dossier.as_of.isoformat(),
        "company": {"name": dossier.company.name, "profile": dossier.company.profile},
        "importance": [_importance_document(given) for given in dossier.importance],
        "answers": _answers_document(dossier.answers),
        "readiness": dossier.readiness,
        "use_cases": [
            {
                "id": use_case.id,
                "title": use_case.title,
                "archetype": use_case.archetype,
                "usage": {
                    f.name: amount
                    for f in fields(Usage)
                    if (amount := getattr(use_case.usage, f.name)) is not None
                },
                "answers": _answers_document(use_case.answers),
                "intake": use_case.intake,
            }
            for use_case in dossier.use_cases
        ],
        "confirmed": dossier.confirmed,
    }
    # Without own values nothing is written, which keeps older documents' hashes.
    later = {
        "figures": dossier.figures,
        "switched_off": dossier.switched_off,
        "theme_importance": dossier.theme_importance,
    }
    plain: dict[str, Any] = _plain(document | {key: said for key, said in later.items() if said})
    return plain


def _importance_document(given: GivenImportance) -> dict[str, Any]:
    document = {"respondent": given.respondent, "method": given.method, "values": given.values}
    # Counting like everybody else goes without saying, and keeps older documents' hashes.
    return document if given.weight == 1 else {**document, "weight": given.weight}


def _answers_document(answers: Mapping[str, GivenAnswer]) -> dict[str, Any]:
    return {
        code: {
            f.name: value
            for f in fields(GivenAnswer)
            if (value := getattr(given, f.name)) not in (None, "", False)
            # A number of 0 is an answer: 0 == False in Python.
            or (f.name == "number" and value is not None)
        }
        for code, given in answers.items()
    }


def _plain(value: Any) -> Any:
    """Copy with 60.0 written as 60, so that equal dossiers have equal bytes."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def dossier_sha256(dossier: Dossier) -> str:
    """Return the SHA-256 of the dossier's canonical JSON (sorted keys, no spaces), in hex."""
    text = json.dumps(dossier_document(dossier), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
