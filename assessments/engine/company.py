"""What follows for the company from all use cases together."""

from collections.abc import Mapping, Sequence

from assessments.catalogue.content import Catalogue

from .case import Appraisal
from .dossier import Dossier
from .readiness import theme_levels
from .result import Action, CompanyResult, RuleHit, UseCaseResult
from .rules import confirmation
from .start import NOBODY
from .weights import group_weights

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
    wanted = len(lanes) > 1 or bool(fail_closed) or any(r.fallback_needed for r in results)
    gateway = dossier.answers.get("AN4")
    return CompanyResult(
        lanes=lanes,
        hybrid=wanted and not (gateway is not None and gateway.level == NOBODY),
        fail_closed=fail_closed,
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
    """Return the next step of every theme whose level is known.

    Sorted by the gap to what the start options need, then the target options, then the
    weakest theme first.
    """
    levels = {
        code: level
        for code, level in theme_levels(catalogue, dossier.readiness).items()
        if level is not None
    }

    def gap(theme: str, options: Sequence[str | None]) -> int:
        needed = [catalogue.options[code].readiness.get(theme, 1) for code in options if code]
        return max(needed, default=1) - levels[theme]

    starts = [result.start_option for result in results]
    targets = [result.target_option for result in results]
    order = sorted(levels, key=lambda t: (-gap(t, starts), -gap(t, targets), levels[t]))
    return tuple(_action(catalogue, theme, levels) for theme in order)


def _action(catalogue: Catalogue, theme: str, levels: Mapping[str, int]) -> Action:
    step = next(a for a in catalogue.themes[theme].actions if a.level == levels[theme])
    return Action(f"{theme}-{step.level}", theme, step.level, step.weeks)
