"""SMAA over 100,000 draws of 6 options and 7 criteria, against the plain way in NumPy.

Once with weights and scores sampled, as the plain way has it, and once as the product does it,
with inputs sampled and scores computed from them. One thread, one process, all in turn so that
a busy moment hits all alike. Printed: median CPU milliseconds, the ratio to the plain way, and
the memory each needs at most. All must find the same shares, or the run ends.

    OMP_NUM_THREADS=1 python -m benchmarks.smaa
"""

import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from assessments.catalogue import load
from assessments.catalogue.content import Catalogue
from assessments.engine.acceptability import Array, monte_carlo_error, smaa
from assessments.engine.case import appraise_all
from assessments.engine.dossier import CompanyInput, Dossier, GivenAnswer, Usage, UseCaseInput
from assessments.engine.draws import BATCH, batches, draw_all, generator
from assessments.engine.figures import Figures
from assessments.engine.importance_draws import GROUP, NO_PREFERENCE, Room
from assessments.engine.robustness import acceptability as indices
from assessments.engine.robustness import contest, drawn_importance, first_shares

OPTIONS, CRITERIA, DRAWS, ROUNDS = 6, 7, 100_000, 9
SPREAD = 8.0  # standard deviation of a sampled score, points
SCORES = np.random.default_rng(3).uniform(35, 65, (OPTIONS, CRITERIA))


def plain() -> Array:
    """The textbook: sample all, value all, compare all pairs; return the first-rank shares."""
    stream = np.random.default_rng(1)
    weights = stream.standard_gamma(1.0, (DRAWS, CRITERIA))
    weights /= weights.sum(axis=1, keepdims=True)
    scores = stream.standard_normal((DRAWS, OPTIONS, CRITERIA), dtype=np.float32)
    scores = np.clip(scores * np.float32(SPREAD) + SCORES.astype(np.float32), 0, 100)
    values = np.matmul(scores, weights.astype(np.float32)[:, :, None])[:, :, 0]
    values = np.ascontiguousarray(values.T)
    behind = np.zeros(values.shape, np.int8)
    for one in range(OPTIONS):
        for other in range(one + 1, OPTIONS):
            behind[one] += values[other] > values[one]
            behind[other] += values[one] > values[other]
    ranks = np.stack([np.bincount(row, minlength=OPTIONS) for row in behind]) / DRAWS
    first = behind == 0
    _ = first.astype(float) @ weights / np.maximum(first.sum(axis=1), 1)[:, None]
    _ = [[(values[i] > values[j]).mean() for j in range(OPTIONS)] for i in range(OPTIONS)]
    _ = (values.max(axis=0) - values).mean(axis=1)
    return np.asarray(ranks[:, 0])


def sampled_scores() -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """The same weights and scores, batch by batch, as our counting takes them."""
    room = Room(np.full((1, CRITERIA), 1 / CRITERIA), np.ones(1))
    importance = drawn_importance(NO_PREFERENCE, room, 1, DRAWS)
    expected = SCORES.T[:, :, None].astype(np.float32)
    for number, (count, weights) in enumerate(zip(batches(DRAWS), importance, strict=True)):
        stream = generator(1, 0, number)
        fits = stream.standard_normal((CRITERIA, OPTIONS, count), dtype=np.float32)
        fits *= np.float32(SPREAD)
        fits += expected
        yield fits.clip(0, 100, out=fits), weights.astype(np.float32)


def ours() -> Array:
    """Count with the engine's own code."""
    return np.asarray(smaa(sampled_scores()).acceptabilities[:, 0])


def six_options() -> Catalogue:
    """The catalogue with its third option twice, so that there are six."""
    catalogue = load()
    original = list(catalogue.options)[2]
    care = catalogue.assumptions[f"care_fte_{original}"]
    return replace(
        catalogue,
        options=catalogue.options | {"sixth": replace(catalogue.options[original], code="sixth")},
        criteria={
            code: replace(c, base=c.base | {"sixth": c.base[original]}) if c.base else c
            for code, c in catalogue.criteria.items()
        },
        prices=(
            *catalogue.prices,
            *(replace(p, option="sixth") for p in catalogue.prices if p.option == original),
        ),
        energy=(
            *catalogue.energy,
            *(replace(e, option="sixth") for e in catalogue.energy if e.option == original),
        ),
        speeds=catalogue.speeds | {"sixth": replace(catalogue.speeds[original], option="sixth")},
        assumptions=catalogue.assumptions | {"care_fte_sixth": care},
    )


def sampled_inputs(*, told: bool) -> Callable[[], Array]:
    """One use case through the engine's whole sampling; told: False – no question is answered."""
    catalogue = six_options()
    figures = Figures.of(catalogue)
    questions = [q for q in catalogue.asked if q.kind == "choice"]
    answers = {q.code: GivenAnswer(level=q.levels[0].code) for q in questions} if told else {}
    usage = Usage(input_tokens_per_month=50e6, output_tokens_per_month=5e6)
    use_case = UseCaseInput("UC1", "Benchmark", None, usage)
    dossier = Dossier(
        catalogue.version,
        "de",
        catalogue.as_of,
        CompanyInput("Benchmark"),
        (),
        answers,
        {},
        (use_case,),
    )
    (appraisal,) = appraise_all(dossier, catalogue, figures)
    room = Room(np.full((1, CRITERIA), 1 / CRITERIA), np.ones(1))

    def count() -> Array:
        drawn = drawn_importance(GROUP, room, 1, DRAWS)
        match = contest(appraisal, catalogue, figures, draw_all(catalogue, 1, DRAWS))
        return np.array([*first_shares(indices(match, drawn)).values()])

    return count


def measure(things: dict[str, Callable[[], Array]]) -> dict[str, float]:
    """Return the median CPU milliseconds of each, in turns."""
    times: dict[str, list[float]] = {name: [] for name in things}
    for _ in range(ROUNDS):
        for name, thing in things.items():
            start = time.process_time()
            thing()
            times[name].append(1000 * (time.process_time() - start))
    return {name: statistics.median(values) for name, values in times.items()}


def peak(thing: Callable[[], Array]) -> float:
    """Return the megabytes a call needs at most, beyond what was there before."""
    tracemalloc.start()
    thing()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1e6


def main() -> None:
    """Compare, and say what everything costs."""
    if np.abs(plain() - ours()).max() > 2 * monte_carlo_error(DRAWS):
        raise SystemExit("the two ways find other shares")
    things: dict[str, Callable[[], Array]] = {
        "plain": plain,
        "ours, scores sampled": ours,
        "ours, inputs sampled": sampled_inputs(told=True),
        "… nothing answered": sampled_inputs(told=False),
    }
    sizes = {name: len(thing()) for name, thing in things.items()}
    if set(sizes.values()) != {OPTIONS}:
        raise SystemExit(f"not all value {OPTIONS} options: {sizes}")
    medians = measure(things)
    print(f"{OPTIONS}×{CRITERIA}×{DRAWS:,} in batches of {BATCH:,}")
    for name, median in medians.items():
        ratio, memory = median / medians["plain"], peak(things[name])
        print(f"  {name:22}{median:>9.1f} ms{ratio:>8.2f} × plain{memory:>8.0f} MB")


if __name__ == "__main__":
    main()
