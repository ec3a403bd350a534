"""Measure again: start anew from what was said, and be reminded of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.catalogue import load
from assessments.forms.reminder import ReminderForm
from assessments.models import Assessment
from assessments.report.reminder_file import reminder_calendar
from assessments.report.voice import Voice
from assessments.services import remeasuring

from .access import MemberRequest, assessment_for, may_change
from .plan_exports import ICS, _file
from .steps import steps_of

PAGE = "remeasuring/remeasuring.html"


@require_http_methods(["GET", "POST"])
def remeasure(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Say what measuring again takes over; sending makes the new assessment."""
    assessment = assessment_for(request, assessment_id)
    if request.method == "GET":
        return _page(request, assessment, ReminderForm())
    today = date_format(timezone.localdate(), "SHORT_DATE_FORMAT")
    title = _("Measured again on %(date)s") % {"date": today}
    made = remeasuring.repeat(assessment, title, user=request.user)
    messages.success(request, _("Everything is taken over. Check what has changed since."))
    return redirect("questions", made.pk)


@require_POST
def reminder(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Set or drop the day of the reminder."""
    assessment = assessment_for(request, assessment_id)
    form = ReminderForm(request.POST)
    if not form.is_valid():
        return _page(request, assessment, form)
    remeasuring.remind(assessment, form.chosen)
    words = _("The reminder is set.") if form.chosen else _("There is no reminder any more.")
    messages.success(request, words)
    return redirect("remeasure", assessment.pk)


@require_safe
def reminder_ics(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Download the reminder as a calendar entry."""
    assessment = assessment_for(request, assessment_id)
    if assessment.remeasure_on is None:
        return redirect("remeasure", assessment.pk)
    voice = Voice(load(), get_language() or "de")
    uid = f"messung-{assessment.pk}-{assessment.created_at:%Y%m%d%H%M%S}@modellwahl"
    entry = reminder_calendar(
        assessment.remeasure_on, uid, assessment.company.name, voice, made=timezone.now()
    )
    return _file(entry, ICS, f"Modellwahl-{assessment.remeasure_on.isoformat()}.ics")


def _page(request: MemberRequest, assessment: Assessment, form: ReminderForm) -> HttpResponse:
    later = assessment.followed_by.order_by("-pk").first()
    context = {
        "assessment": assessment,
        "form": form,
        "later": later,
        "due": remeasuring.is_due(assessment),
        "may_write": may_change(assessment),
        "steps": steps_of(assessment, "results"),
    }
    return render(request, PAGE, context, status=422 if form.errors else 200)
