"""The codes by which a number finds how it came about: "UC1.mark.KT.open_onprem"."""

EVERYWHERE = ""  # no use case: the company as a whole


def of(*parts: str) -> str:
    """Join the parts of a code; every part is made of letters, digits, - and _."""
    return ".".join(part for part in parts if part)


def score(use_case: str, option: str) -> str:
    """Points of a way."""
    return of(use_case, "score", option)


def points(use_case: str, criterion: str, option: str) -> str:
    """Points that one criterion brings."""
    return of(use_case, "points", criterion, option)


def mark(use_case: str, criterion: str, option: str) -> str:
    """Mark of a way in one criterion."""
    return of(use_case, "mark", criterion, option)


def weight(use_case: str, criterion: str) -> str:
    """Weight of a criterion."""
    return of(use_case, "weight", criterion)


def gap(use_case: str, criterion: str, mine: str, other: str) -> str:
    """Points by which one way is ahead of another in one criterion."""
    return of(use_case, "gap", criterion, mine, other)


def mark_gap(use_case: str, criterion: str, mine: str, other: str) -> str:
    """Difference of two marks."""
    return of(use_case, "markgap", criterion, mine, other)


def line(use_case: str, criterion: str, option: str) -> str:
    """Points of a way at another weight of a criterion."""
    return of(use_case, "line", criterion, option)


def bar(use_case: str, place: int) -> str:
    """One assumption of the tornado, from 1."""
    return of(use_case, "tornado", str(place))


def share(use_case: str, option: str) -> str:
    """How often a way takes each place."""
    return of(use_case, "share", option)


def confidence(use_case: str) -> str:
    """The word on how sure the result is."""
    return of(use_case, "confidence")


def start(use_case: str) -> str:
    """Where to start."""
    return of(use_case, "start")


def cost(use_case: str, option: str) -> str:
    """EUR a month of a way."""
    return of(use_case, "cost", option)


def usage(use_case: str) -> str:
    """Requests and tokens a month."""
    return of(use_case, "usage")


def co2e(use_case: str, option: str) -> str:
    """Kg CO2e a month; use_case EVERYWHERE: of all together."""
    return of(use_case or "costs", "co2e", option)


def importance(criterion: str) -> str:
    """What the room says a criterion weighs."""
    return of("importance", criterion)


def readiness(theme: str) -> str:
    """Level of a readiness theme."""
    return of("readiness", theme)


def total(option: str, months: int) -> str:
    """EUR over the horizon."""
    return of("costs", "total", option, str(months))


def part(name: str, option: str) -> str:
    """EUR of one part over the horizon."""
    return of("costs", name, option)


def present(option: str) -> str:
    """Present value of all payments."""
    return of("costs", "present", option)


def request(option: str) -> str:
    """EUR of one request."""
    return of("costs", "request", option)


def paid(option: str) -> str:
    """EUR paid so far, year by year."""
    return of("costs", "paid", option)


def crossing(one: str, other: str) -> str:
    """Volumes at which two ways cost the same, in either order."""
    return of("costs", "crossing", *sorted((one, other)))


def month(option: str) -> str:
    """EUR of a month at today's volume."""
    return of("costs", "month", option)


def assumption(code: str) -> str:
    """A dated figure of the cost model."""
    return of("assumption", code)
