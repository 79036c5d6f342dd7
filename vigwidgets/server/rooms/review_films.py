"""What may be shown in a group shared review: each film by its own permission, in its owner's own journal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import InvalidValue, NotPermitted
from vigwidgets.words.sentences import spoken
from vigwidgets.workbook import reels
from vigwidgets.workbook.clips import CAPTIONS
from vigwidgets.workbook.kept_reel import digest, kept_reel

if TYPE_CHECKING:
    from pathlib import Path

    from vigwidgets.core.film import Film
    from vigwidgets.core.review import ReviewReel
    from vigwidgets.server.desk import Desk

USE: Final = "group"
NOT_MADE: Final = "The file of this reel is not made yet. Make it in your reel, for a group review, then press again."
"""Nothing of a film but what is in the reel goes to anybody's device, so the reel has to be a file of its own."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a big screen plays, one clip after the other.

    Attributes:
        path: The film's file.
        clips: Of each, what stands on the card before it (no card where empty), and from when to when, in ms.
        captions: The file beside the film, where there is one.
    """

    path: Path
    clips: tuple[tuple[str, int, int], ...]
    captions: Path | None

    def as_json(self) -> list[dict[str, Any]]:
        """Return the clips as pages hear them."""
        return [{"title": title, "start_ms": start, "end_ms": end} for title, start, end in self.clips]


def whose(reel: ReviewReel) -> Person:
    """Return in whose work a reel is read."""
    return Person(reel.presenter_id if reel.presenter_id and reel.is_theirs else LOCAL_OWNER)


def allowed(desk: Desk, reel: ReviewReel) -> Film:
    """Return the film it is of, if it may be shown today; raises as `shown`."""
    return desk.journal(whose(reel)).film_for(reel.film_id, use=USE)


def shown(desk: Desk, reel: ReviewReel) -> Shown:
    """Return what the big screen plays of it today.

    Raises:
        NotPermitted: the people in the film did not agree to a group review, or no longer do.
        NotFound: the film is not here any more.
        InvalidValue: no moment is in the reel.
    """
    journal, film = desk.journal(whose(reel)), allowed(desk, reel)
    if reel.what == "film":
        path, _times = reels.opened(desk.data, film, use=USE)
        clips = (("", 0, film.duration_ms),)
    else:
        plan = reels.plan_of_items(desk.data, film, journal.reel(film.id), use=USE)
        path = plan.path
        spans = zip(plan.titles, plan.clips, strict=True)
        clips = tuple((title, clip.span.start_ms, clip.span.end_ms) for title, clip in spans)
    beside = path.with_name(CAPTIONS)
    return Shown(path, clips, beside if beside.is_file() else None)


def for_devices(desk: Desk, reel: ReviewReel) -> Path:
    """Return the file that people see on their own devices: the film, or the reel that was made of it.

    Raises:
        NotPermitted, NotFound: as `shown`.
        InvalidValue: the reel was not made for a group review, or was changed since.
    """
    journal, film = desk.journal(whose(reel)), allowed(desk, reel)
    if reel.what == "film":
        return reels.opened(desk.data, film, use=USE)[0]
    kept = kept_reel(desk.data, film.id)
    if kept is None or kept.use != USE:
        raise InvalidValue(NOT_MADE)
    if kept.shows != digest(journal.reel(film.id), captions=kept.captions, marks=journal.marks(film.id)):
        raise InvalidValue(NOT_MADE)
    return kept.path


def offers(desk: Desk, person: Person) -> list[dict[str, Any]]:
    """Return a person's own films, with the reason beside those that may not be brought."""
    journal, told = desk.journal(person), []
    for film in journal.films():
        refused = ""
        try:
            journal.film_for(film.id, use=USE)
        except NotPermitted as refusal:
            refused = spoken(refusal.sentence)
        reel = bool(journal.reel(film.id))
        told.append({"film_id": film.id, "title": film.title, "reel": reel, "refused": refused})
    return told
