"""What one move of a slider costs the server: weights read, worked out again, written as HTML.

An assessment with five use cases, through every middleware, in turn with a view that does
hardly anything, so that a busy moment hits both alike. Each move asks for weights that were
not asked for before; each use case in turn. Printed: median and 95th percentile of the CPU
milliseconds, and the median's ratio to the signed-in view's. Nothing here passes or fails.

    OMP_NUM_THREADS=1 python -m benchmarks.what_if_page
"""

import itertools
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

USE_CASES = 5
ROUNDS = 200
WARM_UP = 20


def ready() -> dict[str, Callable[[int], int]]:
    """Fill a fresh database; return what is measured, by name: number of the round → status."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from assessments.models import Assessment, Organisation, User
    from assessments.services import dossiers
    from benchmarks.what_if import dossier

    call_command("migrate", verbosity=0)
    user = User.objects.create_user("bench@beratung.example")
    organisation = Organisation.objects.create(name="Benchmark")
    organisation.members.create(user=user, role="owner")
    stored: Assessment = dossiers.store(dossier(USE_CASES), organisation, title="1", user=user)
    client = Client(headers={"HX-Request": "true"}, SERVER_NAME="localhost")
    client.force_login(user)
    page, moves = f"/b/{stored.pk}/ergebnis/", itertools.count(1)

    def move(number: int) -> int:
        weights = f"20,15,{next(moves) % 101},10,20,{number % 50},5"
        query = {"fall": f"UC{1 + number % USE_CASES}", "g": weights}
        return client.get(f"{page}was-waere-wenn/", query).status_code

    return {
        "signed-in view": lambda _: client.get("/floor/signed-in/").status_code,
        "slider moved": move,
    }


def measure(deeds: dict[str, Callable[[int], int]]) -> dict[str, list[float]]:
    """CPU milliseconds of every request, by name, without the warm-up."""
    times: dict[str, list[float]] = {name: [] for name in deeds}
    for number in range(WARM_UP + ROUNDS):
        for name, deed in deeds.items():
            start = time.process_time()
            status = deed(number)
            times[name].append(1000 * (time.process_time() - start))
            if status != 200:
                raise SystemExit(f"{name}: {status}")
    return {name: values[WARM_UP:] for name, values in times.items()}


def report(times: dict[str, list[float]]) -> None:
    """Print the table."""
    floor = statistics.median(times["signed-in view"])
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
        report(measure(ready()))


if __name__ == "__main__":
    main()
