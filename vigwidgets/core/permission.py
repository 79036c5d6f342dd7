"""What a film may be used for, who allowed it, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, get_args

from vigwidgets.core.errors import InvalidValue, NotPermitted

type_of_use = Literal["work", "group", "training"]
USES: Final[tuple[type_of_use, ...]] = get_args(type_of_use)
MOST_PEOPLE: Final = 40
LONGEST_LABEL: Final = 60
LONGEST_GIVER: Final = 300


@dataclass(frozen=True, slots=True)
class Permission:
    """What the people in a film agreed to.

    Attributes:
        uses: Some of `work` (the owner's own work), `group` (a group shared review), `training`;
            in that order, each once.
        until: Last day of the agreement, or None where no date was named.
        people: Labels or initials of who is in the film, each once, at most `MOST_PEOPLE`.
        given_by: Whose permission it is, in the owner's words; may be empty where nobody asked yet.
    """

    uses: tuple[str, ...] = ("work",)
    until: date | None = None
    people: tuple[str, ...] = ()
    given_by: str = ""

    def __post_init__(self) -> None:
        unknown = [use for use in self.uses if use not in USES]
        if unknown:
            raise InvalidValue(f"There is no permission called {unknown[0]!r}. Choose from {', '.join(USES)}.")
        people = tuple(dict.fromkeys(label for one in self.people if (label := " ".join(one.split()))))
        if len(people) > MOST_PEOPLE or any(len(label) > LONGEST_LABEL for label in people):
            raise InvalidValue(
                f"A film names at most {MOST_PEOPLE} people, each with at most {LONGEST_LABEL} letters. Use initials."
            )
        if len(self.given_by) > LONGEST_GIVER:
            raise InvalidValue(f"Whose permission it is has at most {LONGEST_GIVER} letters. Write it shorter.")
        object.__setattr__(self, "uses", tuple(use for use in USES if use in self.uses))
        object.__setattr__(self, "people", people)
        object.__setattr__(self, "given_by", " ".join(self.given_by.split()))

    @classmethod
    def parse(
        cls, uses: str, *, until: str | None = None, people: tuple[str, ...] = (), given_by: str = ""
    ) -> Permission:
        """Return the permission written as `work,group` and `2027-07-31`.

        Raises:
            InvalidValue: an unknown use, a date that is none, too many people or too many letters.
        """
        try:
            day = date.fromisoformat(until) if until else None
        except ValueError:
            raise InvalidValue(f"{until!r} is not a date. Write it as year-month-day, such as 2027-07-31.") from None
        return cls(tuple(use.strip() for use in uses.split(",") if use.strip()), day, people, given_by)

    def has_passed(self, *, on: date) -> bool:
        """Return whether the last day of the agreement was before the day `on`."""
        return self.until is not None and on > self.until

    def allows(self, use: str, *, on: date) -> bool:
        """Return whether `use` was agreed and its date has not passed on the day `on`."""
        return use in self.uses and not self.has_passed(on=on)

    def require(self, use: type_of_use, *, on: date) -> None:
        """Raise unless `use` is allowed on the day `on`.

        Raises:
            InvalidValue: there is no such use.
            NotPermitted: its date has passed, or nobody agreed to this use.
        """
        use_named(use)
        if self.has_passed(on=on):
            raise NotPermitted(
                "The permission for this film has ended. Ask again and write down the new date, or erase the film."
            )
        if use not in self.uses:
            raise NotPermitted(
                f"Nobody has agreed that this film is used for {_SPOKEN[use]}. Ask first, then tick it at the film."
            )


def use_named(name: str) -> type_of_use:
    """Return the use that has this name.

    Raises:
        InvalidValue: there is none.
    """
    for use in USES:
        if use == name:
            return use
    raise InvalidValue(f"There is no permission called {name!r}. Choose from {', '.join(USES)}.")


_SPOKEN: Final[dict[str, str]] = {"work": "your own work", "group": "a group review", "training": "training"}
