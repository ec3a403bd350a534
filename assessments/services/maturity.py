"""How ready a company is, theme by theme, with what limits it and what to do next."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessments.catalogue import DONT_KNOW, Catalogue
from assessments.catalogue.entries import ReadinessTheme, Statement, Text, ThemeAction
from assessments.engine.readiness import theme_level
from assessments.models import Answer
from assessments.models.codes import STATEMENTS


@dataclass(frozen=True, slots=True)
class Standing:
    """One theme today.

    level: 1 … 5, None where no sentence was chosen. answered: statements with a sentence or
    "do not know". unknown: those "do not know". weakest: the statements that keep the level
    down, each with its sentence; none where all stand on the same level.
    """

    theme: ReadinessTheme
    level: int | None
    answered: int
    unknown: int
    weakest: tuple[tuple[Statement, Text], ...]

    @property
    def total(self) -> int:
        """How many statements the theme has."""
        return len(self.theme.statements)

    @property
    def state(self) -> str:
        """done | now | todo"""
        if self.answered == self.total:
            return "done"
        return "now" if self.answered else "todo"

    @property
    def action(self) -> ThemeAction | None:
        """What the catalogue advises next at this level."""
        return next((a for a in self.theme.actions if a.level == self.level), None)


def statement_answers(answers: Iterable[Answer]) -> dict[str, Answer]:
    """The record's answers to readiness statements by code."""
    return {a.question: a for a in answers if a.question in STATEMENTS and a.level}


def standing(theme: ReadinessTheme, given: dict[str, Answer]) -> Standing:
    """Say where one theme stands."""
    chosen = {s.code: given[s.code].level for s in theme.statements if s.code in given}
    levels = {code: int(level) for code, level in chosen.items() if level != DONT_KNOW}
    lowest = min(levels.values(), default=0)
    weakest = tuple(
        (statement, statement.levels[lowest - 1])
        for statement in theme.statements
        if levels.get(statement.code) == lowest and lowest < max(levels.values())
    )
    unknown = len(chosen) - len(levels)
    return Standing(theme, theme_level(theme, levels), len(chosen), unknown, weakest)


def standings(catalogue: Catalogue, answers: Iterable[Answer]) -> tuple[Standing, ...]:
    """Say where every theme stands, in the catalogue's order."""
    given = statement_answers(answers)
    return tuple(standing(theme, given) for theme in catalogue.themes.values())
