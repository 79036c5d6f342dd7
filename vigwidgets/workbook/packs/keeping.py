"""Removes clips that were brought in, and says which are not whole."""

from __future__ import annotations

from pathlib import Path

from vigwidgets.core.errors import NotAllowed, NotFound
from vigwidgets.films import Shelf
from vigwidgets.films.claim import claimed
from vigwidgets.journal import Journal
from vigwidgets.workbook.clips import DESCRIPTION, FILM, WEBM, brought_in, clips, read_whole
from vigwidgets.workbook.film_shelf import sha256_of
from vigwidgets.workbook.folder.data_folder import DataFolder, refusal_of
from vigwidgets.workbook.keeping.erasing import erase_film
from vigwidgets.workbook.packs.settling import sync_folder


def remove_clip(journal: Journal, shelf: Shelf, data: DataFolder, clip_id: str, *, receipt_id: str) -> None:
    """Remove a clip that was brought in or drawn here, at once as a whole.

    A clip with people on film is erased with everything that was marked and written about it. What was marked on a
    drawn clip is kept, and stands on it again should it be brought in anew.

    Args:
        journal: Of the person.
        shelf: Where their films are.
        data: The data folder of both.
        clip_id: Which.
        receipt_id: Made by whoever asks.

    Raises:
        NotAllowed: it came with the workbook.
        NotFound: there is none.
        JournalUnavailable, ShelfUnavailable, StorageFull: it is still there.
    """
    if clip_id in {one.id for one in clips()}:
        raise NotAllowed("This clip came with the workbook and stays. Choose one that you brought in.")
    if clip_id in _drawn_ids(data):
        try:
            with claimed(data.clips) as place:
                (data.clips / clip_id).rename(place / "clip")
                sync_folder(data.clips)
        except OSError as exc:
            raise refusal_of(exc) from exc
    elif clip_id in {one.id for one in brought_in(data)}:
        erase_film(journal, shelf, data, clip_id, receipt_id=receipt_id)
    else:
        raise NotFound("There is no such clip here. Choose one from 'vig clip list'.")


def problems(data: DataFolder) -> list[str]:
    """Return which clips that were brought in are not whole, one sentence each. Reads every drawn one's film."""
    found = [_problem(folder) for folder in sorted(data.clips.glob("[!.]*")) if folder.is_dir()]
    real = [place.parent for place in sorted(data.films.glob(f"[!.]*/{DESCRIPTION}"))]
    found += ["" if read_whole(folder) else _not_whole(folder.name) for folder in real]
    return [one for one in found if one]


def _drawn_ids(data: DataFolder) -> frozenset[str]:
    """Return the names of the folders of drawn clips, also of those that are not whole."""
    return frozenset(place.name for place in data.clips.glob("[!.]*") if place.is_dir())


def _problem(folder: Path) -> str:
    found = read_whole(folder)
    if found is None:
        return _not_whole(folder.name)
    film = next(folder / name for name in (FILM, WEBM) if (folder / name).is_file())
    try:
        return "" if sha256_of(film) == found.film.sha256 else _not_whole(folder.name)
    except OSError:
        return _not_whole(folder.name)


def _not_whole(clip_id: str) -> str:
    return f"The clip {clip_id} is not whole. Remove it with 'vig clip remove', and add its pack again."
