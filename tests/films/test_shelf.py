"""The shelf: a film is on it completely, or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import signal
import stat
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from vigwidgets.core.errors import Cancelled, FilmUnreadable, InvalidValue, NotFound, ShelfUnavailable, StorageFull
from vigwidgets.films import Shelf, copying, frame_times
from vigwidgets.films import shelf as shelf_module

Real = Callable[[str], Path]
BRING_IN_AND_WAIT = """
import sys, time
from pathlib import Path
from vigwidgets.films import Shelf, copying
copying.CHUNK_BYTES = 4096

def wait(done, total):
    print(done, flush=True)
    time.sleep(600)

Shelf(Path(sys.argv[1])).bring_in(Path(sys.argv[2]), film_id="f1", on_progress=wait)
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "data" / "films")


@pytest.fixture
def film(real: Real, tmp_path: Path) -> Path:
    """Copy a real film to where a test may change it."""
    return Path(shutil.copyfile(real("friday.mp4"), tmp_path / "friday.mp4"))


def left(shelf: Shelf) -> list[str]:
    return sorted(path.name for path in shelf.folder.iterdir())


def test_a_film_on_the_shelf_is_the_same_bytes(shelf: Shelf, film: Path) -> None:
    before = film.stat()
    shelved = shelf.bring_in(film, film_id="f1")
    assert shelf.film_path("f1").read_bytes() == film.read_bytes()
    assert shelved.sha256 == hashlib.sha256(film.read_bytes()).hexdigest()
    assert shelved.size_bytes == before.st_size
    assert (film.stat().st_mtime_ns, film.stat().st_mode) == (before.st_mtime_ns, before.st_mode)
    assert (shelf.ids(), left(shelf)) == ({"f1"}, ["f1"])


def test_the_frame_times_lie_beside_the_film(shelf: Shelf, film: Path) -> None:
    shelf.bring_in(film, film_id="f1")
    packed = shelf.frames_path("f1").read_bytes()
    assert struct.unpack(f"<{len(packed) // 4}I", packed) == frame_times(film).times_ms


def test_a_webm_keeps_its_ending(shelf: Shelf, real: Real) -> None:
    shelf.bring_in(real("flower.webm"), film_id="f1")
    assert shelf.film_path("f1").name == "film.webm"


@pytest.mark.skipif(sys.platform == "win32", reason="modes mean little there")
def test_nobody_else_on_the_machine_can_read_a_film(shelf: Shelf, film: Path) -> None:
    shelf.bring_in(film, film_id="f1")
    places = [shelf.folder, shelf.folder / "f1", shelf.film_path("f1"), shelf.frames_path("f1")]
    assert [stat.S_IMODE(place.stat().st_mode) for place in places] == [0o700, 0o700, 0o600, 0o600]


def test_progress_ends_at_the_whole(shelf: Shelf, film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "CHUNK_BYTES", 100_000)
    said: list[tuple[int, int]] = []
    shelf.bring_in(film, film_id="f1", on_progress=lambda done, total: said.append((done, total)))
    size = film.stat().st_size
    assert said == [(min(size, done), size) for done in range(100_000, size + 100_000, 100_000)]


def test_calling_it_off_leaves_nothing(shelf: Shelf, film: Path) -> None:
    with pytest.raises(Cancelled, match="Nothing of it was kept"):
        shelf.bring_in(film, film_id="f1", cancelled=lambda: True)
    assert left(shelf) == []


def test_an_error_in_the_middle_leaves_nothing(shelf: Shelf, film: Path) -> None:
    def fail(done: int, total: int) -> None:
        raise RuntimeError(f"{done} of {total}")

    with pytest.raises(RuntimeError, match="of 515198"):
        shelf.bring_in(film, film_id="f1", on_progress=fail)
    assert left(shelf) == []


def test_a_film_that_grows_meanwhile_is_refused(shelf: Shelf, film: Path) -> None:
    def grow(_done: int, _total: int) -> None:
        with film.open("ab") as file:
            file.write(b"more")

    with pytest.raises(FilmUnreadable, match="changed while it was being added"):
        shelf.bring_in(film, film_id="f1", on_progress=grow)
    assert left(shelf) == []


def test_a_film_that_shrinks_meanwhile_is_refused(shelf: Shelf, film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "CHUNK_BYTES", 100_000)
    with pytest.raises(FilmUnreadable, match="changed while it was being added"):
        shelf.bring_in(film, film_id="f1", on_progress=lambda _done, _total: os.truncate(film, 150_000))
    assert left(shelf) == []


def test_a_film_rewritten_meanwhile_at_equal_length_is_refused(shelf: Shelf, film: Path) -> None:
    def rewrite(_done: int, _total: int) -> None:
        with film.open("r+b") as file:
            file.write(b"\0" * 100)

    with pytest.raises(FilmUnreadable, match="changed while it was being added"):
        shelf.bring_in(film, film_id="f1", on_progress=rewrite)
    assert left(shelf) == []


def test_too_little_room_is_seen_before_copying(shelf: Shelf, film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, film.stat().st_size))
    said: list[int] = []
    with pytest.raises(StorageFull, match="not enough room"):
        shelf.bring_in(film, film_id="f1", on_progress=lambda done, _: said.append(done))
    assert (said, left(shelf)) == ([], [])


@pytest.mark.parametrize(
    ("number", "error", "sentence"),
    [(errno.ENOSPC, StorageFull, "not enough room"), (errno.EROFS, ShelfUnavailable, "cannot be used")],
)
def test_a_disk_that_fails_during_the_copy_leaves_nothing(
    shelf: Shelf,
    film: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    error: type[Exception],
    sentence: str,
) -> None:
    def fail(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(shelf_module.os, "fsync", fail)
    with pytest.raises(error, match=sentence):
        shelf.bring_in(film, film_id="f1")
    assert left(shelf) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_is_named(film: Path) -> None:
    with (
        Path("/dev/full").open("wb", buffering=0) as full,
        film.open("rb") as source,
        pytest.raises(OSError, match="space"),
    ):
        copying.copy_hashed(source, to=full, size_bytes=film.stat().st_size, on_progress=None, cancelled=None)


def test_a_taken_id_is_refused_and_its_film_kept(shelf: Shelf, film: Path, real: Real) -> None:
    shelf.bring_in(film, film_id="f1")
    with pytest.raises(InvalidValue, match="already a film with this id"):
        shelf.bring_in(real("flower.mp4"), film_id="f1")
    assert shelf.film_path("f1").read_bytes() == film.read_bytes()


def test_of_two_at_once_under_one_id_one_wins(shelf: Shelf, film: Path) -> None:
    outcomes: list[str] = []
    meeting = threading.Barrier(2, timeout=20)

    def bring() -> None:
        try:
            shelf.bring_in(film, film_id="f1", on_progress=lambda _done, _total: meeting.wait() and None)
            outcomes.append("in")
        except InvalidValue:
            outcomes.append("taken")

    threads = [threading.Thread(target=bring) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sorted(outcomes), left(shelf)) == (["in", "taken"], ["f1"])


def test_a_removed_film_is_gone_and_removing_it_again_is_no_error(shelf: Shelf, film: Path) -> None:
    shelf.bring_in(film, film_id="f1")
    shelf.remove("f1")
    shelf.remove("f1")
    assert left(shelf) == []
    with pytest.raises(NotFound, match="no such film"):
        shelf.film_path("f1")
    with pytest.raises(NotFound, match="no such film"):
        shelf.frames_path("f1")


def test_all_files_of_a_film_are_told_and_no_others(shelf: Shelf, film: Path) -> None:
    shelf.bring_in(film, film_id="f1")
    shelf.bring_in(film, film_id="f2")
    (shelf.folder / "f1" / "stills").mkdir()
    (shelf.folder / "f1" / "stills" / "1.jpg").write_bytes(b"x")
    told = [path.relative_to(shelf.folder / "f1").as_posix() for path in shelf.files("f1")]
    assert told == ["film.mp4", "frames.u32", "stills/1.jpg"]
    assert shelf.files("f3") == []


def test_a_folder_put_back_is_a_film_again_and_never_replaces_one(shelf: Shelf, film: Path, tmp_path: Path) -> None:
    shelf.bring_in(film, film_id="f1")
    away = (shelf.folder / "f1").rename(tmp_path / "away")
    shelf.put_back(away, film_id="f1")
    assert shelf.film_path("f1").read_bytes() == film.read_bytes()
    (tmp_path / "other").mkdir()
    with pytest.raises(InvalidValue, match="already a film with this id"):
        shelf.put_back(tmp_path / "other", film_id="f1")
    assert (tmp_path / "other").is_dir()
    assert shelf.film_path("f1").read_bytes() == film.read_bytes()


def test_a_shelf_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ShelfUnavailable, match="cannot be used"):
        Shelf(tmp_path / "file" / "films")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
@pytest.mark.timeout(60)
def test_a_sweep_spares_what_is_being_brought_in_and_clears_what_kill_9_left(shelf: Shelf, film: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", BRING_IN_AND_WAIT, str(shelf.folder), str(film)], stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"4096\n"
        during = left(shelf)
        shelf.sweep()
        assert left(shelf) == during
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert (shelf.ids(), len(left(shelf))) == (set(), 2)
    shelf.sweep()
    assert left(shelf) == []


def test_a_sweep_keeps_every_film(shelf: Shelf, film: Path) -> None:
    shelf.bring_in(film, film_id="f1")
    (shelf.folder / ".incoming-left").mkdir()
    shelf.sweep()
    assert left(shelf) == ["f1"]
