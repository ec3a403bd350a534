"""How much the readiness themes matter to the company, and what follows for the order."""

from assessments.engine.dossier import Dossier
from assessments.engine.gaps import NOT_IMPORTANT
from assessments.engine.result import UseCaseResult

from ..voice import Voice
from .results import first


def importance(theme: str, dossier: Dossier, voice: Voice) -> str:
    """Return how much a theme matters to the company; "" where nobody said."""
    said = dossier.theme_importance.get(theme)
    answer = voice.catalogue.theme_importance.get(str(said))
    return voice.text(answer.label) if answer else ""


def importance_line(theme: str, dossier: Dossier, voice: Voice) -> str:
    """Return how much a theme matters as a line of its own; "" where nobody said."""
    name = importance(theme, dossier, voice)
    return voice.say(f"Wichtigkeit: {name}", f"Importance: {name}") if name else ""


def order(dossier: Dossier, voice: Voice) -> str:
    """Return how the steps of readiness are ordered; "" where nobody said what matters."""
    if not dossier.theme_importance:
        return ""
    rule = voice.say(
        "Schritte zum Reifegrad ordnen wir je Frist: Wichtigkeit mal fehlende Stufen.",
        "Within each span, readiness steps are ordered by importance times levels lacking.",
    )
    if all(code in dossier.theme_importance for code in voice.catalogue.themes):
        return rule
    rest = voice.say(
        "Themen ohne Angabe zählen als mittel.", "Themes without an answer count as medium."
    )
    return f"{rule} {rest}"


def despite(result: UseCaseResult, dossier: Dossier, voice: Voice) -> str:
    """Return why a theme said not to matter still does: it bars the target as a start."""
    aim = result.target_option or first(result)
    themes = [
        voice.quote(voice.theme(code))
        for code in result.start_themes
        if dossier.theme_importance.get(code) == NOT_IMPORTANT
    ]
    if aim is None or not themes:
        return ""
    named, way = voice.listed(themes), voice.quoted(aim)
    return voice.say(
        f"Sie nennen {named} nicht wichtig. "
        f"Ohne Fortschritt dort können Sie aber nicht mit {way} starten.",
        f"You call {named} not important. "
        f"Without progress there, though, you cannot start with {way}.",
    )
