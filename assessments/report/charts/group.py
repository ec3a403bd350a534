"""Everybody's weights side by side, ready for the page."""

from datetime import date

from assessments.engine.group import Group

from .. import codes, template
from ..blocks import Chart, Mark, Table
from ..figures.respondents import respondents as respondents_figure
from ..sentences import group as words
from ..voice import Voice
from .captions import source_line

MANY = 25  # respondents from which the table states the range instead of everybody


def respondents_chart(room: Group, voice: Voice, dated: date) -> Chart:
    """Return what every respondent gives every criterion; the room has at least two."""
    title = words.respondents_title(room, voice)
    spans = [
        f"{voice.criterion(code)} {voice.percent(low)} "
        f"{voice.say('bis', 'to')} {voice.percent(high)}"
        for code, (low, high) in words.spreads(room).items()
    ]
    return Chart(
        name="respondents",
        figure=respondents_figure(room, voice),
        title=title,
        subtitle=voice.say(
            "Gewicht je Kriterium in Prozent, ein Kreis je Stimme. Die Zahl ist das Mittel.",
            "Weight by criterion in percent, one circle per respondent. The figure is the mean.",
        ),
        caption=source_line(voice, dated),
        alt=f"{title}. {voice.listed(spans)}.",
        table=respondents_table(room, voice),
        legend=(
            Mark(voice.say("eine Stimme", "one respondent"), template.FIRST, shape="line"),
            Mark(voice.say("Mittel, zählt", "mean, counts"), template.ACCENT, shape="dash"),
        ),
    )


def respondents_table(room: Group, voice: Voice) -> Table:
    """Return a row per criterion and a column per respondent; their range where they are many."""
    few = len(room.participants) <= 4
    if not few:
        return _by_respondent(room, voice)
    names = [person.name for person in room.participants]
    return Table(
        caption=_caption(voice),
        head=(
            voice.say("Kriterium", "Criterion"),
            *names,
            voice.say("Mittel", "Mean"),
        ),
        rows=tuple(
            (
                voice.criterion(code),
                *(voice.percent(person.weights[code]) for person in room.participants),
                voice.percent(room.arithmetic[code]),
            )
            for code in room.arithmetic
        ),
        numeric=tuple(range(1, len(names) + 2)),
        widths=(4, *(2,) * (len(names) + 1)),
        traces=tuple(
            (*("",) * (len(names) + 1), codes.importance(code)) for code in room.arithmetic
        ),
    )


def _caption(voice: Voice) -> str:
    return voice.say("Gewicht je Kriterium und Stimme", "Weight by criterion and respondent")


def _by_respondent(room: Group, voice: Voice) -> Table:
    """Return a row per respondent, the mean last; lowest and highest where they are too many."""
    criteria = tuple(room.arithmetic)
    if len(room.participants) <= MANY:
        rows = [(p.name, p.weights) for p in room.participants]
    else:
        spans = words.spreads(room)
        rows = [
            (voice.say("niedrigstes Gewicht", "lowest weight"), {c: spans[c][0] for c in criteria}),
            (voice.say("höchstes Gewicht", "highest weight"), {c: spans[c][1] for c in criteria}),
        ]
    return Table(
        caption=_caption(voice),
        head=(voice.say("Stimme", "Respondent"), *criteria),
        rows=tuple((name, *(voice.percent(w[c]) for c in criteria)) for name, w in rows),
        numeric=tuple(range(1, len(criteria) + 1)),
        totals=(
            voice.say("Mittel", "Mean"),
            *(voice.percent(room.arithmetic[c]) for c in criteria),
        ),
        widths=(4, *(2,) * len(criteria)),
    )
