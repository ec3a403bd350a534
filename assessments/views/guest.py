"""The way in for people without an account: the link, the first page, the end."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.forms.guest import SeatForm
from assessments.models import Invitation
from assessments.services import invitations, scope
from assessments.services.invitations import Guest

from .guest_access import OverError, Seated, at_the_door, remembered, seated, take_seat
from .guest_way import after_questions, question_url

START, DOOR, OVER, THANKS = (f"guest/{n}.html" for n in ("start", "door", "over", "thanks"))
LANGUAGE = "guest_language"  # session key
View = Callable[..., HttpResponse]


def for_guests(view: View) -> View:
    """Open a page to people without an account; a link that has ended gets a friendly page."""

    @login_not_required
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        language = request.session.get(LANGUAGE)
        if language is None or settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
            language = translation.get_language()
        with translation.override(language):
            try:
                return view(request, *args, **kwargs)
            except OverError as over:
                return _over(request, over.invitation)

    return opened


@login_not_required
@require_safe
def guest_enter(request: HttpRequest, token: str) -> HttpResponse:
    """Take the link for a seat; from here on no address carries the secret."""
    guest = invitations.find(token)
    if guest is None:
        return _hidden(render(request, OVER, status=404))
    if guest.is_over:
        # the seat is remembered, so that a new link can be asked for
        take_seat(request, guest)
        return _hidden(_over(request, guest.invitation))
    take_seat(request, guest)
    invitations.opened(guest.invitation)
    if guest.response is not None:
        goal = reverse("guest_start", args=[guest.response.pk])
    else:
        goal = reverse("guest_door", args=[guest.invitation.pk])
    # the pages speak the invitation's language until the guest chooses another
    request.session[LANGUAGE] = guest.invitation.language
    return _hidden(redirect(goal))


def _hidden(response: HttpResponse) -> HttpResponse:
    """The address of this answer is a secret: no other page learns it."""
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _over(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    context = {"invitation": invitation, "asked": invitation.asked_again_at is not None}
    context["organisation"] = invitation.assessment.company.organisation
    return render(request, OVER, context, status=410)


@for_guests
@require_http_methods(["GET", "POST"])
def guest_door(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Ask on an open link who comes; then show the own way back, once."""
    invitation = at_the_door(request, invitation_id)
    form = SeatForm(invitation, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        label = form.cleaned_data.get("label") or _("Without a name")
        role = form.cleaned_data.get("role", "")
        response, token = invitations.begin(invitation, label, role)
        take_seat(request, Guest(invitation, response))
        address = request.build_absolute_uri(reverse("guest_enter", args=[token]))
        return render(request, DOOR, _frame(invitation) | {"address": address, "seat": response})
    status = 422 if request.method == "POST" else 200
    context = _frame(invitation) | {"form": form, "scope": scope.scope_of(invitation, None)}
    return render(request, DOOR, context, status=status)


def _frame(invitation: Invitation) -> dict[str, Any]:
    return {
        "invitation": invitation,
        "company": invitation.assessment.company,
        "organisation": invitation.assessment.company.organisation,
    }


@for_guests
@require_safe
def guest_start(request: HttpRequest, response_id: int) -> HttpResponse:
    """Say who asks what, for whom and until when; and lead on to where one stopped."""
    seat = seated(request, response_id)
    if seat.response.is_closed:
        return redirect("guest_thanks", response_id)
    context = _frame(seat.invitation) | {"seat": seat.response, "scope": seat.scope}
    return render(request, START, context | {"next_url": _next_url(seat)})


def _next_url(seat: Seated) -> str:
    """Where one stopped: the first open question, then the parts after the questions."""
    opened = scope.first_open(seat.scope)
    if opened is not None:
        return question_url(seat, *opened)
    return after_questions(seat)


@for_guests
@require_safe
def guest_thanks(request: HttpRequest, response_id: int) -> HttpResponse:
    """The end: what was handed in, and what happens next."""
    seat = seated(request, response_id)
    if not seat.response.is_closed:
        return redirect("guest_start", response_id)
    return render(request, THANKS, _frame(seat.invitation) | {"seat": seat.response})


@for_guests
@require_POST
def guest_ask_again(request: HttpRequest, invitation_id: int) -> HttpResponse:
    """Somebody whose link has ended wants a new one."""
    invitation = remembered(request, invitation_id)
    if invitation is None:
        raise Http404
    invitations.ask_again(invitation)
    invitation.refresh_from_db()
    return _over(request, invitation)
