"""How ready the company is, and who does what by when."""

from ..blocks import Block, Heading, Paragraph, Section, Table
from ..charts import readiness_chart
from ..sentences import gaps, steps
from .material import Material
from .plan import decided, plan_table

SOON = 30  # days


def needed_levels(material: Material) -> dict[str, int]:
    """Return the level each theme needs for all targets together."""
    targets = {r.target_option for r in material.results if r.target_option}
    needed: dict[str, int] = {}
    for code in targets:
        for theme, level in material.catalogue.options[code].readiness.items():
            needed[theme] = max(level, needed.get(theme, 0))
    return needed


def readiness(material: Material) -> Section:
    """Return the chapter on readiness and next steps."""
    voice, company = material.voice, material.recommendation.company
    lacking = tuple(theme for result in material.results for theme in result.start_themes)
    needed = needed_levels(material)
    said = {code: gaps.importance(code, material.dossier, voice) for code in company.readiness}
    blocks: list[Block] = [
        readiness_chart(
            company.readiness,
            needed,
            voice,
            material.dated,
            lacking=lacking,
            importance=said if any(said.values()) else None,
        )
    ]
    blocks += _despite(material)
    found = steps.steps(material.recommendation, voice)
    blocks.append(Heading(_first(found, material)))
    if not decided(material) and (order := gaps.order(material.dossier, voice)):
        blocks.append(Paragraph(order))
    if decided(material):
        blocks.append(plan_table(material))
    elif found:
        blocks.append(_table(found, material))
    else:
        blocks.append(Paragraph(voice.say("Es steht nichts an.", "Nothing is due.")))
    title = _title(found, material)
    return Section("readiness", title, tuple(blocks))


def _title(found: tuple[steps.Step, ...], material: Material) -> str:
    """Return how much is to be done, as a heading: the plan where there is one."""
    voice, plan = material.voice, decided(material)
    if plan:
        done = voice.number(sum(step.status == "done" for step in plan))
        count = voice.counted(len(plan), ("Maßnahme", "Maßnahmen"), ("action", "actions"))
        return voice.say(
            f"Ihr Plan hat {count}, {done} davon erledigt", f"Your plan has {count}, {done} done"
        )
    if not found:
        return voice.say("Es steht kein Schritt an", "No step is due")
    soon = voice.number(sum(step.days == SOON for step in found))
    count = voice.counted(len(found), ("Schritt steht", "Schritte stehen"), ("step", "steps"))
    return voice.say(
        f"{count} an, {soon} davon in den ersten {SOON} Tagen",
        f"{count} to take, {soon} of them in the first {SOON} days",
    )


def _first(found: tuple[steps.Step, ...], material: Material) -> str:
    """Return what comes first, as a heading."""
    voice, plan = material.voice, decided(material)
    ahead = [step.title for step in plan if step.status != "done"] or [s.lead for s in found]
    if not ahead:
        return voice.say("Alles ist erledigt", "Everything is done")
    return voice.say(f"Als Erstes: {ahead[0]}", f"First of all: {ahead[0]}")


def _despite(material: Material) -> list[Block]:
    """Name what is said not to matter and still keeps a use case from its target."""
    told = (gaps.despite(r, material.dossier, material.voice) for r in material.results)
    return [Paragraph(sentence) for sentence in dict.fromkeys(told) if sentence]


def _table(found: tuple[steps.Step, ...], material: Material) -> Table:
    voice = material.voice
    spans = {
        30: voice.say("30 Tage", "30 days"),
        90: voice.say("90 Tage", "90 days"),
        365: voice.say("später", "later"),
    }
    rows = tuple(
        (
            step.lead,
            step.text,
            step.owner or "–",
            step.effort or "–",
            spans[step.days],
        )
        for step in found
    )
    return Table(
        caption=voice.say("Wer tut was bis wann", "Who does what by when"),
        head=(
            voice.say("Thema", "Theme"),
            voice.say("Schritt", "Step"),
            voice.say("Wer", "Who"),
            voice.say("Aufwand und Dauer", "Effort and duration"),
            voice.say("Frist", "Due"),
        ),
        rows=rows,
        widths=(4, 6, 3, 4, 0),
    )
