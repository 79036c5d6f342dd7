"""Pixels of a decoded picture as an array."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from av.video.frame import VideoFrame
    from numpy.typing import NDArray

ONE_THREAD: Final = 1
"""How many threads swscale may use. With more, each writes past its rows' ends, by up to 8 px and in any order, into
rows that another has filled: where a row is not a multiple of 16 px wide, pixels at its left edge come out wrong."""


def pixels_of(frame: VideoFrame, form: str, *, width: int | None = None, height: int | None = None) -> NDArray[Any]:
    """Return a picture's pixels, contiguous.

    Args:
        frame: The picture.
        form: FFmpeg's name of a packed form of 8 bits, such as `rgb24` or `rgba`.
        width: In px, as it is if not given.
        height: In px, as it is if not given.

    Returns:
        An array of (height, width, colours), of `uint8`.
    """
    shown = frame.reformat(width=width, height=height, format=form, threads=ONE_THREAD)
    return np.ascontiguousarray(shown.to_ndarray(), dtype=np.uint8)
