"""Everything a chapter may look at."""

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from assessments.catalogue.content import Catalogue
from assessments.engine.cost_result import CostStudy
from assessments.engine.cost_study import studies
from assessments.engine.dossier import Dossier, UseCaseInput
from assessments.engine.group import Group, group
from assessments.engine.result import Recommendation, UseCaseResult

from ..planned import PlannedStep
from ..sentences.rules import Grounds
from ..voice import Voice

WORDLESS = ("grounds", "group", "studies")  # what is the same in every language
TOGETHER = "record"  # what a dossier calls the answers that count


@dataclass(frozen=True)
class Material:
    """One assessment with its result, and the voice to speak of it. plan: what was decided."""

    dossier: Dossier
    recommendation: Recommendation
    voice: Voice
    plan: tuple[PlannedStep, ...] = ()

    def spoken(self, voice: Voice, plan: tuple[PlannedStep, ...]) -> "Material":
        """Return the same in another voice; what was worked out already goes along."""
        other = replace(self, voice=voice, plan=plan)
        other.__dict__.update({n: v for n, v in self.__dict__.items() if n in WORDLESS})
        return other

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

    @cached_property
    def group(self) -> Group | None:
        """Return everybody's weights side by side; None where nobody said what matters."""
        given = self.dossier.importance
        return group(given, tuple(self.catalogue.criteria)) if given else None

    def respondent(self, name: str) -> str:
        """Return a respondent's name; the room together has none of its own."""
        return self.voice.say("Gemeinsam", "Together") if name == TOGETHER else name

    @cached_property
    def studies(self) -> dict[str | None, CostStudy]:
        """Return the costs of each use case by its id, and of all together (None).

        The split of all follows the first places.
        """
        lanes = {result.id: result.ranking[0] for result in self.results if result.ranking}
        return studies(self.dossier, self.catalogue, lanes=lanes)

    @property
    def study(self) -> CostStudy:
        """Return the costs of all use cases together."""
        return self.studies[None]

    def given(self, use_case: str) -> UseCaseInput | None:
        """Return what was put in for a use case."""
        return next((u for u in self.dossier.use_cases if u.id == use_case), None)
