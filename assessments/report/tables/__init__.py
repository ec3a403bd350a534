"""The tables of a report with real values, in their order."""

from ..chapters.material import Material
from ..sheets import Sheet
from . import facts, given, money, results


def sheets(material: Material) -> tuple[Sheet, ...]:
    """Return every table of the report's numbers; empty ones are left out."""
    made = (
        results.overview(material),
        results.ways(material),
        results.marks(material),
        results.weights(material),
        results.importance(material),
        *money.tables(material),
        results.readiness(material),
        given.actions(material),
        given.rules(material),
        given.profile(material),
        given.answers(material),
        facts.assumptions(material),
        facts.prices(material),
        facts.hardware(material),
        facts.sources(material),
    )
    return tuple(sheet for sheet in made if sheet.rows)
