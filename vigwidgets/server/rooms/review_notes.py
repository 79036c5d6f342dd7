"""What others saw that went well in the reel that is shown, and which of it the big screen shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vigwidgets.core.review import ReviewNote


class Notes:
    """Of one reel, in the order in which they came. Whoever reads them hears nobody's name."""

    def __init__(self) -> None:
        self._all: Sequence[ReviewNote] = ()
        self._shown: str | None = None

    def take(self, notes: Sequence[ReviewNote]) -> None:
        """There are more of them."""
        self._all = notes

    def put_away(self) -> None:
        """Another reel is shown, or none."""
        self._all, self._shown = (), None

    def forget(self, person_id: str) -> None:
        """This person's are gone."""
        self._all = [one for one in self._all if one.person_id != person_id]

    def show(self, note_id: str | None) -> None:
        """Show that one on the big screen, or none."""
        self._shown = note_id

    def show_next(self) -> None:
        """Show the one after that which is shown, if there is one."""
        self._shown = self._next() or self._shown

    @property
    def has_more(self) -> bool:
        """Whether there is one after that which is shown."""
        return self._next() is not None

    @property
    def shown(self) -> str | None:
        """The words on the big screen."""
        return next((one.text for one in self._all if one.id == self._shown), None)

    def as_json(self) -> list[dict[str, Any]]:
        """Return them for whoever presents."""
        return [{"id": one.id, "clip": one.clip, "text": one.text, "shown": one.id == self._shown} for one in self._all]

    def _next(self) -> str | None:
        ids = [one.id for one in self._all]
        after = ids[ids.index(self._shown) + 1 :] if self._shown in ids else ids
        return after[0] if after else None
