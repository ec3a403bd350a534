"""What printing a report costs: a demo company with all charts, against a page of one word.

Cold: a fresh process, from its start to the bytes – interpreter, imports, the kept report read,
start of V8, typefaces. Warm: again in the same process, every chart drawn again. The floor is
the plainest one-page PDF of the same typesetter, in the same run. Peak: the most memory of a
process that printed once, its own start included. Printed: medians, and ratios to the floor.
Nothing here passes or fails.

    python -m benchmarks.report_files
"""

import functools
import importlib
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

COMPANY = "hallweg"  # the longest of the three
COLD = 5
WARM = 9
BARS = {"PDF, one word": "", "PDF": "≤ 3 s cold, ≤ 1.0 s warm, ≤ 300 MB", "DOCX": "≤ 1.5 s warm"}

PRINTERS = {"DOCX": ("assessments.report.word", "report_docx")}


@functools.cache
def kept() -> str:
    """Return the report of the demo company as it is kept: JSON."""
    from assessments.catalogue import load
    from assessments.catalogue.reading import DATA
    from assessments.engine.reading import read_dossier
    from assessments.engine.recommendation import recommend
    from assessments.report.builder import build
    from assessments.report.frozen import frozen_report

    catalogue = load()
    stored = json.loads((DATA / "demo" / f"{COMPANY}.json").read_text("utf-8"))
    dossier = read_dossier(stored, catalogue)
    return json.dumps(frozen_report(build(dossier, recommend(dossier, catalogue), catalogue, "de")))


def one_word() -> bytes:
    """Return the plainest page of the typesetter."""
    import typst

    page = b'#set document(title: "A")\n#set text(lang: "de")\nHallo'
    printed: bytes = typst.compile(page, pdf_standards=["ua-1", "a-2a"])
    return printed


def document() -> dict[str, Any]:
    """Return the kept report that the mother process hands in."""
    found: dict[str, Any] = json.loads(sys.stdin.read())
    return found


def printer(kind: str) -> Callable[[], bytes]:
    """Return what is measured."""
    if kind == "PDF, one word":
        return one_word
    module, name = PRINTERS.get(kind, ("assessments.report.pdf", "report_pdf"))
    from assessments.report.frozen import thawed_report

    function, report = getattr(importlib.import_module(module), name), thawed_report(document())

    def run() -> bytes:
        printed: bytes = function(report)
        return printed

    return run


def in_this_process(kind: str, rounds: int) -> None:
    """Print as JSON: seconds of each round, bytes, peak memory in MB."""
    from assessments.report.drawing import picture

    run, seconds, size = printer(kind), [], 0
    for _ in range(rounds):
        picture.forget()  # every chart is drawn again
        start = time.perf_counter()
        size = len(run())
        seconds.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "size": size, "peak": peak}))


def fresh(kind: str, rounds: int) -> tuple[float, dict[str, Any]]:
    """Return the whole process's seconds and what it said."""
    handed = kept()
    start = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.report_files", kind, str(rounds)]
    done = subprocess.run(command, input=handed, check=True, capture_output=True, text=True)
    return time.perf_counter() - start, json.loads(done.stdout)


def main() -> None:
    """Print the table."""
    print(f"{'':15}{'cold':>9}{'warm':>10}{'ratio':>7}{'peak':>9}{'size':>9}   bar")
    floor = 0.0
    for kind, bar in BARS.items():
        first = [fresh(kind, 1) for _ in range(COLD)]
        cold = statistics.median(seconds for seconds, _ in first)
        peak = max(told["peak"] for _, told in first)
        _, said = fresh(kind, WARM + 1)
        warm = statistics.median(said["seconds"][1:])
        floor = floor or warm
        print(
            f"{kind:15}{cold:>7.2f} s{warm * 1000:>7.0f} ms{warm / floor:>7.0f}"
            f"{peak:>6.0f} MB{said['size'] / 1024:>6.0f} KB   {bar}"
        )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        in_this_process(sys.argv[1], int(sys.argv[2]))
    else:
        main()
