"""Films with a high dynamic range, as phones record them, toned for ordinary screens so that faces look right.

swscale's own toning takes a fifth of a second for each picture, turns a blue sky magenta where it narrows the colours
in the same step, and thinks for ten seconds before the first. So every colour was toned once, in two steps; what came
out lies beside this module, and pictures are looked up in it.
"""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, ColorTrc
from numpy.typing import NDArray

if TYPE_CHECKING:
    from av.filter.context import FilterContext

BRIGHT: Final = frozenset({ColorTrc.SMPTE2084, ColorTrc.ARIB_STD_B67})
"""PQ and HLG."""
STEPS: Final = 36
"""Of red, green and blue each."""
_SIDE: Final = 216
"""A picture of 216 x 216 px has room for all of them."""
_SOURCE: Final = f"video_size={_SIDE}x{_SIDE}:pix_fmt=rgb48le:time_base=1/1000:range=pc:colorspace=gbr"
_NARROWER: Final = (
    ("scale", "out_transfer=bt709:out_primaries=bt2020:out_color_matrix=bt2020nc:out_range=tv:intent=perceptual"),
    ("format", "yuv444p10le"),
    ("colorspace", "all=bt709:iall=bt2020:itrc=bt709:irange=tv:range=tv:format=yuv444p10"),
    ("scale", "in_color_matrix=bt709:in_range=tv:out_range=pc"),
    ("format", "rgb48le"),
)
_TABLES: Final = Path(__file__).parent / "toned_colours"
Table = NDArray[np.uint16]
"""One row of red, green and blue (0 to 65535) for each of `STEPS`³ colours, red running fastest."""


def toned(graph: Graph, before: FilterContext, *, transfer: int, primaries: int) -> FilterContext:
    """Return the filter behind which a film's pictures have the colours of ordinary screens (BT.709, RGB).

    Args:
        graph: Not yet configured.
        before: The filter whose pictures are toned.
        transfer: FFmpeg's number of the film's transfer, one of `BRIGHT`.
        primaries: FFmpeg's number of its primaries.
    """
    wide = graph.add("scale", "in_color_matrix=bt2020:in_range=tv:out_range=pc")
    planes = graph.add("format", "gbrp16le")  # what the look-up is quickest with
    with tempfile.TemporaryDirectory(prefix="vig-colours-") as place:
        file = Path(place) / "table.cube"
        file.write_text(_cube(transfer, primaries), "ascii")
        look_up = graph.add("lut3d", file=str(file), interp="tetrahedral")  # reads it at once
    before.link_to(wide)
    wide.link_to(planes)
    planes.link_to(look_up)
    return look_up


@lru_cache(maxsize=4)
def _cube(transfer: int, primaries: int) -> str:
    """Return a table as text in the form of Iridas."""
    known = _TABLES / f"{int(transfer)}-{int(primaries)}.npy"
    table = np.load(known) if known.is_file() else tone_all(transfer, primaries)
    lines = [f"{red:.5f} {green:.5f} {blue:.5f}" for red, green, blue in (table / 65535).tolist()]
    return "\n".join([f"LUT_3D_SIZE {STEPS}", *lines, ""])


def tone_all(transfer: int, primaries: int) -> Table:
    """Return every colour as it is after toning. Takes ten seconds; see `toned` for the arguments."""
    number = np.arange(STEPS**3)
    steps = np.stack([number % STEPS, number // STEPS % STEPS, number // STEPS**2], axis=-1)
    colours = np.round(steps * (65535 / (STEPS - 1))).astype(np.uint16).reshape(_SIDE, _SIDE, 3)
    frame = VideoFrame.from_ndarray(colours, format="rgb48le")
    frame.color_trc, frame.color_primaries = transfer, primaries
    frame.colorspace, frame.color_range = 0, ColorRange.JPEG
    graph = Graph()
    filters = [("buffer", _SOURCE), *_NARROWER, ("buffersink", None)]
    graph.link_nodes(*(graph.add(name, told) for name, told in filters)).configure()
    graph.vpush(frame)
    return graph.vpull().to_ndarray().astype(np.uint16).reshape(-1, 3)
