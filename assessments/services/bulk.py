"""Many answers at once, from paper or a workbook: all of them or none."""

from collections.abc import Mapping

from django.db import transaction

from assessments.models import Answer, Assessment, ChangeKind, Response, ResponseKind, UseCase, User

from .answers import Deed, Entered, Place, save_for

IMPORTED = Deed(ChangeKind.IMPORTED)


@transaction.atomic
def enter(
    response: Response,
    entries: Mapping[tuple[str, str], Entered],
    user: User,
    versions: Mapping[tuple[str, str], int] | None = None,
) -> int:
    """Save what was entered by (question, use case's code) and return how many changed.

    versions: what the form began from; without them what stands now is replaced. An empty
    answer changes nothing. Raises StaleAnswerError, and then nothing is saved.
    """
    there = stored(response)
    cases = {
        u.code: u for u in UseCase.objects.present().filter(assessment_id=response.assessment_id)
    }
    changed = 0
    for key, entered in entries.items():
        before = there.get(key)
        if before is not None and Entered.of(before) == entered:
            continue
        now = before.version if before else 0
        version = now if versions is None else versions.get(key, 0)
        place = Place(response, key[0], cases[key[1]] if key[1] else None)
        save_for(place, entered, version=version, user=user, deed=IMPORTED, before=before)
        changed += 1
    return changed


def stored(response: Response) -> dict[tuple[str, str], Answer]:
    """Return a respondent's answers by (question, use case's code); one query."""
    rows = Answer.objects.filter(response=response).select_related("use_case")
    return {(a.question, a.use_case.code if a.use_case else ""): a for a in rows}


def paper_respondent(assessment: Assessment, label: str, role: str) -> Response:
    """Add somebody who answered on paper; what they said counts as handed in."""
    return Response.objects.create(
        assessment=assessment, kind=ResponseKind.INVITED, label=label, role=role
    )
