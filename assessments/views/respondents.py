"""Who says what matters: people and roles of one assessment."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assessments.forms.respondent import RespondentForm
from assessments.models import Assessment, Response
from assessments.services import respondents as service

from .access import READING, MemberRequest, assessment_for, may_change
from .seat import WHO, chosen_of
from .steps import steps_of

PAGE = "importance/respondents.html"
REMOVED = "entfernt"  # the query key that offers to bring somebody back


@require_http_methods(["GET", "POST"])
def respondents(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """List everybody, or add somebody."""
    assessment = assessment_for(request, assessment_id)
    people = service.listed(assessment)
    form = RespondentForm(request.POST if request.method == "POST" else None, others=people)
    if request.method == "POST" and form.is_valid():
        if len(people) >= service.MOST:
            form.add_error(None, _("More than 500 people do not fit. Remove somebody first."))
        else:
            made = service.add(assessment, **form.cleaned_data)
            messages.success(request, _("“%(name)s” is added.") % {"name": made.label})
            return redirect("respondents", assessment.pk)
    context = _context(request, assessment, people, form)
    return render(request, PAGE, context, status=422 if form.errors else 200)


def _context(
    request: MemberRequest,
    assessment: Assessment,
    people: list[Response],
    form: RespondentForm,
    changed: RespondentForm | None = None,
) -> dict[str, Any]:
    """Everybody with a form of their own. changed: the one that was refused."""
    address = reverse("importance", args=[assessment.pk])
    rows = [
        {
            "person": person,
            "form": changed
            if changed and changed.prefix == f"person-{person.pk}"
            else RespondentForm(respondent=person),
            "counting": chosen_of(person),
            "url": f"{address}?{WHO}={person.pk}",
        }
        for person in people
    ]
    return {
        "assessment": assessment,
        "rows": rows,
        "form": changed or form,
        "adding": form,
        "removed": _removed(request, assessment),
        # Whoever sends something here was let in as a writer.
        "may_change": request.method == "POST" or may_change(assessment),
        "steps": steps_of(assessment, "importance"),
    }


def _removed(request: MemberRequest, assessment: Assessment) -> Response | None:
    """Somebody who was just taken out and can be brought back."""
    wanted = request.GET.get(REMOVED, "")
    if not wanted.isdecimal():
        return None
    rows = Response.objects.visible_to(request.user).filter(assessment=assessment)
    return rows.filter(pk=int(wanted), deleted_at__isnull=False).first()


@require_http_methods(["GET", "POST"])
def respondent(request: MemberRequest, assessment_id: int, response_id: int) -> HttpResponse:
    """Rename somebody or change how much they count."""
    person = _respondent_for(request, assessment_id, response_id)
    if request.method == "GET" or person.deleted_at is not None:
        return redirect("respondents", assessment_id)
    people = service.listed(person.assessment)
    form = RespondentForm(request.POST, respondent=person, others=people)
    if not form.is_valid():
        adding = RespondentForm()
        context = _context(request, person.assessment, people, adding, form)
        return render(request, PAGE, context, status=422)
    label = form.cleaned_data.get("label", "")
    service.change(person, label=label, weight=form.cleaned_data["weight"])
    name = label or str(person)
    messages.success(request, _("“%(name)s” is saved.") % {"name": name})
    return redirect("respondents", assessment_id)


@require_POST
def respondent_remove(request: MemberRequest, assessment_id: int, response_id: int) -> HttpResponse:
    """Take somebody out, or bring them back: what they said stays stored."""
    person = _respondent_for(request, assessment_id, response_id)
    path = reverse("respondents", args=[assessment_id])
    if request.POST.get("undo"):
        service.restore(person)
        messages.success(request, _("“%(name)s” is back.") % {"name": person})
        return redirect(path)
    if person.is_record:
        messages.warning(request, _("The room together cannot be removed."))
        return redirect(path)
    service.remove(person)
    return redirect(f"{path}?{REMOVED}={person.pk}")


def _respondent_for(request: MemberRequest, assessment_id: int, response_id: int) -> Response:
    """The respondent, if this person may read or change them; else 404 or 403."""
    wanted = {"pk": response_id, "assessment_id": assessment_id}
    if request.method not in READING:
        rows = Response.objects.writable_by(request.user).select_related("assessment__company")
        if row := rows.filter(**wanted).first():
            return row
    row = (
        Response.objects.visible_to(request.user)
        .select_related("assessment__company")
        .filter(**wanted)
        .first()
    )
    if row is None:
        raise Http404
    if request.method not in READING:
        raise PermissionDenied
    return row
