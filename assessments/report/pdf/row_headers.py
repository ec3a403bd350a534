"""Table rows get their header: Typst (0.15) tags header rows only."""

import io
from collections.abc import Iterator

import pikepdf

CELLS = ("/TD", "/TH")


def with_row_headers(pdf: bytes) -> bytes:
    """Return the PDF with the first cell of every body row tagged as that row's header."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for row in _body_rows(document.Root.StructTreeRoot.K, inside=False):
            cells = [kid for kid in _kids(row) if str(kid.get("/S")) in CELLS]
            if cells and str(cells[0].S) == "/TD":
                _make_row_header(cells[0])
        out = io.BytesIO()
        modes = pikepdf.ObjectStreamMode
        document.save(out, object_stream_mode=modes.generate, deterministic_id=True)
        return out.getvalue()


def _kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    found = element.get("/K")
    kids = list(found) if isinstance(found, pikepdf.Array) else [found]
    return [kid for kid in kids if isinstance(kid, pikepdf.Dictionary)]


def _body_rows(element: pikepdf.Object, *, inside: bool) -> Iterator[pikepdf.Object]:
    elements = list(element) if isinstance(element, pikepdf.Array) else [element]
    for one in elements:
        if not isinstance(one, pikepdf.Dictionary):
            continue
        kind = str(one.get("/S"))
        if kind == "/TR" and inside:
            yield one
        elif "/K" in one:
            body = inside or kind == "/TBody"
            for kid in _kids(one):
                yield from _body_rows(kid, inside=body)


def _make_row_header(cell: pikepdf.Object) -> None:
    cell.S = pikepdf.Name.TH
    scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
    attributes = cell.get("/A")
    if attributes is None:
        cell.A = scope
    elif isinstance(attributes, pikepdf.Array):
        cell.A = pikepdf.Array([*attributes, scope])
    else:
        cell.A = pikepdf.Array([attributes, scope])
