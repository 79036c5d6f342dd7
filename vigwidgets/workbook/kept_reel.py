"""The reel that a page made of a film: one file among the exports, which goes with the film."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from vigwidgets import frameworks
from vigwidgets.core.access import Person
from vigwidgets.core.errors import NotFound
from vigwidgets.core.mark import check_id
from vigwidgets.core.reel import ReelItem
from vigwidgets.films.claim import claimed, clear_unclaimed
from vigwidgets.journal import Journal
from vigwidgets.workbook import reels
from vigwidgets.workbook.folder.data_folder import DataFolder, refusal_of
from vigwidgets.workbook.keeping.film_traces import unlink_all
from vigwidgets.workbook.own_process import OwnProcess, run

_FACTS: Final = ".json"


@dataclass(frozen=True, slots=True)
class KeptReel:
    """A reel that lies ready.

    Attributes:
        path: The MP4.
        duration_ms: Its length.
        size_bytes: Its size.
        shows: Digest of the arrangement it was made from, as `digest` gives it.
    """

    path: Path
    duration_ms: int
    size_bytes: int
    shows: str


def reel_path(data: DataFolder, film_id: str) -> Path:
    """Return where the reel of a film lies once it was made; the film's id is in its name, so it is erased with it."""
    return data.exports / f"reel-{check_id(film_id)}.mp4"


def kept_reel(data: DataFolder, film_id: str) -> KeptReel | None:
    """Return the reel that was made of a film, or None."""
    path = reel_path(data, film_id)
    try:
        facts = json.loads(path.with_suffix(_FACTS).read_text("utf-8"))
        return KeptReel(path, int(facts["duration_ms"]), path.stat().st_size, str(facts["shows"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def discard(data: DataFolder, film_id: str) -> None:
    """Throw the made reel away; its arrangement stays in the journal.

    Raises:
        ShelfUnavailable: the file can be neither removed nor emptied.
    """
    path = reel_path(data, film_id)
    unlink_all([path.with_suffix(_FACTS), path])


def digest(items: Sequence[ReelItem]) -> str:
    """Return what tells whether a reel would show something else: spans, titles and their order."""
    shown = [[item.span.start_ms, item.span.end_ms, item.title.strip()] for item in items]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()


def making(data: DataFolder, *, person: Person, film_id: str) -> OwnProcess:
    """Return the process that makes the reel of a film as it is arranged now.

    Its last message is `{"made": true}`.

    Raises:
        OSError: no process could be started.
    """
    return OwnProcess(__name__, {"data": str(data.root), "person": person.id, "film": film_id})


def make(wanted: dict[str, Any], on_progress: Callable[[int, int], None]) -> dict[str, Any]:
    """Make the reel, put it in the place of an earlier one, and say so.

    Raises:
        NotFound: the film is not here, or was erased meanwhile.
        NotPermitted: the people in it did not agree.
        InvalidValue: no moment is in the reel.
        FilmRefused: the film is damaged.
        StorageFull, JournalUnavailable: the reel cannot be written. What lay there before is untouched.
    """
    data, film_id = DataFolder(Path(wanted["data"])), wanted["film"]
    person = Person(wanted["person"])
    with Journal.open(data.journal_location(), person=person, framework=frameworks.load()) as journal:
        items = journal.reel(film_id)
        plan = reels.plan_of_items(data, journal.film(film_id), items)
        clear_unclaimed(data.temporary)
        try:
            with claimed(data.temporary) as place:
                made = reels.make(plan, place / "reel.mp4", on_progress=on_progress)
                facts = {"duration_ms": made.duration_ms, "shows": digest(items)}
                (place / "facts").write_text(json.dumps(facts), "utf-8")
                journal.film(film_id)  # raises when it was erased meanwhile
                _settle(place, reel_path(data, film_id))
        except OSError as exc:
            raise refusal_of(exc) from exc
        try:
            journal.film(film_id)
        except NotFound:
            discard(data, film_id)
            raise
    return {"made": True}


def _settle(place: Path, path: Path) -> None:
    """Give both files their names, on disk; the facts come last, and without them there is no reel."""
    for name in ("reel.mp4", "facts"):
        (place / name).chmod(0o600)
        with (place / name).open("rb+") as file:
            os.fsync(file.fileno())
    path.with_suffix(_FACTS).unlink(missing_ok=True)
    (place / "reel.mp4").replace(path)
    (place / "facts").replace(path.with_suffix(_FACTS))


if __name__ == "__main__":
    run(make)
