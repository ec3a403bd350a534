"""The market picture: which models there are, how large, how good in German, on what terms."""

import csv
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.catalogue import Catalogue, load
from assessments.catalogue.technology import ClosedModel, OpenModel
from assessments.engine.sizing import MissingFactsError, kv_bytes_per_token
from assessments.forms.market import MarketForm
from assessments.report.blocks import Tag
from assessments.report.charts import market as charts
from assessments.report.voice import Voice
from assessments.templatetags.display import day

from .access import MemberRequest, wants_fragment

PAGE = "market/market.html"
RANKS = "S64"  # the source of the German ranks
KIB = 1024.0
BOM = "\ufeff"  # without it a spreadsheet takes the umlauts for something else


@dataclass(frozen=True, slots=True)
class Row:
    """One open model as the table shows it. cache_kib: per token at 16 bit, None = unknown."""

    model: OpenModel
    country: str
    trap: Tag
    cache_kib: float | None

    @property
    def sparse(self) -> bool:
        """True where fewer parameters compute than are stored."""
        return self.model.active_b is not None and self.model.active_b != self.model.total_b

    @property
    def released(self) -> str | None:
        """The day of its release as people write it."""
        return written_day(self.model.released)

    @property
    def rank_note(self) -> str:
        """How its German rank was measured."""
        return rank_note(self.model.german_note)

    @property
    def german(self) -> bool:
        """True where the publisher names German."""
        return "de" in self.model.languages


@require_safe
@login_not_required
def market(request: MemberRequest) -> HttpResponse:
    """Show the market; htmx swaps the table of open models."""
    catalogue = load()
    form = _form(request, catalogue)
    rows = shown(catalogue, form)
    context = {
        "catalogue": catalogue,
        "form": form,
        "rows": rows,
        "blanks": blanks(rows),
        "query": request.GET.urlencode(),
    }
    if wants_fragment(request):
        return render(request, f"{PAGE}#models", {**context, "fragment": True})
    voice = Voice(catalogue, get_language() or "de")
    context |= {
        "charts": [
            chart
            for chart in (charts.bubble(catalogue, voice), charts.gap(catalogue, voice))
            if chart is not None
        ],
        "closed": [
            {
                "model": model,
                "country": country_name(model.country),
                "released": written_day(model.released),
                "dated": written_day(model.dated),
                "rank_note": rank_note(model.german_note),
            }
            for model in by_name(catalogue)
        ],
        "closed_ranked": sum(
            model.german_rank is not None for model in catalogue.closed_models.values()
        ),
        "ranks": catalogue.sources[RANKS],
        "ranks_dated": written_day(catalogue.sources[RANKS].dated),
    }
    return render(request, PAGE, context)


@require_safe
@login_not_required
def market_csv(request: MemberRequest) -> HttpResponse:
    """The same models as a table for a spreadsheet, filtered alike, then the closed ones."""
    catalogue = load()
    german = (get_language() or "de").startswith("de")
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{_("models")}.csv"'
    answer.write(BOM)
    writer = csv.writer(answer, delimiter=";" if german else ",")
    writer.writerow(_csv_head())
    rows = shown(catalogue, _form(request, catalogue))
    for cells in (*map(_open_cells, rows), *map(_closed_cells, by_name(catalogue))):
        writer.writerow([_cell(cell, german) for cell in cells])
    return answer


def _form(request: MemberRequest, catalogue: Catalogue) -> MarketForm:
    return MarketForm(request.GET, countries(catalogue.models.values()))


def by_name(catalogue: Catalogue) -> list[ClosedModel]:
    """The closed models from A to Z."""
    return sorted(catalogue.closed_models.values(), key=lambda model: model.code.casefold())


def shown(catalogue: Catalogue, form: MarketForm) -> list[Row]:
    """The open models that pass the filters, ordered; a filter in error is left out."""
    form.is_valid()
    wanted: dict[str, Any] = form.cleaned_data
    models = [model for model in catalogue.models.values() if _passes(model, wanted)]
    models.sort(key=lambda model: model.code.casefold())
    models.sort(key=ORDERING[wanted.get("order") or "name"])
    return [_row(model) for model in models]


def _passes(model: OpenModel, wanted: dict[str, Any]) -> bool:
    largest, country = wanted.get("largest"), wanted.get("country")
    return (
        (largest is None or (model.total_b is not None and model.total_b <= largest))
        and (not country or country in model.country.split("/"))
        and (not wanted.get("untrapped") or model.trap == "none")
        and (not wanted.get("ranked") or model.german_rank is not None)
    )


# Blank facts stand last, whichever way a fact is ordered.
ORDERING: dict[str, Callable[[OpenModel], tuple[Any, ...]]] = {
    "name": lambda model: (),
    "publisher": lambda model: (model.publisher.casefold(),),
    "size": lambda model: (model.total_b is None, model.total_b or 0),
    "rank": lambda model: (model.german_rank is None, model.german_rank or 0),
    "released": lambda model: (model.released is None, _newest_first(model.released or "")),
    "context": lambda model: (model.context is None, -(model.context or 0)),
}


def rank_note(note: str | None) -> str:
    """The leaderboard's remarks on one rank in words; an unknown remark stays as it is."""
    words = {
        "val": _("smaller set of tests"),
        "#thinking": _("with long thinking"),
        "#no-thinking": _("without thinking"),
        "#high": _("thinking: high"),
        "#medium": _("thinking: medium"),
        "#low": _("thinking: low"),
    }
    remarks = (remark.strip() for remark in (note or "").split(","))
    return ", ".join(words.get(remark, remark) for remark in remarks if remark)


def written_day(dated: str | None) -> str | None:
    """A day as people write it; what is not a whole date, 2026-05 for example, stays."""
    try:
        return day(date.fromisoformat(dated)) if dated else None
    except ValueError:
        return dated


def _newest_first(dated: str) -> list[int]:
    return [-int(part) for part in dated.split("-") if part.isdigit()]


def _row(model: OpenModel) -> Row:
    try:
        cache = kv_bytes_per_token(model) / KIB
    except MissingFactsError:
        cache = None
    return Row(model, country_name(model.country), trap_tag(model), cache)


def blanks(rows: Sequence[Row]) -> list[tuple[str, int]]:
    """How often a fact could not be verified, by column; columns without a blank are left out."""
    counted = [
        (_("size"), sum(row.model.total_b is None for row in rows)),
        (_("active size"), sum(row.model.active_b is None for row in rows)),
        (_("context"), sum(row.model.context is None for row in rows)),
        (_("licence"), sum(not row.model.licence for row in rows)),
        (_("languages"), sum(not row.model.languages for row in rows)),
        (_("German rank"), sum(row.model.german_rank is None for row in rows)),
        (_("release date"), sum(row.model.released is None for row in rows)),
        (_("cache per token"), sum(row.cache_kib is None for row in rows)),
    ]
    return [(name, count) for name, count in counted if count]


def trap_tag(model: OpenModel) -> Tag:
    """What in the licence may stop a company in the EU."""
    return {
        "none": Tag(_("no known trap"), "ok"),
        "eu_excluded": Tag(_("not for companies in the EU"), "danger"),
        "non_commercial": Tag(_("not for business use"), "danger"),
        "research_only": Tag(_("for research only"), "danger"),
        "user_limit": Tag(_("limit on users"), "warn"),
        "unclear": Tag(_("terms not clear"), "warn"),
    }[model.trap]


def countries(models: Iterable[OpenModel]) -> dict[str, str]:
    """Every seat of a publisher with its name, by name."""
    codes = {code for model in models for code in model.country.split("/")}
    names = {code: country_name(code) for code in codes}
    return dict(sorted(names.items(), key=lambda entry: entry[1]))


def country_name(code: str) -> str:
    """The name of a country, or of both where two share a model; else the code."""
    names = {
        "CA": _("Canada"),
        "CH": _("Switzerland"),
        "CN": _("China"),
        "DE": _("Germany"),
        "ES": _("Spain"),
        "EU": pgettext("seat of a publisher", "EU (joint project)"),
        "FR": _("France"),
        "US": _("USA"),
    }
    return " / ".join(names.get(part, part) for part in code.split("/"))


def _csv_head() -> list[str]:
    return [
        _("Kind"),
        _("Model"),
        _("Publisher"),
        _("Country"),
        _("Parameters, billions"),
        _("Active parameters, billions"),
        _("Context, tokens"),
        _("Licence"),
        _("Terms"),
        _("Trap"),
        _("Languages"),
        _("German rank"),
        _("Released"),
        _("Cache per token, KiB"),
        _("USD per million in"),
        _("USD per million out"),
        _("Source"),
    ]


def _open_cells(row: Row) -> list[str | float | None]:
    model = row.model
    return [
        *(_("open"), model.code, model.publisher, row.country),
        *(model.total_b, model.active_b, model.context, model.licence),
        *(model.terms.in_language(get_language() or "de"), row.trap.text),
        *(" ".join(model.languages), model.german_rank, model.released),
        *(row.cache_kib, None, None, model.source),
    ]


def _closed_cells(model: ClosedModel) -> list[str | float | None]:
    return [
        *(_("closed"), model.code, model.publisher, country_name(model.country)),
        *([None] * 7),
        *(model.german_rank, model.released, None),
        *(model.usd_in, model.usd_out, model.source),
    ]


def _cell(value: str | float | None, german: bool) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    written = f"{value:g}" if value % 1 else f"{value:.0f}"
    return written.replace(".", ",") if german else written
