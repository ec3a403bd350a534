"""What the costs page is asked for in its address: use case, years, view, changes tried."""

from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.engine.cost_result import View
from assessments.engine.dossier import Dossier
from assessments.services.costing import TRIALS

CASE, YEARS, VIEW, TRIED = "fall", "jahre", "sicht", "probe"  # query keys
HORIZONS = (3, 5)
VIEWS: dict[str, View] = {"optimistisch": "low", "realistisch": "likely", "vorsichtig": "high"}


@dataclass(frozen=True, slots=True)
class Choice:
    """What is shown. case: id of a use case, "" = all together. view: a key of VIEWS."""

    assessment: int
    case: str = ""
    years: int = HORIZONS[0]
    view: str = "realistisch"
    tried: tuple[str, ...] = ()

    @property
    def query(self) -> str:
        """The choice as a query with its question mark; what goes without saying is left out."""
        given = QueryDict(mutable=True)
        usual = Choice(self.assessment)
        if self.case:
            given[CASE] = self.case
        if self.years != usual.years:
            given[YEARS] = str(self.years)
        if self.view != usual.view:
            given[VIEW] = self.view
        given.setlist(TRIED, list(self.tried))
        return f"?{given.urlencode()}" if given.urlencode() else ""

    @property
    def url(self) -> str:
        """The address of the costs page with this choice."""
        return reverse("costs", args=[self.assessment]) + self.query


@dataclass(frozen=True, slots=True)
class Pick:
    """One link of a chooser."""

    code: str
    name: str
    url: str
    current: bool


def choice_of(request: HttpRequest, assessment: int, dossier: Dossier) -> Choice:
    """Read the address; what cannot be understood gives way to the usual, save a use case."""
    case = request.GET.get(CASE, "")
    ids = [use_case.id for use_case in dossier.use_cases]
    if case and case not in ids:
        raise Http404
    years, view = request.GET.get(YEARS, ""), request.GET.get(VIEW, "")
    usual = Choice(assessment)
    return Choice(
        assessment,
        case,
        int(years) if years in map(str, HORIZONS) else usual.years,
        view if view in VIEWS else usual.view,
        tuple(name for name in TRIALS if name in request.GET.getlist(TRIED)),
    )


def cases(choice: Choice, dossier: Dossier) -> list[Pick]:
    """All use cases together, and each alone; nothing where there is only one."""
    if len(dossier.use_cases) < 2:
        return []
    named = [("", _("All together")), *((each.id, each.title) for each in dossier.use_cases)]
    return [
        Pick(case or "alle", name, replace(choice, case=case).url, case == choice.case)
        for case, name in named
    ]


def horizons(choice: Choice) -> list[Pick]:
    """Three or five years."""
    return [
        Pick(
            str(years),
            _("%d years") % years,
            replace(choice, years=years).url,
            years == choice.years,
        )
        for years in HORIZONS
    ]


def views(choice: Choice) -> list[Pick]:
    """The favourable, the likely and the unfavourable view."""
    names = {
        "optimistisch": _("optimistic"),
        "realistisch": _("realistic"),
        "vorsichtig": _("cautious"),
    }
    return [
        Pick(view, names[view], replace(choice, view=view).url, view == choice.view)
        for view in VIEWS
    ]
