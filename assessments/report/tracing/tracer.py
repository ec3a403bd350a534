"""What all traces share: the workings, numbers as they are printed, and facts with a source."""

from collections.abc import Iterable

from assessments.engine.answers import Answers
from assessments.engine.traces import Workings

from .. import numbers
from ..chapters.answers import answer_words
from ..chapters.material import Material
from ..sentences import units
from ..traced import Fact, Step


class Tracer:
    """One report's material with the way its numbers came about, in its language."""

    def __init__(self, material: Material) -> None:
        """Work out nothing yet."""
        self.material, self.voice = material, material.voice
        self.workings = Workings(material.dossier, material.catalogue)
        self.say = material.voice.say

    def plain(self, value: float, places: int = 1) -> str:
        """Write a number."""
        return self.voice.number(value, places)

    def signed(self, value: float, places: int = 1) -> str:
        """Write a difference."""
        return numbers.signed(value, self.voice.language, places)

    def exact(self, value: float) -> str:
        """Write a figure with as many decimals as it needs, four at most."""
        places = next((p for p in range(4) if round(value, p) == value), 4)
        return self.voice.number(value, places)

    def kept(self, value: float) -> str:
        """Write a large count with two leading figures, a small one as it is."""
        return numbers.large(value, self.voice.language) if value >= 100 else self.exact(value)

    def result(self, value: str, text: str = "") -> Step:
        """Return the last line of a calculation."""
        return Step(self.say("Ergebnis", "Result"), value, text)

    def answer(self, code: str, answers: Answers, use_case: str) -> Fact:
        """Return an answer in the words of its level, and whose it is."""
        question, given = self.material.catalogue.questions[code], answers.known.get(code)
        name = f"{code} {self.voice.text(question.short)}"
        if given is None:
            open_ = self.say(
                "noch offen: Es zählt das Mittel aller Stufen",
                "still open: the mean of all levels counts",
            )
            cautious = self.say(
                "noch offen: Es zählt die vorsichtige Stufe",
                "still open: the cautious level counts",
            )
            return Fact(name, cautious if code == "KT1" else open_)
        if not question.asked:
            level = question.level(given.level or "")
            words = self.voice.text(level.label if level else None)
            return Fact(name, words, self.say("aus den Mengen berechnet", "computed from volumes"))
        case = self.material.given(use_case)
        own = case is not None and code in case.answers
        whose = (
            self.say("Antwort für diesen Anwendungsfall", "Answer for this use case")
            if own
            else self.say("Antwort für den ganzen Betrieb", "Answer for the whole company")
        )
        return Fact(name, answer_words(code, given, self.voice), whose)

    def sourced(self, label: str, value: str, source: str, dated: str) -> Fact:
        """Return a catalogue's figure with its source, told whole, and its date."""
        entry = self.material.catalogue.sources.get(source)
        title = f"{source}: {entry.title}" if entry else source
        link = next((w for w in title.split() if w.startswith(("https://", "http://"))), "")
        return Fact(label, value, title, link.rstrip(".,;)"), units.day(dated, self.voice))

    def figure(self, code: str) -> Fact:
        """Return an assumption with its range; an own value is said to be so."""
        entry = self.workings.figures.assumptions[code]
        low, likely, high = (
            units.figure(value, entry.unit, self.voice)
            for value in (entry.low, entry.value, entry.high)
        )
        value = f"{likely} {units.unit(entry.unit, self.voice)}".replace(" -", "-")
        if low != high:
            value += self.say(f" (Spanne {low} – {high})", f" (range {low} – {high})")
        label = self.voice.text(entry.label)
        if code in self.material.dossier.figures:
            return Fact(label, value, self.say("Ihr eigener Wert", "your own value"))
        return self.sourced(label, value, entry.source, entry.dated)

    def figures(self, codes: Iterable[str]) -> tuple[Fact, ...]:
        """Return several assumptions; those the catalogue lacks are passed over."""
        known = self.workings.figures.assumptions
        return tuple(self.figure(code) for code in codes if code in known)

    def price(self, option: str, capability: str) -> tuple[Fact, ...]:
        """Return the price per token or of the hardware that stands behind a way."""
        figures, voice = self.workings.figures, self.voice
        listed, found = (
            figures.prices.get((option, capability)),
            figures.sets.get((option, capability)),
        )
        facts: list[Fact] = []
        if listed is not None:
            read, written = (
                voice.number(figures.eur_per_million(option, capability, part), 2)
                for part in ("in", "out")
            )
            value = self.say(
                f"{read} € gelesen, {written} € geschrieben je Million Textbausteine",
                f"€{read} read, €{written} written per million tokens",
            )
            facts.append(self._own_or(listed.label, value, listed, option, capability))
        if found is not None:
            if found.eur_per_hour is not None:
                amount = numbers.euro(found.eur_per_hour, voice.language, 2)
                value = self.say(f"Miete {amount} je Stunde", f"rent {amount} an hour")
            else:
                amount = numbers.euro(found.purchase_eur or 0, voice.language)
                value = self.say(f"Kauf {amount}", f"purchase {amount}")
            facts.append(self._own_or(voice.text(found.label), value, found, option, capability))
        return tuple(facts)

    def _own_or(self, label: str, value: str, entry: object, option: str, capability: str) -> Fact:
        lane = f"_{option}_{capability}"
        if any(code.endswith(lane) for code in self.material.dossier.figures):
            return Fact(label, value, self.say("Ihr eigener Wert", "your own value"))
        return self.sourced(label, value, getattr(entry, "source", ""), getattr(entry, "dated", ""))
