"""Where the room's disagreement matters: who would choose differently, and what to talk about.

`needs`: need by criterion; it scales everybody's weights as it scales the group's. `fit`:
criterion → option → 0 … 100. `allowed`: the options that are not excluded, in the catalogue's
order, which settles ties. With no option left there is nothing to disagree about.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .group import Group, Participant
from .value import Table, contributions, ranking, scores
from .weights import scaled_weights

EVERYTHING = 1 - 1e-9


@dataclass(frozen=True, slots=True)
class Minority:
    """Somebody whose own weights put another option first.

    number: place among the participants, from 0. lead: points, by their own weights, from
    the group's first to theirs.
    """

    number: int
    name: str
    first: str
    lead: float


@dataclass(frozen=True, slots=True)
class End:
    """One end of the room's range on a criterion.

    weight: 0 … 1, scaled by need. name: who says so (the first of several). first: the option
    that would be first if all took this weight. lead: points of the group's first before
    the best other; negative where it is overtaken.
    """

    weight: float
    name: str
    first: str
    lead: float


@dataclass(frozen=True, slots=True)
class Topic:
    """A criterion to talk about: its weight now, and the room's lowest and highest.

    The other weights keep their proportions. flips: an end puts another option first.
    """

    criterion: str
    weight: float
    low: End
    high: End
    flips: bool

    @property
    def closest(self) -> float:
        """Points of lead that are left at the end that is worse for the group's first."""
        return min(self.low.lead, self.high.lead)


def first_option(weights: Mapping[str, float], fit: Table, allowed: Sequence[str]) -> str | None:
    """Return the option these weights put first, None if none is allowed."""
    ranked = ranking(scores(contributions(weights, fit, allowed)), allowed)
    return ranked[0] if ranked else None


def geometric_first(
    room: Group, needs: Mapping[str, float], fit: Table, allowed: Sequence[str]
) -> str | None:
    """Return the option the geometric mean puts first, if it is not the one that counts."""
    counts = first_option(scaled_weights(room.arithmetic, needs), fit, allowed)
    other = first_option(scaled_weights(room.geometric, needs), fit, allowed)
    return other if other != counts else None


def minorities(
    room: Group, needs: Mapping[str, float], fit: Table, allowed: Sequence[str]
) -> tuple[Minority, ...]:
    """Return everybody who alone would get another first option, in the room's order."""
    ours = first_option(scaled_weights(room.arithmetic, needs), fit, allowed)
    if ours is None:
        return ()
    found = []
    for number, person in enumerate(room.participants):
        score = scores(contributions(scaled_weights(person.weights, needs), fit, allowed))
        theirs = ranking(score, allowed)[0]
        if theirs != ours:
            found.append(Minority(number, person.name, theirs, score[theirs] - score[ours]))
    return tuple(found)


def topics(
    room: Group, needs: Mapping[str, float], fit: Table, allowed: Sequence[str]
) -> tuple[Topic, ...]:
    """Return the criteria in the order in which talking about them could matter.

    First those where the room's range leaves the first option the smallest lead, or none;
    equal leads: the wider range first. The lead is concave in one weight, so its smallest
    value is at an end of the range. Empty with fewer than two people or two options.
    """
    people = [(p, scaled_weights(p.weights, needs)) for p in room.participants if p.voice > 0]
    if len(people) < 2 or len(allowed) < 2:
        return ()
    weights = scaled_weights(room.arithmetic, needs)
    found = [_topic(code, weights, people, fit, allowed) for code in weights]
    return tuple(
        sorted(found, key=lambda t: (round(t.closest, 9), round(t.low.weight - t.high.weight, 9)))
    )


def _topic(
    criterion: str,
    weights: Mapping[str, float],
    people: Sequence[tuple[Participant, Mapping[str, float]]],
    fit: Table,
    allowed: Sequence[str],
) -> Topic:
    ours = first_option(weights, fit, allowed)
    low = min(people, key=lambda person: person[1][criterion])
    high = max(people, key=lambda person: person[1][criterion])
    ends = []
    for person, own in (low, high):
        moved = moved_to(criterion, own[criterion], weights)
        score = scores(contributions(moved, fit, allowed))
        lead = min(score[str(ours)] - score[o] for o in allowed if o != ours)
        ends.append(End(own[criterion], person.name, ranking(score, allowed)[0], lead))
    flips = any(end.first != ours for end in ends)
    return Topic(criterion, weights[criterion], ends[0], ends[1], flips)


def moved_to(criterion: str, weight: float, weights: Mapping[str, float]) -> dict[str, float]:
    """Return the weights with one of them set, 0 … 1, and the others in proportion."""
    rest = 1 - weights[criterion]
    others = len(weights) - 1
    return {
        code: weight
        if code == criterion
        # Where one criterion has everything the others have no proportion: all alike.
        else (own / rest if weights[criterion] < EVERYTHING else 1 / others) * (1 - weight)
        for code, own in weights.items()
    }
