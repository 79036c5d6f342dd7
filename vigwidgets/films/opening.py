"""Opening a file that somebody gave us, without trusting it. FFmpeg's errors are translated here and nowhere else."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

import av
import av.logging
from av.error import FFmpegError
from av.stream import Disposition

from vigwidgets.core.errors import FilmHasNoPicture, FilmMissing, FilmUnreadable
from vigwidgets.films.boxes import Shortened, index_cut_after

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream

av.logging.set_level(None)

# Playlists and image patterns would let a "film" name other files or addresses: only self-contained ones are read.
CONTAINERS: Final = (
    "mov,matroska,webm,avi,flv,live_flv,mpegts,mpeg,asf,ogg,mxf,h264,hevc,m4v,mpegvideo,wav,mp3,aac,flac"
)
NO_FILM: Final = Disposition.attached_pic | Disposition.timed_thumbnails | Disposition.still_image
BUFFER_BYTES: Final = 1 << 18

DAMAGED: Final = "The film is damaged and cannot be read to its end. Copy it from the camera or phone once more."
NO_MEDIA: Final = "This file is no film, or it is damaged. Choose a film file such as an MP4."


@contextmanager
def opened_file(path: Path) -> Iterator[BinaryIO]:
    """Yield a film file open for reading; it is never written to, and a pipe or device is never waited for.

    Raises:
        FilmMissing: nothing is there.
        FilmUnreadable: a folder, pipe, device, empty file, or one this account may not read.
    """
    try:
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise FilmUnreadable("This is a folder, not a film. Choose the film file inside it.")
        if not stat.S_ISREG(kind):
            raise FilmUnreadable("This is not a file but a pipe or a device. Choose a film file.")
        # Should a pipe take the file's place after the look above, opening it must still not wait.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (FileNotFoundError, NotADirectoryError) as exc:
        raise FilmMissing("There is no film at that place. Check where the file is, and its name.") from exc
    except PermissionError as exc:
        raise FilmUnreadable("This film may not be read by your account. Copy it into a folder of your own.") from exc
    except (OSError, ValueError) as exc:
        raise FilmUnreadable("The place of this film cannot be read. Copy the film to this computer first.") from exc
    with os.fdopen(handle, "rb", buffering=0) as file:
        facts = os.fstat(file.fileno())
        if not stat.S_ISREG(facts.st_mode):
            raise FilmUnreadable("This is not a file but a pipe or a device. Choose a film file.")
        if facts.st_size == 0:
            raise FilmUnreadable("This file is empty. Copy it from the camera or phone once more.")
        yield file


@contextmanager
def opened_film(file: BinaryIO) -> Iterator[InputContainer]:
    """Yield FFmpeg's view of an open file, read from its beginning.

    Of an MP4 that ends inside its index those tracks are seen of which the index is whole.

    Raises:
        FilmUnreadable: FFmpeg cannot open it, or whatever is done inside the `with` block meets damaged data.
    """
    cut_after = index_cut_after(file)
    source = file if cut_after is None else Shortened(file, size_bytes=cut_after)
    source.seek(0)
    options = {"format_whitelist": CONTAINERS, "protocol_whitelist": "none"}
    try:
        container = av.open(source, "r", options=options, buffer_size=BUFFER_BYTES, metadata_errors="replace")
    except (FFmpegError, ValueError, OSError) as exc:
        raise FilmUnreadable(NO_MEDIA) from exc
    with container:
        try:
            yield container
        except FFmpegError as exc:
            raise FilmUnreadable(DAMAGED) from exc


def picture_streams(container: InputContainer) -> list[VideoStream]:
    """Return the streams of moving pictures, in the file's order; covers and thumbnails are none.

    Raises:
        FilmHasNoPicture: there is no such stream.
    """
    streams = [stream for stream in container.streams.video if not stream.disposition & NO_FILM]
    if not streams:
        raise FilmHasNoPicture("This file holds sound but no moving picture. Choose a film.")
    return streams
