"""A catalogue as plain JSON and back: results keep the one they were computed with."""

import functools
from datetime import date
from typing import Any

from cattrs import Converter

from .content import Catalogue


def catalogue_document(catalogue: Catalogue) -> dict[str, Any]:
    """Return the whole catalogue as JSON-ready data."""
    document: dict[str, Any] = _converter().unstructure(catalogue)
    return document


def read_catalogue(document: dict[str, Any]) -> Catalogue:
    """Return the catalogue that `catalogue_document` wrote.

    What was written by an older version of the product may lack newer fields: those that have
    no default raise cattrs' BaseValidationError.
    """
    return _converter().structure(document, Catalogue)


@functools.cache
def _converter() -> Converter:
    converter = Converter()
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_structure_hook(date, lambda raw, _: date.fromisoformat(raw))
    return converter
