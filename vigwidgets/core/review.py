"""A group shared review: up to four people's reels on a big screen, and what others saw in them that went well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.mark import check_id
from vigwidgets.core.room import told_name
from vigwidgets.core.span import is_whole

MOST_REELS: Final = 4
LONGEST_NOTE: Final = 500
MOST_NOTES: Final = 400
"""Of one reel."""
Brought = Literal["reel", "film"]


@dataclass(frozen=True, slots=True)
class ReviewReel:
    """What somebody brings to a group shared review.

    Attributes:
        id: Made by whoever brings it.
        film_id: Id of the film.
        what: `reel` is the reel of that film as its owner arranged it, `film` all of it.
        whose: Whose it is, by a name that was typed in, white space made single.
        presenter_id: Who in the room presents it; None where whoever opened the room does.
        is_theirs: Whether it is of the presenter's own work; else of the work of whoever opened the room.
    """

    id: str
    film_id: str
    what: Brought
    whose: str
    presenter_id: str | None = None
    is_theirs: bool = False

    def __post_init__(self) -> None:
        check_id(self.id)
        check_id(self.film_id)
        if self.what not in ("reel", "film"):
            raise InvalidValue("A reel or a whole film can be brought to a review. Choose one of them.")
        object.__setattr__(self, "whose", told_name(self.whose))
        if self.presenter_id is not None:
            check_id(self.presenter_id)
        elif self.is_theirs:
            raise InvalidValue("Somebody's own work is presented by themselves. Say who presents it.")


@dataclass(frozen=True, slots=True)
class ReviewNote:
    """What somebody saw that went well, in a few words.

    Attributes:
        id: Made by their phone, unique among this person's.
        person_id: Who saw it.
        reel_id: In whose reel.
        clip: Which clip of it was playing, from 0 on.
        text: 1 to `LONGEST_NOTE` letters.
    """

    id: str
    person_id: str
    reel_id: str
    clip: int
    text: str

    def __post_init__(self) -> None:
        check_id(self.id)
        check_id(self.person_id)
        check_id(self.reel_id)
        if not is_whole(self.clip) or self.clip < 0:
            raise InvalidValue("A note is about one of the clips, counted from 0. Write it while one is shown.")
        if not self.text.strip() or len(self.text) > LONGEST_NOTE:
            raise InvalidValue(f"A note has 1 to {LONGEST_NOTE} letters. Write a few words.")
