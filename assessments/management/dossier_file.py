"""A dossier from a file or standard input, for commands that need no database."""

import json
import sys
from pathlib import Path

from django.core.management.base import CommandError

from assessments.catalogue.content import Catalogue
from assessments.engine.dossier import Dossier
from assessments.engine.exported import dossier_within
from assessments.engine.reading import DossierError, read_dossier


def read_dossier_file(name: str, catalogue: Catalogue) -> Dossier:
    """Read a dossier, or an export that holds one; "-" is standard input.

    Raises CommandError with every fault: its JSON pointer and what was expected there.
    """
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        document, place = dossier_within(json.loads(raw))
        return read_dossier(document, catalogue)
    except OSError as error:
        raise CommandError(f"{name}: cannot be read: {error.strerror}") from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise CommandError(f"{name}: not JSON in UTF-8: {error}") from error
    except DossierError as error:
        faults = "\n".join(f"  {place}{p.pointer or '/'}: {p.expected}" for p in error.problems)
        raise CommandError(f"{name}: not a sound dossier\n{faults}") from error
