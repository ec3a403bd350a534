"""What to start with now, and what to aim at: capability, operation and readiness decide."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessments.catalogue.content import Catalogue
from assessments.catalogue.entries import SourcingOption

from .answers import Answers
from .case import Appraisal
from .costs import CAUTIOUS_CLASS
from .dossier import Dossier
from .figures import CLASSES, Figures
from .readiness import ABOVE_WEAKEST, CAUTIOUS_THEME_LEVEL, lacking, theme_levels

SELF_OPERATED = ("open_eu_gpu", "open_onprem")
OWN_HARDWARE = "open_onprem"
OPERATION_RULE = "KO-25"
NOBODY = "1"  # AN4: nobody would adapt and run it
OWN_PEOPLE = ("3", "4")  # AN4: own IT or own specialist
EXPERIENCED_PARTNER = "yes_cloud"  # U6
NO_PARTNER = ("no", None)
TECHNOLOGY = "T5"
OWN_COMPUTE, SERVER_READY, GPU_DOUBLED = "T5e", 3, 4
GPU_SERVER = "gpu_server"  # U7


@dataclass(frozen=True, slots=True)
class Start:
    """option: the start, None = not served yet. note, themes: why it is not the target."""

    option: str | None
    note: str | None
    themes: tuple[str, ...]
    target: str | None


@dataclass(frozen=True, slots=True)
class Bar:
    """Why an option is no start: a note's code and the readiness themes behind it."""

    note: str
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a company stands with one use case; what `path` raises step by step.

    levels: theme → level. tested: the models of a weaker class have proved to suffice.
    """

    needed: str
    levels: Mapping[str, int]
    nobody: bool
    operated: bool
    in_time: bool
    tested: bool = False

    @classmethod
    def of(
        cls, appraisal: Appraisal, dossier: Dossier, catalogue: Catalogue, figures: Figures
    ) -> "Standing":
        """Return how things are today; a theme nobody spoke of counts cautiously."""
        answers, profile = appraisal.case.answers, dossier.company.profile
        levels = theme_levels(catalogue, dossier.readiness)
        return cls(
            needed=answers.level("FA1") or CAUTIOUS_CLASS,
            levels={code: level or CAUTIOUS_THEME_LEVEL for code, level in levels.items()},
            nobody=OPERATION_RULE not in dossier.switched_off and nobody_operates(answers, profile),
            operated=_operated(answers, profile),
            in_time=_in_time(dossier, figures),
        )


def start(appraisal: Appraisal, dossier: Dossier, catalogue: Catalogue, figures: Figures) -> Start:
    """Aim at the first of the ranking; start with the best-ranked option nothing bars."""
    if not appraisal.ranking:
        return Start(None, "all_excluded", (), None)
    standing = Standing.of(appraisal, dossier, catalogue, figures)
    target = appraisal.ranking[0]
    option = startable(appraisal.ranking, standing, catalogue)
    reason = _bar(catalogue.options[target], standing)
    return Start(option, reason.note if reason else None, reason.themes if reason else (), target)


def startable(ranking: Sequence[str], standing: Standing, catalogue: Catalogue) -> str | None:
    """Return the best-ranked option that nothing bars from the start."""
    free = (code for code in ranking if _bar(catalogue.options[code], standing) is None)
    return next(free, None)


def _bar(option: SourcingOption, standing: Standing) -> Bar | None:
    if is_too_weak(option, standing):
        return Bar("capability_floor")
    if option.code in SELF_OPERATED and standing.nobody:
        return Bar("nobody_operates")
    themes = set(lacking(option.readiness, standing.levels))
    if option.code in SELF_OPERATED and not standing.operated:
        themes.add(TECHNOLOGY)
    if option.code == OWN_HARDWARE and not standing.in_time:
        themes.add(TECHNOLOGY)
    return Bar("readiness", tuple(c for c in standing.levels if c in themes)) if themes else None


def is_too_weak(option: SourcingOption, standing: Standing) -> bool:
    """True if models usually met on this lane are below the class needed, and untested."""
    weaker = CLASSES.index(option.usual_class) < CLASSES.index(standing.needed)
    return weaker and not standing.tested


def nobody_operates(answers: Answers, profile: Mapping[str, Any]) -> bool:
    """True if nobody in the house and no partner could run a server (rule KO-25)."""
    return answers.level("AN4") == NOBODY and profile.get("U6") in NO_PARTNER


def _operated(answers: Answers, profile: Mapping[str, Any]) -> bool:
    """Own people, or a partner with experience in the cloud (domain notes 4.6)."""
    return answers.level("AN4") in OWN_PEOPLE or profile.get("U6") == EXPERIENCED_PARTNER


def _in_time(dossier: Dossier, figures: Figures) -> bool:
    """The time goal (U14, months) leaves time to buy and set up a server, or one is there."""
    months = dossier.company.profile.get("U14")
    lead = figures.value("hardware_lead_months")
    return (months is not None and months >= lead) or _server_ready(dossier)


def _server_ready(dossier: Dossier) -> bool:
    """True if a server for models stands in the house.

    A server "ready for AI" (T5e = 3) counts where U7 does not contradict it by naming what
    is in use without a GPU server.
    """
    in_use, said = dossier.company.profile.get("U7"), dossier.readiness
    # A theme is at most one level above its weakest statement: T5 = 5 implies T5e ≥ 4.
    compute = said[TECHNOLOGY] - ABOVE_WEAKEST if TECHNOLOGY in said else said.get(OWN_COMPUTE, 0)
    if in_use is None:
        return compute >= SERVER_READY
    return GPU_SERVER in in_use or compute >= GPU_DOUBLED
