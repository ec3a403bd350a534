"""Charts ready for the page: figure, finding, what is shown, source, words and table."""

from .company import importance_chart, readiness_chart
from .differences import difference_chart
from .robustness import crossing_chart, ranks_chart, tornado_chart
from .use_case import comparison_chart, contributions_chart, costs_chart

__all__ = [
    "comparison_chart",
    "contributions_chart",
    "costs_chart",
    "crossing_chart",
    "difference_chart",
    "importance_chart",
    "ranks_chart",
    "readiness_chart",
    "tornado_chart",
]
