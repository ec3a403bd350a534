"""Hand-made results: what the report must be able to word and draw."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from assessments.engine.dossier import CompanyInput, Dossier, GivenAnswer, Usage, UseCaseInput
from assessments.engine.joint_change import joint_change, least_moved
from assessments.engine.result import (
    Acceptability,
    Action,
    CompanyResult,
    Mode,
    MonthlyCost,
    OptionResult,
    Range,
    Recommendation,
    RuleHit,
    StressTest,
    TippingPoint,
    TornadoBar,
    UseCaseResult,
)
from assessments.engine.sensitivity import stability

OPTIONS = ("api_us", "prop_eu_cloud", "open_eu_api", "open_eu_gpu", "open_onprem")
CRITERIA = ("KT", "SO", "KP", "AN", "FA", "PE", "NA")
WEIGHTS = dict(zip(CRITERIA, (0.22, 0.20, 0.18, 0.10, 0.16, 0.08, 0.06), strict=True))
FITS = {
    "api_us": (20, 10, 96, 30, 90, 80, 50),
    "prop_eu_cloud": (55, 30, 94, 55, 90, 80, 50),
    "open_eu_api": (82, 90, 88, 60, 78, 80, 80),
    "open_eu_gpu": (80, 85, 30, 95, 60, 75, 50),
    "open_onprem": (100, 90, 45, 95, 40, 45, 40),
}
COSTS = {
    "api_us": (310, 339, 420),
    "prop_eu_cloud": (312, 340, 430),
    "open_eu_api": (430, 478, 560),
    "open_eu_gpu": (1900, 2355, 3100),
    "open_onprem": (1300, 1571, 2000),
}
SHARES = dict(zip(OPTIONS, (0.0, 0.02, 0.91, 0.004, 0.066), strict=True))


TORNADO = (
    TornadoBar("base_level", "FA", "open_onprem", -1.5, 12.25, "high", "low"),
    TornadoBar("cost", "care", None, 9.0, 14.0, "high", "low"),
    TornadoBar("answer", "KT2", None, 10.0, 13.0, "1", "4"),
)


def acceptability(ranking: tuple[str, ...], shares: Mapping[str, float]) -> Acceptability:
    """Rank 1 as given, the other ranks in equal parts; who stands higher wins nine of ten."""
    rest = max(len(ranking) - 1, 1)
    others = {code: [other for other in ranking if other != code] for code in ranking}
    return Acceptability(
        ranks={c: (shares[c], *[(1 - shares[c]) / rest] * (len(ranking) - 1)) for c in ranking},
        winning={
            c: {o: 0.9 if ranking.index(c) < ranking.index(o) else 0.1 for o in others[c]}
            for c in ranking
        },
        central_weights=dict.fromkeys(ranking),
        confidence_factors=dict.fromkeys(ranking),
        expected_loss=dict.fromkeys(ranking, 0.0),
    )


def option(
    code: str,
    rank: int | None,
    status: Literal["open", "conditional", "excluded"] = "open",
    rules: tuple[str, ...] = (),
    share: float | None = None,
) -> OptionResult:
    fits = dict(zip(CRITERIA, map(float, FITS[code]), strict=True))
    contributions = {c: WEIGHTS[c] * fits[c] for c in CRITERIA}
    low, likely, high = COSTS[code]
    return OptionResult(
        status=status,
        rules=rules,
        score=sum(contributions.values()),
        rank=rank,
        criteria=fits,
        contributions=contributions,
        cost_eur_per_month=Range(low, likely, high),
        cost_parts=MonthlyCost(usage=likely * 0.1, hardware=likely * 0.2, care=likely * 0.7),
        co2e_kg_per_month=Range(1.0, 2.0, 9.0),
        first_rank_share=share if rank else None,
    )


def result(excluded: Mapping[str, tuple[str, ...]] | None = None, **changes: Any) -> UseCaseResult:
    """One use case; `excluded`: option → rules that exclude it. `changes` replace fields."""
    out = excluded or {}
    scores = {code: option(code, None).score for code in OPTIONS}
    ranking = tuple(sorted((c for c in OPTIONS if c not in out), key=lambda c: -scores[c]))
    options = {
        code: option(code, None, "excluded", out[code])
        if code in out
        else option(code, ranking.index(code) + 1, share=SHARES[code])
        for code in OPTIONS
    }
    fit = {c: {o: options[o].criteria[c] for o in OPTIONS} for c in CRITERIA}
    facts = WEIGHTS, fit, ranking
    compared = len(ranking) > 1
    unweighted = {**SHARES, "open_eu_api": 0.3, "open_onprem": 0.6}
    modes: dict[Mode, Mapping[str, float]] = {
        "group": SHARES, "ranking_only": SHARES, "no_preference": unweighted,
    }  # fmt: skip
    made = UseCaseResult(
        id="UC1",
        title="Service-Wissen aus Handbüchern",
        options=options,
        weights=WEIGHTS,
        needs=dict.fromkeys(CRITERIA, 0.5),
        ranking=ranking,
        tied_with_first=(),
        start_option=ranking[0] if ranking else None,
        start_note=None if ranking else "all_excluded",
        start_themes=(),
        target_option=ranking[0] if ranking else None,
        confidence="clear",
        tipping_points=(TippingPoint("importance", "SO", 0.20, 0.14, "prop_eu_cloud"),),
        stress_tests=(),
        warnings=(),
        open_answers=(),
        fallback_needed=False,
        stability=stability(*facts),
        joint_change=joint_change(*facts),
        least_moved=least_moved(*facts),
        tornado=TORNADO if compared else (),
        acceptability={mode: acceptability(ranking, shares) for mode, shares in modes.items()}
        if ranking
        else {},
    )
    return replace(made, **changes)


def recommendation(*results: UseCaseResult, **changes: Any) -> Recommendation:
    lanes = tuple(dict.fromkeys(r.target_option for r in results if r.target_option))
    ids = tuple(r.id for r in results)
    company = CompanyResult(
        lanes=lanes,
        hybrid=len(lanes) > 1,
        fail_closed=(),
        rules=(
            RuleHit("KO-07", "holds", ids, ("api_us",)),
            RuleHit("KO-13", "holds", ids, OPTIONS),
            RuleHit("KO-08", "unclear", ids, OPTIONS[:4]),
        ),
        duties=("KO-13",),
        readiness={"T1": 2, "T2": 3, "T3": 2, "T4": None, "T5": 3},
        actions=(Action("T3-2", "T3", 2, 6), Action("T1-2", "T1", 2, 3)),
        importance=WEIGHTS,
    )
    made = Recommendation(
        engine="1.0",
        catalogue="2026.11",
        prices_as_of=date(2026, 11, 20),
        seed=20261123,
        draws=100_000,
        dossier_sha256="0" * 64,
        use_cases=results,
        company=replace(company, **changes),
        monte_carlo_error=0.0063,
    )
    return made


def dossier(*results: UseCaseResult, name: str = "Hallweg Sondermaschinen GmbH") -> Dossier:
    return Dossier(
        catalogue="2026.11",
        language="de",
        as_of=date(2026, 11, 23),
        company=CompanyInput(name, {"U2": 120}),
        importance=(),
        answers={"KT1": GivenAnswer(level="2", confidence="fairly_sure", reason="Vertrag")},
        readiness={"T1": 2},
        use_cases=tuple(
            UseCaseInput(r.id, r.title, "manuals_rag", Usage(users=34)) for r in results
        ),
    )


STRESS = StressTest("volume_x10", "open_onprem")
