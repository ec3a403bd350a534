"""The drawings, one function per kind of chart, all in one look.

Ways of sourcing are never told apart by six colours: rank 1 is petrol, the one compared amber,
all others grey, the excluded ones pale. Criteria colours appear in the contributions alone.
No chart text holds markup.
"""

from .bars import importance, readiness
from .crossing import crossing
from .differences import differences
from .profiles import comparison_dots, comparison_radar
from .ranks import ranks
from .stacks import contributions, costs
from .tornado import tornado

__all__ = [
    "comparison_dots",
    "comparison_radar",
    "contributions",
    "costs",
    "crossing",
    "differences",
    "importance",
    "ranks",
    "readiness",
    "tornado",
]
