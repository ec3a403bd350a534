"""Everything anybody may be asked for, in one form."""

import functools

from assessments.catalogue import load
from assessments.catalogue.entries import Level, Question, Text


@functools.cache
def asked_of_all() -> dict[str, Question]:
    """Return what anybody may be asked by code: the questions, then the readiness statements.

    A statement stands here as a question of its theme whose levels are its sentences.
    """
    nothing = Text("", "")
    statements = {
        statement.code: Question(
            code=statement.code,
            criterion=theme.code,
            kind="choice",
            text=statement.label,
            short=statement.label,
            hint=None,
            why=nothing,
            why_sources=(),
            per_use_case=False,
            binding_text=None,
            levels=tuple(
                Level(str(number), sentence, None, None, None, {})
                for number, sentence in enumerate(statement.levels, start=1)
            ),
        )
        for theme in load().themes.values()
        for statement in theme.statements
    }
    return load().questions | statements
