"""Principles as cards, to be placed on the rungs of the framework's ladder."""

from __future__ import annotations

from typing import Any, ClassVar

import traitlets as t

from vigwidgets.core.errors import BadRequest
from vigwidgets.widgets.exercise import ODD, Exercise


class BuildTheLadder(Exercise):
    """An exercise: each card goes on one of the rungs, and is told where the framework has it, and why.

    The answer is `{placed: {principle: tier}}`, by keys and numbers, in the order in which the cards were placed.
    """

    module: ClassVar[str] = "build_ladder"

    cards = t.List(
        t.Dict(),
        help="In the order in which they lie, `{key, name, tier, why}`: the number of the tier that the framework has "
        "it in, and why; Python → view.",
    ).tag(sync=True)
    rungs = t.List(
        t.Dict(),
        help="Lowest first, `{number, name, about, rests}`: what it is about, and why it stands on those below; Python "
        "→ view.",
    ).tag(sync=True)
    credit = t.Unicode("", help="Whose framework it is; Python → view.").tag(sync=True)

    def check(self, answer: dict[str, Any]) -> None:
        """Raise `BadRequest` unless each card that was placed lies on one of the rungs."""
        keys = {card["key"] for card in self.cards}
        numbers = {rung["number"] for rung in self.rungs}
        placed = answer.get("placed")
        if set(answer) != {"placed"} or not isinstance(placed, dict) or not placed.keys() <= keys:
            raise BadRequest(ODD)
        if not all(type(number) is int and number in numbers for number in placed.values()):
            raise BadRequest(ODD)
