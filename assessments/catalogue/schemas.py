"""The JSON Schemas of the documents at the engine's door."""

import functools
import json
from typing import Any

from .reading import DATA

SCHEMAS = DATA / "schemas"


@functools.cache
def dossier_schema() -> dict[str, Any]:
    """The schema of `modellwahl-dossier/1`, read once; not to be changed."""
    return _schema("dossier")


@functools.cache
def recommendation_schema() -> dict[str, Any]:
    """The schema of `modellwahl-recommendation/1`, read once; not to be changed."""
    return _schema("recommendation")


@functools.cache
def export_schema() -> dict[str, Any]:
    """The schema of `modellwahl-export/1`, read once; not to be changed.

    It refers to the two others by their `$id`.
    """
    return _schema("export")


def _schema(name: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    return schema
