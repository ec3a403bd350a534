"""What any Django page costs here: the same server, the same middleware, hardly any work."""

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.utils import timezone

from assessments.models import Assessment


@login_not_required
def bare(request: HttpRequest) -> HttpResponse:
    """No session, no row, two letters."""
    return HttpResponse("ok")


def signed_in(request: HttpRequest) -> HttpResponse:
    """Who is this? Session and user are read, as on every page behind the sign-in."""
    return HttpResponse(str(request.user.pk))


def one_row(request: HttpRequest) -> HttpResponse:
    """One row changed in one transaction: the least that saving can be."""
    with transaction.atomic():
        Assessment.objects.filter(pk=request.POST["pk"]).update(changed_at=timezone.now())
    return HttpResponse("ok")


urlpatterns = [
    path("floor/bare/", bare),
    path("floor/signed-in/", signed_in),
    path("floor/one-row/", one_row),
    path("", include("config.urls")),
]
