"""A file becomes a company with an assessment: a dossier, or an export that holds one."""

import json

from assessments.catalogue import load
from assessments.engine.dossier import Dossier
from assessments.engine.exported import dossier_within
from assessments.engine.problems import Problem
from assessments.engine.reading import DossierError, read_dossier


class NoJsonError(ValueError):
    """The file is no JSON, or one too deep to be read."""


class UnsoundFileError(ValueError):
    """The file holds no sound dossier. problems: every fault with its place in the file."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(f"{len(problems)} faults")


def read_file(raw: bytes) -> Dossier:
    """Return the dossier of a file. Raises NoJsonError or UnsoundFileError; stores nothing."""
    place = ""
    try:
        document, place = dossier_within(json.loads(raw))
        return read_dossier(document, load())
    except DossierError as error:
        placed = tuple(Problem(f"{place}{p.pointer}" or "/", p.expected) for p in error.problems)
        raise UnsoundFileError(placed) from error
    except (ValueError, RecursionError) as error:
        raise NoJsonError from error
