"""What-ifs: prices, volume, access and people change; which option would then be first?"""

from collections.abc import Mapping

from assessments.catalogue.content import Catalogue

from .case import Scenario, appraise_all, first_options
from .dossier import Dossier, GivenAnswer
from .figures import Figures
from .result import StressTest

SCENARIOS = {
    "token_price_x4": Scenario(token_price=4),
    "token_price_div4": Scenario(token_price=1 / 4),
    "volume_x10": Scenario(volume=10),
    "us_access_cut": Scenario(cut=("api_us", "prop_eu_cloud")),
    "key_person_leaves": Scenario(answers={"AN4": GivenAnswer(level="1")}),
}


def stress_tests(
    dossier: Dossier,
    catalogue: Catalogue,
    figures: Figures,
    importance: Mapping[str, float] | None = None,
) -> tuple[tuple[StressTest, ...], ...]:
    """Return every what-if for every use case, in the dossier's order.

    Everything but the change stays as answered; no draws are needed. importance: as in
    `appraise`.
    """
    outcomes = {
        code: first_options(appraise_all(dossier, catalogue, figures, scenario, importance))
        for code, scenario in SCENARIOS.items()
    }
    return tuple(
        tuple(StressTest(code, firsts[position]) for code, firsts in outcomes.items())
        for position in range(len(dossier.use_cases))
    )
