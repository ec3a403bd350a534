"""The server is killed while somebody answers: whatever was shown as saved is still there."""

import http.cookiejar
import json
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.processes.running import ROOT, environment, run

SAVES = 200
SETUP = """
import json
from django.utils import timezone
from assessments.models import InvitationKind
from assessments.services import invitations
from tests.factories import make_assessment, make_user
assessment = make_assessment()
fields = {"label": "A", "ends_on": timezone.localdate()}
made, token = invitations.invite(assessment, make_user(), InvitationKind.PERSONAL, fields)
print(json.dumps({"token": token, "seat": made.responses.get().pk}))
"""
LOOK = """
import json
from assessments.models import Answer
answer = Answer.objects.filter(response__kind="invited").first()
version, reason = (answer.version, answer.reason) if answer else (0, "")
print(json.dumps({"version": version, "reason": reason}))
"""


class Guest:
    """Somebody at a browser: keeps cookies, sends what htmx sends."""

    def __init__(self, port: int) -> None:
        self.root = f"http://127.0.0.1:{port}"
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> str:
        with self.opener.open(self.root + path, timeout=30) as answer:
            return str(answer.read().decode())

    def save(self, path: str, version: int, reason: str) -> bool:
        """Save an answer; True if the page would show it as saved."""
        token = next(cookie.value for cookie in self.jar if cookie.name == "csrftoken")
        data = urlencode({"level": "2", "version": version, "reason": reason}).encode()
        request = urllib.request.Request(self.root + path, data)
        request.add_header("HX-Request", "true")
        request.add_header("X-CSRFToken", str(token))
        try:
            with self.opener.open(request, timeout=30) as answer:
                return answer.status == 200 and "Gespeichert um" in answer.read().decode()
        except (OSError, http.client.HTTPException):
            return False


def start(env: dict[str, str]) -> tuple[subprocess.Popen[bytes], int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "uvicorn", "config.asgi:application", "--port", str(port)],
        cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return process, port
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server did not start")


@pytest.mark.parametrize("moment", [0.4, 1.3])
def test_every_answer_shown_as_saved_survives_a_kill(tmp_path: Path, moment: float) -> None:
    env = environment(tmp_path)
    run(["manage.py", "migrate", "-v0"], env)
    made = json.loads(run(["manage.py", "shell", "-v0", "-c", SETUP], env).splitlines()[-1])
    process, port = start(env)
    guest = Guest(port)
    guest.get(f"/e/{made['token']}/")
    path = f"/teilnahme/{made['seat']}/frage/KT1/"
    assert re.search(r'id="answer-form"', guest.get(path))
    shown, version = "", 0
    killer = threading.Timer(moment, process.send_signal, [signal.SIGKILL])
    killer.start()
    for turn in range(SAVES):
        if not guest.save(path, version, f"Grund {turn}"):
            break
        shown, version = f"Grund {turn}", version + 1
    killer.join()
    process.wait()

    found = json.loads(run(["manage.py", "shell", "-v0", "-c", LOOK], env).splitlines()[-1])

    # the save under way when the server died may be there or not; nothing before it may be gone
    assert found["version"] in (version, version + 1)
    if found["version"] == version:
        assert found["reason"] == shown
    again, port = start(env)
    try:
        guest.root = f"http://127.0.0.1:{port}"
        assert shown in guest.get(path) or f"Grund {version}" in guest.get(path)
    finally:
        again.kill()
        again.wait()
