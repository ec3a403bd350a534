"""What the plan's page shows: the finding, entries as rows, proposals, help."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from assessments.catalogue import load
from assessments.engine.result import Recommendation
from assessments.forms.action import ActionRowForm
from assessments.models import ActionItem, Answer, Assessment
from assessments.models.action import AHEAD
from assessments.report.sentences.proposals import Proposal, proposals, reason
from assessments.report.voice import Voice
from assessments.services import calibration, dossiers, evaluations
from assessments.services import plan as service

from .access import MemberRequest, may_change
from .results import missing_input

SHOW, WHO, PAGE, REMOVED = "zeige", "wer", "seite", "entfernt"  # query keys
MINE = "ich"  # value of WHO: entries under the name of whoever looks
PER_PAGE = 50
SOON = timedelta(days=30)
FILTERS = {
    "offen": AHEAD,
    "erledigt": ("done",),
    "verworfen": ("dropped",),
    "alle": ("open", "doing", "done", "dropped"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One entry on the page. where: the page that settles its reason, if any.

    conflict: (label, mine, stored) where somebody else saved too.
    """

    item: ActionItem
    form: ActionRowForm
    reason: str
    where: str
    lapsed: bool
    overdue: bool
    url: str
    conflict: tuple[tuple[str, str, str], ...] = ()
    saved: bool = False


@dataclass(frozen=True, slots=True)
class Suggested:
    """A proposal with the day it would be due and the page that settles its reason, if any."""

    proposal: Proposal
    due: date
    where: str


@dataclass(frozen=True)
class Board:
    """All of one assessment's plan: items with removed ones, and what is proposed.

    origins: of everything proposed now, None where there is no result yet.
    """

    assessment: Assessment
    items: Sequence[ActionItem]
    proposed: Sequence[Proposal]
    origins: frozenset[str] | None
    missing: str
    recommendation: Recommendation | None
    answers: list[Answer]
    voice: Voice
    today: date
    query: Mapping[str, str] = field(default_factory=dict)

    @property
    def present(self) -> list[ActionItem]:
        """The entries that were not removed, soonest first."""
        return [item for item in self.items if item.deleted_at is None]

    @property
    def waiting(self) -> list[Proposal]:
        """The proposals that stand in no entry."""
        return service.not_taken(self.proposed, self.present)

    def suggested(self) -> list[Suggested]:
        """The waiting proposals, each with its due date."""
        begin = max(self.assessment.as_of, self.today)
        return [
            Suggested(
                p, begin + timedelta(weeks=p.weeks), where_settled(p.origin, self.assessment.pk)
            )
            for p in self.waiting
        ]

    def row(self, item: ActionItem, form: ActionRowForm | None = None, **marks: Any) -> Row:
        """One entry with its form."""
        url = reverse("plan_item", args=[self.assessment.pk, item.pk])
        overdue = item.is_ahead and item.due is not None and item.due < self.today
        words = reason(item.origin, self.voice)
        gone = service.lapsed(item, self.origins)
        form = form or ActionRowForm(item=item)
        where = where_settled(item.origin, self.assessment.pk)
        return Row(item, form, words, where, gone, overdue, f"{url}{self.link()}", **marks)

    def link(self, **changes: str) -> str:
        """This page's query with other values; an empty one goes."""
        query = QueryDict(mutable=True)
        kept = {key: self.query.get(key, "") for key in (SHOW, WHO, PAGE)}
        query.update({key: value for key, value in (kept | changes).items() if value})
        return f"?{query.urlencode()}" if query else ""

    def finding(self) -> str:
        """What the heading says: how much is due."""
        ahead = [item.due for item in self.present if item.is_ahead]
        if not ahead:
            return self._nothing_ahead()
        late = sum(1 for due in ahead if due and due < self.today)
        soon = sum(1 for due in ahead if due and self.today <= due <= self.today + SOON)
        if late and soon:
            return _("%(late)d overdue, %(soon)d due in the next 30 days") % {
                "late": late,
                "soon": soon,
            }
        if late:
            return ngettext("One thing is overdue", "%(n)d things are overdue", late) % {"n": late}
        if soon:
            return ngettext(
                "One thing is due in the next 30 days",
                "%(n)d things are due in the next 30 days",
                soon,
            ) % {"n": soon}
        return _("Nothing is due in the next 30 days")

    def _nothing_ahead(self) -> str:
        if self.present:
            return _("Everything in the plan is settled")
        waiting = len(self.waiting)
        if not waiting:
            return _("Your plan is still empty")
        return ngettext(
            "One proposal is waiting for you", "%(n)d proposals are waiting for you", waiting
        ) % {"n": waiting}


def where_settled(origin: str, assessment_id: int) -> str:
    """The address where the reason for an entry can be settled, or ""."""
    kind, _colon, code = origin.partition(":")
    pages = {"condition": "conditions", "rules": "conditions", "answers": "questions"}
    if kind in pages:
        return reverse(pages[kind], args=[assessment_id])
    if kind == "readiness" and code[:2] in load().themes:
        return reverse("readiness_theme", args=[assessment_id, code[:2]])
    if kind in ("test", "path"):
        return f"{reverse('results', args=[assessment_id])}?{urlencode({'fall': code})}"
    return ""


def board_of(request: MemberRequest, assessment: Assessment) -> Board:
    """Read plan and result of an assessment the person was let into."""
    dossier = dossiers.of_assessment(assessment)
    missing = missing_input(dossier)
    catalogue = calibration.catalogue_for(assessment)
    voice = Voice(catalogue, get_language() or "de")
    found: tuple[Proposal, ...] = ()
    made = None
    if not missing:
        _, made, _ = evaluations.evaluate(assessment, dossier, catalogue)
        found = proposals(dossier, made, voice)
    rows = ActionItem.objects.visible_to(request.user).filter(assessment=assessment)
    return Board(
        assessment=assessment,
        items=list(rows.soonest_first()),
        proposed=found,
        origins=None if missing else frozenset(p.origin for p in found),
        missing=missing,
        recommendation=made,
        answers=list(Answer.objects.of_record(assessment)),
        voice=voice,
        today=timezone.localdate(),
        query={key: request.GET.get(key, "") for key in (SHOW, WHO, PAGE, REMOVED)},
    )


def listing(request: MemberRequest, board: Board, shown: Row | None = None) -> dict[str, Any]:
    """The rows of one page and the choosers above them. shown: a row that must be there."""
    show = board.query[SHOW] if board.query[SHOW] in FILTERS else "offen"
    name = request.user.name or request.user.email
    who = name if board.query[WHO] == MINE else board.query[WHO]
    found = [item for item in board.present if _matches(item, FILTERS[show], who)]
    pages = max(1, -(-len(found) // PER_PAGE))
    page = min(max(_whole(board.query[PAGE]), 1), pages)
    part = found[(page - 1) * PER_PAGE : page * PER_PAGE]
    rows = [shown if shown and shown.item.pk == i.pk else board.row(i) for i in part]
    if shown is not None and shown not in rows:
        rows.insert(0, shown)
    return {
        "rows": rows,
        "picks": _picks(board, show),
        "people": sorted({item.owner for item in board.present if item.owner}, key=str.casefold),
        "who": board.query[WHO],
        "show": show,
        "mine": MINE,
        "matching": len(found),
        "before": board.link(**{PAGE: str(page - 1)}) if page > 1 else "",
        "after": board.link(**{PAGE: str(page + 1)}) if page < pages else "",
        "page": page,
        "pages": pages,
    }


def _matches(item: ActionItem, states: Sequence[str], who: str) -> bool:
    return item.status in states and (not who or item.owner.casefold() == who.casefold())


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1


def _picks(board: Board, show: str) -> list[dict[str, Any]]:
    counts = Counter(item.status for item in board.present)
    words = {
        "offen": _("To do"),
        "erledigt": _("Done"),
        "verworfen": _("Dropped"),
        "alle": _("All"),
    }
    return [
        {
            "name": words[code],
            "count": sum(counts[status] for status in states),
            "url": board.link(**{SHOW: code, PAGE: ""}),
            "current": code == show,
        }
        for code, states in FILTERS.items()
    ]


def context_of(request: MemberRequest, board: Board) -> dict[str, Any]:
    """What every answer of the page needs."""
    present = board.present
    ahead = [item for item in present if item.is_ahead]
    return {
        "assessment": board.assessment,
        "board": board,
        "finding": board.finding(),
        "next": next((item for item in ahead if item.due), None),
        "done": sum(item.status == "done" for item in present),
        "total": sum(item.status != "dropped" for item in present),
        # Whoever sends something here was let in as a writer.
        "may_change": request.method == "POST" or may_change(board.assessment),
    }
