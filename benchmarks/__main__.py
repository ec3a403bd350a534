"""All measurements, one after the other, each in a process of its own; `make bench`.

One alone: `python -m benchmarks.smaa`. Printed are ratios to a floor of the same run.
"""

import subprocess
import sys
from pathlib import Path

NOT_MEASURED = ("floors", "settings")


def main() -> None:
    """Run every module of this folder that measures something."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("*.py"))
    for name in names:
        if name.startswith("__") or name in NOT_MEASURED:
            continue
        print(f"\n== {name}", flush=True)
        subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=True)


if __name__ == "__main__":
    main()
