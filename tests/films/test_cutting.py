"""A reel holds every picture of its pieces once, at its own time, with its sound; told by the pictures themselves."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from tests.films.likeness import check_nearest, gray, upright_pictures, with_neighbours
from tests.thoroughly import usually
from vigwidgets.core.errors import Cancelled, FilmMissing, FilmRefused, InvalidValue
from vigwidgets.core.reel_captions import Caption
from vigwidgets.films import Probe, probe
from vigwidgets.films.cutting import CARD_MS, Cut, Piece, cut
from vigwidgets.films.upright import copied_size

VIDEO = Path(__file__).resolve().parents[3] / "shared" / "testdata" / "video"
Look = Callable[[Path], Probe | FilmRefused]
Made = Callable[..., Path]
ONE_AAC_FRAME_S = 1024 / 48_000
LONGEST = 600
"""Frames of a film that the pictures are compared within: all of nearly every film of the test data."""


def pieces_of(
    path: Path, found: Probe, *, count: int = usually(2, thorough=3), longest: int = usually(8, thorough=40)
) -> list[Piece]:
    """Return pieces by lot, the same each time, the film's last frame among them."""
    lot = random.Random(path.name)
    whole = min(found.frames, LONGEST)
    starts = [lot.randrange(whole) for _ in range(count)]
    pieces = [Piece(path, start, min(whole, start + lot.randint(1, longest))) for start in starts]
    return [*pieces, Piece(path, whole - 1, whole)]


def check_pictures(path: Path, found: Probe, pieces: Iterable[tuple[int, int]], reel: Path) -> None:
    """Assert that the reel holds what was asked for: each picture is nearest to the film's own of that number.

    Args:
        path: The film.
        found: What it is.
        pieces: First frame, and the one after the last, of each piece of the film.
        reel: What was made of them.
    """
    wanted = [number for piece in pieces for number in range(*piece)]
    own = upright_pictures(path, found, numbers=with_neighbours(wanted))
    with av.open(str(reel)) as film:
        shown = [gray(frame) for frame in film.decode(video=0)]
    assert len(shown) == len(wanted)
    for picture, number in zip(shown, wanted, strict=True):
        check_nearest(picture, number, own)


def check_times(found: Probe, pieces: list[Piece], made: Cut) -> None:
    """Assert that each piece begins in the reel where the one before it ends."""
    span = found.times.frame_span
    at = 0
    for piece, start in zip(pieces, made.starts_ms, strict=True):
        assert start == at
        at += span(piece.until - 1)[1] - span(piece.first)[0]
    assert made.duration_ms == at


def times_in(reel: Path) -> list[int]:
    return list(probe(reel).times.times_ms)


def wanted_times(found: Probe, pieces: list[Piece]) -> list[int]:
    """Return where every picture has to begin: as far from the one before as in the film."""
    at, times = 0, []
    for piece in pieces:
        begin = found.times.times_ms[piece.first]
        times += [at + found.times.times_ms[number] - begin for number in range(piece.first, piece.until)]
        at += found.times.frame_span(piece.until - 1)[1] - begin
    return times


@pytest.mark.long
def test_of_every_film_any_pieces_can_be_cut(film_name: str, probed: Look, tmp_path: Path) -> None:
    found = probed(VIDEO / film_name)
    if isinstance(found, Probe):
        check_cut(VIDEO / film_name, found, to=tmp_path / "reel.mp4")


@pytest.mark.parametrize(
    "name", ["counter.mp4", "face_noface.mov", "friday.mp4", "bear-vp9.webm", "sample_android_slow_motion.mp4"]
)
def test_pieces_are_cut_to_the_frame(real: Callable[[str], Path], tmp_path: Path, name: str) -> None:
    check_cut(real(name), probe(real(name)), to=tmp_path / "reel.mp4")


def check_cut(path: Path, found: Probe, *, to: Path) -> None:
    pieces = pieces_of(path, found)
    made = cut(pieces, to)
    check_pictures(path, found, [(piece.first, piece.until) for piece in pieces], to)
    check_times(found, pieces, made)
    assert times_in(to) == wanted_times(found, pieces)
    reel = probe(to)
    assert reel.browser_plays
    assert (reel.rotation, reel.width, reel.height) == (0, *copied_size(found.width, found.height))
    with av.open(str(to)) as film:
        for stream in film.streams.audio:
            assert stream.duration is not None
            assert stream.time_base is not None
            assert abs(float(stream.duration * stream.time_base) - made.duration_ms / 1000) <= ONE_AAC_FRAME_S


@pytest.mark.parametrize("starts_ms", [range(0, 4000, 40), [*range(0, 1500, 33), *range(1600, 4000, 71)]])
@pytest.mark.parametrize(("first", "until"), [(0, 30), (7, 8), (13, 40)])
def test_sound_stays_within_one_aac_frame_of_its_picture(
    tmp_path: Path, starts_ms: list[int], first: int, until: int
) -> None:
    film = flash_and_click(tmp_path / "film.mp4", starts_ms=list(starts_ms), every=5)
    made = cut([Piece(film, first, until), Piece(film, 20, 33)], tmp_path / "reel.mp4")
    flashes, clicks = flashes_in(tmp_path / "reel.mp4"), clicks_in(tmp_path / "reel.mp4")

    assert len(flashes) >= 2
    for at in flashes:
        assert min(abs(at - click) for click in clicks) <= ONE_AAC_FRAME_S, (at, clicks)
    assert len(made.starts_ms) == 2


def flash_and_click(path: Path, *, starts_ms: list[int], every: int) -> Path:
    """Make a film that is white, with a short tone, in every `every`-th picture."""
    with av.open(str(path), "w") as film:
        stream = film.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt, stream.gop_size = 64, 48, "yuv420p", 12
        stream.time_base = stream.codec_context.time_base = Fraction(1, 1000)
        heard = film.add_stream("aac", rate=44_100, layout="mono")
        for number, start in enumerate(starts_ms):
            frame = av.VideoFrame.from_ndarray(
                np.full((48, 64, 3), 255 if number % every == 0 else 10, np.uint8), format="rgb24"
            )
            frame.pts, frame.time_base = start, Fraction(1, 1000)
            film.mux(stream.encode(frame))
        film.mux(stream.encode(None))
        wave = np.zeros(starts_ms[-1] * 441 // 10 + 44_100, np.float32)
        tone = np.sin(np.arange(882) * 0.4).astype(np.float32) * 0.8
        for start in starts_ms[::every]:
            wave[start * 441 // 10 :][:882] = tone
        for at in range(0, len(wave), 1024):
            piece = av.AudioFrame.from_ndarray(wave[None, at : at + 1024], format="fltp", layout="mono")
            piece.sample_rate, piece.pts, piece.time_base = 44_100, at, Fraction(1, 44_100)
            film.mux(heard.encode(piece))
        film.mux(heard.encode(None))
    return path


def flashes_in(reel: Path) -> list[float]:
    with av.open(str(reel)) as film:
        return [float(frame.time or 0) for frame in film.decode(video=0) if gray(frame).mean() > 128]


def clicks_in(reel: Path) -> list[float]:
    """Return the seconds at which a tone sets in."""
    with av.open(str(reel)) as film:
        frames = list(film.decode(audio=0))
        loud = np.abs(np.concatenate([frame.to_ndarray()[0] for frame in frames])) > 0.2
        begin = float(frames[0].time or 0)
    on = np.flatnonzero(loud)
    starts = on[np.concatenate([[True], np.diff(on) > 480])] if len(on) else on
    return [begin + start / 48_000 for start in starts]


def test_a_card_stands_before_its_piece_and_is_silent(tmp_path: Path) -> None:
    film = flash_and_click(tmp_path / "film.mp4", starts_ms=list(range(0, 2000, 40)), every=5)
    made = cut([Piece(film, 1, 26, "He waited."), Piece(film, 5, 10)], tmp_path / "reel.mp4")

    assert made.starts_ms == (CARD_MS, CARD_MS + 1000)
    assert made.duration_ms == CARD_MS + 1200
    assert min(clicks_in(tmp_path / "reel.mp4")) > CARD_MS / 1000
    with av.open(str(tmp_path / "reel.mp4")) as reel:
        card = next(reel.decode(video=0)).to_ndarray(format="rgb24")
    assert np.abs(card[:4].reshape(-1, 3).mean(0) - (246, 241, 231)).max() < 6
    assert card.min() < 200


def test_captions_are_in_the_pictures_of_their_time_and_change_no_other(
    real: Callable[[str], Path], tmp_path: Path
) -> None:
    film = real("friday.mp4")
    found = probe(film)
    plain = Piece(film, 5, 35, "He waited.")
    read = replace(plain, written=(Caption(200, 500, "I waited."),), spoken=(Caption(400, 700, "Look!"),))
    without, with_them = cut([plain], tmp_path / "plain.mp4"), cut([read], tmp_path / "read.mp4")
    assert without == with_them
    times = times_in(tmp_path / "plain.mp4")
    assert times == times_in(tmp_path / "read.mp4")

    starts = found.times.times_ms
    with av.open(str(tmp_path / "plain.mp4")) as one, av.open(str(tmp_path / "read.mp4")) as other:
        pairs = zip(one.decode(video=0), other.decode(video=0), strict=True)
        apart = [np.abs(gray(bare) - gray(shown)) for bare, shown in pairs]
    assert all(differ[:75].mean() < 1 for differ in apart)
    for differ, time_ms, number in zip(apart[-30:], times[-30:], range(5, 35), strict=True):
        middle_ms = time_ms - CARD_MS + (starts[number + 1] - starts[number]) // 2
        assert (differ[80:].max() > 60) == (200 <= middle_ms < 700), (middle_ms, differ[80:].max())


def test_films_of_other_sizes_are_laid_on_black_in_the_middle(tmp_path: Path, made: Made) -> None:
    wide, tall = made("wide.mp4", size=(160, 96)), made("tall.mp4", size=(48, 96))
    cut([Piece(wide, 0, 3), Piece(tall, 0, 3)], tmp_path / "reel.mp4")
    with av.open(str(tmp_path / "reel.mp4")) as reel:
        pictures = [frame.to_ndarray(format="gray") for frame in reel.decode(video=0)]

    assert {picture.shape for picture in pictures} == {(96, 160)}
    assert pictures[-1][:, :50].max() < 30
    assert pictures[-1][:, 60:100].mean() > 60
    assert pictures[-1][:, 112:].max() < 30


@pytest.mark.parametrize(("first", "until"), [(-1, 3), (3, 3), (0, 51), (60, 61)])
def test_frames_outside_the_film_are_refused(made: Made, tmp_path: Path, first: int, until: int) -> None:
    with pytest.raises(InvalidValue):
        cut([Piece(made("film.mp4"), first, until)], tmp_path / "reel.mp4")
    assert not (tmp_path / "reel.mp4").exists()


def test_no_piece_and_no_film_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue):
        cut([], tmp_path / "reel.mp4")
    with pytest.raises(FilmMissing):
        cut([Piece(tmp_path / "gone.mp4", 0, 1)], tmp_path / "reel.mp4")


def test_a_cut_tells_how_far_it_is_and_can_be_called_off(made: Made, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    film = made("film.mp4")
    cut([Piece(film, 0, 10), Piece(film, 30, 40)], tmp_path / "reel.mp4", on_progress=lambda *one: told.append(one))
    assert told == [(number, 20) for number in range(1, 21)]
    with pytest.raises(Cancelled):
        cut([Piece(film, 0, 10)], tmp_path / "again.mp4", cancelled=lambda: True)
