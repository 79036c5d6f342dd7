"""The end of a room, and what is kept until when.

Phone and screen: `closing`, the instant at which all is erased, or null while the room goes on.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from vigwidgets.server.answering import misread
from vigwidgets.server.rooms.part import RoomPart

KEPT: Final = ("now", "hour", "midnight")
"""What whoever leads chooses from."""


def kept_until(chosen: Any) -> datetime | None:
    """Return until when a room that ends now is kept, aware; None for not at all.

    Args:
        chosen: One of `KEPT`; midnight is that of this machine.

    Raises:
        BadRequest: it is none of them.
    """
    if chosen == "now":
        return None
    if chosen == "hour":
        return datetime.now(UTC) + timedelta(hours=1)
    if chosen == "midnight":
        tomorrow = datetime.now().astimezone() + timedelta(days=1)
        return datetime(tomorrow.year, tomorrow.month, tomorrow.day).astimezone()
    raise misread("until")


class EndingPart(RoomPart):
    """Tells every page that the room has ended, and until when things can be taken home."""

    outlasts = True

    def screen_state(self) -> dict[str, Any]:
        """Tell it."""
        until = self.gathering.room.kept_until
        return {"closing": until and until.isoformat()}

    def phone_state(self, person_id: str) -> dict[str, Any]:  # noqa: ARG002 - the same for everybody
        """Tell it."""
        return self.screen_state()
