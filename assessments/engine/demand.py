"""What the use cases ask of an option: volume, class of model, when, and how reliably."""

from collections.abc import Sequence
from dataclasses import dataclass

from .case import Case
from .costs import CAUTIOUS_CLASS
from .figures import CLASSES
from .usage import Volume, pattern_of


@dataclass(frozen=True, slots=True)
class Demand:
    """What one use case asks of an option. downtime: level of PE4, None where unknown."""

    use_case: str
    volume: Volume
    capability: str
    pattern: str
    downtime: str | None

    @classmethod
    def of(cls, case: Case) -> "Demand":
        """That of a use case; without an answer to FA1 it needs the dearer middle class."""
        answers = case.answers
        return cls(
            case.use_case.id,
            case.volume,
            answers.level("FA1") or CAUTIOUS_CLASS,
            pattern_of(answers),
            answers.level("PE4"),
        )


def highest_class(demands: Sequence[Demand]) -> str:
    """The class of model that serves all demands."""
    return max((demand.capability for demand in demands), key=CLASSES.index)
