"""The clips of the workbook: those that come with it, and those that were brought in or drawn here.

Drawn clips belong to everybody. A clip with people on film belongs to whoever brought it in: its film stands on the
shelf among their own, under the permission that the journal keeps, and is erased and taken home with them.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from vigwidgets.core.errors import NotFound
from vigwidgets.core.film import Film, FrameTimes
from vigwidgets.core.mark import ID_FORM, Mark
from vigwidgets.core.permission import USES, Permission
from vigwidgets.core.span import Span, ms_from_seconds
from vigwidgets.journal import Journal
from vigwidgets.workbook.folder.data_folder import DataFolder
from vigwidgets.workbook.packs.facts import has_facts, read_film, read_times
from vigwidgets.workbook.places import sample_clips_folder

DESCRIPTION: Final = "clip.toml"
FILM: Final = "film.mp4"
WEBM: Final = "film.webm"
CAPTIONS: Final = "captions.vtt"
DESCRIPTIONS: Final = "descriptions.vtt"
POSTER: Final = "poster.jpg"
MARKS: Final = "marks.json"
SOUNDS: Final = "sounds.m4a"
SCRIPT: Final = "scene.toml"

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
class Choice:
    """A moment at which a clip may be stopped, for one to say how it could go on. No way is the right one.

    Attributes:
        at_ms: In the film.
        question: What is asked.
        ways: Id of the clip that shows a way on, and what is done in it, in a few words.
        feels: Id of such a clip, and what it may let the other feel, in a sentence; some or all may be left out.
    """

    at_ms: int
    question: str
    ways: tuple[tuple[str, str], ...]
    feels: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Clip:
    """A clip to show: drawn, for anybody, or of people on film, for whom its permission allows.

    Attributes:
        id: Stable, such as `c01`; also the film's id.
        title: As the workbook shows it.
        folder: Where its files are.
        film: What a player needs to know.
        frames: Times of the film's frames.
        marks: By time.
        tiers: Numbers of the tiers it teaches.
        licence: SPDX name.
        notice: What the writer would point at, in a sentence; empty where nothing is said.
        ask: A question to write about; empty where there is none.
        pair: Id of the clip with the same minute lived another way, or empty.
        choice: Where it can go on in several ways, or None.
        who: Names of those in it, where the card says them, else whom the marks name.
    """

    id: str
    title: str
    folder: Path
    film: Film
    frames: FrameTimes
    marks: tuple[ClipMark, ...]
    tiers: tuple[int, ...]
    licence: str
    notice: str = ""
    ask: str = ""
    pair: str = ""
    choice: Choice | None = None
    who: tuple[str, ...] = ()

    @property
    def film_path(self) -> Path:
        """The film itself, an MP4 or WebM."""
        return self.folder / (FILM if self.film.media_type == "video/mp4" else WEBM)

    @property
    def is_drawn(self) -> bool:
        """Whether nobody was filmed for it."""
        return self.film.source == "drawn"

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

    @property
    def sounds(self) -> Path:
        """The film's sound without what is said, as AAC; of many clips there is none."""
        return self.folder / SOUNDS


@cache
def clips() -> tuple[Clip, ...]:
    """Return the clips that came with the workbook, by id; read once, without opening a film."""
    folders = sorted(place.parent for place in sample_clips_folder().glob(f"*/{DESCRIPTION}"))
    return tuple(read_clip(folder) for folder in folders)


def brought_in(data: DataFolder) -> tuple[Clip, ...]:
    """Return the clips that were brought in or drawn here, by id: first the drawn ones, then those of people on film.

    What is not whole is left out; `packs.keeping.problems` names it.
    """
    drawn = sorted(place.parent for place in data.clips.glob(f"[!.]*/{DESCRIPTION}"))
    real = sorted(place.parent for place in data.films.glob(f"[!.]*/{DESCRIPTION}"))
    return tuple(one for folder in (*drawn, *real) if (one := read_whole(folder)) is not None)


def all_clips(data: DataFolder) -> tuple[Clip, ...]:
    """Return the clips that came with the workbook, then those of `brought_in`."""
    return (*clips(), *brought_in(data))


def clip(clip_id: str, *, data: DataFolder | None = None) -> Clip:
    """Return the clip of that id that came with the workbook, or else was brought into `data`.

    Whoever shows a clip that is not drawn asks the journal first.

    Raises:
        NotFound: there is none.
    """
    for one in clips():
        if one.id == clip_id:
            return one
    if data is not None and ID_FORM.fullmatch(clip_id):
        for folder in (data.clips / clip_id, data.films / clip_id):
            if (folder / DESCRIPTION).is_file() and (found := read_whole(folder)) is not None:
                return found
    raise NotFound("There is no such clip. Choose one of the workbook's clips.")


def ways_on(one: Clip, *, among: tuple[Clip, ...]) -> tuple[tuple[Clip, str], ...]:
    """Return the ways on from a clip's choice that are here, each with its words; none where it has no choice."""
    here = {each.id: each for each in among}
    return tuple((here[name], text) for name, text in one.choice.ways if name in here) if one.choice else ()


def shelve_clips(journal: Journal, *, data: DataFolder | None = None) -> None:
    """See that the journal knows every drawn clip as it is now, so that people can mark it."""
    for one in clips() if data is None else all_clips(data):
        if one.is_drawn:
            journal.shelve_clip(one.film)


def read_whole(folder: Path) -> Clip | None:
    """Return the clip that was brought into `folder`, or None where a file of it is missing or was changed."""
    try:
        found = read_clip(folder) if has_facts(folder) and folder.name == read_film(folder).id else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return found if found is not None and found.film_path.is_file() and found.captions.is_file() else None


def read_clip(folder: Path) -> Clip:
    """Return the clip in `folder`. Its film is not opened: what the studio draws has one form, of others it was kept.

    Raises:
        FileNotFoundError: a file of the clip is missing.
        KeyError: its description is not whole.
    """
    said = tomllib.loads((folder / DESCRIPTION).read_text("utf-8"))
    listed = json.loads((folder / MARKS).read_text("utf-8"))
    if has_facts(folder):
        film = read_film(folder)
        times = read_times(folder, duration_ms=film.duration_ms)
    else:
        film = _film(said, folder)
        times = FrameTimes(tuple(_frame_ms(at) for at in range(film.frames)), film.duration_ms)
    marks = tuple(sorted((_mark(one, film=film) for one in listed), key=lambda one: (one.mark.span, one.mark.id)))
    return Clip(
        id=film.id,
        title=film.title,
        folder=folder,
        film=film,
        frames=times,
        marks=marks,
        tiers=tuple(said["tiers"]),
        licence=said["licence"],
        notice=said.get("notice", ""),
        ask=said.get("ask", ""),
        pair=said.get("pair", ""),
        choice=_choice(said["choice"]) if "choice" in said else None,
        who=tuple(said.get("who", ())) or tuple(dict.fromkeys(one.mark.who for one in marks if one.mark.who)),
    )


def _choice(said: dict[str, Any]) -> Choice:
    ways = tuple((way["clip"], way["text"]) for way in said["ways"])
    feels = tuple((way["clip"], way["feels"]) for way in said["ways"] if way.get("feels"))
    return Choice(said["at_ms"], said["question"], ways, feels)


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
        answers=one.get("answers"),
        note=one.get("note", ""),
    )
    return ClipMark(mark, one["reading"], tuple(one.get("also", ())))
