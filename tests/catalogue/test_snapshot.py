"""A catalogue goes to JSON and comes back the same; own values with it."""

import json

from assessments.catalogue import load
from assessments.catalogue.overrides import Overrides, OwnEffect, OwnLevel, overridden
from assessments.catalogue.snapshot import catalogue_document, read_catalogue


def test_the_shipped_catalogue_comes_back_the_same() -> None:
    catalogue = load()

    back = read_catalogue(json.loads(json.dumps(catalogue_document(catalogue))))

    assert back == catalogue


def test_own_values_and_their_reasons_come_back_with_it() -> None:
    own = Overrides(
        (OwnLevel("KT", "api_us", 3.5, 3.0, 4.0, "Eigener Vertrag „Süd“ <b>"),),
        (OwnEffect("KT1", "3", "open_onprem", 2, "Erfahrung 🙂"),),
    )
    catalogue = overridden(load(), own)

    back = read_catalogue(json.loads(json.dumps(catalogue_document(catalogue))))

    assert back == catalogue
    assert back.overrides == own
    assert back.sha256 != load().sha256
