"""The copy that browsers play of a film they do not: H.264 and AAC in MP4, upright, every picture at its own time.

What is turned, mirrored or has oblong pixels comes out as it is meant to be seen. Nothing that the camera wrote about
place or device goes into it.
"""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext, suppress
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from av.error import FFmpegError

from vigwidgets.core.errors import Cancelled, FilmUnreadable
from vigwidgets.films.copying import Progress, Stop
from vigwidgets.films.growing import GrowingFilm, growing
from vigwidgets.films.hearing import Hearing, layout_of, silence, sound_stream
from vigwidgets.films.index import EXPLODE, stream_of
from vigwidgets.films.opening import DAMAGED, opened_film
from vigwidgets.films.playing import DAMAGED_INSIDE
from vigwidgets.films.tracks import SAMPLES_A_MS, PictureTrack, SoundTrack, written
from vigwidgets.films.upright import Upright, copied_size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.audio.stream import AudioStream
    from av.container import InputContainer, OutputContainer
    from av.packet import Packet
    from av.stream import Stream
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

    from vigwidgets.films.probe import Probe

FINE: Final = "21"
STOPPED: Final = "Adding the film was stopped. Nothing of it was kept."


def convert(
    source: BinaryIO,
    to: Path,
    *,
    probe: Probe,
    growing_to: Path | None = None,
    on_progress: Progress | None = None,
    cancelled: Stop | None = None,
) -> None:
    """Write the copy of the film `source` that browsers play at `to`; what is written when it raises is the caller's.

    Args:
        source: The open film; its position afterwards is undefined.
        to: A place where nothing is yet.
        probe: What the film is.
        growing_to: Where the same is written so that it can be watched meanwhile (`growing.read_growing`).
        on_progress: Told the number of pictures written and of all.
        cancelled: Asked before each picture.

    Raises:
        FilmUnreadable: a picture cannot be decoded, or some are missing.
        OSError: the copy cannot be written.
        Cancelled: `cancelled` said so.
    """
    with opened_film(source) as film, _growing_at(growing_to) as meanwhile, written(to) as copy:
        pictures = stream_of(film, probe.stream_index)
        if probe.why_not == DAMAGED_INSIDE.why_not:
            pictures.codec_context.options = EXPLODE
            pictures.thread_type = "NONE"  # else some pictures are lost beside the damage
        else:
            pictures.thread_type = "AUTO"
        sounds = sound_stream(film)
        painter = _Painter(copy, probe, meanwhile)
        sounder = _Silence(copy, probe, meanwhile) if sounds is None else _Sounder(copy, sounds, probe, meanwhile)
        if meanwhile is not None:
            meanwhile.follow(copy)
        sounder.begin()
        for packet in _packets(film, [one for one in (pictures, sounds) if one is not None], probe):
            if packet is not None and packet.stream.index != pictures.index:
                sounder.hear(packet)
                continue
            for frame in _decoded(pictures, packet, probe):
                if cancelled is not None and cancelled():
                    raise Cancelled(STOPPED)
                painter.paint(frame)
            if on_progress is not None:
                on_progress(painter.done, probe.frames)
        painter.end()
        sounder.end()


def _growing_at(path: Path | None) -> AbstractContextManager[GrowingFilm | None]:
    return nullcontext() if path is None else growing(path)


def _packets(film: InputContainer, streams: list[Stream], probe: Probe) -> Iterator[Packet | None]:
    """Yield all packets; of a film whose good part is wanted those before the damage, and None to see what is left."""
    if probe.why_not != DAMAGED_INSIDE.why_not:
        yield from film.demux(streams)
        return
    with suppress(FFmpegError):
        yield from (packet for packet in film.demux(streams) if packet.size)
    yield None


def _decoded(pictures: VideoStream, packet: Packet | None, probe: Probe) -> Iterator[VideoFrame]:
    """Yield the pictures of a packet; damage that comes after the good part is no matter."""
    if probe.why_not != DAMAGED_INSIDE.why_not:
        yield from pictures.decode(packet)
        return
    with suppress(FFmpegError):
        yield from pictures.decode(packet)


class _Painter:
    """Writes the pictures."""

    def __init__(self, copy: OutputContainer, probe: Probe, growing: GrowingFilm | None) -> None:
        self._probe = probe
        size = copied_size(probe.width, probe.height)
        self._upright = Upright(size)
        rate = Fraction(probe.frames * 1000, probe.duration_ms)
        self._track = PictureTrack(copy, size, rate=rate, fine=FINE, growing=growing)
        self._seen = 0

    @property
    def done(self) -> int:
        """Return how many pictures were written."""
        return min(max(0, self._seen - self._probe.hidden), self._probe.frames)

    def paint(self, frame: VideoFrame) -> None:
        """Write one picture, the next in the order they are shown; those before the film's beginning are left out."""
        index = self._seen - self._probe.hidden
        self._seen += 1
        if 0 <= index < self._probe.frames:
            start_ms, end_ms = self._probe.times.frame_span(index)
            self._track.write(self._upright.turn(frame, start_ms=start_ms), start_ms=start_ms, end_ms=end_ms)

    def end(self) -> None:
        """Write what the encoder holds back. Raises `FilmUnreadable` when pictures are missing."""
        self._track.end()
        if self.done < self._probe.frames:
            raise FilmUnreadable(DAMAGED)


class _Sounder:
    """Writes what is heard, as long as the film."""

    def __init__(self, copy: OutputContainer, sounds: AudioStream, probe: Probe, growing: GrowingFilm | None) -> None:
        self._track = SoundTrack(copy, layout=layout_of(sounds), growing=growing)
        self._hearing = Hearing(sounds, probe=probe, start_ms=0, end_ms=probe.duration_ms, layout=self._track.layout)

    def begin(self) -> None:
        """Wait for the first packet."""

    def hear(self, packet: Packet) -> None:
        """Write what a packet holds."""
        self._track.write(self._hearing.hear(packet))

    def end(self) -> None:
        """Write what is held back, and then silence: fed with fragments, browsers show no picture without sound."""
        self._track.write(self._hearing.rest())
        self._track.write(self._hearing.silence())
        self._track.end()


class _Silence:
    """Writes silence for a film without sound whose pictures begin late, and nothing for any other.

    Its length tells browsers the film's: without it they take that of the pictures alone, and go nowhere behind it.
    """

    def __init__(self, copy: OutputContainer, probe: Probe, growing: GrowingFilm | None) -> None:
        self._track = SoundTrack(copy, layout="mono", growing=growing) if probe.times.times_ms[0] else None
        self._samples = probe.duration_ms * SAMPLES_A_MS

    def begin(self) -> None:
        """Write all of it, as it takes little room, and pictures wait for their sound."""
        if self._track is not None:
            self._track.write(silence(self._samples, layout=self._track.layout))
            self._track.end()

    def hear(self, packet: Packet) -> None:
        """Hear nothing."""

    def end(self) -> None:
        """Leave it at that."""
