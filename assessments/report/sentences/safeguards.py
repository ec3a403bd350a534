"""What a confirmed or refused safeguard changes: before and after, use case by use case."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.engine.positions import Position
from assessments.engine.rules import confirmation

from ..voice import Voice

Confirmed = dict[str, dict[str, bool]]


@dataclass(frozen=True, slots=True)
class Standing:
    """One use case in a line. before: the earlier recommendation where another one is first now.

    statuses: what is new for single ways. orders: the ranking before and now, where it differs.
    """

    title: str
    now: str
    before: str
    statuses: tuple[str, ...]
    orders: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """True where something is new."""
        return bool(self.before or self.statuses or self.orders)


def standings(
    after: Sequence[Position],
    confirmed: Confirmed,
    voice: Voice,
    before: Sequence[Position] | None = None,
) -> tuple[Standing, ...]:
    """Return what is recommended now; before: how it was, to name what is new."""
    earlier = {position.id: position for position in before or after}
    return tuple(
        Standing(
            position.title,
            _now(position, confirmed, voice),
            _before(earlier[position.id], position, voice),
            _statuses(earlier[position.id], position, voice),
            _orders(earlier[position.id], position, voice),
        )
        for position in after
    )


def _name(option: str | None, voice: Voice) -> str:
    return voice.quoted(option) if option else voice.say("kein Weg", "no way")


def _now(position: Position, confirmed: Confirmed, voice: Voice) -> str:
    if position.first is None:
        return voice.say("Kein Weg ist erlaubt.", "No way is allowed.")
    name = voice.option(position.first)
    waiting = len(open_conditions(position, position.first, confirmed, voice))
    if not waiting:
        return name
    count = voice.counted(
        waiting, ("Bedingung offen", "Bedingungen offen"), ("condition open", "conditions open")
    )
    return f"{name} ({count})"


def open_conditions(
    position: Position, option: str, confirmed: Confirmed, voice: Voice
) -> tuple[str, ...]:
    """Return the conditions that hold or may hold for an option and are not confirmed."""
    rules = voice.catalogue.rules
    return tuple(
        rule
        for rule in position.screening.states
        if rules[rule].kind == "condition"
        and option in rules[rule].options
        and confirmation(rule, option, confirmed) is not True
    )


def _before(before: Position, after: Position, voice: Voice) -> str:
    if before.first == after.first:
        return ""
    return voice.say(
        f"Vorher: {_name(before.first, voice)}.", f"Before: {_name(before.first, voice)}."
    )


def _orders(before: Position, after: Position, voice: Voice) -> tuple[str, ...]:
    """The order before and after, where it differs."""
    if before.ranking == after.ranking:
        return ()
    old, new = (_order(position, voice) for position in (before, after))
    return (
        voice.say(f"Rangfolge vorher: {old}.", f"Ranking before: {old}."),
        voice.say(f"Rangfolge jetzt: {new}.", f"Ranking now: {new}."),
    )


def _order(position: Position, voice: Voice) -> str:
    if not position.ranking:
        return voice.say("kein Weg", "no way")
    return " · ".join(f"{n} {voice.short(code)}" for n, code in enumerate(position.ranking, 1))


def _statuses(before: Position, after: Position, voice: Voice) -> tuple[str, ...]:
    found = []
    for option, now in after.screening.status.items():
        was = before.screening.status[option]
        if was == now:
            continue
        name = voice.quoted(option)
        words = {
            "excluded": voice.say(f"{name} ist ausgeschlossen.", f"{name} is excluded."),
            "conditional": voice.say(
                f"{name} ist wieder möglich, mit Bedingungen.",
                f"{name} is possible again, with conditions.",
            )
            if was == "excluded"
            else voice.say(
                f"{name} wartet wieder auf eine Bedingung.",
                f"{name} is waiting for a condition again.",
            ),
            "open": voice.say(
                f"{name} hat keine offene Bedingung mehr.", f"{name} has no open condition left."
            ),
        }
        found.append(words[now])
    return tuple(found)


def outcome(found: Sequence[Standing], voice: Voice) -> str:
    """Return the result in one line: "Empfehlung jetzt: …", or that it stays."""
    alone = len(found) == 1
    changed = [standing for standing in found if standing.changed]
    moved = [standing for standing in changed if standing.before]
    lead = voice.say("Empfehlung jetzt: ", "Recommendation now: ")
    if moved:
        names = ["" if alone else f"{voice.quote(standing.title)}: " for standing in moved]
        told = zip(names, moved, strict=True)
        return lead + " ".join(f"{name}{s.now.rstrip('.')}. {s.before}" for name, s in told)
    same = voice.say("unverändert.", "unchanged.")
    begin = f"{lead}{found[0].now.rstrip('.')}, {same}" if alone else lead + same
    return " ".join((begin, *_new(changed, voice, whole=alone)))


def _new(changed: Sequence[Standing], voice: Voice, *, whole: bool) -> tuple[str, ...]:
    """What else is new, each sentence once, with the use cases it speaks of."""
    told: dict[str, list[str]] = {}
    for standing in changed:
        for sentence in standing.statuses:
            told.setdefault(sentence, []).append(standing.title)
    if whole:
        return tuple(told)
    return tuple(
        f"{voice.listed([voice.quote(title) for title in titles])}: {sentence}"
        for sentence, titles in told.items()
    )
