"""The sound of a film between two of its times, in one form, with silence where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from typing import TYPE_CHECKING, BinaryIO, Final

import numpy as np
from av.audio.frame import AudioFrame
from av.error import BlockingIOError as NothingYet
from av.error import EOFError as EndOfFilm
from av.error import FFmpegError
from av.filter import Graph

from vigwidgets.films.opening import opened_film
from vigwidgets.films.tracks import SOUND_RATE, Layout, Samples

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.packet import Packet

    from vigwidgets.films.probe import Probe

_RUN_UP_S: Final = 1
"""Seconds of sound decoded before a piece begins: decoders need some to find their feet."""


def heard_between(
    file: BinaryIO, *, probe: Probe, start_ms: int, end_ms: int, layout: Layout | None = None, rate: int = SOUND_RATE
) -> Iterator[Samples]:
    """Yield the sound of an open film from `start_ms` on; it may end before `end_ms`. Without sound there is nothing.

    Args:
        file: The open film; its position afterwards is undefined.
        probe: What the film is.
        start_ms: Where the first sample lies, on the film's clock.
        end_ms: No sample lies there or later.
        layout: How many channels; the film's own where it is None.
        rate: Samples a second.

    Raises:
        FilmUnreadable: the file cannot be opened, or breaks off.
    """
    with opened_film(file) as film:
        sounds = sound_stream(film)
        if sounds is None or sounds.time_base is None:
            return
        before_s = max(Fraction(0), Fraction(start_ms, 1000) - _RUN_UP_S)
        if before_s:
            with suppress(FFmpegError):  # a few files cannot be sought by their sound: read on from the beginning
                film.seek(int((probe.clock_s + before_s) / sounds.time_base), stream=sounds)
        found = layout or layout_of(sounds)
        heard = Hearing(sounds, probe=probe, start_ms=start_ms, end_ms=end_ms, layout=found, rate=rate)
        for packet in film.demux(sounds):
            yield from heard.hear(packet)
            if heard.over:
                break
        yield from heard.rest()


def sound_stream(film: InputContainer) -> AudioStream | None:
    """Return the first stream of sound that can be decoded."""
    return next((one for one in film.streams.audio if one.codec_context is not None), None)


def silence(samples: int, *, layout: Layout) -> Iterator[Samples]:
    """Yield so much silence, a second at a time."""
    channels = 1 if layout == "mono" else 2
    for done in range(0, samples, SOUND_RATE):
        yield np.zeros((channels, min(SOUND_RATE, samples - done)), np.float32)


def layout_of(sounds: AudioStream) -> Layout:
    """Return how many channels a film's sound is kept with: one, or two for more."""
    return "mono" if sounds.codec_context.channels == 1 else "stereo"


class Hearing:
    """Makes samples of packets: all begin at `start_ms`, and none comes after `end_ms`."""

    def __init__(
        self,
        sounds: AudioStream,
        *,
        probe: Probe,
        start_ms: int,
        end_ms: int,
        layout: Layout,
        rate: int = SOUND_RATE,
    ) -> None:
        self._sounds, self._rate = sounds, rate
        self._layout: Layout = layout
        self._start_s = probe.clock_s + Fraction(start_ms, 1000)
        self._length_s = Fraction(end_ms - start_ms, 1000)
        self._left = (end_ms - start_ms) * rate // 1000
        self._done = 0
        self._graph: Graph | None = None
        self._look: tuple[object, ...] | None = None
        self.over = False
        """Whether a sound came that begins after the end."""

    def hear(self, packet: Packet) -> Iterator[Samples]:
        """Yield what is heard by what a packet holds; a damaged one is silence, whatever the decoder says of it."""
        try:
            frames = self._sounds.decode(packet)
        except FFmpegError:  # decoders name damage in more ways than one
            return
        for frame in frames:
            if not self._is_heard(frame):
                continue
            look = (frame.format.name, frame.layout.name, frame.sample_rate)
            if self._graph is None or look != self._look:
                yield from self.rest()
                self._graph, self._look = self._graph_for(frame), look
            self._graph.push(frame)
            yield from self._pulled(self._graph)

    def rest(self) -> Iterator[Samples]:
        """Yield what is held back."""
        if self._graph is not None:
            self._graph.push(None)
            yield from self._pulled(self._graph)
            self._graph = None

    def silence(self) -> Iterator[Samples]:
        """Yield silence for what is left until the end."""
        yield from silence(self._left, layout=self._layout)
        self._left = 0

    def _is_heard(self, frame: AudioFrame) -> bool:
        """Set a frame's time to what it is from the start on; return whether it begins before the end.

        A damaged time far behind it would be hours of silence.
        """
        if frame.pts is None or frame.time_base is None:
            return True
        frame.pts -= round(self._start_s / frame.time_base)
        self.over = frame.pts * frame.time_base >= self._length_s
        return not self.over

    def _pulled(self, graph: Graph) -> Iterator[Samples]:
        while self._left:
            try:
                frame = graph.pull()
            except (NothingYet, EndOfFilm):
                return
            if isinstance(frame, AudioFrame):
                samples = frame.to_ndarray()[:, : self._left].astype(np.float32, copy=False)
                self._left -= samples.shape[1]
                self._done += samples.shape[1]
                yield samples

    def _graph_for(self, frame: AudioFrame) -> Graph:
        graph = Graph()
        steps = [
            graph.add_abuffer(
                format=frame.format, sample_rate=frame.sample_rate, layout=frame.layout, time_base=frame.time_base
            ),
            graph.add("aresample", f"{self._rate}:async=1:first_pts={self._done}:min_hard_comp=0.05"),
            graph.add("aformat", f"sample_fmts=fltp:channel_layouts={self._layout}"),
            graph.add("abuffersink"),
        ]
        graph.link_nodes(*steps).configure()
        return graph
