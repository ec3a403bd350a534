"""Catalogues kept as they were when results were computed with them."""

import gzip
import json
from functools import lru_cache

from assessments.catalogue import Catalogue, load
from assessments.catalogue.snapshot import catalogue_document, read_catalogue
from assessments.models import CatalogueSnapshot

KEPT = 8  # catalogues per process


def keep(catalogue: Catalogue) -> None:
    """Store a catalogue unless it is stored already; one query, two for a new one."""
    if CatalogueSnapshot.objects.filter(sha256=catalogue.sha256).exists():
        return
    text = json.dumps(catalogue_document(catalogue), ensure_ascii=False)
    CatalogueSnapshot.objects.bulk_create(
        [
            CatalogueSnapshot(
                sha256=catalogue.sha256,
                version=catalogue.version,
                document=gzip.compress(text.encode(), mtime=0),
            )
        ],
        ignore_conflicts=True,  # somebody may have stored it meanwhile
    )


def catalogue_of(sha256: str) -> Catalogue:
    """Return the catalogue with this hash. Raises CatalogueSnapshot.DoesNotExist."""
    if sha256 == load().sha256:
        return load()
    return _read(sha256)


@lru_cache(maxsize=KEPT)
def _read(sha256: str) -> Catalogue:
    stored = CatalogueSnapshot.objects.get(sha256=sha256)
    return read_catalogue(json.loads(gzip.decompress(stored.document)))
