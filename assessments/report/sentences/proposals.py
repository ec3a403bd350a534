"""What a plan should hold: one proposal per open rule, duty, question, warning and next step.

Each carries an origin that stays the same as long as its reason does, such as
"readiness:T3-2", "duty:KO-13", "condition:KO-04b", "answers:UC1" or "answers:company".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from assessments.catalogue import DONT_KNOW
from assessments.catalogue.law import Rule
from assessments.engine.dossier import Dossier
from assessments.engine.result import Action, Recommendation, UseCaseResult

from ..voice import Voice
from . import gaps, outlook, paths, steps

Kind = Literal[
    "condition", "rules", "answers", "warning", "duty", "test", "readiness", "path", "own"
]
# Weeks until it should be done, where the catalogue gives none (own judgement).
WEEKS = {"rules": 2, "answers": 2, "condition": 4, "warning": 4, "duty": 8, "test": 13, "path": 52}
LONGEST_TITLE = 200
HIGHEST = 5  # from this maturity level on there is no next step, only keeping it


@dataclass(frozen=True, slots=True)
class Proposal:
    """One entry a plan could hold. weeks: from today until it should be done."""

    origin: str
    kind: Kind
    reason: str
    title: str
    detail: str
    owner: str
    weeks: int


def proposals(
    dossier: Dossier, recommendation: Recommendation, voice: Voice
) -> tuple[Proposal, ...]:
    """Return all proposals: due within 30 days, 90 days, later; each span in order of weight.

    What holds up a start comes before duties, those before the next steps of readiness, which
    stand in the engine's order.
    """
    found = (
        *_rules(recommendation, voice, "condition"),
        *_unclear(recommendation, voice),
        *_open_answers(dossier, recommendation, voice),
        *_warnings(recommendation, voice),
        *_rules(recommendation, voice, "duty"),
        *_tests(recommendation, voice),
        *_readiness(dossier, recommendation, voice),
        *_ways(recommendation, voice),
    )
    once = {proposal.origin: proposal for proposal in found}
    return tuple(sorted(once.values(), key=lambda proposal: steps.horizon(proposal.weeks)))


def reason(origin: str, voice: Voice) -> str:
    """Return why something stands in the plan, short; "" for an entry of one's own."""
    kind, _, code = origin.partition(":")
    rule, theme = voice.catalogue.rules.get(code), voice.catalogue.themes.get(code[:2])
    if kind in ("duty", "condition") and rule is not None:
        word = (
            voice.say("Pflicht", "Duty") if kind == "duty" else voice.say("Bedingung", "Condition")
        )
        return f"{word} {code}"
    if kind == "readiness" and theme is not None:
        return voice.say(
            f"Reifegrad: {voice.text(theme.label)}", f"Readiness: {voice.text(theme.label)}"
        )
    words = {
        "duty": ("Pflicht", "Duty"),
        "condition": ("Bedingung", "Condition"),
        "rules": ("Ungeklärte Regeln", "Unclear rules"),
        "answers": ("Offene Fragen", "Open questions"),
        "warning": ("Hinweis", "Warning"),
        "test": ("Knappes Ergebnis", "Close result"),
        "readiness": ("Reifegrad", "Readiness"),
        "path": ("Start und Ziel", "Start and target"),
    }
    return voice.say(*words[kind]) if kind in words else ""


def _made(
    voice: Voice,
    origin: str,
    title: str,
    detail: Iterable[str] = (),
    owner: str = "",
    weeks: int = 0,
) -> Proposal:
    kind: Kind = origin.partition(":")[0]  # type: ignore[assignment]
    text = "\n".join(line for line in detail if line)
    name = title.rstrip(".")
    short = name if len(name) <= LONGEST_TITLE else f"{name[: LONGEST_TITLE - 2].rstrip()} …"
    return Proposal(origin, kind, reason(origin, voice), short, text, owner, weeks or WEEKS[kind])


def _rules(
    recommendation: Recommendation, voice: Voice, kind: Literal["condition", "duty"]
) -> Iterator[Proposal]:
    for code in recommendation.company.duties:
        rule = voice.catalogue.rules.get(code)
        if rule is not None and rule.kind == kind:
            yield _made(voice, f"{kind}:{code}", voice.text(rule.title), _rule_detail(rule, voice))


def _rule_detail(rule: Rule, voice: Voice) -> Iterator[str]:
    yield voice.text(rule.text)
    if rule.kind == "condition" and rule.safeguards:
        yield voice.say(
            "Lassen Sie sich diese Schutzmaßnahmen bestätigen:", "Have these safeguards confirmed:"
        )
    yield from (f"– {voice.text(safeguard)}" for safeguard in rule.safeguards)
    yield voice.say("Grundlage: ", "Basis: ") + voice.text(rule.legal_basis)


def _unclear(recommendation: Recommendation, voice: Voice) -> Iterator[Proposal]:
    rules = voice.catalogue.rules
    named = [
        f"– {hit.rule} {voice.text(rules[hit.rule].title)}"
        for hit in recommendation.company.rules
        if hit.state == "unclear" and hit.rule in rules
    ]
    if named:
        title = voice.say("Klären, welche Regeln für Sie gelten", "Settle which rules apply to you")
        lead = voice.say(
            "Noch ist offen, ob diese gelten:", "It is still open whether these apply:"
        )
        yield _made(voice, "rules:unclear", title, (lead, *dict.fromkeys(named)))


def _open_answers(
    dossier: Dossier, recommendation: Recommendation, voice: Voice
) -> Iterator[Proposal]:
    """One for the company's questions, one for each use case with open ones of its own."""
    own = {case.id: case.answers for case in dossier.use_cases}
    shared: dict[str, None] = {}
    for result in recommendation.use_cases:
        mine = []
        for code in result.open_answers:
            said = own.get(result.id, {}).get(code)
            if said is not None and said.level == DONT_KNOW:
                mine.append(code)
            else:
                shared[code] = None
        if mine:
            yield _questions(f"answers:{result.id}", mine, voice, result.title)
    if shared:
        yield _questions("answers:company", shared, voice)


def _questions(origin: str, codes: Iterable[str], voice: Voice, case: str = "") -> Proposal:
    title = voice.say(
        "Offene Fragen klären und neu rechnen", "Settle open questions and recalculate"
    )
    if case:
        title = voice.say(f"Offene Fragen klären: {case}", f"Settle open questions: {case}")
    lead = voice.say(
        "Diese Antworten können das Ergebnis noch ändern:",
        "These answers could still change the result:",
    )
    return _made(voice, origin, title, (lead, *(f"– {voice.question(code)}" for code in codes)))


def _warnings(recommendation: Recommendation, voice: Voice) -> Iterator[Proposal]:
    """One per kind of warning; what is to be done is the last sentence of its text."""
    cases: dict[str, list[str]] = {}
    for result in recommendation.use_cases:
        for code in result.warnings:
            cases.setdefault(code, []).append(voice.quote(result.title))
    for code, titles in cases.items():
        lead, text = outlook.warning(code, voice)
        why, _, what = text.rpartition(". ")
        where = voice.say("Betrifft: ", "Affects: ") + voice.listed(titles)
        explained = f"{lead} {why}." if why else lead
        yield _made(voice, f"warning:{code}", what, (explained, where))


def _tests(recommendation: Recommendation, voice: Voice) -> Iterator[Proposal]:
    titles = {result.title: result.id for result in recommendation.use_cases}
    for step in steps.test_steps(recommendation, voice):
        title = voice.say(
            f"Wege im Vergleich testen: {step.lead}", f"Test ways side by side: {step.lead}"
        )
        yield _made(voice, f"test:{titles[step.lead]}", title, (step.text,))


def _readiness(
    dossier: Dossier, recommendation: Recommendation, voice: Voice
) -> Iterator[Proposal]:
    for action in recommendation.company.actions:
        if action.from_level < HIGHEST and action.theme in voice.catalogue.themes:
            yield _next_step(action, dossier, voice)


def _next_step(action: Action, dossier: Dossier, voice: Voice) -> Proposal:
    theme = voice.catalogue.themes[action.theme]
    step = next(s for s in theme.actions if s.level == action.from_level)
    title, _, rest = voice.text(step.action).partition(". ")
    effort = voice.say("Aufwand: ", "Effort: ") + voice.text(step.effort)
    duration = voice.say("Dauer: ", "Duration: ") + voice.text(step.duration)
    matters = gaps.importance_line(action.theme, dossier, voice)
    detail = (rest, f"{effort} · {duration}", matters)
    owner = voice.text(step.owner)
    return _made(voice, f"readiness:{action.id}", title, detail, owner, action.weeks)


def _ways(recommendation: Recommendation, voice: Voice) -> Iterator[Proposal]:
    for result in recommendation.use_cases:
        if result.target_option and result.start_option != result.target_option:
            words = paths.start(result, voice), paths.target(result, voice)
            yield _made(voice, f"path:{result.id}", _way_title(result, voice), words)


def _way_title(result: UseCaseResult, voice: Voice) -> str:
    if result.start_option is None:
        return voice.say(f"Start vorbereiten: {result.title}", f"Prepare the start: {result.title}")
    return voice.say(
        f"Vom Start zum Ziel kommen: {result.title}", f"Get from start to target: {result.title}"
    )
