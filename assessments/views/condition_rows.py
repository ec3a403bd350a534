"""What the page "Clear up the conditions" shows: a card per condition, a row per way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.catalogue import load
from assessments.catalogue.entries import SourcingOption
from assessments.catalogue.law import Rule, Validity
from assessments.engine.positions import Position
from assessments.forms.safeguard import SafeguardForm
from assessments.models import Assessment, Safeguard
from assessments.report.sentences.triggers import triggers
from assessments.report.voice import Voice
from assessments.services.safeguards import Place
from assessments.templatetags.display import day

NO_ROWS: Mapping[Place, Safeguard] = {}


@dataclass(frozen=True, slots=True)
class Row:
    """One way under one condition. gates: rules that exclude it anyway, in every use case."""

    rule: Rule
    option: SourcingOption
    stored: Safeguard | None
    gates: tuple[str, ...]
    form: SafeguardForm

    @property
    def key(self) -> str:
        """The row's id on the page."""
        return row_key((self.rule.id, self.option.code))

    @property
    def state(self) -> str:
        """What was said: met, refused or open."""
        return self.stored.state if self.stored else "open"

    @property
    def told(self) -> tuple[str, ...]:
        """By whom, when and the note, as far as they are known."""
        if self.stored is None:
            return ()
        who, when = self.stored.said_by, self.stored.said_on
        parts = (_("According to %(who)s") % {"who": who} if who else "", day(when) if when else "")
        return tuple(part for part in (*parts, self.stored.note) if part)


@dataclass(frozen=True, slots=True)
class Question:
    """An answer that is missing, with the page where it is given."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """One condition. holds: False where answers are missing to say so. titles: use cases it
    concerns, empty for all of them."""

    rule: Rule
    holds: bool
    titles: tuple[str, ...]
    trigger: tuple[str, ...]
    unknown: tuple[Question, ...]
    validity: Validity
    rows: tuple[Row, ...]

    @property
    def open(self) -> int:
        """How many ways still wait, those excluded anyway left out."""
        return sum(row.state == "open" and not row.gates for row in self.rows)


def row_key(place: Place) -> str:
    """The id of a row: letters, digits and hyphens."""
    rule, option = place
    return f"{rule}-{option}"


def cards(
    assessment: Assessment,
    found: Sequence[Position],
    stored: Mapping[Place, Safeguard],
    today: date,
) -> list[Card]:
    """Every condition that holds or may hold, in the order of the rules; the certain ones first."""
    voice = Voice(load(), get_language() or "de")
    made = [
        _card(assessment, rule, found, stored, today, voice)
        for rule in load().rules.values()
        if rule.kind == "condition" and any(rule.id in p.screening.states for p in found)
    ]
    return sorted(made, key=lambda card: not card.holds)


def concerned(place: Place, found: Sequence[Position]) -> bool:
    """True where the condition holds, or may hold, and speaks of this way."""
    rule = load().rules.get(place[0])
    return (
        rule is not None
        and rule.kind == "condition"
        and place[1] in rule.options
        and any(rule.id in position.screening.states for position in found)
    )


def row(
    place: Place,
    found: Sequence[Position],
    stored: Safeguard | None,
    form: SafeguardForm | None = None,
) -> Row:
    """One row; form: as it was sent, where it is to be shown again."""
    rule = load().rules[place[0]]
    touched = [position for position in found if rule.id in position.screening.states]
    form = form or SafeguardForm(name=row_key(place), stored=stored)
    return Row(rule, load().options[place[1]], stored, _gates(place[1], touched), form)


def _gates(option: str, found: Sequence[Position]) -> tuple[str, ...]:
    """The gates that exclude a way in all these use cases; none where it is allowed in one."""
    rules = load().rules
    gates: dict[str, None] = {}
    for position in found:
        hits = [
            rule
            for rule, state in position.screening.states.items()
            if state == "holds" and rules[rule].kind == "gate" and option in rules[rule].options
        ]
        if not hits:
            return ()
        gates |= dict.fromkeys(hits)
    return tuple(gates)


def _card(
    assessment: Assessment,
    rule: Rule,
    found: Sequence[Position],
    stored: Mapping[Place, Safeguard],
    today: date,
    voice: Voice,
) -> Card:
    touched = [position for position in found if rule.id in position.screening.states]
    holds = any(position.screening.states[rule.id] == "holds" for position in touched)
    places = [(rule.id, option) for option in rule.options]
    return Card(
        rule,
        holds,
        () if len(touched) == len(found) else tuple(position.title for position in touched),
        triggers(rule, voice),
        () if holds else _unknown(assessment, rule.id, touched, voice),
        rule.validity(today),
        tuple(row(place, found, stored.get(place)) for place in places),
    )


def _unknown(
    assessment: Assessment, rule: str, touched: Sequence[Position], voice: Voice
) -> tuple[Question, ...]:
    """The answers that would say whether the rule holds; once each."""
    places: dict[str, str] = {}
    for position in touched:
        for code in position.unknown.get(rule, ()):
            places.setdefault(code, _address(assessment, code, position.id))
    return tuple(Question(voice.question(code), url) for code, url in places.items())


def _address(assessment: Assessment, code: str, use_case: str) -> str:
    if code in load().questions:
        return reverse("question", args=[assessment.pk, code])
    if code in load().profile:
        return reverse("company", args=[assessment.company_id])
    return reverse("use_case", args=[assessment.pk, use_case])
