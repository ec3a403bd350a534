"""Settings come from the environment alone, and a wrong value is refused by its name."""

import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from config.redaction import WithoutTokens

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = "import config.settings as s; print({expression})"


def start(expression: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Load the settings in a fresh process and print what was asked for."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("MODELLWAHL_")}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM.format(expression=expression)],
        cwd=ROOT,
        env=inherited | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DEBUG", "perhaps"),
        ("HTTPS", "2"),
        ("THREADS", "many"),
        ("THREADS", "0"),
        ("THREADS", "65"),
        ("SLOW_THREADS", "17"),
        ("SMTP_PORT", "65536"),
        ("SMTP_STARTTLS", "ssl"),
        ("COLLECTED_STATIC", "somewhere"),
    ],
)
def test_a_wrong_value_is_refused_by_name(tmp_path: Path, name: str, value: str) -> None:
    result = start("0", MODELLWAHL_VAR=str(tmp_path), **{f"MODELLWAHL_{name}": value})

    assert result.returncode != 0
    assert f"MODELLWAHL_{name}" in result.stderr


def test_every_wrong_value_is_named_at_once(tmp_path: Path) -> None:
    result = start(
        "0", MODELLWAHL_VAR=str(tmp_path), MODELLWAHL_DEBUG="so-so", MODELLWAHL_THREADS="none"
    )

    assert "MODELLWAHL_DEBUG" in result.stderr
    assert "MODELLWAHL_THREADS" in result.stderr


def test_an_unknown_kind_of_database_is_refused(tmp_path: Path) -> None:
    result = start(
        "0", MODELLWAHL_VAR=str(tmp_path), MODELLWAHL_DATABASE_URL="sheet://localhost/table"
    )

    assert result.returncode != 0
    assert "MODELLWAHL_DATABASE_URL" in result.stderr


def test_without_any_variable_it_runs_on_this_machine_alone(tmp_path: Path) -> None:
    result = start(
        "s.DEBUG, s.DATABASES['default']['ENGINE'], s.ALLOWED_HOSTS", MODELLWAHL_VAR=str(tmp_path)
    )

    assert result.stdout.strip() == (
        "False django.db.backends.sqlite3 ['127.0.0.1', 'localhost', '[::1]']"
    )


def test_the_secret_key_is_made_once_and_for_nobody_else_to_read(tmp_path: Path) -> None:
    first = start("s.SECRET_KEY", MODELLWAHL_VAR=str(tmp_path)).stdout
    second = start("s.SECRET_KEY", MODELLWAHL_VAR=str(tmp_path)).stdout

    assert first == second
    assert len(first.strip()) >= 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_behind_https_cookies_and_redirects_are_strict(tmp_path: Path) -> None:
    result = start(
        "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT",
        MODELLWAHL_VAR=str(tmp_path),
        MODELLWAHL_HTTPS="true",
    )

    assert result.stdout.strip() == "True True True"


def test_a_database_address_is_taken_apart(tmp_path: Path) -> None:
    result = start(
        "s.DATABASES['default']['ENGINE'], s.DATABASES['default']['NAME']",
        MODELLWAHL_VAR=str(tmp_path),
        MODELLWAHL_DATABASE_URL="postgres://anna:secret@db.example:5432/modellwahl",
    )

    assert result.stdout.strip() == "django.db.backends.postgresql modellwahl"


def test_every_variable_stands_in_the_readme() -> None:
    settings, readme = (
        (ROOT / name).read_text("utf-8") for name in ("config/settings.py", "README.md")
    )
    names = re.findall(r"\benv\.\w+\(\s*\"(\w+)\"", settings)

    assert len(names) > 15
    assert [name for name in names if f"_{name}`" not in readme] == []


@pytest.mark.parametrize(
    ("address", "logged"),
    [
        ("/anmelden/AAAAAbcdef123/", "/anmelden/…/"),
        ("/konto/confirm-email/MQ:1tS:x_y/", "/konto/confirm-email/…/"),
        ("/konto/password/reset/key/1-c9x-77/", "/konto/password/reset/key/…/"),
        ("/bericht/zT3-x_Q8dkPzT3-x_Q8dkP/pdf/", "/bericht/…/pdf/"),
        (
            "http://127.0.0.1:8000/bericht/zT3-x_Q8dkPzT3-x_Q8dkP/",
            "http://127.0.0.1:8000/bericht/…/",
        ),
        ("/b/12/frage/KT1/", "/b/12/frage/KT1/"),
        ("/b/12/bericht/versionen/", "/b/12/bericht/versionen/"),
    ],
)
def test_a_token_never_reaches_the_log(address: str, logged: str) -> None:
    record = logging.LogRecord("x", logging.WARNING, "", 0, "%s: %s", ("Gone", address), None)

    assert WithoutTokens().filter(record)

    assert record.getMessage() == f"Gone: {logged}"
