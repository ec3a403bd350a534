"""Saving an answer and opening a question, against bare Django views on the same server.

One uvicorn process as in production, one kept connection, requests in turn so that a busy
moment hits all alike. Printed: median and 95th percentile in milliseconds, and the median's
ratio to the bare view's. Nothing here passes or fails.
"""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

ROUNDS = 300
WARM_UP = 30
PATIENCE = 30  # seconds until the server must answer


@dataclass
class Visitor:
    """One kept connection, signed in."""

    connection: http.client.HTTPConnection
    headers: dict[str, str]

    def get(self, address: str, **headers: str) -> bytes:
        """GET; anything but 200 ends the run."""
        return self._send("GET", address, None, headers)

    def post(self, address: str, form: dict[str, object], **headers: str) -> bytes:
        """POST a form; anything but 200 ends the run."""
        typed = {"Content-Type": "application/x-www-form-urlencoded", **headers}
        return self._send("POST", address, urlencode(form), typed)

    def _send(self, method: str, address: str, body: str | None, headers: dict[str, str]) -> bytes:
        self.connection.request(method, address, body, self.headers | headers)
        response = self.connection.getresponse()
        content = response.read()
        if response.status != 200:
            raise SystemExit(f"{method} {address} answered {response.status}")
        return content


def prepare() -> tuple[str, int]:
    """Fill a fresh database with the demo; return a session key and an assessment's key."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from assessments.models import Assessment, User
    from assessments.services import demo

    call_command("migrate", verbosity=0)
    demo.fill()
    client = Client()
    client.force_login(User.objects.get(email=demo.CONSULTANT))
    assessment = Assessment.objects.earliest("pk")
    assessment.responses.get(kind="record").answers.filter(question="KT2").delete()
    return client.cookies["sessionid"].value, assessment.pk


@contextmanager
def server() -> Iterator[int]:
    """Uvicorn as `make run` starts it, on a free port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    options = ["--port", str(port), "--no-access-log", "--log-level", "warning"]
    process = subprocess.Popen(
        [sys.executable, "-m", "uvicorn", "config.asgi:application", *options]
    )
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise SystemExit("the server does not answer")


def deeds(visitor: Visitor, assessment: int) -> dict[str, Callable[[int], bytes]]:
    """What is measured, by name; each takes the number of the round."""
    question = f"/b/{assessment}/frage/KT2/"

    def save(number: int) -> bytes:
        form = {"level": 1 + number % 2, "reason": "gemessen", "version": number}
        return visitor.post(question, form, **{"HX-Request": "true"})

    return {
        "bare view": lambda _: visitor.get("/floor/bare/"),
        "signed-in view": lambda _: visitor.get("/floor/signed-in/"),
        "one row changed": lambda _: visitor.post("/floor/one-row/", {"pk": assessment}),
        "open a question": lambda _: visitor.get(question),
        "save an answer": save,
    }


def measure(visitor: Visitor, assessment: int) -> dict[str, list[float]]:
    """Milliseconds of every request, by name, without the warm-up."""
    things = deeds(visitor, assessment)
    times: dict[str, list[float]] = {name: [] for name in things}
    for number in range(WARM_UP + ROUNDS):
        for name, deed in things.items():
            start = time.perf_counter()
            deed(number)
            times[name].append(1000 * (time.perf_counter() - start))
    return {name: values[WARM_UP:] for name, values in times.items()}


def report(times: dict[str, list[float]]) -> None:
    """Print the table."""
    floor = statistics.median(times["bare view"])
    print(f"{'':18}{'median':>10}{'95 %':>10}{'ratio':>8}   ({ROUNDS} requests each)")
    for name, values in times.items():
        median, slow = statistics.median(values), statistics.quantiles(values, n=20)[-1]
        print(f"{name:18}{median:>7.2f} ms{slow:>7.2f} ms{median / floor:>8.1f}")


def main() -> None:
    """Measure in a folder of our own that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["MODELLWAHL_VAR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.settings"
        (Path(folder) / "static").mkdir()
        session, assessment = prepare()
        token = "a" * 32
        headers = {"Cookie": f"sessionid={session}; csrftoken={token}", "X-CSRFToken": token}
        with server() as port:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            report(measure(Visitor(connection, headers), assessment))


if __name__ == "__main__":
    main()
