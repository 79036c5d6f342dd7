"""Real films from the shared test data, and films made for one test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path

import av
import numpy as np
import pytest
from av.container import OutputContainer

from tests.thoroughly import some_of
from vigwidgets.core.errors import FilmRefused
from vigwidgets.films import Probe, probe

VIDEO = Path(__file__).resolve().parents[3] / "shared" / "testdata" / "video"
NO_MEDIA = {".json", ".vtt"}


def films() -> list[str]:
    """Return every media file of the test data by its path below `video/`."""
    found = [path for path in sorted(VIDEO.rglob("*")) if path.is_file() and path.suffix not in NO_MEDIA]
    assert found, f"these tests need the films in {VIDEO}"
    return [path.relative_to(VIDEO).as_posix() for path in found]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "film_name" in metafunc.fixturenames:
        is_long = metafunc.definition.get_closest_marker("long") is not None
        metafunc.parametrize("film_name", some_of(films(), each=3) if is_long else films())


@cache
def _probed(path: Path) -> Probe | FilmRefused:
    try:
        return probe(path)
    except FilmRefused as refusal:
        return refusal


@pytest.fixture
def probed() -> Callable[[Path], Probe | FilmRefused]:
    """Give what a film is, or its refusal; each is looked at once in a run."""
    return _probed


@pytest.fixture
def real() -> Callable[[str], Path]:
    """Give the path of a film of the test data by the end of its name."""

    def find(name: str) -> Path:
        return next(path for path in sorted(VIDEO.rglob("*")) if path.name == name)

    return find


def mux(out: OutputContainer, packets: Sequence[av.Packet], *, shift_ms: int) -> None:
    """Write packets, each moved in time."""
    for packet in packets:
        packet.pts, packet.dts = packet.pts + shift_ms, packet.dts + shift_ms
        out.mux(packet)


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Path]:
    """Make a small film whose frames begin at given times (in ms unless `per_second` says otherwise)."""

    def make(
        name: str,
        *,
        starts_ms: Sequence[int] = tuple(range(0, 2000, 40)),
        codec: str = "libx264",
        key_every: int = 12,
        options: dict[str, str] | None = None,
        size: tuple[int, int] = (64, 48),
        per_second: int = 1000,
        shift_ms: int = 0,
        b_frames: bool = True,
    ) -> Path:
        path = tmp_path / name
        rng = np.random.default_rng(7)
        with av.open(str(path), "w", options=options or {}) as out:
            stream = out.add_stream(codec, rate=25)
            stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
            stream.time_base = stream.codec_context.time_base = Fraction(1, per_second)
            stream.gop_size = key_every
            if not b_frames:
                stream.max_b_frames = 0
            for start in starts_ms:
                pixels = rng.integers(0, 255, (size[1] * 3 // 2, size[0]), dtype=np.uint8)
                frame = av.VideoFrame.from_ndarray(pixels, format="yuv420p")
                frame.pts, frame.time_base = start, Fraction(1, per_second)
                mux(out, stream.encode(frame), shift_ms=shift_ms)
            mux(out, stream.encode(None), shift_ms=shift_ms)
        return path

    return make
