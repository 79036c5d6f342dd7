"""What a camera wrote about place and device is in nothing that is made of a film."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import av
import pytest

from vigwidgets.films import probe
from vigwidgets.films.converting import convert
from vigwidgets.films.cutting import Piece, cut
from vigwidgets.films.filmstrip import StripPlan, sheets
from vigwidgets.films.still import still

TELLING = ("location", "make", "model", "software", "xyz", "android")
ALLOWED = {"major_brand", "minor_version", "compatible_brands", "encoder", "language", "handler_name", "vendor_id"}
KNOWN = (b"com.apple.quicktime", b"com.android", b"\xa9xyz", b"iPhone", b"Exif\0", b"loci")
"""`loci` is where 3GPP films keep their place, in numbers (3GPP TS 26.244, 8.10)."""


def told_by_camera(path: Path) -> list[bytes]:
    """Return what a film's tags say of place and device."""
    with av.open(str(path), metadata_errors="replace") as film:
        tags = {**film.metadata, **{key: value for one in film.streams for key, value in one.metadata.items()}}
    return [value.encode() for key, value in tags.items() if any(word in key.lower() for word in TELLING)]


def all_made(path: Path, folder: Path) -> dict[str, bytes]:
    """Return the bytes of everything that is made of a film."""
    found = probe(path)
    with path.open("rb", buffering=0) as film:
        convert(film, folder / "copy.mp4", probe=found, growing_to=folder / "growing.mp4")
        plan = StripPlan.of(duration_ms=found.duration_ms, width=found.width, height=found.height)
        made = {f"sheet {number}": sheet for number, sheet in enumerate(sheets(film, plan))}
    cut([Piece(path, 0, min(10, found.frames), "He waited.")], folder / "reel.mp4")
    for name in ("copy.mp4", "growing.mp4", "reel.mp4"):
        made[name] = (folder / name).read_bytes()
    return {**made, "still": still(path, frame=0)}


@pytest.mark.parametrize(
    "name", ["with-gps.mov", "dolbyVision-hdr.MOV", "Issue 515 (java).mp4", "sample_shorter_audio.mp4"]
)
def test_nothing_of_place_or_device_is_in_what_is_made(real: Callable[[str], Path], tmp_path: Path, name: str) -> None:
    told = [value for value in told_by_camera(real(name)) if len(value) > 4]  # a version such as 12 is in any bytes
    assert told
    original = real(name).read_bytes()
    assert any(value in original for value in (*told, *KNOWN)), "the film shows how it would be seen"
    made = all_made(real(name), tmp_path)
    assert len(made) >= 5
    for what, content in made.items():
        assert not [value for value in (*told, *KNOWN) if value in content], what
    for film in tmp_path.glob("*.mp4"):
        with av.open(str(film)) as opened:
            keys = {*opened.metadata, *(key for stream in opened.streams for key in stream.metadata)}
        assert keys <= ALLOWED, film.name
