"""`vig serve`, `vig data`, `vig check`: the workbook's places as a whole."""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from vigwidgets import words
from vigwidgets.cli.refusing import REFUSED, error_object, say_line
from vigwidgets.cli.saying import tell_json, tell_pairs
from vigwidgets.core.errors import VigError
from vigwidgets.workbook.data_folder import DataFolder


def serve(command: argparse.Namespace) -> int:
    """Serve the workbook until it is stopped."""
    from vigwidgets.server import serve as serve_workbook

    data = DataFolder.find(command.data)
    return serve_workbook(data=data, host=command.host, port=command.port, open_browser=not command.no_browser)


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
        "journal_bytes": sum(_sizes(folder.root.glob(f"{folder.journal.name}*"))),
        "films_bytes": sum(_sizes(folder.films.rglob("*"))),
        "free_bytes": _free_bytes(folder.root),
    }
    if command.json:
        tell_json(places)
    else:
        tell_pairs(places)
    return 0


def check(command: argparse.Namespace) -> int:
    """See whether everything is whole; 2 when not."""
    folder, said = DataFolder.find(), words.load()["cli"]
    problems = _problems(folder)
    sentence = ""
    if problems:
        form = said["one_problem"] if len(problems) == 1 else said["more_problems"]
        sentence = form.format(problem=problems[0], number=len(problems))
        say_line(sentence)
    if command.json:
        found: dict[str, object] = {"ok": not problems, "problems": problems}
        tell_json({**found, **(error_object("not_whole", sentence) if problems else {})})
    elif len(problems) > 1:
        print("\n".join(problems))
    elif not problems:
        print(said["whole"])
    return REFUSED if problems else 0


def shown_location(location: Path | str) -> str:
    """Return where the journal is, without the name and password of a database address."""
    if isinstance(location, Path):
        return str(location)
    address = urlsplit(location)
    return urlunsplit((address.scheme, address.netloc.rpartition("@")[2], address.path, "", ""))


def _problems(folder: DataFolder) -> list[str]:
    if not folder.holds_journal():
        if not any(_entries(folder.films)):
            return []
        return ["There are films but no journal. Restore the journal from your latest backup."]
    from vigwidgets.cli.opening import opened_shelf
    from vigwidgets.workbook import film_shelf

    try:
        folder.make()
        with opened_shelf(folder) as (journal, shelf):
            return film_shelf.problems(journal, shelf, folder)
    except VigError as broken:  # a journal that cannot be opened is what was asked about
        return [broken.sentence]


def _entries(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (entry for entry in folder.iterdir() if not entry.name.startswith("."))


def _sizes(paths: Iterator[Path]) -> Iterator[int]:
    for path in paths:
        try:
            if path.is_file():
                yield path.stat().st_size
        except OSError:  # removed a moment ago, or not ours to look at
            continue


def _free_bytes(folder: Path) -> int | None:
    """Return the room on the disk that holds, or will hold, the folder."""
    for place in (folder, *folder.parents):
        if os.path.isdir(place):
            try:
                return shutil.disk_usage(place).free
            except OSError:
                return None
    return None
