"""Where every way starts before any answer: judged marks, and the scales of computed ones."""

from assessments.catalogue.entries import Criterion
from assessments.catalogue.technology import Anchor
from assessments.engine.levels import Scale

from ..blocks import Table
from ..sentences import units
from ..voice import Voice
from .material import Material
from .own_values import SIGN

MARKS = (4, 3, 2, 1, 0)


def base_table(material: Material) -> Table:
    """Return the judged starting marks, and how much of each criterion is computed."""
    voice, catalogue = material.voice, material.catalogue
    shares = {anchor.criterion: anchor.share for anchor in catalogue.anchors.values()}
    return Table(
        caption=voice.say(
            "Geschätzte Ausgangsnoten vor allen Antworten, 0 (schwach) bis 4 (stark). "
            "Einen Teil der Note ersetzt die Rechnung.",
            "Estimated starting marks before any answer, 0 (weak) to 4 (strong). "
            "A calculation replaces part of the mark.",
        ),
        head=(
            voice.say("Kriterium", "Criterion"),
            *map(voice.short, catalogue.options),
            voice.say("berechneter Teil", "computed part"),
        ),
        rows=tuple(
            _criterion_row(criterion, shares.get(criterion.code, 0), material)
            for criterion in catalogue.criteria.values()
        ),
        numeric=(1, 2, 3, 4, 5, 6),
        widths=(5, 2, 2, 2, 2, 2, 2),
    )


def _criterion_row(criterion: Criterion, share: float, material: Material) -> tuple[str, ...]:
    voice = material.voice
    return (
        voice.text(criterion.label),
        *(_mark(criterion, option, material) for option in material.catalogue.options),
        voice.percent(share),
    )


def _mark(criterion: Criterion, option: str, material: Material) -> str:
    """Write a mark, with a sign where it is the organisation's own."""
    mark = criterion.base.get(option)
    if mark is None:
        return "–"
    own = material.catalogue.overrides.level(criterion.code, option)
    written = material.voice.number(mark.level, 0 if mark.level.is_integer() else 1)
    return f"{written}{SIGN}" if own else written


def scale_table(material: Material) -> Table:
    """Return the fixed scales: which figure earns which mark."""
    voice = material.voice
    return Table(
        caption=voice.say(
            "Feste Skalen der berechneten Noten: welcher Wert welche Note ergibt. "
            "Wo eine Zahl fehlt, etwa die Größe eines Modells, bleibt die Schätzung.",
            "Fixed scales of the computed marks: which figure earns which mark. "
            "Where a figure is missing, such as the size of a model, the estimate stays.",
        ),
        head=(
            voice.say("Berechnete Größe", "Computed figure"),
            *(voice.say(f"Note {mark}", f"Mark {mark}") for mark in MARKS),
            voice.say("Stand · Quelle", "Date · source"),
        ),
        rows=tuple(_scale_row(anchor, voice) for anchor in material.catalogue.anchors.values()),
        numeric=(1, 2, 3, 4, 5),
        widths=(5, 2, 2, 2, 2, 2, 3),
    )


def _scale_row(anchor: Anchor, voice: Voice) -> tuple[str, ...]:
    scale = Scale.of(anchor)
    return (
        f"{voice.text(anchor.label)} ({voice.text(anchor.unit)})",
        *(_figure(scale.quantity(mark), voice) for mark in MARKS),
        units.origin(anchor.dated, anchor.source, voice),
    )


def _figure(value: float, voice: Voice) -> str:
    """Write a figure with one decimal where it is small and needs it."""
    return voice.number(value, 0 if round(value, 1) == round(value) else 1)
