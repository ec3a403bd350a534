"""At which volume two ways cost the same, in words."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite

from assessments.engine.cost_result import CostStudy, VolumeCrossing, VolumeCurve

from .. import numbers
from ..voice import Voice
from .ways import allowed, is_useful, named

NEAR = 0.05  # a break-even this close to today's volume is said to be there
OFTEN = 3  # from so many crossings of one pair on, they are told as one


@dataclass(frozen=True, slots=True)
class Meeting:
    """All crossings of one pair of ways, by volume: one, a few, or many because of steps."""

    crossings: tuple[VolumeCrossing, ...]

    @property
    def first(self) -> VolumeCrossing:
        """Return the crossing at the smallest volume."""
        return self.crossings[0]

    @property
    def last(self) -> VolumeCrossing:
        """Return the crossing at the largest volume."""
        return self.crossings[-1]

    @property
    def in_turns(self) -> bool:
        """Return True if the two change so often that only first and last are told."""
        return len(self.crossings) >= OFTEN


def meetings(study: CostStudy) -> tuple[Meeting, ...]:
    """Return the pairs that cross, those of allowed ways first, then by volume."""
    pairs: dict[frozenset[str], list[VolumeCrossing]] = defaultdict(list)
    for crossing in sorted(study.volume_crossings, key=lambda c: c.tokens):
        pairs[frozenset((crossing.cheaper_below, crossing.cheaper_above))].append(crossing)
    return tuple(
        Meeting(tuple(found))
        for pair, found in sorted(
            pairs.items(),
            key=lambda item: (bool(item[0] & study.excluded.keys()), item[1][0].tokens),
        )
    )


def tokens_today(study: CostStudy) -> float:
    """Return the likely tokens a month, input and output."""
    return study.peak.tokens_in.likely + study.peak.tokens_out.likely


def cost_at(curve: VolumeCurve, tokens: float) -> float | None:
    """Return EUR a month at a volume, None outside the curve; at a step the upper end."""
    found = None
    corners = list(zip(curve.tokens, curve.eur, strict=True))
    for (x0, y0), (x1, y1) in pairwise(corners):
        if x0 <= tokens <= x1:
            found = y1 if x1 == x0 else y0 + (y1 - y0) * (tokens - x0) / (x1 - x0)
    return found


def cheapest_today(study: CostStudy) -> str | None:
    """Return the allowed way that costs least in a month at today's volume."""
    tokens = tokens_today(study)
    costs = {curve.option: cost_at(curve, tokens) for curve in study.curves}
    known = {code: costs[code] for code in allowed(study) if costs.get(code) is not None}
    return min(known, key=lambda code: known[code] or 0.0, default=None)


def takeovers(study: CostStudy) -> tuple[VolumeCrossing, ...]:
    """Return where the cheapest allowed way changes as volume grows from today's."""
    best, found, open_ways = cheapest_today(study), [], set(allowed(study))
    for crossing in sorted(study.volume_crossings, key=lambda c: c.tokens):
        pair = {crossing.cheaper_below, crossing.cheaper_above}
        if crossing.tokens < tokens_today(study) or not pair <= open_ways:
            continue
        if crossing.cheaper_below == best:
            best = crossing.cheaper_above
            found.append(crossing)
    return tuple(found)


def volume_title(study: CostStudy, voice: Voice) -> str:
    """Return the finding of the cost over volume, without full stop."""
    best, changes = cheapest_today(study), takeovers(study)
    if best is None:
        return voice.say("Kosten im Monat je nach Menge", "Costs a month by volume")
    if len(allowed(study)) == 1:
        curve = next(curve for curve in study.curves if curve.option == best)
        amount = voice.euro(cost_at(curve, tokens_today(study)) or 0.0)
        return voice.say(
            f"Der einzige erlaubte Weg kostet heute rund {amount} im Monat",
            f"The only way allowed costs about {amount} a month today",
        )
    if not changes:
        return _stays(study, voice.quoted(best), voice)
    name, change = voice.quoted(changes[0].cheaper_above), changes[0]
    if not _is_usable(change.factor) or abs(change.factor - 1) <= NEAR:
        amount = numbers.large(change.tokens, voice.language)
        return voice.say(
            f"Ab {amount} Textbausteinen im Monat ist {name} am günstigsten",
            f"From {amount} tokens a month on, {name} is the cheapest",
        )
    times = _times(change.factor, voice)
    return voice.say(
        f"Ab dem {times} Ihrer Menge ist {name} am günstigsten",
        f"From {times} your volume on, {name} is the cheapest",
    )


def _stays(study: CostStudy, name: str, voice: Voice) -> str:
    """Say up to which volume was looked; beyond it nothing is claimed."""
    end, today = min(curve.tokens[-1] for curve in study.curves), tokens_today(study)
    if today <= 0:
        most = numbers.large(end, voice.language)
        return voice.say(
            f"{name} ist bis {most} Textbausteine im Monat am günstigsten",
            f"{name} is the cheapest up to {most} tokens a month",
        )
    times = _times(end / today, voice)
    return voice.say(
        f"{name} ist heute am günstigsten und bleibt es bis zum {times} Ihrer Menge",
        f"{name} is the cheapest today and stays so up to {times} your volume",
    )


def volume_crossing(study: CostStudy, crossing: VolumeCrossing, voice: Voice) -> str:
    """Return one break-even over volume as a sentence, a step with its reason."""
    amount = numbers.large(crossing.tokens, voice.language)
    below, above = (
        named(study, code, voice) for code in (crossing.cheaper_below, crossing.cheaper_above)
    )
    factor = _factor(crossing.factor, voice)
    early = _is_usable(crossing.factor) and crossing.factor < 1 - NEAR
    said = voice.say(
        f"{'Schon ab' if early else 'Ab'} {amount} Textbausteinen im Monat{factor} "
        f"kostet {above} weniger als {below}.",
        f"From {amount} tokens a month on{factor} {above} costs less than {below}.",
    )
    if not crossing.at_step:
        return said
    short = voice.quoted(crossing.cheaper_below)
    return said + voice.say(
        f" Denn {short} braucht dann eine Ausstattung mehr.",
        f" For {short} then needs one more set of hardware.",
    )


def _is_usable(factor: float) -> bool:
    return isfinite(factor) and factor > 0


def _factor(factor: float, voice: Voice) -> str:
    """Return the aside between two commas, or what stands there without one."""
    if not _is_usable(factor):
        return voice.say("", ",")
    if abs(factor - 1) <= NEAR:
        return voice.say(", also etwa bei Ihrer Menge,", ", about your volume,")
    if factor < 0.01:
        return voice.say(", weniger als 1\u00a0% Ihrer Menge,", ", less than 1% of your volume,")
    if factor < 1:
        share = voice.percent(factor)
        return voice.say(f", {share} Ihrer Menge,", f", {share} of your volume,")
    times = _times(factor, voice)
    return voice.say(f", dem {times} Ihrer Menge,", f", {times} your volume,")


def _times(factor: float, voice: Voice) -> str:
    """Return "25-Fachen" or "25 times", with a decimal below ten."""
    if factor < 10:
        written = voice.number(factor, 0 if round(factor, 1) == round(factor) else 1)
    else:
        written = numbers.large(factor, voice.language)
    if voice.german:
        if numbers.NBSP in written:  # "das 1,5 Mrd.-Fache" cannot be read
            written = voice.number(float(f"{factor:.2g}"))
        return f"{written}-Fachen"
    return f"{written} times"


def _in_turns(study: CostStudy, meeting: Meeting, voice: Voice) -> str:
    """Return the many crossings of one pair as two sentences: why they change, and who stays."""
    first, last = (
        numbers.large(crossing.tokens, voice.language) for crossing in (meeting.first, meeting.last)
    )
    ways = (meeting.first.cheaper_below, meeting.first.cheaper_above)
    one, other = (named(study, code, voice) for code in ways)
    steps = sorted({c.cheaper_below for c in meeting.crossings if c.at_step})
    why = voice.say(
        f" Denn {voice.quoted_list(steps)} "
        f"{'wird' if len(steps) == 1 else 'werden'} in Stufen teurer.",
        f" For {voice.quoted_list(steps)} {'gets' if len(steps) == 1 else 'get'} dearer in steps.",
    )
    final = voice.quoted(meeting.last.cheaper_above)
    return (
        voice.say(
            f"Von {first} bis {last} Textbausteinen im Monat ist mal {one}, mal {other} günstiger.",
            f"From {first} to {last} tokens a month, {one} and {other} take turns as the cheaper.",
        )
        + (why if steps else "")
        + voice.say(f" Danach ist {final} günstiger.", f" After that {final} is cheaper.")
    )


def volume_crossings(study: CostStudy, voice: Voice) -> tuple[str, ...]:
    """Return every break-even over volume; one sentence that says so where there is none.

    Pairs of excluded ways are left to the table; a pair that changes often gets one entry.
    """
    said: list[str] = []
    for meeting in meetings(study):
        if not is_useful(study, meeting.first.cheaper_below, meeting.first.cheaper_above):
            continue
        if meeting.in_turns:
            said.append(_in_turns(study, meeting, voice))
        else:
            said += [volume_crossing(study, crossing, voice) for crossing in meeting.crossings]
    if said or len(study.curves) < 2:
        return tuple(said)
    most = numbers.large(min(curve.tokens[-1] for curve in study.curves), voice.language)
    return (
        voice.say(
            f"Bis {most} Textbausteine im Monat ändert sich die Reihenfolge nicht.",
            f"Up to {most} tokens a month the order does not change.",
        ),
    )
