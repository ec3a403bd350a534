"""What the product runs on may be used in closed and open products alike: no GPL, no AGPL."""

import re
import tomllib
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
STRONG = re.compile(
    r"(?<!Lesser )(?<!Library )\bGNU (?:Affero )?General Public|\bA?GPL(?:v?\d|\b)(?!.*exception)",
    re.IGNORECASE,
)
# Linked as a separate, replaceable library; its LGPL allows that.
ALLOWED_LGPL = {"psycopg", "psycopg-binary"}


def runtime_closure() -> dict[str, Distribution]:
    """Every distribution the product needs on this machine, by normalised name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting = [Requirement(line) for line in project["dependencies"]]
    found: dict[str, Distribution] = {}
    seen: set[str] = set()
    while waiting:
        requirement = waiting.pop()
        if str(requirement) in seen:
            continue
        seen.add(str(requirement))
        found[normalised(requirement.name)] = needed = distribution(requirement.name)
        waiting += dependencies_of(needed, requirement.extras)
    return found


def dependencies_of(needed: Distribution, extras: set[str]) -> list[Requirement]:
    declared = [Requirement(line) for line in needed.requires or []]
    return [
        requirement
        for requirement in declared
        if requirement.marker is None
        or any(requirement.marker.evaluate({"extra": extra}) for extra in {"", *extras})
    ]


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def licence_of(package: Distribution) -> str:
    """What the package says about itself: expression, free text (its first line), classifiers."""
    said = package.metadata.get_all
    free_text = "".join(said("License") or []).strip().splitlines()[:1]
    classifiers = [c for c in said("Classifier") or [] if c.startswith("License")]
    return " | ".join([*(said("License-Expression") or []), *free_text, *classifiers]).strip(" |")


def test_every_package_says_what_its_licence_is() -> None:
    silent = [name for name, package in runtime_closure().items() if not licence_of(package)]

    assert silent == []


def test_no_package_is_under_gpl_or_agpl() -> None:
    closure = runtime_closure()
    strong = {name: licence_of(p) for name, p in closure.items() if STRONG.search(licence_of(p))}

    assert strong == {}


def test_lgpl_is_known_by_name() -> None:
    closure = runtime_closure()
    lesser = {
        name for name, p in closure.items() if re.search("LGPL|Lesser General", licence_of(p))
    }

    assert lesser == ALLOWED_LGPL


def test_everything_pinned_for_this_machine_is_installed_as_pinned() -> None:
    pins = re.findall(
        r"^([\w.-]+)==([^\s;]+)(?: ; ([^\\\n]+))?",
        (ROOT / "requirements.txt").read_text("utf-8"),
        re.MULTILINE,
    )
    wrong = []
    for name, version, marker in pins:
        requirement = Requirement(f"{name}=={version}" + (f" ; {marker}" if marker.strip() else ""))
        if requirement.marker is None or requirement.marker.evaluate():
            try:
                installed = distribution(name).version
            except PackageNotFoundError:
                installed = "nothing"
            if installed != version:
                wrong.append(f"{name}: pinned {version}, installed {installed}")

    assert wrong == []


def test_the_gpl_would_be_noticed() -> None:
    assert STRONG.search("GPL-3.0-or-later")
    assert STRONG.search("AGPLv3")
    assert STRONG.search("License :: OSI Approved :: GNU Affero General Public License v3")
    assert STRONG.search("GNU General Public License v2 (GPLv2)")
    assert not STRONG.search("LGPL-3.0-only")
    assert not STRONG.search("GNU Lesser General Public License v3 (LGPLv3)")
    assert not STRONG.search("MIT | BSD-3-Clause")
