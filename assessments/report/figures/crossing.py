"""One weight from 0 to 100 %, the others in proportion: where the lines of two ways cross."""

from typing import TYPE_CHECKING, Any

from assessments.engine.result import UseCaseResult
from assessments.engine.sensitivity import rest_values

from .. import template as look
from ..voice import Voice
from .rows import note

if TYPE_CHECKING:
    import plotly.graph_objects as go

HEIGHT, TOP, BOTTOM = 320, 30, 44  # px
LOWEST, HIGHEST = -4.0, 104.0  # points, so that no line runs along the edge
APART = 18  # px between two names at the ends of the lines
DASHES = ("dash", "dot", "dashdot", "longdash")
MIDDLE = 50.0  # percent


def ends(result: UseCaseResult, criterion: str) -> dict[str, tuple[float, float]]:
    """Return every allowed way's points where the criterion counts nothing, and everything.

    Between the two points are a straight line: V(t) = (1 − t)·R + t·v.
    """
    fit = {
        code: {option: result.options[option].criteria[code] for option in result.ranking}
        for code in result.weights
    }
    rest = rest_values(criterion, result.weights, fit, result.ranking)
    return {option: (rest[option], fit[criterion][option]) for option in result.ranking}


def at(line: tuple[float, float], weight: float) -> float:
    """Return the points of a line at a weight, 0 … 1."""
    return (1 - weight) * line[0] + weight * line[1]


def crossing(result: UseCaseResult, criterion: str, voice: Voice) -> "go.Figure":
    """Draw the points of all allowed ways over the weight of one criterion.

    The weight as it is has a dot, the weights at which first place changes have a diamond, and
    the weights between them a shade.
    """
    lines = ends(result, criterion)
    interval, weight = result.stability[criterion], result.weights[criterion]
    turns = [(interval.low, interval.first_below), (interval.high, interval.first_above)]
    flips = [turn for turn, other in turns if other is not None]
    first = lines[result.ranking[0]]
    traces = [
        *_lines(lines, {interval.first_below, interval.first_above}, voice),
        _marks(flips, first, look.ACCENT, "diamond"),
        _marks([weight], first, look.FIRST, "circle"),
    ]
    title = voice.say("Gewicht in Prozent: ", "Weight in percent: ")
    return look.figure(
        traces,
        height=HEIGHT,
        margin={"l": 36, "r": 150, "t": TOP, "b": BOTTOM, "pad": 4},
        xaxis=look.axis(
            range=[0, 100],
            tickvals=[0, 25, 50, 75, 100],
            title={
                "text": title + voice.criterion_short(criterion),
                "font": {"size": look.SMALL, "color": look.MUTED},
            },
        ),
        yaxis=look.axis(range=[LOWEST, HIGHEST], tickvals=[0, 25, 50, 75, 100]),
        shapes=_shapes(interval.low, interval.high, weight),
        annotations=[*_names(lines, voice), *_weights(flips, weight, voice)],
    )


def _lines(
    lines: dict[str, tuple[float, float]], rivals: set[str | None], voice: Voice
) -> list[Any]:
    """Return a line for every way, the first one drawn last."""
    import plotly.graph_objects as go

    traces = []
    for place, (option, line) in reversed([*enumerate(lines.items())]):
        colour = look.COMPARED if option in rivals else look.REST
        style = {
            "color": colour if place else look.FIRST,
            "width": 2 if place else 3,
            "dash": DASHES[(place - 1) % len(DASHES)] if place else "solid",
        }
        hover = f"{voice.short(option)}: %{{y:.0f}}<extra></extra>"
        traces.append(
            go.Scatter(
                name=voice.short(option),
                x=[0, 100],
                y=line,
                mode="lines",
                line=style,
                hovertemplate=hover,
            )
        )
    return traces


def _marks(weights: list[float], line: tuple[float, float], colour: str, symbol: str) -> Any:
    import plotly.graph_objects as go

    edge = {"width": 1.2, "color": look.INK if symbol == "diamond" else look.SURFACE}
    return go.Scatter(
        x=[100 * weight for weight in weights],
        y=[at(line, weight) for weight in weights],
        mode="markers",
        marker={"symbol": symbol, "size": 13, "color": colour, "line": edge},
        cliponaxis=False,
        hovertemplate="%{x:.0f} %<extra></extra>",
    )


def _shapes(low: float, high: float, weight: float) -> list[dict[str, Any]]:
    upright = {"yref": "paper", "y0": 0, "y1": 1}
    band = {"type": "rect", "x0": 100 * low, "x1": 100 * high, "layer": "below"}
    now = {"type": "line", "x0": 100 * weight, "x1": 100 * weight, "layer": "below"}
    return [
        upright | band | {"fillcolor": look.TINT, "line": {"width": 0}},
        upright | now | {"line": {"color": look.FIRST, "width": 1.5, "dash": "dot"}},
    ]


def _names(lines: dict[str, tuple[float, float]], voice: Voice) -> list[dict[str, Any]]:
    """Return the names at the right ends of the lines, moved apart where they would touch."""
    gap = APART * (HIGHEST - LOWEST) / (HEIGHT - TOP - BOTTOM)
    order = sorted(lines, key=lambda option: -lines[option][1])
    places: list[float] = []
    for option in order:
        place = lines[option][1]
        places.append(min(place, places[-1] - gap) if places else place)
    lift = max(LOWEST - places[-1], 0.0)
    for index in range(len(places) - 1, -1, -1):  # from below: lift only those that need it
        floor = LOWEST if index == len(places) - 1 else places[index + 1] + gap
        places[index] = max(places[index], floor) if lift else places[index]
    first = next(iter(lines))
    return [
        note(
            voice.short(option),
            100,
            place,
            yanchor="middle",
            xshift=6,
            font={
                "color": look.PRIMARY if option == first else look.INK,
                "size": look.SMALL,
                "weight": 600 if option == first else 400,
            },
        )
        for option, place in zip(order, places, strict=True)
    ]


def _weights(flips: list[float], weight: float, voice: Voice) -> list[dict[str, Any]]:
    """Return the flips in percent above the picture, each on the far side of the weight."""
    return [
        note(
            voice.percent(flip),
            100 * flip,
            1,
            yref="paper",
            yanchor="bottom",
            yshift=4,
            xanchor="right" if flip < weight else "left",
            xshift=14 if flip < weight else -14,
            font={"color": look.INK, "size": look.SMALL, "weight": 600},
        )
        for flip in flips
    ]
