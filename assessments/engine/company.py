"""What follows for the company from all use cases together."""

from collections.abc import Sequence

from assessments.catalogue.content import Catalogue

from .case import Appraisal
from .dossier import Dossier
from .gaps import Gap, gaps
from .readiness import theme_levels
from .result import Action, CompanyResult, RuleHit, UseCaseResult
from .rules import confirmation
from .start import NOBODY
from .weights import group_weights

ALWAYS_OFFLINE = "3"  # PE3
MOST_SENSITIVE = "4"  # KT2: professional secrets, health data, classified or listed content


def company_result(
    dossier: Dossier,
    catalogue: Catalogue,
    appraisals: Sequence[Appraisal],
    results: Sequence[UseCaseResult],
) -> CompanyResult:
    """Draw together lanes, rules, duties and next steps."""
    targets = {result.target_option for result in results}
    lanes = tuple(code for code in catalogue.options if code in targets)
    fail_closed = tuple(a.case.use_case.id for a in appraisals if _fails_closed(a, catalogue))
    offline = tuple(a.case.use_case.id for a in appraisals if _is_offline(a))
    # A router never reaches a lane without a connection: such use cases want none.
    online = {r.target_option for r in results if r.id not in offline} - {None}
    closed = set(fail_closed) - set(offline)
    fallback = any(r.fallback_needed for r in results if r.id not in offline)
    wanted = len(online) > 1 or bool(closed) or fallback
    gateway = dossier.answers.get("AN4")
    return CompanyResult(
        lanes=lanes,
        hybrid=wanted and not (gateway is not None and gateway.level == NOBODY),
        fail_closed=fail_closed,
        offline=offline,
        rules=_rule_hits(catalogue, appraisals),
        duties=_duties(dossier, catalogue, appraisals, results),
        readiness=theme_levels(catalogue, dossier.readiness),
        actions=_actions(dossier, catalogue, results),
        importance=group_weights(dossier.importance, catalogue.criteria),
    )


def _fails_closed(appraisal: Appraisal, catalogue: Catalogue) -> bool:
    """A use case must never spill over where its data are secret or a gate shuts a lane."""
    if not appraisal.ranking:
        return False
    gated = any(
        state == "holds" and catalogue.rules[rule].kind == "gate"
        for rule, state in appraisal.screening.states.items()
    )
    return gated or appraisal.case.answers.level("KT2") == MOST_SENSITIVE


def _is_offline(appraisal: Appraisal) -> bool:
    return bool(appraisal.ranking) and appraisal.case.answers.level("PE3") == ALWAYS_OFFLINE


def _rule_hits(catalogue: Catalogue, appraisals: Sequence[Appraisal]) -> tuple[RuleHit, ...]:
    hits = []
    for rule in catalogue.rules.values():
        for state in ("holds", "unclear"):
            use_cases = tuple(
                a.case.use_case.id for a in appraisals if a.screening.states.get(rule.id) == state
            )
            if use_cases:
                hits.append(RuleHit(rule.id, state, use_cases, rule.options))
    return tuple(hits)


def _duties(
    dossier: Dossier,
    catalogue: Catalogue,
    appraisals: Sequence[Appraisal],
    results: Sequence[UseCaseResult],
) -> tuple[str, ...]:
    """Return what has to be done: duties, and safeguards of the options recommended.

    A safeguard that is confirmed for every recommended option it concerns is done.
    """
    found = set()
    for appraisal, result in zip(appraisals, results, strict=True):
        chosen = {result.start_option, result.target_option} - {None}
        for rule_id, state in appraisal.screening.states.items():
            rule = catalogue.rules[rule_id]
            concerned = [option for option in rule.options if option in chosen]
            open_safeguard = rule.kind == "condition" and any(
                confirmation(rule_id, option, dossier.confirmed) is not True for option in concerned
            )
            if state == "holds" and (rule.kind == "duty" or open_safeguard):
                found.add(rule_id)
    return tuple(rule for rule in catalogue.rules if rule in found)


def _actions(
    dossier: Dossier, catalogue: Catalogue, results: Sequence[UseCaseResult]
) -> tuple[Action, ...]:
    """Return the next step of every theme whose level is known, the weightiest gap first."""
    return tuple(_action(catalogue, gap) for gap in gaps(dossier, catalogue, results))


def _action(catalogue: Catalogue, gap: Gap) -> Action:
    step = next(a for a in catalogue.themes[gap.theme].actions if a.level == gap.level)
    return Action(f"{gap.theme}-{step.level}", gap.theme, step.level, step.weeks, gap.weight)
