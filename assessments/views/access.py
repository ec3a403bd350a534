"""The first line of every view behind the sign-in: what may this person see or change?"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django_htmx.middleware import HtmxDetails

from assessments.models import Assessment, Company, UseCase, User
from assessments.models.assessment import AssessmentQuerySet
from assessments.models.company import CompanyQuerySet
from assessments.models.organisation import WRITERS
from assessments.models.use_case import UseCaseQuerySet

READING = ("GET", "HEAD", "OPTIONS")


class MemberRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: User
    htmx: HtmxDetails


def wants_fragment(request: MemberRequest) -> bool:
    """True where htmx swaps a part; going back in history needs the whole page."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def company_for(request: MemberRequest, company_id: int) -> Company:
    """The company, if this person may read (or, when sending, change) it; else 404 or 403."""
    rows: CompanyQuerySet = Company.objects.select_related("organisation")
    company: Company = _permitted(request, rows, company_id)
    return company


def assessment_for(
    request: MemberRequest, assessment_id: int, *, to_read: bool = False
) -> Assessment:
    """The assessment with its company, if this person may read or change it; else 404 or 403.

    to_read: reading is enough, even when something is sent.
    """
    rows: AssessmentQuerySet = Assessment.objects.select_related("company")
    rows = rows.with_role_of(request.user)
    assessment: Assessment = _permitted(request, rows, assessment_id, to_read)
    return assessment


def use_case_for(request: MemberRequest, assessment_id: int, code: str) -> UseCase:
    """The use case with assessment and company, deleted ones included; else 404 or 403."""
    rows: UseCaseQuerySet = UseCase.objects.select_related("assessment__company").filter(
        assessment_id=assessment_id, code=code
    )
    use_case: UseCase = _permitted(request, rows, None)
    return use_case


def may_change(assessment: Assessment) -> bool:
    """True where the person `assessment_for` looked it up for may change it, not only read it."""
    return getattr(assessment, "role", None) in WRITERS


def _permitted(
    request: MemberRequest,
    rows: CompanyQuerySet | AssessmentQuerySet | UseCaseQuerySet,
    key: int | None,
    to_read: bool = False,
) -> Any:
    wanted = {} if key is None else {"pk": key}
    changes = not to_read and request.method not in READING
    if changes:
        row = rows.writable_by(request.user).filter(**wanted).first()
        if row is not None:
            return row
    row = rows.visible_to(request.user).filter(**wanted).first()
    if row is None:
        raise Http404
    if changes:
        raise PermissionDenied
    return row
