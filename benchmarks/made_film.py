"""Long 1080p films as phones make them: twenty seconds, encoded once and repeated. Several benchmarks start so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Final

import av
import numpy as np

PIECE_S: Final = 20
FRAMES_A_SECOND: Final = 30
WIDTH, HEIGHT = 1920, 1080
RATE: Final = 48_000
VOICES: Final = Path(__file__).resolve().parent.parent / "sample_clips/quarter_to_five/film.mp4"


def make_film(
    film: Path, *, minutes: float, bits_a_second: int, key_every: int, sound: Iterable[av.AudioFrame] = ()
) -> Path:
    """Write moving shapes under grain as H.264 with B-frames, and AAC where there is sound, and return the film.

    Args:
        film: Where it goes.
        minutes: Its length, whole pieces of `PIECE_S` seconds.
        bits_a_second: Of its pictures.
        key_every: Pictures from key frame to key frame.
        sound: `PIECE_S` seconds of it.
    """
    piece = film.with_name(f"piece-{film.name}")
    _make_piece(piece, bits_a_second=bits_a_second, key_every=key_every, sound=sound)
    _repeat(piece, film, times=round(minutes * 60 / PIECE_S))
    piece.unlink()
    return film


def tone() -> Iterator[av.AudioFrame]:
    """Yield a piece of a tone that swells, in stereo."""
    count = RATE // FRAMES_A_SECOND
    for number in range(PIECE_S * FRAMES_A_SECOND):
        place = np.arange(number * count, (number + 1) * count)
        wave = (0.2 * np.sin(place * 0.03) * np.sin(place * 0.0004)).astype(np.float32)
        heard = av.AudioFrame.from_ndarray(np.stack([wave, wave]), format="fltp", layout="stereo")
        heard.sample_rate, heard.pts, heard.time_base = RATE, number * count, Fraction(1, RATE)
        yield heard


def voices() -> Iterator[av.AudioFrame]:
    """Yield a piece of the voices of the drawn long film."""
    with av.open(str(VOICES)) as film:
        for frame in film.decode(audio=0):
            if (frame.time or 0) >= PIECE_S:
                break
            yield frame


def _make_piece(path: Path, *, bits_a_second: int, key_every: int, sound: Iterable[av.AudioFrame]) -> None:
    lot = np.random.default_rng(1)
    shapes = lot.integers(0, 255, (HEIGHT // 60 + 10, WIDTH // 60 + 10), dtype=np.uint8)
    ground = np.kron(shapes, np.ones((60, 60), np.uint8))
    grain = lot.integers(0, 12, (HEIGHT + 64, WIDTH + 64), dtype=np.uint8)
    frames = list(sound)
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=FRAMES_A_SECOND)
        stream.width, stream.height, stream.pix_fmt, stream.bit_rate = WIDTH, HEIGHT, "yuv420p", bits_a_second
        stream.options = {"preset": "ultrafast", "bf": "2", "g": str(key_every)}
        heard = out.add_stream("aac", rate=RATE, layout="stereo") if frames else None
        for number in range(PIECE_S * FRAMES_A_SECOND):
            at, jump = number * 2 % 480, number * 7 % 64
            planes = np.full((HEIGHT * 3 // 2, WIDTH), 128, np.uint8)
            planes[:HEIGHT] = ground[at : at + HEIGHT, at : at + WIDTH] // 2 + 60
            planes[:HEIGHT] += grain[jump : jump + HEIGHT, jump : jump + WIDTH]
            out.mux(stream.encode(av.VideoFrame.from_ndarray(planes, format="yuv420p")))
        out.mux(stream.encode(None))
        if heard is not None:
            for frame in (*frames, None):
                out.mux(heard.encode(frame))


def _repeat(piece: Path, film: Path, *, times: int) -> None:
    """Write all of `piece` several times after itself, without encoding anew."""
    with av.open(str(film), "w", options={"movflags": "+faststart"}) as out:
        targets = None
        for number in range(times):
            with av.open(str(piece)) as source:
                targets = targets or {one.index: out.add_stream_from_template(one) for one in source.streams}
                for packet in source.demux():
                    if packet.dts is None or not 0 <= packet.pts * packet.time_base < PIECE_S:
                        continue  # AAC begins a frame early
                    shift = round(number * PIECE_S / packet.time_base)
                    packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
                    packet.stream = targets[packet.stream.index]
                    out.mux(packet)
