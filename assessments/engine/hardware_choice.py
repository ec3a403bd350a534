"""Which graphics processors, and how many of them, a model needs."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from assessments.catalogue.technology import Gpu, OpenModel, Quantisation

from .figures import Figures
from .result import Range
from .sizing import Fit, MissingFactsError, fit
from .speed import decode_tokens_per_second

COUNTS = (1, 2, 4, 8)  # cards in one server


@dataclass(frozen=True, slots=True)
class Choice:
    """So many cards of one kind.

    speed: tokens a second for all requests together, None where no bandwidth is known.
    price_eur: of all cards without the server around them, None where no EUR price is known.
    """

    gpu: Gpu
    count: int
    fit: Fit
    speed: Range | None
    price_eur: float | None


@dataclass(frozen=True, slots=True)
class Choices:
    """What fits, the cheapest first and unknown prices last; the nearest that does not.

    nearest: the one that lacks least memory – its `fit.reason` says what it lacks –, None if
    everything fits. missing: codes of the processors of which too little is known.
    """

    fitting: tuple[Choice, ...]
    nearest: Choice | None
    missing: tuple[str, ...]


def choices(
    model: OpenModel,
    quantisation: Quantisation,
    context: float,
    sequences: int,
    gpus: Iterable[Gpu],
    figures: Figures,
    serving: bool = True,
) -> Choices:
    """Try every processor in the counts 1, 2, 4 and 8, and keep the smallest that fits.

    A computer with unified memory counts once: it cannot be put together with others. Raises
    ValueError as `fit` does.
    """
    fitting, failing, missing = [], [], []
    for gpu in gpus:
        for count in COUNTS[:1] if gpu.unified else COUNTS:
            found = fit(model, quantisation, gpu, count, context, sequences, figures, serving)
            if found.missing_of == gpu.code:
                missing.append(gpu.code)
                break
            speed = _speed(model, quantisation, gpu, count, context, sequences, figures, serving)
            price = None if gpu.price_eur is None else gpu.price_eur * count
            choice = Choice(gpu, count, found, speed, price)
            if found.fits:
                fitting.append(choice)
                break
            failing.append(choice)
    return Choices(
        tuple(sorted(fitting, key=_by_price)),
        max(failing, key=_nearness, default=None),
        tuple(missing),
    )


def _speed(
    model: OpenModel,
    quantisation: Quantisation,
    gpu: Gpu,
    count: int,
    context: float,
    sequences: int,
    figures: Figures,
    serving: bool,
) -> Range | None:
    try:
        return decode_tokens_per_second(
            model, quantisation, gpu, count, context, sequences, figures, serving
        )
    except MissingFactsError:
        return None


def _by_price(choice: Choice) -> tuple[float, float, str]:
    price = inf if choice.price_eur is None else choice.price_eur
    return price, (choice.gpu.memory_gb or 0.0) * choice.count, choice.gpu.code


def _nearness(choice: Choice) -> float:
    spare = choice.fit.spare_gb
    return -inf if spare is None else min(spare, 0.0)
