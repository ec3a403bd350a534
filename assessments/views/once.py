"""A form that must not do its work twice: reloaded, sent by two clicks, or gone back to."""

from django.http import HttpRequest

from assessments.services import tokens

FIELD, SESSION, KEPT = "einmal", "once", 30  # form field, session key, how many are remembered


def fresh_key() -> str:
    """Return what the form carries along."""
    return tokens.new_token()


def is_repeated(request: HttpRequest) -> bool:
    """True if this very form was sent before in this session; else it is remembered."""
    key = request.POST.get(FIELD, "")[:64]
    if not key:
        return False
    seen: list[str] = request.session.get(SESSION, [])
    if key in seen:
        return True
    request.session[SESSION] = [*seen[-KEPT:], key]
    return False
