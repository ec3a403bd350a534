"""Rules, conditions and duties with article and date."""

from assessments.catalogue.law import Rule
from assessments.engine.result import RuleHit

from ..blocks import Block, Bullets, Heading, Item, Key, Paragraph, RuleCard, RuleCards, Section
from ..sentences import rules as words
from ..voice import Voice
from .material import Material

ORDER = ("gate", "condition", "duty", "flag")


def rules(material: Material) -> Section:
    """Return the chapter on law and contracts."""
    voice = material.voice
    known = material.catalogue.rules
    hits = [hit for hit in material.recommendation.company.rules if hit.rule in known]
    blocks: list[Block] = [
        Key(voice.say("Kein Rechtsrat.", "Not legal advice."), _advice(voice), "note")
    ]
    blocks += _switched_off(material)
    if not hits:
        blocks.append(Paragraph(voice.say("Keine Regel greift.", "No rule applies.")))
    for kind in ORDER:
        cards = tuple(
            _card(hit, known[hit.rule], material)
            for hit in hits
            if known[hit.rule].kind == kind and hit.state == "holds"
        )
        if cards:
            blocks += [Heading(words.counted(kind, len(cards), voice)), RuleCards(cards)]
    unclear = tuple(_card(hit, known[hit.rule], material) for hit in hits if hit.state == "unclear")
    if unclear:
        heading = words.counted("unclear", len(unclear), voice)
        blocks += [Heading(heading), RuleCards(unclear)]
    title = _title(hits, material)
    return Section("rules", title, tuple(blocks))


def _advice(voice: Voice) -> str:
    return voice.say(
        "Die Regeln sind eine Arbeitshilfe. Lassen Sie jede einmal rechtlich prüfen.",
        "The rules are a working aid. Have each checked by a lawyer once.",
    )


def _switched_off(material: Material) -> list[Block]:
    """What the organisation does not apply, said before anything else."""
    voice = material.voice
    lines = words.switched_off(material.dossier.switched_off, voice)
    if not lines:
        return []
    heading = voice.say("Abgeschaltete Regeln", "Rules switched off")
    lead = voice.say(
        "Diese Regeln zählen in diesem Ergebnis nicht. Ihre Organisation hat sie abgeschaltet.",
        "These rules do not count in this result. Your organisation has switched them off.",
    )
    return [Heading(heading), Paragraph(lead), Bullets(tuple(Item(line) for line in lines))]


def _title(hits: list[RuleHit], material: Material) -> str:
    """Return what the rules do in all: how many exclude, bind and oblige."""
    voice, known = material.voice, material.catalogue.rules
    holding: list[str] = [known[hit.rule].kind for hit in hits if hit.state == "holds"]
    counts = {kind: holding.count(kind) for kind in ORDER[:3]}
    parts = [words.named(kind, count, voice) for kind, count in counts.items() if count]
    if not parts:
        return voice.say("Keine Regel bindet Sie hier", "No rule binds you here")
    return voice.say(f"Es gelten {voice.listed(parts)}", f"What applies: {voice.listed(parts)}")


def _card(hit: RuleHit, rule: Rule, material: Material) -> RuleCard:
    voice = material.voice
    return RuleCard(
        id=rule.id,
        kind=words.kind_tag(rule, hit, voice),
        title=voice.text(rule.title),
        text=voice.text(rule.text),
        reach=words.reach(hit, rule, material.titles, voice),
        safeguards=tuple(voice.text(text) for text in rule.safeguards),
        legal_basis=voice.text(rule.legal_basis),
        note=" ".join(
            note
            for note in (
                words.basis_note(rule, voice, material.dated),
                words.safeguard_note(rule, material.dossier.confirmed, voice),
            )
            if note
        ),
    )
