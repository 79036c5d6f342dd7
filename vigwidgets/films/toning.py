"""Films with a high dynamic range, as phones record them, toned for ordinary screens so that faces look right.

swscale's own toning takes a fifth of a second for each picture, and turns a blue sky magenta where it narrows the
colours in the same step. So it tones every colour once, in two steps, and pictures are looked up in what came out.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, ColorTrc

if TYPE_CHECKING:
    from av.filter.context import FilterContext

BRIGHT: Final = frozenset({ColorTrc.SMPTE2084, ColorTrc.ARIB_STD_B67})
"""PQ and HLG."""
_LEVEL: Final = 6
_STEPS: Final = _LEVEL**2
_SIDE: Final = _LEVEL**3
"""A picture of 216 x 216 px holds 36 steps of red, green and blue each ("Hald CLUT" of level 6)."""
_SOURCE: Final = f"video_size={_SIDE}x{_SIDE}:pix_fmt=rgb48le:time_base=1/1000:range=pc:colorspace=gbr"
_NARROWER: Final = (
    ("scale", "out_transfer=bt709:out_primaries=bt2020:out_color_matrix=bt2020nc:out_range=tv:intent=perceptual"),
    ("format", "yuv444p10le"),
    ("colorspace", "all=bt709:iall=bt2020:itrc=bt709:irange=tv:range=tv:format=yuv444p10"),
    ("scale", "in_color_matrix=bt709:in_range=tv:out_range=pc"),
    ("format", "rgb48le"),
)


def toned(graph: Graph, before: FilterContext) -> FilterContext:
    """Return the filter behind which a film's pictures have the colours of ordinary screens (BT.709, RGB).

    Args:
        graph: Not yet configured. What makes the pictures is its first source; `fill` gives the table to the second.
        before: The filter whose pictures are toned.
    """
    wide = graph.add("scale", "in_color_matrix=bt2020:in_range=tv:out_range=pc")
    red_first = graph.add("format", "rgb48le")
    table = graph.add("buffer", _SOURCE)
    look_up = graph.add("haldclut", "interp=tetrahedral:clut=first")
    before.link_to(wide)
    wide.link_to(red_first)
    red_first.link_to(look_up, 0, 0)
    table.link_to(look_up, 0, 1)
    return look_up


def fill(graph: Graph, *, transfer: int, primaries: int) -> None:
    """Give a configured graph its table.

    Args:
        graph: As `toned` left it.
        transfer: FFmpeg's number of the film's transfer, one of `BRIGHT`.
        primaries: FFmpeg's number of its primaries.
    """
    graph.push(_table(transfer, primaries), at=1)
    graph.push(None, at=1)


@lru_cache(maxsize=4)
def _table(transfer: int, primaries: int) -> VideoFrame:
    """Return every colour as it is after toning, red running fastest."""
    number = np.arange(_SIDE * _SIDE)
    steps = np.stack([number % _STEPS, number // _STEPS % _STEPS, number // _STEPS**2], axis=-1)
    colours = np.round(steps * (65535 / (_STEPS - 1))).astype(np.uint16).reshape(_SIDE, _SIDE, 3)
    frame = VideoFrame.from_ndarray(colours, format="rgb48le")
    frame.color_trc, frame.color_primaries = transfer, primaries
    frame.colorspace, frame.color_range = 0, ColorRange.JPEG
    graph = Graph()
    filters = [("buffer", _SOURCE), *_NARROWER, ("buffersink", None)]
    graph.link_nodes(*(graph.add(name, told) for name, told in filters)).configure()
    graph.vpush(frame)
    table = graph.vpull()
    table.pts, table.time_base = 0, Fraction(1, 1000)
    return table
