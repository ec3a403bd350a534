"""A few threads beside the requests, for work that takes longer than a page may."""

import logging
import os
import threading
from collections.abc import Callable
from queue import SimpleQueue

from django.conf import settings
from django.db import connections

logger = logging.getLogger(__name__)


class Crew:
    """Threads that start with the first work and never hold back the end of the process."""

    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._lock = threading.Lock()
        self._work: SimpleQueue[tuple[int, Callable[[], None]]] = SimpleQueue()
        self._over: dict[int, threading.Event] = {}
        self._started = False

    def begin(self, key: int, work: Callable[[], None]) -> None:
        """Have the work done; nothing where work of this key is still waiting or running."""
        with self._lock:
            if key in self._over:
                return
            self._over[key] = threading.Event()
            self._work.put((key, work))
            if not self._started:
                self._started = True
                for number in range(self._threads):
                    name = f"background-{number}"
                    threading.Thread(target=self._serve, name=name, daemon=True).start()

    def wait(self, key: int, seconds: float) -> None:
        """Return once no work of this key is left, or after so many seconds."""
        with self._lock:
            over = self._over.get(key)
        if over is not None:
            over.wait(seconds)

    def _serve(self) -> None:
        while True:
            key, work = self._work.get()
            try:
                work()
            except Exception as error:  # the thread must live on for the next
                # the kind alone: a message may quote what somebody typed
                logger.error("background work %s ended early: %s", key, type(error).__name__)
            finally:
                connections.close_all()
                with self._lock:
                    over = self._over.pop(key)
                over.set()


_crew: Crew | None = None
_crew_lock = threading.Lock()


def crew() -> Crew:
    """Return this process's crew."""
    global _crew  # noqa: PLW0603 – one crew for the process
    with _crew_lock:
        if _crew is None:
            _crew = Crew(settings.SLOW_THREADS)
        return _crew


def _forget_crew() -> None:
    global _crew, _crew_lock
    _crew, _crew_lock = None, threading.Lock()


# Threads do not survive fork(): a child has a crew of its own, or none.
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_crew)
