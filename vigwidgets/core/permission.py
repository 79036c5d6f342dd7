"""What a film may be used for, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from vigwidgets.core.errors import InvalidValue

type_of_use = Literal["work", "group", "training"]
USES: Final[tuple[type_of_use, ...]] = get_args(type_of_use)


@dataclass(frozen=True, slots=True)
class Permission:
    """What the people in a film agreed to.

    Attributes:
        uses: Some of `work` (the owner's own work), `group` (a group shared review), `training`;
            in that order, each once.
        until: Last day of the agreement, or None where no date was named.
    """

    uses: tuple[str, ...] = ("work",)
    until: date | None = None

    def __post_init__(self) -> None:
        unknown = [use for use in self.uses if use not in USES]
        if unknown:
            raise InvalidValue(f"There is no permission called {unknown[0]!r}. Choose from {', '.join(USES)}.")
        object.__setattr__(self, "uses", tuple(use for use in USES if use in self.uses))

    @classmethod
    def parse(cls, uses: str, *, until: str | None = None) -> Permission:
        """Return the permission written as `work,group` and `2027-07-31`.

        Raises:
            InvalidValue: an unknown use, or a date that is none.
        """
        try:
            day = date.fromisoformat(until) if until else None
        except ValueError:
            raise InvalidValue(f"{until!r} is not a date. Write it as year-month-day, such as 2027-07-31.") from None
        return cls(tuple(use.strip() for use in uses.split(",") if use.strip()), day)

    def allows(self, use: str, *, on: date) -> bool:
        """Return whether `use` was agreed and its date has not passed on the day `on`."""
        return use in self.uses and (self.until is None or on <= self.until)
