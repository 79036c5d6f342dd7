"""Writing a film that every browser plays: H.264 High, yuv420p, 25 pictures a second, AAC, faststart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import numpy as np
import skia
from av.container import OutputContainer
from av.video.reformatter import Colorspace, VideoReformatter

from vigwidgets.studio.acting.motion import FPS
from vigwidgets.studio.drawing.picture import HEIGHT, WIDTH, Pixels
from vigwidgets.studio.sound.voice import RATE, Samples

KEY_FRAME_EVERY = 4 * FPS
PRESET = "veryfast"


@dataclass(frozen=True, slots=True)
class Care:
    """How much care the encoder takes.

    Attributes:
        quality: x264's constant rate factor: a lower one is finer.
        x264: Its other settings.
    """

    quality: str
    x264: str


# One thread: the same pictures give the same file, whatever the machine. Grain is not made up, for there is none.
_ALWAYS: Final = "threads=1:keyint-min=25:ref=1:chroma-qp-offset=2:psy=0"
_SEARCH: Final = f"{_ALWAYS}:rc-lookahead=40:me=hex:subme=4:bframes=5"
QUICK: Final = (Care("25", f"{_ALWAYS}:rc-lookahead=20:me=dia:subme=1"),)
"""For who waits for the film. Who moves little needs no wide search."""
FINE: Final = (Care("25.5", _SEARCH), Care("26.5", _SEARCH))
"""For a film that is handed on: no larger and a little sharper, for more work. One that is too large is drawn again
with the next."""
MOST_BYTES_A_MINUTE: Final = 3_000_000
SOUND_BITS = 48_000
NOISE_BITS = 32_000
"""Enough for a quiet room and the things in it."""
_SOUND_STEP = 1024
_ONE = Fraction(1, FPS)


def write_part(path: Path, pictures: Iterable[Pixels], *, care: Care = QUICK[0]) -> Iterator[int]:
    """Write a part of a film without sound at `path`; yield 1 after each picture.

    Args:
        path: Where; what is there is overwritten.
        pictures: RGBA buffers of 720 x 1280 x 4 bytes, used up one by one.
        care: How much the encoder takes.
    """
    with av.open(str(path), "w") as film:
        stream = film.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.options = {
            "crf": care.quality,
            "preset": PRESET,
            "profile": "high",
            "x264-params": care.x264,
        }
        context = stream.codec_context
        context.gop_size = KEY_FRAME_EVERY
        context.thread_count = 1
        context.color_range, context.colorspace, context.color_primaries, context.color_trc = 1, 1, 1, 1
        reformatter = VideoReformatter()
        for index, pixels in enumerate(pictures):
            # the buffer is read where it lies; one reformatter in one thread: others are set up anew for each picture
            drawn = av.VideoFrame.from_numpy_buffer(pixels, format="rgba")
            frame = reformatter.reformat(drawn, format="yuv420p", dst_colorspace=Colorspace.ITU709, threads=1)
            frame.pts, frame.time_base = index, _ONE
            film.mux(stream.encode(frame))
            yield 1
        film.mux(stream.encode(None))


def join_film(path: Path, parts: Sequence[Path], *, sound: Samples) -> None:
    """Write the film at `path` from its parts, in order, and its sound (mono at `RATE`, -1 to 1)."""
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as film:
        with av.open(str(parts[0])) as first:
            picture_stream = film.add_stream_from_template(first.streams.video[0])
        sound_stream = film.add_stream("aac", rate=RATE, layout="mono")
        sound_stream.bit_rate = SOUND_BITS
        start = Fraction(0)
        for part in parts:
            with av.open(str(part)) as source:
                stream = source.streams.video[0]
                base, ahead = stream.time_base or _ONE, start
                for packet in source.demux(stream):
                    if packet.pts is None or packet.dts is None:
                        continue
                    shift = int(ahead / base)
                    packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
                    packet.stream = picture_stream
                    film.mux(packet)
                start += stream.frames * _ONE
        _write_sound(film, sound_stream, sound)


def _write_sound(film: OutputContainer, stream: av.AudioStream, sound: Samples) -> None:
    whole = (sound * 32767).astype(np.int16)
    for start in range(0, len(whole), _SOUND_STEP):
        part = av.AudioFrame.from_ndarray(whole[None, start : start + _SOUND_STEP], format="s16", layout="mono")
        part.sample_rate, part.pts, part.time_base = RATE, start, Fraction(1, RATE)
        film.mux(stream.encode(part))
    film.mux(stream.encode(None))


def write_sound(path: Path, sound: Samples) -> None:
    """Write sound alone (mono at `RATE`, -1 to 1) at `path`, an M4A that browsers play."""
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as file:
        stream = file.add_stream("aac", rate=RATE, layout="mono")
        stream.bit_rate = NOISE_BITS
        _write_sound(file, stream, sound)


def write_poster(path: Path, pixels: Pixels) -> None:
    """Write one picture as JPEG."""
    picture = skia.Image.fromarray(pixels.copy(), skia.ColorType.kRGBA_8888_ColorType)
    picture.save(str(path), skia.EncodedImageFormat.kJPEG, 88)
