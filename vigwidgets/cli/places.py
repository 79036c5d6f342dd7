"""`vig serve`, `vig data`, `vig check`: the workbook's places as a whole."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from vigwidgets import words
from vigwidgets.cli.refusing import REFUSED, error_object, say_line
from vigwidgets.cli.room_check import check_room
from vigwidgets.cli.saying import tell_json, tell_lines, tell_pairs, tell_watcher
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import BadRequest, VigError
from vigwidgets.words.sentences import spoken
from vigwidgets.workbook.folder.data_folder import DataFolder


def serve(command: argparse.Namespace) -> int:
    """Serve the workbook until it is stopped."""
    from vigwidgets.server import serve as serve_workbook
    from vigwidgets.server.certificates import Encrypting

    data = DataFolder.find(command.data)
    absolute = [file and file.absolute() for file in (command.certfile, command.keyfile)]
    return serve_workbook(
        data=data,
        host=command.host,
        port=command.port,
        open_browser=not command.no_browser,
        share=command.share,
        encrypting=Encrypting(*absolute, own=command.own_certificate),
    )


def data(command: argparse.Namespace) -> int:
    """Show where everything is kept; makes nothing."""
    folder = DataFolder.find()
    places = {
        "root": str(folder.root),
        "journal": shown_location(folder.journal_location()),
        "films": str(folder.films),
        "exports": str(folder.exports),
        "logs": str(folder.logs),
        "synced_or_network": folder.is_synced_or_network(),
        "journal_bytes": sum(_size(f"{folder.journal}{end}") for end in ("", "-wal", "-shm")),
        "films_bytes": _size_below(folder.films),
        "free_bytes": _free_bytes(folder.root),
    }
    if command.json:
        tell_json(places)
    else:
        tell_pairs(places)
    return 0


def check(command: argparse.Namespace) -> int:
    """See whether everything is whole; 2 when not. With `--bundle`, also show what would help others to help."""
    if command.room:
        return check_room(command)
    folder, said = DataFolder.find(), words.load()["cli"]
    problems = [spoken(one) for one in _problems(folder)]
    if command.bundle is not None:
        _offer_bundle(folder, problems, file=command.bundle, said_yes=command.yes, as_json=command.json)
    sentence = ""
    if problems:
        form = said["one_problem"] if len(problems) == 1 else said["more_problems"]
        sentence = form.format(problem=problems[0], number=len(problems))
        say_line(sentence)
    if command.json:
        found: dict[str, object] = {"ok": not problems, "problems": problems}
        tell_json({**found, **(error_object("not_whole", sentence) if problems else {})})
    elif len(problems) > 1:
        tell_lines(problems)
    elif not problems:
        tell_lines([said["whole"]])
    return REFUSED if problems else 0


def _offer_bundle(folder: DataFolder, problems: list[str], *, file: Path, said_yes: bool, as_json: bool) -> None:
    """Show the whole text first, and save it only once somebody says yes."""
    from vigwidgets.workbook.support_bundle import support_text

    said = words.load()["cli"]
    if file.exists():
        raise BadRequest(said["bundle_there"])
    text = support_text(folder, problems=problems)
    if not as_json:
        tell_lines([said["bundle_shown"], "", text])
    if not said_yes and not _agrees(said["bundle_ask"].format(file=file)):
        say_line(said["bundle_not_saved"])
        return
    try:
        file.write_text(text, "utf-8")
    except OSError as exc:
        raise BadRequest(said["bundle_nowhere"]) from exc
    say_line(said["bundle_saved"].format(file=file))


def _agrees(question: str) -> bool:
    """Return whether somebody at the terminal says yes; where nobody sits, nobody does."""
    if not sys.stdin.isatty():
        return False
    tell_watcher(f"{question} ")
    return sys.stdin.readline().strip().casefold() in words.load()["cli"]["bundle_agreed"]


def shown_location(location: Path | str) -> str:
    """Return where the journal is, without the name and password of a database address."""
    if isinstance(location, Path):
        return str(location)
    address = urlsplit(location)
    return urlunsplit((address.scheme, address.netloc.rpartition("@")[2], address.path, "", ""))


def _problems(folder: DataFolder) -> list[str]:
    from vigwidgets.workbook import chapter_check
    from vigwidgets.workbook.looked_at import LookedAt

    return [*_problems_of_data(folder), *chapter_check.problems(looked_at=LookedAt(folder))]


def _problems_of_data(folder: DataFolder) -> list[str]:
    if not folder.root.exists() and not folder.holds_journal():
        return []
    from vigwidgets.cli.opening import opened_shelf
    from vigwidgets.films import Shelf
    from vigwidgets.workbook import film_check, film_shelf
    from vigwidgets.workbook.packs import settling

    try:
        folder.make()
        settling.finish(folder, person=Person(LOCAL_OWNER))
        if folder.holds_journal():
            with opened_shelf(folder) as (journal, shelf):
                return film_check.problems(journal, shelf, folder)
        shelf = Shelf(folder.films)
        film_shelf.sweep_before_journal(shelf, folder, owner=LOCAL_OWNER)
        return [words.load()["cli"]["no_journal"]] if shelf.ids() else []
    except VigError as broken:  # a journal that cannot be opened is what was asked about
        return [broken.sentence]


def _size_below(folder: Path) -> int:
    # os.walk passes over what may not be looked into, where a Path's own ways raise.
    return sum(_size(f"{place}/{name}") for place, _, names in os.walk(folder) for name in names)


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except OSError:  # not there, or not ours to look at
        return 0


def _free_bytes(folder: Path) -> int | None:
    """Return the room on the disk that holds, or will hold, the folder; None where the system does not tell."""
    for place in (folder, *folder.parents):
        try:
            return shutil.disk_usage(place).free
        except FileNotFoundError:
            continue
        except OSError:
            return None
    return None
