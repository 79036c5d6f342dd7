"""Erasing: a film, or everything, goes from journal and disk, and a receipt without content stays.

What is begun here is brought to its end. The note that says so (see `moving`) is left behind by an error and by a
kill, and the next `sweep` goes on from it: where the journal still knows the film nothing has happened to it, and where
it does not, its files go.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from uuid import uuid4

from vigwidgets import frameworks
from vigwidgets.core.access import LOCAL_OWNER, Person
from vigwidgets.core.errors import NotAllowed
from vigwidgets.core.receipt import Receipt
from vigwidgets.films import Shelf
from vigwidgets.journal import Journal
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.keeping.film_traces import empty_all, exports_of, files_below, total_bytes, unlink_all
from vigwidgets.workbook.keeping.moving import moving, moving_together
from vigwidgets.workbook.keeping.passing import PREFIX, forget_passing
from vigwidgets.workbook.pass_phrases import PassPhrases
from vigwidgets.workbook.practice_films import let_go, own_practice


def erase_film(journal: Journal, shelf: Shelf, data: DataFolder, film_id: str, *, receipt_id: str) -> Receipt:
    """Erase a film of this person's with its marks, texts and every file made of it, and return the receipt.

    Their passing files go too: what is being packed or uploaded may hold the film. The same receipt id again erases
    nothing and returns the first receipt.

    Args:
        journal: Of the person.
        shelf: Where their films are.
        data: The data folder of both.
        film_id: Which.
        receipt_id: Made by whoever asks.

    Raises:
        NotFound: there is no such film of theirs.
        NotAllowed: it is a clip of the workbook's.
        JournalUnavailable: the journal cannot be written; nothing was erased, or the next start finishes it.
        ShelfUnavailable: the film is erased but a file is still open somewhere; the next start removes it.
    """
    if not _is_written(journal, receipt_id) and journal.film(film_id).source == "drawn":
        raise NotAllowed("The drawn clips belong to the workbook and stay. Choose one of your own films.")
    passing = forget_passing(data, journal.person)
    with moving(shelf.folder, film_id, owner=journal.person.id) as note:
        note.stays = True
        paths = [*shelf.files(film_id), *exports_of(data, film_id)]
        receipt = journal.erase_film(
            film_id, receipt_id=receipt_id, files=len(paths) + passing[0], size_bytes=total_bytes(paths) + passing[1]
        )
        _clear(shelf, data, [film_id])
    return receipt


def erase_everything(journal: Journal, shelf: Shelf, data: DataFolder, *, receipt_id: str) -> Receipt:
    """Erase all of this person's films, marks, texts and files, and return the receipt; earlier receipts stay.

    Practice films that were drawn for their exercises go too. For the local owner the folders of exports, logs and
    temporary files are theirs and are emptied too; which chapters from elsewhere they had looked at is forgotten, and
    their pass phrase.

    Args:
        journal: Of the person.
        shelf: Where their films are.
        data: The data folder of both.
        receipt_id: Made by whoever asks.

    Raises:
        JournalUnavailable: the journal cannot be written; nothing was erased, or the next start finishes it.
        ShelfUnavailable: all is erased but a file is still open somewhere; the next start removes it.
    """
    passing = forget_passing(data, journal.person)
    ids = [film.id for film in journal.films()]
    own, logs = _own_files(journal, data), _own_logs(journal, data)
    paths = {path for film_id in ids for path in (*shelf.files(film_id), *exports_of(data, film_id))}
    drawn = own_practice(journal, data)
    paths.update(path for film in drawn for path in files_below(data.clips / film.id))
    files, size = len(paths.union(own, logs)), total_bytes(paths.union(own, logs))
    # Before the rows: whoever is killed here finds their work whole, and the next try takes the rest.
    unlink_all(own)
    empty_all(logs)
    if journal.person.id == LOCAL_OWNER:
        PassPhrases(data).forget_owner()
    let_go(data, drawn)
    with moving_together(shelf.folder, ids, owner=journal.person.id) as note:
        note.stays = True
        receipt = journal.erase_everything(
            receipt_id=receipt_id, files=files + passing[0], size_bytes=size + passing[1]
        )
        _clear(shelf, data, ids)
    return receipt


def erase_work_of(person: Person, data: DataFolder) -> None:
    """Erase everything of somebody who is here no more; whoever did nothing gets no receipt.

    Raises as `erase_everything`.
    """
    if not data.holds_journal():
        return
    with Journal.open(data.journal_location(), person=person, framework=frameworks.load()) as journal:
        if journal.films() or journal.all_marks() or journal.texts() or journal.left_off():
            erase_everything(journal, Shelf(data.films), data, receipt_id=uuid4().hex)
        forget_passing(data, person)


def _clear(shelf: Shelf, data: DataFolder, film_ids: Iterable[str]) -> None:
    for film_id in film_ids:
        shelf.remove(film_id)
        unlink_all(exports_of(data, film_id))
    shelf.sweep()  # a killed `remove`, or a backup that was killed, may have left bytes of it


def _own_files(journal: Journal, data: DataFolder) -> list[Path]:
    """Return what the local owner wrote out, left half-done or looked at; nothing of those who share the folder."""
    if journal.person.id != LOCAL_OWNER:
        return []
    others = journal.film_ids() - {film.id for film in journal.films()}
    theirs = {path for film_id in others for path in exports_of(data, film_id)}
    passing = {path for folder in data.temporary.glob(f"{PREFIX}*") for path in files_below(folder)}
    looked_at = [data.looked_at] if data.looked_at.is_file() else []
    own = (*files_below(data.exports), *files_below(data.temporary), *looked_at)
    return [path for path in own if path not in theirs | passing]


def _own_logs(journal: Journal, data: DataFolder) -> list[Path]:
    return files_below(data.logs) if journal.person.id == LOCAL_OWNER else []


def _is_written(journal: Journal, receipt_id: str) -> bool:
    return any(receipt.id == receipt_id for receipt in journal.receipts())
