"""The drawings, one function per kind of chart, all in one look.

Ways of sourcing are never told apart by six colours: rank 1 is petrol, the one compared amber,
all others grey, the excluded ones pale. Criteria colours appear in the contributions alone.
No chart text holds markup.
"""

from .bars import importance, readiness, shares
from .profiles import comparison_dots, comparison_radar
from .stacks import contributions, costs

__all__ = [
    "comparison_dots",
    "comparison_radar",
    "contributions",
    "costs",
    "importance",
    "readiness",
    "shares",
]
