"""One weight from nothing to everything: where first place changes."""

from assessments.engine.result import UseCaseResult

from ..voice import Voice


def is_drawn(result: UseCaseResult) -> bool:
    """Return True where at least two ways are allowed and the intervals are known."""
    return len(result.ranking) > 1 and bool(result.stability)


def nearest(result: UseCaseResult) -> str:
    """Return the criterion whose weight is nearest to a flip; the heaviest where none flips."""
    if result.tipping_points:
        return result.tipping_points[0].criterion
    return max(result.weights, key=lambda code: result.weights[code])


def _flips(result: UseCaseResult, criterion: str) -> list[tuple[bool, float, str]]:
    """Return (upwards, weight, new first), the nearest first."""
    interval, weight = result.stability[criterion], result.weights[criterion]
    ends = (
        (False, interval.low, interval.first_below),
        (True, interval.high, interval.first_above),
    )
    found = [(up, at, other) for up, at, other in ends if other is not None]
    return sorted(found, key=lambda flip: abs(flip[1] - weight))


def title(result: UseCaseResult, criterion: str, voice: Voice) -> str:
    """Return the nearest flip of this criterion's weight, or that there is none."""
    flips, name = _flips(result, criterion), voice.criteria_listed([criterion])
    if not flips:
        return voice.say(
            f"Platz 1 bleibt, egal wie viel {voice.quote(name)} zählt",
            f"First place stays, however much {name} counts",
        )
    up, at, other = flips[0]
    share, ahead = voice.percent(at), voice.quoted(other)
    return voice.say(
        f"{'Über' if up else 'Unter'} {share} Gewicht für {name} liegt {ahead} vorn",
        f"{'Above' if up else 'Below'} {share} weight for {name}, {ahead} is ahead",
    )


def sentence(result: UseCaseResult, criterion: str, voice: Voice) -> str:
    """Return the weight as it is, where first place stays, and who follows on either side."""
    interval = result.stability[criterion]
    now = voice.percent(result.weights[criterion])
    low, high = voice.percent(interval.low), voice.percent(interval.high)
    parts = [voice.say(f"Jetzt wiegt es {now}.", f"It now weighs {now}.")]
    flips = sorted(_flips(result, criterion))
    parts.append(
        voice.say(
            f"Platz 1 bleibt von {low} bis {high} gleich.",
            f"First place stays the same from {low} to {high}.",
        )
    )
    for up, at, other in flips:
        share, ahead = voice.percent(at), voice.quoted(other)
        parts.append(
            voice.say(
                f"{'Über' if up else 'Unter'} {share} liegt {ahead} vorn.",
                f"{'Above' if up else 'Below'} {share}, {ahead} is ahead.",
            )
        )
    rest = voice.say(
        "Die anderen Gewichte ändern sich im gleichen Verhältnis.",
        "The other weights change in proportion.",
    )
    return " ".join([*parts, rest])
