"""Practice films put where drawn ones lie, without drawing: a shipped clip's film under a practice film's id."""

from __future__ import annotations

import shutil
from dataclasses import replace

from vigwidgets.workbook.clips import DESCRIPTION, clip
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.packs.facts import write_facts
from vigwidgets.workbook.practice_films import PracticeFilm


def put_film(data: DataFolder, film: PracticeFilm, *, like: str = "c01") -> None:
    """Put a film that plays like a shipped clip where `film` would be drawn."""
    one = clip(like)
    folder = data.clips / film.id
    data.clips.mkdir(mode=0o700, exist_ok=True)
    shutil.copytree(one.folder, folder)
    card = (folder / DESCRIPTION).read_text("utf-8").replace(f'id = "{like}"', f'id = "{film.id}"', 1)
    (folder / DESCRIPTION).write_text(card, "utf-8")
    write_facts(folder, replace(one.film, id=film.id), one.frames, made_here=())
