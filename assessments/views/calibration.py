"""Calibration: compare starting levels and effects, judge them otherwise, see what it moves."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.catalogue import load
from assessments.forms.calibration import EffectForm, LevelForm, write_value
from assessments.models import Calibration, CalibrationKind, Member, Organisation
from assessments.models.organisation import WRITERS
from assessments.services import calibration as services
from assessments.services.calibration import Place, StaleCalibrationError, place_of

from .access import READING, MemberRequest, wants_fragment
from .calibration_page import CRITERION, KINDS, ORGANISATION, QUESTION, Choice, Page, examples

PAGE = "calibration/calibration.html"
CHANGED = "geaendert"  # query key: the value just changed, with the version before
KIND_OF = {name: kind for kind, name in KINDS.items()}
ValueForm = LevelForm | EffectForm


@dataclass(frozen=True, slots=True)
class Visit:
    """A request with the organisation it means. seats: all memberships of this person."""

    request: MemberRequest
    seats: list[Member]
    seat: Member
    place: Place | None

    @property
    def organisation(self) -> Organisation:
        """The organisation whose values are shown."""
        return self.seat.organisation

    @property
    def may_write(self) -> bool:
        """True for whoever may change values."""
        return self.seat.role in WRITERS

    def page(self) -> Page:
        """The page as things stand; a value that is opened brings its criterion along."""
        rows = Calibration.objects.visible_to(self.request.user).counting(self.organisation.pk)
        return Page(self._choice(), rows.select_related("by"))

    def _choice(self) -> Choice:
        catalogue, query = load(), self.request.GET
        criterion = catalogue.criteria.get(query.get(CRITERION, ""))
        asked = catalogue.questions.get(query.get(QUESTION, ""))
        if self.place is not None:
            criterion, asked = self.place.criterion, self.place.question or asked
        criterion = criterion or next(iter(catalogue.criteria.values()))
        fitting = [
            q for q in catalogue.questions.values() if q.criterion == criterion.code and q.levels
        ]
        question = asked if asked in fitting else fitting[0]
        several = len(self.seats) > 1
        return Choice(self.organisation, several, criterion.code, question.code)


@require_safe
def calibration(request: MemberRequest) -> HttpResponse:
    """Show all levels, the effects of one question, and what own values move."""
    visit = _visit(request)
    if visit is None:
        return render(request, PAGE, {})
    page = visit.page()
    return _rendered(visit, page, _changed(visit, page))


@require_http_methods(["GET", "POST"])
def calibration_value(request: MemberRequest, kind: str, code: str) -> HttpResponse:
    """Open one value; or try, store, take back or bring back an own one."""
    place = place_of(load(), KIND_OF.get(kind, ""), code)
    visit = _visit(request, place)
    if visit is None or place is None:
        raise Http404
    if request.method in READING:
        page = visit.page()
        shown = _opened(page, place, _form(page, place)) if visit.may_write else {}
        return _rendered(visit, page, shown)
    if "back" in request.POST:
        return _put_back(visit, place)
    if "probe" in request.POST:
        return _tried(visit, place)
    return _put(visit, place)


def _visit(request: MemberRequest, place: Place | None = None) -> Visit | None:
    """Whose values are meant; None for somebody without organisation; else 404 or 403."""
    mine = Member.objects.visible_to(request.user).filter(user=request.user)
    seats = list(mine.select_related("organisation").order_by("organisation__name", "pk"))
    wanted = request.POST.get(ORGANISATION) or request.GET.get(ORGANISATION) or ""
    seat = next((s for s in seats if wanted in ("", str(s.organisation_id))), None)
    if seat is None:
        if wanted:
            raise Http404
        return None
    visit = Visit(request, seats, seat, place)
    if request.method not in READING and not visit.may_write:
        raise PermissionDenied
    return visit


def _form(
    page: Page, place: Place, data: QueryDict | None = None, *, trial: bool = False
) -> ValueForm:
    """The form of a value, the cursor in its first wrong field."""
    value = page.value(place)
    shape: type[ValueForm] = LevelForm if place.kind == CalibrationKind.BASE else EffectForm
    form = shape(data, initial=shape.shown(value.now), trial=trial)
    if value.own:
        form.initial.update(reason=value.own.reason, seen=value.own.version)
    wrong = [name for name in form.fields if name in form.errors]
    form.fields[wrong[0] if wrong else next(iter(form.fields))].widget.attrs["autofocus"] = True
    return form


def _opened(page: Page, place: Place, form: ValueForm) -> dict[str, Any]:
    return {"open": page.value(place), "form": form}


def _tried(visit: Visit, place: Place) -> HttpResponse:
    """What the values in the form would move; nothing is stored."""
    request, page = visit.request, visit.page()
    form = _form(page, place, request.POST, trial=True)
    shown = {**_opened(page, place, form), "trial": True}
    status = 200 if form.is_valid() else 422
    if form.is_valid():
        now = services.tried(visit.organisation.pk, place, form.given())
        shown |= examples(page.now, now)
    if wants_fragment(request) and request.htmx.target == "probe":
        context = {**page.frame(), **shown, "oob": True}
        return render(request, f"{PAGE}#tried", context, status=status)
    return _rendered(visit, page, shown, status)


def _put(visit: Visit, place: Place) -> HttpResponse:
    page = visit.page()
    form = _form(page, place, visit.request.POST)
    if not form.is_valid():
        return _rendered(visit, page, _opened(page, place, form), 422)
    seen = form.cleaned_data["seen"] or 0
    try:
        services.put(visit.organisation, place, form.given(), seen=seen, user=visit.request.user)
    except StaleCalibrationError as error:
        return _stale(visit, place, form, error.stored)
    return _done(visit, place, seen)


def _stale(visit: Visit, place: Place, form: ValueForm, stored: Calibration | None) -> HttpResponse:
    """Somebody was quicker: both values, and saving again takes this one."""
    words = _("Meanwhile this was changed to %s. Save again to put in yours.")
    form.add_error(next(iter(form.fields)), words % _words(place, stored))
    data: QueryDict = form.data.copy()  # type: ignore[attr-defined]
    data["seen"] = str(stored.version if stored else 0)
    form.data = data
    page = visit.page()
    return _rendered(visit, page, _opened(page, place, form), 409)


def _words(place: Place, stored: Calibration | None) -> str:
    """What counts now, and who said so: "2,5 (1–3), Robin Demo"."""
    language = get_language() or "de"
    if stored is None:
        return _("the catalogue's %s") % write_value(place.shipped, language)
    value = write_value(services.said(stored), language)
    return f"{value}, {stored.by}" if stored.by else value


def _put_back(visit: Visit, place: Place) -> HttpResponse:
    """Let an earlier value count again, or the catalogue's (version 0)."""
    version, seen = (visit.request.POST.get(name, "") for name in ("back", "seen"))
    if not version.isdecimal() or len(version) > 9:
        raise Http404
    before = int(seen) if seen.isdecimal() and len(seen) < 9 else 0
    try:
        services.put_back(
            visit.organisation, place, int(version), seen=before, user=visit.request.user
        )
    except Calibration.DoesNotExist:
        raise Http404 from None
    except StaleCalibrationError as error:
        page = visit.page()
        words = _("Meanwhile this was changed to %s. Look at it first.")
        return _rendered(visit, page, {"stale": words % _words(place, error.stored)}, 409)
    return _done(visit, place, before)


def _done(visit: Visit, place: Place, before: int) -> HttpResponse:
    """The page as it is now, with a way back to the version before (0: the catalogue's)."""
    page = visit.page()
    if wants_fragment(visit.request):
        response = _rendered(visit, page, _way_back(page, place, before) | {"focus": True})
        response["HX-Replace-Url"] = page.choice.url()
        return response
    name = page.value(place).name
    messages.success(visit.request, _("Stored: %s") % name)
    changed = f"{KINDS[place.kind]}:{place.code}:{before}"
    anchor = "wirkungen" if place.question else "stufen"
    return redirect(f"{page.choice.url(**{CHANGED: changed})}#{anchor}")


def _changed(visit: Visit, page: Page) -> dict[str, Any]:
    """The value the address says was changed just now; nothing for nonsense."""
    parts = visit.request.GET.get(CHANGED, "").split(":")
    if len(parts) != 3 or not parts[2].isdecimal() or not visit.may_write:
        return {}
    place = place_of(load(), KIND_OF.get(parts[0], ""), parts[1])
    return _way_back(page, place, int(parts[2])) if place else {}


def _way_back(page: Page, place: Place, before: int) -> dict[str, Any]:
    value = page.value(place)
    now = value.own.version if value.own else 0
    return {"changed_value": value, "before": before, "seen": now} if now != before else {}


def _rendered(visit: Visit, page: Page, shown: dict[str, Any], status: int = 200) -> HttpResponse:
    others = [
        (seat.organisation, page.choice.url(**{ORGANISATION: str(seat.organisation_id)}))
        for seat in (visit.seats if len(visit.seats) > 1 else [])
    ]
    context = {**page.context(), "organisations": others, "may_write": visit.may_write, **shown}
    part = "#swapped" if wants_fragment(visit.request) else ""
    return render(visit.request, f"{PAGE}{part}", context, status=status)
