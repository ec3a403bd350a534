"""Read `assessments/data/*.toml` into a `Catalogue`, or say what is wrong and where.

A broken file is refused with file name, table and key, all problems at once. The
content hash over all files is the catalogue's exact version.
"""

import functools
import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from cattrs import Converter, transform_error
from cattrs.errors import BaseValidationError

from . import entries, law, technology
from .checking import Problem, find_problems
from .content import Catalogue
from .help import HelpOffer

DATA = Path(__file__).resolve().parent.parent / "data"
Entry = TypeVar("Entry")


class CatalogueError(ValueError):
    """The catalogue is not fit for use; `problems` says where and why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(p) for p in problems))


def _exactly(wanted: type) -> Any:
    """Refuse what cattrs would silently convert: "3" is no number, 1 is no truth value."""

    def hook(value: Any, _: Any) -> Any:
        if wanted is float and type(value) is int:
            return float(value)
        if type(value) is not wanted:
            raise TypeError(f"expected {wanted.__name__}, found {value!r}")
        return value

    return hook


def _day(value: Any, _: Any) -> date:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise TypeError(f"expected a date such as 2026-11-23, found {value!r}")
    return value


def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    for plain in (str, int, float, bool):
        converter.register_structure_hook(plain, _exactly(plain))
    converter.register_structure_hook(date, _day)
    return converter


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one folder; collects problems instead of stopping at the first."""

    folder: Path
    converter: Converter
    problems: list[Problem]

    def tables(self, name: str) -> Mapping[str, Any]:
        """Return the top-level tables of one file; {} and a problem if it cannot be read."""
        try:
            return tomllib.loads((self.folder / name).read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            self.problems.append(Problem(name, "", "", f"cannot be read: {error}"))
            return {}

    def entries(self, name: str, table: str, shape: type[Entry]) -> tuple[Entry, ...]:
        """Return every `[[table]]` of the file as `shape`."""
        document = self.tables(name)
        if document:
            for key in document.keys() - {table}:
                self.problems.append(Problem(name, key, "", f"unknown table, expected [[{table}]]"))
            if not isinstance(document.get(table), list):
                self.problems.append(Problem(name, table, "", f"expected [[{table}]] tables"))
                return ()
        found = []
        for number, raw in enumerate(document.get(table, [])):
            entry = self._entry(name, f"{table}[{number}]", raw, shape)
            if entry is not None:
                found.append(entry)
        return tuple(found)

    def _entry(self, name: str, table: str, raw: Any, shape: type[Entry]) -> Entry | None:
        label = str(raw.get("code") or raw.get("id") or "") if isinstance(raw, dict) else ""
        where = f"{table} {label}".strip()
        if not isinstance(raw, dict):
            self.problems.append(Problem(name, where, "", "expected a table"))
            return None
        try:
            return self.converter.structure(_with_blanks(raw, shape), shape)
        except BaseValidationError as error:
            for line in transform_error(error):
                message, _, path = line.partition(" @ $")
                self.problems.append(Problem(name, where, path.lstrip("."), message))
        return None


def _with_blanks(raw: dict[str, Any], shape: type) -> dict[str, Any]:
    """Add None for optional texts and numbers that a TOML file cannot write down."""
    optional = _OPTIONAL.get(shape, ())
    filled = {**dict.fromkeys(optional), **raw}
    if shape is entries.Question and isinstance(raw.get("levels", []), list):
        filled["levels"] = [
            {"effects": {}, **_with_blanks(level, entries.Level)}
            if isinstance(level, dict)
            else level
            for level in raw.get("levels", [])
        ]
    for key in _EMPTY_LISTS.get(shape, ()):
        filled.setdefault(key, [])
    for key in _EMPTY_TABLES.get(shape, ()):
        filled.setdefault(key, {})
    return filled


_OPTIONAL: dict[type, tuple[str, ...]] = {
    entries.Question: ("hint", "binding_text", "unit"),
    entries.Level: ("detail", "note", "need"),
    entries.ProfileQuestion: ("hint", "minimum", "maximum"),
    entries.LanePrice: ("cached_in", "list_model"),
    technology.OpenModel: (
        *("released", "total_b", "active_b", "layers", "kv_heads", "head_dim", "attention"),
        *("full_layers", "window", "latent_rank", "rope_dim", "state_bytes", "context"),
        *("german_rank", "german_note"),
    ),
    technology.Gpu: (
        *("memory_gb", "bandwidth_gbs", "tensor_tflops", "watts"),
        *("price_eur", "price_usd", "price_note", "price_dated"),
    ),
    technology.Quantisation: ("loss_percent",),
    HelpOffer: ("valid_until", "note"),
    law.LegalDate: ("roughly", "open"),
    law.LegalTopic: ("open",),
    technology.HardwareSet: ("eur_per_hour", "purchase_eur"),
    technology.ClosedModel: (
        *("released", "list_model", "usd_in", "usd_out", "german_rank", "german_note"),
    ),
}
_EMPTY_LISTS: dict[type, tuple[str, ...]] = {
    entries.ProfileQuestion: ("choices", "same_as"),
    law.Rule: ("safeguards", "options"),
    entries.Claim: ("reveals",),
    entries.Question: ("why_sources",),
    technology.OpenModel: ("languages",),
    law.LegalDate: ("rules",),
    law.LegalTopic: ("rules",),
}
_EMPTY_TABLES: dict[type, tuple[str, ...]] = {
    entries.Criterion: ("base",),
    entries.Archetype: ("usage", "answers"),
}


def content_hash(folder: Path) -> str:
    """SHA-256 over the names and bytes of all TOML files, in order of name."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.toml")):
        digest.update(path.relative_to(folder).as_posix().encode())
        digest.update(b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def read_catalogue(folder: Path = DATA) -> Catalogue:
    """Read and check the catalogue in `folder`. Raises CatalogueError naming every problem."""
    reader = _Reader(folder, _converter(), [])
    head = reader.tables("catalogue.toml")
    version, as_of = head.get("version"), head.get("as_of")
    if head and not (isinstance(version, str) and isinstance(as_of, date)):
        text = 'expected version = "2026.11" and as_of = 2026-11-23'
        reader.problems.append(Problem("catalogue.toml", "", "version, as_of", text))
    catalogue = _assemble(reader, str(version), as_of if isinstance(as_of, date) else date.min)
    problems = reader.problems or list(find_problems(catalogue))
    if problems:
        raise CatalogueError(tuple(problems))
    return catalogue


def _assemble(reader: _Reader, version: str, as_of: date) -> Catalogue:
    questions = tuple(
        question
        for criterion in ("kt", "so", "kp", "an", "fa", "pe", "na")
        for question in reader.entries(f"questions/{criterion}.toml", "question", entries.Question)
    )
    read, shape = reader.entries, technology
    return Catalogue(
        version=version,
        as_of=as_of,
        sha256=content_hash(reader.folder),
        sources={e.id: e for e in read("sources.toml", "source", entries.Source)},
        options={e.code: e for e in read("options.toml", "option", entries.SourcingOption)},
        criteria={e.code: e for e in read("criteria.toml", "criterion", entries.Criterion)},
        questions={q.code: q for q in questions},
        claims=read("claims.toml", "claim", entries.Claim),
        profile={e.code: e for e in read("profile.toml", "profile", entries.ProfileQuestion)},
        intake={e.code: e for e in read("intake.toml", "intake", entries.ProfileQuestion)},
        archetypes={e.code: e for e in read("archetypes.toml", "archetype", entries.Archetype)},
        themes={e.code: e for e in read("readiness.toml", "theme", entries.ReadinessTheme)},
        theme_importance={
            e.code: e for e in read("theme_importance.toml", "answer", entries.ThemeImportance)
        },
        rules={e.id: e for e in read("rules.toml", "rule", law.Rule)},
        assumptions={e.code: e for e in read("assumptions.toml", "assumption", entries.Assumption)},
        prices=read("prices.toml", "price", entries.LanePrice),
        presets=read("presets.toml", "preset", entries.Preset),
        models={e.code: e for e in read("open_models.toml", "model", shape.OpenModel)},
        closed_models={e.code: e for e in read("closed_models.toml", "model", shape.ClosedModel)},
        gpus={e.code: e for e in read("gpus.toml", "gpu", shape.Gpu)},
        quantisations={e.code: e for e in read("formats.toml", "format", shape.Quantisation)},
        hardware=read("hardware.toml", "set", shape.HardwareSet),
        mixes={e.code: e for e in read("electricity.toml", "mix", shape.ElectricityMix)},
        energy=read("energy.toml", "service", shape.ServiceEnergy),
        speeds={e.option: e for e in read("speeds.toml", "service", shape.ServiceSpeed)},
        anchors={e.code: e for e in read("anchors.toml", "anchor", shape.Anchor)},
        help_offers=read("help.toml", "offer", HelpOffer),
        timetable=read("ai_act.toml", "date", law.LegalDate),
        topics=read("law.toml", "topic", law.LegalTopic),
    )


@functools.cache
def load() -> Catalogue:
    """The catalogue that ships with this version, read once per process."""
    return read_catalogue()
