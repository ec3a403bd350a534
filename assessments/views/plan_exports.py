"""The plan to take along: dates for the calendar, a workbook for everybody else."""

import re

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.report.plan_files import plan_calendar, plan_workbook
from assessments.services import plan as service

from .access import MemberRequest, assessment_for
from .plan_board import Board, board_of

ICS = "text/calendar; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def plan_ics(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Download everything with a due date as calendar entries."""
    board = board_of(request, assessment_for(request, assessment_id))
    planned = service.planned(board.present, board.origins, board.voice)
    return _file(plan_calendar(planned, _name(board), board.voice), ICS, _filename(board, "ics"))


@require_safe
def plan_xlsx(request: MemberRequest, assessment_id: int) -> HttpResponse:
    """Download the whole plan as a workbook."""
    board = board_of(request, assessment_for(request, assessment_id))
    planned = service.planned(board.present, board.origins, board.voice)
    book = plan_workbook(planned, _name(board), board.voice, made=timezone.now())
    return _file(book, XLSX, _filename(board, "xlsx"))


def _name(board: Board) -> str:
    return _("Action plan: %(company)s") % {"company": board.assessment.company.name}


def _filename(board: Board, ending: str) -> str:
    """Return "Plan-Hallweg-Sondermaschinen-GmbH-2026-11-23.xlsx"; letters keep umlauts."""
    company = re.sub(r"[^\w]+", "-", board.assessment.company.name).strip("-_")[:60].rstrip("-_")
    parts = (_("Plan"), company, board.today.isoformat())
    return "-".join(part for part in parts if part) + f".{ending}"


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
