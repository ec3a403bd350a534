"""What to do next: from rules, ties, open answers and readiness."""

from dataclasses import dataclass
from typing import Literal

from assessments.engine.result import Action, Recommendation, RuleHit

from ..voice import Voice
from .results import first

Horizon = Literal[30, 90, 365]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. days: 30, 90 or 365 (later). text and owner are ready words."""

    days: Horizon
    lead: str
    text: str
    owner: str = ""
    effort: str = ""


def horizon(weeks: int) -> Horizon:
    """Return the span in which something of this length can be finished."""
    return 30 if weeks <= 4 else 90 if weeks <= 13 else 365


def action_step(action: Action, voice: Voice) -> Step | None:
    """Return the next step of a readiness theme; None where the catalogue has none."""
    theme = voice.catalogue.themes.get(action.theme)
    found = (
        next((a for a in theme.actions if a.level == action.from_level), None) if theme else None
    )
    if theme is None or found is None:
        return None
    return Step(
        horizon(action.weeks),
        voice.theme(action.theme),
        _sentence(voice.text(found.action)),
        voice.text(found.owner),
        f"{voice.text(found.effort)} · {voice.text(found.duration)}",
    )


def _sentence(text: str) -> str:
    return text if text[-1:] in ".!?" else f"{text}."


def test_steps(recommendation: Recommendation, voice: Voice) -> tuple[Step, ...]:
    """Return a test for every use case whose first places are level or whose start must wait
    for one."""
    steps = []
    for result in recommendation.use_cases:
        rivals = [code for code in (first(result), *result.tied_with_first) if code]
        if result.start_note == "capability_floor" and result.start_option and result.target_option:
            rivals = [result.start_option, result.target_option]
        if len(rivals) < 2:
            continue
        names = voice.listed([voice.quoted(code) for code in dict.fromkeys(rivals)])
        steps.append(
            Step(
                90,
                result.title,
                voice.say(
                    f"Testen Sie {names} zwei Wochen lang mit 30 eigenen Aufgaben.",
                    f"Test {names} for two weeks with 30 tasks of your own.",
                ),
            )
        )
    return tuple(steps)


def rule_steps(recommendation: Recommendation, voice: Voice) -> tuple[Step, ...]:
    """Return what open rules ask for: clear them up, then get the safeguards confirmed."""
    steps = []
    for hit in recommendation.company.rules:
        rule = voice.catalogue.rules.get(hit.rule)
        if rule is None:
            continue
        title = voice.text(rule.title)
        if hit.state == "unclear":
            text = voice.say(
                "Klären Sie, ob diese Regel gilt.", "Find out whether this rule applies."
            )
            steps.append(Step(30, f"{hit.rule} {title}", text))
        elif rule.kind == "condition" and _needed(recommendation, hit):
            text = voice.say(
                "Lassen Sie sich die Schutzmaßnahmen bestätigen.",
                "Have the safeguards confirmed.",
            )
            steps.append(Step(30, f"{hit.rule} {title}", text))
    return tuple(steps)


def _needed(recommendation: Recommendation, hit: RuleHit) -> bool:
    """Return True where the condition touches a start option that still waits for it."""
    return any(
        hit.rule in result.options[result.start_option].rules
        and result.options[result.start_option].status == "conditional"
        for result in recommendation.use_cases
        if result.start_option
    )


def open_answer_steps(recommendation: Recommendation, voice: Voice) -> tuple[Step, ...]:
    """Return one step to answer what is open, or none."""
    codes = {code for result in recommendation.use_cases for code in result.open_answers}
    if not codes:
        return ()
    count = voice.counted(
        len(codes), ("offene Frage", "offene Fragen"), ("open question", "open questions")
    )
    return (
        Step(
            30,
            voice.say("Antworten", "Answers"),
            voice.say(
                f"Klären Sie {count} und rechnen Sie neu.", f"Settle {count} and calculate again."
            ),
        ),
    )


def steps(recommendation: Recommendation, voice: Voice) -> tuple[Step, ...]:
    """Return all next steps, soonest first, in a fixed order within each span."""
    actions = (action_step(action, voice) for action in recommendation.company.actions)
    found = [
        *rule_steps(recommendation, voice),
        *open_answer_steps(recommendation, voice),
        *test_steps(recommendation, voice),
        *(step for step in actions if step),
    ]
    return tuple(sorted(found, key=lambda step: step.days))


def open_work(recommendation: Recommendation, voice: Voice) -> str:
    """Return the count of duties, unclear rules and open questions as one sentence."""
    duties = len(recommendation.company.duties)
    unclear = sum(hit.state == "unclear" for hit in recommendation.company.rules)
    answers = len({c for result in recommendation.use_cases for c in result.open_answers})
    parts = [
        voice.counted(duties, ("Pflicht", "Pflichten"), ("duty", "duties")) if duties else "",
        voice.counted(
            unclear, ("ungeklärte Regel", "ungeklärte Regeln"), ("unclear rule", "unclear rules")
        )
        if unclear
        else "",
        voice.counted(
            answers, ("offene Frage", "offene Fragen"), ("open question", "open questions")
        )
        if answers
        else "",
    ]
    named = [part for part in parts if part]
    if not named:
        return voice.say("Nichts ist offen.", "Nothing is open.")
    return voice.say(f"Offen sind {voice.listed(named)}.", f"Still open: {voice.listed(named)}.")
