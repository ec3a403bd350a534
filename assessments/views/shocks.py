"""What-ifs on the results page: each alone, and those ticked together."""

from dataclasses import dataclass

from django.http import QueryDict

from assessments.catalogue.content import Catalogue
from assessments.engine.dossier import Dossier
from assessments.engine.result import UseCaseResult
from assessments.engine.stress import SCENARIOS, combined
from assessments.report.sentences import outlook
from assessments.report.voice import Voice

SHOCK = "probe"  # query key, once for every what-if ticked


@dataclass(frozen=True, slots=True)
class Shock:
    """One what-if: what it does alone, and whether it is ticked."""

    code: str
    title: str
    outcome: str
    on: bool


@dataclass(frozen=True, slots=True)
class Shocks:
    """All what-ifs of one use case; together: what the ticked ones do at once, if two are."""

    each: tuple[Shock, ...]
    together: str


def shocks(
    dossier: Dossier, catalogue: Catalogue, result: UseCaseResult, query: QueryDict, voice: Voice
) -> Shocks | None:
    """Return the what-ifs; None where no way is allowed today. Unknown codes are left out."""
    if not result.ranking:
        return None
    ticked = [code for code in SCENARIOS if code in query.getlist(SHOCK)]
    each = tuple(
        Shock(
            test.id,
            outlook.stress_title(test, voice),
            outlook.stress_outcome(test, result, voice),
            test.id in ticked,
        )
        for test in result.stress_tests
    )
    if len(ticked) < 2:
        return Shocks(each, "")
    test = combined(dossier, catalogue, ticked, result.id)
    return Shocks(each, outlook.stress_outcome(test, result, voice))
