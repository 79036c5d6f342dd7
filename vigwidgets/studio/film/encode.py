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
from av.container import InputContainer, OutputContainer
from av.stream import Stream
from av.video.reformatter import Colorspace, VideoReformatter

from vigwidgets.studio.acting.motion import FPS
from vigwidgets.studio.drawing.picture import HEIGHT, WIDTH, Pixels
from vigwidgets.studio.sound.voice import RATE, Samples

KEY_FRAME_EVERY = 4 * FPS


@dataclass(frozen=True, slots=True)
class Care:
    """How much care is taken over a film.

    Attributes:
        preset: x264's preset.
        quality: How fine, a lower one is finer: x264's quantiser where `even`, otherwise its constant rate factor.
        x264: Its other settings.
        on_twos: Whether every drawing stands for two frames.
        sound: How the AAC encoder searches: `fast`, or `twoloop`, which takes twice the time.
        even: Whether all pictures are as fine, which spares the encoder a first look at each: a third of its time.
    """

    preset: str
    quality: str
    x264: str
    on_twos: bool = False
    sound: str = "twoloop"
    even: bool = False


# One thread: the same pictures give the same file, whatever the machine. Grain is not made up, for there is none.
_ALWAYS: Final = "threads=1:keyint-min=25:ref=1:chroma-qp-offset=2:psy=0"
_SEARCH: Final = f"{_ALWAYS}:rc-lookahead=40:me=hex:subme=4:bframes=5"
_SEARCH_LITTLE: Final = f"{_ALWAYS}:cabac=1:deblock=0,0:8x8dct=1:analyse=i4x4,i8x8"
QUICK: Final = (Care("ultrafast", "28", _SEARCH_LITTLE, on_twos=True, sound="fast", even=True),)
"""For who waits for the film: without a look ahead, and a search between pixels, the encoder takes a third less time.
Two people take some 3 MB a minute."""
FINE: Final = (Care("veryfast", "25.5", _SEARCH), Care("veryfast", "26.5", _SEARCH))
"""For a film that is handed on: no larger and a little sharper, for more work. One that is too large is drawn again
with the next."""
MOST_BYTES_A_MINUTE: Final = 3_000_000
LONG: Final = (Care("veryfast", "27", f"{_SEARCH}:aq-strength=0.3"),)
"""For a long film that is handed on: faces as sharp, walls less so."""
LONG_S: Final = 300
SOUND_BITS = 40_000
NOISE_BITS = 24_000
"""Enough for a quiet room and the things in it."""
_SOUND_STEP = 1024
_ONE = Fraction(1, FPS)


def write_part(path: Path, pictures: Iterable[Pixels], *, care: Care = QUICK[0]) -> Iterator[int]:
    """Write a part of a film without sound at `path`; yield 1 after each picture.

    Args:
        path: Where; what is there is overwritten.
        pictures: BGRA buffers of 720 x 1280 x 4 bytes, used up one by one; an object that comes twice running is one
            picture that stands.
        care: How much the encoder takes.
    """
    with av.open(str(path), "w") as film:
        stream = film.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.options = {
            "qp" if care.even else "crf": care.quality,
            "preset": care.preset,
            "profile": "high",
            "x264-params": care.x264,
        }
        context = stream.codec_context
        context.gop_size = KEY_FRAME_EVERY
        context.thread_count = 1
        context.color_range, context.colorspace, context.color_primaries, context.color_trc = 1, 1, 1, 1
        reformatter, before, frame = VideoReformatter(), None, None
        for index, pixels in enumerate(pictures):
            if frame is None or pixels is not before:
                # the buffer is read where it lies; one reformatter in one thread: others are set up anew each time
                drawn = av.VideoFrame.from_numpy_buffer(pixels, format="bgra")
                frame = reformatter.reformat(drawn, format="yuv420p", dst_colorspace=Colorspace.ITU709, threads=1)
                before = pixels
            frame.pts, frame.time_base = index, _ONE
            film.mux(stream.encode(frame))
            yield 1
        film.mux(stream.encode(None))


def join_film(path: Path, parts: Sequence[Path], *, sound: Path) -> None:
    """Write the film at `path` from its parts, in order, and its sound, as `write_sound` wrote it."""
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as film, av.open(str(sound)) as heard:
        with av.open(str(parts[0])) as first:
            picture_stream = film.add_stream_from_template(first.streams.video[0])
        sound_stream = film.add_stream_from_template(heard.streams.audio[0])
        start = Fraction(0)
        for part in parts:
            with av.open(str(part)) as source:
                frames = source.streams.video[0].frames
                _copy(source, film, picture_stream, start=start)
            start += frames * _ONE
        _copy(heard, film, sound_stream, start=Fraction(0))


def _copy(source: InputContainer, film: OutputContainer, stream: Stream, *, start: Fraction) -> None:
    """Copy the packets of a file of one stream, so that it begins at `start` seconds."""
    for packet in source.demux(source.streams[0]):
        if packet.pts is None or packet.dts is None:
            continue
        shift = int(start / packet.time_base)
        packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
        packet.stream = stream
        film.mux(packet)


def write_sound(path: Path, sound: Samples, *, bits: int, care: Care = QUICK[0]) -> None:
    """Write sound alone (mono at `RATE`, -1 to 1) at `path`, an M4A that browsers play, with `bits` a second."""
    whole = (sound * 32767).astype(np.int16)
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as file:
        stream = file.add_stream("aac", rate=RATE, layout="mono")
        stream.bit_rate, stream.options = bits, {"aac_coder": care.sound}
        for start in range(0, len(whole), _SOUND_STEP):
            part = av.AudioFrame.from_ndarray(whole[None, start : start + _SOUND_STEP], format="s16", layout="mono")
            part.sample_rate, part.pts, part.time_base = RATE, start, Fraction(1, RATE)
            file.mux(stream.encode(part))
        file.mux(stream.encode(None))


def write_poster(path: Path, pixels: Pixels) -> None:
    """Write one picture as JPEG."""
    picture = skia.Image.fromarray(pixels.copy(), skia.ColorType.kBGRA_8888_ColorType)
    picture.save(str(path), skia.EncodedImageFormat.kJPEG, 82)
