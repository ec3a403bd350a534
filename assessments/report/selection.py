"""Which parts of a report somebody wants: chapters left out, use cases chosen, no appendix."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from .blocks import Report, Section


@dataclass(frozen=True, slots=True)
class Selection:
    """What to show. without: ids of chapters left out. use_cases: the only ones, empty = all."""

    without: tuple[str, ...] = ()
    use_cases: tuple[str, ...] = ()
    appendix: bool = True

    def __bool__(self) -> bool:
        """True if anything is left out."""
        return bool(self.without or self.use_cases or not self.appendix)

    def document(self) -> dict[str, Any]:
        """Return it as JSON-ready data."""
        return {name: list(v) if isinstance(v, tuple) else v for name, v in asdict(self).items()}


EVERYTHING = Selection()


def read_selection(document: Mapping[str, Any]) -> Selection:
    """Return the selection that `Selection.document` wrote; {} = everything."""
    return Selection(
        tuple(document.get("without", ())),
        tuple(document.get("use_cases", ())),
        bool(document.get("appendix", True)),
    )


def selected(report: Report, selection: Selection) -> Report:
    """Return the report with the chosen parts only; `omitted` names the chapters left out."""
    kept = tuple(section for section in report.sections if _wanted(section, selection))
    names = {section.id for section in kept}
    omitted = tuple(s.title for s in report.sections if s.id not in names)
    return replace(report, sections=kept, omitted=omitted)


def _wanted(section: Section, selection: Selection) -> bool:
    if section.id in selection.without:
        return False
    if section.part == "appendix" and not selection.appendix:
        return False
    chosen = selection.use_cases
    return not (chosen and section.use_case and section.use_case not in chosen)
