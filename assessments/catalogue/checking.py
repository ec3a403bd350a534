"""What no single entry can know: codes that exist elsewhere, bounds, both sides heard."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .content import Catalogue
from .entries import DONT_KNOW, Question
from .help import HelpOffer
from .law import Rule
from .technology_checking import find_faults

OPTIONS = ("api_us", "prop_eu_cloud", "open_eu_api", "open_eu_gpu", "open_onprem")
CRITERIA = ("KT", "SO", "KP", "AN", "FA", "PE", "NA")
CLASSES = ("S", "M", "L", "XL")
ANCHORS = {
    "answer_seconds": "PE",
    "answer_grams": "NA",
    "model_size": "FA",
    "cost_doublings": "KP",
}
PROFILE_KINDS = frozenset(
    ["choice", "choices", "integer", "decimal", "money", "text", "yes_no", "question", "archetype"]
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of the catalogue: file, table (with code), key, and what was expected."""

    file: str
    table: str
    key: str
    message: str

    def __str__(self) -> str:
        place = " · ".join(part for part in (self.file, self.table, self.key) if part)
        return f"{place}: {self.message}"


def find_problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield every fault that needs a look at more than one entry."""
    yield from _complete(catalogue)
    for question in catalogue.questions.values():
        yield from _question(catalogue, question)
    yield from _criteria(catalogue)
    yield from _claims(catalogue)
    yield from _people_questions(catalogue)
    yield from _archetypes(catalogue)
    yield from _themes(catalogue)
    for rule in catalogue.rules.values():
        yield from _rule(catalogue, rule)
    yield from _law(catalogue)
    yield from _figures(catalogue)
    for offer in catalogue.help_offers:
        yield from _help_offer(catalogue, offer)
    yield from _anchors(catalogue)
    yield from (Problem(*fault) for fault in find_faults(catalogue))


def _complete(catalogue: Catalogue) -> Iterator[Problem]:
    wanted: tuple[tuple[str, Iterable[str], Iterable[str]], ...] = (
        ("options.toml", OPTIONS, catalogue.options),
        ("criteria.toml", CRITERIA, catalogue.criteria),
        ("readiness.toml", [f"T{n}" for n in range(1, 6)], catalogue.themes),
        ("theme_importance.toml", ["1", "2", "3"], catalogue.theme_importance),
        ("profile.toml", [f"U{n}" for n in range(1, 15)], catalogue.profile),
        ("intake.toml", [f"F{n}" for n in range(1, 17)], catalogue.intake),
    )
    for file, expected, found in wanted:
        if list(expected) != list(found):
            text = f"expected exactly {', '.join(expected)} in this order"
            yield Problem(file, "", "code", text)


def _question(catalogue: Catalogue, question: Question) -> Iterator[Problem]:
    file = f"questions/{question.code[:2].lower()}.toml"
    if question.criterion not in CRITERIA or not question.code.startswith(question.criterion):
        yield Problem(file, question.code, "criterion", "expected the code's own criterion")
    if question.kind != "number" and len(question.levels) < 2:
        yield Problem(file, question.code, "levels", "expected at least two levels")
    yield from _levels(file, question)
    for code, levels in question.hidden_when.items():
        other = catalogue.questions.get(code)
        if other is None or any(other.level(level) is None for level in levels):
            yield Problem(file, question.code, "hidden_when", f"no such answer: {code} {levels}")
    for source in question.why_sources:
        if source not in catalogue.sources:
            yield Problem(file, question.code, "why_sources", f"no source {source}")
    if question.asked and len({c.side for c in catalogue.evidence(question)}) < 2:
        yield Problem("claims.toml", question.code, "reveals", "expected claims of both sides")


def _levels(file: str, question: Question) -> Iterator[Problem]:
    codes = [level.code for level in question.levels]
    if len(set(codes)) != len(codes) or DONT_KNOW in codes:
        yield Problem(file, question.code, "levels.code", 'expected distinct codes, none "9"')
    for level in question.levels:
        place = f"{question.code} level {level.code}"
        for option, points in level.effects.items():
            if option not in (*OPTIONS, "hybrid") or not -2 <= points <= 2:
                text = f"expected an option and -2 … 2, found {option} = {points}"
                yield Problem(file, place, "effects", text)
        if level.need is not None and not 0 <= level.need <= 1:
            yield Problem(file, place, "need", f"expected 0 … 1, found {level.need}")


def _criteria(catalogue: Catalogue) -> Iterator[Problem]:
    for criterion in catalogue.criteria.values():
        if criterion.base and list(criterion.base) != list(OPTIONS):
            yield Problem("criteria.toml", criterion.code, "base", "expected all five options")
        for option, base in criterion.base.items():
            if not 0 <= base.low <= base.level <= base.high <= 4:
                text = "expected 0 ≤ low ≤ level ≤ high ≤ 4"
                yield Problem("criteria.toml", f"{criterion.code} {option}", "level", text)
            if base.source not in catalogue.sources:
                text = f"no source {base.source}"
                yield Problem("criteria.toml", f"{criterion.code} {option}", "source", text)


def _claims(catalogue: Catalogue) -> Iterator[Problem]:
    for claim in catalogue.claims:
        if claim.criterion not in CRITERIA:
            yield Problem("claims.toml", claim.id, "criterion", "expected KT … NA")
        for code in claim.reveals:
            if code not in catalogue.questions:
                yield Problem("claims.toml", claim.id, "reveals", f"no question {code}")
        for source in claim.sources:
            if source not in catalogue.sources:
                yield Problem("claims.toml", claim.id, "sources", f"no source {source}")


def _people_questions(catalogue: Catalogue) -> Iterator[Problem]:
    for file, questions in (("profile.toml", catalogue.profile), ("intake.toml", catalogue.intake)):
        for question in questions.values():
            if question.kind not in PROFILE_KINDS:
                text = f"expected one of {', '.join(sorted(PROFILE_KINDS))}"
                yield Problem(file, question.code, "kind", text)
            if question.kind in ("choice", "choices") and not question.choices:
                yield Problem(file, question.code, "choices", "expected at least one choice")
            for code in question.same_as:
                if code not in catalogue.questions:
                    yield Problem(file, question.code, "same_as", f"no question {code}")


def _archetypes(catalogue: Catalogue) -> Iterator[Problem]:
    for archetype in catalogue.archetypes.values():
        for code, level in archetype.answers.items():
            question = catalogue.questions.get(code)
            if question is None or question.level(level) is None:
                text = f"no such answer: {code} = {level}"
                yield Problem("archetypes.toml", archetype.code, "answers", text)


def _themes(catalogue: Catalogue) -> Iterator[Problem]:
    for theme in catalogue.themes.values():
        for statement in theme.statements:
            if len(statement.levels) != 5 or not statement.code.startswith(theme.code):
                yield Problem("readiness.toml", statement.code, "levels", "expected five levels")
        if [action.level for action in theme.actions] != [1, 2, 3, 4, 5]:
            yield Problem("readiness.toml", theme.code, "actions", "expected levels 1 … 5")


def _rule(catalogue: Catalogue, rule: Rule) -> Iterator[Problem]:
    for option in rule.options:
        if option not in OPTIONS:
            yield Problem("rules.toml", rule.id, "options", f"no option {option}")
    if rule.source not in catalogue.sources:
        yield Problem("rules.toml", rule.id, "source", f"no source {rule.source}")
    for key, day in (("valid_until", rule.valid_until), ("review_after", rule.review_after)):
        if day is not None and day < rule.valid_as_of:
            yield Problem("rules.toml", rule.id, key, "expected no day before valid_as_of")
    for fact in (fact for facts in rule.when for fact in facts):
        if fault := _fact_fault(catalogue, fact):
            yield Problem("rules.toml", rule.id, "when", fault)


def _law(catalogue: Catalogue) -> Iterator[Problem]:
    days = [entry.day for entry in catalogue.timetable]
    if days != sorted(days):
        yield Problem("ai_act.toml", "", "day", "expected the earliest day first")
    codes = [topic.code for topic in catalogue.topics]
    if len(set(codes)) != len(codes):
        yield Problem("law.toml", "", "code", "expected every code once")
    entries = [("ai_act.toml", str(e.day), e.rules, e.source) for e in catalogue.timetable]
    entries += [("law.toml", e.code, e.rules, e.source) for e in catalogue.topics]
    for file, table, rules, source in entries:
        if source not in catalogue.sources:
            yield Problem(file, table, "source", f"no source {source}")
        for rule in rules:
            if rule not in catalogue.rules:
                yield Problem(file, table, "rules", f"no rule {rule}")


def _fact_fault(catalogue: Catalogue, fact: dict[str, object]) -> str | None:
    allowed = fact.get("in", [])
    values: list[object] = allowed if isinstance(allowed, list) else [allowed]
    match fact:
        case {"answer": str(code)}:
            question = catalogue.questions.get(code)
            known = {level.code for level in question.levels} if question else set()
            bad = [value for value in values if value not in known]
            return f"no such answer: {code} in {bad or values}" if bad or not values else None
        case {"profile": str(code)}:
            return None if code in catalogue.profile else f"no profile question {code}"
        case {"intake": str(code)}:
            return None if code in catalogue.intake else f"no intake question {code}"
        case {"archetype": list(codes)}:
            bad = [code for code in codes if code not in catalogue.archetypes]
            return f"no archetype {bad}" if bad else None
        case {"always": True}:
            return None
    return f"expected answer, profile, intake, archetype or always, found {sorted(fact)}"


def _figures(catalogue: Catalogue) -> Iterator[Problem]:
    for figure in catalogue.assumptions.values():
        if not figure.low <= figure.value <= figure.high:
            yield Problem("assumptions.toml", figure.code, "value", "expected low ≤ value ≤ high")
        if figure.source not in catalogue.sources:
            yield Problem("assumptions.toml", figure.code, "source", f"no source {figure.source}")
    paid_by_use = {(price.option, price.capability) for price in catalogue.prices}
    provided = {(found.option, found.capability) for found in catalogue.hardware}
    for lane in ((option, size) for option in OPTIONS for size in CLASSES):
        if (lane in paid_by_use) == (lane in provided):
            text = "expected this lane in either prices.toml or hardware.toml"
            yield Problem("prices.toml", " ".join(lane), "", text)
    for price in catalogue.prices:
        if price.source not in catalogue.sources:
            yield Problem("prices.toml", price.option, "source", f"no source {price.source}")
    for preset in catalogue.presets:
        if sum(preset.points.values()) != 100 or list(preset.points) != list(CRITERIA):
            text = "expected 100 points over the seven criteria"
            yield Problem("presets.toml", preset.code, "points", text)


def _anchors(catalogue: Catalogue) -> Iterator[Problem]:
    if {anchor.code: anchor.criterion for anchor in catalogue.anchors.values()} != ANCHORS:
        text = f"expected exactly {', '.join(f'{a} of {c}' for a, c in ANCHORS.items())}"
        yield Problem("anchors.toml", "", "code", text)
    for anchor in catalogue.anchors.values():
        quantities = [quantity for quantity, _ in anchor.points]
        levels = [level for _, level in anchor.points]
        rising = quantities == sorted(set(quantities)) and min(quantities, default=0) > 0
        if not rising or sorted(set(levels)) not in (levels, levels[::-1]) or len(levels) < 2:
            text = "expected two points at least, quantities above 0 rising, levels one way"
            yield Problem("anchors.toml", anchor.code, "points", text)
        if not all(0 <= level <= 4 for level in levels) or not 0 <= anchor.share <= 1:
            text = "expected levels 0 … 4 and a share 0 … 1"
            yield Problem("anchors.toml", anchor.code, "points", text)
        if anchor.source not in catalogue.sources:
            yield Problem("anchors.toml", anchor.code, "source", f"no source {anchor.source}")


def _help_offer(catalogue: Catalogue, offer: HelpOffer) -> Iterator[Problem]:
    unknown = [theme for theme in offer.themes if theme not in catalogue.themes]
    if unknown or not offer.themes:
        yield Problem("help.toml", offer.code, "themes", f"expected T1 … T5, found {offer.themes}")
    if not 1 <= offer.from_level < offer.to_level <= 5:
        text = "expected 1 ≤ from_level < to_level ≤ 5"
        yield Problem("help.toml", offer.code, "from_level", text)
    if offer.source not in catalogue.sources:
        yield Problem("help.toml", offer.code, "source", f"no source {offer.source}")
    if [other.code for other in catalogue.help_offers].count(offer.code) > 1:
        yield Problem("help.toml", offer.code, "code", "expected a code of its own")
