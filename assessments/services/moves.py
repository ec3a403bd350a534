"""What an answer moves: the options it helps or hampers, and those it rules out."""

from dataclasses import dataclass

from assessments.catalogue import Catalogue
from assessments.catalogue.entries import Level, Question, SourcingOption


@dataclass(frozen=True, slots=True)
class Moves:
    """effects: every option in the catalogue's order with -2 … +2. hybrid: the same for a
    second way beside the first. ruled_out: options that drop out if the answer is binding.
    """

    effects: tuple[tuple[SourcingOption, int], ...]
    hybrid: int
    ruled_out: tuple[SourcingOption, ...]

    @property
    def any(self) -> bool:
        """False where the answer leaves every option where it is."""
        return any(effect for _, effect in self.effects)


def of_level(catalogue: Catalogue, question: Question, level: Level) -> Moves:
    """Say what this level of this question moves."""
    effects = tuple((o, level.effects.get(o.code, 0)) for o in catalogue.options.values())
    gates = [
        rule
        for rule in catalogue.rules.values()
        if rule.kind == "gate" and any(_suffices(facts, question, level) for facts in rule.when)
    ]
    ruled_out = tuple(
        option
        for option in catalogue.options.values()
        if any(option.code in gate.options for gate in gates)
    )
    return Moves(effects, level.effects.get("hybrid", 0), ruled_out)


def _suffices(facts: tuple[dict[str, object], ...], question: Question, level: Level) -> bool:
    """True where this answer alone, once binding, makes the gate hold."""
    if len(facts) != 1 or facts[0].get("answer") != question.code:
        return False
    levels = facts[0].get("in")
    return isinstance(levels, list | tuple) and level.code in levels
