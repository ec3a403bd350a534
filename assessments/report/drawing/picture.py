"""A figure goes in, a deterministic SVG comes out.

V8 runs the plotly.js of the installed plotly package against a small document tree of our
own (the .js files beside this one). Traces that need a canvas or WebGL (heatmap, image, 3d,
maps) cannot be drawn and raise.
"""

import functools
import json
import os
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import fonts
from .errors import DrawingError

if TYPE_CHECKING:
    import plotly.graph_objects as go
    from py_mini_racer import MiniRacer

HERE = Path(__file__).parent
BEFORE = ("minidom.js", "elements.js", "selectors.js", "serialize.js", "window.js")
MEASURE = ("geometry.js", "svgmeasure.js")
SECONDS = 20  # for one step of one figure; a warm chart takes well under 0.1 s
# one thread is the package's own choice; the others halve what V8 holds while drawing
V8_FLAGS = ("--single-threaded", "--max-semi-space-size=2", "--optimize-for-size")
KINDS = {"bar", "scatter", "scatterpolar"}

_lock = threading.Lock()  # one V8 context is not for two threads at once
_contexts: dict[int, "MiniRacer"] = {}  # by process id: V8 does not survive fork()


def _context() -> "MiniRacer":
    """Return this process's V8 with plotly.js loaded (about 1 s the first time)."""
    pid = os.getpid()
    if pid not in _contexts:
        # imported here: loading V8 costs start-up time that `manage.py check` must not pay
        from plotly.offline import get_plotlyjs
        from py_mini_racer import MiniRacer, init_mini_racer

        init_mini_racer(flags=V8_FLAGS, ignore_duplicate_init=True)
        # Made in a thread of its own: where an event loop runs (an ASGI server, Playwright),
        # MiniRacer would live on that loop and wait for it for ever.
        with ThreadPoolExecutor(max_workers=1) as nursery:
            context = nursery.submit(MiniRacer).result()
        for name in (*BEFORE, *MEASURE):
            context.eval((HERE / name).read_text("utf-8"))
        context.eval(f"installMeasure(globalThis, {json.dumps(fonts.metrics())})")
        context.eval((HERE / "draw.js").read_text("utf-8"))
        context.eval(get_plotlyjs())
        _contexts.clear()
        _contexts[pid] = context
    return _contexts[pid]


@functools.lru_cache(maxsize=512)
def _draw(figure: str) -> str:
    """Draw the figure given as JSON; the same JSON gives the same SVG."""
    try:
        from py_mini_racer._exc import MiniRacerBaseException
    except (ImportError, OSError) as error:
        raise DrawingError(f"V8 cannot be loaded here: {error}") from error

    try:
        with _lock:
            context = _context()
            context.eval(f"__draw({json.dumps(figure)})", timeout_sec=SECONDS)
            for _ in range(200):
                context.eval("__drain()", timeout_sec=SECONDS)
                if context.eval("!!(__drawn.svg || __drawn.error)"):
                    break
            drawn = json.loads(str(context.eval("JSON.stringify(__drawn)")))
    except (MiniRacerBaseException, OSError, ImportError) as error:
        raise DrawingError(f"V8 could not draw the figure: {str(error)[:300]}") from error
    if "svg" not in drawn:
        raise DrawingError(f"plotly.js gave no picture: {drawn.get('error', 'no result')[:300]}")
    return str(drawn["svg"])


def forget() -> None:
    """Draw every figure anew from here on."""
    _draw.cache_clear()


def rest() -> None:
    """Let V8 give back what drawing left behind; worth it before other heavy work."""
    with _lock:
        for context in _contexts.values():
            context.low_memory_notification()


def _named(svg: str, name: str) -> str:
    """Put `name` before every id, so that several pictures live on one page."""
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', svg)
    svg = re.sub(r'url\((?:&quot;|"|\')?#([^)&"\']+)(?:&quot;|"|\')?\)', rf"url(#{name}-\1)", svg)
    return re.sub(r'href="#([^"]+)"', rf'href="#{name}-\1"', svg)


def _scalable(svg: str) -> str:
    """Leave the size to the page: the viewBox stays, width and height of the root go."""
    head, rest = svg.split(">", 1)
    head = re.sub(r' (?:width|height)="[^"]*"', "", head)
    return f'{head} aria-hidden="true" focusable="false">{rest}'


def figure_svg(figure: "go.Figure", name: str) -> str:
    """Draw a figure as SVG that a strict Content-Security-Policy lets through.

    name: goes before every id; one per picture on a page, letters, digits and hyphens.
    Raises DrawingError where plotly.js or V8 fails, ValueError on a figure without size, an
    unusable name or a kind of trace we have not tested.
    """
    layout: Any = figure.layout
    if not (layout.width and layout.height):
        raise ValueError("set layout.width and layout.height")
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", name):
        raise ValueError(f"not a name for ids: {name!r}")
    unknown = {trace.type for trace in figure.data} - KINDS
    if unknown:
        raise ValueError(f"traces not tested for drawing: {', '.join(sorted(unknown))}")
    # in one order of keys: a figure that was stored is drawn to the same bytes
    canonical = json.dumps(json.loads(figure.to_json()), sort_keys=True)
    return _scalable(_named(_draw(canonical), name))
