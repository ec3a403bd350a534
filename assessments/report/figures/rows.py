"""What the drawings of the five ways share: order, colours, names above the bars."""

from typing import Any

from assessments.engine.result import UseCaseResult

from .. import template as look
from ..voice import Voice

ROW = 58  # px: one way of sourcing with its name above the bar
THIN = 38  # px: one bar with its name beside it
BESIDE = 440  # px: a chart that stands beside its table
HIDDEN = {"visible": False, "fixedrange": True}


def shown(result: UseCaseResult) -> list[str]:
    """Return all options, best first, the excluded ones last in the catalogue's order."""
    return [*result.ranking, *(code for code in result.options if code not in result.ranking)]


def colour(result: UseCaseResult, code: str, compared: str | None = None) -> str:
    """Return the colour of a way: its place decides, never its name."""
    if result.options[code].status == "excluded":
        return look.EXCLUDED
    if result.ranking and code == result.ranking[0]:
        return look.FIRST
    return look.COMPARED if code == compared else look.REST


def note(text: str, x: float, y: float, **more: Any) -> dict[str, Any]:
    """Return a text in the drawing, left-aligned at a point of the axes."""
    fixed: dict[str, Any] = {"showarrow": False, "xanchor": "left", "align": "left"}
    place = {"x": x, "y": y, "text": text, "font": {"color": look.INK, "size": look.TEXT}}
    return fixed | place | more


def name_above(result: UseCaseResult, code: str, y: float, voice: Voice) -> dict[str, Any]:
    """Return the name above a bar: heavy for rank 1, muted for an excluded option."""
    out = result.options[code].status == "excluded"
    name = voice.option(code)
    if out:
        name += voice.say(" – ausgeschlossen", " – excluded")
    leads = bool(result.ranking) and code == result.ranking[0]
    font = {
        "color": look.MUTED if out else look.INK,
        "size": look.TEXT,
        "weight": 600 if leads else 400,
    }
    return note(name, 0, y - 0.28, yanchor="bottom", font=font, xshift=-2)


def rows_axis(count: int) -> dict[str, Any]:
    """Return the y axis of `count` rows, the first at the top, with room for names above."""
    return HIDDEN | {"range": [count - 0.62, -0.72]}


def ink(result: UseCaseResult, code: str) -> str:
    """Return the colour of the figures beside a bar."""
    if result.options[code].status == "excluded":
        return look.MUTED
    return look.PRIMARY if result.ranking[:1] == (code,) else look.INK
