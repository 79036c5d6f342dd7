"""The same picture has the same pixels, however wide it is and whatever else the machine does."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import av
import numpy as np
import pytest

from vigwidgets.films.pixels import pixels_of


def noise(width: int, height: int) -> av.VideoFrame:
    content = np.random.default_rng(width).integers(16, 235, (height * 3 // 2, width), np.uint8)
    return av.VideoFrame.from_ndarray(content, format="yuv420p")


@pytest.mark.parametrize("width", [640, 854, 1276, 1278])
def test_pixels_do_not_depend_on_what_else_is_done(width: int) -> None:
    def convert(_: int) -> bytes:
        return pixels_of(noise(width, 480), "rgba").tobytes()

    with ThreadPoolExecutor(6) as busy:
        assert len(set(busy.map(convert, range(60)))) == 1


def test_they_come_in_rows_of_colours_and_in_the_size_asked_for() -> None:
    pixels = pixels_of(noise(854, 480), "rgb24", width=427, height=240)
    assert (pixels.shape, pixels.dtype, pixels.flags.c_contiguous) == ((240, 427, 3), np.uint8, True)
