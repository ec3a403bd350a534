"""Compile translations with Babel: `django.po` becomes `django.mo`, no gettext needed."""

from collections.abc import Iterable
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_all(folders: Iterable[Path]) -> list[Path]:
    """Write every `LC_MESSAGES/*.mo` that is missing or older than its source; return those."""
    sources = [po for folder in folders for po in sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))]
    return [compile_one(po) for po in sources if _is_stale(po)]


def compile_one(source: Path) -> Path:
    """Write the compiled form beside the source and return its path; fuzzy entries stay out."""
    with source.open("rb") as file:
        catalog = read_po(file, abort_invalid=True)
    # Written beside and moved over: a server reading at this moment sees the old or the new.
    unfinished = source.with_suffix(".mo.part")
    with unfinished.open("wb") as file:
        write_mo(file, catalog)
    return unfinished.replace(source.with_suffix(".mo"))


def _is_stale(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime < source.stat().st_mtime
