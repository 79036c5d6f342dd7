"""Where somebody stopped, so that they can carry on there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.mark import check_id
from vigwidgets.core.span import is_whole


@dataclass(frozen=True, slots=True)
class LeftOff:
    """A place in a chapter.

    Attributes:
        chapter: Id of the chapter.
        paragraph: Id of the notebook's cell that was being read, or empty for the beginning.
        film: Id of the film or clip that was open last, or None.
        time_ms: Where it stood, or None without a film.
        at: Aware UTC instant.
    """

    chapter: str
    paragraph: str
    film: str | None
    time_ms: int | None
    at: datetime

    def __post_init__(self) -> None:
        check_id(self.chapter)
        if self.paragraph:
            check_id(self.paragraph)
        if self.film is not None:
            check_id(self.film)
        if self.time_ms is not None and (not is_whole(self.time_ms) or self.time_ms < 0 or self.film is None):
            raise InvalidValue("A place in a film is whole milliseconds from 0 on. Reload the page.")
        if self.at.tzinfo is None:
            raise InvalidValue("An instant needs its time zone. Use aware UTC.")
