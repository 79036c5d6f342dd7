"""The player lands on the frame that was asked for, in the film as it came, or in a copy where seeks go astray."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path

import pytest

from tests.films.film_page import FilmPage, film_page
from tests.films.landings import LOOKED_AT, check_landings, check_spans, telling_frames
from tests.thoroughly import IS_THOROUGH
from vigwidgets.core.errors import FilmRefused
from vigwidgets.films import Probe, probe
from vigwidgets.films.converting import convert

VIDEO = Path(__file__).resolve().parents[3] / "shared" / "testdata" / "video"
Look = Callable[[Path], Probe | FilmRefused]
Made = Callable[..., Path]
EVEN = tuple(range(0, 2000, 40))
UNEVEN = tuple(accumulate(random.Random(3).choices([7, 16, 33, 34, 40, 90, 250], k=49), initial=0))
LATE = tuple(5000 + start for start in EVEN)
FRAGMENTS = {"movflags": "frag_keyframe+empty_moov"}
LANDS = {
    "B-frames": ("film.mp4", {}),
    "QuickTime": ("film.mov", {}),
    "long groups": ("film.mp4", {"key_every": 500}),
    "uneven": ("film.mp4", {"starts_ms": UNEVEN, "b_frames": False}),
    "uneven fragments": ("film.mp4", {"starts_ms": UNEVEN, "b_frames": False, "options": FRAGMENTS}),
    "VP8": ("film.webm", {"codec": "libvpx"}),
    "VP9": ("film.webm", {"codec": "libvpx-vp9"}),
    "live": ("film.webm", {"codec": "libvpx", "options": {"live": "1"}}),
}
GOES_ASTRAY = {
    "fragments with B-frames": ("film.mp4", {"options": FRAGMENTS}),
    "no edit list": ("film.mp4", {"options": {"use_editlist": "0"}}),
    "uneven with B-frames": ("film.mp4", {"starts_ms": UNEVEN}),
    "uneven VP8": ("film.webm", {"starts_ms": UNEVEN, "codec": "libvpx"}),
    "uneven VP9": ("film.webm", {"starts_ms": UNEVEN, "codec": "libvpx-vp9"}),
}
COPIES = ["face_noface.mov", "bbb_2500ms.ts", "bbb_800x640_768kbps_30fps_avc_2b_firstpts_10_sec.mp4"]
"""HEVC with B-frames, uneven, its sound late; times that begin later, a gap; a film that begins at ten seconds."""
PLAYED = ["counter.mp4", "with-gps.mov", "example.mp4", "sample_fragmented_seekable.mp4"]
"""Numbers in the picture, one key frame; uneven; a timecode in the picture; fragments that begin late."""


@pytest.fixture(scope="module")
def page() -> Iterator[FilmPage]:
    with film_page() as opened:
        yield opened


def copied(path: Path, found: Probe, to: Path) -> Probe:
    """Make the copy of a film; return what it is."""
    with path.open("rb", buffering=0) as source:
        convert(source, to, probe=found)
    copy = probe(to)
    assert copy.browser_plays
    return copy


def check_copy(page: FilmPage, path: Path, found: Probe, *, folder: Path) -> None:
    """Assert that in the copy of a film the player lands on the frames of that film."""
    copy = copied(path, found, folder / "copy.mp4")
    page.open(folder / "copy.mp4", copy)
    check_landings(page, path, found, numbers=telling_frames(path, found))
    check_played(page, path, found)


def check_played(page: FilmPage, path: Path, found: Probe) -> None:
    """Assert that where a piece of the film that is open was played, at any rate, its last frame stands."""
    last = min(found.frames, LOOKED_AT) - 1
    spans = {0.25: (last // 3, last // 3 + 1), 1: (last // 2, last // 2 + 3), 2: (max(0, last - 8), max(1, last - 1))}
    check_spans(page, path, found, spans=spans)


@pytest.mark.parametrize("kind", LANDS)
def test_in_these_kinds_of_film_it_lands_as_they_are(page: FilmPage, made: Made, kind: str) -> None:
    name, how = LANDS[kind]
    path = made(name, **how)
    found = probe(path)
    assert found.browser_plays
    page.open(path, found)
    check_landings(page, path, found, numbers=telling_frames(path, found))
    check_played(page, path, found)


@pytest.mark.parametrize("kind", GOES_ASTRAY)
def test_where_browsers_go_astray_it_lands_in_the_copy(page: FilmPage, made: Made, tmp_path: Path, kind: str) -> None:
    name, how = GOES_ASTRAY[kind]
    path = made(name, **how)
    found = probe(path)
    assert (found.why_not, found.refusal.count(". ")) == ("times", 1)
    page.open(path, found)
    landed = (page.seek(start_ms).media_ms == start_ms for start_ms in found.times.times_ms)
    assert not all(landed), "browsers have learned to: it needs no copy any more"
    check_copy(page, path, found, folder=tmp_path)


@pytest.mark.parametrize("codec", ["libx264", "libvpx"])
def test_a_film_that_begins_later_than_it_says_that_it_lasts_has_a_copy(
    page: FilmPage, made: Made, tmp_path: Path, codec: str
) -> None:
    path = made("film.mp4" if codec == "libx264" else "film.webm", codec=codec, starts_ms=LATE)
    found = probe(path)
    assert found.browser_plays == (codec == "libvpx"), "WebM tells when it ends"
    if found.browser_plays:
        page.open(path, found)
        check_landings(page, path, found, numbers=telling_frames(path, found))
    else:
        check_copy(page, path, found, folder=tmp_path)


@pytest.mark.parametrize("name", COPIES)
def test_in_a_copy_it_lands_on_the_frames_of_the_film(
    page: FilmPage, real: Callable[[str], Path], tmp_path: Path, name: str
) -> None:
    check_copy(page, real(name), probe(real(name)), folder=tmp_path)


@pytest.mark.parametrize("name", PLAYED)
def test_after_a_piece_was_played_its_last_frame_stands(page: FilmPage, real: Callable[[str], Path], name: str) -> None:
    found = probe(real(name))
    page.open(real(name), found)
    check_played(page, real(name), found)


@pytest.mark.long
def test_in_every_copy_it_lands_on_the_frames_of_the_film(
    page: FilmPage, film_name: str, probed: Look, tmp_path: Path
) -> None:
    found = probed(VIDEO / film_name)
    if IS_THOROUGH and isinstance(found, Probe) and not found.browser_plays:
        check_copy(page, VIDEO / film_name, found, folder=tmp_path)
