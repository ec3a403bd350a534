"""Secrets in links: made here, given out once, kept as a hash alone."""

import hashlib
import re
import secrets

LENGTH = 43  # letters of 256 bits
SHAPE = re.compile(rf"[A-Za-z0-9_-]{{{LENGTH}}}")


def new_token() -> str:
    """Return a secret of 256 bits that fits an address."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Return what is stored of a secret. Its 256 bits need no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_token(text: str) -> bool:
    """True for something shaped like a secret of ours; others need no look at the database."""
    return SHAPE.fullmatch(text) is not None
