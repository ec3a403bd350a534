"""An assessment with its result as one document for other programs (`modellwahl-export/1`)."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

FORMAT = "modellwahl-export/1"


@dataclass(frozen=True, slots=True)
class Versions:
    """By what the result was made. None: not kept anywhere, made from a file alone.

    catalogue_sha256: of the catalogue with the organisation's own levels. fingerprint: SHA-256
    of the dossier. report: of the report's words. edition, evaluation: numbers. made_at: ISO
    8601, when the result was computed.
    """

    catalogue: str
    catalogue_sha256: str
    engine: str
    fingerprint: str
    seed: int
    report: str
    edition: int | None = None
    evaluation: int | None = None
    made_at: str | None = None


def export_document(
    dossier: Mapping[str, Any], recommendation: Mapping[str, Any], versions: Versions
) -> dict[str, Any]:
    """Return the document; dossier and recommendation are JSON documents themselves."""
    return {
        "format": FORMAT,
        "versions": asdict(versions),
        "dossier": dict(dossier),
        "recommendation": dict(recommendation),
    }


def canonical(document: Mapping[str, Any]) -> bytes:
    """Return the one way to write a document: sorted keys, UTF-8, a line break at the end.

    Raises ValueError on a number that is not finite.
    """
    text = json.dumps(
        document,
        ensure_ascii=False,
        sort_keys=True,
        indent=1,
        separators=(",", ": "),
        allow_nan=False,
    )
    return f"{text}\n".encode()


def dossier_within(document: Any) -> tuple[Any, str]:
    """Return the dossier that a document is or holds, and its JSON pointer ("" = it is one)."""
    if isinstance(document, Mapping) and document.get("format") == FORMAT:
        return document.get("dossier"), "/dossier"
    return document, ""
