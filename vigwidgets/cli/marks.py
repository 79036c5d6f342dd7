"""`vig marks`: the owner's marks, in, listed and out."""

from __future__ import annotations

import argparse
import sys
from typing import Any, Final
from uuid import uuid4

from vigwidgets import frameworks, words
from vigwidgets.cli.opening import find_film, opened_journal
from vigwidgets.cli.saying import tell_json, tell_lines, tell_pairs, tell_table
from vigwidgets.cli.writing import refuse_inside, write_whole
from vigwidgets.core.access import LOCAL_OWNER
from vigwidgets.core.errors import NotFound
from vigwidgets.core.film import Film
from vigwidgets.core.mark import Mark
from vigwidgets.core.span import Span
from vigwidgets.workbook.folder.data_folder import DataFolder

_LISTED: Final = ("id", "start_ms", "end_ms", "kind", "who", "principles", "answers", "note")


def show_all(command: argparse.Namespace) -> int:
    """List the owner's marks on a film by time."""
    data = DataFolder.find()
    marks = [mark.as_json() for mark in marks_of(data, find_film(data, command.id))]
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
    if mark.answers is not None and all(one.id != mark.answers for one in marks_of(data, film)):
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
    marks, framework = marks_of(data, film), frameworks.load()
    if command.out is None:
        _write_out(form.write(film, marks, framework).encode())
        return 0
    refuse_inside(data, command.out)
    write_whole(command.out, form.file_bytes(film, marks, framework))
    if command.json:
        written: dict[str, Any] = {"out": str(command.out), "format": form.name, "marks": len(marks)}
        tell_json(written)
    else:
        tell_lines([words.load()["cli"]["written"].format(marks=len(marks))])
    return 0


def marks_of(data: DataFolder, film: Film) -> list[Mark]:
    """Return the owner's marks on a film by time."""
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
