"""Processes of our own, with a folder and a database of their own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def environment(var: Path, url: str = "") -> dict[str, str]:
    """What a process of ours is started with: its own folder, its own database."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "MODELLWAHL_"))}
    return kept | {"MODELLWAHL_VAR": str(var), "MODELLWAHL_DATABASE_URL": url}


def run(arguments: list[str], env: dict[str, str]) -> str:
    """Run our Python and return what it prints; fail with its words otherwise."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
