"""How ready a company is, theme by theme, with what limits it and what to do next."""

from collections.abc import Iterable
from dataclasses import dataclass

from assessments.catalogue import DONT_KNOW, Catalogue
from assessments.catalogue.entries import (
    ReadinessTheme,
    Statement,
    Text,
    ThemeAction,
    ThemeImportance,
)
from assessments.engine.readiness import theme_level
from assessments.models import Answer
from assessments.models.codes import STATEMENTS, THEMES


@dataclass(frozen=True, slots=True)
class Standing:
    """One theme today.

    level: 1 … 5, None where no sentence was chosen. answered: statements with a sentence or
    "do not know". unknown: those "do not know". weakest: the statements that keep the level
    down, each with its sentence; none where all stand on the same level. importance: how much
    the theme matters, None where nobody said or knows.
    """

    theme: ReadinessTheme
    level: int | None
    answered: int
    unknown: int
    weakest: tuple[tuple[Statement, Text], ...]
    importance: ThemeImportance | None = None

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


def asked(catalogue: Catalogue, theme: ReadinessTheme) -> tuple[Statement, ...]:
    """What one theme's page asks: its statements, then how much the theme matters.

    The last carries the theme's own code.
    """
    answers = tuple(answer.label for answer in catalogue.theme_importance.values())
    return (*theme.statements, Statement(theme.code, theme.importance, answers))


def given_answers(answers: Iterable[Answer]) -> dict[str, Answer]:
    """The record's answers to what the themes' pages ask, by code."""
    return {a.question: a for a in answers if a.question in (*STATEMENTS, *THEMES) and a.level}


def standing(catalogue: Catalogue, theme: ReadinessTheme, given: dict[str, Answer]) -> Standing:
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
    said = given.get(theme.code)
    importance = catalogue.theme_importance.get(said.level) if said else None
    return Standing(theme, theme_level(theme, levels), len(chosen), unknown, weakest, importance)


def standings(catalogue: Catalogue, answers: Iterable[Answer]) -> tuple[Standing, ...]:
    """Say where every theme stands, in the catalogue's order."""
    given = given_answers(answers)
    return tuple(standing(catalogue, theme, given) for theme in catalogue.themes.values())
