"""A report as plain JSON and back: what was handed out once is never computed again."""

import functools
import json
from dataclasses import fields
from datetime import date
from types import UnionType
from typing import Any, Union, get_args, get_origin

from cattrs import Converter

from .blocks import Block, Chart, Mark, Report, Table
from .sheets import Cell, Sheet
from .traced import Trace, Traces

Legend = tuple[Mark, ...]
BLOCKS = {kind.__name__: kind for kind in get_args(Block)}


def frozen_report(report: Report) -> dict[str, Any]:
    """Return the report as JSON-ready data, figures included."""
    document: dict[str, Any] = _converter().unstructure(report)
    return document


def thawed_report(document: dict[str, Any]) -> Report:
    """Return the report that `frozen_report` wrote."""
    return _converter().structure(document, Report)


def frozen_sheets(sheets: tuple[Sheet, ...]) -> list[dict[str, Any]]:
    """Return the tables as JSON-ready data."""
    document: list[dict[str, Any]] = _converter().unstructure(sheets)
    return document


def thawed_sheets(document: list[dict[str, Any]]) -> tuple[Sheet, ...]:
    """Return the tables that `frozen_sheets` wrote."""
    return _converter().structure(document, tuple[Sheet, ...])


def frozen_traces(traces: Traces) -> list[dict[str, Any]]:
    """Return the traces as JSON-ready data."""
    document: list[dict[str, Any]] = _converter().unstructure(list(traces.values()))
    return document


def thawed_traces(document: list[dict[str, Any]]) -> Traces:
    """Return the traces that `frozen_traces` wrote, by code."""
    return {trace.code: trace for trace in _converter().structure(document, list[Trace])}


@functools.cache
def _converter() -> Converter:
    converter = Converter(detailed_validation=False)
    converter.register_unstructure_hook(date, lambda day: {"date": day.isoformat()})
    converter.register_structure_hook(date, lambda raw, _: date.fromisoformat(raw["date"]))
    # by hand: the type of a figure is known to the type checker alone, to keep plotly out of it
    converter.register_unstructure_hook(Chart, _chart_document)
    converter.register_structure_hook(Chart, lambda raw, _: _chart(raw))
    converter.register_unstructure_hook_func(_is_block, _block_document)
    converter.register_structure_hook_func(_is_block, _block)
    converter.register_structure_hook_func(_is_cell, lambda raw, _: _cell(raw))
    return converter


def _is_block(shape: Any) -> bool:
    return bool(shape == Block)


def _is_cell(shape: Any) -> bool:
    return shape == Cell or (_is_union(shape) and set(get_args(shape)) == set(get_args(Cell)))


def _is_union(shape: Any) -> bool:
    return get_origin(shape) in (Union, UnionType)


def _block_document(block: Any) -> dict[str, Any]:
    """Return a block that names its kind."""
    values: dict[str, Any] = _converter().unstructure(block, type(block))
    return {"block": type(block).__name__} | values


def _block(document: dict[str, Any], _: Any) -> Any:
    values = {name: value for name, value in document.items() if name != "block"}
    return _converter().structure(values, BLOCKS[document["block"]])


def _chart_document(chart: Chart) -> dict[str, Any]:
    values = {field.name: getattr(chart, field.name) for field in fields(chart)}
    figure = json.loads(chart.figure.to_json())
    document: dict[str, Any] = _converter().unstructure(values | {"figure": figure})
    return document


def _chart(document: dict[str, Any]) -> Chart:
    import plotly.graph_objects as go

    read = _converter().structure
    figure = go.Figure(document["figure"], _validate=False)
    values = document | {"table": read(document["table"], Table)}
    return Chart(**values | {"figure": figure, "legend": read(document["legend"], Legend)})


def _cell(raw: Any) -> Cell:
    return date.fromisoformat(raw["date"]) if isinstance(raw, dict) else raw
