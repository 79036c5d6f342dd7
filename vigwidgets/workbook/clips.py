"""The drawn clips that come with the workbook."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from vigwidgets.core.errors import NotFound
from vigwidgets.core.film import Film, FrameTimes
from vigwidgets.core.mark import Mark
from vigwidgets.core.permission import USES, Permission
from vigwidgets.core.span import Span, ms_from_seconds
from vigwidgets.journal import Journal
from vigwidgets.workbook.places import sample_clips_folder

DESCRIPTION: Final = "clip.toml"
FILM: Final = "film.mp4"
CAPTIONS: Final = "captions.vtt"
DESCRIPTIONS: Final = "descriptions.vtt"
POSTER: Final = "poster.jpg"
MARKS: Final = "marks.json"

# The form of everything the studio draws. Reading it here keeps the studio, and decoding, out of every page's start.
FRAMES_PER_SECOND: Final = 25
WIDTH: Final = 1280
HEIGHT: Final = 720


@dataclass(frozen=True, slots=True)
class ClipMark:
    """A moment as whoever wrote the scene meant it.

    Attributes:
        mark: Without an author.
        reading: `plain` where anyone would agree, `open` where it is the writer's reading.
        also: Other principle keys that an open reading may have.
    """

    mark: Mark
    reading: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Clip:
    """A drawn clip, free to show to anybody.

    Attributes:
        id: Stable, such as `c01`; also the film's id.
        title: As the workbook shows it.
        folder: Where its files are.
        film: What a player needs to know.
        frames: Times of the film's frames.
        marks: By time.
        tiers: Numbers of the tiers it teaches.
        licence: SPDX name.
    """

    id: str
    title: str
    folder: Path
    film: Film
    frames: FrameTimes
    marks: tuple[ClipMark, ...]
    tiers: tuple[int, ...]
    licence: str

    @property
    def film_path(self) -> Path:
        """The film itself, an MP4."""
        return self.folder / FILM

    @property
    def captions(self) -> Path:
        """What is said, as WebVTT."""
        return self.folder / CAPTIONS

    @property
    def descriptions(self) -> Path:
        """What is seen, as WebVTT."""
        return self.folder / DESCRIPTIONS

    @property
    def poster(self) -> Path:
        """A still, as JPEG."""
        return self.folder / POSTER


@cache
def clips() -> tuple[Clip, ...]:
    """Return all clips by id; read once, without opening a film."""
    folders = sorted(place.parent for place in sample_clips_folder().glob(f"*/{DESCRIPTION}"))
    return tuple(read_clip(folder) for folder in folders)


def clip(clip_id: str) -> Clip:
    """Return the clip of that id, or raise `NotFound`."""
    for one in clips():
        if one.id == clip_id:
            return one
    raise NotFound("There is no such clip. Choose one of the workbook's clips.")


def shelve_clips(journal: Journal) -> None:
    """See that the journal knows every clip as it is now, so that people can mark it."""
    for one in clips():
        journal.shelve_clip(one.film)


def read_clip(folder: Path) -> Clip:
    """Return the clip in `folder`. Its film is not opened: all that the studio draws has one form.

    Raises:
        FileNotFoundError: a file of the clip is missing.
        KeyError: its description is not whole.
    """
    said = tomllib.loads((folder / DESCRIPTION).read_text("utf-8"))
    film = _film(said, folder)
    listed = json.loads((folder / MARKS).read_text("utf-8"))
    times = FrameTimes(tuple(_frame_ms(at) for at in range(film.frames)), film.duration_ms)
    return Clip(
        id=film.id,
        title=film.title,
        folder=folder,
        film=film,
        frames=times,
        marks=tuple(sorted((_mark(one, film=film) for one in listed), key=lambda one: (one.mark.span, one.mark.id))),
        tiers=tuple(said["tiers"]),
        licence=said["licence"],
    )


def _film(said: dict[str, Any], folder: Path) -> Film:
    return Film(
        id=said["id"],
        title=said["title"],
        duration_ms=said["duration_ms"],
        frames=said["duration_ms"] * FRAMES_PER_SECOND // 1000,
        variable_frame_rate=False,
        rotation=0,
        width=WIDTH,
        height=HEIGHT,
        video_codec="h264",
        audio_codec="aac",
        playable="original",
        media_type="video/mp4",
        sha256=said["sha256"],
        size_bytes=(folder / FILM).stat().st_size,
        permission=Permission(USES),
        source="drawn",
    )


def _frame_ms(index: int) -> int:
    return ms_from_seconds(index / FRAMES_PER_SECOND)


def _mark(one: dict[str, Any], *, film: Film) -> ClipMark:
    mark = Mark(
        id=one["id"],
        film=film.id,
        span=Span(one["start_ms"], one["end_ms"]).inside(film.duration_ms),
        kind=one["kind"],
        who=one["who"],
        principles=tuple(one["principles"]),
        answers=one["answers"],
        note=one["note"],
    )
    return ClipMark(mark, one["reading"], tuple(one.get("also", ())))
