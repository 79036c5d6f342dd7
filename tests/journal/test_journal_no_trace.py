"""After erasing, no word of it is in any file: not in the journal, its log, nor the copies that upgrades made."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.journal import traces
from tests.journal.traces import POINTS, PROMPT, Words, found, mark_everywhere, write_everywhere, write_texts
from tests.thoroughly import usually
from vigwidgets.journal import sweeping
from vigwidgets.journal.copying import copy_beside
from vigwidgets.journal.schema import VERSIONS


@pytest.fixture
def hurried(monkeypatch):
    """Erasing waits for others for a moment only."""
    monkeypatch.setattr(sweeping, "PATIENCE_S", 0.05)


def in_files(file, words):
    return found(file.parent, words)


def all_in_files(file, words):
    """Whether all is there but the first title, which the second one took the place of."""
    return in_files(file, words) | {"first title"} == set(words.said) | {"first title"}


def test_nothing_of_an_erased_film_is_left_while_others_have_the_journal_open(file, opened, make):
    ann, at_the_same_time, bea = opened(file), opened(file), opened(file, "bea")
    gone, stays, hers, on_clip = Words("gone"), Words("stays"), Words("hers"), Words("on a clip")
    film = write_everywhere(ann, make.film(), gone)
    other = write_everywhere(ann, make.film(), stays)
    theirs = write_everywhere(bea, make.film(sha256=film.sha256), hers)
    clip = ann.shelve_clip(make.film(source="drawn"))
    mark_everywhere(ann, clip.id, on_clip)
    copy = copy_beside(file, target=VERSIONS[-1])
    with closing(sqlite3.connect(copy)) as looked_into:
        looked_into.execute("SELECT * FROM films").fetchall()
    shown = at_the_same_time.marks(film.id), at_the_same_time.marks(other.id), bea.marks(theirs.id)
    assert all_in_files(file, gone)

    ann.erase_film(film.id, receipt_id="erased")

    assert in_files(file, gone) == set()
    assert not copy.exists()
    for words in (stays, hers, on_clip):
        assert all_in_files(file, words)
    assert (at_the_same_time.marks(other.id), bea.marks(theirs.id)) == shown[1:]
    assert bea.draft_key(theirs.id) == hers.said["key"]


def test_nothing_of_an_erased_text_is_left(file, opened, make):
    ann = opened(file)
    film = ann.add_film(make.film())
    words = {about: Words(about or "chapter") for about in (None, film.id)}
    for about, said in words.items():
        write_texts(ann, replace(PROMPT, film=about), said)
    for about, said in words.items():
        assert all_in_files(file, said)
        ann.erase_reflection(PROMPT.id, film=about, receipt_id=f"erased-{about}")
        assert in_files(file, said) == set()


def test_nothing_of_anything_is_left_but_what_others_wrote(file, opened, make):
    ann, bea = opened(file), opened(file, "bea")
    gone, alone, on_clip, stays = Words("gone"), Words("alone"), Words("on a clip"), Words("stays")
    write_everywhere(ann, make.film(), gone)
    write_texts(ann, PROMPT, alone)
    clip = ann.shelve_clip(make.film(source="drawn"))
    mark_everywhere(ann, clip.id, on_clip)
    alone.said["key"] = ann.draft_key()
    write_everywhere(bea, make.film(), stays)
    ann.erase_everything(receipt_id="erased")
    for words in (gone, alone, on_clip):
        assert in_files(file, words) == set()
    assert all_in_files(file, stays)


def test_words_that_somebody_else_is_reading_go_when_they_have_read(file, opened, make, hurried):
    ann, words = opened(file), Words("gone")
    film = write_everywhere(ann, make.film(), words)
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM films").fetchall()
        ann.erase_film(film.id, receipt_id="erased")
        assert ann.films() == []
        assert not ann.sweep()
        assert in_files(file, words)
    assert ann.sweep()
    assert in_files(file, words) == set()


def test_trying_in_vain_makes_the_log_no_longer(file, opened, make, hurried):
    ann, log = opened(file), file.with_name("journal.db-wal")
    film = write_everywhere(ann, make.film(), Words("gone"))
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM films").fetchall()
        ann.erase_film(film.id, receipt_id="erased")
        before = log.stat().st_size
        for _ in range(3):
            assert not ann.sweep()
        assert log.stat().st_size == before > 0


@pytest.mark.parametrize("occasion", ["opening", "the same request", "another erasing"])
def test_what_could_not_be_cleared_is_cleared_at_the_next_occasion(file, opened, make, hurried, occasion):
    ann, words = opened(file), Words("gone")
    film = write_everywhere(ann, make.film(), words)
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM films").fetchall()
        ann.erase_film(film.id, receipt_id="erased")
    if occasion == "opening":
        opened(file, "bea")
    elif occasion == "the same request":
        ann.erase_film(film.id, receipt_id="erased")
    else:
        ann.erase_reflection(PROMPT.id, receipt_id="another")
    assert in_files(file, words) == set()
    assert ann.sweep()


def test_words_that_were_dropped_without_being_wiped_go_too(file, opened, make):
    ann, words = opened(file), Words("gone")
    # Whoever closes a file last tidies it up, which is not what is tried here.
    opened(file, "bea").films()
    film = write_everywhere(ann, make.film(), words)
    with closing(sqlite3.connect(file, isolation_level=None)) as another_program:
        another_program.execute("PRAGMA secure_delete=OFF").fetchall()
        another_program.execute("UPDATE revisions SET text='', fullest=NULL")
        another_program.execute("DELETE FROM changes")
        another_program.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert {"long text", "undone note"} <= in_files(file, words)
    ann.erase_film(film.id, receipt_id="erased")
    assert in_files(file, words) == set()


def test_others_write_on_while_somebody_erases(file, opened, make):
    ann, bea = opened(file), opened(file, "bea")
    films = [ann.add_film(make.film()) for _ in range(5)]
    theirs = bea.add_film(make.film())

    def erase_all():
        return [ann.erase_film(film.id, receipt_id=film.id).films for film in films]

    with ThreadPoolExecutor(1) as beside:
        erased = beside.submit(erase_all)
        marks = []
        while not erased.done() or len(marks) < len(films):
            marks.append(bea.add_mark(make.mark(theirs), change_id=make.new_id()))
    assert erased.result() == [1] * len(films)
    assert set(bea.marks(theirs.id)) == set(marks)
    assert ann.films() == []
    assert ann.sweep()


def test_a_journal_with_nothing_to_clear_is_not_written_anew(file, opened, make, monkeypatch):
    def fail(*_args, **_named):
        pytest.fail("the file was written anew")

    ann = opened(file)
    ann.erase_film(write_everywhere(ann, make.film(), Words("gone")).id, receipt_id="erased")
    monkeypatch.setattr(sweeping, "_clear", fail)
    assert opened(file).sweep()


def test_a_copy_that_cannot_go_is_tried_again(file, opened, make, monkeypatch):
    def fail(*_args, **_named):
        raise PermissionError(13, "open elsewhere")

    ann, words = opened(file), Words("gone")
    film = write_everywhere(ann, make.film(), words)
    copy_beside(file, target=VERSIONS[-1])
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", fail)
        ann.erase_film(film.id, receipt_id="erased")
        assert not ann.sweep()
    assert ann.sweep()
    assert in_files(file, words) == set()


@contextmanager
def no_file_longer_than(size_bytes):
    """The system refuses to write further, with an error that no SQLite setting knows of."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_without_room_to_write_the_file_anew_is_tried_again(file, opened, make):
    ann, words = opened(file), Words("gone")
    mark_everywhere(ann, ann.add_film(make.film()).id, Words("stays"))
    film = write_everywhere(ann, make.film(), words)
    for number in range(8):
        prompt = replace(PROMPT, id=f"p{number}")
        ann.save_reflection(prompt, "x" * 190_000, revision_id=prompt.id, sitting="w", sequence=1)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    with no_file_longer_than(1_000_000):
        ann.erase_film(film.id, receipt_id="erased")
        assert not ann.sweep()
        assert film not in ann.films()
    assert ann.sweep()
    assert in_files(file, words) == set()


def is_whole(journal, film, before):
    return (journal.film(film.id), journal.marks(film.id), journal.revisions(PROMPT.id, film=film.id)) == before


def look_after_a_kill(file, film, words, before):
    """Return what the kill left: the whole film, or, once it was asked again, nothing."""
    with traces.open_as(file) as journal:
        if journal.films():
            assert is_whole(journal, film, before)
            assert all_in_files(file, words)
            left = "all"
        else:
            left = "nothing"
        first = journal.receipts()
        receipt = journal.erase_film(film.id, receipt_id="erased")
        assert first in ([], [receipt])
        assert (receipt.films, receipt.marks, receipt.texts) == (1, 2, 4)
        assert in_files(file, words) == set()
    return left


def filled(folder, make):
    folder.mkdir()
    file, words = folder / "journal.db", Words(folder.name)
    with traces.open_as(file) as journal:
        film = write_everywhere(journal, make.film(), words)
        before = (film, journal.marks(film.id), journal.revisions(PROMPT.id, film=film.id))
    copy_beside(file, target=VERSIONS[-1])
    return file, film, words, before


def test_a_process_killed_while_it_erases_leaves_all_of_the_film_or_nothing(tmp_path, make):
    places = {point: filled(tmp_path / point, make) for point in POINTS}
    told = [word for point, (file, film, *_) in places.items() for word in (point, str(file), film.id)]
    subprocess.run([sys.executable, traces.__file__, *told], check=True, capture_output=True)
    left = {point: look_after_a_kill(*place) for point, place in places.items()}
    assert left == {**dict.fromkeys(POINTS, "nothing"), "before_it_is_stored": "all"}


@pytest.mark.long
@pytest.mark.timeout(300)
def test_a_process_killed_at_any_moment_while_it_erases_leaves_all_of_the_film_or_nothing(tmp_path, make):
    for number in range(usually(8, thorough=25)):
        file, film, words, before = filled(tmp_path / f"round-{number}", make)
        told = [sys.executable, traces.__file__, "never", str(file), film.id]
        with subprocess.Popen(told, stdout=subprocess.PIPE, process_group=0) as killed:
            killed.stdout.readline()
            time.sleep(random.uniform(0, 0.12))
            os.killpg(killed.pid, signal.SIGKILL)
        look_after_a_kill(file, film, words, before)


@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_postgresql_writes_its_tables_anew_without_what_was_erased(place, opened, make):
    ann = opened(place)
    film = ann.add_film(make.film(title="Unmistakable title"))
    ann.add_mark(make.mark(film, note="Unmistakable note"), change_id="c1")
    ann.set_reel(film.id, [make.moment("m", hope="Unmistakable hope")], change_id="c2")
    ann.set_reel(film.id, [make.moment("m", did="Unmistakable deed")], change_id="c3")
    files = stored_files(place)
    assert b"Unmistakable" in b"".join(path.read_bytes() for path in files)
    ann.erase_film(film.id, receipt_id="erased")
    assert b"Unmistakable" not in b"".join(
        path.read_bytes() for path in {*files, *stored_files(place)} if path.exists()
    )
    assert ann.sweep()


@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_postgresql_writes_its_tables_anew_without_a_room_that_ended(place, opened):
    ann = opened(place)
    ann.open_room("r", "abc234")
    ann.join_room("r", "p", "Unmistakable name", "0f" * 32)
    ann.join_room("r", "p", "Unmistakable new name", "0f" * 32)
    files = stored_files(place)
    assert b"Unmistakable name" in b"".join(path.read_bytes() for path in files)
    ann.end_room("r")
    assert b"Unmistakable" not in b"".join(
        path.read_bytes() for path in {*files, *stored_files(place)} if path.exists()
    )
    assert ann.sweep()


def stored_files(place):
    """Return the files of every table as they are on the disk now."""
    engine = create_engine(place.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("CHECKPOINT"))
        folder = Path(connection.scalar(text("SHOW data_directory")))
        named = text("SELECT pg_relation_filepath(oid) FROM pg_class WHERE relkind IN ('r', 't', 'i')")
        files = [folder / path for path in connection.scalars(named) if path]
    engine.dispose()
    return files


@pytest.mark.parametrize("place", ["postgresql"], indirect=True)
def test_postgresql_is_cleared_when_nobody_is_in_the_way_any_more(place, opened, make, hurried):
    ann = opened(place)
    film = ann.add_film(make.film())
    engine = create_engine(place.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as reader:
        reader.execute(text("SELECT count(*) FROM films"))
        ann.erase_film(film.id, receipt_id="erased")
        assert not ann.sweep()
    engine.dispose()
    assert ann.sweep()
