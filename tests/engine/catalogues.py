"""Catalogues for the engine's tests."""

from dataclasses import replace

from assessments.catalogue.content import Catalogue


def judged(catalogue: Catalogue) -> Catalogue:
    """The catalogue with base levels that are judged alone; cost stays computed."""
    anchors = {
        code: anchor if code == "cost_doublings" else replace(anchor, share=0)
        for code, anchor in catalogue.anchors.items()
    }
    return replace(catalogue, anchors=anchors)
