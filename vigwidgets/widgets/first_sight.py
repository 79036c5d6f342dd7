"""The first time with a film of oneself: watch the other once, then oneself."""

from __future__ import annotations

from typing import Any, ClassVar, Final

import traitlets as t

from vigwidgets.core.errors import BadRequest
from vigwidgets.core.span import is_whole
from vigwidgets.widgets.base import VigWidget

STEPS: Final = 2


class FirstSight(VigWidget):
    """A calm card in two steps. It locks nothing, can be left aside, and folds away when both are done.

    Above them stands the working point that the person wrote last: this is where they wanted to look for it.

    `first_sight.set {"film_id", "step"}` is answered `{"step"}`, the one that is kept now.
    """

    module: ClassVar[str] = "first_sight"

    film_id = t.Unicode("", help="Id of the film the steps are about; empty shows nothing; Python → view.").tag(
        sync=True
    )
    step = t.Int(
        0, min=0, max=STEPS, help="How far: 0 not begun, 1 watched the other, 2 watched oneself too; Python → view."
    ).tag(sync=True)
    point = t.Unicode(
        "", help="The working point in the person's own words, to look for in this film; empty: none; Python → view."
    ).tag(sync=True)

    def answers(self) -> dict[str, Any]:
        """Return the answer of a widget that stands alone: the step is kept as long as it lives."""
        return {"first_sight.set": self._set}

    def _set(self, payload: dict[str, Any]) -> dict[str, Any]:
        self.step = step_in(payload)
        return {"step": self.step}


def step_in(payload: dict[str, Any]) -> int:
    """Return the step of a request, 0 to 2, or raise `BadRequest`."""
    step = payload.get("step")
    if not isinstance(step, int) or not is_whole(step) or not 0 <= step <= STEPS:
        raise BadRequest("The page asked in a form this workbook does not know. Reload the page.")
    return step
