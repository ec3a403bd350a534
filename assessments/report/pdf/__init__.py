"""The printing room: a report becomes an accessible PDF (PDF/UA-1), in memory."""

from .printing import report_pdf

__all__ = ["report_pdf"]
