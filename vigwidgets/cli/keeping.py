"""`vig backup`, `vig restore`, `vig erase`: keeping work on purpose, and letting it go on purpose."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from uuid import uuid4

from vigwidgets import words
from vigwidgets.cli.film import progress
from vigwidgets.cli.opening import find_film, opened_shelf
from vigwidgets.cli.refusing import say_line
from vigwidgets.cli.saying import size, tell_json, tell_lines, tell_pairs
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import BadRequest, NotAllowed, NotFound
from vigwidgets.workbook.folder.data_folder import DataFolder


def backup(command: argparse.Namespace) -> int:
    """Make one verified file of the owner's work."""
    said, data = words.load()["cli"], DataFolder.find()
    if not data.holds_journal():
        raise NotFound(said["nothing_to_keep"])
    if Path(os.path.realpath(command.file)).is_relative_to(os.path.realpath(data.root)):
        raise BadRequest(said["backup_inside"])
    from vigwidgets.workbook.keeping.backup import make_backup

    data.make()
    with opened_shelf(data) as (journal, shelf), progress(command.file) as on_progress:
        made = make_backup(journal, shelf, command.file, films=not command.without_films, on_progress=on_progress)
    for film_id in made.not_whole:
        say_line(said["backup_not_whole"].format(id=film_id))
    if command.json:
        tell_json(made.as_json())
    else:
        form = said["backup_made" if made.with_films else "backup_made_without"]
        tell_lines([form.format(films=made.films, size=size(made.size_bytes)), said["backup_care"]])
    return 0


def restore(command: argparse.Namespace) -> int:
    """Bring the owner's work back from such a file, where there is none yet."""
    from vigwidgets.workbook.keeping.restore import restore as bring_back

    data = DataFolder.find()
    with progress(command.file) as on_progress:
        restored = bring_back(data, command.file, person=Person(LOCAL_OWNER), on_progress=on_progress)
    if command.json:
        tell_json(restored.as_json())
    else:
        tell_pairs(restored.as_json())
    return 0


def erase(command: argparse.Namespace) -> int:
    """Erase a film, or everything of the owner's, and show the receipt."""
    said, data = words.load()["cli"], DataFolder.find()
    if command.yes and data.holds_journal():
        data.make()
        with opened_shelf(data):
            pass  # first of all, what an erasing that was killed has left is taken away
    if not command.all and find_film(data, command.id).source == "drawn":
        raise NotAllowed(said["clips_stay"])
    if not command.yes:
        raise BadRequest(said["say_yes_all" if command.all else "say_yes"])
    if not data.holds_journal():
        raise NotFound(said["nothing_to_keep"])
    from vigwidgets.workbook.keeping import erasing

    data.make()
    with opened_shelf(data) as (journal, shelf):
        if command.all:
            receipt = erasing.erase_everything(journal, shelf, data, receipt_id=uuid4().hex)
        else:
            receipt = erasing.erase_film(journal, shelf, data, command.id, receipt_id=uuid4().hex)
    if command.json:
        tell_json(receipt.as_json())
    else:
        tell_lines([said["erased"]])
        tell_pairs(receipt.as_json())
    return 0
