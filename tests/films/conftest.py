"""Real films from the shared test data, and films made for one test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

VIDEO = Path(__file__).resolve().parents[3] / "shared" / "testdata" / "video"
NO_MEDIA = {".json", ".vtt"}


def films() -> list[str]:
    """Return every media file of the test data by its path below `video/`."""
    found = [path for path in sorted(VIDEO.rglob("*")) if path.is_file() and path.suffix not in NO_MEDIA]
    assert found, f"these tests need the films in {VIDEO}"
    return [path.relative_to(VIDEO).as_posix() for path in found]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "film_name" in metafunc.fixturenames:
        metafunc.parametrize("film_name", films())


@pytest.fixture
def real() -> Callable[[str], Path]:
    """Give the path of a film of the test data by the end of its name."""

    def find(name: str) -> Path:
        return next(path for path in sorted(VIDEO.rglob("*")) if path.name == name)

    return find


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Path]:
    """Make a small film whose frames begin at given times."""

    def make(
        name: str,
        *,
        starts_ms: Sequence[int] = tuple(range(0, 2000, 40)),
        codec: str = "libx264",
        key_every: int = 12,
        options: dict[str, str] | None = None,
        size: tuple[int, int] = (64, 48),
    ) -> Path:
        path = tmp_path / name
        rng = np.random.default_rng(7)
        with av.open(str(path), "w", options=options or {}) as out:
            stream = out.add_stream(codec, rate=1000)
            stream.width, stream.height, stream.pix_fmt = *size, "yuv420p"
            stream.time_base = stream.codec_context.time_base = Fraction(1, 1000)
            stream.gop_size = key_every
            for start in starts_ms:
                pixels = rng.integers(0, 255, (size[1] * 3 // 2, size[0]), dtype=np.uint8)
                frame = av.VideoFrame.from_ndarray(pixels, format="yuv420p")
                frame.pts, frame.time_base = start, Fraction(1, 1000)
                out.mux(stream.encode(frame))
            out.mux(stream.encode(None))
        return path

    return make
