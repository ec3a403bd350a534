"""One process with lanes: ordinary requests in one fixed pool of threads, PDFs in another.

Fixed threads keep their database connections; a slow PDF never holds back a saved answer.
"""

import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from a2wsgi import WSGIMiddleware
from django.conf import settings

from config.wsgi import application as django_application

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

# Django's handler is one WSGI application; the two packages only word its type differently.
_django: Any = django_application
_quick: Any = WSGIMiddleware(_django, workers=settings.QUICK_THREADS)
_slow: Any = WSGIMiddleware(_django, workers=settings.SLOW_THREADS)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Send a request into its lane."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["path"].endswith(".pdf"):
        await _slow(scope, receive, send)
    else:
        await _quick(scope, receive, send)


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
