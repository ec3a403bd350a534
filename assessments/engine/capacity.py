"""What one set of hardware carries: requests at once, seconds a request, tokens a month.

Where facts on the model or the card are missing, a set counts for `fallback_sequences`
requests at once, each written at `least_tokens_per_second` and read at
`fallback_reading_tokens_per_second`; `is_computed` says which of both it is.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import isfinite

from assessments.catalogue.technology import Gpu, HardwareSet, OpenModel, Quantisation

from .figures import Figures, fixed, plus, times
from .result import Range
from .sizing import MissingFactsError, fit
from .speed import load_of, paces, prefill_seconds
from .usage import Volume

SECONDS_PER_MONTH = 730 * 3600
# Serving engines hold no more requests at the same time by default.
MOST_AT_ONCE = 256
BATCH = "4"  # KP2: collected, the result may wait until tomorrow


@dataclass(frozen=True, slots=True)
class Request:
    """The mean request: tokens read and written."""

    read: float
    written: float

    @property
    def held(self) -> float:
        """Tokens the cache holds at the end."""
        return self.read + self.written


def mean_request(volume: Volume, figures: Figures) -> Request:
    """Return a volume's mean request; that of the defaults where nothing is asked at all."""
    requests = volume.requests.likely
    read, written = volume.input_tokens.likely, volume.output_tokens.likely
    if requests > 0 and read + written > 0 and isfinite((read + written) / requests):
        return Request(read / requests, written / requests)
    page = figures.value("tokens_per_page")
    return Request(
        figures.value("default_pages_in") * page,
        figures.value("default_pages_out") * page * figures.value("thinking_factor"),
    )


def is_computed(found: HardwareSet, figures: Figures) -> bool:
    """True if all facts of the set are known, False if it counts by the defaults."""
    parts = _parts(found, figures)
    try:
        load_of(parts[0], parts[1], found.context)
        paces(*parts, figures)
    except MissingFactsError:
        return False
    return parts[2].tensor_tflops is not None and parts[2].memory_gb is not None


def sequences(
    found: HardwareSet,
    figures: Figures,
    volume: Volume | None = None,
    pattern: str | None = None,
) -> int:
    """Requests one set works on at once: the smaller of what memory and speed allow.

    Memory: as many caches as fit beside the weights. Speed: as many as each still gets
    `least_tokens_per_second` of its answer, while the set also reads the others' questions;
    collected work (pattern 4) may take its time. A cache holds the volume's mean request,
    without a volume the set's context, and then reading is left out. At least 1: a single
    request is always served, however slowly.
    """
    request = mean_request(volume, figures) if volume else None
    return _at_most(found, figures, request, pattern)


def people_at_once(
    figures: Figures, option: str, capability: str, volume: Volume, pattern: str | None = None
) -> int | None:
    """Requests one set of an option works on at once, None for a shared service."""
    found = figures.sets.get((option, capability))
    return None if found is None else sequences(found, figures, volume, pattern)


def request_seconds(
    found: HardwareSet, volume: Volume, figures: Figures, pattern: str | None = None
) -> Range:
    """Seconds from question to the end of the answer on a set that is full.

    With n requests at once one waits while n prompts are read in turn, and writes its answer
    in steps that serve all n: n × reading + tokens written × step.
    """
    request = mean_request(volume, figures)
    return _seconds(found, figures, request, _at_most(found, figures, request, pattern))


def alone_seconds(found: HardwareSet, volume: Volume, figures: Figures) -> Range:
    """Seconds from question to the end of the answer with nobody else on the set."""
    return _seconds(found, figures, mean_request(volume, figures), 1)


def busy_seconds(found: HardwareSet, volume: Volume, pattern: str, figures: Figures) -> Range:
    """Seconds from question to the end of the answer in the busiest hour of this volume.

    With as many requests at once as then really are in work: the smallest n with
    n ≥ requests a second × seconds(n); never more than a full set works on at once, further
    sets taking the rest.
    """
    request = mean_request(volume, figures)
    most = _at_most(found, figures, request, pattern)
    a_second = at_once(volume, pattern, figures, fixed(1)).likely
    low, high = 1, most
    while low < high:
        middle = (low + high) // 2
        if middle >= a_second * _seconds(found, figures, request, middle).likely:
            high = middle
        else:
            low = middle + 1
    return _seconds(found, figures, request, low)


def answer_seconds(
    option: str, capability: str, volume: Volume, figures: Figures, pattern: str | None = None
) -> Range | None:
    """Seconds a request takes on one option: measured for a service, computed for a set.

    A set works for nobody else, or with a pattern (level of KP2) as in the busiest hour. None
    where neither a set nor a service's speed is known.
    """
    if (found := figures.sets.get((option, capability))) is not None:
        if pattern is None:
            return alone_seconds(found, volume, figures)
        return busy_seconds(found, volume, pattern, figures)
    speed = figures.speeds.get(option)
    if speed is None:
        return None
    written = mean_request(volume, figures).written
    return Range(
        speed.first_low_s + written / speed.tokens_high,
        speed.first_s + written / speed.tokens,
        speed.first_high_s + written / speed.tokens_low,
    )


def at_once(volume: Volume, pattern: str, figures: Figures, seconds: Range) -> Range:
    """Requests in work at the same time in the busiest hour (Little's law).

    Requests a month ÷ the usable seconds of the month × peak factor × seconds a request takes.
    pattern: level of KP2, 1 … 4.
    """
    busy, peak = figures.range(f"busy_share_{pattern}"), figures.range(f"peak_factor_{pattern}")
    asked = volume.requests

    def held(requests: float, share: float, factor: float, each: float) -> float:
        return requests / (max(share, 1e-6) * SECONDS_PER_MONTH) * factor * each

    return Range(
        held(asked.low, busy.high, peak.low, seconds.low),
        held(asked.likely, busy.likely, peak.likely, seconds.likely),
        held(asked.high, busy.low, peak.high, seconds.high),
    )


def tokens_per_month(found: HardwareSet, volume: Volume, pattern: str, figures: Figures) -> float:
    """Tokens a month, read and written, at which one set is full in the busiest hour.

    Tokens of a mean request × requests at once ÷ seconds each × usable seconds of the month ÷
    peak factor; above 0 always.
    """
    request = mean_request(volume, figures)
    held = _at_most(found, figures, request, pattern)
    seconds = _seconds(found, figures, request, held).likely
    busy = figures.value(f"busy_share_{pattern}") * SECONDS_PER_MONTH
    peak = figures.value(f"peak_factor_{pattern}")
    full = request.held * held / max(seconds, 1e-9) * busy / max(peak, 1e-9)
    return max(full, 1.0)


def per_million_tokens(per_hour: float, tokens_per_second: float) -> float:
    """Money per million tokens of a set that costs `per_hour` and is never idle.

    per hour ÷ (tokens a second × 3600) × 10⁶, the formula of llmtco.com. Raises ValueError on
    a negative price or no speed.
    """
    if per_hour < 0 or not tokens_per_second > 0:
        raise ValueError("a price of 0 or more, and a speed above 0")
    return per_hour / (tokens_per_second * 3600) * 1e6


Parts = tuple[OpenModel, Quantisation, Gpu, int]


def _parts(found: HardwareSet, figures: Figures) -> Parts:
    return (
        figures.models[found.model],
        figures.quantisations[found.quantisation],
        figures.gpus[found.gpu],
        found.gpus,
    )


# Many answers are tried on the same load, see `variations`; figures never change once made.
@lru_cache(maxsize=512)
def _at_most(
    found: HardwareSet, figures: Figures, request: Request | None, pattern: str | None
) -> int:
    parts = _parts(found, figures)
    held = request.held if request else found.context
    context = min(held, parts[0].context or held)
    try:
        load = load_of(parts[0], parts[1], context)
        _, pace, _ = paces(*parts, figures)
        room = fit(*parts, context, 1, figures)
    except MissingFactsError:
        return max(1, int(figures.value("fallback_sequences")))
    if room.reason == "missing_facts":
        return max(1, int(figures.value("fallback_sequences")))
    low, high = 1, max(1, min(room.sequences_at_most, MOST_AT_ONCE))
    if pattern == BATCH:
        return high
    reading = _reading(found, figures, request.read).likely if request else 0.0
    written = request.written if request else 1.0
    slowest = written / max(figures.value("least_tokens_per_second"), 1e-6)
    while low < high:  # the time grows with every request
        middle = (low + high + 1) // 2
        if written * load.seconds(middle, pace) + (middle - 1) * reading <= slowest:
            low = middle
        else:
            high = middle - 1
    return low


@lru_cache(maxsize=512)
def _seconds(found: HardwareSet, figures: Figures, request: Request, held: int) -> Range:
    reading = _reading(found, figures, request.read)
    step = _step(found, figures, request.held, held)
    return plus(times(reading, fixed(held)), times(step, fixed(request.written)))


def _step(found: HardwareSet, figures: Figures, tokens: float, held: int) -> Range:
    parts = _parts(found, figures)
    try:
        load = load_of(parts[0], parts[1], min(tokens, parts[0].context or tokens))
        slow, likely, fast = paces(*parts, figures)
    except MissingFactsError:
        return _inverse(figures.range("least_tokens_per_second"))
    return Range(*(load.seconds(held, pace) for pace in (fast, likely, slow)))


def _reading(found: HardwareSet, figures: Figures, tokens: float) -> Range:
    model, _, gpu, gpus = _parts(found, figures)
    try:
        known = prefill_seconds(model, gpu, gpus, tokens, figures)
    except MissingFactsError:
        known = None
    if known is not None:
        return known
    a_token = _inverse(figures.range("fallback_reading_tokens_per_second"))
    return times(a_token, fixed(tokens))


def _inverse(speed: Range) -> Range:
    """Seconds a token at this many tokens a second."""
    low, likely, high = (max(each, 1e-6) for each in (speed.low, speed.likely, speed.high))
    return Range(1 / high, 1 / likely, 1 / low)
