"""Make the static files that come out of installed packages: typeface and plotly.js."""

from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from assessments.management import stamps
from assessments.report.drawing import fonts

# Latin with everything German and English texts need, arrows and mathematical signs besides.
CHARACTERS = (
    "U+0020-007E,U+00A0-017F,U+0192,U+02C6,U+02DC,U+2009-200D,U+2010-2026,U+2030,U+2039-203A,"
    "U+2044,U+2060,U+20AC,U+2122,U+2190-2193,U+2212,U+2248,U+2260,U+2264-2265,U+2011"
)
PACKAGES = ("font-source-sans-pro", "fonttools", "plotly")
FEATURES = ("kern", "tnum", "lnum", "liga")


class Command(BaseCommand):
    """Write `var/assets/`: three weights as WOFF2, plotly.js and its rules as a file."""

    help = "Make typeface and chart files out of the installed packages, if they are not there."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the files if they are missing or were made from other versions."""
        target = Path(settings.VAR) / "assets"
        versions = (f"{package} {version(package)}" for package in PACKAGES)
        made_from = stamps.fingerprint([*versions, CHARACTERS, FEATURES])
        if stamps.once(target, made_from, lambda: _write(target)):
            self.stdout.write(f"Typeface and chart files made: {target}")


def _write(target: Path) -> None:
    for weight, style in fonts.STYLES.items():
        _write_font(fonts.file_of(style), target / "fonts" / f"mw-sans-{weight}.woff2")
    _write_plotly(target / "plotly")


def _write_font(source: Path, target: Path) -> None:
    from fontTools import subset

    options = subset.Options(flavor="woff2", layout_features=list(FEATURES))
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(CHARACTERS))
    target.parent.mkdir(parents=True, exist_ok=True)
    with subset.load_font(str(source), options) as font:
        cutter.subset(font)
        subset.save_font(font, str(target), options)


def _write_plotly(folder: Path) -> None:
    from plotly.offline import get_plotlyjs

    from assessments.report.drawing.stylesheet import stylesheet

    script = get_plotlyjs()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "plotly.min.js").write_text(script, encoding="utf-8")
    (folder / "plotly.css").write_text(stylesheet(script), encoding="utf-8")
