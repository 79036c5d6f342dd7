"""The copy that browsers play of a film they do not: H.264 and AAC in MP4, upright, every picture at its own time.

What is turned, mirrored or has oblong pixels comes out as it is meant to be seen. Nothing that the camera wrote about
place or device goes into it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

import av
from av.audio.frame import AudioFrame
from av.error import BlockingIOError as NothingYet
from av.error import EOFError as EndOfFilm
from av.error import FFmpegError, InvalidDataError
from av.filter import Graph
from av.video.frame import PictureType
from av.video.reformatter import ColorRange, Colorspace

from vigwidgets.core.errors import Cancelled, FilmUnreadable
from vigwidgets.films.copying import Progress, Stop
from vigwidgets.films.index import stream_of
from vigwidgets.films.opening import DAMAGED, opened_film
from vigwidgets.films.toning import BRIGHT, fill, toned

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import OutputContainer
    from av.packet import Packet
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

    from vigwidgets.films.probe import Probe

LONG_SIDE: Final = 1920
SHORT_SIDE: Final = 1080
"""At most so many pixels: what every phone and school laptop plays."""
CLOCK: Final = 90_000
"""Units of time a second in the copy."""
TICKS_A_MS: Final = CLOCK // 1000
KEY_FRAME_EVERY: Final = 50
"""Pictures: one step back decodes no more than these."""
QUALITY: Final = {"preset": "veryfast", "crf": "21", "profile": "high", "bf": "0"}
SOUND_RATE: Final = 48_000
SOUND_BITS: Final = 128_000
HIGH_DEFINITION: Final = 720
"""From so many rows on a film that does not name its colours means those of television in high definition."""
STOPPED: Final = "Adding the film was stopped. Nothing of it was kept."


def convert(
    source: BinaryIO, to: Path, *, probe: Probe, on_progress: Progress | None = None, cancelled: Stop | None = None
) -> None:
    """Write the copy of the film `source` that browsers play at `to`; what is written when it raises is the caller's.

    Args:
        source: The open film; its position afterwards is undefined.
        to: A place where nothing is yet.
        probe: What the film is.
        on_progress: Told the number of pictures written and of all.
        cancelled: Asked before each picture.

    Raises:
        FilmUnreadable: a picture cannot be decoded, or some are missing.
        OSError: the copy cannot be written.
        Cancelled: `cancelled` said so.
    """
    with opened_film(source) as film, _written(to) as copy:
        pictures = stream_of(film, probe.stream_index)
        pictures.thread_type = "AUTO"
        sounds = next((one for one in film.streams.audio if one.codec_context is not None), None)
        painter = _Painter(copy, probe)
        player = None if sounds is None else _Player(copy, sounds, probe=probe)
        for packet in film.demux([one for one in (pictures, sounds) if one is not None]):
            if packet.stream.index == pictures.index:
                for frame in pictures.decode(packet):
                    if cancelled is not None and cancelled():
                        raise Cancelled(STOPPED)
                    painter.paint(frame)
                if on_progress is not None:
                    on_progress(painter.done, probe.frames)
            elif player is not None:
                player.play(packet)
        painter.end()
        if player is not None:
            player.end()


def copied_size(width: int, height: int) -> tuple[int, int]:
    """Return width and height of the copy of a film that is shown so large: no larger, and even, as H.264 wants it."""
    most = (LONG_SIDE, SHORT_SIDE) if width >= height else (SHORT_SIDE, LONG_SIDE)
    share = min(Fraction(1), Fraction(most[0], width), Fraction(most[1], height))
    return max(2, round(width * share / 2) * 2), max(2, round(height * share / 2) * 2)


@contextmanager
def _written(to: Path) -> Iterator[OutputContainer]:
    """Yield an MP4 to be written at `to`; what the disk says comes as `OSError`, as it is not the film's fault."""
    options = {"movflags": "+faststart", "video_track_timescale": str(CLOCK)}
    with _disk_errors():
        copy = av.open(str(to), "w", format="mp4", options=options)
    try:
        yield copy
    except BaseException:
        with suppress(FFmpegError):
            copy.close()
        raise
    with _disk_errors():
        copy.close()


@contextmanager
def _disk_errors() -> Iterator[None]:
    try:
        yield
    except FFmpegError as exc:
        raise OSError(exc.errno, exc.strerror) from exc


class _Painter:
    """Writes the pictures."""

    def __init__(self, copy: OutputContainer, probe: Probe) -> None:
        self._copy, self._probe = copy, probe
        self._size = copied_size(probe.width, probe.height)
        self._stream = _picture_stream(copy, self._size, rate=_rate(probe))
        self._graph: Graph | None = None
        self._look: tuple[object, ...] | None = None
        self._seen = 0
        ends = (*probe.times.times_ms[1:], probe.duration_ms)
        spans = zip(probe.times.times_ms, ends, strict=True)
        self._lengths = {start * TICKS_A_MS: (end - start) * TICKS_A_MS for start, end in spans}

    @property
    def done(self) -> int:
        """Return how many pictures were written."""
        return min(max(0, self._seen - self._probe.hidden), self._probe.frames)

    def paint(self, frame: VideoFrame) -> None:
        """Write one picture, the next in the order they are shown; those before the film's beginning are left out."""
        index = self._seen - self._probe.hidden
        self._seen += 1
        if not 0 <= index < self._probe.frames:
            return
        frame.pts, frame.time_base = self._probe.times.times_ms[index] * TICKS_A_MS, Fraction(1, CLOCK)
        shown = self._upright(frame)
        shown.pts, shown.time_base = frame.pts, frame.time_base
        shown.pict_type = PictureType.NONE
        self._mux(self._stream.encode(shown))

    def end(self) -> None:
        """Write what the encoder holds back. Raises `FilmUnreadable` when pictures are missing."""
        self._mux(self._stream.encode(None))
        if self.done < self._probe.frames:
            raise FilmUnreadable(DAMAGED)

    def _mux(self, packets: list[Packet]) -> None:
        for packet in packets:
            packet.duration = self._lengths[packet.pts or 0]
            with _disk_errors():
                self._copy.mux(packet)

    def _upright(self, frame: VideoFrame) -> VideoFrame:
        """Return the picture as it is meant to be seen, in the copy's size and colours."""
        look = (frame.width, frame.height, frame.format.name, frame.colorspace, frame.color_range, frame.color_trc)
        if self._graph is None or look != self._look:
            self._graph, self._look = _graph_for(frame, self._size), look
        self._graph.vpush(frame, at=0)
        return self._graph.vpull()


class _Player:
    """Writes the sound from the film's beginning to its end, with silence where there is none."""

    def __init__(self, copy: OutputContainer, sounds: AudioStream, *, probe: Probe) -> None:
        self._copy, self._sounds = copy, sounds
        self._clock_s, self._end_s = probe.clock_s, Fraction(probe.duration_ms, 1000)
        self._layout = "mono" if sounds.codec_context.channels == 1 else "stereo"
        self._stream = copy.add_stream("aac", rate=SOUND_RATE, layout=self._layout)
        self._stream.bit_rate = SOUND_BITS
        self._graph: Graph | None = None
        self._look: tuple[object, ...] | None = None

    def play(self, packet: Packet) -> None:
        """Write what a packet holds; a damaged one is silence."""
        try:
            frames = self._sounds.decode(packet)
        except InvalidDataError:
            return
        for frame in frames:
            if not self._in_film(frame):
                continue
            look = (frame.format.name, frame.layout.name, frame.sample_rate)
            if self._graph is None or look != self._look:
                self._drain()
                self._graph, self._look = self._graph_for(frame), look
            self._graph.push(frame)
            self._pull(self._graph)

    def _in_film(self, frame: AudioFrame) -> bool:
        """Set what a frame's time is in the film; return whether it begins before the film's end.

        A damaged time far behind it would be hours of silence.
        """
        if frame.pts is None or frame.time_base is None:
            return True
        frame.pts -= round(self._clock_s / frame.time_base)
        return frame.pts * frame.time_base < self._end_s

    def end(self) -> None:
        """Write what is held back."""
        self._drain()
        self._mux(self._stream.encode(None))

    def _drain(self) -> None:
        if self._graph is not None:
            self._graph.push(None)
            self._pull(self._graph)

    def _pull(self, graph: Graph) -> None:
        while True:
            try:
                frame = graph.pull()
            except (NothingYet, EndOfFilm):
                return
            if isinstance(frame, AudioFrame):
                self._mux(self._stream.encode(frame))

    def _mux(self, packets: list[Packet]) -> None:
        with _disk_errors():
            self._copy.mux(packets)

    def _graph_for(self, frame: AudioFrame) -> Graph:
        graph = Graph()
        steps = [
            graph.add_abuffer(
                format=frame.format, sample_rate=frame.sample_rate, layout=frame.layout, time_base=frame.time_base
            ),
            graph.add("aresample", f"{SOUND_RATE}:async=1:first_pts=0:min_hard_comp=0.05"),
            graph.add("aformat", f"sample_fmts=fltp:channel_layouts={self._layout}"),
            graph.add("asetnsamples", "n=1024:p=0"),
            graph.add("abuffersink"),
        ]
        graph.link_nodes(*steps).configure()
        return graph


def _picture_stream(copy: OutputContainer, size: tuple[int, int], *, rate: Fraction) -> VideoStream:
    stream = copy.add_stream("libx264", rate=rate)
    stream.width, stream.height = size
    stream.pix_fmt, stream.time_base = "yuv420p", Fraction(1, CLOCK)
    stream.options = dict(QUALITY)
    context = stream.codec_context
    context.time_base, context.gop_size, context.thread_type = Fraction(1, CLOCK), KEY_FRAME_EVERY, "AUTO"
    context.color_range, context.colorspace, context.color_primaries, context.color_trc = 1, 1, 1, 1
    return stream


def _rate(probe: Probe) -> Fraction:
    """Return pictures a second on average, for the encoder's reckoning alone."""
    return Fraction(probe.frames * 1000, probe.duration_ms).limit_denominator(1001)


def _graph_for(frame: VideoFrame, size: tuple[int, int]) -> Graph:
    """Return the filters that make a picture upright, of `size` and of the colours browsers expect."""
    turns, lies = _turns(frame)
    wide, tall = (size[1], size[0]) if lies else size
    source = f"video_size={frame.width}x{frame.height}:pix_fmt={frame.format.name}:time_base=1/{CLOCK}:pixel_aspect=1/1"
    bright = frame.color_trc in BRIGHT
    graph = Graph()
    scaled = graph.add("scale", f"{wide}:{tall}:flags=bicubic")
    graph.add("buffer", source).link_to(scaled)
    last = toned(graph, scaled) if bright else scaled
    given = "" if bright else f"in_color_matrix={_matrix(frame)}:in_range={_range(frame)}:"
    colours = ("scale", f"{given}out_color_matrix=bt709:out_range=tv")
    after = (*turns, colours, ("format", "yuv420p"), ("buffersink", None))
    graph.link_nodes(last, *(graph.add(name, told) for name, told in after)).configure()
    if bright:
        fill(graph, transfer=frame.color_trc, primaries=frame.color_primaries)
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
