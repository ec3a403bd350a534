"""What-ifs: prices, volume, law, access and people change; which option would then be first?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import reduce

from assessments.catalogue.content import Catalogue

from .case import Appraisal, Scenario, appraise_all
from .dossier import Dossier, GivenAnswer
from .figures import Figures
from .result import StressTest

SCENARIOS = {
    "token_price_x4": Scenario(token_price=4),
    "token_price_div4": Scenario(token_price=1 / 4),
    "volume_x10": Scenario(volume=10),
    # Without the framework nothing carries the transfer of personal data (rule KO-04a).
    "data_framework_falls": Scenario(refused={"KO-04a": ("api_us",)}),
    "us_access_cut": Scenario(cut=("api_us", "prop_eu_cloud")),
    # Who runs a service decides when a model goes; a model file of one's own stays.
    "model_retired": Scenario(rebuilt=("api_us", "prop_eu_cloud", "open_eu_api")),
    "key_person_leaves": Scenario(answers={"AN4": GivenAnswer(level="1")}),
}


def together(codes: Iterable[str]) -> Scenario:
    """Return one scenario in which all these happen. Raises KeyError on an unknown code."""
    return reduce(_both, (SCENARIOS[code] for code in codes), Scenario())


def _both(one: Scenario, other: Scenario) -> Scenario:
    return Scenario(
        token_price=one.token_price * other.token_price,
        volume=one.volume * other.volume,
        cut=tuple(dict.fromkeys((*one.cut, *other.cut))),
        answers={**one.answers, **other.answers},
        refused={**one.refused, **other.refused},
        rebuilt=tuple(dict.fromkeys((*one.rebuilt, *other.rebuilt))),
    )


def stress_tests(
    dossier: Dossier,
    catalogue: Catalogue,
    figures: Figures,
    importance: Mapping[str, float] | None = None,
    now: Sequence[Appraisal] | None = None,
) -> tuple[tuple[StressTest, ...], ...]:
    """Return every what-if for every use case, in the dossier's order.

    Everything but the change stays as answered; no draws are needed. importance: as in
    `appraise`. now: all use cases as answered, if they are at hand.
    """
    now = now or appraise_all(dossier, catalogue, figures, importance=importance)
    outcomes = {
        code: appraised(dossier, catalogue, figures, scenario, importance)
        for code, scenario in SCENARIOS.items()
    }
    return tuple(
        tuple(_test(code, now[place], then[place]) for code, then in outcomes.items())
        for place in range(len(dossier.use_cases))
    )


def combined(
    dossier: Dossier, catalogue: Catalogue, codes: Iterable[str], use_case: str
) -> StressTest:
    """Return what several what-ifs at once do to one use case.

    Raises KeyError on an unknown what-if, ValueError on an unknown use case.
    """
    codes = tuple(codes)
    place = [u.id for u in dossier.use_cases].index(use_case)
    figures = Figures.of(catalogue, dossier.figures)
    now = appraise_all(dossier, catalogue, figures)[place]
    then = appraised(dossier, catalogue, figures, together(codes))[place]
    return _test("+".join(codes), now, then)


def appraised(
    dossier: Dossier,
    catalogue: Catalogue,
    figures: Figures,
    scenario: Scenario,
    importance: Mapping[str, float] | None = None,
) -> tuple[Appraisal, ...]:
    """Appraise every use case as if the scenario had happened."""
    refused = {rule: dict.fromkeys(options, False) for rule, options in scenario.refused.items()}
    confirmed = {
        rule: {**dossier.confirmed.get(rule, {}), **refused.get(rule, {})}
        for rule in (*dossier.confirmed, *refused)
    }
    return appraise_all(
        replace(dossier, confirmed=confirmed),
        catalogue,
        _rebuilt(figures, scenario.rebuilt),
        scenario,
        importance,
    )


def _rebuilt(figures: Figures, options: Iterable[str]) -> Figures:
    """The figures where the integration of these options falls due again within a year."""
    year = max(figures.value("fte_eur_per_year"), 1.0)
    assumptions = dict(figures.assumptions)
    for option in options:
        care = assumptions[f"care_fte_{option}"]
        more = figures.value(f"integration_eur_{option}") / year
        assumptions[care.code] = replace(
            care, value=care.value + more, low=care.low + more, high=care.high + more
        )
    return replace(figures, assumptions=assumptions)


def _test(code: str, now: Appraisal, then: Appraisal) -> StressTest:
    was, left = now.screening.allowed, then.screening.allowed
    return StressTest(
        code,
        then.ranking[0] if then.ranking else None,
        tuple(option for option in was if option not in left),
    )
