"""Practice clips: drawn by lot from a seed, and kept among the clips that were drawn here."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from vigwidgets.core.access import Person
from vigwidgets.workbook.clips import Clip, brought_in
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.packs.drawing_in import take_drawn
from vigwidgets.workbook.places import sample_clips_folder

_ID: Final = re.compile(r"practice_[0-9]+(_t[1-6])?_[0-9]+s_l[1-5]")


def draw_practice(
    data: DataFolder,
    seed: int,
    *,
    person: Person,
    tier: int | None = None,
    seconds: int = 30,
    level: int = 3,
    on_progress: Callable[[int, int], None] | None = None,
) -> Clip:
    """Return the practice clip of a seed, drawn into the data folder, to be played and marked like any other.

    The same numbers give the same film under the same id; drawn again, it takes the place of the earlier drawing and
    what was marked on it stays.

    Args:
        data: Where to; it may be missing.
        seed: From 1.
        person: Who draws.
        tier: 1 to 6, or None for a mix.
        seconds: 15 to 60.
        level: 1 to 5.
        on_progress: Told pictures drawn and pictures in all.

    Raises:
        SceneRefused: a number is outside its range.
        StorageFull, JournalUnavailable, ShelfUnavailable: the data folder cannot be used.
        After any of them nothing of it is in the data folder.
    """
    from vigwidgets.studio import draw_scene  # far heavier than all of a small command
    from vigwidgets.studio.practice import make_practice

    made = make_practice(seed, folder=sample_clips_folder() / "lines", tier=tier, seconds=seconds, level=level)

    def draw(folder: Path) -> object:
        return draw_scene(made.scene, script=made.script.encode(), out_folder=folder, on_progress=on_progress)

    return take_drawn(data, made.scene.id, person=person, draw=draw)


def practice_clips(data: DataFolder) -> tuple[Clip, ...]:
    """Return the practice clips that were drawn here, by id."""
    return tuple(one for one in brought_in(data) if one.is_drawn and _ID.fullmatch(one.id))
