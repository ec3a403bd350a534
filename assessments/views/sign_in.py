"""Sign in by a one-time link."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from assessments.services.accounts import user_of_link

BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_safe
@login_not_required
@sensitive_variables("token")
def sign_in_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in whoever holds a fresh link; a used or expired one gets a friendly page."""
    user = user_of_link(token)
    if user is None:
        return render(request, "sign_in/expired.html", status=410)
    login(request, user, backend=BACKEND)
    return redirect("dashboard")
