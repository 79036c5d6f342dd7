"""How loud a film is along its time, to be drawn as waves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from typing import TYPE_CHECKING, BinaryIO, Final

import numpy as np
from av.error import FFmpegError
from numpy.typing import NDArray

from vigwidgets.core.errors import Cancelled
from vigwidgets.films.hearing import sound_stream
from vigwidgets.films.opening import opened_film

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame

    from vigwidgets.films.copying import Progress, Stop
    from vigwidgets.films.probe import Probe

A_SECOND: Final = 50
"""Peaks; 20 ms each, which is shorter than a syllable."""
STRETCH_MS: Final = 300_000
"""What is heard in one go: half a second of work."""
STOPPED: Final = "The waves of the sound were stopped. What was made before is kept."
_RUN_UP_S: Final = 1


def peaks(
    source: BinaryIO,
    *,
    probe: Probe,
    start_ms: int = 0,
    end_ms: int | None = None,
    on_progress: Progress | None = None,
    cancelled: Stop | None = None,
) -> bytes:
    """Return how loud each fiftieth of a second is, from `start_ms` on: one byte each, 0 for silence.

    A byte is 255 times the square root of the loudest sample (0 to 1) of any channel, so that a quiet voice is seen
    beside a loud one. Each lies where the times of the film say, damaged sound is silence, and the film is decoded in a
    stream: memory does not grow with its length.

    Args:
        source: The open film; its position afterwards is undefined.
        probe: What the film is.
        start_ms: Where the stretch begins, a multiple of 20.
        end_ms: Where it ends; at the film's end where it is None or later.
        on_progress: Told the ms that were heard and the ms of the whole stretch.
        cancelled: Asked some forty times for each second of the film.

    Returns:
        At most 50 bytes a second; fewer where the sound ends before the film, none where nothing can be heard.

    Raises:
        FilmUnreadable: the file cannot be opened, or breaks off.
        Cancelled: `cancelled` said so.
    """
    end_ms = probe.duration_ms if end_ms is None else min(end_ms, probe.duration_ms)
    loud = np.zeros(-(-(end_ms - start_ms) * A_SECOND // 1000), np.float32)
    until = 0
    start_s = probe.clock_s + Fraction(start_ms, 1000)
    for begin, rate, samples in _heard(source, start_s=start_s, cancelled=cancelled):
        first = begin * A_SECOND // rate
        if first >= len(loud):
            break
        tops = _tops(samples, begin=begin, rate=rate)
        low, high = max(0, first), min(len(loud), first + len(tops))
        if high > low:
            loud[low:high] = np.maximum(loud[low:high], tops[low - first : high - first])
            until = max(until, high)
        if on_progress is not None and until:
            on_progress(until * 1000 // A_SECOND, end_ms - start_ms)
    return np.round(255 * np.sqrt(np.clip(loud[:until], 0, 1))).astype(np.uint8).tobytes()


def _heard(
    source: BinaryIO, *, start_s: Fraction, cancelled: Stop | None
) -> Iterator[tuple[int, int, NDArray[np.float32]]]:
    """Yield from a little before the start on: number of the first sample after it, samples a second, loudness."""
    with opened_film(source) as film:
        sounds = sound_stream(film)
        if sounds is None or sounds.time_base is None:
            return
        if start_s > _RUN_UP_S:
            with suppress(FFmpegError):  # a few files cannot be sought by their sound: read on from the beginning
                film.seek(int((start_s - _RUN_UP_S) / sounds.time_base), stream=sounds)
        after = 0
        for packet in film.demux(sounds):
            if cancelled is not None and cancelled():
                raise Cancelled(STOPPED)
            try:
                frames = sounds.decode(packet)
            except FFmpegError:
                continue
            for frame in (one for one in frames if one.samples):
                if frame.pts is not None and frame.time_base is not None:
                    after = round((frame.pts * frame.time_base - start_s) * frame.sample_rate)
                yield after, frame.sample_rate, _loudest(frame)
                after += frame.samples


def _loudest(frame: AudioFrame) -> NDArray[np.float32]:
    """Return for each moment the channel that swings furthest, 1 at most but for sound that is too loud."""
    samples = frame.to_ndarray()
    if not frame.format.is_planar:
        samples = samples.reshape(frame.samples, -1).T
    if samples.dtype.kind == "f":
        return np.abs(samples).max(axis=0).astype(np.float32)
    whole = np.iinfo(samples.dtype.name)
    middle = (int(whole.max) + int(whole.min) + 1) // 2
    return (np.abs(samples.astype(np.float64) - middle).max(axis=0) / (int(whole.max) + 1 - middle)).astype(np.float32)


def _tops(samples: NDArray[np.float32], *, begin: int, rate: int) -> NDArray[np.float32]:
    """Return the loudest of each fiftieth of a second that the samples reach into; sample 0 begins one."""
    first, last = begin * A_SECOND // rate, (begin + len(samples) - 1) * A_SECOND // rate
    edges = [0, *(-(-place * rate // A_SECOND) - begin for place in range(first + 1, last + 1))]
    return np.maximum.reduceat(samples, edges)
