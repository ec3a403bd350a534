"""Which single answer, given otherwise, puts another option first?"""

from collections.abc import Iterable

from .result import AnswerTippingPoint
from .variations import Variation


def answer_tipping_points(
    first: str | None, variations: Iterable[Variation]
) -> tuple[AnswerTippingPoint, ...]:
    """Return the changes after which `first` is first no more, in the catalogue's order.

    first: the first option as answered, None if nothing is left; then an answer tips that
    lets an option in.
    """
    return tuple(
        AnswerTippingPoint(v.question, v.before, v.after, new_first, v.own)
        for v in variations
        if (new_first := v.ranking[0] if v.ranking else None) != first
    )
