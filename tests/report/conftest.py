"""The catalogue, both voices, and the demo companies with their results."""

import json

import pytest

from assessments.catalogue import load
from assessments.catalogue.content import Catalogue
from assessments.catalogue.reading import DATA
from assessments.engine.dossier import Dossier
from assessments.engine.reading import read_dossier
from assessments.engine.recommendation import recommend
from assessments.engine.result import Recommendation
from assessments.report.voice import Voice

Evaluated = tuple[Dossier, Recommendation]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load()


@pytest.fixture(scope="session")
def german(catalogue: Catalogue) -> Voice:
    return Voice(catalogue, "de")


@pytest.fixture(scope="session")
def english(catalogue: Catalogue) -> Voice:
    return Voice(catalogue, "en")


@pytest.fixture(scope="session")
def demos(catalogue: Catalogue) -> dict[str, Evaluated]:
    """Each demo company's dossier with what the engine recommends."""
    found = {}
    for path in sorted((DATA / "demo").glob("*.json")):
        dossier = read_dossier(json.loads(path.read_text("utf-8")), catalogue)
        found[path.stem] = dossier, recommend(dossier, catalogue)
    return found
