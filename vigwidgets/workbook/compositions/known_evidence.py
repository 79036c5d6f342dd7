"""What is known, as it is shown in a chapter: the same for everybody."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Literal

from vigwidgets.analysis.evidence import studies
from vigwidgets.widgets.evidence import Evidence
from vigwidgets.workbook.compositions.composition import NewId

if TYPE_CHECKING:
    from vigwidgets.widgets.base import VigWidget
    from vigwidgets.workbook.bound import Bound


class KnownEvidence:
    """All studies.

    Args:
        shows: As a table, or as a picture of their effects.
        new_id: Gives the widget its id.
    """

    def __init__(self, *, shows: Literal["table", "picture"], new_id: NewId) -> None:
        self.figure = Evidence(studies=[asdict(one) for one in studies()], shows=shows, **new_id())
        self.widgets: list[tuple[VigWidget, bool]] = [(self.figure, False)]

    def bind(self, bound: Bound) -> None:
        """Nothing here is anybody's own."""
        self.figure.person_key = bound.person_key
