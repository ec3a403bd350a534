"""Why: how one number of a report came about, as a page or beside the report."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from assessments.models import ReportEdition
from assessments.report.blocks import Chart, Frequency, Key, Ranking, Report, Section, Table
from assessments.report.traced import Step, Trace, Traces
from assessments.services import editions
from assessments.services.editions import UnreadableEditionError

from .access import MemberRequest, wants_fragment
from .edition import edition_for
from .steps import steps_of

PAGE, PART, MISSING = "trace/trace.html", "trace/_trace.html", "trace/missing.html"
TRAIL = "von"  # query key: the numbers one came through, the first first
LONGEST = 12  # of the trail


@dataclass(frozen=True, slots=True)
class Link:
    """A way to another number. label: its title."""

    label: str
    href: str


@require_safe
def trace(request: MemberRequest, assessment_id: int, number: int, code: str) -> HttpResponse:
    """Show the formula, the steps and the facts behind a number."""
    edition = edition_for(request, assessment_id, number)
    try:
        whole = editions.contents(edition, get_language() or "de")
    except UnreadableEditionError:  # its page says what can still be done
        return redirect("report_edition", assessment_id, number)
    found = whole.traces.get(code)
    context = {
        "assessment": edition.assessment,
        "edition": edition,
        "report_url": _report_url(edition, whole.report, code),
    }
    if found is None:
        context["steps"] = steps_of(edition.assessment, "report")
        return render(request, MISSING, context, status=404)
    trail = _trail(request.GET.getlist(TRAIL), whole.traces, code)
    context |= {
        "trace": found,
        "rows": [(step, _deeper(step, found, trail, edition)) for step in found.steps],
        "way": _way(trail, whole.traces, edition),
    }
    if wants_fragment(request):
        return render(request, PART, context | {"fragment": True})
    return render(request, PAGE, context | {"steps": steps_of(edition.assessment, "report")})


def _trail(given: list[str], traces: Traces, code: str) -> tuple[str, ...]:
    """Return the known codes one came through, each once and none of them this one."""
    known = [each for each in dict.fromkeys(given) if each in traces and each != code]
    return tuple(known[-LONGEST:])


def _href(edition: ReportEdition, code: str, trail: tuple[str, ...]) -> str:
    address = reverse("trace", args=[edition.assessment_id, edition.number, code])
    return f"{address}?{urlencode([(TRAIL, each) for each in trail])}" if trail else address


def _deeper(step: Step, found: Trace, trail: tuple[str, ...], edition: ReportEdition) -> str:
    return _href(edition, step.trace, (*trail, found.code)) if step.trace else ""


def _way(trail: tuple[str, ...], traces: Traces, edition: ReportEdition) -> list[Link]:
    """Return the numbers one came through, the last one last."""
    return [
        Link(traces[code].title, _href(edition, code, trail[:place]))
        for place, code in enumerate(trail)
    ]


def _report_url(edition: ReportEdition, report: Report, code: str) -> str:
    """Return the address of the chapter that prints the number; of the report if none does."""
    address = reverse("report_edition", args=[edition.assessment_id, edition.number])
    begin = code.split(".", maxsplit=1)[0]
    own = (s for s in report.sections if s.use_case == begin)
    place = next(own, None) or next((s for s in report.sections if _prints(s, code)), None)
    return f"{address}#{place.id}" if place else address


def _prints(section: Section, code: str) -> bool:
    for block in section.blocks:
        match block:
            case Table() | Chart():
                table = block.table if isinstance(block, Chart) else block
                if any(code in row for row in table.traces):
                    return True
            case Key() | Frequency():
                if block.trace == code:
                    return True
            case Ranking():
                if any(entry.trace == code for entry in block.entries):
                    return True
            case _:
                pass
    return False
