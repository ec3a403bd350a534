"""Which parts of a report the address asks for; the same query everywhere."""

from dataclasses import dataclass

from django.http import QueryDict

from assessments.report.blocks import Report
from assessments.report.selection import Selection

WITHOUT, CASE, APPENDIX, CHOSEN = "ohne", "fall", "anhang", "auswahl"  # query keys


@dataclass(frozen=True, slots=True)
class Part:
    """One part that may be chosen or left out."""

    code: str
    title: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ReportChoice:
    """What was chosen of one report. query: the same choice as an address carries it."""

    selection: Selection
    chapters: tuple[Part, ...]
    use_cases: tuple[Part, ...]
    query: str


def choice_of(query: QueryDict, report: Report) -> ReportChoice:
    """Read the choice; what the report does not have is passed over.

    A form sends the parts it wants (`teil`, `fall`), an address those it does without.
    """
    chapters = [s for s in report.sections if s.part == "body" and not s.use_case]
    cases = [s for s in report.sections if s.use_case]
    if query.get(CHOSEN):
        wanted = query.getlist("teil")
        without = tuple(s.id for s in chapters if s.id not in wanted)
        appendix = bool(query.get(APPENDIX))
    else:
        left_out = query.getlist(WITHOUT)
        without = tuple(s.id for s in chapters if s.id in left_out)
        appendix = query.get(APPENDIX) != "0"
    known = {s.use_case for s in cases}
    only = tuple(code for code in dict.fromkeys(query.getlist(CASE)) if code in known)
    if len(only) == len(known):
        only = ()
    selection = Selection(without, only, appendix)
    return ReportChoice(
        selection,
        tuple(Part(s.id, s.title, s.id not in without) for s in chapters),
        tuple(Part(s.use_case, s.title, not only or s.use_case in only) for s in cases),
        query_of(selection),
    )


def query_of(selection: Selection) -> str:
    """Write a choice as the query of an address, without the question mark."""
    query = QueryDict(mutable=True)
    query.setlist(WITHOUT, list(selection.without))
    query.setlist(CASE, list(selection.use_cases))
    if not selection.appendix:
        query[APPENDIX] = "0"
    return query.urlencode()
