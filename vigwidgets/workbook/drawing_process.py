"""Draws a practice film in a process of its own: `python -m` this module (`own_process`)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from vigwidgets.core.access import Person
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.own_process import OwnProcess, let_others_go_first, run


def drawing(data: DataFolder, *, person: Person, seed: int, tier: int | None, seconds: int, level: int) -> OwnProcess:
    """Return the process that draws; its last message is `{"film"}` with the clip's id.

    Args:
        data: Where the film will be.
        person: Who asked.
        seed: Which film.
        tier: Number of the tier it is about, or None.
        seconds: Its length.
        level: How much there is to be seen at once, 1 to 5.

    Raises:
        OSError: no process could be started.
    """
    numbers = {"seed": seed, "tier": tier, "seconds": seconds, "level": level}
    return OwnProcess(__name__, {"data": str(data.root), "person": person.id, **numbers})


def drawing_ahead(
    data: DataFolder, *, person: Person, seed: int, tier: int | None, seconds: int, level: int
) -> OwnProcess:
    """Return the process that draws as `drawing` does, and lets whatever else the machine does go first.

    Raises:
        OSError: no process could be started.
    """
    numbers = {"seed": seed, "tier": tier, "seconds": seconds, "level": level}
    return OwnProcess(__name__, {"data": str(data.root), "person": person.id, "ahead": True, **numbers})


def draw(wanted: dict[str, Any], on_progress: Callable[[int, int], None]) -> dict[str, Any]:
    """Draw what is wanted and return which film it is."""
    from vigwidgets.workbook.practice import draw_practice

    if wanted.get("ahead"):
        let_others_go_first()
    clip = draw_practice(
        DataFolder(Path(wanted["data"])),
        wanted["seed"],
        person=Person(wanted["person"]),
        tier=wanted["tier"],
        seconds=wanted["seconds"],
        level=wanted["level"],
        on_progress=on_progress,
    )
    return {"film": clip.id}


if __name__ == "__main__":
    run(draw)
