"""The reel that a page made of a film: one file among the exports, which goes with the film."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from vigwidgets import frameworks
from vigwidgets.core.access import Person
from vigwidgets.core.errors import NotFound
from vigwidgets.core.mark import Mark, check_id
from vigwidgets.core.permission import USES, type_of_use, use_named
from vigwidgets.core.reel import ReelItem
from vigwidgets.core.reel_captions import WAYS, Way, way_named
from vigwidgets.exchange.reel_captions import ENDING
from vigwidgets.films.claim import claimed, clear_unclaimed
from vigwidgets.journal import Journal
from vigwidgets.workbook import reels
from vigwidgets.workbook.folder.data_folder import DataFolder, refusal_of
from vigwidgets.workbook.keeping.film_traces import unlink_all
from vigwidgets.workbook.own_process import OwnProcess, run

_NAME: Final = "reel-{film_id}.{duration_ms}.{captions}.{use}.{shows}.mp4"
"""One name holds everything, so that one step puts a new reel in the place of an earlier one."""
_FORM: Final = r"reel-{film_id}\.(\d+)(?:\.({ways})\.({uses}))?\.([0-9a-f]{{64}})\.(?:mp4|vtt)"
"""Earlier ones named neither captions nor use."""


@dataclass(frozen=True, slots=True)
class KeptReel:
    """A reel that lies ready.

    Attributes:
        path: The MP4.
        duration_ms: Its length.
        size_bytes: Its size.
        shows: Digest of the arrangement it was made from, as `digest` gives it.
        captions: How they are shown.
        use: What it was made for: `work`, `group` or `training`.
    """

    path: Path
    duration_ms: int
    size_bytes: int
    shows: str
    captions: Way = "none"
    use: type_of_use = "work"

    @property
    def captions_path(self) -> Path | None:
        """Where its captions are, if they are in a file beside it."""
        return self.path.with_suffix(ENDING) if self.captions == "beside" else None


def kept_reel(data: DataFolder, film_id: str) -> KeptReel | None:
    """Return the reel that was made of a film last, or None. The film's id is in its name, so it is erased with it."""
    found: list[tuple[int, KeptReel]] = []
    for path, (duration_ms, captions, use, shows) in _all_of(data, film_id):
        if path.suffix == ENDING:
            continue
        with suppress(OSError):  # gone this very moment
            facts = path.stat()
            way, wanted = way_named(captions or "none"), use_named(use or "work")
            found.append((facts.st_mtime_ns, KeptReel(path, int(duration_ms), facts.st_size, shows, way, wanted)))
    return max(found, key=lambda one: one[0])[1] if found else None


def discard(data: DataFolder, film_id: str) -> None:
    """Throw the made reel away; its arrangement stays in the journal.

    Raises:
        ShelfUnavailable: the file can be neither removed nor emptied.
    """
    unlink_all(path for path, _ in _all_of(data, film_id))


def _all_of(data: DataFolder, film_id: str) -> Iterator[tuple[Path, tuple[str, str | None, str | None, str]]]:
    """Yield every reel of a film, and every file beside one, with what its name tells.

    There are two reels while one takes another's place.
    """
    form = re.compile(_FORM.format(film_id=re.escape(check_id(film_id)), ways="|".join(WAYS), uses="|".join(USES)))
    for path in data.exports.glob("reel-*"):
        if named := form.fullmatch(path.name):
            yield path, (named[1], named[2], named[3], named[4])


def digest(items: Sequence[ReelItem], *, captions: Way = "none", marks: Iterable[Mark] = ()) -> str:
    """Return what tells whether a reel would show something else: spans, titles, their order, and words that are read.

    Args:
        items: In the reel's order.
        captions: How they are shown; where there are none nobody sees what was written about the moments.
        marks: Those the items were made from.
    """
    shown: list[list[Any]] = [[item.span.start_ms, item.span.end_ms, item.title.strip()] for item in items]
    if captions != "none":
        said = reels.remarks_of_items(items, marks)
        shown += [[captions, *([one.at_ms, one.text.strip()] for one in said[item.id])] for item in items]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()


def making(
    data: DataFolder, *, person: Person, film_id: str, captions: Way = "none", use: type_of_use = "work"
) -> OwnProcess:
    """Return the process that makes the reel of a film as it is arranged now.

    Its last message is `{"made": true}`.

    Args:
        data: Where the film is kept.
        person: Whose it is.
        film_id: The film.
        captions: How they are shown.
        use: What the reel is for.

    Raises:
        OSError: no process could be started.
    """
    told = {"data": str(data.root), "person": person.id, "film": film_id, "captions": captions, "use": use}
    return OwnProcess(__name__, told)


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
    captions, use = way_named(wanted.get("captions", "none")), use_named(wanted.get("use", "work"))
    with Journal.open(data.journal_location(), person=person, framework=frameworks.load()) as journal:
        items, marks = journal.reel(film_id), journal.marks(film_id)
        plan = reels.plan_of_items(data, journal.film(film_id), items, marks=marks, use=use)
        clear_unclaimed(data.temporary)
        try:
            with claimed(data.temporary) as place:
                made = reels.make(plan, place / "reel.mp4", captions=captions, on_progress=on_progress)
                journal.film(film_id)  # raises when it was erased meanwhile
                shows = digest(items, captions=captions, marks=marks)
                told = {"duration_ms": made.duration_ms, "captions": captions, "use": use, "shows": shows}
                path = data.exports / _NAME.format(film_id=film_id, **told)
                if captions == "beside":  # first, because the reel is there once its own file is
                    (place / "reel.vtt").write_text(made.captions, "utf-8", newline="\n")
                    _settle(place / "reel.vtt", path.with_suffix(ENDING))
                _settle(place / "reel.mp4", path)
            unlink_all(other for other, _ in _all_of(data, film_id) if other.stem != path.stem)
        except OSError as exc:
            raise refusal_of(exc) from exc
        try:
            journal.film(film_id)
        except NotFound:
            discard(data, film_id)
            raise
    return {"made": True}


def _settle(made: Path, path: Path) -> None:
    """Give a reel its place, in one step and once all of it is on disk."""
    made.chmod(0o600)
    with made.open("rb+") as file:
        os.fsync(file.fileno())
    made.replace(path)


if __name__ == "__main__":
    run(make)
