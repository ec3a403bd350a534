"""One language and one catalogue: how the report names things."""

from dataclasses import dataclass

from assessments.catalogue.content import Catalogue
from assessments.catalogue.entries import Text

from . import numbers


def _lowered(name: str) -> str:
    """Write an English name inside a sentence: "Costs" → "costs", "AI use" stays."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


@dataclass(frozen=True, slots=True)
class Voice:
    """Speaks one language ("de" or "en") with the names of one catalogue."""

    catalogue: Catalogue
    language: str

    @property
    def german(self) -> bool:
        """Return True unless the language is English."""
        return numbers.is_german(self.language)

    def say(self, de: str, en: str) -> str:
        """Return the sentence in this language."""
        return de if self.german else en

    def text(self, text: Text | None) -> str:
        """Return a catalogue text in this language; nothing for None."""
        return text.in_language(self.language) if text else ""

    def option(self, code: str) -> str:
        """Return the full name of a way of sourcing."""
        return self.text(self.catalogue.options[code].label)

    def short(self, code: str) -> str:
        """Return the short name of a way of sourcing."""
        return self.text(self.catalogue.options[code].short)

    def quote(self, words: str) -> str:
        """Put words in quotation marks: names keep their form inside any sentence."""
        return f"„{words}“" if self.german else f"“{words}”"

    def quoted(self, code: str) -> str:
        """Return the short name of a way of sourcing in quotation marks."""
        return self.quote(self.short(code))

    def quoted_list(self, codes: tuple[str, ...] | list[str]) -> str:
        """Return several ways of sourcing, quoted and joined by "und"/"and"."""
        return self.listed([self.quoted(code) for code in codes])

    def criterion(self, code: str) -> str:
        """Return the full name of a criterion."""
        return self.text(self.catalogue.criteria[code].label)

    def criterion_short(self, code: str) -> str:
        """Return the short name of a criterion."""
        return self.text(self.catalogue.criteria[code].short)

    def criteria_listed(self, codes: list[str]) -> str:
        """Join short criteria names as they stand inside a sentence."""
        names = [self.criterion_short(code) for code in codes]
        names = names if self.german else [_lowered(name) for name in names]
        double = any(self.say(" und ", " and ") in name for name in names)
        return self.listed(names, self.say("sowie", "as well as") if double else None)

    def theme(self, code: str) -> str:
        """Return the name of a readiness theme."""
        return self.text(self.catalogue.themes[code].label)

    def question(self, code: str) -> str:
        """Return the short name of a question; the code where the catalogue has none."""
        question = self.catalogue.questions.get(code)
        entry = question or self.catalogue.profile.get(code) or self.catalogue.intake.get(code)
        return self.text(entry.short) if entry else code

    def listed(self, items: list[str], last: str | None = None) -> str:
        """Join words: "A, B und C" or "A, B and C"."""
        return numbers.listed(items, self.language, last)

    def number(self, value: float, places: int = 0) -> str:
        """Write a number."""
        return numbers.number(value, self.language, places)

    def percent(self, share: float, places: int = 0) -> str:
        """Write a share of 1 as percent."""
        return numbers.percent(share, self.language, places)

    def euro(self, value: float) -> str:
        """Write an estimate in euro with two leading figures."""
        return numbers.rounded_euro(value, self.language)

    def counted(self, count: int, de: tuple[str, str], en: tuple[str, str]) -> str:
        """Write a count with its noun: `de` and `en` are (singular, plural)."""
        singular, plural = de if self.german else en
        noun = singular if count == 1 else plural
        return f"{self.number(count)} {noun}"

    def points(self, value: float) -> str:
        """Write whole points: "9 Punkte", "1 point"."""
        return self.counted(round(value), ("Punkt", "Punkte"), ("point", "points"))
