"""Charts ready for the page: figure, finding, what is shown, source, words and table."""

from .company import importance_chart, readiness_chart
from .use_case import comparison_chart, contributions_chart, costs_chart, shares_chart

__all__ = [
    "comparison_chart",
    "contributions_chart",
    "costs_chart",
    "importance_chart",
    "readiness_chart",
    "shares_chart",
]
