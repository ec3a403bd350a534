"""A company from a file: what was exported here or elsewhere goes on as an assessment."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from assessments.forms.dossier_file import DossierFileForm
from assessments.forms.upload import left_out
from assessments.models import Organisation
from assessments.services import dossiers

from .access import MemberRequest

PAGE = "company/from_file.html"
SHOWN = 50  # faults on the page


@require_http_methods(["GET", "POST"])
def company_from_file(request: MemberRequest) -> HttpResponse:
    """Ask for a file and make a company with its assessment of it."""
    organisations = list(Organisation.objects.writable_by(request.user))
    if not organisations:
        raise PermissionDenied
    if request.method != "POST":
        return render(request, PAGE, {"form": DossierFileForm(organisations=organisations)})
    form = DossierFileForm(
        request.POST,
        request.FILES,
        organisations=organisations,
        too_large="file" in left_out(request),
    )
    if not form.is_valid() or form.dossier is None:
        return render(request, PAGE, _context(form), status=422)
    made = dossiers.store(
        form.dossier, form.chosen_organisation, title=_("From a file"), user=request.user
    )
    messages.success(request, _("The company and its answers are taken over from the file."))
    return redirect("results", made.pk)


def _context(form: DossierFileForm) -> dict[str, Any]:
    return {
        "form": form,
        "problems": form.problems[:SHOWN],
        "more": max(len(form.problems) - SHOWN, 0),
    }
