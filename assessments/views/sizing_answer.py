"""The calculator's answer: what fits, how fast, what else would do; figures ready for words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import floor, log10
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from assessments.catalogue.technology import Gpu, OpenModel, Quantisation
from assessments.engine.figures import Figures
from assessments.engine.hardware_choice import Choice, choices
from assessments.engine.result import Range
from assessments.engine.sizing import Fit, MissingFactsError, fit
from assessments.engine.speed import decode_tokens_per_second, first_token_seconds
from assessments.forms.hardware import SERVER, TOKENS

BAR = 100.0  # width of the memory bar in its own units


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked. tokens: held for each of `people` at the same time."""

    model: OpenModel
    quantisation: Quantisation
    gpu: Gpu
    count: int
    tokens: float
    people: int
    serving: bool

    @classmethod
    def of(cls, cleaned: Mapping[str, Any], figures: Figures) -> "Question":
        """Read a valid form."""
        return cls(
            figures.models[cleaned["model"]],
            figures.quantisations[cleaned["quantisation"]],
            figures.gpus[cleaned["gpu"]],
            cleaned["count"],
            cleaned["tokens"],
            cleaned["people"],
            cleaned["use"] == SERVER,
        )

    def url(self, **changes: str | int) -> str:
        """The calculator's address with this question, some of it changed."""
        asked: dict[str, str | int] = {
            "model": self.model.code,
            "quantisation": self.quantisation.code,
            "gpu": self.gpu.code,
            "count": self.count,
            "length": round(self.tokens),
            "unit": TOKENS,
            "people": self.people,
            "use": SERVER if self.serving else "single",
        }
        return f"{reverse('calculator')}?{urlencode(asked | changes)}"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the memory: code of its colour, name, GB, and its place in the bar."""

    code: str
    name: str
    remark: str
    gb: float
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Other:
    """Something else that fits, with the address that asks for it. loss: percent, or None."""

    name: str
    url: str
    memory_gb: float | None = None
    price_eur: float | None = None
    speed: Range | None = None
    bits: float | None = None
    loss: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything the page says of one question.

    each: tokens a second for one person; page: seconds for a page of the answer; first:
    seconds to the first word with the whole length read. None where facts are missing or
    nothing fits. limit: where the usable memory ends in the bar.
    missing: facts nobody verified, in words, with whose they are.
    """

    question: Question
    fit: Fit
    parts: tuple[Part, ...]
    limit: float
    each: Range | None
    page: Range | None
    first: Range | None
    missing: tuple[tuple[str, str], ...]
    hardware: tuple[Other, ...]
    nearest: Other | None
    formats: tuple[Other, ...]
    models: tuple[Other, ...]

    @property
    def lacking_gb(self) -> float:
        """Memory that is lacking, 0 where it suffices or cannot be known."""
        return max(-(self.fit.spare_gb or 0.0), 0.0)


def answer(question: Question, figures: Figures) -> Answer:
    """Work out the answer; facts that are missing are named, never an error."""
    found = _fit(question, figures)
    each = _each(question, figures) if found.fits else None
    others = choices(
        question.model,
        question.quantisation,
        question.tokens,
        question.people,
        figures.gpus.values(),
        figures,
        question.serving,
    )
    parts, limit = memory_parts(found)
    return Answer(
        question=question,
        fit=found,
        parts=parts,
        limit=limit,
        each=each,
        page=_over(figures.value("tokens_per_page"), each),
        first=_first(question, figures) if found.fits else None,
        missing=missing_words(found),
        hardware=tuple(_hardware(question, choice) for choice in others.fitting),
        nearest=_hardware(question, others.nearest) if others.nearest else None,
        formats=_formats(question, figures),
        models=_models(question, figures),
    )


def rough(value: float) -> float:
    """Round to two leading figures: estimates claim no more."""
    return round(value, 1 - floor(log10(abs(value)))) if value else 0.0


def roughly(found: Range) -> Range:
    """Round all three figures of a range to two leading ones."""
    return Range(rough(found.low), rough(found.likely), rough(found.high))


def _fit(question: Question, figures: Figures) -> Fit:
    return fit(
        question.model,
        question.quantisation,
        question.gpu,
        question.count,
        question.tokens,
        question.people,
        figures,
        question.serving,
    )


def _each(question: Question, figures: Figures) -> Range | None:
    try:
        together = decode_tokens_per_second(
            question.model,
            question.quantisation,
            question.gpu,
            question.count,
            question.tokens,
            question.people,
            figures,
            question.serving,
        )
    except MissingFactsError:
        return None
    n = question.people
    return roughly(Range(together.low / n, together.likely / n, together.high / n))


def _first(question: Question, figures: Figures) -> Range | None:
    try:
        found = first_token_seconds(
            question.model,
            question.quantisation,
            question.gpu,
            question.count,
            question.tokens,
            figures,
            question.serving,
        )
    except MissingFactsError:
        return None
    return roughly(found) if found else None


def _over(amount: float, speed: Range | None) -> Range | None:
    if speed is None or not speed.low:
        return None
    return roughly(Range(amount / speed.high, amount / speed.likely, amount / speed.low))


def memory_parts(found: Fit) -> tuple[tuple[Part, ...], float]:
    """The parts of the memory beside each other, and where the usable part of it ends."""
    named = (
        ("c1", _("Weights"), _("the model itself"), found.weights_gb),
        ("c2", _("Cache"), _("what the conversations hold"), found.cache_gb),
        ("c6", _("Software"), _("working room of the programs"), found.overhead_gb),
    )
    needed = sum(gb or 0.0 for *_words, gb in named)
    widest = max(needed, found.memory_gb or 0.0) or 1.0
    parts, start = [], 0.0
    for code, name, remark, gb in named:
        if gb is not None:
            width = BAR * gb / widest
            parts.append(Part(code, name, remark, gb, round(start, 2), round(width, 2)))
            start += width
    return tuple(parts), round(BAR * (found.usable_gb or 0.0) / widest, 2)


def missing_words(found: Fit) -> tuple[tuple[str, str], ...]:
    """Whose facts are missing, and which, in words; each only once."""
    if found.missing_of is None:
        return ()
    words = {
        "total_b": _("size"),
        "active_b": _("active size"),
        "memory_gb": _("memory"),
        "bandwidth_gbs": _("memory bandwidth"),
    }
    named = dict.fromkeys(words.get(name, _("structure of the cache")) for name in found.missing)
    return tuple((found.missing_of, word) for word in named)


def _hardware(question: Question, choice: Choice) -> Other:
    n = question.people
    speed = choice.speed and roughly(
        Range(choice.speed.low / n, choice.speed.likely / n, choice.speed.high / n)
    )
    return Other(
        name=f"{choice.count} × {choice.gpu.code}",
        url=question.url(gpu=choice.gpu.code, count=choice.count),
        memory_gb=(choice.gpu.memory_gb or 0.0) * choice.count,
        price_eur=choice.price_eur,
        speed=speed or None,
    )


def _formats(question: Question, figures: Figures) -> tuple[Other, ...]:
    """Formats in which this model fits on this hardware, most bits first."""
    fitting = [
        found
        for found in figures.quantisations.values()
        if _fit(replace(question, quantisation=found), figures).fits
    ]
    fitting.sort(key=lambda found: -found.bits)
    return tuple(
        Other(
            found.code,
            question.url(quantisation=found.code),
            bits=found.bits,
            loss=found.loss_percent,
        )
        for found in fitting
    )


def _models(question: Question, figures: Figures) -> tuple[Other, ...]:
    """Models that fit on this hardware in this format, by name."""
    fitting = [
        m.code for m in figures.models.values() if _fit(replace(question, model=m), figures).fits
    ]
    return tuple(
        Other(code, question.url(model=code)) for code in sorted(fitting, key=str.casefold)
    )
