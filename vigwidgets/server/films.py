"""Films' bytes, streamed with Range to those who may see them; never cached unless drawn."""

from __future__ import annotations

import mimetypes
import struct
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import tornado.web

from vigwidgets.core.access import Person
from vigwidgets.core.errors import NotFound, NotPermitted, VigError
from vigwidgets.films.growing import read_growing
from vigwidgets.films.lanes import LaneFolder
from vigwidgets.server.answering import Answering
from vigwidgets.server.roles import EVERYBODY, WORKING
from vigwidgets.workbook.film_shelf import frame_times_of
from vigwidgets.workbook.kept_reel import kept_reel

BESIDE: Final = ("captions.vtt", "descriptions.vtt", "poster.jpg", "sounds.m4a")
"""What may stand beside a film; beside people's own only where it came as a clip."""
CLIP_FILES: Final = ("film.mp4", "film.webm", *BESIDE)
TYPES: Final = {
    ".vtt": "text/vtt; charset=utf-8",
    ".u32": "application/octet-stream",
    ".u8": "application/octet-stream",
    ".mp4": "video/mp4",
    ".m4a": "audio/mp4",
}


class FileStream(tornado.web.StaticFileHandler):
    """Tornado's file handler (Range, HEAD, 304) for one file that a rule of ours chose, not for a folder."""

    def initialize(self) -> None:  # type: ignore[override]
        super().initialize(path="/")

    def choose(self, *parts: str) -> Path:
        """Return the file for the address, or raise `VigError`: 403 where a permission is missing or over, else 404."""
        raise NotImplementedError

    async def get(self, *parts: str, include_body: bool = True) -> None:  # type: ignore[override]
        try:
            self._file = self.choose(*parts)
        except NotPermitted as error:
            raise tornado.web.HTTPError(403) from error
        except VigError as error:
            raise tornado.web.HTTPError(404) from error
        if not self._file.is_file():
            raise tornado.web.HTTPError(404)
        await super().get("", include_body=include_body)

    async def head(self, *parts: str) -> None:  # type: ignore[override]
        await self.get(*parts, include_body=False)

    def parse_url_path(self, url_path: str) -> str:
        return url_path

    @classmethod
    def get_absolute_path(cls, root: str, path: str) -> str:  # noqa: ARG003 - tornado's signature
        return ""

    def validate_absolute_path(self, root: str, absolute_path: str) -> str:  # noqa: ARG002 - the rule chose
        return str(self._file)

    def compute_etag(self) -> None:
        """No tag: tornado's would read the whole film first."""

    def get_content_type(self) -> str:
        return TYPES.get(self._file.suffix) or mimetypes.guess_type(self._file.name)[0] or "application/octet-stream"

    def set_extra_headers(self, path: str) -> None:  # noqa: ARG002 - tornado's signature
        self.set_header("Cache-Control", self.keep)

    keep = "no-store"


class FilmStream(FileStream):
    """A person's own film, the times of its frames, or what came with it as a clip."""

    roles = EVERYBODY
    person: Person

    def choose(self, film_id: str, part: str | None = None) -> Path:  # type: ignore[override]
        desk = self.settings["desk"]
        desk.journal(self.person).film_for(film_id, use="work")  # raises unless this person may see it today
        if part == "frames":
            return desk.shelf.frames_path(film_id)
        if part == "growing.mp4":
            return desk.shelf.growing_path(film_id)
        film = desk.shelf.film_path(film_id)
        return film if part is None else film.with_name(part)


class GrowingOf(Answering):
    """How far a film is that is being made ready, and what of it can be watched.

    Answers `{"ok", "done"}` and while it is not done `"share"` of the work (0 to 1), `"refused"` (a sentence why it
    will never be, or empty), `"media_type"`, `"head_bytes"` and `"fragments"`: `[start_ms, end_ms, offset, length]` of
    each in `growing.mp4`.
    """

    roles = WORKING
    unattended = True
    """It is asked about without anybody at the page."""

    def get(self, film_id: str) -> None:
        """Tell, and have the work go on that was stopped."""
        desk, copies = self.settings["desk"], self.settings["copies"]
        try:
            film = desk.journal(self.person).film_for(film_id, use="work")
            if not desk.shelf.lacks_copy(film_id):
                self.say({"done": True})
                return
            copies.want(film_id)
            found = read_growing(desk.shelf.growing_path(film_id), frame_times_of(desk.shelf, film))
        except VigError as error:
            self.refuse(error)
            return
        self.say({"done": False, **copies.state(film_id), **asdict(found)})


class LaneStream(FileStream):
    """A stretch of what is drawn along the time of a person's own film; 404 while it is not made."""

    roles = WORKING
    person: Person

    def choose(self, film_id: str, name: str) -> Path:  # type: ignore[override]
        desk = self.settings["desk"]
        desk.journal(self.person).film_for(film_id, use="work")  # raises unless this person may see it today
        return LaneFolder(desk.shelf.film_path(film_id)).path(name)


class ReelStream(FileStream):
    """The reel that a person made of their own film, to keep, or the captions beside it; the name tells nothing."""

    roles = WORKING
    person: Person

    def choose(self, film_id: str, kind: str) -> Path:  # type: ignore[override]
        desk = self.settings["desk"]
        journal = desk.journal(self.person)
        journal.film(film_id)  # raises unless it is this person's
        kept = kept_reel(desk.data, film_id)
        path = None if kept is None else kept.path if kind == "mp4" else kept.captions_path
        if kept is None or path is None:
            raise NotFound("There is no such reel here. Make it again.")
        journal.film_for(film_id, use=kept.use)  # raises unless that is agreed today
        return path

    def set_extra_headers(self, path: str) -> None:
        super().set_extra_headers(path)
        self.set_header("Content-Disposition", f'attachment; filename="my-reel{self._file.suffix}"')


class ClipStream(FileStream):
    """A drawn clip's files; the address carries their hash, so that they may be kept."""

    roles = EVERYBODY
    keep = "private, max-age=31536000, immutable"

    def choose(self, _hash: str, clip_id: str, name: str) -> Path:  # type: ignore[override]
        return self.settings["desk"].clip(clip_id).folder / name


class ClipFrames(tornado.web.RequestHandler):
    """The time of every frame of a drawn clip."""

    roles = EVERYBODY

    def get(self, _hash: str, clip_id: str) -> None:
        """Send them as little-endian `uint32` milliseconds."""
        try:
            times = self.settings["desk"].clip(clip_id).frames.times_ms
        except VigError as error:
            raise tornado.web.HTTPError(404) from error
        self.set_header("Content-Type", "application/octet-stream")
        self.set_header("Cache-Control", ClipStream.keep)
        self.write(struct.pack(f"<{len(times)}I", *times))

    def compute_etag(self) -> None:
        """No tag: the address carries the film's hash."""


def rules() -> list[tuple[Any, ...]]:
    """Return the routes of this module below the base address."""
    identity = r"([A-Za-z0-9][A-Za-z0-9_.\-]{0,63})"
    names, beside = ("|".join(name.replace(".", r"\.") for name in some) for some in (CLIP_FILES, BESIDE))
    return [
        (rf"/vig/film/{identity}", FilmStream),
        (rf"/vig/film/{identity}/(frames|growing\.mp4|{beside})", FilmStream),
        (rf"/vig/film/{identity}/growing", GrowingOf),
        (rf"/vig/film/{identity}/lanes/([a-z]+-[0-9]+\.[a-z0-9]+)", LaneStream),
        (rf"/vig/film/{identity}/reel\.(mp4|vtt)", ReelStream),
        (rf"/vig/clip/([0-9a-f]+)/{identity}/({names})", ClipStream),
        (rf"/vig/clip/([0-9a-f]+)/{identity}/frames", ClipFrames),
    ]
