"""One frame of a film as a picture, upright and with nothing in it but the picture."""

from __future__ import annotations

from pathlib import Path

import skia

from vigwidgets.core.errors import InvalidValue
from vigwidgets.films.opening import opened_file
from vigwidgets.films.pixels import pixels_of
from vigwidgets.films.probe import probe_file
from vigwidgets.films.seeking import pictures_between
from vigwidgets.films.upright import Upright, copied_size


def still(path: Path, *, frame: int) -> bytes:
    """Return a frame of the film at `path` as PNG, at most 1080p, without tags.

    Args:
        path: The film.
        frame: Its number, from 0.

    Raises:
        FilmMissing, FilmUnreadable: the film is gone, or this frame cannot be decoded.
        InvalidValue: there is no such frame.
    """
    with opened_file(path) as file:
        found = probe_file(file)
        if not 0 <= frame < found.frames:
            raise InvalidValue("There is no such frame in the film. Choose a time inside the film.")
        picture = next(pictures_between(file, found, first=frame, until=frame + 1))
        shown = Upright(copied_size(found.width, found.height)).turn(picture, start_ms=0)
    pixels = pixels_of(shown, "rgba")
    image = skia.Image.fromarray(pixels, skia.ColorType.kRGBA_8888_ColorType)
    return bytes(image.encodeToData(skia.EncodedImageFormat.kPNG, 100))
