"""Pictures as they are meant to be seen: upright, with square pixels, in the size and the colours browsers expect."""

from __future__ import annotations

import struct
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from av.filter import Graph
from av.video.reformatter import ColorRange, Colorspace

from vigwidgets.films.toning import BRIGHT, toned

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

LONG_SIDE: Final = 1920
SHORT_SIDE: Final = 1080
"""At most so many pixels: what every phone and school laptop plays."""
CLOCK: Final = 90_000
"""Units of time a second in what is written."""
TICKS_A_MS: Final = CLOCK // 1000
HIGH_DEFINITION: Final = 720
"""From so many rows on a film that does not name its colours means those of television in high definition."""
Size = tuple[int, int]
"""Width and height in px, both even."""


def copied_size(width: int, height: int) -> Size:
    """Return width and height of the copy of a film that is shown so large: no larger, and even, as H.264 wants it."""
    most = (LONG_SIDE, SHORT_SIDE) if width >= height else (SHORT_SIDE, LONG_SIDE)
    share = min(Fraction(1), Fraction(most[0], width), Fraction(most[1], height))
    return max(2, round(width * share / 2) * 2), max(2, round(height * share / 2) * 2)


class Upright:
    """Turns the pictures of one film as the camera wants them shown."""

    def __init__(self, size: Size, *, within: Size | None = None) -> None:
        """Make ready.

        Args:
            size: Of the upright picture.
            within: A picture no smaller, in whose middle it is laid on black; `size` itself if not given.
        """
        self._size, self._within = size, within or size
        self._graph: Graph | None = None
        self._look: tuple[object, ...] | None = None

    def turn(self, frame: VideoFrame, *, start_ms: int) -> VideoFrame:
        """Return a picture as it is meant to be seen (BT.709, yuv420p), beginning at `start_ms`."""
        frame.pts, frame.time_base = start_ms * TICKS_A_MS, Fraction(1, CLOCK)
        look = (frame.width, frame.height, frame.format.name, frame.colorspace, frame.color_range, frame.color_trc)
        if self._graph is None or look != self._look:
            self._graph, self._look = _graph_for(frame, self._size, self._within), look
        self._graph.vpush(frame)
        shown = self._graph.vpull()
        shown.pts, shown.time_base = frame.pts, frame.time_base
        return shown


def _graph_for(frame: VideoFrame, size: Size, within: Size) -> Graph:
    """Return the filters that make a picture upright, of `size` and of the colours browsers expect."""
    turns, lies = _turns(frame)
    wide, tall = (size[1], size[0]) if lies else size
    source = f"video_size={frame.width}x{frame.height}:pix_fmt={frame.format.name}:time_base=1/{CLOCK}:pixel_aspect=1/1"
    bright = frame.color_trc in BRIGHT
    graph = Graph()
    size_told, shown = f"{wide}:{tall}:flags=bicubic", "out_color_matrix=bt709:out_range=tv"
    # in one step: a scaling that is told nothing of colours makes others of them than the frame says
    plain = f"{size_told}:in_color_matrix={_matrix(frame)}:in_range={_range(frame)}:{shown}"
    last = scaled = graph.add("scale", size_told if bright else plain)
    graph.add("buffer", source).link_to(scaled)
    if bright:
        last = toned(graph, scaled, transfer=frame.color_trc, primaries=frame.color_primaries)
    colours = (("scale", shown),) if bright else ()
    room = () if within == size else (("pad", f"{within[0]}:{within[1]}:-1:-1:black"),)
    after = (*turns, *colours, ("format", "yuv420p"), *room, ("buffersink", None))
    graph.link_nodes(last, *(graph.add(name, told) for name, told in after)).configure()
    return graph


def _matrix(frame: VideoFrame) -> str:
    named = {Colorspace.ITU709: "bt709", Colorspace.ITU601: "bt601", Colorspace.SMPTE170M: "bt601", 9: "bt2020"}
    return named.get(frame.colorspace, "bt709" if frame.height >= HIGH_DEFINITION else "bt601")


def _range(frame: VideoFrame) -> str:
    return "pc" if frame.color_range == ColorRange.JPEG or frame.format.name.startswith("yuvj") else "tv"


def _turns(frame: VideoFrame) -> tuple[tuple[tuple[str, str], ...], bool]:
    """Return the filters that do what the camera's display matrix says, and whether width and height change places.

    The matrix (ISO/IEC 14496-12, 6.2.2) maps a stored point (x, y) to (a x + c y, b x + d y); cameras use quarter
    turns, mirrored or not.
    """
    told = frame.side_data.get("DISPLAYMATRIX")
    if told is None:
        return (), False
    a, b, _, c, d = (value / 65536 for value in struct.unpack("<9i", bytes(told))[:5])
    if abs(a) + abs(d) >= abs(b) + abs(c):
        flips = (("hflip", a < 0), ("vflip", d < 0))
        return tuple((name, "") for name, wanted in flips if wanted), False
    # x and y change places; then each runs the other way where its sign says so
    flips = (("hflip", c < 0), ("vflip", b < 0))
    return (("transpose", "cclock_flip"), *((name, "") for name, wanted in flips if wanted)), True
