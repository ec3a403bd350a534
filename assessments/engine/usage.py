"""How much a use case is used: tokens a month, given or worked out from people's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, isfinite

from .answers import Answers
from .dossier import Usage
from .figures import Figures, fixed, times
from .result import Range

# Without an answer to KP2 the hardware is sized as for bursts in office hours, the dearest case.
DEFAULT_PATTERN = "1"
# NA3: own hardware is idle below the first share of its capacity, busy above the second.
UTILISATION_STEPS = (0.05, 0.30)


@dataclass(frozen=True, slots=True)
class Volume:
    """Tokens and requests a month. known: False where a default stands for a missing volume."""

    input_tokens: Range
    output_tokens: Range
    requests: Range
    known: bool

    @property
    def tokens(self) -> Range:
        """Input and output together."""
        a, b = self.input_tokens, self.output_tokens
        return Range(a.low + b.low, a.likely + b.likely, a.high + b.high)

    def scaled(self, factor: float) -> "Volume":
        """Return `factor` times the volume."""
        by = fixed(factor)
        return Volume(
            times(self.input_tokens, by),
            times(self.output_tokens, by),
            times(self.requests, by),
            self.known,
        )


def volume(
    usage: Usage, template: Mapping[str, float], figures: Figures, requests_per_day: float | None
) -> Volume:
    """Work out a use case's tokens a month.

    Tokens that are given count as they are; otherwise requests × pages × tokens per page,
    the answer's part times the factor for "thinking". template: the archetype's usage.
    requests_per_day: this use case's share of KP1, used where the usage names no requests.
    What is still missing takes the template's, then the catalogue's default with its wide
    bounds (domain notes 2.4).
    """
    requests = _requests(usage, template, figures, requests_per_day)
    page, spread = figures.range("tokens_per_page"), figures.range("volume_factor")
    read = _first(usage.pages_in, template.get("pages_in"))
    written = _first(usage.pages_out, template.get("pages_out"))
    pages = read or figures.range("default_pages_in")
    incoming = times(requests, pages, page)
    outgoing = times(
        requests,
        written or figures.range("default_pages_out"),
        page,
        figures.range("thinking_factor"),
    )
    tokens_in = _first(usage.input_tokens_per_month)
    return Volume(
        times(tokens_in or incoming, spread),
        times(_first(usage.output_tokens_per_month) or outgoing, spread),
        times(_requests_of(usage, tokens_in, requests, times(pages, page)), spread),
        names_volume(usage) or requests_per_day is not None,
    )


def _requests_of(usage: Usage, tokens_in: Range | None, requests: Range, each: Range) -> Range:
    """Requests as said; where tokens alone were said, as many as read that much at `each`."""
    said = usage.requests_per_month is not None or None not in (
        usage.users,
        usage.requests_per_user_per_day,
    )
    if said or tokens_in is None or not each.likely:
        return requests
    return fixed(tokens_in.likely / each.likely)


def _first(*given: float | None) -> Range | None:
    value = next((number for number in given if number is not None), None)
    return fixed(value) if value is not None else None


def _requests(
    usage: Usage, template: Mapping[str, float], figures: Figures, requests_per_day: float | None
) -> Range:
    if usage.requests_per_month is not None:
        return fixed(usage.requests_per_month)
    users = _first(usage.users, template.get("users"))
    each = _first(usage.requests_per_user_per_day, template.get("requests_per_user_per_day"))
    if requests_per_day is not None and not names_volume(usage):
        a_day = fixed(requests_per_day)
    elif users and each:
        a_day = times(users, each)
    else:
        a_day = figures.range("default_requests_per_day")
    return times(a_day, figures.range("working_days_per_month"))


def names_volume(usage: Usage) -> bool:
    """True if the usage itself says how many requests or tokens there are."""
    people = None not in (usage.users, usage.requests_per_user_per_day)
    tokens = None not in (usage.input_tokens_per_month, usage.output_tokens_per_month)
    return people or tokens or usage.requests_per_month is not None


def pattern_of(answers: Answers) -> str:
    """When the work occurs: the level of KP2, or the dearest case where it is unknown."""
    return answers.level("KP2") or DEFAULT_PATTERN


def units(tokens: float, capacity: float) -> int:
    """Sets of hardware needed: at least one, and a whole step more for every capacity."""
    needed = tokens / capacity if capacity > 0 else 0.0
    return max(1, ceil(needed)) if isfinite(needed) else 1


def utilisation_level(utilisation: float | None) -> str | None:
    """Return the level of NA3, or None where no volume is known."""
    if utilisation is None:
        return None
    return str(1 + sum(utilisation >= step for step in UTILISATION_STEPS))
