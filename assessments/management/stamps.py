"""Do a piece of work once: a stamp file remembers what it was made from."""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path


def fingerprint(parts: Iterable[object]) -> str:
    """SHA-256 over the parts' texts, in order."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(str(part).encode() + b"\0")
    return digest.hexdigest()


def once(folder: Path, made_from: str, work: Callable[[], None]) -> bool:
    """Fill the folder unless it was filled from the same before; True if it was done now.

    The stamp lies beside the folder: what is in it may be served to everybody.
    """
    stamp = folder.with_name(f"{folder.name}-made-from")
    if folder.is_dir() and stamp.exists() and stamp.read_text(encoding="utf-8") == made_from:
        return False
    work()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(made_from, encoding="utf-8")
    return True
