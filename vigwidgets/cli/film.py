"""`vig film`: films in, out and what is known of them."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from vigwidgets import words
from vigwidgets.cli.opening import find_film, opened_journal, opened_shelf
from vigwidgets.cli.refusing import REFUSED, error_object, say_line
from vigwidgets.cli.saying import (
    CLEAR_LINE,
    is_watched,
    one_line,
    tell_json,
    tell_lines,
    tell_pairs,
    tell_table,
    tell_watcher,
    text_of,
)
from vigwidgets.cli.writing import refuse_inside, write_whole
from vigwidgets.core.access import LOCAL_OWNER
from vigwidgets.core.errors import BadRequest, NotAllowed, VigError
from vigwidgets.core.permission import Permission
from vigwidgets.words.sentences import spoken
from vigwidgets.workbook.folder.data_folder import DataFolder

if TYPE_CHECKING:
    from vigwidgets.core.film import Film

_LISTED = ("id", "title", "duration_ms", "frames", "width", "height", "permission", "until")


def add(command: argparse.Namespace) -> int:
    """Copy films onto the shelf, in the order given; a refused one does not keep the others out."""
    said = words.load()["cli"]
    permission = agreed_in(command)
    if command.title is not None and len(command.paths) > 1:
        raise BadRequest(said["one_title"])
    data = DataFolder.find()
    if len(command.paths) == 1:
        film = _add_one(data, command.paths[0], title=command.title, permission=permission, good_part=command.good_part)
        _tell(film, command)
        return 0
    outcomes: list[dict[str, Any]] = []
    for path in command.paths:
        try:
            outcomes.append(
                _as_json(_add_one(data, path, title=None, permission=permission, good_part=command.good_part))
            )
        except VigError as refusal:
            say_line(said["none_added"].format(name=text_of(path), sentence=spoken(refusal.sentence)))
            outcomes.append(error_object(refusal.code, spoken(refusal.sentence)))
    added = [one for one in outcomes if "error" not in one]
    if command.json:
        tell_json(outcomes)
    else:
        tell_table(added, columns=_LISTED)
    return 0 if len(added) == len(outcomes) else REFUSED


def show_all(command: argparse.Namespace) -> int:
    """List the owner's films."""
    data, films = DataFolder.find(), []
    if data.holds_journal():
        with opened_journal(data) as journal:
            films = [_as_json(film) for film in journal.films()]
    if command.json:
        tell_json(films)
    else:
        tell_table(films, columns=_LISTED)
    return 0


def show(command: argparse.Namespace) -> int:
    """Show what is known of one film or clip."""
    _tell(find_film(DataFolder.find(), command.id), command)
    return 0


def frames(command: argparse.Namespace) -> int:
    """Print the time of every frame: a JSON list, or one a line."""
    data = DataFolder.find()
    film = find_film(data, command.id)
    if film.source == "drawn":
        from vigwidgets.workbook import clips

        times = clips.clip(film.id, data=data).frames
    else:
        from vigwidgets.films import Shelf
        from vigwidgets.workbook import film_shelf

        times = film_shelf.frame_times_of(Shelf(data.films), film)
    if command.json:
        tell_json(list(times.times_ms))
    else:
        tell_lines(str(time_ms) for time_ms in times.times_ms)
    return 0


def places(command: argparse.Namespace) -> int:
    """Listen to a film and print places to look: spans with a reason, the most promising first."""
    from vigwidgets.workbook import places_to_look

    said, data = words.load()["cli"], DataFolder.find()
    film = find_film(data, command.id)
    with progress(Path(film.title)) as on_progress:
        found = places_to_look.suggested(data, film, on_progress=on_progress)
    spans = [{"start_ms": one.span.start_ms, "end_ms": one.span.end_ms, "why": one.why} for one in found]
    if command.json:
        tell_json(spans)
    else:
        shown = ({**one, "why": said[f"places_{one['why']}"]} for one in spans)
        tell_table(shown, columns=("start_ms", "end_ms", "why"))
    return 0


def still(command: argparse.Namespace) -> int:
    """Write the frame that is shown at a time as a PNG."""
    from vigwidgets.films.still import still as drawn
    from vigwidgets.workbook import reels

    data = DataFolder.find()
    film = find_film(data, command.id)
    path, times = reels.opened(data, film)
    if not 0 <= command.at < film.duration_ms:
        raise BadRequest("There is no such time in the film. Choose one inside the film.")
    refuse_inside(data, command.out)
    number = times.frame_at(command.at)
    write_whole(command.out, drawn(path, frame=number))
    written = {"out": str(command.out), "frame": number, "time_ms": times.times_ms[number]}
    if command.json:
        tell_json(written)
    else:
        tell_pairs(written)
    return 0


def remove(command: argparse.Namespace) -> int:
    """Remove a film with its marks."""
    from vigwidgets.workbook.keeping.erasing import erase_film

    said, data = words.load()["cli"], DataFolder.find()
    film = find_film(data, command.id)
    if film.source == "drawn":
        raise NotAllowed(said["clips_stay"])
    if not command.yes:
        raise BadRequest(said["say_yes"])
    data.make()
    with opened_shelf(data) as (journal, shelf):
        film = journal.film(command.id)
        erase_film(journal, shelf, data, command.id, receipt_id=uuid4().hex)
    if command.json:
        tell_json(_as_json(film))
    else:
        tell_lines([said["removed"]])
    return 0


def agreed_in(command: argparse.Namespace) -> Callable[[Permission], Permission]:
    """Return what puts what was said in the place of what was agreed before; what was not said stays as it was."""
    people = tuple(label for label in (command.people or "").split(",") if label.strip())
    uses, given_by = command.permission or "", command.given_by or ""
    whole = Permission.parse(uses, until=command.until, people=people, given_by=given_by)
    said: dict[str, Any] = {
        name: getattr(whole, name)
        for name, value in (
            ("uses", command.permission),
            ("until", command.until),
            ("people", command.people),
            ("given_by", command.given_by),
        )
        if value is not None
    }
    return lambda before: replace(before, **said)


def _add_one(
    data: DataFolder,
    path: Path,
    *,
    title: str | None,
    permission: Callable[[Permission], Permission],
    good_part: bool,
) -> Film:
    """Add one film; when that fails, the folders made for it go again."""
    from vigwidgets.films import Shelf
    from vigwidgets.workbook import film_shelf

    made = data.missing()
    try:
        data.make()
        with progress(path) as on_progress:
            if data.holds_journal():
                with opened_shelf(data) as (journal, shelf):
                    return film_shelf.add_film(
                        journal,
                        shelf,
                        path,
                        title=title,
                        permission=permission,
                        good_part=good_part,
                        on_progress=on_progress,
                    )
            # The first film makes the journal, and a refused one none. What opens it comes while the film is read.
            Thread(target=import_module, args=("vigwidgets.journal",)).start()
            shelf = Shelf(data.films)
            film_shelf.sweep_before_journal(shelf, data, owner=LOCAL_OWNER)
            with (
                film_shelf.arriving(
                    shelf, path, owner=LOCAL_OWNER, title=title, good_part=good_part, on_progress=on_progress
                ) as arrived,
                opened_journal(data) as journal,
            ):
                return film_shelf.keep(journal, shelf, arrived, permission=permission)
    except BaseException:
        for folder in reversed(made):
            with contextlib.suppress(OSError):  # another command has put something there
                folder.rmdir()
        raise


@contextlib.contextmanager
def progress(path: Path) -> Iterator[Callable[[int, int], None] | None]:
    """Yield what shows how far the work on a file has come, on a terminal only."""
    if not is_watched():
        yield None
        return
    form: str = words.load()["cli"]["progress"]
    name, shown = one_line(text_of(Path(path.name))), -1

    def tell(done_bytes: int, all_bytes: int) -> None:
        nonlocal shown
        percent = 100 * done_bytes // max(all_bytes, 1)
        if percent != shown:
            shown = percent
            tell_watcher(f"\r{form.format(percent=percent, name=name)}")

    try:
        yield tell
    finally:
        if shown >= 0:
            tell_watcher(CLEAR_LINE)


def _tell(film: Film, command: argparse.Namespace) -> None:
    if command.json:
        tell_json(_as_json(film))
    else:
        tell_pairs(_as_json(film))


def _as_json(film: Film) -> dict[str, Any]:
    """Return the form in which scripts see a film."""
    return {
        "id": film.id,
        "title": film.title,
        "duration_ms": film.duration_ms,
        "frames": film.frames,
        "variable_frame_rate": film.variable_frame_rate,
        "rotation": film.rotation,
        "width": film.width,
        "height": film.height,
        "video_codec": film.video_codec,
        "audio_codec": film.audio_codec,
        "playable": film.playable,
        "sha256": film.sha256,
        "permission": list(film.permission.uses),
        "until": film.permission.until.isoformat() if film.permission.until else None,
        "people": list(film.permission.people),
        "given_by": film.permission.given_by,
    }
