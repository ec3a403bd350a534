"""Does a document have the shape its JSON Schema asks for? Every fault with its pointer."""

from collections.abc import Iterator, Mapping
from math import isfinite
from typing import TYPE_CHECKING, Any

from .problems import Problem, pointer

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


def structure_problems(document: Any, schema: Mapping[str, Any]) -> list[Problem]:
    """Return all faults of shape, sorted by place."""
    from jsonschema import Draft202012Validator  # only an import needs it: 60 ms at start

    faults = list(_unreadable(document, ()))
    for error in Draft202012Validator(schema).iter_errors(document):
        faults.extend(_problems(error))
    return sorted(dict.fromkeys(faults))


def _unreadable(value: Any, path: tuple[str | int, ...]) -> Iterator[Problem]:
    """Numbers and characters that JSON readers let through but nobody can store or add up."""
    if isinstance(value, float) and not isfinite(value):
        yield Problem(pointer(path), "a finite number")
    elif isinstance(value, str) and any(c == "\0" or "\ud800" <= c <= "\udfff" for c in value):
        yield Problem(pointer(path), "text without NUL or half characters")
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _unreadable(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _unreadable(item, (*path, index))


def _problems(error: "ValidationError") -> Iterator[Problem]:
    path = tuple(error.absolute_path)
    wanted: Any = error.validator_value
    instance: Any = error.instance
    schema: Any = error.schema
    match error.validator:
        case "required":
            for key in wanted:
                if key not in instance:
                    yield Problem(pointer((*path, key)), "this key to be present")
        case "additionalProperties":
            known = schema.get("properties", {})
            for key in instance:
                if key not in known:
                    text = f"no such key; known here: {', '.join(known)}"
                    yield Problem(pointer((*path, key)), text)
        case _:
            yield Problem(pointer(path), _EXPECTED[str(error.validator)](wanted))


def _types(wanted: str | list[str]) -> str:
    names = [wanted] if isinstance(wanted, str) else wanted
    return " or ".join(names)


_EXPECTED: dict[str, Any] = {
    "type": _types,
    "const": lambda wanted: f'"{wanted}"',
    "enum": lambda wanted: f"one of {', '.join(map(str, wanted))}",
    "minimum": lambda wanted: f"at least {wanted}",
    "maximum": lambda wanted: f"at most {wanted}",
    "minLength": lambda wanted: f"at least {wanted} character",
    "maxLength": lambda wanted: f"at most {wanted} characters",
    "maxItems": lambda wanted: f"at most {wanted} entries",
    "pattern": lambda wanted: f"text of the form {wanted}",
}
