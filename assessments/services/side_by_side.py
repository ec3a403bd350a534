"""Everybody's answers beside each other; nothing of it changes the record by itself."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from assessments.catalogue import DONT_KNOW, Catalogue, load
from assessments.catalogue.entries import Question
from assessments.engine.dossier import Dossier
from assessments.engine.talking import Agreement, Talk, agreement, talks
from assessments.models import Answer, Assessment, Response, UseCase

from .answers import Entered, record_of
from .asked import asked_of_all
from .progress import is_given

GROUP = 3  # the fewest anonymous people whose answers are shown


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one named person says, with role, how sure and why."""

    response: Response
    answer: Answer


@dataclass(frozen=True)
class Row:
    """One question, for the company or a use case, with all answers.

    record: what counts. crowd: level → how many anonymous people chose it; empty where fewer
    than three would be shown. hidden: True if anonymous answers are kept back.
    """

    question: Question
    use_case: UseCase | None
    record: Answer | None
    opinions: tuple[Opinion, ...]
    crowd: Mapping[str, int] = field(default_factory=dict)
    hidden: bool = False
    talk: Talk | None = None

    @property
    def levels(self) -> tuple[str, ...]:
        """All levels that somebody chose, the record's too; "do not know" is none."""
        named = [o.answer.level for o in self.opinions]
        chosen = [*named, *Counter(self.crowd).elements()]
        if self.record is not None:
            chosen.append(self.record.level)
        return tuple(level for level in chosen if level and level != DONT_KNOW)

    @property
    def is_readiness(self) -> bool:
        """True for a statement on readiness; its distance moves no points."""
        return self.question.code not in load().questions

    @property
    def agreement(self) -> Agreement:
        """How far the answers agree."""
        codes = [level.code for level in self.question.levels]
        return agreement([codes.index(level) for level in self.levels if level in codes])

    @property
    def median(self) -> str | None:
        """The middle level of all but the record; the lower of two; None without a scale.

        Only levels that are numbered are a scale on which a middle means something.
        """
        codes = [level.code for level in self.question.levels]
        if not codes or not all(code.isdecimal() for code in codes):
            return None
        named = [o.answer.level for o in self.opinions]
        places = sorted(
            codes.index(level)
            for level in (*named, *Counter(self.crowd).elements())
            if level in codes
        )
        return codes[places[(len(places) - 1) // 2]] if len(places) > 1 else None


def rows(assessment: Assessment, dossier: Dossier, catalogue: Catalogue) -> list[Row]:
    """Return every question that somebody beside the record answered; four queries.

    The order is what is worth talking about, then the catalogue's, readiness last.
    """
    people = _people(assessment)
    given = list(
        Answer.objects.filter(response__assessment=assessment, response__deleted_at=None)
        .filter(use_case__deleted_at=None)
        .select_related("use_case")
    )
    record = record_of(assessment)
    made = [
        _row(question, use_case, answers, people, record)
        for question, use_case, answers in _grouped(given)
    ]
    made = [row for row in made if row.opinions or row.crowd or row.hidden]
    return _in_order(made, dossier, catalogue)


def _people(assessment: Assessment) -> dict[int, Response]:
    rows = assessment.responses.present().select_related("invitation").order_by("pk")
    return {row.pk: row for row in rows}


def _grouped(
    given: Iterable[Answer],
) -> Iterator[tuple[Question, UseCase | None, list[Answer]]]:
    """Yield answers by question and use case, in the catalogue's order."""
    asked = asked_of_all()
    found: dict[tuple[str, int], list[Answer]] = {}
    for answer in given:
        if answer.question in asked and is_given(answer):
            found.setdefault((answer.question, answer.use_case_id or 0), []).append(answer)
    order = {code: at for at, code in enumerate(asked)}
    for key in sorted(found, key=lambda key: (order[key[0]], key[1])):
        yield asked[key[0]], found[key][0].use_case, found[key]


def _row(
    question: Question,
    use_case: UseCase | None,
    answers: list[Answer],
    people: Mapping[int, Response],
    record: Response,
) -> Row:
    named, secret, mine = [], [], None
    for answer in answers:
        person = people.get(answer.response_id)
        if answer.response_id == record.pk:
            mine = answer
        elif person is not None and _is_anonymous(person):
            secret.append((person, answer))
        elif person is not None:
            named.append(Opinion(person, answer))
    crowd = _crowd(secret)
    hidden = sum(crowd.values()) < len(secret)
    return Row(question, use_case, mine, tuple(named), crowd, hidden)


def _is_anonymous(person: Response) -> bool:
    return person.invitation is not None and person.invitation.is_anonymous


def _crowd(secret: list[tuple[Response, Answer]]) -> dict[str, int]:
    """Count anonymous answers, only of whole groups of three who have handed in.

    People are taken in the order of handing in, three by three: whoever looks before and after
    one more has come sees either no difference or that of three.
    """
    come = sorted(
        ((person, answer) for person, answer in secret if person.is_closed),
        key=lambda pair: (pair[0].handed_in_at, pair[0].pk),
    )
    whole = come[: len(come) // GROUP * GROUP]
    return dict(Counter(answer.level for _, answer in whole))


def _in_order(made: list[Row], dossier: Dossier, catalogue: Catalogue) -> list[Row]:
    opinions = {
        (row.question.code, row.use_case.code if row.use_case else ""): row.levels
        for row in made
        if row.question.code in load().questions
    }
    found = {(t.question, t.use_case): t for t in talks(dossier, catalogue, opinions)}
    told = [
        Row(
            *(row.question, row.use_case, row.record, row.opinions, row.crowd, row.hidden),
            talk=found.get((row.question.code, row.use_case.code if row.use_case else "")),
        )
        for row in made
    ]
    order = {key: at for at, key in enumerate(found)}
    last = len(order)

    def place(row: Row) -> int:
        key = row.question.code, row.use_case.code if row.use_case else ""
        return order.get(key, last)

    return sorted(told, key=place)


def taken(row: Row, whose: str) -> Entered | None:
    """Return what would be taken over. whose: a respondent's key or "median".

    None where there is nothing to take, or an anonymous answer was asked for.
    """
    if whose == "median":
        return Entered(level=row.median) if row.median else None
    found = next((o for o in row.opinions if str(o.response.pk) == whose), None)
    return Entered.of(found.answer) if found else None
