"""What every composition is, and how its requests are read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from vigwidgets.core.errors import BadRequest

if TYPE_CHECKING:
    from vigwidgets.widgets.base import VigWidget
    from vigwidgets.workbook.bound import Bound

NewId = Callable[[], dict[str, Any]]
"""Gives a widget its id where the notebook is only placed; nothing elsewhere."""


class Composition(Protocol):
    """What a book places: widgets, each with whether it waits for a person, and how they are joined to one."""

    widgets: list[tuple[VigWidget, bool]]

    def bind(self, bound: Bound) -> None:
        """Show this person's work and keep what they do."""


def text_in(payload: dict[str, Any], name: str) -> str:
    """Return the text `name` of a request, or raise `BadRequest`."""
    value = payload.get(name)
    if not isinstance(value, str):
        raise BadRequest("The page asked in a form this workbook does not know. Reload the page.")
    return value
