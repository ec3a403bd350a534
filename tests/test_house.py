"""The house rules that no linter knows: sizes, names, and what shipped files must not hold."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FUNCTION = 40  # lines
LONGEST_FILE = 300
FORBIDDEN_NAMES = {"utils", "helpers", "common", "core", "mixins", "signals", "misc", "base"}

TEXTS = {".py", ".html", ".js", ".css", ".toml", ".md", ".json", ".po", ".svg", ".txt", ".yml", ""}
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:work|root|tmp|home|Users|opt)/[\w.]")
# Hosts that a running page must never call; addresses in texts (sources) are only shown.
LOADED_FROM_OUTSIDE = re.compile(
    r"""(?:\bsrc|<link[^>]*\bhref|\baction|hx-(?:get|post))\s*=\s*["'](?:https?:)?//"""
    r"""|url\(\s*["']?(?:https?:)?//|@import|\bfetch\(\s*["'`]https?:|\bfrom\s+["']https?:""",
    re.IGNORECASE,
)
INLINE = re.compile(
    r"""\sstyle\s*=\s*["']|<style[\s>]|\son[a-z]+\s*=\s*["']|\shx-on|javascript:|["']js:""",
    re.IGNORECASE,
)
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.IGNORECASE | re.DOTALL)
UNFINISHED = re.compile("TO" + "DO|FIX" + "ME|XX" + "X")
REGISTRIES = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|deb\.debian\.org|unpkg|jsdelivr")


def shipped() -> list[Path]:
    """Every file the repository holds or would hold, without what git ignores."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.splitlines()
    return [ROOT / name for name in sorted(listed) if (ROOT / name).is_file()]


SHIPPED = shipped()
PYTHON = [path for path in SHIPPED if path.suffix == ".py"]
OURS = [path for path in PYTHON if "migrations" not in path.parts]
PRODUCT = [path for path in OURS if path.is_relative_to(ROOT / "assessments")]
TEMPLATES = [
    path for path in SHIPPED if path.suffix in {".html", ".txt"} and "templates" in path.parts
]


def where(path: Path, line: int | str = "") -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def functions(path: Path) -> Iterator[tuple[str, int, int]]:
    for node in ast.walk(ast.parse(text_of(path))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield node.name, node.lineno, node.end_lineno - node.lineno + 1


def found(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    return [
        f"{where(path, text_of(path).count(chr(10), 0, match.start()) + 1)} {match[0].strip()}"
        for path in paths
        for match in pattern.finditer(text_of(path))
    ]


def test_the_walk_sees_the_product() -> None:
    assert {"settings.py", "dossier.py", "access.py", "conftest.py"} <= {p.name for p in PYTHON}
    assert len(TEMPLATES) > 10


def test_functions_fit_one_screen() -> None:
    too_long = [
        f"{where(path, line)} {name} has {length} lines"
        for path in OURS
        if "tests" not in path.parts
        for name, line, length in functions(path)
        if length > LONGEST_FUNCTION
    ]

    assert too_long == []


def test_files_stay_readable() -> None:
    too_long = [
        f"{where(path)} has {length} lines"
        for path in OURS
        if "tests" not in path.parts and (length := text_of(path).count("\n")) > LONGEST_FILE
    ]

    assert too_long == []


def test_modules_are_named_after_what_they_hold() -> None:
    nameless = [
        where(path)
        for path in PYTHON
        if FORBIDDEN_NAMES & {path.stem, *path.relative_to(ROOT).parts}
    ]

    assert nameless == []


def test_templates_hold_no_style_handler_or_script() -> None:
    scripts = [
        f"{where(path)} <script{attributes}>"
        for path in TEMPLATES
        for attributes, body in SCRIPT.findall(text_of(path))
        if body.strip() and "application/json" not in attributes
    ]

    assert found(INLINE, TEMPLATES) + scripts == []


def test_templates_trust_no_text() -> None:
    unsafe = re.compile(r"\|\s*safe\b|autoescape\s+off|\|\s*safeseq\b")

    assert found(unsafe, TEMPLATES) == []


def test_pages_load_nothing_from_outside() -> None:
    pages = [p for p in SHIPPED if p.suffix in {".html", ".css", ".js"} and "tests" not in p.parts]

    assert found(LOADED_FROM_OUTSIDE, pages) == []


@pytest.mark.parametrize(
    "pattern", [MACHINE_PATHS, UNFINISHED, REGISTRIES], ids=["paths", "unfinished", "registries"]
)
def test_shipped_files_speak_of_the_product_alone(pattern: re.Pattern[str]) -> None:
    texts = [
        path
        for path in SHIPPED
        if path.suffix in TEXTS and path != Path(__file__).resolve() and path.name != "LICENSE"
    ]

    assert found(pattern, texts) == []


def test_every_query_of_a_view_starts_from_what_the_user_may_see() -> None:
    """`objects.all`, `.filter` and `.get` on tenants' rows belong behind `visible_to`."""
    guarded = r"\w+_(?:to|by)|of_record|present|select_related"
    unguarded = re.compile(rf"\b[A-Z]\w*\.objects\.(?!(?:{guarded})\b)\w+")
    views = [p for p in PRODUCT if p.is_relative_to(ROOT / "assessments" / "views")]

    assert found(unguarded, views) == []
