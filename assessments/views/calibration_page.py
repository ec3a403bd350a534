"""What the calibration page shows: levels, effects, how far both lean, the examples."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from assessments.catalogue import Catalogue, load
from assessments.catalogue.entries import BaseLevel, Level, Source, SourcingOption
from assessments.engine.neutrality import Balance, Camps, FirstPlace, balances, camps
from assessments.forms.calibration import write_value
from assessments.models import Calibration, CalibrationKind, Organisation
from assessments.services.calibration import (
    Given,
    Place,
    catalogue_with,
    examples_under,
    place_of,
)

KINDS = {CalibrationKind.BASE: "stufe", CalibrationKind.EFFECT: "wirkung"}
ORGANISATION, CRITERION, QUESTION = "organisation", "kriterium", "frage"  # query keys
MOST = 4  # the best level


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the page is open; several: the person belongs to more than one organisation."""

    organisation: Organisation
    several: bool
    criterion: str
    question: str

    def query(self, **changes: str) -> str:
        """The query of an address with this choice."""
        chosen = {CRITERION: self.criterion, QUESTION: self.question} | changes
        if self.several:
            chosen = {ORGANISATION: str(self.organisation.pk), **chosen}
        return f"?{urlencode({key: value for key, value in chosen.items() if value})}"

    def url(self, **changes: str) -> str:
        """The page with this choice."""
        return reverse("calibration") + self.query(**changes)

    def value_url(self, place: Place) -> str:
        """The address of one value."""
        return reverse("calibration_value", args=[KINDS[place.kind], place.code]) + self.query()


@dataclass(frozen=True, slots=True)
class Band:
    """A level with its band as a drawing, in percent of the scale, written for SVG."""

    start: str
    width: str
    at: str

    @classmethod
    def of(cls, base: BaseLevel | Given) -> "Band":
        """Place a level on the scale."""
        low, level, high = (float(value or 0) for value in (base.low, base.level, base.high))
        per = 100 / MOST
        return cls(f"{low * per:.1f}%", f"{(high - low) * per:.1f}%", f"{level * per:.1f}%")


@dataclass(frozen=True, slots=True)
class Value:
    """One value on the page. own: the organisation's; shipped: what the catalogue says."""

    place: Place
    now: Given
    shipped: Given
    own: Calibration | None
    url: str
    source: Source | None = None
    reason: Any = ""

    @property
    def name(self) -> str:
        """What it is called in a sentence: "Kontrolle: Direkt (USA)"."""
        language, place = get_language() or "de", self.place
        names = [place.criterion.short, place.option.short]
        if place.question and place.level:
            names = [place.question.short, place.level.label, place.option.short]
        return " · ".join(text.in_language(language) for text in names)

    @property
    def words(self) -> str:
        """The value that counts, as people read it."""
        return write_value(self.now, get_language() or "de")

    @property
    def shipped_words(self) -> str:
        """The catalogue's value, as people read it."""
        return write_value(self.shipped, get_language() or "de")

    @property
    def anchor(self) -> str:
        """The id on the page."""
        return f"w-{self.place.code.replace('.', '-')}"

    @property
    def band(self) -> Band:
        """The drawing of the level that counts."""
        return Band.of(self.now)


@dataclass(frozen=True, slots=True)
class Example:
    """One use case of the examples: who came first by the catalogue, and who does now."""

    before: FirstPlace
    after: FirstPlace
    from_option: SourcingOption | None
    to_option: SourcingOption | None

    @property
    def is_changed(self) -> bool:
        """True where another way comes first."""
        return self.before.option != self.after.option

    @property
    def points(self) -> tuple[float | None, float | None]:
        """The points of either first place."""
        pair = (self.before, self.after)
        before, after = (p.scores[p.option] if p.option else None for p in pair)
        return before, after

    @property
    def is_moved(self) -> bool:
        """True where the points shown differ."""
        before, after = self.points
        return self.is_changed or round(before or 0) != round(after or 0)


class Page:
    """One organisation's values beside the catalogue's; own: the rows that count."""

    def __init__(self, choice: Choice, own: Iterable[Calibration]) -> None:
        self.choice, self.shipped = choice, load()
        self.own = {(row.kind, row.code): row for row in own}
        self.now = catalogue_with(self.own.values())

    def value(self, place: Place) -> Value:
        """One value. place: of either catalogue."""
        now = place_of(self.now, place.kind, place.code)
        shipped = place_of(self.shipped, place.kind, place.code)
        assert now is not None and shipped is not None
        base = now.criterion.base.get(place.option.code) if now.level is None else None
        return Value(
            shipped,
            now.shipped,
            shipped.shipped,
            self.own.get((place.kind, place.code)),
            self.choice.value_url(place),
            self.shipped.sources[base.source] if base else None,
            base.reason if base else "",
        )

    def _base(self, criterion: str, option: str) -> Value | None:
        place = place_of(self.shipped, CalibrationKind.BASE, f"{criterion}.{option}")
        return self.value(place) if place else None

    def _effect(self, level: Level, option: str) -> Value:
        code = f"{self.choice.question}.{level.code}.{option}"
        place = place_of(self.shipped, CalibrationKind.EFFECT, code)
        assert place is not None
        return self.value(place)

    def frame(self) -> dict[str, Any]:
        """What the form and the examples need."""
        return {
            "choice": self.choice,
            "options": self.shipped.options.values(),
            **examples(self.shipped, self.now),
        }

    def context(self) -> dict[str, Any]:
        """Everything but the form that is open."""
        criteria, options = self.shipped.criteria, self.shipped.options
        question = self.shipped.questions[self.choice.question]
        shares = {a.criterion: a.share for a in self.shipped.anchors.values()}
        return {
            **self.frame(),
            "criterion": criteria[self.choice.criterion],
            "computed": shares.get(self.choice.criterion, 0),
            "question": question,
            "matrix": [
                (
                    criterion,
                    self.choice.url(**{CRITERION: criterion.code, QUESTION: ""}) + "#stufen",
                    [self._base(criterion.code, option) for option in options],
                )
                for criterion in criteria.values()
            ],
            "levels": [v for o in options if (v := self._base(self.choice.criterion, o))],
            "questions": [
                (entry, self.choice.url(**{QUESTION: entry.code}) + "#wirkungen")
                for entry in self.shipped.questions.values()
                if entry.criterion == self.choice.criterion and entry.levels
            ],
            "effects": [
                (level, [self._effect(level, option) for option in options])
                for level in question.levels
            ],
            "own_values": [self.value(place) for place in self._own_places()],
            **leanings(self.shipped, self.now),
        }

    def _own_places(self) -> list[Place]:
        found = (place_of(self.shipped, kind, code) for kind, code in self.own)
        return [place for place in found if place]


def leanings(shipped: Catalogue, now: Catalogue) -> dict[str, Any]:
    """How far levels and effects lean, by the catalogue and by the organisation's values."""
    before: Mapping[str, Camps] = {c.criterion: c for c in camps(shipped)}
    summed: Mapping[str, Balance] = {b.option: b for b in balances(shipped)}
    return {
        "camps": [(shipped.criteria[c.criterion], c, before[c.criterion]) for c in camps(now)],
        "balances": [(shipped.options[b.option], b, summed[b.option]) for b in balances(now)],
    }


def examples(shipped: Catalogue, now: Catalogue) -> dict[str, Any]:
    """The examples under the catalogue and under other values, and what that changes."""
    pairs = zip(examples_under(shipped), examples_under(now), strict=True)
    rows = [
        Example(b, a, shipped.options.get(b.option or ""), shipped.options.get(a.option or ""))
        for b, a in pairs
    ]
    moves = [
        abs(after - before)
        for before, after in (row.points for row in rows)
        if before is not None and after is not None
    ]
    return {
        "examples": rows,
        "changed": [row for row in rows if row.is_changed],
        "moved": max(moves, default=0.0),
        "differs": shipped.sha256 != now.sha256,
    }
