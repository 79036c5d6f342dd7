"""Which frame of a film a picture shows, told by the picture alone."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import av
import numpy as np
from numpy.typing import NDArray

from vigwidgets.films import Probe
from vigwidgets.films.upright import Upright, copied_size

Gray = NDArray[np.int16]
SMALL: Final = (160, 120)
"""Width and height that pictures are compared in."""
LUMA: Final = np.array([0.2126, 0.7152, 0.0722])
"""Shares of red, green and blue (BT.709)."""
MOST_APART: Final = 8
"""Of a frame from what stands for it."""
STANDS_STILL: Final = 0.35
"""What stands still looks like its neighbours, but for noise of this size in 255."""


def upright_pictures(path: Path, found: Probe, *, numbers: set[int]) -> dict[int, Gray]:
    """Return those of a film's pictures that it has, by number, counted from its beginning."""
    size = copied_size(found.width, found.height)
    upright = Upright(size)
    pictures: dict[int, Gray] = {}
    with av.open(str(path)) as film:
        stream = next(one for one in film.streams.video if one.index == found.stream_index)
        stream.thread_type = "AUTO"
        for number, frame in enumerate(film.decode(stream), -found.hidden):
            if number > min(max(numbers), found.frames - 1):
                break
            if number in numbers and number >= 0:
                pictures[number] = gray(upright.turn(frame, start_ms=number))
    return pictures


def gray(frame: av.VideoFrame) -> Gray:
    """Return a picture small and without colour."""
    small = frame.reformat(width=SMALL[0], height=SMALL[1], format="rgb24", interpolation="AREA")
    return np.rint(small.to_ndarray() @ LUMA).astype(np.int16)


def with_neighbours(numbers: list[int]) -> set[int]:
    """Return the numbers of frames, and of the frames beside them."""
    return {number + by for number in numbers for by in (-1, 0, 1)}


def mean_apart(one: Gray, other: Gray) -> float:
    """Return by how much two pictures differ, in 255."""
    return float(np.abs(one - other).mean())


def check_nearest(picture: Gray, number: int, own: dict[int, Gray], *, most_apart: float = MOST_APART) -> None:
    """Assert that a picture shows the frame of that number, and neither the one before it nor the one after."""
    apart = {near: mean_apart(own[near], picture) for near in with_neighbours([number]) if near in own}
    assert apart[number] < most_apart, (number, apart)
    # what stands still looks like its neighbours; else nothing may be nearer than the frame that was asked for
    assert apart[number] <= min(apart.values()) + STANDS_STILL, (number, apart)
