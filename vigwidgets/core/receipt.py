"""What is left of something erased: that it was, when, and how much; never what it said."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.mark import check_id


@dataclass(frozen=True, slots=True)
class Receipt:
    """Proof that something was erased, without any of its content.

    Attributes:
        id: Made by whoever asked, so that a retry writes no second one.
        what: `film`, `reflection`, `room` or `everything`.
        erased_at: Aware UTC instant.
        films: How many films.
        marks: How many marks, those among them that people made in a room.
        texts: How many kept texts of reflections.
        files: How many files on disk.
        size_bytes: Their bytes in all.
    """

    id: str
    what: Literal["film", "reflection", "room", "everything"]
    erased_at: datetime
    films: int = 0
    marks: int = 0
    texts: int = 0
    files: int = 0
    size_bytes: int = 0

    def __post_init__(self) -> None:
        check_id(self.id)
        if self.erased_at.tzinfo is None:
            raise InvalidValue("An instant needs its time zone. Use aware UTC.")
        if min(self.films, self.marks, self.texts, self.files, self.size_bytes) < 0:
            raise InvalidValue("A receipt counts from 0 on. Count again.")

    def as_json(self) -> dict[str, Any]:
        """Return the receipt as JSON can hold it."""
        return {**asdict(self), "erased_at": self.erased_at.isoformat()}
