"""What has to happen between start and target: the limits of today lifted one by one."""

from collections.abc import Iterator
from dataclasses import replace

from assessments.catalogue.content import Catalogue
from assessments.catalogue.entries import SourcingOption

from .case import Appraisal
from .dossier import Dossier
from .figures import Figures
from .readiness import lacking
from .result import PathStep
from .start import OWN_HARDWARE, SELF_OPERATED, Standing, is_too_weak, startable

Lifted = tuple[PathStep, Standing]


def path(
    appraisal: Appraisal, dossier: Dossier, catalogue: Catalogue, figures: Figures
) -> tuple[PathStep, ...]:
    """Return the steps from today's start to the target, in order; none where both are one.

    Each step is taken on top of those before it, and the start is worked out anew: that is
    how a step is known to open an option.
    """
    if not appraisal.ranking:
        return ()
    target = catalogue.options[appraisal.ranking[0]]
    standing = Standing.of(appraisal, dossier, catalogue, figures)
    before = startable(appraisal.ranking, standing, catalogue)
    steps = []
    for step, lifted in _lift(target, standing):
        now = startable(appraisal.ranking, lifted, catalogue)
        steps.append(replace(step, opens=now if now != before else None))
        before = now
    return tuple(steps)


def _lift(target: SourcingOption, standing: Standing) -> Iterator[Lifted]:
    """Each limit of the target with the standing once it is lifted; the widest gap first."""
    needed, levels = target.readiness, standing.levels
    while lacks := lacking(needed, levels):
        theme = min(lacks, key=lambda code: (levels[code] - needed[code], levels[code]))
        level = levels[theme]
        levels = {**levels, theme: level + 1}
        standing = replace(standing, levels=levels)
        yield PathStep("theme", theme, level, None), standing
    if target.code in SELF_OPERATED and (standing.nobody or not standing.operated):
        standing = replace(standing, nobody=False, operated=True)
        yield PathStep("operation", None, None, None), standing
    if target.code == OWN_HARDWARE and not standing.in_time:
        standing = replace(standing, in_time=True)
        yield PathStep("hardware", None, None, None), standing
    if is_too_weak(target, standing):
        standing = replace(standing, tested=True)
        yield PathStep("quality_test", None, None, None), standing
