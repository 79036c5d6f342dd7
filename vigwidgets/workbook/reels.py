"""Reels: from marks on a film, or from what somebody arranged of them, to an MP4 of those moments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from vigwidgets.core.errors import InvalidValue
from vigwidgets.core.film import Film, FrameTimes
from vigwidgets.core.framework import Framework
from vigwidgets.core.mark import Mark
from vigwidgets.core.permission import use_named
from vigwidgets.core.reel import PAD_AFTER_MS, PAD_BEFORE_MS, ReelClip, ReelItem, item_clips, reel_clips
from vigwidgets.core.reel_captions import (
    Caption,
    Remark,
    Way,
    captions_beside,
    captions_in_picture,
    captions_within,
    remarks_of_item,
    remarks_of_mark,
)
from vigwidgets.workbook import film_shelf
from vigwidgets.workbook.folder.data_folder import DataFolder


@dataclass(frozen=True, slots=True)
class Plan:
    """A reel before it is made.

    Attributes:
        path: The film it is cut from: what browsers play of it.
        clips: In the reel's order.
        titles: For each clip what stands on the card before it; empty for no card.
        remarks: For each clip what was written of what it shows.
        captions: The film's own, in ms of the film.
    """

    path: Path
    clips: tuple[ReelClip, ...]
    titles: tuple[str, ...]
    remarks: tuple[tuple[Remark, ...], ...]
    captions: tuple[Caption, ...] = ()


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
    """A reel that was made.

    Attributes:
        duration_ms: Its length.
        clips: What is in it.
        captions: WebVTT to be kept beside it; empty where none was asked for.
    """

    duration_ms: int
    clips: tuple[MadeClip, ...]
    captions: str = ""


def plan(
    data: DataFolder,
    film: Film,
    marks: Sequence[Mark],
    *,
    pad_before_ms: int = PAD_BEFORE_MS,
    pad_after_ms: int = PAD_AFTER_MS,
    framework: Framework | None = None,
    use: str = "work",
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
        use: What the reel is for: `work`, `group` or `training`.
        today: The day on which the permission has to hold.

    Raises:
        InvalidValue: there is no mark, a pad cannot be, or there is no such use.
        NotPermitted: the people in the film did not agree to its use, or no longer do.
        NotFound: the film is not here.
    """
    if not marks:
        raise InvalidValue("There is no mark on this film yet. Mark a moment, and make the reel then.")
    path, times = opened(data, film, use=use, today=today)
    found = reel_clips(marks, times, pad_before_ms=pad_before_ms, pad_after_ms=pad_after_ms)
    by_id = {mark.id: mark for mark in marks}
    titles = tuple(_title([by_id[one] for one in clip.marks], framework) for clip in found)
    remarks = {mark.id: remarks_of_mark(mark) for mark in marks}
    return Plan(path, found, titles, _remarks(found, remarks), _captions_beside(path))


def plan_of_items(
    data: DataFolder,
    film: Film,
    items: Sequence[ReelItem],
    *,
    marks: Iterable[Mark] = (),
    use: str = "work",
    today: date | None = None,
) -> Plan:
    """Return what a reel shows as its owner arranged it; raises as `plan`.

    Args:
        data: Where the film is kept.
        film: The owner's, or a drawn clip.
        items: In the reel's order.
        marks: Those the items were made from, as far as they are still there.
        use: As in `plan`.
        today: As in `plan`.
    """
    if not items:
        raise InvalidValue("There is no moment in your reel yet. Add one, and make the reel then.")
    path, times = opened(data, film, use=use, today=today)
    found = item_clips(items, times, film=film.id)
    titles = {item.id: item.title.strip() for item in items}
    cards = tuple("\n".join(filter(None, (titles[one] for one in clip.marks))) for clip in found)
    return Plan(path, found, cards, _remarks(found, remarks_of_items(items, marks)), _captions_beside(path))


def remarks_of_items(items: Sequence[ReelItem], marks: Iterable[Mark]) -> dict[str, tuple[Remark, ...]]:
    """Return by item what was written of it."""
    by_id = {mark.id: mark for mark in marks}
    return {item.id: remarks_of_item(item, by_id.get(item.mark)) for item in items}


def opened(data: DataFolder, film: Film, *, use: str = "work", today: date | None = None) -> tuple[Path, FrameTimes]:
    """Return what browsers play of a film, and its times, for `work`, `group` or `training`.

    Raises:
        InvalidValue: there is no such use.
        NotPermitted: the people in it did not agree to its use, or no longer do.
        NotFound: it is not here.
    """
    use = use_named(use)
    if film.source == "drawn":
        from vigwidgets.workbook import clips

        clip = clips.clip(film.id, data=data)
        return clip.film_path, clip.frames
    from vigwidgets.films import Shelf

    film.permission.require(use, on=today or date.today())  # noqa: DTZ011 - the day here, not in Greenwich
    shelf = Shelf(data.films)
    return shelf.film_path(film.id), film_shelf.frame_times_of(shelf, film)


def make(
    plan: Plan,
    to: Path,
    *,
    captions: Way = "none",
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Made:
    """Write a reel at `to`, over what is there; it is whole when this returns.

    Args:
        plan: What it shows.
        to: Where it is written.
        captions: Whether what was written, and what is said, is drawn into its pictures, or comes beside it.
        on_progress: As in `cut`.
        cancelled: As in `cut`.

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
    if captions == "burned":
        read = zip(pieces, plan.clips, plan.remarks, strict=True)
        pieces = [
            replace(
                piece,
                written=captions_in_picture(remarks, clip.span),
                spoken=captions_within(plan.captions, clip.span),
            )
            for piece, clip, remarks in read
        ]
    done = cut(pieces, to, on_progress=on_progress, cancelled=cancelled)
    clips = tuple(MadeClip(clip, start) for clip, start in zip(plan.clips, done.starts_ms, strict=True))
    return Made(done.duration_ms, clips, _vtt(plan, done.starts_ms) if captions == "beside" else "")


def _vtt(plan: Plan, starts_ms: Sequence[int]) -> str:
    """Return what is read beside a reel, in its time."""
    from vigwidgets.exchange import reel_vtt

    written: list[Caption] = []
    spoken: list[Caption] = []
    for clip, remarks, start_ms in zip(plan.clips, plan.remarks, starts_ms, strict=True):
        written += [one.later(start_ms) for one in captions_beside(remarks, clip.span)]
        spoken += [one.later(start_ms) for one in captions_within(plan.captions, clip.span)]
    return reel_vtt(written, spoken)


def _remarks(clips: Iterable[ReelClip], said: Mapping[str, Iterable[Remark]]) -> tuple[tuple[Remark, ...], ...]:
    """Return for each clip what was said of the marks or items in it."""
    return tuple(tuple(remark for one in clip.marks for remark in said[one]) for clip in clips)


def _captions_beside(path: Path) -> tuple[Caption, ...]:
    """Return the captions that came with a film; none where there are none, or nobody can read them."""
    from vigwidgets.exchange import read_vtt
    from vigwidgets.workbook.clips import CAPTIONS

    try:
        return tuple(read_vtt(path.with_name(CAPTIONS).read_text("utf-8", errors="replace")))
    except OSError:
        return ()


def _title(marks: Sequence[Mark], framework: Framework | None) -> str:
    """Return the words of a card."""
    if framework is None:
        return ""
    notes = [note for mark in marks if (note := mark.note.strip())]
    keys = dict.fromkeys(key for mark in marks for key in mark.principles)
    return "\n".join(notes) or "\n".join(framework.principle(key).name for key in keys)
