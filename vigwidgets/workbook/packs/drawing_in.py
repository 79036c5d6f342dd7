"""Draws a scene and takes the clip in, as if it had come in a pack: a script of the person's own, or practice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from vigwidgets import frameworks
from vigwidgets.core.access import Person
from vigwidgets.core.errors import SceneRefused
from vigwidgets.films.claim import claimed
from vigwidgets.workbook.clips import FILM, Clip, clip, clips
from vigwidgets.workbook.film_shelf import sha256_of
from vigwidgets.workbook.folder.data_folder import DataFolder, refusal_of
from vigwidgets.workbook.packs import settling
from vigwidgets.workbook.packs.checking import check_card, check_clip
from vigwidgets.workbook.packs.taking_in import as_it_says


def draw_in(
    data: DataFolder,
    scene: Path,
    *,
    person: Person,
    fine: bool = False,
    on_progress: Callable[[int, int], None] | None = None,
) -> Clip:
    """Return the clip drawn from the script at `scene`, in its place among the clips that were brought in.

    An earlier drawing of the same id gives way once the new one is complete; what was marked on it stays.

    Args:
        data: Where to; it may be missing.
        scene: A scene script, which is only read.
        person: Who draws.
        fine: Take more time, as `draw_clip`.
        on_progress: Told pictures drawn and pictures in all, as `draw_clip`.

    Raises:
        SceneRefused: the script is wrong, or its id is that of a clip that came with the workbook.
        PackRefused: its id means a film here.
        StorageFull, JournalUnavailable, ShelfUnavailable: the data folder cannot be used.
        After any of them nothing of it is in the data folder, and an earlier drawing is whole.
    """
    from vigwidgets.studio import draw_clip, read_scene  # far heavier than all of a small command

    wanted = read_scene(scene)
    if wanted.id.casefold() in {one.id.casefold() for one in clips()}:
        raise SceneRefused(
            f"A clip called {wanted.id} comes with the workbook. Give your scene another id, or draw it with --to."
        )

    def draw(folder: Path) -> object:
        return draw_clip(scene, out_folder=folder, fine=fine, on_progress=on_progress)

    return take_drawn(data, wanted.id, person=person, draw=draw)


def take_drawn(data: DataFolder, clip_id: str, *, person: Person, draw: Callable[[Path], object]) -> Clip:
    """Return the clip that `draw` draws into the folder it is given, once it is in its place as a whole.

    Raises:
        PackRefused: its id means a film here.
        StorageFull, JournalUnavailable, ShelfUnavailable: the data folder cannot be used.
        After any of them, and after what `draw` raises, nothing of it is in the data folder, and an earlier drawing is
        whole.
    """
    with settling.nothing_made(data):
        data.make()
        settling.make_folder(data)
        with claimed(data.clips) as place:
            staged = place / "clips"
            folder = staged / clip_id
            try:
                staged.mkdir(mode=0o700)
                draw(folder)
                card = check_card(folder, agreed=as_it_says)
                sha256 = sha256_of(folder / FILM)
                check_clip(folder, card, sha256=sha256, agreed=as_it_says, framework=frameworks.load())
                settling.sync_all(folder)
            except OSError as exc:
                raise refusal_of(exc) from exc
            settling.take(data, staged, person=person, check=_go_on, replaces=True)
    return clip(clip_id, data=data)


def _go_on() -> None:
    """Call nothing off: a drawing is stopped while it is drawn."""
