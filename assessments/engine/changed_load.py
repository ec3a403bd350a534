"""One answer changed: what all use cases together then ask of own hardware.

Working every use case out again for every use case would take time by the square of their
number; here only what the answer touches is worked out, and once for all who share it.
"""

from dataclasses import replace

from assessments.catalogue.content import Catalogue

from .answers import Answers, effective
from .case import UTILISATION, Case, shared_load
from .dossier import Dossier, GivenAnswer
from .figures import Figures


class ChangedLoad:
    """The use cases of one dossier as answered, ready to have one answer changed."""

    def __init__(
        self, cases: tuple[Case, ...], dossier: Dossier, catalogue: Catalogue, figures: Figures
    ) -> None:
        self.cases, self.dossier = cases, dossier
        self.catalogue, self.figures = catalogue, figures
        self._inherited: dict[tuple[str, GivenAnswer], tuple[Case, ...]] = {}

    def case(self, position: int, code: str, changed: GivenAnswer) -> Case:
        """Return the use case at this position with the answer changed where it has it from.

        The answer must not touch volumes.
        """
        if code in self.dossier.use_cases[position].answers:
            return self._own(position, code, changed)
        key = code, changed
        if key not in self._inherited:
            self._inherited[key] = self._for_all(code, changed)
        return self._inherited[key][position]

    def _own(self, position: int, code: str, changed: GivenAnswer) -> Case:
        answers = self._answers(position, {}, {code: changed})
        given = [case.answers for case in self.cases]
        given[position] = answers
        return self._loaded(position, answers, self._load(given))

    def _for_all(self, code: str, changed: GivenAnswer) -> tuple[Case, ...]:
        given = [
            case.answers
            if code in use_case.answers
            else self._answers(position, {code: changed}, {})
            for position, (case, use_case) in enumerate(
                zip(self.cases, self.dossier.use_cases, strict=True)
            )
        ]
        load = self._load(given)
        return tuple(self._loaded(place, answers, load) for place, answers in enumerate(given))

    def _answers(
        self, position: int, company: dict[str, GivenAnswer], own: dict[str, GivenAnswer]
    ) -> Answers:
        use_case = self.dossier.use_cases[position]
        return effective(
            self.catalogue, self.dossier.answers | company, {**use_case.answers, **own}, {}
        )

    def _load(self, given: list[Answers]) -> GivenAnswer | None:
        volumes = (case.volume for case in self.cases)
        return shared_load(zip(volumes, given, strict=True), self.catalogue, self.figures)

    def _loaded(self, position: int, answers: Answers, load: GivenAnswer | None) -> Case:
        answers = answers.given(UTILISATION, load) if load else answers
        return replace(self.cases[position], answers=answers)
