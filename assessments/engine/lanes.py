"""What a lane does, computed: seconds for a page, grams for 1,000 requests, size of its model.

A lane is an option in one capability class. None stands wherever a fact is missing.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import ceil, sqrt

from assessments.catalogue.technology import HardwareSet, OpenModel, Quantisation

from .capacity import SECONDS_PER_MONTH, Request, mean_request, sequences
from .figures import CLASSES, Figures, Lane, fixed, times
from .result import Range
from .sizing import MissingFactsError
from .speed import Pace, load_of, paces, prefill_seconds
from .usage import Volume

US_LANE = "api_us"
PER_MILLION = 1e-6
LEAST = 1e-6  # share of the month in which people work, at least
# From kg for one request to g for a thousand.
GRAMS_PER_THOUSAND = 1e6
SECONDS_PER_HOUR = 3600
MOST_SETS = 1e12  # keeps absurd volumes finite


@dataclass(frozen=True, slots=True)
class Server:
    """One set of hardware with what is the same for every use case.

    paces: at worst, likely, at best. reading: seconds to read one token with nobody else.
    kg_per_second: CO₂e of the electricity under load, cooling included.
    """

    found: HardwareSet
    model: OpenModel
    quantisation: Quantisation
    paces: tuple[Pace, Pace, Pace]
    reading: Range
    kg_per_second: Range

    @property
    def lane(self) -> Lane:
        """Its option and capability class."""
        return self.found.option, self.found.capability

    def seconds(self, request: Request, written: float, at_once: int) -> Range:
        """Seconds until so many tokens are written while so many requests are in work.

        They are read in turn, then every step writes one token for each.
        """
        held = min(request.held, self.model.context or request.held)
        load = load_of(self.model, self.quantisation, held)
        read, (slow, likely, fast) = at_once * request.read, self.paces
        return Range(
            read * self.reading.low + written * load.seconds(at_once, fast),
            read * self.reading.likely + written * load.seconds(at_once, likely),
            read * self.reading.high + written * load.seconds(at_once, slow),
        )

    def at_once(self, request: Request, per_second: float, most: int) -> int:
        """Requests in work at the same time if so many a second arrive (Little's law).

        The fewest n with n ≥ arrivals a second × seconds with n; `most` if none is.
        """
        low, high = 1, most
        while low < high:
            middle = (low + high) // 2
            seconds = self.seconds(request, request.written, middle).likely
            low, high = (low, middle) if middle >= per_second * seconds else (middle + 1, high)
        return low


class Lanes:
    """All lanes of some figures; what no use case can change is worked out once."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        # What depends on the use case's requests alone; many answers are tried with the same.
        self._kept_full: dict[tuple[Lane, Request, str | None], tuple[int, Range]] = {}
        self._kept_pages: dict[tuple[Lane, Request, float, str], Range] = {}
        self._page = figures.value("tokens_per_page")
        self._pages = {option: self._service_page(option) for option in figures.speeds}
        self.servers = {lane: self._server(lane) for lane in figures.sets}
        self._kg = {
            lane: times(Range(e.kwh_low, e.kwh, e.kwh_high), self._grid(lane[0]))
            for lane, e in figures.energy.items()
        }
        self._sizes = {lane: self._set_size(found) for lane, found in figures.sets.items()}
        for option in {option for option, _ in figures.energy}:
            largest = self._largest(option)
            self._sizes |= {(option, capability): largest for capability in CLASSES}

    def page_seconds(self, lane: Lane, volume: Volume, pattern: str) -> Range | None:
        """Seconds from the question to a finished page, on own hardware in the busiest hour.

        pattern: level of KP2. A page counts its likely tokens: doubt about them touches no
        option more than another.
        """
        server = self.servers.get(lane)
        if server is None:
            return self._pages.get(lane[0])
        key = lane, mean_request(volume, self.figures), volume.requests.likely, pattern
        if key not in self._kept_pages:
            self._kept_pages[key] = self._server_page(server, volume, pattern)
        return self._kept_pages[key]

    def _server_page(self, server: Server, volume: Volume, pattern: str) -> Range:
        figures, (most, seconds) = self.figures, self._full(server, volume, pattern)
        request = mean_request(volume, figures)
        busy = max(figures.value(f"busy_share_{pattern}"), LEAST) * SECONDS_PER_MONTH
        arriving = volume.requests.likely / busy * figures.value(f"peak_factor_{pattern}")
        # More load than one set carries is shared by several.
        sets = max(ceil(min(arriving * seconds.likely / most, MOST_SETS)), 1)
        many = server.at_once(request, arriving / sets, most)
        return server.seconds(request, self._page, many)

    def grams(self, lane: Lane, volume: Volume) -> Range | None:
        """Grams of CO₂e from electricity for 1,000 requests, the lane well used.

        Idle hardware is no part of it: NA3 asks for it and moves the level, so counting it
        here would count it twice. None also where nothing is asked.
        """
        requests = volume.requests.likely
        if requests <= 0:
            return None
        if (server := self.servers.get(lane)) is not None:
            most, seconds = self._full(server, volume, None)
            return times(server.kg_per_second, seconds, fixed(GRAMS_PER_THOUSAND / most))
        if (kg := self._kg.get(lane)) is None:
            return None
        reading = volume.input_tokens.likely * self.figures.value("input_energy_share")
        tokens = (volume.output_tokens.likely + reading) / requests
        return times(kg, fixed(tokens * PER_MILLION * GRAMS_PER_THOUSAND))

    def _full(self, server: Server, volume: Volume, pattern: str | None) -> tuple[int, Range]:
        """Requests that a full set works on at once, and the seconds each of them takes."""
        request = mean_request(volume, self.figures)
        key = server.lane, request, pattern
        if key not in self._kept_full:
            most = sequences(server.found, self.figures, volume, pattern)
            self._kept_full[key] = most, server.seconds(request, request.written, most)
        return self._kept_full[key]

    def size(self, lane: Lane) -> float | None:
        """Billions of parameters of the strongest model, between all and the active ones."""
        return self._sizes.get(lane)

    def _service_page(self, option: str) -> Range:
        found = self.figures.speeds[option]
        return Range(
            found.first_low_s + self._page / found.tokens_high,
            found.first_s + self._page / found.tokens,
            found.first_high_s + self._page / found.tokens_low,
        )

    def _server(self, lane: Lane) -> Server | None:
        figures, found = self.figures, self.figures.sets[lane]
        model, gpu = figures.models.get(found.model), figures.gpus.get(found.gpu)
        quantisation = figures.quantisations.get(found.quantisation)
        if model is None or gpu is None or quantisation is None:
            return None
        try:
            load_of(model, quantisation, found.context)
            pace = paces(model, quantisation, gpu, found.gpus, figures)
            reading = prefill_seconds(model, gpu, found.gpus, 1, figures)
        except MissingFactsError:
            return None
        if reading is None:
            return None
        power = Range(found.kilowatts_low, found.kilowatts, found.kilowatts_high)
        hour = times(power, figures.range("pue"), self._grid(lane[0]))
        kg_per_second = times(hour, fixed(1 / SECONDS_PER_HOUR))
        return Server(found, model, quantisation, pace, reading, kg_per_second)

    def _grid(self, option: str) -> Range:
        return self.figures.range(f"grid_kg_per_kwh_{'us' if option == US_LANE else 'eu'}")

    def _set_size(self, found: HardwareSet) -> float | None:
        model = self.figures.models.get(found.model)
        if model is None or not model.total_b or not model.active_b:
            return None
        return sqrt(model.total_b * model.active_b)

    def _largest(self, option: str) -> float | None:
        """A service carries its largest model whatever the class; None if sizes are secret."""
        lanes = ((option, capability) for capability in CLASSES)
        known = [e for lane in lanes if (e := self.figures.energy.get(lane)) and not e.guessed]
        return max((sqrt(e.active_low_b * e.total_low_b) for e in known), default=None)


@lru_cache(maxsize=8)
def lanes_of(figures: Figures) -> Lanes:
    """Return the lanes of these very figures, worked out once."""
    return Lanes(figures)
