"""The rules, the timetable of the AI Act and other law, for everybody to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.catalogue import Catalogue, load
from assessments.catalogue.entries import Source, SourcingOption
from assessments.catalogue.law import LegalDate, LegalTopic, Rule, Validity
from assessments.catalogue.technology import OpenModel
from assessments.report.sentences.triggers import triggers
from assessments.report.voice import Voice

from .market import country_name

PAGE = "rules/rules.html"
KINDS = ("gate", "condition", "duty", "flag")
TRAPS = ("eu_excluded", "non_commercial", "research_only")  # what KO-14 takes out
SOON = 90  # days that are counted one by one


@dataclass(frozen=True, slots=True)
class Line:
    """One rule, ready to be read."""

    rule: Rule
    trigger: tuple[str, ...]
    options: tuple[SourcingOption, ...]
    source: Source
    validity: Validity


@dataclass(frozen=True, slots=True)
class Dated:
    """One line of the timetable. when: how far it is from today, in words."""

    entry: LegalDate
    when: str
    past: bool
    source: Source


@require_safe
@login_not_required
def rules(request: HttpRequest) -> HttpResponse:
    """All rules by kind, the AI Act's dates, other law, and what KO-14 and KO-15 mean."""
    catalogue, today = load(), timezone.localdate()
    lines = _lines(catalogue, today)
    context = {
        "catalogue": catalogue,
        "today": today,
        "kinds": [(kind, [line for line in lines if line.rule.kind == kind]) for kind in KINDS],
        "unverified": sum(not line.rule.verified for line in lines),
        "outdated": sum(line.validity != "current" for line in lines),
        "timetable": [_dated(entry, catalogue, today) for entry in catalogue.timetable],
        "topics": _topics(catalogue),
        "trapped": trapped(catalogue),
        "examples": _examples(catalogue),
        "countries": _countries(catalogue),
    }
    return render(request, PAGE, context)


def _lines(catalogue: Catalogue, today: date) -> list[Line]:
    voice = Voice(catalogue, get_language() or "de")
    return [
        Line(
            rule,
            triggers(rule, voice),
            tuple(catalogue.options[code] for code in rule.options),
            catalogue.sources[rule.source],
            rule.validity(today),
        )
        for rule in catalogue.rules.values()
    ]


def _dated(entry: LegalDate, catalogue: Catalogue, today: date) -> Dated:
    past = entry.day <= today
    if past and entry.state == "expected":
        when = _("was expected; nobody here has seen it happen")
    elif past:
        when = _("has happened already")
    else:
        when = _ahead((entry.day - today).days)
    return Dated(entry, when, past, catalogue.sources[entry.source])


def _ahead(days: int) -> str:
    if days == 1:
        return _("from tomorrow")
    if days <= SOON:
        return ngettext("in %d day", "in %d days", days) % days
    months = round(days / 30.44)
    return ngettext("in about %d month", "in about %d months", months) % months


def _topics(catalogue: Catalogue) -> Sequence[tuple[LegalTopic, Source]]:
    return [(topic, catalogue.sources[topic.source]) for topic in catalogue.topics]


def trapped(catalogue: Catalogue) -> list[OpenModel]:
    """Open models whose licence a company in the EU cannot use."""
    return [model for model in catalogue.models.values() if model.trap in TRAPS]


def _examples(catalogue: Catalogue) -> list[tuple[OpenModel, bool]]:
    """The open models the lanes are reckoned with, and whether KO-14 takes each out."""
    codes = dict.fromkeys(found.model for found in catalogue.hardware)
    models = [catalogue.models[code] for code in codes if code in catalogue.models]
    return [(model, model.trap in TRAPS) for model in models]


def _countries(catalogue: Catalogue) -> list[tuple[str, int]]:
    """How many open models come from which country, the most first."""
    counts: dict[str, int] = {}
    for model in catalogue.models.values():
        counts[model.country] = counts.get(model.country, 0) + 1
    named = ((country_name(code), number) for code, number in counts.items())
    return sorted(named, key=lambda pair: (-pair[1], pair[0]))
