"""Where to start, where to go, and what keeps several lanes apart."""

from collections.abc import Iterable, Sequence

from assessments.engine.result import CompanyResult, PathStep, UseCaseResult

from ..voice import Voice
from .results import first, is_provisional
from .sureness import standing


def start_name(result: UseCaseResult, voice: Voice) -> str:
    """Return the start option's short name, or that it must wait."""
    if result.start_option:
        return voice.short(result.start_option)
    return voice.say("noch nicht starten", "do not start yet")


def target_name(result: UseCaseResult, voice: Voice) -> str:
    """Return the target option's short name, or a dash."""
    return voice.short(result.target_option) if result.target_option else "–"


def start(result: UseCaseResult, voice: Voice) -> str:
    """Return where to start, and why that differs from the first rank if it does."""
    if result.start_note == "all_excluded" or first(result) is None:
        return voice.say(
            "Starten Sie noch nicht: Kein Weg ist erlaubt. Sagen Sie das Ihrem Team ausdrücklich.",
            "Do not start yet: no way is allowed. Tell your team so explicitly.",
        )
    if result.start_option is None:
        return f"{_wait(voice)} {_because(result, voice)}".strip()
    begin = voice.say(
        f"Starten Sie mit {voice.quoted(result.start_option)}.",
        f"Start with {voice.quoted(result.start_option)}.",
    )
    return f"{begin} {_because(result, voice)}".strip()


def _wait(voice: Voice) -> str:
    return voice.say("Starten Sie noch nicht.", "Do not start yet.")


def _because(result: UseCaseResult, voice: Voice) -> str:
    aim = result.target_option or first(result)
    if result.start_note is None or aim is None:
        return ""
    name = voice.quoted(aim)
    if result.start_note == "capability_floor":
        return voice.say(
            f"Die Aufgabe überfordert üblicherweise {name}. "
            "Wechseln Sie erst nach einem Qualitätstest.",
            f"The task is usually too hard for {name}. Switch only after a quality test.",
        )
    if result.start_note == "nobody_operates":
        return voice.say(
            f"Für {name} fehlt heute jemand, der den Betrieb übernimmt.",
            f"For {name}, nobody can take over operation today.",
        )
    themes = voice.listed([voice.quote(voice.theme(code)) for code in result.start_themes])
    if not themes:
        return voice.say(f"Für {name} fehlt noch Reife.", f"{name} needs more readiness.")
    return voice.say(
        f"Für {name} fehlt noch Reife bei {themes}.",
        f"{name} needs more readiness in {themes}.",
    )


def target(result: UseCaseResult, voice: Voice) -> str:
    """Return where to go within 12 to 24 months."""
    if result.target_option is None:
        return voice.say("Ein Ziel gibt es noch nicht.", "There is no target yet.")
    if result.target_option == result.start_option:
        return voice.say(
            "Start und Ziel sind gleich. Prüfen Sie die Wahl einmal im Jahr.",
            "Start and target are the same. Review the choice once a year.",
        )
    return voice.say(
        f"Ziel in 12 bis 24 Monaten: {voice.quoted(result.target_option)}.",
        f"Target in 12 to 24 months: {voice.quoted(result.target_option)}.",
    )


def path(result: UseCaseResult, voice: Voice) -> tuple[str, ...]:
    """Return what has to happen between start and target, a sentence a step, in order."""
    return tuple(f"{_step(step, voice)} {_opens(step, voice)}".strip() for step in result.path)


def _step(step: PathStep, voice: Voice) -> str:
    if step.kind == "theme" and step.theme and step.from_level:
        theme = voice.quote(voice.theme(step.theme))
        return voice.say(
            f"Heben Sie {theme} von Stufe {step.from_level} auf {step.from_level + 1}.",
            f"Raise {theme} from level {step.from_level} to {step.from_level + 1}.",
        )
    if step.kind == "operation":
        return voice.say(
            "Klären Sie, wer den Betrieb übernimmt: eigene Leute oder ein erfahrener Partner.",
            "Settle who runs it: your own people or an experienced partner.",
        )
    if step.kind == "hardware":
        return voice.say(
            "Beschaffen Sie den Server und richten Sie ihn ein.", "Buy the server and set it up."
        )
    return voice.say(
        "Prüfen Sie mit eigenen Aufgaben, ob die Qualität reicht.",
        "Check with tasks of your own whether the quality is good enough.",
    )


def _opens(step: PathStep, voice: Voice) -> str:
    if step.opens is None:
        return ""
    name = voice.quoted(step.opens)
    return voice.say(f"Danach können Sie mit {name} starten.", f"Then you can start with {name}.")


def fallback(result: UseCaseResult, voice: Voice) -> str:
    """Return that a second provider is needed; nothing where it is not."""
    if not result.fallback_needed:
        return ""
    return voice.say(
        "Halten Sie einen zweiten Anbieter bereit: Ein Ausfall wäre sofort spürbar.",
        "Keep a second provider ready: an outage would be felt at once.",
    )


def finding(company: CompanyResult, results: Sequence[UseCaseResult], voice: Voice) -> str:
    """Return the recommendation as a heading that claims no more than the results hold."""
    if not company.lanes:
        return voice.say("Noch steht kein Weg fest", "No way is settled yet")
    lanes, count = voice.quoted_list(company.lanes), len(company.lanes)
    said = voice.say(f"{count} Wege nebeneinander: {lanes}", f"{count} ways side by side: {lanes}")
    if count == 1:
        said = voice.say(f"Ein Weg genügt: {lanes}", f"One way is enough: {lanes}")
    if any(is_provisional(result) for result in results):
        return voice.say("Vorläufig: ", "Provisional: ") + said
    if any(standing(result) in ("open", "tied") for result in results):
        return voice.say("Voraussichtlich: ", "Probably: ") + said
    return said


def start_and_target(result: UseCaseResult, voice: Voice) -> str:
    """Return where to start and where to go as a heading."""
    begin, aim = result.start_option, result.target_option
    if begin is None:
        return voice.say("Noch nicht starten", "Do not start yet")
    if aim in (None, begin):
        return voice.say(
            f"{voice.quoted(begin)} ist Start und Ziel",
            f"{voice.quoted(begin)} is start and target",
        )
    return voice.say(
        f"Start mit {voice.quoted(begin)}, Ziel {voice.quoted(str(aim))}",
        f"Start with {voice.quoted(begin)}, target {voice.quoted(str(aim))}",
    )


def hybrid(company: CompanyResult, results: Sequence[UseCaseResult], voice: Voice) -> str:
    """Return whether the company needs one way or several, or a second provider."""
    lanes = voice.quoted_list(company.lanes)
    if not company.lanes:
        return voice.say("Noch steht kein Weg fest.", "No way is settled yet.")
    if company.hybrid and len(company.lanes) > 1:
        return voice.say(
            f"Ihr Betrieb braucht mehrere Wege nebeneinander: {lanes}. "
            "Eine Weiche verteilt die Anfragen.",
            f"Your company needs several ways side by side: {lanes}. A router shares out requests.",
        )
    if company.hybrid and any(result.fallback_needed for result in results):
        return voice.say(
            f"Ein Weg genügt: {lanes}. Halten Sie dafür einen zweiten Anbieter bereit.",
            f"One way is enough: {lanes}. Keep a second provider ready for it.",
        )
    if len(company.lanes) == 1:
        return voice.say(
            f"Ein Weg genügt für alle Anwendungsfälle: {lanes}.",
            f"One way is enough for all use cases: {lanes}.",
        )
    if company.offline:
        return voice.say(
            f"Die Anwendungsfälle führen zu getrennten Wegen: {lanes}.",
            f"The use cases lead to separate ways: {lanes}.",
        )
    return voice.say(
        f"Die Anwendungsfälle führen zu verschiedenen Wegen: {lanes}. "
        "Für eine Weiche fehlt noch jemand, der sie betreut.",
        f"The use cases lead to different ways: {lanes}. "
        "There is nobody yet to look after a router.",
    )


def reasons(
    company: CompanyResult,
    results: Sequence[UseCaseResult],
    titles: dict[str, str],
    voice: Voice,
) -> tuple[str, ...]:
    """Return why there are several ways or a second provider, a sentence each; titles: id → title.

    Nothing where one way serves all and nobody needs more.
    """
    lanes: dict[str, list[str]] = {}
    for result in results:
        if result.target_option:
            lanes.setdefault(result.target_option, []).append(result.id)
    told = []
    if len(lanes) > 1:
        told += [
            f"{voice.quoted(lane)}: {_named(cases, titles, voice)}."
            for lane, cases in lanes.items()
        ]
    told += [_fallback_for(results, titles, voice), fail_closed(company, titles, voice)]
    told.append(_offline(company, titles, voice))
    return tuple(sentence for sentence in told if sentence)


def _named(cases: Iterable[str], titles: dict[str, str], voice: Voice) -> str:
    return voice.listed([voice.quote(titles.get(code, code)) for code in cases])


def _fallback_for(results: Sequence[UseCaseResult], titles: dict[str, str], voice: Voice) -> str:
    cases = [result.id for result in results if result.fallback_needed]
    if not cases:
        return ""
    named = _named(cases, titles, voice)
    return voice.say(
        f"Einen Ersatz brauchen: {named}. Dort stört ein Ausfall nach Minuten oder Stunden.",
        f"A fallback is needed for {named}. An outage hurts there within minutes or hours.",
    )


def _offline(company: CompanyResult, titles: dict[str, str], voice: Voice) -> str:
    if not company.offline:
        return ""
    named = _named(company.offline, titles, voice)
    return voice.say(
        f"Ohne Internet: {named}. Dieser Weg bleibt für sich, keine Weiche reicht dorthin.",
        f"Without internet: {named}. This way stays on its own, no router reaches it.",
    )


def fail_closed(company: CompanyResult, titles: dict[str, str], voice: Voice) -> str:
    """Return which use cases must never spill to another lane; titles: id → title."""
    if not company.fail_closed:
        return ""
    cases = _named(company.fail_closed, titles, voice)
    return voice.say(
        f"Im Zweifel gesperrt: {cases}. Fällt der Weg aus, springt kein anderer ein.",
        f"Closed when in doubt: {cases}. If the way fails, no other steps in.",
    )
