"""Two processes save the same answer at the same moment, round after round.

Run by `test_two_clients.py` as a program: `python -m tests.processes.two_clients ROUNDS`. The
database is the one of MODELLWAHL_DATABASE_URL, migrated. Prints what happened as JSON.
"""

import json
import multiprocessing
import os
import sys
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

QUESTION, FIRST = "KT1", "SO{}"


def client(number: int, rounds: int, keys: dict[str, int], at: Barrier, told: "Queue[Any]") -> None:
    """Save in every round, at the same moment as the other; tell how it went."""
    import django

    django.setup()
    from assessments.models import Response, UseCase
    from assessments.services.answers import Entered, Place, StaleAnswerError, save_for

    response = Response.objects.select_related("assessment").get(pk=keys["response"])
    cases = list(UseCase.objects.filter(assessment_id=response.assessment_id).order_by("pk"))
    outcome: dict[str, list[str]] = {"same": [], "create": []}
    for turn in range(rounds):
        for kind, words in outcome.items():
            same = kind == "same"
            place = Place(response, QUESTION) if same else Place(response, "KT2", cases[turn])
            entered = Entered(level=str(1 + (turn + number) % 2), reason=f"{turn}-{number}")
            at.wait()
            try:
                saved = save_for(place, entered, version=turn + 1 if same else 0, user=None)
            except StaleAnswerError as refused:
                stored = refused.stored
                words.append("refused" if stored is not None else "refused blindly")
            except Exception as error:
                words.append(f"failed: {error!r}")
            else:
                words.append(f"saved {saved.reason}")
            at.wait()
    told.put((number, outcome))


def main(rounds: int) -> None:
    """Let both run and print what they tell, with what the database holds."""
    import django

    django.setup()
    from django.db import connections

    from assessments.models import Answer, AnswerChange, Response, UseCase
    from assessments.services.answers import Entered, Place, save_for
    from tests.factories import make_assessment

    assessment = make_assessment()
    response, _ = Response.objects.get_or_create(assessment=assessment, kind="record")
    UseCase.objects.bulk_create(
        UseCase(assessment=assessment, code=f"R{n}", title=f"R{n}", position=n)
        for n in range(rounds)
    )
    save_for(Place(response, QUESTION), Entered(level="3"), version=0, user=None)
    connections.close_all()
    context = multiprocessing.get_context("spawn")
    at, told = context.Barrier(2), context.Queue()
    keys = {"response": response.pk}
    runs = [
        context.Process(target=client, args=(number, rounds, keys, at, told)) for number in range(2)
    ]
    for run in runs:
        run.start()
    outcomes = dict(told.get(timeout=600) for _ in runs)
    for run in runs:
        run.join()
    last = Answer.objects.get(response=response, question=QUESTION)
    firsts = Answer.objects.filter(response=response, question="KT2")
    print(
        json.dumps(
            {
                "outcomes": [outcomes[0], outcomes[1]],
                "version": last.version,
                "last": last.reason,
                "firsts": dict(firsts.values_list("use_case__code", "reason")),
                "count": firsts.count(),
                "changes": AnswerChange.objects.filter(response=response).count(),
            }
        )
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
