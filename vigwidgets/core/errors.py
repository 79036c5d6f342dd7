"""One tree of errors. Each has a stable `code` and a sentence that says what is wrong and what to do."""

from __future__ import annotations

from typing import ClassVar


class VigError(Exception):
    """A refusal a person can act on.

    Attributes:
        code: Stable, in snake case; scripts and the browser may depend on it.
        sentence: "What is wrong. What to do." in plain words, without names or titles of people's films.
    """

    code: ClassVar[str] = "refused"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class InvalidValue(VigError, ValueError):
    """A value that cannot exist: a span that ends before it starts, an unknown kind."""

    code = "invalid_value"


class SpanOutsideFilm(InvalidValue):
    """A span that does not lie inside its film."""

    code = "span_outside_film"


class UnknownPrinciple(InvalidValue):
    """A principle key that the framework in use does not have."""

    code = "unknown_principle"


class NotFound(VigError):
    """An id that names nothing here, or nothing of this person's: the two are told alike on purpose."""

    code = "not_found"


class NotAllowed(VigError):
    """The person may not do this. Default answer of `core.access`."""

    code = "not_allowed"


class FilmRefused(VigError):
    """A file that cannot be used as a film."""

    code = "film_refused"


class FilmMissing(FilmRefused):
    """There is no file at that place."""

    code = "film_missing"


class FilmUnreadable(FilmRefused):
    """The file is empty, damaged, cut off, or no film at all."""

    code = "film_unreadable"


class FilmDamaged(FilmUnreadable):
    """The file is damaged somewhere, and good up to there.

    Attributes:
        good_ms: How long the good part is.
    """

    code = "film_damaged"

    def __init__(self, sentence: str, *, good_ms: int = 0) -> None:
        super().__init__(sentence)
        self.good_ms = good_ms


class FilmHasNoPicture(FilmRefused):
    """The file opens but holds no moving picture, for example sound alone."""

    code = "film_has_no_picture"


class FilmNotPlayable(FilmRefused):
    """A good film that browsers cannot play as it is."""

    code = "film_not_playable"


class JournalUnavailable(VigError):
    """The journal cannot be opened or written: disk full, folder unreadable, database away."""

    code = "journal_unavailable"


class JournalNewer(VigError):
    """The journal was written by a later version of the workbook."""

    code = "journal_newer"


class StorageFull(VigError):
    """The disk has no room for what was asked."""

    code = "storage_full"


class SceneRefused(VigError):
    """A scene script from which no clip can be drawn."""

    code = "scene_refused"


class BadRequest(VigError):
    """A request whose form is wrong: an unknown kind, a missing or mistyped part."""

    code = "bad_request"


class ChangedMeanwhile(VigError):
    """What was to be replaced is no longer what whoever asks had before them."""

    code = "changed_meanwhile"


class ShelfUnavailable(VigError):
    """The folder that keeps films cannot be read or written."""

    code = "shelf_unavailable"


class Cancelled(VigError):
    """Whoever asked for it has called it off."""

    code = "cancelled"


class NotPermitted(VigError):
    """The people in a film did not agree to this use, or their agreement has ended."""

    code = "not_permitted"


class BackupRefused(VigError):
    """A file that is no backup of ours, or not whole, or of another version."""

    code = "backup_refused"


class PackRefused(VigError):
    """A pack of clips that cannot be taken in, as a whole or for one clip of it."""

    code = "pack_refused"


class NamesUnseen(VigError):
    """A text that would leave with a name in it that nobody has looked at."""

    code = "names_unseen"
