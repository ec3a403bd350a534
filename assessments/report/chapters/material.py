"""Everything a chapter may look at."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from assessments.catalogue.content import Catalogue
from assessments.engine.dossier import Dossier, UseCaseInput
from assessments.engine.result import Recommendation, UseCaseResult

from ..planned import PlannedStep
from ..sentences.rules import Grounds
from ..voice import Voice


@dataclass(frozen=True)
class Material:
    """One assessment with its result, and the voice to speak of it. plan: what was decided."""

    dossier: Dossier
    recommendation: Recommendation
    voice: Voice
    plan: tuple[PlannedStep, ...] = ()

    @property
    def catalogue(self) -> Catalogue:
        """Return the catalogue of the voice."""
        return self.voice.catalogue

    @property
    def dated(self) -> date:
        """Return the day the assessment speaks of."""
        return self.dossier.as_of

    @property
    def results(self) -> tuple[UseCaseResult, ...]:
        """Return the results of all use cases."""
        return self.recommendation.use_cases

    @cached_property
    def grounds(self) -> Grounds:
        """Return the rules that hold and the safeguards confirmed."""
        return Grounds(self.recommendation.company.rules, self.dossier.confirmed)

    @cached_property
    def titles(self) -> dict[str, str]:
        """Return use-case id → title."""
        return {result.id: result.title for result in self.results}

    def given(self, use_case: str) -> UseCaseInput | None:
        """Return what was put in for a use case."""
        return next((u for u in self.dossier.use_cases if u.id == use_case), None)
