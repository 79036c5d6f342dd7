"""Reels: from marks on a film, or from what somebody arranged of them, to an MP4 of those moments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.film import Film, FrameTimes
from vigwidgets.core.framework import Framework
from vigwidgets.core.mark import Mark
from vigwidgets.core.reel import PAD_AFTER_MS, PAD_BEFORE_MS, ReelClip, ReelItem, item_clips, reel_clips
from vigwidgets.workbook import film_shelf
from vigwidgets.workbook.folder.data_folder import DataFolder


@dataclass(frozen=True, slots=True)
class Plan:
    """A reel before it is made.

    Attributes:
        path: The film it is cut from: what browsers play of it.
        clips: In the reel's order.
        titles: For each clip what stands on the card before it; empty for no card.
    """

    path: Path
    clips: tuple[ReelClip, ...]
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MadeClip:
    """A clip that is in a reel, `reel_start_ms` from its beginning."""

    clip: ReelClip
    reel_start_ms: int

    def as_json(self) -> dict[str, Any]:
        """Return the form that scripts see."""
        return {
            "film": self.clip.film,
            "marks": list(self.clip.marks),
            "start_ms": self.clip.span.start_ms,
            "end_ms": self.clip.span.end_ms,
            "reel_start_ms": self.reel_start_ms,
        }


@dataclass(frozen=True, slots=True)
class Made:
    """A reel that was made."""

    duration_ms: int
    clips: tuple[MadeClip, ...]


def plan(
    data: DataFolder,
    film: Film,
    marks: Sequence[Mark],
    *,
    pad_before_ms: int = PAD_BEFORE_MS,
    pad_after_ms: int = PAD_AFTER_MS,
    framework: Framework | None = None,
    today: date | None = None,
) -> Plan:
    """Return what a reel of some marks will show.

    Args:
        data: Where the film is kept.
        film: The owner's, or a drawn clip.
        marks: Some of its marks, in the reel's order.
        pad_before_ms: Shown before each.
        pad_after_ms: Shown after each.
        framework: If given, each clip has a card with the marks' notes, or the names of their principles.
        today: The day on which the permission has to hold.

    Raises:
        InvalidValue: there is no mark, or a pad cannot be.
        NotPermitted: the people in the film did not agree to its use, or no longer do.
        NotFound: the film is not here.
    """
    if not marks:
        raise InvalidValue("There is no mark on this film yet. Mark a moment, and make the reel then.")
    path, times = opened(data, film, today=today)
    found = reel_clips(marks, times, pad_before_ms=pad_before_ms, pad_after_ms=pad_after_ms)
    by_id = {mark.id: mark for mark in marks}
    titles = tuple(_title([by_id[one] for one in clip.marks], framework) for clip in found)
    return Plan(path, found, titles)


def plan_of_items(data: DataFolder, film: Film, items: Sequence[ReelItem], *, today: date | None = None) -> Plan:
    """Return what a reel shows as its owner arranged it; raises as `plan`."""
    if not items:
        raise InvalidValue("There is no moment in your reel yet. Add one, and make the reel then.")
    path, times = opened(data, film, today=today)
    found = item_clips(items, times, film=film.id)
    titles = {item.id: item.title.strip() for item in items}
    return Plan(path, found, tuple("\n".join(filter(None, (titles[one] for one in clip.marks))) for clip in found))


def opened(data: DataFolder, film: Film, *, today: date | None = None) -> tuple[Path, FrameTimes]:
    """Return what browsers play of a film, and its times.

    Raises:
        NotPermitted: the people in it did not agree to its use, or no longer do.
        NotFound: it is not here.
    """
    if film.source == "drawn":
        from vigwidgets.workbook import clips

        clip = clips.clip(film.id, data=data)
        return clip.film_path, clip.frames
    from vigwidgets.films import Shelf

    film.permission.require("work", on=today or date.today())  # noqa: DTZ011 - the day here, not in Greenwich
    shelf = Shelf(data.films)
    return shelf.film_path(film.id), film_shelf.frame_times_of(shelf, film)


def make(
    plan: Plan,
    to: Path,
    *,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Made:
    """Write a reel at `to`, over what is there; it is whole when this returns.

    Raises:
        FilmRefused: the film is damaged.
        OSError: it cannot be written there.
        Cancelled: `cancelled` said so.
    """
    from vigwidgets.films.cutting import Piece, cut

    pieces = [
        Piece(plan.path, clip.frames[0], clip.frames[1], words)
        for clip, words in zip(plan.clips, plan.titles, strict=True)
    ]
    done = cut(pieces, to, on_progress=on_progress, cancelled=cancelled)
    clips = tuple(MadeClip(clip, start) for clip, start in zip(plan.clips, done.starts_ms, strict=True))
    return Made(done.duration_ms, clips)


def _title(marks: Sequence[Mark], framework: Framework | None) -> str:
    """Return the words of a card."""
    if framework is None:
        return ""
    notes = [note for mark in marks if (note := mark.note.strip())]
    keys = dict.fromkeys(key for mark in marks for key in mark.principles)
    return "\n".join(notes) or "\n".join(framework.principle(key).name for key in keys)
