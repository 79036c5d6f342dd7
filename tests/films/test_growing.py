"""A film that is still being made ready can be watched as far as it has come, each picture at its own time."""

from __future__ import annotations

import io
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from vigwidgets.core.errors import Cancelled, FilmUnreadable, NotFound, StorageFull
from vigwidgets.films import Shelf, probe
from vigwidgets.films.converting import convert
from vigwidgets.films.growing import Growing, read_growing
from vigwidgets.films.keeping import check_room
from vigwidgets.films.shelf import GROWING_NAME, PASSING

Real = Callable[[str], Path]
SEVERAL_PARTS = "face_noface.mov"
NAMES = [SEVERAL_PARTS, "webvtt.mkv", "sample.flv", "bbb_2500ms.ts", "mv_with_2_top_shots.mp4", "sample.3gp"]


def bytes_of(path: Path, growing: Growing, count: int) -> bytes:
    """Return what a browser would have fetched: the head and the first fragments."""
    held = path.read_bytes()
    parts = [held[: growing.head_bytes]]
    parts += [held[one.offset : one.offset + one.length] for one in growing.fragments[:count]]
    return b"".join(parts)


def pictures(film: io.BytesIO | Path) -> list[tuple[int, np.ndarray]]:
    with av.open(film if isinstance(film, io.BytesIO) else str(film)) as opened:
        return [(round((one.time or 0) * 1000), one.to_ndarray(format="gray")) for one in opened.decode(video=0)]


@pytest.mark.parametrize("name", NAMES)
def test_it_holds_the_pictures_of_the_copy_at_their_times(real: Real, tmp_path: Path, name: str) -> None:
    found, copy, beside = probe(real(name)), tmp_path / "copy.mp4", tmp_path / "growing.mp4"
    with real(name).open("rb", buffering=0) as file:
        convert(file, copy, probe=found, growing_to=beside)
    growing = read_growing(beside, found.times)
    assert growing.fragments[0].start_ms == found.times.times_ms[0]
    assert growing.fragments[-1].end_ms == found.duration_ms
    for one, after in zip(growing.fragments, growing.fragments[1:], strict=False):
        assert one.end_ms == after.start_ms
    held = pictures(io.BytesIO(bytes_of(beside, growing, len(growing.fragments))))
    final = pictures(copy)
    assert [ms for ms, _ in held][1:] == [ms for ms, _ in final][1:]
    assert all(np.array_equal(one, other) for (_, one), (_, other) in zip(held, final, strict=True))


def test_the_first_parts_can_be_played_without_the_rest(real: Real, tmp_path: Path) -> None:
    found, beside = probe(real(SEVERAL_PARTS)), tmp_path / "growing.mp4"
    with real(SEVERAL_PARTS).open("rb", buffering=0) as file:
        convert(file, tmp_path / "copy.mp4", probe=found, growing_to=beside)
    growing = read_growing(beside, found.times)
    assert len(growing.fragments) > 2
    first = growing.fragments[0]
    seen = pictures(io.BytesIO(bytes_of(beside, growing, 1)))
    assert len(seen) == sum(1 for ms in found.times.times_ms if ms < first.end_ms)


def test_while_it_is_written_only_whole_parts_are_told(real: Real, tmp_path: Path) -> None:
    found, beside = probe(real(SEVERAL_PARTS)), tmp_path / "growing.mp4"
    told: list[int] = []

    def look(_done: int, _of: int) -> None:
        growing = read_growing(beside, found.times)
        told.append(len(growing.fragments))
        if growing.fragments:
            last = growing.fragments[-1]
            assert last.offset + last.length <= beside.stat().st_size

    with real(SEVERAL_PARTS).open("rb", buffering=0) as file:
        convert(file, tmp_path / "copy.mp4", probe=found, growing_to=beside, on_progress=look)
    assert told == sorted(told)
    assert len(set(told)) > 2


@pytest.mark.parametrize("cut", [0, 3, 100, 1300, 5000])
def test_a_file_cut_anywhere_tells_of_nothing_that_is_not_there(real: Real, tmp_path: Path, cut: int) -> None:
    found, beside = probe(real("webvtt.mkv")), tmp_path / "growing.mp4"
    with real("webvtt.mkv").open("rb", buffering=0) as file:
        convert(file, tmp_path / "copy.mp4", probe=found, growing_to=beside)
    beside.write_bytes(beside.read_bytes()[:cut])
    growing = read_growing(beside, found.times)
    assert not growing.fragments
    assert growing.head_bytes <= cut


def test_of_a_film_that_is_not_there_nothing_is_told(real: Real, tmp_path: Path) -> None:
    assert read_growing(tmp_path / "none.mp4", probe(real("webvtt.mkv")).times) == Growing()


class TestOnTheShelf:
    """A film that browsers do not play is whole before its copy is."""

    @pytest.fixture
    def shelf(self, tmp_path: Path) -> Shelf:
        return Shelf(tmp_path / "films")

    @pytest.fixture
    def film(self, shelf: Shelf, real: Real) -> str:
        shelf.bring_in(real(SEVERAL_PARTS), film_id="f1", copy_later=True)
        return "f1"

    def test_it_is_whole_and_lacks_its_copy(self, shelf: Shelf, film: str, real: Real) -> None:
        assert shelf.is_whole(film)
        assert shelf.lacks_copy(film)
        assert shelf.original_path(film).read_bytes() == real(SEVERAL_PARTS).read_bytes()
        with pytest.raises(NotFound, match="still being made ready"):
            shelf.film_path(film)

    def test_the_copy_is_made_and_is_the_same_as_one_made_at_once(self, shelf: Shelf, film: str, real: Real) -> None:
        assert shelf.make_copy(film)
        assert not shelf.lacks_copy(film)
        shelf.bring_in(real(SEVERAL_PARTS), film_id="f2")
        assert shelf.film_path(film).read_bytes() == shelf.film_path("f2").read_bytes()
        assert shelf.growing_path(film).exists()
        shelf.end_growing(film)
        assert {path.name for path in shelf.files(film)} == {"film.mp4", "frames.u32", "original"}

    def test_what_is_in_passing_is_none_of_its_files(self, shelf: Shelf, film: str) -> None:
        shelf.make_copy(film)
        assert shelf.growing_path(film).is_file()
        assert not PASSING.intersection(path.name for path in shelf.files(film))

    def test_a_film_that_browsers_play_lacks_nothing(self, shelf: Shelf, real: Real) -> None:
        shelf.bring_in(real("friday.mp4"), film_id="plays", copy_later=True)
        assert not shelf.lacks_copy("plays")
        assert shelf.make_copy("plays")

    def test_called_off_it_leaves_what_can_be_watched_and_is_made_anew(self, shelf: Shelf, film: str) -> None:
        asked = iter(range(1000))
        with pytest.raises(Cancelled):
            shelf.make_copy(film, cancelled=lambda: next(asked) > 60)
        assert shelf.lacks_copy(film)
        assert [path.name for path in shelf.folder.iterdir()] == [film]
        assert shelf.make_copy(film)

    def test_where_there_is_no_room_for_it_the_sentence_says_so(
        self, shelf: Shelf, film: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patched:
            patched.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 1000))
            with pytest.raises(StorageFull, match="to make this film ready"):
                shelf.make_copy(film)
        assert [path.name for path in shelf.folder.iterdir()] == [film]
        assert shelf.make_copy(film)

    def test_two_do_not_make_it_at_once(self, shelf: Shelf, film: str) -> None:
        answers: list[bool] = []

        def look(done: int, _of: int) -> None:
            if done and not answers:
                answers.append(Shelf(shelf.folder).make_copy(film))

        assert shelf.make_copy(film, on_progress=look)
        assert answers == [False]

    def test_a_film_that_is_removed_meanwhile_is_gone_and_the_work_ends(self, shelf: Shelf, film: str) -> None:
        begun, ended = threading.Event(), list[BaseException]()

        def look(_done: int, _of: int) -> None:
            begun.set()
            time.sleep(0.02)

        def make() -> None:
            try:
                shelf.make_copy(film, on_progress=look)
            except BaseException as error:  # noqa: BLE001 - looked at below
                ended.append(error)

        maker = threading.Thread(target=make)
        maker.start()
        assert begun.wait(20)
        shelf.remove(film)
        maker.join(20)
        assert not maker.is_alive()
        assert isinstance(ended[0], Cancelled)
        assert list(shelf.folder.iterdir()) == []

    def test_a_film_that_is_no_longer_what_it_was_gets_no_copy_with_other_times(self, shelf: Shelf, film: str) -> None:
        original = shelf.original_path(film)
        held = bytearray(original.read_bytes())
        middle = len(held) // 2
        held[middle : middle + 30_000] = bytes(30_000)
        original.write_bytes(held)
        with pytest.raises(FilmUnreadable, match="damaged"):
            shelf.make_copy(film)
        assert shelf.lacks_copy(film)

    def test_the_good_part_of_a_film_can_be_copied_later(self, shelf: Shelf, real: Real, tmp_path: Path) -> None:
        part = tmp_path / "part.mkv"
        part.write_bytes(real("thanks.mkv").read_bytes()[:110_000])
        kept = shelf.bring_in(part, film_id="f2", good_part=True, copy_later=True)
        assert shelf.make_copy("f2")
        assert probe(shelf.film_path("f2")).times.times_ms == kept.probe.times.times_ms

    def test_damage_in_the_middle_is_told_and_what_came_before_can_be_watched(
        self, shelf: Shelf, film: str, real: Real, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen = probe(shelf.original_path(film))
        monkeypatch.setattr("vigwidgets.films.shelf.probe_file", lambda _: seen)  # there is damage that no look sees
        original = shelf.original_path(film)
        held = bytearray(original.read_bytes())
        middle = len(held) // 2
        held[middle : middle + 30_000] = bytes(30_000)
        original.write_bytes(held)
        times = probe(real(SEVERAL_PARTS)).times
        with pytest.raises(FilmUnreadable):
            shelf.make_copy(film)
        assert shelf.lacks_copy(film)
        assert read_growing(shelf.folder / film / GROWING_NAME, times).fragments

    def test_room_is_asked_for(self, shelf: Shelf) -> None:
        from vigwidgets.core.errors import StorageFull

        with pytest.raises(StorageFull):
            check_room(shelf.folder, 1 << 60)
