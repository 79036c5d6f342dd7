"""Where somebody speaks in a film: the truth of drawn clips, real voices, and sounds that nobody says."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.sounding_film import NOBODY, RATE, nobody, two_people, write_film
from tests.studio.truth.speech import STEP_MS, Steps, steps, told_spans
from tests.studio.truth.tracks import Tracks
from tests.thoroughly import some_of
from vigwidgets.core.errors import Cancelled
from vigwidgets.core.span import Span
from vigwidgets.films.heard import Heard, as_bytes, heard_from, joined, spans_from, together
from vigwidgets.films.opening import opened_file
from vigwidgets.films.probe import probe_file
from vigwidgets.films.speech import listen
from vigwidgets.studio import read_scene

CLIPS = Path(__file__).resolve().parents[2] / "sample_clips"
DRAWN = sorted(path.parent.name for path in CLIPS.glob("*/film.mp4"))
QUICK = ("c01", "c16", "c18a")
LATER = [name for name in DRAWN if name not in QUICK]
LEAST = 0.9
LESS = {"c08b": (0.9, 0.85), "c12": (0.8, 0.9), "c14b": (0.9, 0.8)}
"""Clips in which a soft line is not heard, or a laugh beside the words is heard as one of them."""


def heard(path: Path, **options: object) -> Heard:
    with opened_file(path) as file:
        return listen(file, probe=probe_file(file), **options)


def spans(path: Path, **options: object) -> list[Span]:
    with opened_file(path) as file:
        return list(listen(file, probe=probe_file(file), **options).speech)


def in_steps(found: list[Span], *, count: int) -> Steps:
    return steps([(one.start_ms, one.end_ms) for one in found], count=count)


@pytest.mark.parametrize(
    "name",
    [*map(pytest.param, QUICK), *(pytest.param(name, marks=pytest.mark.long) for name in some_of(LATER, each=3))],
)
def test_words_are_heard_where_the_script_has_them(name: str):
    tracks = Tracks(read_scene(CLIPS / name / "scene.toml"))
    found = spans(CLIPS / name / "film.mp4")
    told = joined(Span(round(start), round(end)) for start, end in told_spans(tracks, speech=True))
    count = int(tracks.scene.duration_ms / STEP_MS)
    other = steps(told_spans(tracks, speech=False), count=count)
    truth, detected = in_steps(told, count=count), in_steps(found, count=count)
    detected &= truth | ~other
    if not told:
        assert detected.sum() * STEP_MS <= 500
        return
    of_truth, of_detected = LESS.get(name, (LEAST, LEAST))
    assert (truth & detected).sum() / truth.sum() >= of_truth
    assert (truth & detected).sum() / detected.sum() >= of_detected


class TestRealVoices:
    @pytest.mark.parametrize(
        ("rate", "channels", "codec", "name"),
        [(16_000, 1, "aac", "a.mp4"), (8_000, 1, "aac", "b.mp4"), (48_000, 2, "pcm_s16le", "c.mkv")],
    )
    def test_the_form_of_the_sound_does_not_matter(self, testdata, tmp_path, rate, channels, codec, name):
        voices = two_people(testdata)[: 12 * RATE]
        count = len(voices) * rate // RATE
        sound = np.interp(np.arange(count) * RATE / rate, np.arange(len(voices)), voices).astype(np.float32)
        film = write_film(tmp_path / name, np.tile(sound, (channels, 1)), rate=rate, codec=codec)
        found = spans(film)
        plain = spans(write_film(tmp_path / "plain.mkv", voices, codec="pcm_s16le"))
        count = int(12_000 / STEP_MS)
        both = in_steps(found, count=count) & in_steps(plain, count=count)
        assert both.sum() >= 0.93 * max(in_steps(found, count=count).sum(), in_steps(plain, count=count).sum())

    def test_sound_that_begins_late_is_heard_at_its_time_in_the_film(self, testdata, tmp_path):
        voices = two_people(testdata)[: 6 * RATE]
        early = spans(write_film(tmp_path / "early.mkv", voices, codec="pcm_s16le"))
        late = spans(write_film(tmp_path / "late.mkv", voices, codec="pcm_s16le", late_ms=3200))
        assert len(early) == len(late) > 1
        for one, other in zip(early, late, strict=True):
            assert abs(other.start_ms - one.start_ms - 3200) <= 64
            assert abs(other.end_ms - one.end_ms - 3200) <= 64

    def test_stretches_make_the_whole(self, testdata, tmp_path):
        film = write_film(tmp_path / "film.mp4", two_people(testdata))
        whole = heard(film)
        for cut_ms in (5_000, 9_999, 17_777):
            parts = together([heard(film, end_ms=cut_ms), heard(film, start_ms=cut_ms)])
            assert len(parts.voices.sure) == len(whole.voices.sure)
            count = len(whole.voices.sure)
            apart = in_steps(list(parts.speech), count=count) ^ in_steps(list(whole.speech), count=count)
            assert apart.sum() <= 4
            assert np.abs(np.subtract(parts.voices.level_db, whole.voices.level_db)).max() < 3

    def test_what_was_heard_is_the_same_from_its_bytes(self, testdata, tmp_path):
        film = write_film(tmp_path / "film.mp4", two_people(testdata)[: 6 * RATE])
        for one in (heard(film), heard(film, start_ms=2_000), heard(film, start_ms=20_000)):
            content = as_bytes(one)
            back = heard_from(content)
            assert back.speech == one.speech == tuple(spans_from(content))
            assert (back.voices.start_ms, back.voices.step_ms) == (one.voices.start_ms, one.voices.step_ms)
            for row in ("sure", "pitch_hz", "clear", "level_db", "colours_db"):
                assert np.array_equal(getattr(back.voices, row), getattr(one.voices, row))
            for broken in (b"", content[:90], content[:-8], b"[[1, 2]]", bytes(len(content))):
                with pytest.raises(ValueError, match="no stretch"):
                    heard_from(broken)

    def test_a_stretch_tells_nothing_from_outside_it(self, testdata, tmp_path):
        film = write_film(tmp_path / "film.mp4", two_people(testdata)[: 10 * RATE])
        found = spans(film, start_ms=4_500, end_ms=6_001)
        assert found == [Span(4_500, 6_001)]
        assert spans(film, start_ms=20_000, end_ms=30_000) == []
        assert spans(film, start_ms=5_000, end_ms=5_000) == []

    def test_stretches_with_a_hole_between_them_are_no_whole(self, testdata, tmp_path):
        film = write_film(tmp_path / "film.mp4", two_people(testdata)[: 4 * RATE])
        with pytest.raises(ValueError, match="no stretch begins at 1024 ms"):
            together([heard(film, end_ms=1_000), heard(film, start_ms=2_000)])
        with pytest.raises(ValueError, match="at least one"):
            together([])

    def test_progress_goes_up_to_the_whole_stretch(self, testdata, tmp_path):
        film = write_film(tmp_path / "film.mp4", two_people(testdata)[: 7 * RATE])
        told: list[tuple[int, int]] = []
        spans(film, start_ms=2_000, on_progress=lambda done, of: told.append((done, of)))
        assert told == sorted(told)
        assert told[-1] == (5_000, 5_000)
        assert len(told) >= 4

    def test_who_stops_it_is_obeyed_at_once(self, testdata, tmp_path):
        film = write_film(tmp_path / "film.mp4", two_people(testdata)[: 7 * RATE])
        asked: list[bool] = []
        with pytest.raises(Cancelled, match="Listening to the film was stopped"):
            spans(film, cancelled=lambda: len(asked) == 3 or asked.append(True))
        assert len(asked) == 3


class TestNobody:
    @pytest.mark.parametrize("kind", NOBODY)
    def test_nobody_speaks_in_a_noise(self, kind, tmp_path):
        assert spans(write_film(tmp_path / "film.mp4", nobody(kind))) == []

    def test_a_film_without_sound_has_no_speech(self, tmp_path):
        found = heard(write_film(tmp_path / "film.mp4", None, seconds=2))
        assert (found.speech, len(found.voices.sure), found.voices.start_ms) == ((), 0, 0)

    @pytest.mark.parametrize("samples", [1, 100, 511, 513, 1600])
    def test_a_very_short_sound_is_no_matter(self, samples, tmp_path):
        film = write_film(tmp_path / "film.mkv", nobody("white noise")[:samples], codec="pcm_s16le", seconds=0.5)
        assert spans(film) == []


class TestDamage:
    def test_damaged_sound_is_silence_and_the_rest_is_heard(self, testdata, tmp_path):
        film = write_film(tmp_path / "film.mp4", two_people(testdata))
        before = spans(film)
        content = bytearray(film.read_bytes())
        media = content.index(b"mdat") + 8
        first, last = media + (len(content) - media) * 45 // 100, media + (len(content) - media) * 55 // 100
        content[first:last] = np.random.default_rng(3).integers(0, 256, last - first, np.uint8).tobytes()
        film.write_bytes(content)
        found = spans(film)
        assert abs(found[0].start_ms - before[0].start_ms) <= 64
        assert abs(found[-1].end_ms - before[-1].end_ms) <= 200

    def test_a_sound_that_ends_before_the_pictures_is_silent_from_there(self, testdata, tmp_path):
        film = write_film(tmp_path / "film.mp4", two_people(testdata)[: 5 * RATE], seconds=30)
        assert all(one.end_ms <= 5_200 for one in spans(film))
        assert spans(film, start_ms=10_000) == []


def test_memory_does_not_grow_with_the_film(tmp_path: Path):
    def peak(seconds: int) -> int:
        film = write_film(tmp_path / f"{seconds}.mkv", nobody("room tone", seconds=seconds), codec="pcm_s16le")
        tracemalloc.start()
        heard(film)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    an_hour_more = (peak(40) - peak(10)) * 120
    assert an_hour_more < 60_000_000


@pytest.mark.parametrize("make", [list, lambda spans: list(reversed(spans))])
def test_spans_near_to_one_another_are_one(make: Callable[[list[Span]], list[Span]]):
    apart = [Span(0, 100), Span(300, 400), Span(601, 700), Span(650, 660)]
    assert joined(make(apart)) == [Span(0, 400), Span(601, 700)]
