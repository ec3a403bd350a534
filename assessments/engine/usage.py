"""How much a use case is used: tokens a month, given or worked out from people's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

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
    """Tokens a month. known: False where a default stands for a missing volume."""

    input_tokens: Range
    output_tokens: Range
    known: bool

    @property
    def tokens(self) -> Range:
        """Input and output together."""
        a, b = self.input_tokens, self.output_tokens
        return Range(a.low + b.low, a.likely + b.likely, a.high + b.high)

    def scaled(self, factor: float) -> "Volume":
        """Return `factor` times the volume."""
        by = fixed(factor)
        return Volume(times(self.input_tokens, by), times(self.output_tokens, by), self.known)


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
    incoming = times(requests, read or figures.range("default_pages_in"), page)
    outgoing = times(
        requests,
        written or figures.range("default_pages_out"),
        page,
        figures.range("thinking_factor"),
    )
    return Volume(
        times(_first(usage.input_tokens_per_month) or incoming, spread),
        times(_first(usage.output_tokens_per_month) or outgoing, spread),
        names_volume(usage) or requests_per_day is not None,
    )


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


def monthly_capacity(capability: str, answers: Answers, figures: Figures) -> float:
    """Tokens a month that one set of hardware of this class can serve in the hours it is used."""
    pattern = answers.level("KP2") or DEFAULT_PATTERN
    most = figures.value(f"unit_mtokens_per_month_{capability}") * 1e6
    return most * figures.value(f"busy_share_{pattern}")


def units(tokens: float, capacity: float) -> int:
    """Sets of hardware needed: at least one, and a whole step more for every capacity."""
    return max(1, ceil(tokens / capacity))


def utilisation_level(utilisation: float | None) -> str | None:
    """Return the level of NA3, or None where no volume is known."""
    if utilisation is None:
        return None
    return str(1 + sum(utilisation >= step for step in UTILISATION_STEPS))
