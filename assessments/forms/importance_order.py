"""An order of the criteria, with ties."""

from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from .importance import ImportanceForm

UP = "up"  # everything else moves down


class RankForm(ImportanceForm):
    """All criteria, the most important first; one may stand level with the one above.

    Sent as `order` once per criterion from top to bottom, `level` for every tie, and `move`
    ("up-KT") where a button shall move a row without JavaScript.
    """

    def clean(self) -> dict[str, Any]:
        """Refuse an order that does not hold every criterion once."""
        cleaned = super().clean() or {}
        if sorted(self._sent("order")) != sorted(self.codes):
            self.add_error(None, _("The order was incomplete. Please put the rows in order again."))
        return cleaned

    def _sent(self, name: str) -> list[str]:
        sent: list[str] = self.data.getlist(name) if hasattr(self.data, "getlist") else []
        return sent

    @property
    def rows(self) -> list[tuple[str, bool, int]]:
        """(criterion, level with the one above, place) from top to bottom."""
        order, level = self._order()
        places = self._places(order, level)
        return [(code, code in level, places[code]) for code in order]

    @property
    def values(self) -> dict[str, Any]:
        """Every criterion's place, 1 = matters most; ties share the first of their places."""
        places = self._places(*self._order())
        return {code: places[code] for code in self.codes}

    def _order(self) -> tuple[list[str], set[str]]:
        sent = self._sent("order")
        if self.is_bound and sorted(sent) == sorted(self.codes):
            return self._moved(sent, set(self._sent("level")))
        places = {code: self.initial[code] for code in self.codes if code in self.initial}
        order = sorted(self.codes, key=lambda code: places.get(code, 0))
        level = {low for high, low in pairwise(order) if places and places[high] == places[low]}
        return order, level

    def _moved(self, order: list[str], level: set[str]) -> tuple[list[str], set[str]]:
        """One row a place up or down; ties of the rows around it are no longer meant."""
        direction, __, code = str(self.data.get("move", "")).partition("-")
        if code not in order:
            return order, level
        above = order.index(code) - (direction == UP)
        if not 0 <= above < len(order) - 1:
            return order, level
        moved = list(order)
        moved[above], moved[above + 1] = moved[above + 1], moved[above]
        return moved, level - set(moved[above : above + 3])

    def _places(self, order: list[str], level: set[str]) -> dict[str, int]:
        places: dict[str, int] = {}
        for place, code in enumerate(order, start=1):
            tied = places and code in level
            places[code] = places[order[place - 2]] if tied else place
        return places
