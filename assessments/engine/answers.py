"""Which answers count for a use case: its own over the company's, hidden ones left out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assessments.catalogue.content import Catalogue
from assessments.catalogue.entries import DONT_KNOW, Level, Question

from .dossier import GivenAnswer

# "Do not know" scores as this level where the notes name one, else as the mean of all levels.
CAUTIOUS_LEVEL = {"KT1": "2"}

# Wishes for training (AN1 = 4, 5) count as "answer from our documents" without examples (AN2).
TRAINING, EXAMPLES = "AN1", "AN2"
TRAINING_LEVELS = ("4", "5")
WITHOUT_EXAMPLES = ("1", "2")
CAPPED_LEVEL = "3"


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers that count for one use case.

    known: question → answer with a level or number. hidden: questions that make no sense
    beside these answers; they neither score nor count as open.
    """

    known: Mapping[str, GivenAnswer]
    hidden: frozenset[str]

    def level(self, code: str) -> str | None:
        """Return the level, or None where it is unknown or hidden."""
        given = self.known.get(code)
        return given.level if given else None

    def is_unknown(self, code: str) -> bool:
        """True where somebody still has to answer."""
        return code not in self.known and code not in self.hidden

    def possible(self, question: Question) -> tuple[Level, ...]:
        """Return the levels an answer may take: one if known, none if hidden, else all."""
        if question.code in self.hidden:
            return ()
        known = question.level(self.level(question.code) or DONT_KNOW)
        if known is not None:
            return (known,)
        if question.code != TRAINING:
            return question.levels
        return tuple(self._capped(question, level) for level in question.levels)

    def _capped(self, question: Question, level: Level) -> Level:
        if not _is_capped(level.code, self.level(EXAMPLES)):
            return level
        return question.level(CAPPED_LEVEL) or level

    def given(self, code: str, answer: GivenAnswer) -> "Answers":
        """Return these answers with one more, or another; for one that hides or caps nothing."""
        return Answers({**self.known, code: answer}, self.hidden)


def effective(
    catalogue: Catalogue,
    company: Mapping[str, GivenAnswer],
    own: Mapping[str, GivenAnswer],
    computed: Mapping[str, str | None],
) -> Answers:
    """Lay a use case's own answers over the company's, key by key.

    computed: levels of the questions nobody is asked (NA3), None = cannot be computed.
    """
    given = {**company, **own}
    levels = {code: answer.level for code, answer in given.items() if answer.level}
    visible = {question.code for question in catalogue.visible(levels)}
    known = {code: answer for code, answer in given.items() if code in visible and _says(answer)}
    for code, level in computed.items():
        if level is not None and code in catalogue.questions:
            known[code] = GivenAnswer(level=level)
    training = known.get(TRAINING)
    if training and _is_capped(training.level, levels.get(EXAMPLES)):
        known[TRAINING] = replace(training, level=CAPPED_LEVEL)
    hidden = frozenset(q.code for q in catalogue.asked if q.code not in visible)
    return Answers(known, hidden)


def _says(answer: GivenAnswer) -> bool:
    return answer.number is not None or answer.level not in (None, DONT_KNOW)


def _is_capped(level: str | None, examples: str | None) -> bool:
    return level in TRAINING_LEVELS and examples in WITHOUT_EXAMPLES
