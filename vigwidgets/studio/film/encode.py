"""Writing a film that every browser plays: H.264 High, yuv420p, 25 pictures a second, AAC, faststart."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import skia

from vigwidgets.studio.acting.motion import FPS
from vigwidgets.studio.drawing.picture import HEIGHT, WIDTH, Pixels
from vigwidgets.studio.sound.voice import RATE, Samples

KEY_FRAME_EVERY = 4 * FPS
QUALITY = "26"
SOUND_BITS = 64_000
_SOUND_STEP = 1024


def write_film(path: Path, pictures: Iterable[Pixels], *, sound: Samples, on_picture: Callable[[], None]) -> None:
    """Write a film at `path`.

    Args:
        path: Where; what is there is overwritten.
        pictures: RGBA buffers of 720 x 1280 x 4 bytes, used up one by one.
        sound: Mono at `RATE`, -1 to 1.
        on_picture: Called after each picture.
    """
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as film:
        picture_stream = film.add_stream("libx264", rate=FPS)
        picture_stream.width, picture_stream.height, picture_stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        # one thread: the same pictures give the same file, whatever the machine
        picture_stream.options = {
            "crf": QUALITY,
            "preset": "slow",
            "profile": "high",
            "x264-params": "threads=1:keyint-min=25",
        }
        context = picture_stream.codec_context
        context.gop_size = KEY_FRAME_EVERY
        context.thread_count = 1
        context.color_range, context.colorspace, context.color_primaries, context.color_trc = 1, 1, 1, 1
        sound_stream = film.add_stream("aac", rate=RATE, layout="mono")
        sound_stream.bit_rate = SOUND_BITS
        for index, pixels in enumerate(pictures):
            frame = av.VideoFrame.from_ndarray(pixels, format="rgba").reformat(
                format="yuv420p", dst_colorspace="ITU709"
            )
            frame.pts, frame.time_base = index, Fraction(1, FPS)
            film.mux(picture_stream.encode(frame))
            on_picture()
        film.mux(picture_stream.encode(None))
        whole = (sound * 32767).astype(np.int16)
        for start in range(0, len(whole), _SOUND_STEP):
            part = av.AudioFrame.from_ndarray(whole[None, start : start + _SOUND_STEP], format="s16", layout="mono")
            part.sample_rate, part.pts, part.time_base = RATE, start, Fraction(1, RATE)
            film.mux(sound_stream.encode(part))
        film.mux(sound_stream.encode(None))


def write_poster(path: Path, pixels: Pixels) -> None:
    """Write one picture as JPEG."""
    picture = skia.Image.fromarray(pixels.copy(), skia.ColorType.kRGBA_8888_ColorType)
    picture.save(str(path), skia.EncodedImageFormat.kJPEG, 88)
