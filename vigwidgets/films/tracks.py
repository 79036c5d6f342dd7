"""Writing a film that every browser plays: an MP4 with a track of pictures and one of sound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.error import FFmpegError
from av.video.frame import PictureType
from numpy.typing import NDArray

from vigwidgets.films.upright import CLOCK, TICKS_A_MS, Size

if TYPE_CHECKING:
    from av.container import OutputContainer
    from av.packet import Packet
    from av.video.frame import VideoFrame

    from vigwidgets.films.growing import GrowingFilm

KEY_FRAME_EVERY: Final = 50
"""Pictures: one step back decodes no more than these."""
SOUND_RATE: Final = 48_000
SOUND_BITS: Final = 128_000
SAMPLES_A_MS: Final = SOUND_RATE // 1000
Layout = Literal["mono", "stereo"]
Samples = NDArray[np.float32]
"""One row a channel, at `SOUND_RATE`, -1 to 1."""


@contextmanager
def written(to: Path) -> Iterator[OutputContainer]:
    """Yield an MP4 to be written at `to`; what the disk says comes as `OSError`, as it is not the film's fault."""
    options = {"movflags": "+faststart", "video_track_timescale": str(CLOCK)}
    with disk_errors():
        film = av.open(str(to), "w", format="mp4", options=options)
    try:
        yield film
    except BaseException:
        with suppress(FFmpegError):
            film.close()
        raise
    with disk_errors():
        film.close()


@contextmanager
def disk_errors() -> Iterator[None]:
    """Let FFmpeg's errors be those of the system."""
    try:
        yield
    except FFmpegError as exc:
        raise OSError(exc.errno, exc.strerror) from exc


class PictureTrack:
    """H.264, each picture at its own time and as long as it lasts."""

    def __init__(
        self, film: OutputContainer, size: Size, *, rate: Fraction, fine: str, growing: GrowingFilm | None = None
    ) -> None:
        """Make ready.

        Args:
            film: What is written.
            size: Of every picture.
            rate: Pictures a second on average, for the encoder's reckoning alone.
            fine: x264's constant rate factor, the lower the finer.
            growing: Gets the same beside it.
        """
        self._film, self._growing = film, growing
        self._stream = film.add_stream("libx264", rate=rate.limit_denominator(1001))
        self._stream.width, self._stream.height = size
        self._stream.pix_fmt, self._stream.time_base = "yuv420p", Fraction(1, CLOCK)
        self._stream.options = {"preset": "veryfast", "crf": fine, "profile": "high", "bf": "0"}
        context = self._stream.codec_context
        context.time_base, context.gop_size, context.thread_type = Fraction(1, CLOCK), KEY_FRAME_EVERY, "AUTO"
        context.color_range, context.colorspace, context.color_primaries, context.color_trc = 1, 1, 1, 1
        self._lengths: dict[int, int] = {}

    def write(self, picture: VideoFrame, *, start_ms: int, end_ms: int) -> None:
        """Write the next picture, in the track's size and yuv420p."""
        picture.pts, picture.time_base = start_ms * TICKS_A_MS, Fraction(1, CLOCK)
        picture.pict_type = PictureType.NONE
        self._lengths[picture.pts] = (end_ms - start_ms) * TICKS_A_MS
        self._mux(self._stream.encode(picture))

    def end(self) -> None:
        """Write what the encoder holds back."""
        self._mux(self._stream.encode(None))

    def _mux(self, packets: list[Packet]) -> None:
        for packet in packets:
            packet.duration = self._lengths.pop(packet.pts or 0)
            if self._growing is not None:
                self._growing.take(packet)
            with disk_errors():
                self._film.mux(packet)


class SoundTrack:
    """AAC without a gap from the film's beginning on."""

    def __init__(self, film: OutputContainer, *, layout: Layout, growing: GrowingFilm | None = None) -> None:
        self.layout: Layout = layout
        self.written = 0
        """Samples so far."""
        self._film, self._growing = film, growing
        self._stream = film.add_stream("aac", rate=SOUND_RATE, layout=layout)
        self._stream.bit_rate = SOUND_BITS

    def write(self, samples: Iterable[Samples]) -> None:
        """Write what is heard next."""
        for some in samples:
            frame = AudioFrame.from_ndarray(np.ascontiguousarray(some), format="fltp", layout=self.layout)
            frame.sample_rate, frame.pts, frame.time_base = SOUND_RATE, self.written, Fraction(1, SOUND_RATE)
            self.written += some.shape[1]
            self._mux(self._stream.encode(frame))

    def end(self) -> None:
        """Write what the encoder holds back."""
        self._mux(self._stream.encode(None))

    def _mux(self, packets: list[Packet]) -> None:
        if self._growing is not None:
            for packet in packets:
                self._growing.take(packet)
        with disk_errors():
            self._film.mux(packets)
