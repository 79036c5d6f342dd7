"""`vig marks`: the owner's marks, in, listed and out."""

from __future__ import annotations

import argparse
import contextlib
import errno
import os
import sys
import tempfile
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from vigwidgets import frameworks, words
from vigwidgets.cli.opening import find_film, opened_journal
from vigwidgets.cli.saying import tell_json, tell_lines, tell_pairs, tell_table
from vigwidgets.core.access import LOCAL_OWNER
from vigwidgets.core.errors import BadRequest, NotFound, StorageFull, VigError
from vigwidgets.core.film import Film
from vigwidgets.core.mark import Mark
from vigwidgets.core.span import Span
from vigwidgets.workbook.folder.data_folder import DataFolder

_LISTED: Final = ("id", "start_ms", "end_ms", "kind", "who", "principles", "answers", "note")


def show_all(command: argparse.Namespace) -> int:
    """List the owner's marks on a film by time."""
    data = DataFolder.find()
    marks = [mark.as_json() for mark in _marks_of(data, find_film(data, command.id))]
    if command.json:
        tell_json(marks)
    else:
        tell_table(marks, columns=_LISTED)
    return 0


def add(command: argparse.Namespace) -> int:
    """Store a mark once everything about it has been found right."""
    data = DataFolder.find()
    film = find_film(data, command.id)
    mark = Mark(
        id=uuid4().hex,
        film=film.id,
        span=Span(command.start, command.end).inside(film.duration_ms),
        kind=command.kind,
        who=command.who,
        principles=tuple(command.principle),
        answers=command.answers,
        note=command.note,
        author=LOCAL_OWNER,
    )
    frameworks.load().check(mark.principles)
    if mark.answers is not None and all(one.id != mark.answers for one in _marks_of(data, film)):
        raise NotFound("There is no such mark to receive on this film. Choose one from 'vig marks list'.")
    data.make()
    with opened_journal(data) as journal:
        if film.source == "drawn":
            journal.shelve_clip(film)
        stored = journal.add_mark(mark, change_id=uuid4().hex).as_json()
    if command.json:
        tell_json(stored)
    else:
        tell_pairs(stored)
    return 0


def export(command: argparse.Namespace) -> int:
    """Write the owner's marks in another program's format, to a file or to standard output."""
    from vigwidgets.exchange import format_named

    form, data = format_named(command.format), DataFolder.find()
    film = find_film(data, command.id)
    marks, framework = _marks_of(data, film), frameworks.load()
    if command.out is None:
        _write_out(form.write(film, marks, framework).encode())
        return 0
    _write_file(command.out, form.file_bytes(film, marks, framework))
    if command.json:
        written: dict[str, Any] = {"out": str(command.out), "format": form.name, "marks": len(marks)}
        tell_json(written)
    else:
        tell_lines([words.load()["cli"]["written"].format(marks=len(marks))])
    return 0


def _marks_of(data: DataFolder, film: Film) -> list[Mark]:
    if not data.holds_journal():
        return []
    with opened_journal(data) as journal:
        try:
            return journal.marks(film.id)
        except NotFound:  # a clip that nobody here has marked yet
            return []


def _write_out(content: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def _write_file(path: Path, content: bytes) -> None:
    """Put `content` at `path`, whole or not at all.

    Raises:
        BadRequest: no file can be written there.
        StorageFull: the disk has no room; what was there before stays.
    """
    if path.is_dir():
        raise BadRequest("The place to write to is a folder. Give a file name in it.")
    if path.exists() and not path.is_file():  # /dev/stdout and pipes are written to, never replaced
        try:
            path.write_bytes(content)
        except OSError as exc:
            raise _unwritable(exc) from exc
        return
    target = Path(os.path.realpath(path))
    name = ""
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".vig-")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except OSError as exc:
        with contextlib.suppress(OSError):
            Path(name).unlink(missing_ok=True)
        raise _unwritable(exc) from exc


def _unwritable(exc: OSError) -> VigError:
    if exc.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageFull("The disk is full. Make room and export again.")
    return BadRequest("That file cannot be written. Name a file in a folder that is there and that you may write to.")
