"""Charts of the company as a whole, ready for the page."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from .. import codes, figures, template
from ..blocks import Chart, Mark, Table
from ..voice import Voice
from .captions import source_line


def importance_chart(weights: dict[str, float], voice: Voice, dated: date) -> Chart:
    """Return the company's importance of the criteria; weights: shares of 1."""
    order = sorted(template.CRITERIA, key=lambda code: -weights.get(code, 0))
    top = [code for code in order if weights.get(code, 0) == weights.get(order[0], 0)]
    names = voice.criteria_listed(top)
    if len(top) == len(order):
        title = voice.say("Alle Kriterien zählen gleich viel", "All criteria count the same")
    else:
        title = voice.say(
            f"Am meisten zählt für Sie: {names}", f"What counts most for you: {names}"
        )
    rows = tuple(
        (voice.criterion(code), voice.percent(weights.get(code, 0))) for code in template.CRITERIA
    )
    return Chart(
        name="importance",
        figure=figures.importance(weights, voice),
        title=title,
        subtitle=voice.say("Gewicht je Kriterium in Prozent.", "Weight by criterion in percent."),
        caption=source_line(voice, dated),
        alt=voice.listed([f"{name} {share}" for name, share in rows]) + ".",
        table=Table(
            caption=voice.say("Gewicht je Kriterium", "Weight by criterion"),
            head=(voice.say("Kriterium", "Criterion"), voice.say("Gewicht", "Weight")),
            rows=rows,
            numeric=(1,),
            widths=(1, 0),
            traces=tuple(("", codes.importance(code)) for code in template.CRITERIA),
        ),
    )


def readiness_chart(
    levels: dict[str, int | None],
    needed: dict[str, int],
    voice: Voice,
    dated: date,
    *,
    lacking: tuple[str, ...] = (),
    importance: Mapping[str, str] | None = None,
) -> Chart:
    """Return the maturity level of each theme beside the level the targets need (1 to 5).

    lacking: themes that keep a target waiting for another reason than their level.
    importance: how much a theme matters to the company, in a word, "" where nobody said.
    """
    rows = tuple(
        (voice.theme(code), str(level or "–"), str(needed.get(code, "–")))
        for code, level in levels.items()
    )
    today, mark = (
        voice.say("heute", "today"),
        voice.say("für das Ziel nötig", "needed for the target"),
    )
    legend = Mark(today, template.FIRST), Mark(mark, template.ACCENT, shape="dash")
    said = tuple(importance[code] or "–" for code in levels) if importance else ()
    return Chart(
        name="readiness",
        figure=figures.readiness(levels, needed, voice),
        title=_readiness_title(levels, needed, lacking, voice),
        subtitle=voice.say("Reifestufe je Thema, 1 bis 5.", "Maturity level by theme, 1 to 5."),
        caption=source_line(voice, dated),
        alt=voice.listed([f"{name} {level}, {mark} {want}" for name, level, want in rows]) + ".",
        table=replace(
            _readiness_table(rows, said, voice),
            traces=tuple(
                ("", *(codes.readiness(code),) * 2, *(("",) if said else ())) for code in levels
            ),
        ),
        legend=legend if needed else (),
    )


def _readiness_table(
    rows: tuple[tuple[str, str, str], ...], said: tuple[str, ...], voice: Voice
) -> Table:
    """Name, today and needed by theme; a fourth column where the importance was said."""
    head = (
        voice.say("Thema", "Theme"),
        voice.say("heute", "today"),
        voice.say("nötig", "needed"),
    )
    return Table(
        caption=voice.say("Reifestufe je Thema", "Maturity level by theme"),
        head=(*head, voice.say("Wichtigkeit", "Importance")) if said else head,
        rows=tuple((*row, word) for row, word in zip(rows, said, strict=True)) if said else rows,
        numeric=(1, 2),
        widths=(1, 0, 0, 0) if said else (1, 0, 0),
    )


def _readiness_title(
    levels: dict[str, int | None], needed: dict[str, int], lacking: tuple[str, ...], voice: Voice
) -> str:
    if not any(levels.values()):
        return voice.say("Zum Reifegrad fehlen noch Angaben", "Readiness is not stated yet")
    if not needed:
        return voice.say("So weit ist Ihr Betrieb heute", "How far your company is today")
    short = [
        code
        for code, level in levels.items()
        if code in lacking or (level and level < needed.get(code, 0))
    ]
    if short:
        names = voice.listed([voice.quote(voice.theme(code)) for code in short])
        return voice.say(
            f"Für das Ziel fehlt noch Reife bei {names}",
            f"The target needs more readiness in {names}",
        )
    return voice.say(
        "Die Reife genügt für das Ziel, soweit angegeben",
        "Readiness is enough for the target, as far as stated",
    )
