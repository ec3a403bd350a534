"""What the company has decided to do, in place of the steps proposed."""

from .. import numbers
from ..blocks import Table
from ..planned import PlannedStep, status_word
from .material import Material


def decided(material: Material) -> tuple[PlannedStep, ...]:
    """Return what stands in the plan and was not dropped."""
    return tuple(step for step in material.plan if step.status != "dropped")


def plan_table(material: Material) -> Table:
    """Return who does what by when, and how far it is."""
    voice = material.voice
    rows = tuple(
        (
            step.title,
            step.owner or "–",
            numbers.day(step.due, voice.language) if step.due else "–",
            status_word(step.status, voice),
        )
        for step in decided(material)
    )
    return Table(
        caption=voice.say("Ihr Plan: wer was bis wann tut", "Your plan: who does what by when"),
        head=(
            voice.say("Maßnahme", "Action"),
            voice.say("Wer", "Who"),
            voice.say("Bis", "Due"),
            voice.say("Stand", "Status"),
        ),
        rows=rows,
        widths=(7, 4, 3, 3),
    )
