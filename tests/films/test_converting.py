"""A film that browsers do not play gets a copy that they play, every picture at its own time and upright."""

from __future__ import annotations

import struct
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from tests.films.test_cutting import ONE_AAC_FRAME_S, clicks_in, flash_and_click, flashes_in
from vigwidgets.core.errors import Cancelled, FilmRefused
from vigwidgets.films import Probe, Shelf, probe
from vigwidgets.films.converting import convert, copied_size

VIDEO = Path(__file__).resolve().parents[3] / "shared" / "testdata" / "video"
Look = Callable[[Path], Probe | FilmRefused]
Made = Callable[..., Path]


def converted(path: Path, to: Path, *, found: Probe | None = None) -> Probe:
    """Return what the copy of a film is."""
    with path.open("rb", buffering=0) as file:
        convert(file, to, probe=found or probe(path))
    return probe(to)


@pytest.mark.long
def test_every_film_that_browsers_do_not_play_has_a_copy_with_its_times(
    film_name: str, probed: Look, tmp_path: Path
) -> None:
    found = probed(VIDEO / film_name)
    if isinstance(found, Probe) and not found.browser_plays:
        check_copy(VIDEO / film_name, found, to=tmp_path / "copy.mp4")


@pytest.mark.parametrize("name", ["webvtt.mkv", "sample.flv", "face_noface.mov", "bbb_2500ms.ts", "sample.3gp"])
def test_a_copy_has_the_times_of_its_film(real: Callable[[str], Path], tmp_path: Path, name: str) -> None:
    check_copy(real(name), probe(real(name)), to=tmp_path / "copy.mp4")


def check_copy(path: Path, found: Probe, *, to: Path) -> None:
    """Assert that the copy of a film plays, with the film's times, in the size that was promised, with its sound."""
    copy = converted(path, to, found=found)
    assert copy.browser_plays
    assert len(copy.times.times_ms) == len(found.times.times_ms)
    assert max(abs(a - b) for a, b in zip(copy.times.times_ms, found.times.times_ms, strict=True)) <= 1
    assert abs(copy.duration_ms - found.duration_ms) <= 1
    assert (copy.rotation, copy.width, copy.height) == (0, *copied_size(found.width, found.height))
    silent = not has_sound(path) and found.times.times_ms[0] == 0
    assert (copy.video_codec, copy.audio_codec) == ("h264", None if silent else "aac")


def has_sound(path: Path) -> bool:
    with av.open(str(path)) as film:
        return any(stream.codec_context is not None for stream in film.streams.audio)


@pytest.mark.parametrize(
    ("size", "copy"),
    [
        ((1920, 1080), (1920, 1080)),
        ((3840, 2160), (1920, 1080)),
        ((2160, 3840), (1080, 1920)),
        ((161, 121), (160, 120)),
        ((7680, 2160), (1920, 540)),
        ((2, 2), (2, 2)),
        ((1080, 1440), (1080, 1440)),
    ],
)
def test_a_copy_is_even_and_no_larger_than_1080p(size: tuple[int, int], copy: tuple[int, int]) -> None:
    assert copied_size(*size) == copy


@pytest.mark.parametrize(
    ("matrix", "corner"),
    [
        ((1, 0, 0, 1), (0, 0)),
        ((-1, 0, 0, 1), (0, 1)),
        ((1, 0, 0, -1), (1, 0)),
        ((-1, 0, 0, -1), (1, 1)),
        ((0, 1, -1, 0), (0, 1)),
        ((0, -1, 1, 0), (1, 0)),
        ((0, 1, 1, 0), (0, 0)),
        ((0, -1, -1, 0), (1, 1)),
    ],
    ids=["plain", "mirrored", "upside down and mirrored", "180", "90", "270", "90 mirrored", "270 mirrored"],
)
def test_a_turned_or_mirrored_film_comes_out_upright(
    corner_film: Path, tmp_path: Path, matrix: tuple[int, int, int, int], corner: tuple[int, int]
) -> None:
    turned = with_matrix(corner_film, tmp_path / "turned.mp4", matrix)
    converted(turned, tmp_path / "copy.mp4")

    with av.open(str(tmp_path / "copy.mp4")) as film:
        picture = next(film.decode(video=0)).to_ndarray(format="gray")
    tall, wide = picture.shape
    bright = [picture[r * tall // 2 : (r + 1) * tall // 2, c * wide // 2 : (c + 1) * wide // 2] for r, c in QUARTERS]
    assert QUARTERS[int(np.argmax([part.mean() for part in bright]))] == corner
    assert (wide > tall) == (matrix[0] != 0)


QUARTERS = ((0, 0), (0, 1), (1, 0), (1, 1))


@pytest.fixture
def corner_film(tmp_path: Path) -> Path:
    """Give a film that is bright in its upper left quarter alone."""
    path = tmp_path / "corner.mp4"
    picture = np.zeros((48, 96, 3), np.uint8)
    picture[:24, :48] = 230
    with av.open(str(path), "w") as film:
        stream = film.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 96, 48, "yuv420p"
        for _ in range(3):
            film.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        film.mux(stream.encode(None))
    return path


def with_matrix(path: Path, to: Path, matrix: tuple[int, int, int, int]) -> Path:
    """Write the film once more with another display matrix in its track header."""
    data = bytearray(path.read_bytes())
    plain = struct.pack(">9i", 1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
    at = data.index(plain, data.index(b"tkhd"))
    a, b, c, d = (value << 16 for value in matrix)
    data[at : at + len(plain)] = struct.pack(">9i", a, b, 0, c, d, 0, 0, 0, 1 << 30)
    to.write_bytes(data)
    return to


@pytest.mark.parametrize("starts_ms", [range(0, 3000, 40), [*range(0, 1500, 33), *range(1600, 3000, 71)]])
def test_sound_stays_within_one_aac_frame_of_its_picture_in_the_copy(tmp_path: Path, starts_ms: list[int]) -> None:
    film = flash_and_click(tmp_path / "film.mp4", starts_ms=list(starts_ms), every=5)
    converted(film, tmp_path / "copy.mp4")
    flashes, clicks = flashes_in(tmp_path / "copy.mp4"), clicks_in(tmp_path / "copy.mp4")
    assert len(flashes) >= 8
    for at in flashes:
        assert min(abs(at - click) for click in clicks) <= ONE_AAC_FRAME_S, (at, clicks)


def test_a_sound_that_starts_late_starts_as_late_in_the_copy(real: Callable[[str], Path], tmp_path: Path) -> None:
    converted(real("face_noface.mov"), tmp_path / "copy.mp4")

    quiet, loud = (loudness(tmp_path / "copy.mp4", *span) for span in ((0.2, 2.2), (2.6, 4.0)))
    assert quiet < 1e-4 < loud


def loudness(path: Path, start_s: float, end_s: float) -> float:
    with av.open(str(path)) as film:
        parts = [frame.to_ndarray()[0] for frame in film.decode(audio=0) if start_s <= float(frame.time or 0.0) < end_s]
    return float(np.sqrt(np.mean(np.concatenate(parts) ** 2)))


@pytest.mark.parametrize("name", ["hdr10-video-with-sdr-container.mp4", "dolbyVision-hdr.MOV"])
def test_a_film_of_high_dynamic_range_keeps_light_and_dark_apart_and_grey_grey(
    real: Callable[[str], Path], tmp_path: Path, name: str
) -> None:
    converted(real(name), tmp_path / "copy.mp4")

    with av.open(str(tmp_path / "copy.mp4")) as film:
        frame = next(film.decode(video=0))
    picture = frame.to_ndarray(format="rgb24").astype(int)
    light = picture.sum(axis=2) / 3
    assert (frame.color_trc, frame.color_primaries, frame.colorspace) == (1, 1, 1)
    assert np.percentile(light, 98) - np.percentile(light, 2) > 120
    red, green, blue = (picture[..., number] for number in range(3))
    assert ((red > green + 40) & (blue > green + 40)).mean() < 0.01, "a sky turned magenta"


def test_the_shelf_keeps_the_original_beside_the_copy(real: Callable[[str], Path], tmp_path: Path) -> None:
    film, said = real("sample.3gp"), []
    shelf = Shelf(tmp_path / "films")
    shelved = shelf.bring_in(film, film_id="f1", on_progress=lambda done, every: said.append(done / every))

    assert (shelved.playable, shelved.media_type, shelved.probe.video_codec) == ("copy", "video/mp4", "mpeg4")
    assert [path.name for path in shelf.files("f1")] == ["film.mp4", "frames.u32", "original"]
    assert (tmp_path / "films/f1/original").read_bytes() == film.read_bytes()
    assert probe(shelf.film_path("f1")).times.times_ms == shelved.probe.times.times_ms
    assert said == sorted(said)
    assert said[-1] == 1
    assert {path.stat().st_mode & 0o777 for path in shelf.files("f1")} == {0o600}


def test_a_copy_that_is_called_off_half_way_leaves_nothing(real: Callable[[str], Path], tmp_path: Path) -> None:
    shelf, said = Shelf(tmp_path / "films"), [0.0]

    with pytest.raises(Cancelled, match=r"\. "):
        shelf.bring_in(
            real("sample_iTunes.mov"),
            film_id="f1",
            on_progress=lambda done, every: said.append(done / every),
            cancelled=lambda: said[-1] > 0.4,
        )
    assert list(shelf.folder.iterdir()) == []


def with_sound(path: Path, *, starts_s: list[float], sound_starts_s: list[float]) -> Path:
    """Make a film of small pictures and 40 ms pieces of sound that begin at given seconds."""
    with av.open(str(path), "w") as film:
        stream = film.add_stream("mpeg2video", rate=25)
        stream.width, stream.height, stream.pix_fmt, stream.max_b_frames = 64, 48, "yuv420p", 0
        heard = film.add_stream("mp2", rate=48_000, layout="mono")
        for second in starts_s:
            frame = av.VideoFrame.from_ndarray(np.full((48, 64, 3), 90, np.uint8), format="rgb24")
            frame.pts, frame.time_base = round(second * 25), Fraction(1, 25)
            film.mux(stream.encode(frame))
        film.mux(stream.encode(None))
        noise = np.random.default_rng(1).integers(-9000, 9000, (1, 1152)).astype(np.int16)
        for second in sound_starts_s:
            piece = av.AudioFrame.from_ndarray(noise, format="s16", layout="mono")
            piece.sample_rate, piece.pts, piece.time_base = 48_000, round(second * 48_000), Fraction(1, 48_000)
            film.mux(heard.encode(piece))
        film.mux(heard.encode(None))
    return path


def test_a_stream_whose_clock_shows_hours_begins_with_its_first_picture(tmp_path: Path) -> None:
    seconds = [36_000 + number / 25 for number in range(50)]
    film = with_sound(tmp_path / "film.ts", starts_s=seconds, sound_starts_s=[36_000 + n * 0.024 for n in range(80)])
    copy = converted(film, tmp_path / "copy.mp4")

    assert copy.times.times_ms[0] < 100
    assert copy.duration_ms < 2_200
    assert (tmp_path / "copy.mp4").stat().st_size < 200_000


def test_sound_with_a_damaged_time_becomes_no_hours_of_silence(tmp_path: Path) -> None:
    seconds = [number / 25 for number in range(50)]
    film = with_sound(tmp_path / "film.mkv", starts_s=seconds, sound_starts_s=[0, 0.024, 36_000])
    converted(film, tmp_path / "copy.mp4")

    with av.open(str(tmp_path / "copy.mp4")) as copy:
        assert (copy.duration or 0) < 2_200_000
