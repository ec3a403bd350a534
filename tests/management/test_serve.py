"""`manage.py serve` as a person meets it: a real process, a real port, a link that works once."""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
LINK = re.compile(r"http://127\.0\.0\.1:\d+/anmelden/[^/\s]+/")


def environment(var: Path) -> dict[str, str]:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("MODELLWAHL_")}
    ours = {"MODELLWAHL_VAR": str(var), "MODELLWAHL_COLLECTED_STATIC": "1"}
    return inherited | ours | {"PYTHONUNBUFFERED": "1"}


def manage(var: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(var),
        capture_output=True,
        text=True,
        check=False,
    )


@dataclass
class Served:
    """A running server and what it printed so far."""

    process: subprocess.Popen[str]
    var: Path
    port: int
    printed: list[str] = field(default_factory=list)

    def read_until(self, words: str) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.printed.append(line)
            if words in line:
                return "".join(self.printed)
        raise AssertionError("".join(self.printed))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The product on an empty folder, demo filled in."""
    var, port = tmp_path_factory.mktemp("var"), free_port()
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port)],
        cwd=ROOT,
        env=environment(var),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    running = Served(process, var, port)
    try:
        running.read_until("Stop with Ctrl-C")
        yield running
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


@dataclass
class Answer:
    status: int
    address: str
    text: str


class Visitor:
    """A browser without a window: keeps cookies, follows redirects."""

    def __init__(self) -> None:
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def get(self, address: str) -> Answer:
        try:
            with self.opener.open(address, timeout=20) as response:
                return Answer(response.status, response.url, response.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.url or "", error.read().decode())


def test_the_printed_link_signs_in_once(served: Served) -> None:
    (link,) = LINK.findall("".join(served.printed))

    first, second = Visitor().get(link), Visitor().get(link)

    assert (first.status, first.address) == (200, f"http://127.0.0.1:{served.port}/start/")
    assert second.status == 410
    assert "Dieser Link gilt nicht mehr" in second.text


def test_the_demo_companies_stand_on_the_first_page(served: Served) -> None:
    visitor = Visitor()
    printed = manage(
        served.var, "sign_in_link", "demo@modellwahl.example", "--port", str(served.port)
    )

    page = visitor.get(printed.stdout.strip()).text

    for company in ("Hallweg", "Lindqvist", "Fadenwerk"):
        assert company in page


def test_static_files_carry_a_hash_and_may_be_kept_for_ever(served: Served) -> None:
    page = Visitor().get(f"http://127.0.0.1:{served.port}/")
    (style,) = set(re.findall(r'href="(/static/css/mw\.[0-9a-f]{12}\.css)"', page.text))

    with urllib.request.urlopen(f"http://127.0.0.1:{served.port}{style}") as response:
        assert "immutable" in response.headers["Cache-Control"]


def test_a_taken_port_is_refused_and_another_one_named(served: Served) -> None:
    result = manage(served.var, "serve", "--port", str(served.port))

    assert result.returncode == 1
    assert f"Port {served.port} is taken by another program" in result.stderr
    assert f"make run PORT={served.port + 1}" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str) -> None:
    result = manage(tmp_path, "serve", "--port", port)

    assert result.returncode == 2
    assert f"a port is a number from 1 to 65535, not '{port}'" in result.stderr


def test_the_demo_filled_in_twice_adds_nothing(served: Served) -> None:
    result = manage(served.var, "demo")

    assert result.stdout.strip() == "The demo is already there."


def test_nobody_unknown_gets_a_link(served: Served) -> None:
    result = manage(served.var, "sign_in_link", "nobody@nowhere.example")

    assert result.returncode == 1
    assert result.stdout == ""
    assert "No active user has the address nobody@nowhere.example." in result.stderr


def test_ctrl_c_stops_cleanly_and_no_token_was_logged(served: Served) -> None:
    """Stands last: it ends the server of this module."""
    served.process.send_signal(signal.SIGINT)

    rest, _ = served.process.communicate(timeout=20)

    printed = "".join(served.printed) + rest
    assert served.process.returncode == 0
    assert rest.rstrip().endswith("Stopped.")
    assert "Traceback" not in printed
    assert len(re.findall("/anmelden/[^…/]+/", printed)) == 1  # the greeting's own
