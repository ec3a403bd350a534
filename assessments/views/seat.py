"""Whose importance is asked, and by which method."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse

from assessments.models import Assessment, Importance, Method, Response
from assessments.services import respondents, weighing

from .access import MemberRequest, assessment_for, may_change
from .steps import steps_of

WHO, METHOD, PAIR = "wer", "methode", "paar"  # query keys


@dataclass(frozen=True, slots=True)
class Choice:
    """One link of a chooser. counts: this one is what the result uses; kept: has values."""

    name: str
    url: str
    is_current: bool
    counts: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """An assessment, everybody in it with what they said, and who answers how now."""

    assessment: Assessment
    people: list[Response]
    who: Response
    method: Method

    @property
    def stored(self) -> Importance | None:
        """What this person said by this method."""
        return next((i for i in said_by(self.who) if i.method == self.method), None)

    @property
    def chosen(self) -> Importance | None:
        """What counts of this person."""
        return chosen_of(self.who)

    @property
    def version(self) -> int:
        """The version a form begins from, 0 where nothing is stored."""
        return self.stored.version if self.stored else 0

    def url(self, **query: Any) -> str:
        """This page; the keywords are further query keys."""
        mine = {WHO: self.who.pk, METHOD: self.method.value, **query}
        return reverse("importance", args=[self.assessment.pk], query=mine)

    @property
    def address(self) -> str:
        """This page without anything unsaved."""
        return self.url()

    @property
    def onward(self) -> str:
        """Where to go once this is done: the group if there is one, else the next step."""
        name = "importance_group" if len(self.people) > 1 else "readiness"
        return reverse(name, args=[self.assessment.pk])

    @property
    def respondents(self) -> list[Choice]:
        """Everybody, the one who answers now marked; each with the method that counts."""
        choices = []
        for person in self.people:
            counting = chosen_of(person)
            method = counting.method if counting else Method.POINTS
            there = Seat(self.assessment, self.people, person, Method(method))
            choices.append(
                Choice(str(person), there.url(), person == self.who, kept=counting is not None)
            )
        return choices

    @property
    def methods(self) -> list[Choice]:
        """All methods, with what this person has said by them."""
        kept = {i.method: i for i in said_by(self.who)}
        return [
            Choice(
                str(method.label),
                Seat(self.assessment, self.people, self.who, method).url(),
                method == self.method,
                counts=method in kept and kept[method].is_chosen,
                kept=method in kept,
            )
            for method in Method
        ]


def said_by(person: Response) -> list[Importance]:
    """What somebody said by any method; fetched by `respondents.listed`."""
    return list(person.importances.all())


def chosen_of(person: Response) -> Importance | None:
    """What counts of somebody."""
    return next((i for i in said_by(person) if i.is_chosen), None)


def seat_for(request: MemberRequest, assessment_id: int) -> Seat:
    """The seat this request asks for, if the person may read or change it; else 404 or 403."""
    assessment = assessment_for(request, assessment_id)
    people = respondents.listed(assessment)
    who = _who(request.GET.get(WHO, ""), people)
    counting = chosen_of(who)
    wanted = request.GET.get(METHOD) or (counting.method if counting else Method.POINTS)
    if wanted not in Method.values:
        raise Http404
    return Seat(assessment, people, who, Method(wanted))


def _who(wanted: str, people: list[Response]) -> Response:
    if wanted:
        found = next((p for p in people if str(p.pk) == wanted), None)
        if found is None:
            raise Http404
        return found
    # Nobody named: whoever has said something, the room together before others.
    return next((p for p in people if said_by(p)), people[0])


def usable(seat: Seat) -> bool:
    """True where the stored values are enough for weights."""
    return bool(seat.stored and weighing.weighed(seat.method, seat.stored.values))


def frame(request: MemberRequest, seat: Seat) -> dict[str, Any]:
    """What the page of every method shows around its form."""
    return {
        "assessment": seat.assessment,
        "seat": seat,
        "may_change": may_change(seat.assessment),
        "counts": bool(seat.stored and seat.stored.is_chosen),
        "may_count": usable(seat),
        "steps": steps_of(seat.assessment, "importance"),
    }
