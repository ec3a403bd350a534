"""The three invented companies that ship with the product."""

import json
from pathlib import Path

from assessments.catalogue import load
from assessments.catalogue.reading import DATA
from assessments.engine.dossier import Dossier
from assessments.engine.reading import read_dossier
from assessments.models import Assessment, Organisation, User

from . import dossiers

FOLDER = DATA / "demo"
NAMES = ("hallweg", "lindqvist", "fadenwerk")


def path_of(name: str) -> Path:
    """Return the file of one example."""
    return FOLDER / f"{name}.json"


def read_example(name: str) -> Dossier:
    """Return an example as a dossier."""
    return read_dossier(json.loads(path_of(name).read_text("utf-8")), load())


def add_example(
    organisation: Organisation, name: str, *, title: str, user: User | None
) -> Assessment:
    """Copy an example into an organisation, to look around and to change."""
    return dossiers.store(read_example(name), organisation, title=title, user=user)
