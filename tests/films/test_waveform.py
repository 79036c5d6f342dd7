"""The waves show what is heard where it is heard, in whatever pieces they are made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from vigwidgets.core.errors import Cancelled
from vigwidgets.films import Probe, probe
from vigwidgets.films.waveform import A_SECOND, peaks

RATE = 48_000
LOUD, QUIET = 100, 25
"""Of 255: what a tone is at least, and silence at most, after AAC."""


def film_with_tones(
    path: Path, tones_ms: Sequence[tuple[int, int]], *, begins_ms: int = 0, ends_ms: int = 4000
) -> Path:
    """Make a film of four seconds whose sound, from `begins_ms` to `ends_ms`, is silent but for some tones."""
    with av.open(str(path), "w") as film:
        stream = film.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        heard = film.add_stream("aac", rate=RATE, layout="stereo")
        for _ in range(100):
            film.mux(stream.encode(av.VideoFrame.from_ndarray(np.full((48, 64, 3), 90, np.uint8), format="rgb24")))
        film.mux(stream.encode(None))
        wave = np.zeros((2, (ends_ms - begins_ms) * RATE // 1000), np.float32)
        for start, end in tones_ms:
            place = slice((start - begins_ms) * RATE // 1000, (end - begins_ms) * RATE // 1000)
            tone = np.sin(np.arange(place.stop - place.start) * 0.1).astype(np.float32) * 0.6
            wave[:, place] = np.stack([tone, -tone])  # channels that cancel each other are loud all the same
        for at in range(0, wave.shape[1], 1024):
            some = np.ascontiguousarray(wave[:, at : at + 1024])
            piece = av.AudioFrame.from_ndarray(some, format="fltp", layout="stereo")
            piece.sample_rate, piece.time_base = RATE, Fraction(1, RATE)
            piece.pts = at + begins_ms * RATE // 1000
            film.mux(heard.encode(piece))
        film.mux(heard.encode(None))
    return path


def waves_of(path: Path, **asked: int) -> bytes:
    with path.open("rb", buffering=0) as film:
        return peaks(film, probe=probe(path), **asked)


def loud_ms(waves: bytes) -> list[tuple[int, int]]:
    """Return from when to when it is loud."""
    spans: list[tuple[int, int]] = []
    for at, value in enumerate(waves):
        start = at * 1000 // A_SECOND
        if value >= LOUD and spans and spans[-1][1] == start:
            spans[-1] = (spans[-1][0], start + 20)
        elif value >= LOUD:
            spans.append((start, start + 20))
    return spans


@pytest.mark.parametrize("begins_ms", [0, 700])
def test_a_tone_is_seen_where_it_is_heard(tmp_path: Path, begins_ms: int) -> None:
    tones = [(1000, 1200), (2500, 2540), (3300, 3900)]
    waves = waves_of(film_with_tones(tmp_path / "tones.mp4", tones, begins_ms=begins_ms))
    assert len(waves) == 4 * A_SECOND
    seen = loud_ms(waves)
    assert len(seen) == 3
    for (start, end), (begin, over) in zip(seen, tones, strict=True):
        assert abs(start - begin) <= 20
        assert abs(end - over) <= 40
    assert max(waves[: 950 // 20]) <= QUIET
    assert max(waves[1300 // 20 : 2400 // 20]) <= QUIET


def test_a_byte_is_the_square_root_of_how_loud_it_is(tmp_path: Path) -> None:
    waves = waves_of(film_with_tones(tmp_path / "tone.mp4", [(0, 4000)]))
    assert abs(waves[100] - 255 * 0.6**0.5) < 6


def test_waves_made_in_pieces_are_the_same(tmp_path: Path) -> None:
    path = film_with_tones(tmp_path / "tones.mp4", [(900, 1500), (2900, 3100)])
    whole = waves_of(path)
    pieces = b"".join(waves_of(path, start_ms=at, end_ms=at + 1000) for at in range(0, 4000, 1000))
    assert len(pieces) == len(whole)
    assert max(abs(a - b) for a, b in zip(pieces, whole, strict=True)) <= 3


def test_sound_that_ends_before_the_film_has_fewer_waves(tmp_path: Path) -> None:
    waves = waves_of(film_with_tones(tmp_path / "short.mp4", [(500, 900)], ends_ms=2000))
    assert 2 * A_SECOND <= len(waves) <= 2.1 * A_SECOND


def test_a_film_without_sound_has_no_waves(made: Callable[..., Path]) -> None:
    assert waves_of(made("silent.mp4")) == b""


@pytest.mark.parametrize(
    "name",
    ["friday.mp4", "flower.webm", "sample_shorter_audio.mp4", "sample_fragmented_seekable.mp4", "nasa_13013.mp4"],
)
def test_waves_are_those_of_the_decoded_sound(real: Callable[[str], Path], name: str) -> None:
    path = real(name)
    found, waves = probe(path), waves_of(real(name))
    assert isinstance(found, Probe)
    assert 0 < len(waves) <= -(-found.duration_ms // 20)
    loudest = decoded_peaks(path)
    both = min(len(waves), len(loudest))
    assert both >= len(loudest) - 3
    near = [
        min(abs(waves[at] - loudest[one]) for one in range(max(0, at - 1), min(both, at + 2))) for at in range(both)
    ]
    assert np.mean(np.array(near) <= 12) > 0.97


def decoded_peaks(path: Path) -> list[int]:
    """Return the same figures from the frames as they come, put where their times say."""
    found: dict[int, float] = {}
    with av.open(str(path)) as film:
        for frame in film.decode(audio=0):
            samples = frame.to_ndarray()
            if not frame.format.is_planar:
                samples = samples.reshape(-1, frame.layout.nb_channels).T
            full = 1.0 if samples.dtype.kind == "f" else float(np.iinfo(samples.dtype).max)
            loud = np.abs(samples.astype(float) / full).max(axis=0)
            begin = float((frame.pts or 0) * frame.time_base)
            places = ((begin + np.arange(len(loud)) / frame.sample_rate) * A_SECOND).astype(int)
            for place in np.unique(places):
                found[place] = max(found.get(place, 0), loud[places == place].max())
    return [round(255 * min(1.0, found.get(at, 0)) ** 0.5) for at in range(max(found) + 1)]


def test_damaged_sound_is_silence_and_no_refusal(tmp_path: Path) -> None:
    path = film_with_tones(tmp_path / "tones.mp4", [(200, 3800)])
    found = probe(path)
    content = bytearray(path.read_bytes())
    with av.open(str(path)) as film:
        packets = [(packet.pos, packet.size) for packet in film.demux(audio=0) if packet.size]
    for pos, size in packets[60:120]:
        content[pos : pos + size] = b"\xff" * size
    path.write_bytes(content)
    with path.open("rb", buffering=0) as film:
        waves = peaks(film, probe=found)
    assert waves[20] >= LOUD
    assert min(waves[80:110]) <= QUIET


def test_waves_tell_how_far_they_are_and_can_be_called_off(tmp_path: Path) -> None:
    path = film_with_tones(tmp_path / "tones.mp4", [(500, 900)])
    told: list[tuple[int, int]] = []
    with path.open("rb", buffering=0) as film:
        peaks(film, probe=probe(path), on_progress=lambda *one: told.append(one))
        assert [done for done, _ in told] == sorted(done for done, _ in told)
        assert told[-1][0] >= 3900
        assert {of for _, of in told} == {4000}
        with pytest.raises(Cancelled, match="What was made before is kept"):
            peaks(film, probe=probe(path), cancelled=lambda: True)
