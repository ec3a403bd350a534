"""How two groups see the company, criterion by criterion, ready for the page."""

from collections.abc import Mapping
from datetime import date

from ..blocks import Chart, Mark, Table
from ..figures.views_gap import views_gap as figure
from ..template import COMPARED, FIRST
from ..voice import Voice
from .captions import source_line

WIDE = 0.25  # of the scale: from here on two views are called apart (own judgement)


def views_gap_chart(
    means: Mapping[str, tuple[float, float]], names: tuple[str, str], voice: Voice, dated: date
) -> Chart:
    """Return both groups' mean place by criterion; means: criterion → (one, other), 0 … 1."""
    rows = tuple(
        (
            voice.criterion(code),
            voice.percent(one),
            voice.percent(other),
            voice.percent(abs(one - other)),
        )
        for code, (one, other) in means.items()
    )
    head = (voice.say("Kriterium", "Criterion"), *names, voice.say("Abstand", "Distance"))
    return Chart(
        name="views-gap",
        figure=figure(means, voice),
        title=_title(means, voice),
        subtitle=voice.say(
            "Mittlerer Platz der Antworten: 0 % = erste Stufe, 100 % = letzte Stufe.",
            "Mean place of the answers: 0 % = first level, 100 % = last level.",
        ),
        caption=source_line(voice, dated),
        alt=voice.listed([f"{row[0]}: {names[0]} {row[1]}, {names[1]} {row[2]}" for row in rows])
        + ".",
        table=Table(
            caption=voice.say("Mittlerer Platz je Kriterium", "Mean place by criterion"),
            head=head,
            rows=rows,
            numeric=(1, 2, 3),
            widths=(1, 0, 0, 0),
        ),
        legend=(Mark(names[0], FIRST, shape="line"), Mark(names[1], COMPARED, shape="dash")),
    )


def _title(means: Mapping[str, tuple[float, float]], voice: Voice) -> str:
    widest = max(means, key=lambda code: abs(means[code][0] - means[code][1]))
    one, other = means[widest]
    if abs(one - other) < WIDE:
        return voice.say(
            "Beide Seiten sehen es im Mittel ähnlich", "Both sides see it much alike on average"
        )
    name = voice.criterion_short(widest)
    return voice.say(f"Am weitesten auseinander: {name}", f"Furthest apart: {name}")
