"""A picture that is made upright has the colours that its film says it has."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from vigwidgets.films.pixels import pixels_of
from vigwidgets.films.upright import Upright


def mean_colour(pixels: NDArray[np.generic]) -> NDArray[np.float64]:
    return pixels.reshape(-1, 3).mean(axis=0)


@pytest.mark.parametrize(
    "name",
    ["example.mp4", "face_noface.mov", "flower.mp4", "book.mkv", "sample.3gp"],
    ids=["BT.709", "BT.709, HEVC", "BT.601", "full range by its form", "full range by its label"],
)
def test_colours_stay_what_they_are(real: Callable[[str], Path], name: str) -> None:
    with av.open(str(real(name))) as film:
        frame = next(film.decode(video=0))
    as_told = mean_colour(pixels_of(frame, "rgb24"))
    upright = Upright((frame.width, frame.height)).turn(frame, start_ms=0)

    assert (upright.colorspace, upright.color_range) == (1, 1)
    assert np.abs(mean_colour(pixels_of(upright, "rgb24")) - as_told).max() < 4
