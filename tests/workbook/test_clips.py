import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from vigwidgets import frameworks
from vigwidgets.core.access import Person
from vigwidgets.core.errors import NotFound, SpanOutsideFilm
from vigwidgets.films import probe
from vigwidgets.journal import Journal
from vigwidgets.workbook import clips
from vigwidgets.workbook.film_shelf import sha256_of

CARD = """
id = "{id}"
title = "Up it goes"
tiers = [1, 2]
licence = "CC-BY-4.0"
sha256 = "{sha256}"
duration_ms = 2000
"""
MARK = {
    "id": "m1", "start_ms": 400, "end_ms": 900, "kind": "reception", "who": "Nadia", "principles": ["showing_noticed"],
    "answers": "m0", "reading": "open", "note": "She looks up.", "also": ["waiting"],
}  # fmt: skip
FIRST = {**MARK, "id": "m0", "start_ms": 0, "kind": "initiative", "answers": None, "reading": "plain", "also": []}


def make_clip(folder: Path, *, marks: list[dict]) -> Path:
    folder.mkdir(parents=True)
    (folder / "clip.toml").write_text(CARD.format(id=folder.name, sha256="a" * 64))
    (folder / "film.mp4").write_bytes(b"not opened")
    (folder / "marks.json").write_text(json.dumps(marks))
    return folder


@pytest.fixture
def drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a folder with two clips instead of those that came with the workbook."""
    for name in ("c02", "c01"):
        make_clip(tmp_path / name, marks=[MARK, FIRST])
    (tmp_path / "lines").mkdir()
    monkeypatch.setattr(clips, "sample_clips_folder", lambda: tmp_path)
    clips.clips.cache_clear()
    yield tmp_path
    clips.clips.cache_clear()


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Journal]:
    with Journal.open(tmp_path / "journal.db", person=Person("owner"), framework=frameworks.load()) as opened:
        yield opened


def test_clips_come_in_the_order_of_their_ids(drawn):
    assert [clip.id for clip in clips.clips()] == ["c01", "c02"]


def test_a_folder_without_a_card_is_no_clip(drawn):
    assert "lines" not in [clip.id for clip in clips.clips()]


def test_a_clip_is_found_by_its_id(drawn):
    clip = clips.clip("c02")
    assert (clip.title, clip.tiers, clip.licence, clip.folder) == ("Up it goes", (1, 2), "CC-BY-4.0", drawn / "c02")


def test_an_unknown_clip_is_not_found(drawn):
    with pytest.raises(NotFound, match="no such clip"):
        clips.clip("c99")


def test_a_clips_film_is_drawn_and_may_be_used_for_everything(drawn):
    film = clips.clip("c01").film
    assert film.source == "drawn"
    assert film.permission.uses == ("work", "group", "training")
    assert (film.duration_ms, film.frames, film.size_bytes) == (2000, 50, len(b"not opened"))


def test_frames_lie_40_ms_apart(drawn):
    assert clips.clip("c01").frames.times_ms == tuple(range(0, 2000, 40))


def test_marks_come_by_time_with_their_reading(drawn):
    first, second = clips.clip("c01").marks
    assert (first.mark.id, first.reading, first.also) == ("m0", "plain", ())
    assert (second.mark.id, second.reading, second.also) == ("m1", "open", ("waiting",))
    assert (second.mark.answers, second.mark.film, second.mark.author) == ("m0", "c01", "")


def test_a_mark_outside_its_clip_is_refused(tmp_path):
    folder = make_clip(tmp_path / "c03", marks=[{**MARK, "end_ms": 2001}])
    with pytest.raises(SpanOutsideFilm, match="ends at 2001 ms but the film at 2000 ms"):
        clips.read_clip(folder)


def test_the_journal_knows_the_clips_once_they_are_shelved(drawn, journal):
    clips.shelve_clips(journal)
    assert journal.film("c02") == clips.clip("c02").film


def test_clips_are_not_among_a_persons_own_films(drawn, journal):
    clips.shelve_clips(journal)
    assert journal.films() == []


def test_a_clip_that_was_drawn_anew_is_renewed_and_its_marks_stay(drawn, journal):
    from vigwidgets.core.mark import Mark
    from vigwidgets.core.span import Span

    clips.shelve_clips(journal)
    mark = journal.add_mark(Mark(id="mine", film="c01", span=Span(0, 100)), change_id="c1")
    (drawn / "c01" / "clip.toml").write_text(CARD.format(id="c01", sha256="b" * 64))
    clips.clips.cache_clear()
    clips.shelve_clips(journal)
    assert journal.film("c01").sha256 == "b" * 64
    assert journal.marks("c01") == [mark]


class TestTheClipsThatCameWithTheWorkbook:
    @pytest.fixture(autouse=True)
    def fresh(self):
        clips.clips.cache_clear()

    def test_there_is_the_clip_of_the_first_lesson(self):
        assert "c01" in [clip.id for clip in clips.clips()]

    def test_each_is_what_probing_its_film_tells(self):
        for clip in clips.clips():
            seen = probe(clip.film_path)
            told = clip.film
            assert seen.times == clip.frames
            assert seen.browser_plays
            for name in ("duration_ms", "frames", "variable_frame_rate", "rotation", "width", "height"):
                assert getattr(told, name) == getattr(seen, name), (clip.id, name)
            for name in ("video_codec", "audio_codec", "media_type"):
                assert getattr(told, name) == getattr(seen, name), (clip.id, name)

    def test_each_has_the_bytes_its_card_names(self):
        for clip in clips.clips():
            assert sha256_of(clip.film_path) == clip.film.sha256

    def test_each_is_in_a_folder_of_its_id_with_captions_descriptions_and_poster(self):
        for clip in clips.clips():
            assert clip.folder.name == clip.id
            assert all(path.is_file() for path in (clip.captions, clip.descriptions, clip.poster))

    def test_each_mark_names_principles_that_there_are_and_receives_one_of_the_same_clip(self):
        for clip in clips.clips():
            ids = {one.mark.id for one in clip.marks}
            for one in clip.marks:
                frameworks.load().check((*one.mark.principles, *one.also))
                assert one.reading in ("plain", "open")
                assert one.mark.answers is None or one.mark.answers in ids

    def test_reading_one_takes_under_5_ms(self):
        folders = [clip.folder for clip in clips.clips()]
        times_s = []
        for folder in folders * 5:
            start = time.perf_counter()
            clips.read_clip(folder)
            times_s.append(time.perf_counter() - start)
        assert min(times_s) < 0.005
