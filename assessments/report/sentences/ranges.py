"""When two ranges cannot be told apart."""

from collections.abc import Mapping

from assessments.engine.result import Range


def level_with(ranges: Mapping[str, Range], best: str) -> list[str]:
    """Return the others level with `best`, the smallest likely value first.

    Two ranges are level if the likely value of each lies within the other.
    """
    one = ranges[best]
    found = [
        code
        for code, other in ranges.items()
        if code != best
        and other.low <= one.likely <= other.high
        and one.low <= other.likely <= one.high
    ]
    return sorted(found, key=lambda code: ranges[code].likely)
