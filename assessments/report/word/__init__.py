"""The report as a Word document that people go on writing in."""

from .document import report_docx

__all__ = ["report_docx"]
