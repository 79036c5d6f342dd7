"""One picture of a film as a JPEG, for where a film is shown before it is played."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import av
import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from vigwidgets.core.errors import FilmUnreadable
from vigwidgets.films.opening import DAMAGED, opened_file, opened_film, picture_streams
from vigwidgets.films.pixels import ONE_THREAD, pixels_of

WIDEST: Final = 1280
_QUALITY: Final = 4
"""FFmpeg's scale for JPEG: 2 is best, 31 worst."""


def still_jpeg(path: Path, *, at_ms: int) -> bytes:
    """Return a picture near `at_ms`, turned as the film is displayed, at most `WIDEST` pixels wide, as a JPEG.

    It is the key picture before that time: no more than one picture is decoded.

    Raises:
        FilmMissing, FilmUnreadable, FilmHasNoPicture: the film cannot be read there.
    """
    with opened_file(path) as file, opened_film(file) as film:
        stream = picture_streams(film)[0]
        film.seek(at_ms * 1000, backward=True)
        frame = next(film.decode(stream), None)
        if frame is None:
            raise FilmUnreadable(DAMAGED)
        shape = Fraction(stream.sample_aspect_ratio or 1)
        width = min(WIDEST, round(frame.width * shape)) & ~1
        height = max(2, round(frame.height * width / (frame.width * shape)) & ~1)
        pixels = pixels_of(frame, "rgb24", width=max(2, width), height=height)
        return jpeg(np.ascontiguousarray(np.rot90(pixels, k=round(frame.rotation / 90) % 4)))


def jpeg(pixels: NDArray[Any]) -> bytes:
    """Return a picture (height, width, red-green-blue; 8 bits) as a JPEG, or raise `FilmUnreadable`."""
    picture = av.VideoFrame.from_ndarray(pixels, format="rgb24").reformat(format="yuvj420p", threads=ONE_THREAD)
    encoder = av.CodecContext.create("mjpeg", "w")
    encoder.width, encoder.height, encoder.pix_fmt = picture.width, picture.height, "yuvj420p"
    encoder.time_base = Fraction(1, 25)
    encoder.options = {"flags": "+qscale", "global_quality": str(_QUALITY * 118)}
    try:
        return b"".join(bytes(packet) for packet in [*encoder.encode(picture), *encoder.encode(None)])
    except FFmpegError as exc:
        raise FilmUnreadable(DAMAGED) from exc
