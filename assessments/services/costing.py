"""Cost of ownership for the costs page; kept, because a page asks for it many times."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from assessments.catalogue import Catalogue, load
from assessments.engine.case import appraise_all, cases, first_options
from assessments.engine.cost_result import CostStudy
from assessments.engine.cost_study import study
from assessments.engine.dossier import Dossier
from assessments.engine.figures import Figures
from assessments.engine.footprint import Footprint, footprint
from assessments.engine.reading import dossier_sha256

KEPT = 32  # answers per process


@dataclass(frozen=True, slots=True)
class Trial:
    """A change tried on the costs; nothing of it is stored.

    begin: how the codes of the assumptions it changes begin. factor: what they are multiplied
    by; None = they go to their upper bound.
    """

    begin: str
    factor: float | None


TRIALS = {
    "preis4": Trial("token_price_factor", 4),
    "preisviertel": Trial("token_price_factor", 0.25),
    "menge10": Trial("volume_factor", 10),
    "personal": Trial("care_fte_", None),
}


@dataclass(frozen=True, slots=True)
class Costing:
    """Costs and footprint of the same use cases; footprints: by option."""

    study: CostStudy
    footprints: Mapping[str, Footprint]


_lock = threading.Lock()
_kept: OrderedDict[tuple[str, str, str | None, int], Costing] = OrderedDict()


def tried(dossier: Dossier, trials: tuple[str, ...]) -> Dossier:
    """Return the dossier as if these changes had come; unknown names are passed over."""
    figures, own = Figures.of(load(), dossier.figures), dict(dossier.figures)
    for trial in (TRIALS[name] for name in trials if name in TRIALS):
        for code in figures.assumptions:
            if not code.startswith(trial.begin):
                continue
            now, most = own.get(code, figures.value(code)), figures.range(code).high
            own[code] = most if trial.factor is None else now * trial.factor
    return replace(dossier, figures=own)


def costing(
    dossier: Dossier, only: str | None, horizon: int, catalogue: Catalogue | None = None
) -> Costing:
    """Return what one use case costs and emits, or all together; horizon: months.

    catalogue: what the assessment is judged by; the shipped one unless named.
    """
    catalogue = catalogue or load()
    key = dossier_sha256(dossier), catalogue.sha256, only, horizon
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = _made(dossier, only, horizon, catalogue)
    with _lock:
        _kept[key] = made
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made


def _made(dossier: Dossier, only: str | None, horizon: int, catalogue: Catalogue) -> Costing:
    figures = Figures.of(catalogue, dossier.figures)
    found = cases(dossier, catalogue, figures)
    lanes = {} if only else _lanes(dossier, catalogue, figures)
    loads = [(c.volume, c.answers) for c in found if only in (None, c.use_case.id)]
    return Costing(
        study(dossier, catalogue, only=only, horizon=horizon, lanes=lanes),
        {option: footprint(option, loads, figures) for option in catalogue.options},
    )


def _lanes(dossier: Dossier, catalogue: Catalogue, figures: Figures) -> dict[str, str]:
    """Use case → the way in first place; nothing for one without an allowed way."""
    firsts = first_options(appraise_all(dossier, catalogue, figures))
    pairs = zip(dossier.use_cases, firsts, strict=True)
    return {use_case.id: option for use_case, option in pairs if option}
