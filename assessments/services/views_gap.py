"""How two groups see the same questions: means on the questions' own scales, and the distance."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessments.catalogue.entries import Question
from assessments.models import RespondentRole, UseCase

from .side_by_side import Row

RECORD, OTHERS = "record", "others"  # what counts, and everybody else together
GROUPS = (RECORD, OTHERS, *RespondentRole.values)


@dataclass(frozen=True, slots=True)
class Gap:
    """One question seen by two groups. one, other: mean places, 0 (first level) … 1 (last)."""

    question: Question
    use_case: UseCase | None
    one: float
    other: float
    people: tuple[int, int]

    @property
    def distance(self) -> float:
        """How far the groups are apart, 0 … 1."""
        return abs(self.one - self.other)


def gaps(rows: Iterable[Row], one: str, other: str) -> list[Gap]:
    """Return questions both groups answered, the widest gap first.

    Anonymous people are in "others" alone, and only as `side_by_side` shows them: no role and
    no difference of two groups singles anybody out.
    """
    found = []
    for row in rows:
        mine, theirs = (_places(row, group) for group in (one, other))
        if mine and theirs:
            found.append(
                Gap(
                    row.question,
                    row.use_case,
                    sum(mine) / len(mine),
                    sum(theirs) / len(theirs),
                    (len(mine), len(theirs)),
                )
            )
    return sorted(found, key=lambda gap: -gap.distance)


def present(rows: Iterable[Row]) -> tuple[str, ...]:
    """Return the groups that have answered anything, in a fixed order."""
    listed = list(rows)
    return tuple(group for group in GROUPS if any(_places(row, group) for row in listed))


def _places(row: Row, group: str) -> list[float]:
    """Where a group's answers lie on the question's scale, 0 … 1; unknown ones are left out."""
    codes = [level.code for level in row.question.levels]
    if len(codes) < 2:
        return []
    if group == RECORD:
        levels = [row.record.level] if row.record else []
    else:
        named = [o.answer.level for o in row.opinions if group in (OTHERS, o.response.role)]
        crowd = [level for level, count in row.crowd.items() for _ in range(count)]
        levels = named + (crowd if group == OTHERS else [])
    return [codes.index(level) / (len(codes) - 1) for level in levels if level in codes]
