"""What people keep for themselves in a room, and what comes after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from vigwidgets.server.rooms.ending import EndingPart
from vigwidgets.server.rooms.evaluation import EvaluationPart
from vigwidgets.server.rooms.home import HomePart
from vigwidgets.server.rooms.notes import NotesPart
from vigwidgets.server.rooms.report import ReportPart

if TYPE_CHECKING:
    from vigwidgets.server.rooms.part import RoomPart

AFTER: Final[tuple[type[RoomPart], ...]] = (EndingPart, NotesPart, HomePart, ReportPart, EvaluationPart)
"""In the order in which a report tells of them."""
