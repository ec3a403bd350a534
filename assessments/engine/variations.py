"""A use case with one answer given otherwise: what would score how, and who would be first?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from assessments.catalogue.content import Catalogue
from assessments.catalogue.entries import DONT_KNOW, Question

from .answers import EXAMPLES, TRAINING, effective
from .case import UTILISATION, Appraisal, Case, appraise, appraise_at, cases
from .changed_load import ChangedLoad
from .dossier import Dossier, GivenAnswer
from .figures import Figures
from .fit import LEVELS, criterion_measures
from .rules import Facts, rescreen, rules_asking
from .value import contributions, ranking, scores
from .weights import criterion_need, measures_need, scaled_weights

Outcome = tuple[Mapping[str, float], tuple[str, ...]]  # scores, ranking
# Answers that set costs, base levels and how well own hardware is used.
COST_DRIVERS = ("FA1", "KP2")


@dataclass(frozen=True, slots=True)
class Variation:
    """One answer changed, by one level, or any level where it is unknown (before is None).

    own: the answer is the use case's own. scores: by option. ranking: the allowed ones.
    """

    question: str
    before: str | None
    after: str
    own: bool
    scores: Mapping[str, float]
    ranking: tuple[str, ...]


def variations(
    position: int,
    appraisal: Appraisal,
    dossier: Dossier,
    catalogue: Catalogue,
    figures: Figures,
    load: ChangedLoad | None = None,
) -> Iterator[Variation]:
    """Yield every such change for one use case.

    position: the use case's place in the dossier. A company's answer changes for all use cases
    that inherit it. Only what an answer can touch is computed anew. load: that of the whole
    dossier, if it is at hand for all use cases.
    """
    load = load or ChangedLoad(cases(dossier, catalogue, figures), dossier, catalogue, figures)
    own = appraisal.case.use_case.answers
    # Answers that change whether or how another one counts.
    governing = {TRAINING, EXAMPLES}.union(*(q.hidden_when for q in catalogue.asked))
    for question in catalogue.asked:
        code = question.code
        if question.kind != "choice" or code in appraisal.case.answers.hidden:
            continue
        given = own.get(code) or dossier.answers.get(code) or GivenAnswer()
        before = None if given.level in (None, DONT_KNOW) else given.level
        asking = rules_asking(catalogue, code)
        for after in _other_levels(question, before):
            answer = replace(given, level=after, number=None)
            if code in COST_DRIVERS:
                outcome = _whole(load.case(position, code, answer), appraisal, load)
            elif code in governing:
                outcome = _all_answers(code, answer, appraisal, dossier, catalogue)
            else:
                outcome = _near(question, answer, asking, appraisal, dossier, catalogue)
            yield Variation(code, before, after, code in own, *outcome)


def _other_levels(question: Question, before: str | None) -> tuple[str, ...]:
    codes = tuple(level.code for level in question.levels)
    if before is None:
        return codes
    place = codes.index(before)
    return codes[max(place - 1, 0) : place] + codes[place + 1 : place + 2]


def _whole(case: Case, appraisal: Appraisal, load: ChangedLoad) -> Outcome:
    """Everything anew but volumes."""
    found = appraise(
        case, load.dossier, load.catalogue, load.figures, importance=appraisal.importance
    )
    return found.scores, found.ranking


def _all_answers(
    code: str, changed: GivenAnswer, appraisal: Appraisal, dossier: Dossier, catalogue: Catalogue
) -> Outcome:
    """Everything anew but volume, costs and base levels."""
    case = appraisal.case
    own = {**case.use_case.answers, code: changed}
    computed = {UTILISATION: case.answers.level(UTILISATION)}
    case = replace(case, answers=effective(catalogue, dossier.answers, own, computed))
    found = appraise_at(appraisal.ground, case, dossier, catalogue, appraisal.importance)
    return found.scores, found.ranking


def _near(
    question: Question,
    changed: GivenAnswer,
    asking: frozenset[str],
    appraisal: Appraisal,
    dossier: Dossier,
    catalogue: Catalogue,
) -> Outcome:
    """An answer that touches the fit and the need of its criterion, and perhaps rules."""
    case, code = appraisal.case, question.criterion
    answers = case.answers.given(question.code, changed)
    criterion, weights, screening = catalogue.criteria[code], appraisal.weights, appraisal.screening
    row = criterion_measures(catalogue, criterion, answers, appraisal.ground.base[code])
    fit = {**appraisal.fit, code: {o: LEVELS.value(level) for o, level in row.items()}}
    if measures_need(question):
        need = criterion_need(catalogue.of_criterion(code), answers)
        weights = scaled_weights(appraisal.importance, {**appraisal.needs, code: need})
    score = scores(contributions(weights, fit, catalogue.options))
    if asking:
        facts = Facts.of(dossier, case.use_case, answers)
        screening = rescreen(screening, asking, catalogue, facts, dossier.confirmed)
    return score, ranking(score, screening.allowed)
