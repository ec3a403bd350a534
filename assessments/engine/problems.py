"""A fault of a dossier: where, and what was expected there."""

from typing import Any, NamedTuple, TypeGuard

Path = tuple[str | int, ...]


class Problem(NamedTuple):
    """A fault: JSON pointer (RFC 6901) and what was expected there."""

    pointer: str
    expected: str


def pointer(path: Path) -> str:
    """Return the JSON pointer of a path."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def is_number(value: Any) -> TypeGuard[int | float]:
    """True for a number; a truth value is none."""
    return isinstance(value, int | float) and not isinstance(value, bool)
